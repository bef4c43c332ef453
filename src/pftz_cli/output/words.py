"""Values in a person's words: slugs named, the unknown called unknown, weak grades beside what they weaken."""

from collections.abc import Iterable, Mapping
from typing import Any

from pftz_cli.output.cells import cell
from pftz_cli.output.legend import Legend

Values = Mapping[str, Any]
WEAK = frozenset({"news-agency", "trade-press", "unverified"})
"""Grades below a ministry's report: shown beside the fact wherever it is shown."""
_UNKNOWN = ("not known", "未知")


def words(field: str, value: Any, legend: Legend, lang: str) -> str:
    """Return *value* as a table or page shows it; empty for an empty list."""
    if value is None:
        return _UNKNOWN[lang == "zh"]
    if isinstance(value, str):
        return legend.name(field, value, lang)
    if isinstance(value, list):
        return _list(field, value, legend, lang)
    return legend.name(field, cell(value), lang) if isinstance(value, bool) else cell(value)


def parties(row: Values, names: Iterable[str], lang: str) -> list[str]:
    """Return everyone that a measure's parties column speaks of: *names* of agencies, then those it leaves unnamed."""
    found = list(names)
    if row["other_departments"]:
        found.append("有关部门" if lang == "zh" else "other departments" if found else "departments not named")
    if row["provincial_governments"]:
        found.append("省级人民政府" if lang == "zh" else "provincial governments")
    return found


def weak_words(row: Values, shown: Iterable[str], lang: str, legend: Legend) -> str:
    """Return the grade of a record, and of the *shown* facts that rest on something else, where below a ministry's report."""
    names = [row["grade"]] if row["grade"] in WEAK else []
    by_grade: dict[str, list[str]] = {}
    for own in row["evidence"]:
        if own["grade"] in WEAK and own["grade"] != row["grade"] and own["fact"].split(".")[0] in shown:
            by_grade.setdefault(own["grade"], []).append(own["fact"])
    names = [legend.name("grade", name, lang) for name in names]
    return "; ".join([*names, *(f"{', '.join(facts)}: {legend.name('grade', grade, lang)}" for grade, facts in by_grade.items())])


def _list(field: str, value: list[Any], legend: Legend, lang: str) -> str:
    if value and isinstance(value[0], Mapping):
        return "; ".join(_entry(field, entry, lang) for entry in value)
    return ", ".join(legend.name(field, str(entry), lang) for entry in value)


def _entry(field: str, entry: Values, lang: str) -> str:
    if field == "time_limits":
        return cell({**entry, "what": ""}).rstrip(": ")
    if field == "sub_areas":
        name = entry["name_zh"] if lang == "zh" and entry["name_zh"] else entry["name"]
        return f"{name} {_UNKNOWN[lang == 'zh'] if entry['area_km2'] is None else entry['area_km2']}"
    return cell(entry)

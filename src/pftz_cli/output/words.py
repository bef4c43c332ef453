"""Values in a person's words: slugs named, the unknown called unknown, weak grades beside what they weaken."""

from collections.abc import Iterable, Mapping
from typing import Any

from pftz_cli.output.cells import Values, cell, concerns
from pftz_cli.output.legend import Legend

WEAK = frozenset({"news-agency", "trade-press", "unverified"})
"""Grades below a ministry's report: shown beside the fact wherever it is shown."""
_SENTENCES = frozenset({"conditions", "excludes", "notes"})
"""Lists whose entries may hold commas."""


def words(field: str, value: Any, legend: Legend) -> str:
    """Return *value* as a table or page shows it; empty for an empty list."""
    if value is None:
        return legend.say("not known")
    if isinstance(value, bool):
        return legend.say("yes" if value else "no")
    if isinstance(value, str):
        return legend.name(field, value)
    if isinstance(value, list):
        return _list(field, value, legend)
    if isinstance(value, Mapping):
        return "; ".join(f"{legend.say(name)} {words(name, item, legend)}" for name, item in value.items())
    return cell(value)


def parties(row: Values, names: Iterable[str], legend: Legend) -> list[str]:
    """Return everyone that a measure's parties column speaks of: *names* of agencies, then those it leaves unnamed."""
    found = list(names)
    if row["other_departments"]:
        found.append(legend.say("other departments" if found else "departments not named"))
    if row["provincial_governments"]:
        found.append(legend.say("provincial_governments").lower())
    return found


def duration(limit: Values, legend: Legend) -> str:
    """Return a time limit without what it is for: `6 hours`."""
    text = legend.say("year of time" if limit["unit"] == "year" else limit["unit"], limit["value"])
    return text.removesuffix("s") if limit["value"] == 1 and legend.lang == "en" else text


def weak_words(row: Values, shown: Iterable[str], legend: Legend) -> str:
    """Return the grade of a record, and of the *shown* facts that rest on something else, where below a ministry's report."""
    own = {one["fact"]: one["grade"] for one in row["evidence"]}
    named = {fact: grade for fact, grade in own.items() if any(concerns(fact, column) for column in shown)}
    if "*" in own:
        named["*"] = own["*"]
    by_grade: dict[str, list[str]] = {row["grade"]: []} if row["grade"] in WEAK else {}
    for fact, grade in named.items():
        if grade in WEAK and grade != row["grade"]:
            by_grade.setdefault(grade, []).append(legend.say(fact))
    names = {grade: legend.name("grade", grade) for grade in by_grade}
    return "; ".join(legend.say("graded", names[grade], ", ".join(facts)) if facts else names[grade] for grade, facts in by_grade.items())


def _list(field: str, value: list[Any], legend: Legend) -> str:
    if value and isinstance(value[0], Mapping):
        return "; ".join(_entry(field, entry, legend) for entry in value)
    return ("; " if field in _SENTENCES else ", ").join(legend.name(field, str(entry)) for entry in value)


def _entry(field: str, entry: Values, legend: Legend) -> str:
    if field == "time_limits":
        return duration(entry, legend)
    if field == "sub_areas":
        name = entry["name_zh"] if legend.lang == "zh" and entry["name_zh"] else entry["name"]
        return f"{name} {legend.say('not known') if entry['area_km2'] is None else entry['area_km2']}"
    return cell(entry)

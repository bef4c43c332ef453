"""One record as a page: its facts, how sure they are, what is open, where they come from."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pftz_cli.output.formats import View
from pftz_cli.output.legend import Legend, heading
from pftz_cli.output.sanitise import visible
from pftz_cli.output.table import GLUE, laid_out
from pftz_cli.output.words import WEAK, parties, words

Row = Mapping[str, Any]
_ELSEWHERE = {
    "id",
    "kind",
    "title",
    "title_zh",
    "summary",
    "number",
    "evidence",
    "notes",
    "sources",
    "sub_areas",
    "provincial_governments",
    "other_departments",
}
_DATES = {
    "approved": ("approved", "批准"),
    "plan_dated": ("plan dated", "方案落款"),
    "published": ("published", "公布"),
    "unveiled": ("unveiled", "挂牌"),
}
_LABEL_WIDTH = 16
_FEW_SPACES = 4
"""A part of a citation with fewer spaces than this is kept in one line."""


def render_page(stored: str, legend: Legend, view: View, questions: Sequence[Mapping[str, str]]) -> str:
    """Return a record, given as its JSON, as a page; *questions* are the open ones that touch it."""
    row = json.loads(stored)
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="bold", min_width=_LABEL_WIDTH)
    grid.add_column(overflow="fold")
    for label, value in _facts(row, legend, view.lang):
        grid.add_row(label, Text(visible(value)))
    for number, remark in enumerate(row["notes"]):
        grid.add_row(heading("notes", view.lang) if not number else "", Text(visible(remark)))
    for number, question in enumerate(questions):
        label = ("Not known", "待查")[view.lang == "zh"] if not number else ""
        grid.add_row(label, Text(visible(f"{question['question']} ({question['id']}, open since {question['since']})")))
    return _title(row, view) + laid_out(Text(visible(row["summary"]))) + "\n" + laid_out(grid) + _sources(row, legend, view)


def _title(row: Row, view: View) -> str:
    first, second = (row["title_zh"] or row["title"], row["title"]) if view.lang == "zh" else (row["title"], row["title_zh"])
    lines = Text(visible(f"{row['id']}  {first}"), style="bold")
    if second and second != first:
        lines.append(visible(f"\n{' ' * len(row['id'])}  {second}").replace("\\x0a", "\n"))
    return laid_out(lines) + "\n"


def _facts(row: Row, legend: Legend, lang: str) -> list[tuple[str, str]]:
    """The rows of a page: label and text, each fact with its own grade where that is weak."""
    weak = {own["fact"]: own["grade"] for own in row["evidence"] if own["grade"] in WEAK}
    found: list[tuple[str, str]] = []
    for field, value in row.items():
        if field not in _ELSEWHERE and (value not in ([], False) or field == "authorities"):
            lines = _lines(field, value, row, legend, lang)
            grade = legend.name("grade", weak[field], lang) if field in weak else ""
            nested = [(name.split(".")[1], grade) for name, grade in weak.items() if name.startswith(f"{field}.")]
            for number, line in enumerate(lines):
                own = grade or next((one for name, one in nested if _names(line, name)), "")
                found.append((heading(field, lang) if not number else "", f"{line} ({own})" if own else line))
        if field == "sub_areas":
            label = heading(field, lang) + (f" ({legend.name('grade', weak[field], lang)})" if field in weak else "")
            found += [(label if not number else "", _sub_area(entry, lang)) for number, entry in enumerate(value)]
    return found


def _names(line: str, name: str) -> bool:
    return any(line.startswith(word) for word in _DATES.get(name, (name,)))


def _lines(field: str, value: Any, row: Row, legend: Legend, lang: str) -> list[str]:
    if field == "authorities":
        names = legend.labels["authority"]
        return parties(row, (f"{names[slug][lang == 'zh']} ({slug.upper()})" for slug in value), lang)
    if field == "time_limits":
        return [f"{limit['value']} {limit['unit']}{'' if limit['value'] == 1 else 's'}: {limit['what']}" for limit in value]
    if field == "dates":
        return [f"{_DATES[name][lang == 'zh']}: {words(name, day, legend, lang)}" for name, day in value.items()]
    if field == "origin":
        return [value["document"], f"article {value['article']}"]
    if isinstance(value, Mapping):
        return [f"{name}: {item}" for name, item in value.items()]
    if isinstance(value, list) and field in ("conditions", "excludes"):
        return [str(item) for item in value]
    return [words(field, value, legend, lang)]


def _sub_area(entry: Row, lang: str) -> str:
    names = " ".join(name for name in (entry["name"], entry["name_zh"]) if name)
    size = ("not known", "未知")[lang == "zh"] if entry["area_km2"] is None else f"{entry['area_km2']} km²"
    return f"{names}, {entry['city']}: {size}"


def _sources(row: Row, legend: Legend, view: View) -> str:
    """The citations, each with its place, document, grade and address; addresses on lines of their own, never broken."""
    blocks = [f"\n{heading('sources', view.lang)}\n"]
    for citation in row["sources"]:
        source = legend.sources[citation["source"]]
        parts = [
            source["title"],
            f"[{citation['source']}]",
            citation["at"],
            citation["document"],
            legend.name("grade", source["grade"], view.lang),
        ]
        blocks.append(laid_out(Padding(_cited(parts), (0, 0, 0, 2))))
        if citation["url"]:
            blocks.append(f"  {visible(citation['url'])}\n")
    blocks.append(f"{'数据版本' if view.lang == 'zh' else 'data'} {legend.data_version}\n")
    return "".join(blocks)


def _cited(parts: Sequence[str | None]) -> Text:
    """Return the parts of a citation; one that holds a document's number or a source's id is never broken at a space."""
    return Text(" · ".join(visible(part).replace(" ", GLUE) if part.count(" ") < _FEW_SPACES else visible(part) for part in parts if part))

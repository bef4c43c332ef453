"""One record as a page: its facts, how sure they are, what is open, where they come from."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pftz_cli.output.cells import Values, cell, is_doubtful, outline
from pftz_cli.output.legend import Legend, plural
from pftz_cli.output.sanitise import visible
from pftz_cli.output.table import GLUE, laid_out
from pftz_cli.output.words import WEAK, duration, parties, words

_ELSEWHERE = frozenset({"id", "kind", "title", "title_zh", "summary", "number", "evidence", "doubtful", "notes", "sources"})
"""Fields that are not rows of the page."""
_WITH_AUTHORITIES = frozenset({"provincial_governments", "other_departments"})
_ENTRIES = frozenset({"examples", "focus", "also_called"})
"""Lists whose entries have lines of their own."""
_LABEL_WIDTH = 16
_MANY = 8
"""More related records of a kind than this are named by their ids alone."""
_FEW_SPACES = 4
"""A part of a citation with fewer spaces than this is kept in one line."""


def render_page(stored: str, legend: Legend, questions: Sequence[Mapping[str, str]], related: Sequence[str] = ()) -> str:
    """Return a record, given as its JSON, as a page.

    Args:
        stored: the record.
        legend: what turns slugs into names.
        questions: the open questions that touch it.
        related: the records that belong with it, each as its JSON.
    """
    row = json.loads(stored)
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="bold", min_width=_LABEL_WIDTH)
    grid.add_column(overflow="fold")
    for label, lines in _rows(row, legend, questions):
        for number, line in enumerate(lines):
            grid.add_row(label if not number else "", Text(visible(line)))
    summary = laid_out(Text(visible(row["summary"])))
    return (
        _title(row, legend)
        + summary
        + "\n"
        + laid_out(grid)
        + _related([json.loads(one) for one in related], legend)
        + _sources(row, legend)
    )


def _title(row: Values, legend: Legend) -> str:
    first, second = row["title"], row["title_zh"]
    if legend.lang == "zh" and second:
        first, second = second, first
    title = laid_out(Text(visible(f"{row['id']}  {first}"), style="bold"))
    return title + (laid_out(Text(visible(f"{' ' * len(row['id'])}  {second}"))) if second and second != first else "") + "\n"


def _rows(row: Values, legend: Legend, questions: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of a page: label and lines, each fact with its own grade where that is weak."""
    weak = {own["fact"]: legend.name("grade", own["grade"]) for own in row["evidence"] if own["grade"] in WEAK}
    for field, value in row.items():
        if field not in _ELSEWHERE | _WITH_AUTHORITIES and (value != [] or field == "authorities"):
            told = _lines(field, value, row, legend) if value is not None else [(field, legend.nothing(row, field))]
            lines = [_graded(text, weak.get(name) or weak.get(field)) for name, text in told if text]
            inside = [f"{legend.say(name.partition('.')[2])}: {grade}" for name, grade in weak.items() if name.startswith(f"{field}.")]
            if field == "sub_areas" and inside:
                lines.append(f"({'; '.join(inside)})")
            if is_doubtful(row, field):
                lines = [f"{lines[0]} ({legend.say('as printed')})", *lines[1:]]
            if field == "grade":
                lines = [_graded(lines[0], legend.say("graded", weak["*"], legend.say("*")) if "*" in weak else None)]
            yield legend.say(field), lines
    if row["notes"]:
        yield legend.say("notes"), row["notes"]
    if questions:
        asked = [legend.say("open since", question["question"], question["id"], question["since"]) for question in questions]
        yield legend.say("open questions"), asked


def _graded(text: str, grade: str | None) -> str:
    return f"{text} ({grade})" if grade else text


def _lines(field: str, value: Any, row: Values, legend: Legend) -> Iterator[tuple[str, str]]:
    """Yield the lines of one fact, each with the name of the field that evidence knows it by."""
    if field == "authorities":
        texts = parties(row, (legend.full_name(slug) for slug in value), legend)
    elif field == "departments":
        texts = [legend.full_name(slug) for slug in value]
    elif field == "time_limits":
        texts = [f"{duration(limit, legend)}: {limit['what']}" for limit in value]
    elif field == "sub_areas":
        texts = [_sub_area(area, legend) for area in value]
    elif field in ("conditions", "excludes"):
        texts = value
    elif isinstance(value, list) and (field in _ENTRIES or isinstance(value[0], Mapping)):
        texts = [cell(entry) for entry in value]
    elif isinstance(value, Mapping):
        for name, item in value.items():
            text = legend.say("article of", item) if name == "article" else f"{legend.say(name)}: {words(name, item, legend)}"
            yield f"{field}.{name}", text
        return
    else:
        texts = [words(field, value, legend)]
    for text in texts:
        yield field, text


def _sub_area(area: Values, legend: Legend) -> str:
    names = " ".join(name for name in (area["name"], area["name_zh"]) if name)
    size = words("area_km2", area["area_km2"], legend)
    return f"{names}, {area['city']}: {size} km²" if area["area_km2"] else f"{names}, {area['city']}: {size}"


def _related(rows: Sequence[Values], legend: Legend) -> str:
    """The records that belong with this one, kind by kind; many of a kind by their ids alone, but figures always with their numbers."""
    if not rows:
        return ""
    blocks = [f"\n{legend.say('related')}\n"]
    for kind in dict.fromkeys(row["kind"] for row in rows):
        of_kind = [row for row in rows if row["kind"] == kind]
        if len(of_kind) > _MANY and kind != "figure":
            blocks.append(laid_out(Padding(Text(f"{plural(kind)}: {' '.join(row['id'] for row in of_kind)}"), (0, 0, 0, 2))))
            continue
        for row in of_kind:
            title = outline({**row, "title": row["title_zh"] or row["title"]} if legend.lang == "zh" else row)
            blocks.append(laid_out(Padding(Text(visible(f"{row['id']}  {title}")), (0, 0, 0, 2))))
    return "".join(blocks)


def _sources(row: Values, legend: Legend) -> str:
    """The citations, each with its place, document, grade, the facts that rest on it, and its address, which is never broken."""
    blocks = [f"\n{legend.say('sources')}\n"]
    for number, citation in enumerate(row["sources"], 1):
        source = legend.sources[citation["source"]]
        facts = [legend.say(own["fact"]) for own in row["evidence"] if number in own["citations"]]
        parts = [source["title"], f"[{citation['source']}]", citation["at"], citation["document"], legend.name("grade", source["grade"])]
        parts += [legend.say("for", ", ".join(facts))] if facts else []
        blocks.append(laid_out(Padding(_cited(parts), (0, 0, 0, 2))))
        if citation["url"]:
            blocks.append(f"  {visible(citation['url'])}\n")
    blocks.append(f"{legend.say('data', legend.data_version)}\n")
    return "".join(blocks)


def _cited(parts: Sequence[str | None]) -> Text:
    """Return the parts of a citation; a short one, such as a document's number or a source's id, is never broken at a space."""
    return Text(" · ".join(visible(part).replace(" ", GLUE) if part.count(" ") < _FEW_SPACES else visible(part) for part in parts if part))

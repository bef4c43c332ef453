"""A result as a table on a terminal: text columns wrapped under their record, names and numbers never cut."""

import io
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from pftz_cli.output.cells import UNBROKEN, pick
from pftz_cli.output.formats import View
from pftz_cli.output.legend import Legend, heading
from pftz_cli.output.sanitise import visible
from pftz_cli.output.words import parties, weak_words, words
from pftz_cli.output.writer import has_colour, is_terminal

Row = Mapping[str, Any]
GLUE = "\ue000"
"""Stands for a space that must not be broken at while Rich lays out a text; turned back afterwards."""
_LEAST = {"title": 18, "matched": 18, "area": 10, "authorities": 12, "summary": 30, "site": 18, "sub_areas": 22, "alliances": 18}
"""Least width of columns that read badly when narrow."""
_LONGEST_WORD = 24
"""Words longer than this may be folded."""
_GAP = 2
"""Cells between two columns."""
_STYLES = {"id": "cyan", "grade": "yellow"}
_NUMBERS = frozenset({"area_km2", "park_count", "score"})


def render_table(rows: Sequence[Row], columns: Sequence[str], legend: Legend, view: View) -> str:
    """Return *rows* as tables that fit the terminal, one a kind, or as stacked records where they cannot, with a footer."""
    grades = {row["id"]: weak_words(row, columns, view.lang, legend) for row in rows}
    common = set(grades.values()).pop() if len(set(grades.values())) == 1 else None
    tables = []
    kinds = dict.fromkeys(row["kind"] for row in rows)
    groups = [rows] if "kind" in columns and rows else [[row for row in rows if row["kind"] == kind] for kind in kinds]
    for of_kind in groups:
        own = [column for column in columns if any(_has(row, column) for row in of_kind)]
        cells = {column: [_text(row, column, legend, view.lang) for row in of_kind] for column in own}
        if common is None and "grade" not in own:
            cells["grade"] = [grades[row["id"]] for row in of_kind]
        cells = {column: texts for column, texts in cells.items() if column in view.fields or any(texts)}
        tables.append(_body(cells, view.lang))
    return "\n".join(tables) + _footer(rows, legend, view, common)


def width() -> int:
    """The terminal's width in cells, within reason; without a terminal as wide as any text."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, 20), 240) if is_terminal() else 100_000


def laid_out(renderable: RenderableType) -> str:
    """Return what Rich makes of *renderable*, as text, without trailing space, in colour where that may be used."""
    buffer = io.StringIO()
    is_coloured = has_colour()
    console = Console(
        file=buffer,
        width=width(),
        force_terminal=is_coloured,
        color_system="standard" if is_coloured else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(renderable)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().replace(GLUE, " ").splitlines())


def _has(row: Row, column: str) -> bool:
    return column.partition(".")[0] in row


def _text(row: Row, column: str, legend: Legend, lang: str) -> str:
    if not _has(row, column):
        return ""
    if column == "authorities":
        text = ", ".join(parties(row, (legend.name(column, slug, lang) for slug in row[column]), lang))
    elif column == "title" and lang == "zh" and row.get("title_zh"):
        text = row["title_zh"]
    else:
        text = words(column, pick(row, column), legend, lang)
    return visible(text).replace(" ", GLUE) if column in UNBROKEN else visible(text)


def _body(cells: Mapping[str, Sequence[str]], lang: str) -> str:
    """Return a table of *cells*, given column by column, or stacked records where it does not fit."""
    texts = {column: [heading(column, lang), *column_cells] for column, column_cells in cells.items()}
    widths = _widths(texts, width() - _GAP * (len(texts) - 1))
    if widths is None:
        return _stacked(cells, lang)
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold", collapse_padding=False)
    for column in cells:
        justify: JustifyMethod = "right" if column in _NUMBERS else "left"
        style = _STYLES.get(column, "")
        is_whole = column in UNBROKEN
        table.add_column(heading(column, lang), no_wrap=is_whole, overflow="fold", justify=justify, width=widths[column], style=style)
    for row in zip(*cells.values(), strict=True):
        table.add_row(*(Text(text) for text in row))
    return laid_out(table)


def _widths(texts: Mapping[str, Sequence[str]], space: int) -> dict[str, int] | None:
    """Return how wide each column becomes in *space* cells: what it needs at least, and a share of the rest; None if it does not fit."""
    natural = {column: max(cell_len(text) for text in column_texts) for column, column_texts in texts.items()}
    least = {column: _least_width(column, column_texts, natural[column]) for column, column_texts in texts.items()}
    spare, wish = space - sum(least.values()), sum(natural.values()) - sum(least.values())
    if spare < 0:
        return None
    return {column: least[column] + (natural[column] - least[column]) * min(spare, wish) // max(wish, 1) for column in texts}


def _least_width(column: str, texts: Sequence[str], natural: int) -> int:
    """How narrow a column may become without cutting anything, or reading badly."""
    if column in UNBROKEN:
        return natural
    longest = max(cell_len(word) for text in texts for word in (text.split() or [""]))
    return max(min(longest, _LONGEST_WORD), min(_LEAST.get(column, 0), natural))


def _stacked(cells: Mapping[str, Sequence[str]], lang: str) -> str:
    """Records one under the other, a line a field, for terminals too narrow for columns."""
    blocks = []
    for row in zip(*cells.values(), strict=True):
        texts = dict(zip(cells, row, strict=True))
        first = " ".join(text for column in ("id", "title") if (text := texts.pop(column, "")))
        blocks.append("\n".join([first, *(f"  {heading(column, lang)}: {text}" for column, text in texts.items() if text)]))
    return laid_out(Text("\n\n".join(block.strip() for block in blocks)))


def _footer(rows: Sequence[Row], legend: Legend, view: View, grade: str | None) -> str:
    """How many of how many, as of when, how sure, and from where; addresses on lines of their own, never broken."""
    is_zh = view.lang == "zh"
    things = f"共 {legend.total} 条，显示 {len(rows)} 条" if is_zh else f"{len(rows)} of {legend.total} {legend.things}"
    lines = ["", f"{things} · {'数据版本' if is_zh else 'data'} {legend.data_version}"]
    if grade:
        lines.append(f"{heading('grade', view.lang)}: {grade}")
    cited = [{(one["source"], one["document"], one["url"]) for one in row["sources"]} for row in rows]
    names = dict.fromkeys(name for citations in cited for name, _, _ in sorted(citations, key=str))
    shared = [name for name in names if all(any(name == one[0] for one in citations) for citations in cited)]
    for name in shared:
        source = legend.sources[name]
        lines.append(f"{'来源' if is_zh else 'Source'}: {source['title']} ({legend.name('grade', source['grade'], view.lang)})")
        places = dict.fromkeys(one[1:] for citations in cited for one in sorted(citations, key=str) if one[0] == name and any(one[1:]))
        lines += ["  " + "  ".join(part for part in place if part) for place in places]
    if more := len(names) - len(shared):
        lines.append(
            f"另有 {more} 个来源，见 pftz show ID" if is_zh else f"{more} more source{'s' * (more > 1)} for single facts: pftz show ID"
        )
    return "".join(f"{visible(line)}\n" for line in lines)

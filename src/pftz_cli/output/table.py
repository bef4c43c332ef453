"""A result as a table on a terminal: text columns wrapped under their record, names and numbers never cut."""

import io
import shutil
from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console, Group, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pftz_cli.output.cells import DISPENSABLE, DOUBT, PARTS, UNBROKEN, Values, changed, is_doubtful, pick
from pftz_cli.output.formats import View
from pftz_cli.output.legend import Legend
from pftz_cli.output.sanitise import visible
from pftz_cli.output.words import parties, weak_words, words
from pftz_cli.output.writer import has_colour, is_terminal

GLUE = "\ue000"
"""Stands for a space that must not be broken at while Rich lays out a text; turned back afterwards."""
_LEAST = {
    "title": 18, "matched": 18, "area": 10, "authorities": 12, "summary": 30, "site": 18, "sub_areas": 22, "alliances": 18, "zones": 10,
    "issuers": 18, "parts": 24, "national": 24, "pftz": 20, "opening": 20, "category": 12, "what": 24, "amount": 14,
}  # fmt: skip
"""Least width of columns that read badly when narrow."""
_LONGEST_WORD = 24
"""Words longer than this may be folded."""
_GAP = 2
"""Cells between two columns."""
_SOURCES = 2
"""How many sources stand under a table, of those that all its records share; with the documents and addresses that they share too."""
_ROOMY = 30
"""From this width on, the fields of stacked records are indented."""
_ADDRESS = "  "
"""What begins a line that is never broken."""
_STYLES = {"id": "cyan", "grade": "yellow"}
_LONGEST_NUMBER = 26
"""Document numbers up to this length are never wrapped."""
_NUMBERS = frozenset({"area_km2", "park_count", "score", "counted", "held", "missing", "count", "value", "change_pct", "change_points"})


def render_table(rows: Sequence[Values], columns: Sequence[str], legend: Legend, view: View) -> str:
    """Return *rows* as tables that fit the terminal, one a kind, or as stacked records where they cannot, with a footer."""
    kinds = dict.fromkeys(row["kind"] for row in rows)
    groups = [rows] if "kind" in columns and rows else [[row for row in rows if row["kind"] == kind] for kind in kinds]
    return "\n".join(_body(group, columns, legend, view) for group in groups) + _footer(rows, legend)


def render_grid(rows: Sequence[Mapping[str, str]], dispensable: Sequence[str] = ()) -> str:
    """Return rows of plain text that are no records as a table, the keys of the first one as headings.

    Columns that are *dispensable* go first, in that order, where the terminal is too narrow.
    """
    cells = {name: [visible(row[name]) for row in rows] for name in rows[0]} if rows else {}
    headings, left_out = {name: name.replace("_", " ") for name in cells}, list[str]()
    for name in ("", *dispensable):
        if cells.pop(name, None) is not None:
            left_out.append(headings[name])
        if widths := _widths(cells, headings):
            narrow = laid_out(Text(f"too narrow for: {', '.join(left_out)}; see -f tsv")) if left_out else ""
            return _table(cells, widths, headings) + narrow
    return _stacked(cells, headings)


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


def _body(rows: Sequence[Values], columns: Sequence[str], legend: Legend, view: View) -> str:
    """Return a table of *rows*, without its least needed columns on a narrow terminal, or stacked records on a very narrow one.

    A grade that all rows share stands under the table, others in a column.
    """
    shown = [column for column in columns if any(_has(row, column) for row in rows)]
    headings = {column: legend.say(column) for column in (*shown, "grade")}
    cells, common = _cells(rows, shown, legend, view)
    least_needed = dict.fromkeys(column for row in rows for column in DISPENSABLE.get(row["kind"], ()))
    dispensable = [column for column in least_needed if column in cells and not view.fields]
    kept = list(shown)
    while (widths := _widths(cells, headings)) is None and dispensable:
        kept.remove(dispensable.pop(0))
        cells, common = _cells(rows, kept, legend, view)
    if widths is None:
        cells, common = _cells(rows, shown, legend, view)
    lines = [f"{legend.say('grade')}: {common}"] if common else []
    if any(text.endswith(DOUBT) for texts in cells.values() for text in texts):
        lines.append(f"{DOUBT} {legend.say('as printed')}, pftz show ID")
    if widths is not None and len(kept) < len(shown):
        lines.append(legend.say("too narrow", ", ".join(headings[column] for column in shown if column not in kept)))
    body = _stacked(cells, headings) if widths is None else _table(cells, widths, headings)
    return body + "".join(laid_out(Text(visible(line))) for line in lines)


def _cells(rows: Sequence[Values], columns: Sequence[str], legend: Legend, view: View) -> tuple[dict[str, list[str]], str]:
    """Return the texts of a table, column by column, empty columns left out, and the grade that all its rows share."""
    cells = {column: [_text(row, column, legend) for row in rows] for column in columns}
    grades = [weak_words(row, columns, legend) for row in rows]
    if len(set(grades)) > 1 and "grade" not in columns:
        cells["grade"] = grades
    common = grades[0] if len(set(grades)) == 1 else ""
    return {column: texts for column, texts in cells.items() if column in view.fields or any(texts)}, common


def _has(row: Values, column: str) -> bool:
    return column.partition(".")[0] in row or (column in PARTS and PARTS[column][0] in row)


def _text(row: Values, column: str, legend: Legend) -> str:
    if not _has(row, column):
        return ""
    if column == "authorities":
        text = ", ".join(parties(row, (legend.name(column, slug) for slug in row[column]), legend))
    elif column == "title" and legend.lang == "zh" and row.get("title_zh"):
        text = row["title_zh"]
    elif column == "amount":
        text = changed(row)
    elif column == "whose":
        text = words("zone", row["zone"], legend) if row["zone"] else legend.nothing(row, "zone")
    elif column in row and row[column] is None:
        text = legend.nothing(row, column)
    else:
        text = words(column, pick(row, column), legend)
    if is_doubtful(row, column):
        text = f"{text} {DOUBT}"
    is_whole = column in UNBROKEN or (column == "document" and len(text) <= _LONGEST_NUMBER)
    return visible(text).replace(" ", GLUE) if is_whole else visible(text)


def _table(cells: Mapping[str, Sequence[str]], widths: Mapping[str, int], headings: Mapping[str, str]) -> str:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold", collapse_padding=False)
    for column in cells:
        justify: JustifyMethod = "right" if column in _NUMBERS else "left"
        is_whole, style = column in UNBROKEN, _STYLES.get(column, "")
        table.add_column(headings[column], no_wrap=is_whole, overflow="fold", justify=justify, width=widths[column], style=style)
    for row in zip(*cells.values(), strict=True):
        table.add_row(*(Text(text) for text in row))
    return laid_out(table)


def _widths(cells: Mapping[str, Sequence[str]], headings: Mapping[str, str]) -> dict[str, int] | None:
    """Return how wide each column becomes: what it needs at least, and a share of the rest; None if the terminal is too narrow."""
    texts = {column: [headings[column], *column_cells] for column, column_cells in cells.items()}
    space = width() - _GAP * (len(texts) - 1)
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
    if column == "document":
        return longest
    return max(min(longest, _LONGEST_WORD), min(_LEAST.get(column, 0), natural))


def _stacked(cells: Mapping[str, Sequence[str]], headings: Mapping[str, str]) -> str:
    """Records one under the other, a line a field, for terminals too narrow for columns."""
    blocks, indent = [], 2 if width() >= _ROOMY else 0
    for row in zip(*cells.values(), strict=True):
        texts = dict(zip(cells, row, strict=True))
        first = " ".join(text for column in ("id", "title") if (text := texts.pop(column, "")))
        lines = [Padding(Text(f"{headings[column]}: {text}"), (0, 0, 0, indent)) for column, text in texts.items() if text]
        blocks.append(laid_out(Group(Text(first), *lines) if first else Group(*lines)))
    return "\n".join(blocks)


def _footer(rows: Sequence[Values], legend: Legend) -> str:
    """How many of how many, as of when, and from where; addresses on lines of their own, never broken."""
    count = legend.say("shown", len(rows), legend.total, legend.things)
    if legend.matched > len(rows):
        count = legend.say("shown of", len(rows), legend.matched, legend.total, legend.things)
    lines = ["", f"{count} · {legend.say('data', legend.data_version)}"]
    if legend.later:
        later = "; ".join(f"{id} on {', '.join(affected)}" for id, affected in legend.later.items())
        lines.append(legend.say("later", later))
    cited = [[(one["source"], one["document"], one["url"]) for one in row["sources"]] for row in rows]
    names = dict.fromkeys(name for citations in cited for name, _, _ in citations)
    shared = [name for name in names if all(any(name == one[0] for one in citations) for citations in cited)][:_SOURCES]
    for name in shared:
        source = legend.sources[name]
        lines.append(legend.say("source", source["title"], legend.name("grade", source["grade"])))
        places = dict.fromkeys(one[1:] for one in cited[0] if one[0] == name and any(one[1:]))
        common = [place for place in places if all((name, *place) in citations for citations in cited)]
        lines += [_ADDRESS + "  ".join(part for part in place if part) for place in common]
    if more := len(names) - len(shared):
        lines.append(legend.say("more sources" if shared else "sources in all", more))
    return "".join(f"{visible(line)}\n" if line.startswith(_ADDRESS) else laid_out(Text(visible(line))) for line in lines)

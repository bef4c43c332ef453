"""Rows of plain text as a table on a terminal, where they are no records."""

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from pftz_cli.output.sanitise import visible
from pftz_cli.output.table import laid_out


def render_grid(rows: Sequence[Mapping[str, str]]) -> str:
    """Return *rows* as a table, the keys of the first one as headings."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in rows[0] if rows else ():
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(text)) for text in row.values()))
    return laid_out(table)

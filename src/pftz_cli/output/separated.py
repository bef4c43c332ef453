"""Rows of cells to text that spreadsheets, editors and line tools read."""

import csv as csv_writer
import io
from collections.abc import Sequence

from pftz_cli.output.sanitise import markdown_text, visible

Rows = Sequence[Sequence[str]]


def csv(columns: Sequence[str], rows: Rows) -> str:
    """Comma-separated values with a heading, quoted where needed, lossless."""
    buffer = io.StringIO(newline="")
    writer = csv_writer.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def tsv(columns: Sequence[str], rows: Rows) -> str:
    """Tab-separated values with a heading; a tab or newline inside a cell becomes an escape."""
    return plain(columns, [columns, *rows])


def plain(columns: Sequence[str], rows: Rows) -> str:
    """One record a line, cells between tabs, no heading; a tab or newline inside a cell becomes an escape."""
    return "".join("\t".join(visible(text) for text in row) + "\n" for row in rows)


def markdown(columns: Sequence[str], rows: Rows) -> str:
    """A Markdown table; what Markdown or HTML would take as markup is escaped."""
    lines = [columns, ["---"] * len(columns), *([markdown_text(text) for text in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)

"""Results to text: every format, one writer, one sanitiser. Returns or writes, never decides."""

from pftz_cli.output.formats import Format, View, dump, render
from pftz_cli.output.writer import note, write

__all__ = ["Format", "View", "dump", "note", "render", "write"]

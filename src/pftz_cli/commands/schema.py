"""`pftz schema`: the JSON Schema of a kind of record."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from pftz_cli.commands.options import ROWS, with_options
from pftz_cli.errors import ExitStatus
from pftz_cli.index.codec import json_schema
from pftz_cli.model import KINDS
from pftz_cli.output import View, write
from pftz_cli.query.names import choose

WORDS = Annotated[list[str] | None, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")]


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `schema` to *app*."""
    app.command(name, help=help, epilog="Example: pftz schema measure")(with_options(schema, {"words": WORDS}, without=("format", *ROWS)))


def schema(view: View, words: Sequence[str]) -> int:
    """Write the schema of the records of a kind, as `-f json` prints them."""
    schemas = [json_schema(KINDS[choose("kind", kind, list(KINDS))]) for kind in words]
    write(json.dumps(schemas[0] if len(schemas) == 1 else schemas, ensure_ascii=False, indent=2) + "\n")
    return ExitStatus.FOUND

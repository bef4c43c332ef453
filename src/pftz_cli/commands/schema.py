"""`pftz schema`: the JSON Schema of a kind of record."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from pftz_cli.commands.options import with_options
from pftz_cli.errors import ExitStatus, UnknownName
from pftz_cli.index.codec import json_schema
from pftz_cli.model import KINDS
from pftz_cli.output import View, write
from pftz_cli.query.names import nearest

WORDS = Annotated[list[str] | None, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")]


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `schema` to *app*."""
    command = with_options(schema, {"words": WORDS}, without=("format", "json", "fields", "limit", "sort", "lang"))
    app.command(name, help=help, epilog="Example: pftz schema measure")(command)


def schema(view: View, words: Sequence[str]) -> int:
    """Write the schema of the records of a kind, as `-f json` prints them."""
    for kind in words:
        if kind not in KINDS:
            raise UnknownName("kind", kind, nearest(kind, KINDS) or list(KINDS))
    schemas = [json_schema(KINDS[kind]) for kind in words]
    write(json.dumps(schemas[0] if len(schemas) == 1 else schemas, ensure_ascii=False, indent=2) + "\n")
    return ExitStatus.FOUND

"""`pftz cite`: references ready to paste."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from pftz_cli.commands.options import ROWS, with_options
from pftz_cli.errors import ExitStatus
from pftz_cli.index import load_catalog
from pftz_cli.output import View, write
from pftz_cli.output.citation import Style, cite, reference
from pftz_cli.query.names import get

WORDS = Annotated[list[str] | None, typer.Argument(metavar="ID...", help="Ids of records of any kind, such as M03, P02, C75.")]
STYLE = Annotated[Style | None, typer.Option("--style", help="Form of the references; plain if none is given.")]


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `cite` to *app*."""
    options = with_options(_cite, {"words": WORDS, "style": STYLE}, without=("format", "json", "lang", *ROWS))
    app.command(name, help=help, epilog="Example: pftz cite M03 --style bibtex")(options)


def _cite(view: View, words: Sequence[str], style: Style | None = None) -> int:
    """Write the references of the records with these ids."""
    catalog = load_catalog()
    sources, version = catalog.sources(), catalog.meta()["data_version"]
    records = dict.fromkeys(get(catalog, words).stored)
    references = [reference(json.loads(stored.json), sources, catalog.document, version) for stored in records]
    write(cite(references, style or Style.PLAIN))
    return ExitStatus.FOUND

"""`pftz show`: whole records."""

from collections.abc import Sequence
from typing import Annotated

import typer

from pftz_cli.commands.answer import answer, every_column, legend_of
from pftz_cli.commands.options import with_options
from pftz_cli.errors import ExitStatus
from pftz_cli.index import load_catalog
from pftz_cli.output import View, write
from pftz_cli.output.formats import Format
from pftz_cli.query.names import get

WORDS = Annotated[list[str] | None, typer.Argument(metavar="ID...", help="Ids of records of any kind, such as M03, henan, batch-2.")]


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `show` to *app*."""
    app.command(name, help=help, epilog="Example: pftz show M20 henan")(with_options(show, {"words": WORDS}))


def show(view: View, words: Sequence[str]) -> int:
    """Write the records with these ids."""
    catalog = load_catalog()
    stored = get(catalog, words).stored
    kinds = list(dict.fromkeys(one.kind for one in stored))
    if view.format is not Format.TABLE or view.fields or view.sort:
        columns = every_column(kinds) if view.format in (Format.PLAIN, Format.MD) else ()
        return answer([one.json for one in stored], view, catalog, kinds, columns)
    from pftz_cli.output.page import render_page

    legend = legend_of(catalog, kinds, view)
    write("\n\n".join(render_page(one.json, legend, catalog.questions(record=one.id)) for one in stored[: view.limit]))
    return ExitStatus.FOUND

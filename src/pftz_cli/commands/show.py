"""`pftz show`: whole records."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from pftz_cli.commands.answer import answer, every_column, legend_of, ordered
from pftz_cli.commands.options import with_options
from pftz_cli.errors import ExitStatus
from pftz_cli.index import Catalog, load_catalog
from pftz_cli.output import View, dump, write
from pftz_cli.output.cells import outline
from pftz_cli.output.formats import Format
from pftz_cli.query.names import get

WORDS = Annotated[list[str] | None, typer.Argument(metavar="ID...", help="Ids of records of any kind, such as M03, henan, batch-2.")]

_AROUND = ("related", "open_questions")
"""What plain lines and Markdown have besides the fields of a record."""


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `show` to *app*."""
    app.command(name, help=help, epilog="Example: pftz show M20 henan")(with_options(show, {"words": WORDS}))


def show(view: View, words: Sequence[str]) -> int:
    """Write the records with these ids."""
    catalog = load_catalog()
    stored = get(catalog, words).stored
    kinds = list(dict.fromkeys(one.kind for one in stored))
    if view.format in (Format.PLAIN, Format.MD) and not view.fields:
        texts = [dump({**json.loads(one.json), **_around(catalog, one.id)}) for one in stored]
        return answer(texts, view, catalog, kinds, [*every_column(kinds), *_AROUND], extra=_AROUND)
    if view.format is not Format.TABLE or view.fields:
        return answer([one.json for one in stored], view, catalog, kinds)
    from pftz_cli.output.page import render_page

    legend = legend_of(catalog, kinds, view)
    pages = []
    for text in ordered([one.json for one in stored], view)[: view.limit]:
        id = json.loads(text)["id"]
        related = [other.json for other in catalog.related(id).stored]
        pages.append(render_page(text, legend, catalog.questions(record=id), related))
    write("\n\n".join(pages))
    return ExitStatus.FOUND


def _around(catalog: Catalog, id: str) -> dict[str, list[str]]:
    """Return what belongs with a record: other records, each with its title, of a figure with its number; and what is not known."""
    rows = [json.loads(other.json) for other in catalog.related(id).stored]
    questions = [f"{question['id']} {question['question']}" for question in catalog.questions(record=id)]
    return dict(zip(_AROUND, ([f"{row['id']} {outline(row)}" for row in rows], questions), strict=True))

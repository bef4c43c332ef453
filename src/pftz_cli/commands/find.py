"""`pftz find`: ranked search."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from pftz_cli.commands.answer import answer
from pftz_cli.commands.options import with_options
from pftz_cli.index import load_catalog
from pftz_cli.output import View, dump, note
from pftz_cli.query.find import find as ranked

WORDS = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help="What to look for, in English or Chinese.")]
KIND = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only records of this kind.")]
_LIMIT = 10


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `find` to *app*."""
    example = 'Example: pftz find "minor errors in a certificate of origin"'
    app.command(name, help=f"{help} The best {_LIMIT}, unless --limit says otherwise.", epilog=example)(
        with_options(find, {"words": WORDS, "kind": KIND})
    )


def find(view: View, words: Sequence[str], kind: Sequence[str] | None) -> int:
    """Write the records that resemble the words, best first."""
    catalog = load_catalog()
    matches = ranked(catalog, " ".join(words), kinds=kind or (), limit=view.limit or _LIMIT)
    texts = [dump({**json.loads(match.stored.json), "score": match.score, "matched": match.matched}) for match in matches]
    if not matches:
        covers = " ".join(catalog.covers(kind)) if kind else f"{', '.join(catalog.kinds())} records; see pftz data coverage"
        note(f"nothing comes near '{' '.join(words)}'; the data covers: {covers}")
    columns = ("id", "kind", "title", "score", "matched")
    return answer(texts, view, catalog, kind or list(catalog.kinds()), columns, extra=("score", "matched"))

"""Options that commands share, and what gives a function the options it asks for."""

import inspect
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from pftz_cli.errors import ExitStatus, UsageError
from pftz_cli.output.formats import Format, View
from pftz_cli.output.writer import is_terminal


class Lang(StrEnum):
    """Languages of titles, labels and headings."""

    EN = "en"
    ZH = "zh"


OUTPUT: Mapping[str, Any] = {
    "format": Annotated[Format | None, typer.Option("-f", "--format", help="Default: table on a terminal, plain elsewhere.")],
    "json": Annotated[bool, typer.Option("--json", help="The same as -f json.")],
    "fields": Annotated[str | None, typer.Option("--fields", metavar="A,B,C", help="Columns, in this order; nested ones with dots.")],
    "limit": Annotated[str | None, typer.Option("--limit", metavar="N", help="At most so many records.")],
    "sort": Annotated[str | None, typer.Option("--sort", metavar="FIELD", help="Sort by a field; -FIELD for the other way round.")],
    "lang": Annotated[Lang | None, typer.Option("--lang", help="Language of titles, labels and headings in tables.")],
    "debug": Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")],
}
"""Name to declaration of the options that say how an answer is written."""
ROWS = ("fields", "limit", "sort")
"""Output options that only lists of records have."""
_LONGEST_NUMBER = 9


def set_language(ctx: typer.Context, lang: Lang) -> None:
    """Keep the language that was asked for before the command."""
    ctx.obj = lang


def with_options(function: Callable[..., int], arguments: Mapping[str, Any], *, without: tuple[str, ...] = ()) -> Callable[..., int]:
    """Return a command for Typer that takes *arguments* and the output options, and calls `function(view, **arguments)`.

    Args:
        function: the command's work; returns an exit status. Without its `words`, if it has no default for them, help is shown.
        arguments: name to declaration of what the command itself takes; all are optional to Typer.
        without: output options that make no sense for it.
    """
    output = {name: declared for name, declared in OUTPUT.items() if name not in without}
    declared = {"ctx": typer.Context, **arguments, **output}
    wants_words = "words" in arguments and inspect.signature(function).parameters["words"].default is inspect.Parameter.empty

    def command(ctx: typer.Context, **given: Any) -> int:
        chosen = {name: given.pop(name) for name in output}
        if wants_words and not given["words"]:
            sys.stderr.write(ctx.get_help() + "\n")
            return ExitStatus.ERROR
        return function(_view(ctx, chosen), **given)

    parameters = [
        inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=kind, **_default(name, kind))
        for name, kind in declared.items()
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = declared
    return command


def count(text: str, option: str) -> int:
    """Return *text* as a whole number above 0, in plain digits.

    Raises:
        UsageError: it is something else.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER and int(text) > 0):
        raise UsageError(f"{option} takes a whole number from 1 to {'9' * _LONGEST_NUMBER}, not '{text}'")
    return int(text)


def _default(name: str, kind: Any) -> dict[str, Any]:
    if name == "ctx":
        return {}
    return {"default": False if kind.__origin__ is bool else None}


def _view(ctx: typer.Context, chosen: Mapping[str, Any]) -> View:
    asked = Format.JSON if chosen.get("json") else chosen.get("format")
    fields = chosen.get("fields")
    picked = tuple(field.strip() for field in fields.split(",")) if fields is not None else ()
    if fields is not None and not all(picked):
        raise UsageError("--fields takes names with commas between, such as id,title")
    return View(
        format=asked or (Format.TABLE if is_terminal() else Format.PLAIN),
        fields=picked,
        limit=count(chosen["limit"], "--limit") if chosen.get("limit") is not None else None,
        sort=chosen.get("sort"),
        lang=chosen.get("lang") or ctx.obj or Lang.EN,
    )

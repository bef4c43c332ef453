"""Options that commands share, and what gives a function the options it asks for."""

import inspect
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from pftz_cli.errors import UsageError
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


def set_language(ctx: typer.Context, lang: Lang) -> None:
    """Keep the language that was asked for before the command."""
    ctx.obj = lang


def with_options(function: Callable[..., int], arguments: Mapping[str, Any], *, without: tuple[str, ...] = ()) -> Callable[..., int]:
    """Return a command for Typer that takes *arguments* and the output options, and calls `function(view, **arguments)`.

    Args:
        function: the command's work; returns an exit status.
        arguments: name to declaration of what the command itself takes; all are optional to Typer.
        without: output options that make no sense for it.
    """
    output = {name: declared for name, declared in OUTPUT.items() if name not in without}
    declared = {"ctx": typer.Context, **arguments, **output}

    def command(ctx: typer.Context, **given: Any) -> int:
        chosen = {name: given.pop(name) for name in output}
        if arguments and "words" in arguments and _is_required(function) and not given["words"]:
            return _help(ctx)
        return function(_view(ctx, chosen), **given)

    parameters = [
        inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=kind, **_default(name, kind))
        for name, kind in declared.items()
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = declared
    return command


def _default(name: str, kind: Any) -> dict[str, Any]:
    if name == "ctx":
        return {}
    return {"default": False if kind.__origin__ is bool else None}


def _is_required(function: Callable[..., int]) -> bool:
    return inspect.signature(function).parameters["words"].default is inspect.Parameter.empty


def _help(ctx: typer.Context) -> int:
    import sys

    from pftz_cli.errors import ExitStatus

    sys.stderr.write(ctx.get_help() + "\n")
    return ExitStatus.ERROR


def _view(ctx: typer.Context, chosen: Mapping[str, Any]) -> View:
    asked = Format.JSON if chosen.get("json") else chosen.get("format")
    fields = tuple(field.strip() for field in (chosen.get("fields") or "").split(",") if field.strip())
    return View(
        format=asked or (Format.TABLE if is_terminal() else Format.PLAIN),
        fields=fields,
        limit=count(chosen["limit"], "--limit") if chosen.get("limit") is not None else None,
        sort=chosen.get("sort"),
        lang=chosen.get("lang") or ctx.obj or Lang.EN,
    )


def count(text: str, option: str) -> int:
    """Return *text* as a whole number above 0, in plain digits.

    Raises:
        UsageError: it is something else.
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        raise UsageError(f"{option} takes a whole number above 0, not '{text}'")
    return int(text)

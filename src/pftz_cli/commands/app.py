"""The program: its table of commands, loaded on demand, and the one place where errors become a line and a status."""

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pftz_cli.commands.options import Lang, set_language
from pftz_cli.errors import ExitStatus, NotEstablished, PftzError, UnknownName
from pftz_cli.output.writer import ReaderGone, failure, note, write

COMMANDS = {
    "measures": ("lists", "The 30 pilot measures that the State Council scaled up."),
    "zones": ("lists", "The 22 pilot free trade zones."),
    "parks": ("lists", "The national processing-trade industrial parks, batch by batch."),
    "show": ("show", "Whole records, by id."),
    "find": ("find", "Ranked search in everything, tolerant of typing errors."),
    "schema": ("schema", "The JSON Schema of a kind of record."),
    "data": ("data", "What the data covers, how old it is, whether it is sound."),
}
"""Name to the module it lives in and its help in one line: the one list of commands."""
SETTINGS = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"pftz_cli.commands.{COMMANDS[cmd_name][0]}")
        made = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=SETTINGS)
        module.add(made, cmd_name, COMMANDS[cmd_name][1])
        return typer.main.get_command(made)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from pftz_cli.query.names import nearest

            raise UnknownName("command", args[0], nearest(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings=SETTINGS,
    epilog="Example: pftz measures --scope nationwide",
)


@app.callback()
def pftz(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the versions of program and data.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of titles, labels and headings in tables.")] = Lang.EN,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> int:
    """Answer trade-facilitation questions about China's pilot free trade zones, from curated and sourced data."""
    set_language(ctx, lang)
    if version:
        from pftz_cli.commands.overview import version_line

        write(version_line())
        ctx.exit(ExitStatus.FOUND)
    if ctx.invoked_subcommand is None:
        from pftz_cli.commands.overview import overview

        write(overview())
    return ExitStatus.FOUND


def main() -> None:
    """Run the command line and leave with the status that scripts rely on."""
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Carry out a command line; return the exit status. Whatever goes wrong ends in one line on standard error."""
    before_dashes = args[: args.index("--")] if "--" in args else args
    if "--debug" in before_dashes:
        return _run(args)
    try:
        return _run(args)
    except ReaderGone:
        return ExitStatus.FOUND
    except NotEstablished as error:
        note(str(error))
        return ExitStatus.LOOK
    except PftzError as error:
        note(f"error: {error}")
    except typer.TyperException as error:
        note(f"error: {' '.join(error.format_message().split())}")
    except (KeyboardInterrupt, typer.Abort):
        note("interrupted")
        return ExitStatus.INTERRUPTED
    except Exception as error:
        note(f"error: internal, {type(error).__name__}: {error}; run with --debug, and please report it")
    return ExitStatus.ERROR


def _run(args: list[str]) -> int:
    for arg in args:
        if any("\ud800" <= char <= "\udfff" for char in arg):
            shown = arg.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            raise PftzError(f"'{shown}' is not text in UTF-8")
    try:
        status = typer.main.get_command(app).main(args, prog_name="pftz", standalone_mode=False)
    except SystemExit:  # what Typer makes of a closed pipe when it prints help; it would be status 1
        raise failure(BrokenPipeError()) from None
    except OSError as error:
        raise failure(error) from error
    return ExitStatus.FOUND if status is None else int(status)

"""The program: its table of commands, loaded on demand, and the one place where errors become a line and a status."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pftz_cli.commands.options import Lang, set_language
from pftz_cli.errors import ExitStatus, NotEstablished, PftzError, Terminated, UnknownName, UsageError, WriteError
from pftz_cli.output.writer import ReaderGone, failure, note, note_lines, write

COMMANDS = {
    "measures": ("lists", "The pilot measures that the State Council scaled up, to all zones or nationwide."),
    "innovations": ("lists", "The other innovations spread at national level: best practices, and those promoted by departments."),
    "cases": ("lists", "The representative cases of what zones tried: how it was before, how it is since."),
    "zones": ("lists", "The pilot free trade zones: dates, parts, size, alliances."),
    "parks": ("lists", "The national processing-trade industrial parks, batch by batch."),
    "policies": ("lists", "The policy documents of 2024, by table of the report."),
    "timeline": ("lists", "The milestones of 2024, day by day."),
    "replication": ("lists", "What provinces spread of their zone's innovations."),
    "negative-list": ("lists", "Where the list of restrictions on services is shorter for the zones."),
    "developments": ("lists", "What came after the report, and what it does to which record."),
    "figures": ("lists", "The report's statistics, of the country, of zones or of a place."),
    "programmes": ("lists", "Programmes for parks and clusters that news items tell of."),
    "show": ("show", "Whole records, by id."),
    "cite": ("cite", "References ready to paste: plain, Markdown, BibTeX, CSL-JSON."),
    "find": ("find", "Ranked search over titles, summaries, names and documents, tolerant of typing errors."),
    "schema": ("schema", "The JSON Schema of a kind of record."),
    "export": ("export", "The whole dataset: SQLite, CSV, JSON, JSON lines, Parquet."),
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


def run(args: list[str]) -> int:
    """Carry out a command line; return the exit status. Whatever goes wrong ends in one line on standard error."""
    shows_traceback = "--debug" in (args[: args.index("--")] if "--" in args else args)
    try:
        return _run([_text(arg) for arg in args])
    except BaseException as error:
        if shows_traceback and not isinstance(error, ReaderGone):
            import traceback

            note_lines(traceback.format_exc())
        return _status(error)


def _run(args: list[str]) -> int:
    if sys.stdout is None:
        raise WriteError("cannot write: standard output is closed")
    try:
        status = typer.main.get_command(app).main(args, prog_name="pftz", standalone_mode=False)
    except SystemExit:  # what Typer makes of a closed pipe when it prints help; it would be status 1
        raise failure(BrokenPipeError()) from None
    except OSError as error:
        if error.filename is not None:
            raise
        raise failure(error) from error  # Typer printed help
    return ExitStatus.FOUND if status is None else int(status)


def _text(arg: str) -> str:
    """Return an argument as text, also where the locale made bytes of its UTF-8.

    Raises:
        UsageError: it is no UTF-8.
    """
    if not any("\ud800" <= char <= "\udfff" for char in arg):
        return arg
    raw = os.fsencode(arg)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"'{raw.decode('utf-8', 'backslashreplace')}' is not text in UTF-8") from None


def _status(error: BaseException) -> int:
    """Return the exit status that an error means, after saying what it is."""
    if isinstance(error, ReaderGone):
        return ExitStatus.FOUND
    if isinstance(error, NotEstablished):
        note(str(error))
        return ExitStatus.LOOK
    if isinstance(error, Terminated):
        return ExitStatus.TERMINATED
    if isinstance(error, (KeyboardInterrupt, typer.Abort)):
        note("interrupted")
        return ExitStatus.INTERRUPTED
    if isinstance(error, typer.TyperException):
        note(f"error: {' '.join(error.format_message().split())}")
    elif isinstance(error, PftzError):
        note(f"error: {error}")
    else:
        note(f"error: internal, {type(error).__name__}: {error}; run with --debug, and please report it")
    return ExitStatus.ERROR

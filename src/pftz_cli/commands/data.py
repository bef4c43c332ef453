"""`pftz data`: what the data is, where it lies, what it covers, whether it is sound."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from pftz_cli.commands.options import ROWS, with_options
from pftz_cli.errors import DataError, ExitStatus, UsageError
from pftz_cli.index import data_folder, load_catalog
from pftz_cli.output import Format, View, note, render, write
from pftz_cli.output.cells import cell
from pftz_cli.output.formats import dump
from pftz_cli.query.select import unnamed_batches

FOLDER = Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="A folder of YAML files; pftz's own if none is given.")]
_TEXT = ("format", "json", *ROWS)


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `data` and its commands to *app*."""

    @app.callback(help=help, epilog="Example: pftz data coverage", invoke_without_command=True)
    def data(ctx: typer.Context) -> int:
        if ctx.invoked_subcommand is None:
            sys.stderr.write(ctx.get_help() + "\n")
            return ExitStatus.ERROR
        return ExitStatus.FOUND

    app.command("info", help="Versions, counts and open questions.", epilog="Example: pftz data info")(with_options(info, {}, without=ROWS))
    app.command("check", help="Check a folder of YAML files and list all its problems.", epilog="Example: pftz data check")(
        with_options(check, {"folder": FOLDER}, without=_TEXT)
    )
    app.command("path", help="Print the folder of YAML files that answers come from.", epilog="Example: pftz data path")(
        with_options(path, {}, without=_TEXT)
    )
    app.command("coverage", help="What the sources count against what is held.", epilog="Example: pftz data coverage")(
        with_options(coverage, {}, without=ROWS)
    )


def info(view: View) -> int:
    """Write what is known about the data as a whole."""
    catalog = load_catalog()
    meta = catalog.meta()
    facts = {
        "data_version": meta["data_version"],
        "digest": meta["digest"],
        "folder": str(data_folder()),
        "records": catalog.kinds(),
        "sources": len(catalog.sources()),
        "open_questions": len(catalog.questions()),
    }
    if view.format is Format.JSON:
        write(dump(facts) + "\n")
    elif view.format in (Format.TABLE, Format.PLAIN):
        write("".join(f"{name}\t{_line(value)}\n" for name, value in facts.items()))
    else:
        _write([facts], view)
    return ExitStatus.FOUND


def check(view: View, folder: Path | None) -> int:
    """Check the YAML files in *folder*; write every problem as `file:id: field: what is wrong`."""
    from pftz_cli.load.datasets import load_datasets
    from pftz_cli.load.files import read_folder
    from pftz_cli.output.sanitise import visible

    checked = folder or data_folder()
    if not os.path.isdir(checked):  # noqa: PTH112, unlike Path.is_dir it never raises
        raise UsageError(f"no folder {checked}")
    try:
        loaded = load_datasets(read_folder(checked))
    except DataError as error:
        write("".join(f"{visible(str(problem))}\n" for problem in error.problems))
        note(f"error: {len(error.problems)} problem{'s' if len(error.problems) > 1 else ''} in {checked}")
        return ExitStatus.ERROR
    note(f"{len(loaded.records)} records, {len(loaded.sources)} sources, {len(loaded.questions)} open questions: no problem")
    return ExitStatus.FOUND


def path(view: View) -> int:
    """Write the folder that the data lies in."""
    write(f"{data_folder()}\n")
    return ExitStatus.FOUND


def coverage(view: View) -> int:
    """Write, for each count that a source gives, how many records are held and missing; kinds that nobody counts come last."""
    catalog = load_catalog()
    rows = [_covered(one, catalog.newest_source(one["kind"].split())) for one in catalog.coverage()]
    for batch in unnamed_batches(catalog):
        cited = batch.sources[0]
        unnamed = {"kind": "park", "filters": {"batch": batch.id}, "counted": batch.park_count, "held": 0, "source": cited.source}
        rows.append(_covered({**unnamed, "at": f"{cited.at}; {batch.status}, no park named"}, catalog.newest_source(["batch"])))
    counted = {kind for row in rows for kind in row["kind"].split()}
    for kind, held in catalog.kinds().items():
        if kind not in counted:
            open_list: dict[str, Any] = {"kind": kind, "filters": {}, "counted": None, "held": held, "source": None, "at": None}
            rows.append(_covered(open_list, catalog.newest_source([kind])))
    _write(rows, view)
    return ExitStatus.FOUND


def _covered(count: Mapping[str, Any], newest: str | None) -> dict[str, Any]:
    """Return a row of the coverage: a count that a source gives, with what is missing and the newest source of its kind."""
    counted, held = count["counted"], count["held"]
    return {
        "kind": count["kind"],
        "filters": count["filters"],
        "counted": counted,
        "held": held,
        "missing": None if counted is None else counted - held,
        "newest_source": newest,
        "source": count["source"],
        "at": count["at"],
    }


def _line(value: Any) -> str:
    return ", ".join(f"{name} {count}" for name, count in value.items()) if isinstance(value, Mapping) else cell(value)


def _write(rows: Sequence[Mapping[str, Any]], view: View) -> None:
    """Write rows that are no records in any format that makes sense for them."""
    if view.format is Format.ID:
        raise UsageError("these rows have no ids; try -f tsv")
    if view.format in (Format.JSON, Format.JSONL, Format.YAML):
        write(render([dump(row) for row in rows], view, ()))
        return
    lines = [{name: _line(value) for name, value in row.items()} for row in rows]
    if view.format is Format.TABLE:
        from pftz_cli.output.table import render_grid

        write(render_grid(lines, dispensable=("at", "source")))
    else:
        write(render([dump(line) for line in lines], view, list(lines[0])))

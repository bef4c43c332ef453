"""`pftz data`: what the data is, where it lies, what it covers, whether it is sound."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from pftz_cli.commands.options import with_options
from pftz_cli.errors import DataError, ExitStatus
from pftz_cli.index import data_folder, load_catalog
from pftz_cli.output import Format, View, note, write
from pftz_cli.output.cells import cell
from pftz_cli.output.formats import dump
from pftz_cli.query.select import unnamed_batches

FOLDER = Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="A folder of YAML files; pftz's own if none is given.")]
_ONLY_JSON = ("format", "fields", "limit", "sort", "lang")
_NO_OUTPUT = (*_ONLY_JSON, "json")


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `data` and its commands to *app*."""

    @app.callback(help=help, epilog="Example: pftz data coverage")
    def data() -> None: ...

    app.command("info", help="Versions, counts and open questions.", epilog="Example: pftz data info")(
        with_options(info, {}, without=_ONLY_JSON)
    )
    app.command("check", help="Check a folder of YAML files and list all its problems.", epilog="Example: pftz data check")(
        with_options(check, {"folder": FOLDER}, without=_NO_OUTPUT)
    )
    app.command("path", help="Print the folder of YAML files that answers come from.", epilog="Example: pftz data path")(
        with_options(path, {}, without=_NO_OUTPUT)
    )
    app.command("coverage", help="What the sources count against what is held.", epilog="Example: pftz data coverage")(
        with_options(coverage, {}, without=_ONLY_JSON)
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
    _write([facts], view, [f"{name}\t{_line(value)}" for name, value in facts.items()])
    return ExitStatus.FOUND


def check(view: View, folder: Path | None) -> int:
    """Check the YAML files in *folder*; write every problem as `file:id: field: what is wrong`."""
    from pftz_cli.load import load_datasets

    try:
        loaded = load_datasets(folder or data_folder())
    except DataError as error:
        from pftz_cli.output.sanitise import visible

        write("".join(f"{visible(str(problem))}\n" for problem in error.problems))
        note(f"error: {len(error.problems)} problem{'s' if len(error.problems) > 1 else ''} in {folder or data_folder()}")
        return ExitStatus.ERROR
    note(f"{len(loaded.records)} records, {len(loaded.sources)} sources, {len(loaded.questions)} open questions: no problem")
    return ExitStatus.FOUND


def path(view: View) -> int:
    """Write the folder that the data lies in."""
    write(f"{data_folder()}\n")
    return ExitStatus.FOUND


def coverage(view: View) -> int:
    """Write, for each count that a source gives, how many records are held, and which are missing."""
    catalog = load_catalog()
    rows = [
        {
            "kind": one["kind"],
            "filters": one["filters"],
            "counted": one["counted"],
            "held": one["held"],
            "missing": one["counted"] - one["held"],
            "newest_source": catalog.newest_source(one["kind"]),
            "source": one["source"],
            "at": one["at"],
        }
        for one in catalog.coverage()
    ]
    unnamed = unnamed_batches(catalog)
    rows += [
        {
            "kind": "park",
            "filters": {"batch": batch.id.removeprefix("batch-")},
            "counted": batch.park_count,
            "held": 0,
            "missing": batch.park_count,
            "newest_source": catalog.newest_source("batch"),
            "source": batch.sources[0].source,
            "at": f"{batch.sources[0].at}; {batch.status}, no park named",
        }
        for batch in unnamed
    ]
    if view.format is Format.TABLE:
        from pftz_cli.output.grid import render_grid

        write(render_grid([{name: _line(value) for name, value in row.items()} for row in rows]))
    else:
        _write(rows, view, ["\t".join(_line(value) for value in row.values()) for row in rows])
    return ExitStatus.FOUND


def _line(value: Any) -> str:
    return ", ".join(f"{name} {count}" for name, count in value.items()) if isinstance(value, Mapping) else cell(value)


def _write(rows: Sequence[Mapping[str, Any]], view: View, lines: Sequence[str]) -> None:
    """Write *rows* as JSON where asked for (one alone as an object), else *lines*."""
    if view.format is Format.JSON:
        write(dump(rows[0]) + "\n" if len(rows) == 1 else "[\n" + ",\n".join(dump(row) for row in rows) + "\n]\n")
    else:
        write("".join(f"{line}\n" for line in lines))

"""`pftz export`: the whole dataset as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pftz_cli.commands.options import ROWS, with_options
from pftz_cli.errors import ExitStatus, UsageError
from pftz_cli.index import Catalog, load_catalog
from pftz_cli.output import View, note, write
from pftz_cli.output.export import Dataset, json_lines, new_file, new_folder, whole_json, write_csv, write_parquet
from pftz_cli.output.legend import plural


class Target(StrEnum):
    """Forms of an export."""

    SQLITE = "sqlite"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"
    PARQUET = "parquet"


FORM = Annotated[Target | None, typer.Argument(metavar="FORM", help="One of sqlite, csv, jsonl, json, parquet.")]
PATH = Annotated[
    str | None, typer.Argument(metavar="PATH", help="A file; a folder for csv and parquet; - is standard output, for json and jsonl.")
]
FORCE = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
EXCEL = Annotated[bool, typer.Option("--excel", help="CSV with a byte-order mark, so that Excel reads it as UTF-8.")]


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `export` to *app*."""
    arguments = {"form": FORM, "path": PATH, "force": FORCE, "excel": EXCEL}
    options = with_options(export, arguments, without=("format", "json", *ROWS))
    app.command(name, help=help, epilog="Example: pftz export sqlite pftz.sqlite")(options)


def export(view: View, form: Target | None, path: str | None, *, force: bool, excel: bool) -> int:
    """Write everything to *path*; what is there is replaced only with *force*."""
    if form is None or path is None:
        raise UsageError(f"FORM and PATH are wanted; FORM is one of {', '.join(Target)}")
    if excel and form is not Target.CSV:
        raise UsageError("--excel is for csv alone")
    catalog = load_catalog()
    if path == "-":
        if form not in (Target.JSON, Target.JSONL):
            raise UsageError(f"{form} is written to a {'file' if form is Target.SQLITE else 'folder'}, not to standard output")
        write(_text(form, catalog))
        return ExitStatus.FOUND
    target = Path(path)
    if form in (Target.CSV, Target.PARQUET):
        _write_folder(form, catalog, target, force=force, excel=excel)
    else:
        _write_file(form, catalog, target, force=force)
    note(f"{sum(catalog.kinds().values())} records, data {catalog.meta()['data_version']}: {target}")
    return ExitStatus.FOUND


def _text(form: Target, catalog: Catalog) -> str:
    data = _dataset(catalog)
    return whole_json(data) if form is Target.JSON else json_lines(data)


def _write_file(form: Target, catalog: Catalog, target: Path, *, force: bool) -> None:
    with new_file(target, force=force) as file:
        if form is Target.SQLITE:
            from pftz_cli.index.publish import publish

            publish(catalog, file, {kind: plural(kind) for kind in catalog.kinds()})
        else:
            file.write_text(_text(form, catalog), encoding="utf-8")


def _write_folder(form: Target, catalog: Catalog, target: Path, *, force: bool, excel: bool) -> None:
    with new_folder(target, force=force, suffix=f".{form}") as folder:
        if form is Target.CSV:
            write_csv(_dataset(catalog), folder, for_excel=excel)
        else:
            from pftz_cli.index.codec import json_schema
            from pftz_cli.model import KINDS

            write_parquet(_dataset(catalog), folder, {plural(kind): json_schema(KINDS[kind]) for kind in catalog.kinds()})


def _dataset(catalog: Catalog) -> Dataset:
    from pftz_cli.commands.answer import every_column

    tables = {
        plural(kind): (every_column([kind]), [stored.json for stored in catalog.select([kind], []).stored]) for kind in catalog.kinds()
    }
    return Dataset(catalog.meta(), tables, list(catalog.sources().values()), catalog.documents(), catalog.questions())

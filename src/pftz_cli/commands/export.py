"""`pftz export`: the whole dataset as files."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pftz_cli.commands.options import ROWS, with_options
from pftz_cli.errors import ExitStatus, UsageError
from pftz_cli.index import Catalog, load_catalog
from pftz_cli.output import View, note, write
from pftz_cli.output.export import Dataset, json_lines, whole_json, write_csv, write_parquet
from pftz_cli.output.legend import plural
from pftz_cli.output.target import new_file, new_folder


class Form(StrEnum):
    """Forms of an export."""

    SQLITE = "sqlite"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"
    PARQUET = "parquet"


FORM = Annotated[Form | None, typer.Argument(metavar="FORM", help="One of sqlite, csv, jsonl, json, parquet.")]
PATH = Annotated[
    str | None, typer.Argument(metavar="PATH", help="A file; a folder for csv and parquet; - is standard output, for json and jsonl.")
]
FORCE = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
EXCEL = Annotated[bool, typer.Option("--excel", help="CSV with a byte-order mark, so that Excel reads it as UTF-8.")]


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add `export` to *app*."""
    arguments = {"form": FORM, "path": PATH, "force": FORCE, "excel": EXCEL}
    options = with_options(export, arguments, without=("format", "json", "lang", *ROWS))
    app.command(name, help=help, epilog="Example: pftz export sqlite pftz.sqlite")(options)


def export(view: View, form: Form | None, path: str | None, *, force: bool, excel: bool) -> int:
    """Write everything to *path*; what is there is replaced only with *force*."""
    if form is None or not path:
        raise UsageError(f"FORM and PATH are wanted; FORM is one of {', '.join(Form)}")
    if excel and form is not Form.CSV:
        raise UsageError("--excel is for csv alone")
    catalog = load_catalog()
    if path == "-":
        if form not in (Form.JSON, Form.JSONL):
            raise UsageError(f"{form} is written to a {'file' if form is Form.SQLITE else 'folder'}, not to standard output")
        write(_text(form, catalog))
        return ExitStatus.FOUND
    target = Path(path)
    if form not in (Form.CSV, Form.PARQUET) and path.endswith(("/", os.sep)):
        raise UsageError(f"{path} is a folder; {form} is one file")
    if form in (Form.CSV, Form.PARQUET):
        _write_folder(form, catalog, target, force=force, excel=excel)
    else:
        _write_file(form, catalog, target, force=force)
    note(f"{sum(catalog.kinds().values())} records, data {catalog.meta()['data_version']}: {target}")
    return ExitStatus.FOUND


def _text(form: Form, catalog: Catalog) -> str:
    data = _dataset(catalog)
    return whole_json(data) if form is Form.JSON else json_lines(data)


def _write_file(form: Form, catalog: Catalog, target: Path, *, force: bool) -> None:
    with new_file(target, force=force) as file:
        if form is Form.SQLITE:
            from pftz_cli.index.publish import publish

            publish(catalog, file, {kind: plural(kind) for kind in catalog.kinds()})
        else:
            file.write_text(_text(form, catalog), encoding="utf-8")


def _write_folder(form: Form, catalog: Catalog, target: Path, *, force: bool, excel: bool) -> None:
    data = _dataset(catalog)
    with new_folder(target, data.names(f".{form}"), force=force) as folder:
        if form is Form.CSV:
            write_csv(data, folder, for_excel=excel)
        else:
            from pftz_cli.index.codec import json_schema
            from pftz_cli.model import KINDS

            write_parquet(data, folder, {plural(kind): json_schema(KINDS[kind]) for kind in catalog.kinds()})


def _dataset(catalog: Catalog) -> Dataset:
    from pftz_cli.commands.answer import every_column

    tables = {
        plural(kind): (every_column([kind]), [stored.json for stored in catalog.select([kind], []).stored]) for kind in catalog.kinds()
    }
    lists = {
        "sources": list(catalog.sources().values()),
        "documents": catalog.documents(),
        "open_questions": catalog.questions(),
        "places": catalog.places(),
        "labels": catalog.every_label(),
    }
    return Dataset(catalog.meta(), tables, lists)

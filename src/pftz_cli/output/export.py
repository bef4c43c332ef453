"""The whole dataset as files: JSON, JSON lines, CSV and Parquet; and what keeps an export from leaving half a file."""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pftz_cli.errors import UsageError, WriteError
from pftz_cli.output.cells import cell, pick
from pftz_cli.output.formats import dump

Row = Mapping[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula, at its beginning."""


class Dataset(NamedTuple):
    """Everything that is exported.

    Attributes:
        meta: versions.
        tables: what each kind is called in the plural, to its columns and its records as JSON.
        sources: documents and pages that facts were read in.
        documents: official documents that no record of their own tells of.
        questions: what is not known.
    """

    meta: Row
    tables: Mapping[str, tuple[Sequence[str], Sequence[str]]]
    sources: Sequence[Row]
    documents: Sequence[Row]
    questions: Sequence[Row]

    @property
    def lists(self) -> dict[str, Sequence[Row]]:
        """What the records share."""
        return {"sources": self.sources, "documents": self.documents, "open_questions": self.questions}


def whole_json(data: Dataset) -> str:
    """Return one JSON object: versions, records, sources, documents, open questions."""
    records = ",\n".join(text for _, texts in data.tables.values() for text in texts)
    lists = "".join(f",\n{dump(name)}: {dump(list(rows))}" for name, rows in data.lists.items())
    return f'{dump(data.meta)[:-1]},\n"records": [\n{records}\n]{lists}\n}}\n'


def json_lines(data: Dataset) -> str:
    """Return a line a record, then one a source, document and open question; `kind` tells them apart."""
    shared = {"sources": "source", "documents": "document", "open_questions": "open-question"}
    lines = [text for _, texts in data.tables.values() for text in texts]
    lines += [dump({"kind": shared[name], **row}) for name, rows in data.lists.items() for row in rows]
    return "".join(f"{line}\n" for line in lines)


def write_csv(data: Dataset, folder: Path, *, for_excel: bool) -> None:
    """Write a CSV file a kind, and one each of sources, documents and open questions, to *folder*.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. *for_excel* adds a byte-order mark.
    """
    for name, (columns, texts) in data.tables.items():
        _write_sheet(folder / f"{name}.csv", columns, [json.loads(text) for text in texts], for_excel=for_excel)
    for name, rows in data.lists.items():
        _write_sheet(folder / f"{name}.csv", list(rows[0]) if rows else [], rows, for_excel=for_excel)


def _write_sheet(path: Path, columns: Sequence[str], rows: Sequence[Row], *, for_excel: bool) -> None:
    with path.open("w", encoding="utf-8-sig" if for_excel else "utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([_inert(pick(row, column)) for column in columns] for row in rows)


def _inert(value: Any) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula."""
    text = cell(value)
    return f"'{text}" if isinstance(value, (str, list)) and text.startswith(_FORMULA) else text


def write_parquet(data: Dataset, folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> None:
    """Write a Parquet file a kind, and one each of sources, documents and open questions, to *folder*.

    Args:
        data: what is written.
        folder: where to.
        schemas: the JSON Schema of each kind's records.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'pftz[parquet]'") from None

    def kind_of(shape: Mapping[str, Any]) -> Any:
        """The column type that a JSON Schema asks for."""
        shape = shape.get("anyOf", [shape])[0]
        if shape.get("type") == "array":
            return arrow.list_(kind_of(shape["items"]))
        if shape.get("type") == "object":
            return arrow.struct([(name, kind_of(inner)) for name, inner in shape["properties"].items()])
        return {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}.get(shape.get("type", ""), arrow.string())

    for name, (_, texts) in data.tables.items():
        schema = arrow.schema([(field, kind_of(shape)) for field, shape in schemas[name]["properties"].items()])
        parquet.write_table(arrow.Table.from_pylist([json.loads(text) for text in texts], schema=schema), folder / f"{name}.parquet")
    for name, rows in data.lists.items():
        parquet.write_table(arrow.Table.from_pylist(list(rows)), folder / f"{name}.parquet")


@contextmanager
def new_file(target: Path, *, force: bool) -> Iterator[Path]:
    """Give a file to write to that becomes *target* once all is written, and vanishes if anything fails.

    Raises:
        UsageError: *target* exists, and *force* is not given; or it is a folder.
        WriteError: it cannot be written.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder")
    if target.exists() and not force:
        raise UsageError(f"{target} exists; --force replaces it")
    with _temporary(target, _make_file, lambda path: path.unlink(missing_ok=True)) as temporary:
        yield temporary
        temporary.replace(target)


@contextmanager
def new_folder(target: Path, *, force: bool, suffix: str) -> Iterator[Path]:
    """Give a folder to write to that becomes *target* once all is written, and vanishes if anything fails.

    Raises:
        UsageError: *target* exists, and *force* is not given; or it holds more than files that end with *suffix*.
        WriteError: it cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file, where a folder of {suffix} files is to be")
    if target.is_dir() and any(True for _ in target.iterdir()):
        if not force:
            raise UsageError(f"{target} exists; --force replaces it")
        foreign = sorted(path.name for path in target.iterdir() if path.suffix != suffix or not path.is_file())
        if foreign:
            raise UsageError(f"{target} holds other things than {suffix} files, such as {foreign[0]}; it is not replaced")
    with _temporary(target, _make_folder, lambda path: shutil.rmtree(path, ignore_errors=True)) as temporary:
        yield temporary
        if target.is_dir():
            shutil.rmtree(target)
        temporary.replace(target)


@contextmanager
def _temporary(target: Path, make: Callable[[Path], Path], remove: Callable[[Path], None]) -> Iterator[Path]:
    temporary = None
    try:
        temporary = make(target.absolute().parent)
        yield temporary
    except OSError as error:
        raise WriteError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        if temporary is not None and temporary.exists():
            remove(temporary)


def _make_file(folder: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".pftz-", dir=folder)
    os.close(handle)
    _open_to_others(Path(name), 0o666)
    return Path(name)


def _make_folder(folder: Path) -> Path:
    made = Path(tempfile.mkdtemp(prefix=".pftz-", dir=folder))
    _open_to_others(made, 0o777)
    return made


def _open_to_others(path: Path, mode: int) -> None:
    """Give *path* the permissions that a plain new file has; temporary ones are for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(mode & ~mask)

"""The whole dataset as files: JSON, JSON lines, CSV and Parquet."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pftz_cli.errors import UsageError
from pftz_cli.output.cells import Values, cell, pick
from pftz_cli.output.formats import dump

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula, at its beginning."""
_BETWEEN = " | "
"""Stands between the entries of a list in a cell."""


class Dataset(NamedTuple):
    """Everything that is exported.

    Attributes:
        meta: versions.
        tables: what each kind is called in the plural, to its columns and its records as JSON.
        lists: what the records share: sources, documents, open questions, places, labels; name to rows.
    """

    meta: Values
    tables: Mapping[str, tuple[Sequence[str], Sequence[str]]]
    lists: Mapping[str, Sequence[Values]]

    def names(self, suffix: str) -> list[str]:
        """Return what the files of an export to a folder are called."""
        return [f"{name}{suffix}" for name in (*self.tables, *self.lists, "meta")]


def whole_json(data: Dataset) -> str:
    """Return one JSON object: versions, records, and what they share."""
    records = ",\n".join(text for _, texts in data.tables.values() for text in texts)
    lists = "".join(f",\n{dump(name)}: {dump(list(rows))}" for name, rows in data.lists.items())
    return f'{dump(data.meta)[:-1]},\n"records": [\n{records}\n]{lists}\n}}\n'


def json_lines(data: Dataset) -> str:
    """Return a line with the versions, a line a record, and one for each thing they share; `kind` tells them apart."""
    lines = [dump({"kind": "meta", **data.meta}), *(text for _, texts in data.tables.values() for text in texts)]
    lines += [
        dump({"kind": name.removesuffix("s").replace("_", "-"), **_renamed(row)}) for name, rows in data.lists.items() for row in rows
    ]
    return "".join(f"{line}\n" for line in lines)


def _renamed(row: Values) -> Values:
    """Return *row* with its own `kind`, which a place has, called `type`."""
    return {"type" if name == "kind" else name: value for name, value in row.items()}


def write_csv(data: Dataset, folder: Path, *, for_excel: bool) -> None:
    """Write a CSV file a kind, and one each of the versions and of what the records share, to *folder*.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. The entries of a list have ` | ` between them.
    *for_excel* adds a byte-order mark.
    """
    sheets: dict[str, tuple[Sequence[str], Sequence[Values]]] = {
        name: (columns, [json.loads(text) for text in texts]) for name, (columns, texts) in data.tables.items()
    }
    sheets |= {name: (list(rows[0]) if rows else [], rows) for name, rows in data.lists.items()}
    sheets["meta"] = (list(data.meta), [data.meta])
    for name, (columns, rows) in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig" if for_excel else "utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows([_inert(pick(row, column)) for column in columns] for row in rows)


def _inert(value: Any) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula."""
    text = _BETWEEN.join(map(cell, value)) if isinstance(value, list) else cell(value)
    return f"'{text}" if isinstance(value, (str, list)) and text.startswith(_FORMULA) else text


def write_parquet(data: Dataset, folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> None:
    """Write a Parquet file a kind, and one each of the versions and of what the records share, to *folder*.

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
    for name, rows in {**data.lists, "meta": [data.meta]}.items():
        parquet.write_table(arrow.Table.from_pylist(list(rows)), folder / f"{name}.parquet")

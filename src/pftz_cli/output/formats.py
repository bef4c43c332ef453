"""Records to every format that scripts and people ask for."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from pftz_cli.output.sanitise import json_safe

if TYPE_CHECKING:
    from pftz_cli.output.legend import Legend


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"
    YAML = "yaml"
    ID = "id"


class View(NamedTuple):
    """How a person or script wants to see an answer.

    Attributes:
        fields: columns asked for, nested ones with dots; empty for the usual ones.
        limit: most records wanted.
        sort: field to sort by, with `-` before it for the other way round.
        lang: language of titles, labels and headings in tables and pages.
    """

    format: Format
    fields: tuple[str, ...] = ()
    limit: int | None = None
    sort: str | None = None
    lang: str = "en"


def render(texts: Sequence[str], view: View, columns: Sequence[str], legend: "Legend | None" = None) -> str:
    """Return the text of an answer.

    Args:
        texts: the records, each as one line of JSON.
        view: what was asked for.
        columns: what formats of rows and columns show where no fields were asked for.
        legend: what a table says besides its rows; only a table needs it.
    """
    if view.format in (Format.JSON, Format.JSONL) and not view.fields:
        return _joined(texts, view.format)
    import json

    rows = [json.loads(text) for text in texts]
    if view.format is Format.TABLE:
        from pftz_cli.output.table import render_table

        assert legend is not None
        return render_table(rows, list(view.fields or columns), legend, view)
    if view.format not in (Format.JSON, Format.JSONL, Format.YAML):
        return _flat(rows, view, view.fields or columns)
    picked = [_picked(row, view.fields) for row in rows] if view.fields else rows
    return _yaml(picked) if view.format is Format.YAML else _joined([dump(row) for row in picked], view.format)


def dump(value: Any) -> str:
    """Return *value* as one line of JSON that is safe to print."""
    import json

    return json_safe(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _flat(rows: Sequence[Mapping[str, Any]], view: View, columns: Sequence[str]) -> str:
    """The formats of rows and columns: separated values, Markdown, ids."""
    from pftz_cli.output import separated
    from pftz_cli.output.cells import cell, pick

    if view.format is Format.ID:
        return "".join(f"{cell(row['id'])}\n" for row in rows)
    cells = [[cell(pick(row, column)) for column in columns] for row in rows]
    writers = {Format.CSV: separated.csv, Format.TSV: separated.tsv, Format.MD: separated.markdown, Format.PLAIN: separated.plain}
    return writers[view.format](columns, cells)


def _picked(row: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    from pftz_cli.output.cells import pick

    return {field: pick(row, field) for field in fields}


def _joined(texts: Sequence[str], format: Format) -> str:
    """Return records, each as its JSON, as one array with a record a line, or as lines."""
    if format is Format.JSONL:
        return "".join(f"{text}\n" for text in texts)
    return "[\n" + ",\n".join(texts) + "\n]\n" if texts else "[]\n"


def _yaml(rows: Sequence[Any]) -> str:
    import yaml

    return str(yaml.safe_dump(list(rows), allow_unicode=True, sort_keys=False, width=10_000))

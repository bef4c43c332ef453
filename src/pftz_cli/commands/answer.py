"""What commands that print records have in common: order, limit, columns, legend, status."""

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pftz_cli.errors import ExitStatus
from pftz_cli.index import Catalog
from pftz_cli.output import Format, View, note, render, write
from pftz_cli.output.cells import HONEST, PARTS, PLAIN, cell, columns_of, pick

if TYPE_CHECKING:
    from pftz_cli.output.legend import Legend

_NUMBERED = re.compile("[A-Z][0-9]{2,3}")
"""Ids that are sorted by their number."""
_FEW = 8
"""More ids than this are counted instead of named."""
_HOURS = {"hour": 1, "day": 24, "month": 730, "year": 8766}
"""Hours in a unit of time, as far as putting time limits in order needs them."""


def answer(
    texts: Sequence[str], view: View, catalog: Catalog, kinds: Sequence[str], columns: Sequence[str] = (), extra: Sequence[str] = ()
) -> int:
    """Write records, given as JSON, as *view* asks; return the exit status.

    Args:
        texts: the records, each as one line of JSON.
        view: what was asked for.
        catalog: where they come from.
        kinds: kinds of record that could be among them.
        columns: of a table; those of *kinds* if none are given.
        extra: fields that the records hold besides those of their kind.
    """
    if view.fields or view.sort is not None:
        _check_fields(view, kinds, extra)
    texts = ordered(texts, view)
    shown = texts[: view.limit]
    legend = legend_of(catalog, kinds, view, shown, len(texts)) if view.format is Format.TABLE else None
    write(render(shown, view, _columns(view, kinds, columns, extra), legend))
    return ExitStatus.FOUND if shown else ExitStatus.NOTHING


def ordered(texts: Sequence[str], view: View) -> Sequence[str]:
    """Return records, given as JSON, in the order that *view* asks for."""
    return _sorted(texts, view.sort) if view.sort else texts


def legend_of(catalog: Catalog, kinds: Sequence[str], view: View, shown: Sequence[str] = (), matched: int = 0) -> "Legend":
    """Return what a table or page of *kinds* needs to know besides its records: those *shown*, of so many that *matched*."""
    import json

    from pftz_cli.output.legend import LISTS, Legend, plural

    labels = {name: catalog.labels(name) for name in LISTS.values()}
    labels["area"] |= catalog.labels("case_area")
    things = " and ".join(plural(kind) for kind in kinds) if len(kinds) <= 2 else "records"
    later = catalog.later([json.loads(text)["id"] for text in shown])
    version = catalog.meta()["data_version"]
    return Legend(labels, catalog.sources(), catalog.total(kinds), things, version, view.lang, matched, later)


def every_column(kinds: Sequence[str]) -> list[str]:
    """Return all columns of *kinds*, each once, nested records as dotted ones, whatever the records at hand."""
    from pftz_cli.index.codec import columns
    from pftz_cli.model import KINDS

    return list(dict.fromkeys(column for kind in kinds for column in columns(KINDS[kind])))


def few(ids: Sequence[str]) -> str:
    """Return ids in a sentence: all of a few, of many the first and how many more."""
    return ", ".join(ids) if len(ids) <= _FEW else f"{', '.join(ids[:_FEW])} and {len(ids) - _FEW} more"


def is_unknown(row: Mapping[str, Any], field: str) -> bool:
    """True where a field of a record is null because its value is not known, not because there is none."""
    from pftz_cli.output.legend import NOTHING

    return pick(row, field) is None and f"{row['kind']}.{field}" not in NOTHING and field.partition(".")[0] in row


def _columns(view: View, kinds: Sequence[str], columns: Sequence[str], extra: Sequence[str]) -> Sequence[str]:
    if view.fields or view.format in (Format.JSON, Format.JSONL, Format.YAML, Format.ID):
        return view.fields
    if view.format in (Format.CSV, Format.TSV):
        return [*every_column(kinds), *extra]
    usual = columns or columns_of(kinds)
    if view.format is Format.TABLE:
        return usual
    usual = [field for column in usual for field in PARTS.get(column, (column,))]
    besides = (*HONEST, *(PLAIN if view.format is Format.PLAIN and not columns else ()))
    return list(dict.fromkeys((*usual, *besides)))


def _check_fields(view: View, kinds: Sequence[str], extra: Sequence[str]) -> None:
    from pftz_cli.index.codec import paths
    from pftz_cli.model import KINDS
    from pftz_cli.query.names import choose

    known = [*dict.fromkeys(path for kind in kinds for path in paths(KINDS[kind])), *extra]
    for field in (*view.fields, *((view.sort.removeprefix("-"),) if view.sort is not None else ())):
        choose("field", field, known)


def _sorted(texts: Sequence[str], sort: str) -> list[str]:
    """Return records sorted by a field; those whose field is not known come last, either way round, and a note names them."""
    import json

    field, is_reversed = sort.removeprefix("-"), sort.startswith("-")
    rows = [json.loads(text) for text in texts]
    keyed = [(_order(pick(row, field)), text) for row, text in zip(rows, texts, strict=True)]
    known = sorted(((order, text) for order, text in keyed if order is not None), key=itemgetter(0), reverse=is_reversed)
    unknown = [row["id"] for row, (order, _) in zip(rows, keyed, strict=True) if order is None and is_unknown(row, field)]
    if unknown:
        note(f"note: {field} is not known for {few(unknown)}; they come last")
    return [text for _, text in known] + [text for order, text in keyed if order is None]


def _order(value: Any) -> tuple[float, str] | None:
    """Return what a value is sorted by: numbers as numbers, periods by their length, grades best first; None for what is not known."""
    from pftz_cli.model import Grade

    if value is None or value == []:
        return None
    if isinstance(value, (int, float)):
        return float(value), ""
    if isinstance(value, list) and isinstance(value[0], (int, float)):
        return float(value[0]), ""
    if isinstance(value, list) and isinstance(value[0], dict) and value[0].get("unit") in _HOURS:
        return float(value[0]["value"] * _HOURS[value[0]["unit"]]), ""
    if value in list(Grade):
        return float(Grade(value).rank), ""
    text = value if isinstance(value, str) else cell(value)
    return float("inf"), f"{text[0]}{text[1:]:>4}" if _NUMBERED.fullmatch(text) else text

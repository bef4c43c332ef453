"""What commands that print records have in common: order, limit, columns, legend, status."""

from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pftz_cli.errors import ExitStatus, UnknownName
from pftz_cli.index import Catalog
from pftz_cli.output import Format, View, render, write
from pftz_cli.output.cells import cell, columns_of, pick

if TYPE_CHECKING:
    from pftz_cli.output.legend import Legend

_LISTS = ("scope", "area", "authority", "alliance", "region", "sector", "province")


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
    if view.fields or view.sort:
        _check_fields(view, kinds, extra)
    if view.sort:
        texts = _sorted(texts, view.sort)
    texts = texts[: view.limit]
    legend = legend_of(catalog, kinds) if view.format is Format.TABLE else None
    write(render(texts, view, columns or columns_of(kinds, plain=view.format is Format.PLAIN), legend))
    return ExitStatus.FOUND if texts else ExitStatus.NOTHING


def legend_of(catalog: Catalog, kinds: Sequence[str]) -> "Legend":
    """Return what a table or page of *kinds* needs to know besides its records."""
    from pftz_cli.output.legend import Legend

    labels = {name: catalog.labels(name) for name in _LISTS}
    things = " and ".join({"batch": "batches"}.get(kind, f"{kind}s") for kind in kinds) if len(kinds) < 3 else "records"
    return Legend(labels, catalog.sources(), catalog.total(kinds), things, catalog.meta()["data_version"])


def _check_fields(view: View, kinds: Sequence[str], extra: Sequence[str]) -> None:
    from pftz_cli.index.codec import paths
    from pftz_cli.model import KINDS
    from pftz_cli.query.names import nearest

    known = [*dict.fromkeys(path for kind in kinds for path in paths(KINDS[kind])), *extra]
    for field in (*view.fields, *((view.sort.removeprefix("-"),) if view.sort else ())):
        if field not in known:
            raise UnknownName("field", field, nearest(field, known) or known)


def _sorted(texts: Sequence[str], sort: str) -> list[str]:
    import json

    field, is_reversed = sort.removeprefix("-"), sort.startswith("-")
    keyed = [(_order(pick(json.loads(text), field)), text) for text in texts]
    known = sorted(((order, text) for order, text in keyed if order is not None), key=itemgetter(0), reverse=is_reversed)
    return [text for _, text in known] + [text for order, text in keyed if order is None]


def _order(value: Any) -> tuple[float, str] | None:
    """Return what a value is sorted by: numbers as numbers, before words; None, always last, for what is not known."""
    if value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value), ""
    return float("inf"), value if isinstance(value, str) else cell(value)

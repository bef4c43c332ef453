"""Names made certain: what a value means exactly, or an error with what was likely meant."""

from collections.abc import Iterable, Sequence
from typing import NoReturn

from pftz_cli.errors import UnknownName, UsageError
from pftz_cli.index import Catalog, Place, Records
from pftz_cli.text import name_key

_SHOWN = 5


def resolve(catalog: Catalog, list_name: str, value: str) -> str:
    """Return what *value* means in a list of names; exact forms and listed aliases only, never a guess.

    Raises:
        UnknownName: nothing is called so; `nearest` has the names that look alike.
        UsageError: *value* holds no letter or digit.
    """
    if not name_key(value):
        raise UsageError(f"empty {list_name}; type a name")
    target = catalog.target(list_name, value)
    return _unknown(list_name, value, catalog.forms(list_name)) if target is None else target


def resolve_place(catalog: Catalog, value: str) -> Place:
    """Return the place that *value* names: a province, a city of the gazetteer, or a zone named as such.

    Raises:
        UnknownName: no place is called so.
    """
    return catalog.place(resolve(catalog, "place", value))


def get(catalog: Catalog, ids: Sequence[str]) -> Records:
    """Return the records called *ids*, in that order.

    Raises:
        UnknownName: one of them does not exist; `nearest` has ids that look alike.
    """
    try:
        return catalog.stored(ids)
    except UnknownName as error:
        _unknown(error.what, error.value, catalog.ids())


def nearest(value: str, forms: Iterable[str]) -> list[str]:
    """Return the few of *forms* that look most like *value*, best first; none where nothing comes near."""
    from rapidfuzz import fuzz, process

    choices = {form: name_key(form) for form in forms}
    found = process.extract(name_key(value), choices, scorer=fuzz.ratio, limit=_SHOWN, score_cutoff=60)
    return [form for _, _, form in found]


def _unknown(what: str, value: str, forms: Iterable[str]) -> NoReturn:
    raise UnknownName(what, value, nearest(value, forms))

"""Names made certain: what a value means exactly, or an error with what was likely meant."""

from collections.abc import Iterable, Sequence

from pftz_cli.errors import UnknownName, UsageError
from pftz_cli.index import Catalog, Place, Records
from pftz_cli.text import id_key, name_key

_SHOWN = 5
_LISTED = 22
"""A list of names up to this length is shown whole where nothing in it comes near."""
_LIKE = 60.0
"""Least likeness, 0 to 100, of a name that is offered instead."""
_PART = 90.0
"""Likeness of a name that holds what was typed."""


def resolve(catalog: Catalog, what: str, value: str, list_name: str | None = None) -> str:
    """Return what *value* means as a *what*; exact forms and listed aliases only, never a guess.

    Args:
        catalog: where the names are.
        what: what is asked for: `zone`, `authority`, `area`.
        value: a name.
        list_name: the list of names to look in, if it is not called *what*.

    Raises:
        UnknownName: nothing is called so; `nearest` has the names that look alike.
        UsageError: *value* holds no letter or digit.
    """
    if not name_key(value):
        raise UsageError(f"empty {what}; type a name")
    target = catalog.target(list_name or what, value)
    if target is not None:
        return target
    place = catalog.target("place", value) if what == "zone" else None
    if place is not None:
        found = catalog.place(place)
        zones = f"the zone in it is {', '.join(found.zones)}" if found.zones else "it has none"
        raise UnknownName("zone", value, hint=f"{found.name} ({found.name_zh}) is a place, and {zones}")
    near = _nearest_meanings(value, catalog.terms(list_name or what))
    known = list(catalog.labels(list_name or what))
    hint = f"one of {', '.join(known)}" if not near and len(known) <= _LISTED else ""
    raise UnknownName(what, value, near, hint=hint)


def resolve_place(catalog: Catalog, value: str) -> Place:
    """Return the place that *value* names: a province, a city of the gazetteer, or a zone named as such.

    Raises:
        UnknownName: no place is called so.
    """
    return catalog.place(resolve(catalog, "place", value))


def resolve_batch(catalog: Catalog, value: str) -> str:
    """Return the id of the batch of parks that *value* means: its number or its id, whatever case and leading zeros.

    Raises:
        UnknownName: there is no such batch.
    """
    batches = catalog.values("batch")
    for batch in batches:
        if id_key(value) in (id_key(batch), id_key(batch.removeprefix("batch-"))):
            return batch
    raise UnknownName("batch", value, hint=f"one of {', '.join(batch.removeprefix('batch-') for batch in batches)}")


def get(catalog: Catalog, ids: Sequence[str]) -> Records:
    """Return the records called *ids*, in that order; a zone may also be called by any of its names.

    Raises:
        UnknownName: one of them does not exist; `nearest` has ids that look alike.
    """
    try:
        return catalog.records([id if catalog.has(id) else catalog.target("zone", id) or id for id in ids])
    except UnknownName as error:
        raise UnknownName(error.what, error.value, nearest(error.value, catalog.ids())) from None


def choose(what: str, value: str, known: Sequence[str]) -> str:
    """Return *value* if it is one of *known*.

    Raises:
        UnknownName: it is not; `nearest` has what looks alike, the text all of *known* if nothing does.
    """
    if value in known:
        return value
    near = nearest(value, known)
    raise UnknownName(what, value, near, hint="" if near else f"one of {', '.join(known)}")


def nearest(value: str, forms: Iterable[str]) -> list[str]:
    """Return the few of *forms* that look most like *value*, best first; none where nothing comes near."""
    return _nearest_meanings(value, ((form, form) for form in forms))


def _nearest_meanings(value: str, terms: Iterable[tuple[str, str]]) -> list[str]:
    """Like `nearest`, over pairs of meaning and form; of several forms with one meaning only the likest."""
    from rapidfuzz import fuzz

    key = name_key(value)
    likest: dict[str, tuple[float, str]] = {}
    for target, form in terms:
        other = name_key(form)
        likeness = fuzz.ratio(key, other)
        if len(key) > 1 and key in other:
            likeness = max(likeness, _PART + likeness / 100)
        if likeness >= _LIKE and likeness > likest.get(target, (0.0, ""))[0]:
            likest[target] = (likeness, form)
    return [form for _, form in sorted(likest.values(), key=lambda found: -found[0])[:_SHOWN]]

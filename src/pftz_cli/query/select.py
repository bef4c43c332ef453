"""Filters: the records of a kind that fit, in the order of their source."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from pftz_cli.errors import NotEstablished, UsageError
from pftz_cli.index import Catalog, Place, Records
from pftz_cli.query.names import resolve, resolve_place
from pftz_cli.text import tokens

if TYPE_CHECKING:
    from pftz_cli.index.catalog import Condition
    from pftz_cli.model import Batch, Record

FILTERS: Mapping[str, tuple[str, ...]] = {
    "measure": ("scope", "area", "sector", "authority", "place", "strength", "deadline", "year", "since", "until"),
    "zone": ("zone", "place", "alliance", "year", "since", "until", "pilot"),
    "batch": ("place", "batch", "region", "status", "sector"),
    "park": ("place", "batch", "region", "status", "sector"),
}
"""Kind to the filters that make sense for it."""

_NAMED = ("scope", "area", "sector", "authority", "alliance", "region", "zone")
"""Filters whose values are names of a list in the vocabulary."""
_CLOSED = {"strength": ("must", "best-effort", "encouraged"), "status": ("confirmed", "reported")}

Values = str | int | bool | date | Sequence[str | int]


def select(catalog: Catalog, *, kind: str, words: str = "", **filters: Values | None) -> "list[Record]":
    """Return the records of *kind* that fit every filter, in id order.

    Args:
        catalog: from `load_catalog`.
        kind: `measure`, `zone`, `batch`, `park`.
        words: words that must all occur in the record.
        filters: names and values as in the options of the list commands (`scope="nationwide"`, `authority=["customs", "税务总局"]`,
            `place="Ningxia"`, `year=2019`, `since="2020-01-01"`, `deadline=True`). Several values of one filter mean any of them.

    Raises:
        UnknownName: a value means nothing.
        NotEstablished: the sources do not settle what holds at the place.
        UsageError: a filter is not one of `FILTERS[kind]`, or a value is malformed.
    """
    return list(select_records(catalog, (kind,), words=words, **filters))


def select_records(catalog: Catalog, kinds: Sequence[str], *, words: str = "", **filters: Values | None) -> Records:
    """Like `select`, over several kinds, with records made typed only when they are looked at."""
    given = {name: value for name, value in filters.items() if value is not None and value is not False and value != []}
    for name in given:
        if not any(name in FILTERS.get(kind, ()) for kind in kinds):
            raise UsageError(f"{' and '.join(kinds)} records are not filtered by {name}; by {', '.join(FILTERS[kinds[0]])}")
    search = tokens(words)
    if words and not search:
        raise UsageError("empty query; type a word")
    conditions = [_condition(catalog, name, value, kinds) for name, value in given.items() if name not in ("since", "until")]
    return catalog.select(kinds, conditions, since=_day(given.get("since")), until=_day(given.get("until")), words=search)


def unnamed_batches(catalog: Catalog) -> "list[Batch]":
    """Return the batches of parks whose parks no source names: what they hold is not known, which is not the same as nothing."""
    return cast("list[Batch]", list(catalog.select(["batch"], [("named", ["false"])])))


def applicable_scopes(place: Place) -> list[str]:
    """Return the scopes of measures that count at *place*, be it in its zone alone.

    Raises:
        NotEstablished: outside the mainland; the notices say nothing of it.
    """
    if not place.mainland:
        raise NotEstablished(f"whether the measures reach {place.name} is not established: the notices speak of mainland China")
    return ["nationwide", "all-pftz"] if place.zones else ["nationwide"]


def _condition(catalog: Catalog, name: str, value: Any, kinds: Sequence[str]) -> "Condition":
    """Return what a filter asks of the index."""
    values = [value] if isinstance(value, (str, int, date)) else list(value)
    if name == "place":
        return _placed([resolve_place(catalog, str(one)) for one in values], kinds)
    if name == "deadline":
        return "deadline", []
    if name == "pilot":
        return "pilot", ["true"]
    if name in _NAMED:
        return name, [resolve(catalog, name, str(one)) for one in values]
    check = _CHECKS[name]
    return name, [check(str(one)) for one in values]


def _placed(places: Sequence[Place], kinds: Sequence[str]) -> "Condition":
    if "measure" in kinds:
        return "scope", sorted({scope for place in places for scope in applicable_scopes(place)})
    zone = next((place for place in places if place.kind == "zone" and "park" in kinds), None)
    if zone is not None:
        raise NotEstablished(f"which parks lie inside {zone.name} is not recorded; ask for the province or the city")
    return "place", [place.id for place in places]


def _closed(name: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value.casefold() not in _CLOSED[name]:
            raise UsageError(f"no {name} '{value}'; one of {', '.join(_CLOSED[name])}")
        return value.casefold()

    return check


def _number(name: str, pattern: str, example: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise UsageError(f"'{value}' is no {name}; like {example}")
        return value.removeprefix("batch-")

    return check


_CHECKS = {
    "strength": _closed("strength"),
    "status": _closed("status"),
    "year": _number("year", r"[0-9]{4}", "2019"),
    "batch": _number("batch", r"(batch-)?[1-9][0-9]?", "2"),
}


def _day(value: Any) -> str | None:
    """Return an ISO day; a bare year or month is not enough, since it would have to be guessed which day was meant."""
    if value is None:
        return None
    text = str(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise UsageError(f"'{text}' is no day; like 2024-10-25")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"'{text}' is not in the calendar") from None

"""Filters: the records of a kind that fit, in the order of their source."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from pftz_cli.errors import NotEstablished, UsageError
from pftz_cli.index import Catalog, Place, Records
from pftz_cli.query.names import choose, get, resolve, resolve_batch, resolve_place
from pftz_cli.text import tokens

if TYPE_CHECKING:
    from pftz_cli.index.catalog import Condition
    from pftz_cli.model import Batch, Record

FILTERS: Mapping[str, tuple[str, ...]] = {
    "measure": ("scope", "area", "sector", "authority", "place", "strength", "deadline", "year", "since", "until"),
    "innovation": ("series", "scope", "sector", "authority", "place", "year"),
    "case": ("zone", "area", "sector", "place"),
    "zone": ("zone", "place", "alliance", "year", "since", "until", "pilot"),
    "batch": ("batch", "status", "sector", "year", "since", "until"),
    "park": ("place", "batch", "region", "status", "sector", "year", "since", "until"),
    "policy": ("table", "authority", "zone", "sector", "year", "since", "until"),
    "milestone": ("authority", "zone", "sector", "year", "since", "until"),
    "replication": ("zone", "sector"),
    "restriction": ("sector",),
    "development": ("affects", "authority", "status", "sector", "year", "since", "until"),
    "figure": ("zone", "national", "sector", "year"),
    "programme": ("status", "authority", "batch", "sector", "year", "since", "until"),
}
"""Kind to the filters that make sense for it."""
_FLAGS = {"deadline": (), "pilot": ("true",), "national": ("true",)}
"""Filters without a value, and the values of their facet that will do; any where there are none."""
_LISTS = {("case", "area"): "case_area"}
"""Kind and filter to the list of names that its values come from, where that is not called like the filter."""

Values = str | int | bool | date | Iterable[str | int]


def select(catalog: Catalog, *, kind: str, words: str = "", **filters: Values | None) -> "list[Record]":
    """Return the records of *kind* that fit every filter, in id order.

    Args:
        catalog: from `load_catalog`.
        kind: one of `FILTERS`.
        words: words that must all occur in the record.
        filters: names and values as in the options of the list commands (`scope="nationwide"`, `authority=["customs", "税务总局"]`,
            `place="Ningxia"`, `year=2019`, `since="2020-01-01"`, `deadline=True`). Several values of one filter mean any of them.

    Raises:
        UnknownName: a value means nothing.
        NotEstablished: the sources settle for none of the places what holds there.
        UsageError: a filter is not one of `FILTERS[kind]`, or a value is empty or malformed.
    """
    return list(select_records(catalog, (kind,), words=words, **filters))


def select_records(catalog: Catalog, kinds: Sequence[str], *, words: str = "", **filters: Values | None) -> Records:
    """Like `select`, over several kinds, with records made typed only when they are looked at."""
    for kind in kinds:
        choose("kind", kind, list(FILTERS))
    given = {name: value for name, value in filters.items() if value is not None and value is not False}
    known = [name for kind in kinds for name in FILTERS[kind]]
    for name in given:
        if name not in known:
            raise UsageError(f"{' and '.join(kinds)} records are not filtered by {name}; by {', '.join(dict.fromkeys(known))}")
    search = tokens(words)
    if words and not search:
        raise UsageError("empty query; type a word")
    first, last = _first(given.get("since")), _last(given.get("until"))
    if first is not None and last is not None and first > last:
        raise UsageError(f"since {given['since']} is after until {given['until']}")
    conditions = [_condition(catalog, name, value, kinds) for name, value in given.items() if name not in ("since", "until")]
    return catalog.select(kinds, conditions, since=first, until=last, words=search)


def unnamed_batches(catalog: Catalog) -> "list[Batch]":
    """Return the batches of parks whose parks no source names: what they hold is not known, which is not the same as nothing."""
    return cast("list[Batch]", list(catalog.select(["batch"], [("named", ["false"])])))


def unsettled(place: Place) -> str | None:
    """Return why nothing can be said of measures at *place*, None where something can: the notices speak of the mainland alone."""
    return None if place.mainland else f"whether the measures reach {place.name} is not established: the notices speak of mainland China"


def undated(catalog: Catalog, kinds: Sequence[str], *, words: str = "", **filters: Values | None) -> list[str]:
    """Return the ids of records that fit all other filters, and of whose day or year it is not known whether it fits those asked for."""
    since, until, year = (filters.pop(name, None) for name in ("since", "until", "year"))
    if since is None and until is None and year is None:
        return []
    fitting = [stored.id for stored in select_records(catalog, kinds, words=words, **filters).stored]
    years, dated = dict(catalog.facets("year")), {id for id, _ in catalog.facets("first_day")}
    first, last = _first(since), _last(until)
    doubtful = {id for id in fitting if year is not None and id not in years}
    if since is not None or until is not None:
        doubtful |= {id for id in fitting if id not in dated and _may_fit(years.get(id), first, last)}
        perhaps = {stored.id for stored in catalog.select(kinds, [], since=first, until=last).stored}
        doubtful |= perhaps - {stored.id for stored in catalog.select(kinds, [], since=first, until=last, surely=True).stored}
    return [id for id in fitting if id in doubtful]


def _may_fit(year: str | None, first: str | None, last: str | None) -> bool:
    """True where some day of a year, or of any year if it is not known, lies between two days."""
    return year is None or ((first is None or f"{year}-12-31" >= first) and (last is None or f"{year}-01-01" <= last))


def _condition(catalog: Catalog, name: str, value: Any, kinds: Sequence[str]) -> "Condition":
    """Return what a filter asks of the index."""
    if name in _FLAGS:
        return name, _FLAGS[name]
    values = [str(value)] if isinstance(value, str) or not isinstance(value, Iterable) else [str(one) for one in value]
    if not values:
        raise UsageError(f"no value for {name}; leave it out, or give one")
    if name == "place":
        return _placed([resolve_place(catalog, one) for one in values], kinds)
    if name == "batch":
        return name, [resolve_batch(catalog, one) for one in values]
    if name == "year":
        return name, [_year(one) for one in values]
    if name == "affects":
        return name, [get(catalog, [one]).stored[0].id for one in values]
    if name == "table":
        return name, [choose(name, one, catalog.values(name)) for one in values]
    return name, [resolve(catalog, name, one, _LISTS.get((kinds[0], name))) for one in values]


def _placed(places: Sequence[Place], kinds: Sequence[str]) -> "Condition":
    if {"measure", "innovation"} & set(kinds):
        settled = [place for place in places if unsettled(place) is None]
        if not settled:
            raise NotEstablished("; ".join(filter(None, map(unsettled, places))))
        return "scope", ["nationwide", "all-pftz"] if any(place.zones for place in settled) else ["nationwide"]
    city = next((place for place in places if place.kind == "city" and "case" in kinds), None)
    if city is not None:
        raise NotEstablished(f"in which cities a case was tried is not recorded; ask for the province of {city.name}, or its zone")
    zone = next((place for place in places if place.kind == "zone" and "park" in kinds), None)
    if zone is not None:
        raise NotEstablished(f"which parks lie inside {zone.name} is not recorded; ask for the province or the city")
    return "place", [place.id for place in places]


def _year(text: str) -> str:
    if not re.fullmatch("[0-9]{4}", text):
        raise UsageError(f"'{text}' is no year; like 2019")
    return text


def _first(value: Any) -> str | None:
    """Return the first day of a day, month or year, as an ISO date; None for none."""
    return None if value is None else _span(str(value))[0].isoformat()


def _last(value: Any) -> str | None:
    """Return the last day of a day, month or year, as an ISO date; None for none."""
    return None if value is None else _span(str(value))[1].isoformat()


def _span(text: str) -> tuple[date, date]:
    """Return the first and the last day that a day, a month or a year means."""
    from pftz_cli.model import When

    if not re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise UsageError(f"'{text}' is no day, month or year; like 2024-10-25, 2024-10, 2024")
    is_year = len(text) == len("YYYY")
    try:
        return When(f"{text}-01" if is_year else text).first, When(f"{text}-12" if is_year else text).last
    except ValueError:
        raise UsageError(f"'{text}' is not in the calendar") from None

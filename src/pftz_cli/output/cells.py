"""Values to the text of a cell, and which columns a kind is shown in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Values = Mapping[str, Any]
"""A record as its JSON: field names to plain values."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "measure": ("id", "title", "scope", "area", "authorities", "time_limits", "strength"),
    "innovation": ("id", "title", "scope", "year", "departments", "document"),
    "case": ("id", "title", "zones", "area"),
    "zone": ("id", "title", "year", "area_km2", "sub_areas", "pilot_region", "alliances"),
    "batch": ("id", "title", "announced", "status", "park_count", "document"),
    "park": ("id", "title", "batch", "province", "region", "area_km2"),
    "policy": ("id", "date", "title", "issuers", "document", "zones"),
    "milestone": ("id", "date", "title", "date_kind", "policy", "document"),
    "replication": ("id", "title", "zone", "batch", "count", "parts"),
    "restriction": ("id", "title", "opening", "national", "pftz"),
    "development": ("id", "date", "title", "status", "affects", "document"),
    "figure": ("id", "whose", "what", "amount", "year"),
    "programme": ("id", "title", "announced", "status", "batch", "cities"),
}
"""Kind to the columns of its table."""

DISPENSABLE: Mapping[str, tuple[str, ...]] = {
    "measure": ("area",),
    "innovation": ("document",),
    "case": ("area", "zones"),
    "zone": ("alliances", "sub_areas", "area_km2"),
    "park": ("region", "area_km2"),
    "policy": ("document", "zones"),
    "milestone": ("document", "date_kind"),
    "replication": ("parts",),
    "restriction": ("pftz", "national"),
    "development": ("document",),
}
"""Kind to the columns that go first, in this order, where its table does not fit."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "amount": ("qualifier", "value", "unit", "change_pct", "change_points"),
    "whose": ("zone", "zones", "place"),
}
"""Column that a table makes of several fields, to these fields."""
DOUBT = "(?)"
"""Marks a value that is kept as printed though it is wrong or doubtful."""
HONEST: tuple[str, ...] = ("grade", "evidence", "doubtful")
"""What lines without a footer show besides: how good the sources are, and what is kept as printed though doubtful."""
PLAIN: tuple[str, ...] = ("site", "basis", "official_name", "official_title", "document", "sources")
"""What plain lines show besides, so that every document number and address can be found in them."""

UNBROKEN = frozenset({
    "id", "year", "announced", "date", "basis", "number", "area_km2", "score", "source", "kind", "policy", "value", "unit",
    "count", "change_pct", "change_points",
})  # fmt: skip
"""Columns that are never wrapped."""
_NO_PLURAL = frozenset({"percent", "billion", "million", "trillion", "times", "series", "third", "half"})
_IRREGULAR = {"criterion": "criteria"}


def columns_of(kinds: Iterable[str]) -> list[str]:
    """Return the columns for records of *kinds*, each once, in order."""
    return list(dict.fromkeys(column for kind in kinds for column in COLUMNS[kind]))


def pick(values: Any, path: str) -> Any:
    """Return the value at a dotted *path*; for a list the list of its entries' values; None where there is none."""
    for part in path.split("."):
        if isinstance(values, list):
            values = [entry.get(part) if isinstance(entry, Mapping) else None for entry in values]
        else:
            values = values.get(part) if isinstance(values, Mapping) else None
    return values


def cell(value: Any) -> str:
    """Return the text of *value* in one line: lists joined by semicolons, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _phrase(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(cell(item) for item in value)
    return str(value)


def amount(value: Values) -> str:
    """Return a number with its unit: `more than RMB 20 million`, `6 hours`."""
    unit, number = value["unit"], str(value["value"])
    currency, _, rest = unit.partition(" ")
    words = (currency, number, rest) if currency.isupper() else (number, unit if value["value"] == 1 else _plural(unit))
    return " ".join(word for word in (value.get("qualifier") or "", *words) if word)


def _plural(unit: str) -> str:
    """Return an English unit in the plural; shares, sums and compound units as they are."""
    if unit.startswith("degree "):
        return unit.replace("degree", "degrees", 1)
    head, of, rest = unit.partition(" of ")
    last = head.split()[-1]
    if not last.islower() or last in _NO_PLURAL or re.search("[/,]| or ", unit):
        return unit
    if last in _IRREGULAR:
        return f"{head.removesuffix(last)}{_IRREGULAR[last]}{of}{rest}"
    if last.endswith("y") and last[-2] not in "aeiou":
        return f"{head[:-1]}ies{of}{rest}"
    return f"{head}{'es' if last.endswith(('s', 'x', 'ch', 'sh')) else 's'}{of}{rest}"


def concerns(fact: str, column: str) -> bool:
    """True where a fact is in a column, or a column in it: `dates.unveiled` and `dates`, either way round."""
    return fact == column or fact.startswith(f"{column}.") or column.startswith(f"{fact}.")


def is_doubtful(row: Values, column: str) -> bool:
    """True where a column of a record shows something that is kept as printed though it is wrong or doubtful."""
    return any(concerns(fact, field) for fact in row["doubtful"] for field in (column, *PARTS.get(column, ())))


def outline(row: Values) -> str:
    """Return the title of a record, of a figure with its number: `Trade of Hubei's zone in 2024: RMB 225.85 billion, +50.4 %`."""
    if row["kind"] != "figure":
        return str(row["title"])
    return f"{row['title']}: {changed(row)}{' ' + DOUBT if is_doubtful(row, 'amount') else ''}"


def changed(row: Values) -> str:
    """Return the number of a figure, with its change on the year before."""
    changes = ((row["change_pct"], "%"), (row["change_points"], "points"))
    return ", ".join([amount(row), *(f"{change:+} {unit}" for change, unit in changes if change is not None)])


def _phrase(value: Values) -> str:
    """Return a nested mapping as words, in the way its kind of thing is said."""
    if {"value", "unit", "what"} <= value.keys():
        return f"{amount(value)}: {value['what']}"
    if "name" in value and len(value) == 1:
        return str(value["name"])
    if {"count", "what"} == value.keys():
        return f"{value['count']} ({value['what']})"
    if "city" in value:
        km2 = "" if value["area_km2"] is None else f", {value['area_km2']} km²"
        return f"{value['name']} ({value['city']}{km2})"
    if "source" in value:
        return ", ".join(str(part) for part in (value["source"], value["at"], value["document"], value["url"]) if part)
    if "fact" in value:
        return f"{value['fact']}: {value['grade']}"
    return ", ".join(f"{name} {item}" for name, item in value.items() if item is not None)

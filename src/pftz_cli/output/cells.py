"""Values to the text of a cell, and which columns a kind is shown in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Values = Mapping[str, Any]
"""A record as its JSON: field names to plain values."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "measure": ("id", "title", "scope", "area", "authorities", "time_limits", "strength"),
    "zone": ("id", "title", "year", "area_km2", "sub_areas", "pilot_region", "alliances"),
    "batch": ("id", "title", "announced", "status", "park_count", "document"),
    "park": ("id", "title", "batch", "province", "region", "area_km2"),
}
"""Kind to the columns of its table."""

HONEST: tuple[str, ...] = ("grade", "evidence")
"""What lines without a footer show besides: how good the sources are."""
PLAIN: tuple[str, ...] = ("site", "basis", "document", "sources")
"""What plain lines show besides, so that every document number and address can be found in them."""

UNBROKEN = frozenset({"id", "year", "announced", "batch", "document", "basis", "number", "area_km2", "score", "source", "kind"})
"""Columns that are never wrapped."""


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


def _phrase(value: Values) -> str:
    """Return a nested mapping as words, in the way its kind of thing is said."""
    if {"value", "unit", "what"} <= value.keys():
        plural = "" if value["value"] == 1 else "s"
        return f"{value['value']} {value['unit']}{plural}: {value['what']}"
    if "city" in value:
        km2 = "" if value["area_km2"] is None else f", {value['area_km2']} km²"
        return f"{value['name']} ({value['city']}{km2})"
    if "source" in value:
        return ", ".join(str(part) for part in (value["source"], value["at"], value["document"], value["url"]) if part)
    if "fact" in value:
        return f"{value['fact']}: {value['grade']}"
    return ", ".join(f"{name} {item}" for name, item in value.items() if item is not None)

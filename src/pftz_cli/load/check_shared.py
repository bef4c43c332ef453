"""What must hold of version, sources, vocabulary and places, each taken for itself; and what addresses and dates look like."""

import re
import typing
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pftz_cli.errors import Problem
from pftz_cli.model import Area, CaseArea, DateKind, Grade, Region, Scope, Series, Status, Strength

if TYPE_CHECKING:
    from pftz_cli.load.datasets import Datasets

_CLOSED = {
    "scopes": Scope, "areas": Area, "case_areas": CaseArea, "series": Series, "date_kinds": DateKind, "strengths": Strength,
    "statuses": Status, "regions": Region,
}  # fmt: skip
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"


def check_shared(loaded: "Datasets") -> list[Problem]:
    """Return what is wrong with version, sources, vocabulary and places, each taken for itself."""
    return [
        *(Problem("VERSION", "", "", what) for what in _version(loaded.version)),
        *(Problem("sources.yaml", id, field, what) for id, field, what in _sources(loaded)),
        *(Problem("vocabulary.yaml", id, field, what) for id, field, what in _vocabulary(loaded)),
        *(Problem("places.yaml", id, field, what) for id, field, what in _gazetteer(loaded)),
    ]


def is_address(url: str) -> bool:
    """True for an http or https address without anything that other formats would take as markup."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and not re.search(r"[\s{}<>\"\\^`|]", url)


def _version(version: str) -> Iterator[str]:
    if not re.fullmatch(r"20[0-9]{2}\.(0[1-9]|1[0-2])\.(0|[1-9][0-9]*)", version):
        yield f"'{version}' is not YEAR.MONTH.NUMBER"


def _sources(loaded: "Datasets") -> Iterator[tuple[str, str, str]]:
    for source in loaded.sources.values():
        if not re.fullmatch(_SLUG, source.id):
            yield source.id, "id", "is no slug"
        if source.url is not None and not is_address(source.url):
            yield source.id, "url", f"'{source.url}' is no http(s) address"
        if source.published is not None and not _is_date(source.published):
            yield source.id, "published", f"'{source.published}' is no year, month or day"
        elif source.published is not None and source.published[:7].replace("-", ".") > loaded.version:
            yield source.id, "published", f"'{source.published}' is after the version of the data, {loaded.version}"


def _vocabulary(loaded: "Datasets") -> Iterator[tuple[str, str, str]]:
    closed = {section: set(typing.get_args(names)) for section, names in _CLOSED.items()} | {"grades": {str(grade) for grade in Grade}}
    for section, labels in loaded.labels.items():
        if section in closed and set(labels) != closed[section]:
            yield section, "", f"must be exactly {', '.join(sorted(closed[section]))}"
        for id in labels:
            if not re.fullmatch(_SLUG, id):
                yield id, "id", "is no slug"


def _gazetteer(loaded: "Datasets") -> Iterator[tuple[str, str, str]]:
    for province in loaded.provinces.values():
        if not re.fullmatch("CN-[A-Z]{2}", province.id):
            yield province.id, "id", "is no ISO 3166-2 code of China"
    for city in loaded.cities.values():
        if not re.fullmatch(_SLUG, city.id):
            yield city.id, "id", "is no slug"
        if city.province not in loaded.provinces:
            yield city.id, "province", f"no province '{city.province}'"


def _is_date(text: str) -> bool:
    """True for a year, a month or a day of the calendar."""
    if not re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True

"""What must hold between facts: references, order of dates, sums, counts, open questions."""

import dataclasses
import itertools
import re
import typing
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pftz_cli.errors import Problem
from pftz_cli.load.decode import trait
from pftz_cli.model import Area, Batch, Citation, Count, Park, Record, Region, Scope, Zone

if TYPE_CHECKING:
    from pftz_cli.load.datasets import Datasets

Found = Iterator[tuple[str, str]]
"""Pairs of a field and what is wrong with it."""
_SUM_TOLERANCE_KM2 = 0.011
_CLOSED = {"scopes": Scope, "areas": Area, "regions": Region}


def check_shared(loaded: "Datasets") -> list[Problem]:
    """Return what is wrong with version, sources, vocabulary and places, each taken for itself."""
    problems: list[Problem] = []
    if not re.fullmatch(r"\d{4}\.\d{2}\.\d+", loaded.version):
        problems.append(Problem("VERSION", "", "", f"'{loaded.version}' is not YEAR.MONTH.NUMBER"))
    for source in loaded.sources.values():
        if source.url is not None and not _is_address(source.url):
            problems.append(Problem("sources.yaml", source.id, "url", f"'{source.url}' is no http(s) address"))
        if source.published is not None and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", source.published):
            problems.append(Problem("sources.yaml", source.id, "published", f"'{source.published}' is no year, month or day"))
    for section, closed in _CLOSED.items():
        if loaded.labels.get(section) and set(loaded.labels[section]) != set(typing.get_args(closed)):
            problems.append(Problem("vocabulary.yaml", section, "", f"must be exactly {', '.join(typing.get_args(closed))}"))
    problems += [
        Problem("places.yaml", city.id, "province", f"no province '{city.province}'")
        for city in loaded.cities.values()
        if city.province not in loaded.provinces
    ]
    return problems


def check_records(loaded: "Datasets") -> list[Problem]:
    """Return what is wrong between the records and everything they lean on."""
    problems: list[Problem] = []
    seen: dict[str, Record] = {}
    for record in loaded.records:
        found = [("id", f"already the id of a {seen[record.id].kind}")] if record.id in seen else []
        seen[record.id] = record
        problems += [Problem(f"{record.dataset}.yaml", record.id, field, what) for field, what in (*found, *_own(record, loaded))]
    for dataset, counts in loaded.counts.items():
        held = [record for record in loaded.records if record.dataset == dataset]
        for count in counts:
            problems += [Problem(f"{dataset}.yaml", "counts", field, what) for field, what in _count(count, held, loaded)]
    problems += [Problem("places.yaml", id, "zones", what) for id, what in _places(loaded, seen)]
    problems += [Problem("watchlist.yaml", id, field, what) for id, field, what in _questions(loaded, seen)]
    return problems


def _own(record: Record, loaded: "Datasets") -> Found:
    if not re.fullmatch(record.id_pattern, record.id):
        yield "id", f"does not look like {record.id_pattern}"
    yield from _slugs(record, loaded)
    for number, citation in enumerate(record.sources, 1):
        yield from _citation(citation, f"sources[{number}]", record, loaded)
    open_fields = {field for question in loaded.questions if record.id in question.affects for field in question.fields}
    for name in null_fields(record):
        if name not in open_fields and name.partition(".")[0] not in open_fields:
            yield name, "null without a line in watchlist.yaml"
    if isinstance(record, Zone):
        yield from _zone(record, loaded)
    if isinstance(record, Park):
        yield from _park(record, loaded)
    if isinstance(record, Batch):
        yield from _batch(record, loaded)


def _slugs(record: Record, loaded: "Datasets") -> Found:
    for field in dataclasses.fields(record):
        section, value = trait(field).vocabulary, getattr(record, field.name)
        if section is not None:
            for slug in (value,) if isinstance(value, str) else value:
                if slug not in loaded.labels[section]:
                    yield field.name, f"'{slug}' is not in vocabulary.yaml, {section}"


def null_fields(value: Any, prefix: str = "") -> Iterator[str]:
    """Yield the fields of a record, nested ones with dots, whose value is not known; list entries by the list's name."""
    for field in dataclasses.fields(value):
        inner, name = getattr(value, field.name), prefix + field.name
        if inner is None and not trait(field).none_is_known:
            yield name
        elif dataclasses.is_dataclass(inner):
            yield from null_fields(inner, f"{name}.")
        elif isinstance(inner, tuple):
            entries = [entry for entry in inner if dataclasses.is_dataclass(entry)]
            yield from dict.fromkeys(found for entry in entries for found in null_fields(entry, f"{name}."))


def _has(record: Record, name: str) -> bool:
    """True where *record* has a field called *name*, nested fields with dots."""
    values: list[Any] = [record]
    for part in name.split("."):
        values = [inner for value in values for inner in (value if isinstance(value, tuple) else (value,))]
        if not values or not all(hasattr(value, part) for value in values):
            return False
        values = [getattr(value, part) for value in values]
    return any(value not in (None, ()) for value in values)


def _citation(citation: Citation, where: str, record: Record, loaded: "Datasets") -> Found:
    if citation.source not in loaded.sources:
        yield where, f"no source '{citation.source}'"
    if citation.url is not None and not _is_address(citation.url):
        yield where, f"'{citation.url}' is no http(s) address"
    for name in citation.supports:
        if not _has(record, name):
            yield where, f"supports '{name}', which this record does not fill"


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and not re.search(r"\s", url)


def _zone(zone: Zone, loaded: "Datasets") -> Found:
    if zone.province not in loaded.provinces:
        yield "province", f"no province '{zone.province}'"
    days = [(name, getattr(zone.dates, name)) for name in ("approved", "plan_dated", "published", "unveiled")]
    known = [(name, day) for name, day in days if day is not None]
    for (earlier, first), (later, second) in itertools.pairwise(known):
        if first > second:
            yield f"dates.{later}", f"{second} is before {earlier}, {first}"
    if zone.dates.unveiled and zone.dates.unveiled.year != zone.year:
        yield "year", f"{zone.year}, but unveiled on {zone.dates.unveiled}"
    parts = [area.area_km2 for area in zone.sub_areas]
    whole = [part for part in parts if part is not None]
    if zone.area_km2 is not None and whole and len(whole) == len(parts) and abs(sum(whole) - zone.area_km2) > _SUM_TOLERANCE_KM2:
        yield "area_km2", f"{zone.area_km2}, but the sub-areas make {sum(whole):.2f}"
    for area in zone.sub_areas:
        city = _city(area.city, loaded)
        if city is None and not _is_own_province(area.city, zone, loaded):
            yield "sub_areas", f"no city '{area.city}' in places.yaml"
        elif city is not None and zone.id not in loaded.cities[city].zones:
            yield "sub_areas", f"places.yaml does not put this zone in {area.city}"


def _is_own_province(name: str, zone: Zone, loaded: "Datasets") -> bool:
    """True for a municipality: a city that is its own province."""
    province = loaded.provinces.get(zone.province)
    return province is not None and province.name == name


def _city(name: str, loaded: "Datasets") -> str | None:
    return next((city.id for city in loaded.cities.values() if city.name == name), None)


def _park(park: Park, loaded: "Datasets") -> Found:
    batches = {record.id for record in loaded.records if isinstance(record, Batch)}
    if park.batch not in batches:
        yield "batch", f"no batch '{park.batch}'"
    if park.province not in loaded.provinces:
        yield "province", f"no province '{park.province}'"
    elif (city := _city(park.city, loaded)) is None:
        if loaded.provinces[park.province].name != park.city:
            yield "city", f"no city '{park.city}' in places.yaml"
    elif loaded.cities[city].province != park.province:
        yield "province", f"places.yaml puts {park.city} in {loaded.cities[city].province}"


def _batch(batch: Batch, loaded: "Datasets") -> Found:
    parks = [record for record in loaded.records if isinstance(record, Park) and record.batch == batch.id]
    if batch.parks_named and len(parks) != batch.park_count:
        yield "park_count", f"{batch.park_count}, but {len(parks)} parks are held"
    if not batch.parks_named and parks:
        yield "parks_named", f"false, but {len(parks)} parks are held"
    if batch.regions and sum(dataclasses.astuple(batch.regions)) != batch.park_count:
        yield "regions", f"make {sum(dataclasses.astuple(batch.regions))}, not {batch.park_count}"


def _count(count: Count, records: list[Record], loaded: "Datasets") -> Found:
    if count.source not in loaded.sources:
        yield "source", f"no source '{count.source}'"
    held = len(counted(count, records))
    if held != count.count:
        where = f" where {dict(count.where)}" if count.where else ""
        yield "count", f"{count.count} by {count.at}{where}, but {held} held"


def counted(count: Count, records: list[Record]) -> list[Record]:
    """Return the records that *count* speaks of."""
    wanted = set(dict(count.where).items())
    return [record for record in records if wanted <= set(record.facets())]


def _places(loaded: "Datasets", seen: dict[str, Record]) -> Iterator[tuple[str, str]]:
    for city in loaded.cities.values():
        for zone in city.zones:
            if not isinstance(seen.get(zone), Zone):
                yield city.id, f"no zone '{zone}'"
    for place in loaded.zone_places:
        if not isinstance(seen.get(place.zone), Zone):
            yield place.name, f"no zone '{place.zone}'"


def _questions(loaded: "Datasets", seen: dict[str, Record]) -> Iterator[tuple[str, str, str]]:
    ids = {question.id for question in loaded.questions}
    for question in loaded.questions:
        if not re.fullmatch(r"W\d{2,3}", question.id):
            yield question.id, "id", "does not look like W01"
        for id in question.affects:
            if id not in seen and id not in ids:
                yield question.id, "affects", f"no record '{id}'"

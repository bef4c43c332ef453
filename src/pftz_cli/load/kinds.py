"""What must hold of one kind of record: dates in order, parts that make the whole, places that are where they are said to be."""

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pftz_cli.load.names import meaning
from pftz_cli.model import Batch, City, Development, Figure, Measure, Milestone, Park, Policy, Programme, Record, Replication, Zone
from pftz_cli.text import name_key

if TYPE_CHECKING:
    from pftz_cli.load.datasets import Datasets

Found = Iterator[tuple[str, str]]
_SUM_TOLERANCE_KM2 = 0.011


def problems_of_kind(record: Record, loaded: "Datasets") -> Found:
    """Yield fields of *record*, each with what is wrong with it by the rules of its kind."""
    rules = _RULES.get(type(record))
    if rules is not None:
        yield from rules(record, loaded)


def _zone(zone: Zone, loaded: "Datasets") -> Found:
    if not re.fullmatch("中国（.+）自由贸易试验区", zone.name_zh):
        yield "name_zh", f"'{zone.name_zh}' is not 中国（…）自由贸易试验区 with full-width brackets"
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
        if city is None and not _is_municipality(area.city, zone.province, loaded):
            yield "sub_areas", f"no city '{area.city}' in places.yaml"
        elif city is not None and zone.id not in city.zones:
            yield "sub_areas", f"places.yaml does not put this zone in {area.city}"


def _batch(batch: Batch, loaded: "Datasets") -> Found:
    parks = [record for record in loaded.records if isinstance(record, Park) and record.batch == batch.id]
    if batch.parks_named and len(parks) != batch.park_count and batch.dataset not in loaded.broken:
        yield "park_count", f"{batch.park_count}, but {len(parks)} parks are held"
    if not batch.parks_named and parks:
        yield "parks_named", f"false, but {len(parks)} parks are held"
    if batch.id != f"batch-{batch.number}":
        yield "number", f"{batch.number}, but the id is {batch.id}"
    if batch.regions and sum(dataclasses.astuple(batch.regions)) != batch.park_count:
        yield "regions", f"make {sum(dataclasses.astuple(batch.regions))}, not {batch.park_count}"


def _park(park: Park, loaded: "Datasets") -> Found:
    if park.province not in loaded.provinces:
        yield "province", f"no province '{park.province}'"
        return
    city = _city(park.city, loaded)
    if city is None and not _is_municipality(park.city, park.province, loaded):
        yield "city", f"no city '{park.city}' in places.yaml"
    elif city is not None and city.province != park.province:
        yield "province", f"places.yaml puts {park.city} in {city.province}"
    name_zh = city.name_zh if city is not None else loaded.provinces[park.province].name_zh
    if park.city_zh != name_zh:
        yield "city_zh", f"places.yaml calls it {name_zh}"


def _city(name: str, loaded: "Datasets") -> City | None:
    return next((city for city in loaded.cities.values() if city.name == name), None)


def _is_municipality(name: str, province: str, loaded: "Datasets") -> bool:
    """True where *name* is a city that is the province itself, such as Shanghai."""
    place = loaded.provinces.get(province)
    return place is not None and place.is_municipality and place.name == name


def _issuers(record: Policy | Programme | Milestone | Development, loaded: "Datasets") -> Found:
    for issuer in record.issuers:
        if authority(issuer, loaded) is None:
            yield "issuers", f"vocabulary.yaml knows no authority '{issuer}'"


def authority(issuer: str, loaded: "Datasets") -> str | None:
    """Return the slug of the authority that is called *issuer*, None if none is; a general office without a slug stands for its agency."""
    return meaning("authority", issuer, loaded) or meaning("authority", issuer.removeprefix("General Office of the "), loaded)


def _milestone(milestone: Milestone, loaded: "Datasets") -> Found:
    yield from _issuers(milestone, loaded)
    policy = next((record for record in loaded.records if isinstance(record, Policy) and record.id == milestone.policy), None)
    if policy is None:
        return
    if policy.document and milestone.document and policy.document != milestone.document:
        yield "document", f"{milestone.document}, but {policy.document} in {policy.id}"
    if set(policy.zones) != set(milestone.zones):
        yield "zones", f"not those of {policy.id}: {', '.join(policy.zones)}"
    if policy.date and policy.date != milestone.date and not any(policy.date in note for note in milestone.notes):
        yield "date", f"{milestone.date}, but {policy.date} in {policy.id}, and no note says so"


def _policy(policy: Policy, loaded: "Datasets") -> Found:
    yield from _issuers(policy, loaded)
    before = [record for record in loaded.records if isinstance(record, Policy) and record.table == policy.table and record.id < policy.id]
    if policy.date and int(policy.date[:4]) != policy.year:
        yield "year", f"{policy.year}, but dated {policy.date}"
    if policy.row != len(before) + 1:
        yield "row", f"{policy.row}, but it is no. {len(before) + 1} of table {policy.table}"


def _development(development: Development, loaded: "Datasets") -> Found:
    yield from _issuers(development, loaded)
    for other in loaded.records:
        if isinstance(other, Development) and other.id < development.id and other.date > development.date[: len(other.date)]:
            yield "date", f"{development.date} is before that of {other.id}, {other.date}"
    if development.id in development.affects:
        yield "affects", "names the record itself"


def _measure(measure: Measure, loaded: "Datasets") -> Found:
    for name, number in (("basis", measure.basis), ("origin.document", measure.origin.document)):
        if name_key(number) not in loaded.documents:
            yield name, f"documents.yaml does not know '{number}'"


def _replication(replication: Replication, loaded: "Datasets") -> Found:
    if any(isinstance(other, Replication) and other.zone == replication.zone and other.id < replication.id for other in loaded.records):
        yield "zone", f"'{replication.zone}' has a record already"
    made = sum(part.count for part in replication.parts)
    told = any(re.search(rf"\b{made}\b", note) and re.search(rf"\b{replication.count}\b", note) for note in replication.notes)
    if replication.parts and made != replication.count and not told:
        yield "parts", f"make {made}, not {replication.count}, and no note says so"


def _figure(figure: Figure, _: "Datasets") -> Found:
    if sum(map(bool, (figure.zone, figure.zones, figure.place))) > 1:
        yield "zone", "one of zone, zones and place is enough"


_RULES: Mapping[type[Record], Callable[[Any, "Datasets"], Found]] = {
    Zone: _zone,
    Batch: _batch,
    Park: _park,
    Measure: _measure,
    Policy: _policy,
    Development: _development,
    Programme: _issuers,
    Milestone: _milestone,
    Replication: _replication,
    Figure: _figure,
}

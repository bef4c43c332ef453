"""What records owe to one another: facets that other records and names give, and which records belong together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pftz_cli.load.datasets import Datasets
from pftz_cli.load.kinds import authority
from pftz_cli.model import Batch, Case, Development, Innovation, Milestone, Park, Policy, Programme, Record, Zone
from pftz_cli.text import name_key

Facets = Iterator[tuple[str, str]]


def joined_facets(record: Record, loaded: Datasets) -> Facets:
    """Yield the facets of *record* that it does not hold itself: places it lies in, what a park's batch says, who issued a document."""
    join = _JOINS.get(type(record))
    if join is not None:
        yield from join(record, loaded)


def links(loaded: Datasets) -> set[tuple[str, str]]:
    """Return the ids of records that belong together, both ways: one names the other, or cites the document that the other tells of."""
    told: dict[str, list[Record]] = {}
    for record in loaded.records:
        if isinstance(record, (Policy, Milestone, Development)) and record.document:
            told.setdefault(_number(record.document, loaded), []).append(record)
    pairs = {(record.id, id) for record in loaded.records for _, id in record.refers()}
    for record in loaded.records:
        for document in _cited(record):
            pairs |= {(record.id, other.id) for other in told.get(_number(document, loaded), ()) if other.kind != record.kind}
    return pairs | {(other, one) for one, other in pairs}


def _number(number: str, loaded: Datasets) -> str:
    """Return the one key of a document, whichever of its numbers, romanised or Chinese, is given."""
    known = loaded.documents.get(name_key(number))
    return name_key(known.number_zh if known and known.number_zh else number)


def _cited(record: Record) -> Iterator[str]:
    """Yield the numbers of the documents that a record is about or cites."""
    for name in ("document", "basis"):
        if getattr(record, name, None):
            yield getattr(record, name)
    yield from (citation.document for citation in record.sources if citation.document)


def _of_zone(zone: Zone, loaded: Datasets) -> Facets:
    yield "place", zone.province
    yield "place", f"{zone.id}-pftz"
    for city in loaded.cities.values():
        if zone.id in city.zones:
            yield "place", city.id


def _of_case(case: Case, loaded: Datasets) -> Facets:
    for zone in loaded.records:
        if isinstance(zone, Zone) and zone.id in case.zones:
            yield "place", zone.province
            yield "place", f"{zone.id}-pftz"


def _of_park(park: Park, loaded: Datasets) -> Facets:
    yield "place", park.province
    for city in loaded.cities.values():
        if city.name == park.city:
            yield "place", city.id
    for batch in loaded.records:
        if isinstance(batch, Batch) and batch.id == park.batch:
            yield from ((name, value) for name, value in batch.facets() if name in {"status", "first_day", "last_day", "year"})


def _of_issuers(record: Policy | Milestone | Development | Programme, loaded: Datasets) -> Facets:
    yield from _authorities(record.issuers, loaded)


def _of_innovation(innovation: Innovation, loaded: Datasets) -> Facets:
    """Yield who issued the document that spread it: its table can name another department."""
    document = loaded.documents.get(name_key(innovation.document or ""))
    yield from _authorities(document.issuers if document else (), loaded)


def _authorities(issuers: Sequence[str], loaded: Datasets) -> Facets:
    for issuer in issuers:
        slug = authority(issuer, loaded)
        if slug is not None:
            yield "authority", slug


_JOINS: Mapping[type[Record], Callable[[Any, Datasets], Facets]] = {
    Zone: _of_zone,
    Case: _of_case,
    Park: _of_park,
    Innovation: _of_innovation,
    Policy: _of_issuers,
    Milestone: _of_issuers,
    Development: _of_issuers,
    Programme: _of_issuers,
}

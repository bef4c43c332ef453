"""What records owe to one another: facets that other records and names give, and which records belong together."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pftz_cli.load.datasets import Datasets
from pftz_cli.load.kinds import authority
from pftz_cli.model import Batch, Case, Development, Milestone, Park, Policy, Record, Zone
from pftz_cli.text import name_key

Facets = Iterator[tuple[str, str]]


def joined_facets(record: Record, loaded: Datasets) -> Facets:
    """Yield the facets of *record* that it does not hold itself: places of zones, cases and parks, what a park's batch says, issuers."""
    join = _JOINS.get(type(record))
    if join is not None:
        yield from join(record, loaded)


def links(loaded: Datasets) -> set[tuple[str, str]]:
    """Return the ids of records that belong together, both ways: one names the other, or cites the document that the other tells of."""
    told: dict[str, list[Record]] = {}
    for record in loaded.records:
        if isinstance(record, (Policy, Milestone, Development)) and record.document:
            told.setdefault(name_key(record.document), []).append(record)
    pairs = {(record.id, id) for record in loaded.records for _, id in record.refers()}
    for record in loaded.records:
        for document in _cited(record):
            pairs |= {(record.id, other.id) for other in told.get(name_key(document), ()) if other.kind != record.kind}
    return pairs | {(other, one) for one, other in pairs}


def _cited(record: Record) -> Iterator[str]:
    """Yield the numbers of the documents that a record as a whole rests on."""
    for name in ("document", "basis"):
        if getattr(record, name, None):
            yield getattr(record, name)
    yield from (citation.document for citation in record.sources if citation.document and not citation.supports)


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


def _of_policy(policy: Policy, loaded: Datasets) -> Facets:
    for issuer in policy.issuers:
        yield "authority", authority(issuer, loaded) or ""


_JOINS: Mapping[type[Record], Callable[[Any, Datasets], Facets]] = {Zone: _of_zone, Case: _of_case, Park: _of_park, Policy: _of_policy}

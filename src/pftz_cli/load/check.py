"""What must hold of every record and between the files: ids, references, evidence, counts, open questions."""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from pftz_cli.errors import Problem
from pftz_cli.load.check_shared import is_address
from pftz_cli.load.kinds import problems_of_kind
from pftz_cli.model import KINDS, Citation, Count, Record, Zone, trait
from pftz_cli.text import id_key, is_cjk

if TYPE_CHECKING:
    from pftz_cli.load.datasets import Datasets

Found = Iterator[tuple[str, str]]
"""Pairs of a field and what is wrong with it."""


def check_records(loaded: "Datasets") -> list[Problem]:
    """Return what is wrong between the records and everything they lean on."""
    problems: list[Problem] = []
    seen: dict[str, Record] = {}
    for record in loaded.records:
        first = seen.setdefault(id_key(record.id), record)
        found = [("id", f"already the id of a {first.kind}, {first.id}")] if first is not record else []
        problems += [Problem(f"{record.dataset}.yaml", record.id, field, what) for field, what in (*found, *_own(record, loaded))]
    ids = {record.id: record for record in loaded.records}
    kinds = {record.id: record.kind for record in loaded.records}
    for record in loaded.records:
        wrong = _references(record, kinds, loaded.broken)
        problems += [Problem(f"{record.dataset}.yaml", record.id, field, what) for field, what in wrong]
    for dataset, counts in loaded.counts.items():
        held = [record for record in loaded.records if record.dataset == dataset]
        problems += [Problem(f"{dataset}.yaml", record.id, "id", "stands out of order") for record in _misplaced(held)]
        problems += [
            Problem(f"{dataset}.yaml", "counts", field, what)
            for count in counts
            if not {dataset, *(KINDS[kind].dataset for kind in count.kinds if kind in KINDS)} & loaded.broken
            for field, what in _count(count, held, loaded)
        ]
    problems += [Problem("documents.yaml", id, field, what) for id, field, what in _documents(loaded)]
    problems += [Problem("places.yaml", id, "zones", what) for id, what in _zones_of_places(loaded, ids)]
    problems += [Problem("watchlist.yaml", id, field, what) for id, field, what in _questions(loaded, ids)]
    return problems


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


def _documents(loaded: "Datasets") -> Iterator[tuple[str, str, str]]:
    for document in loaded.documents.values():
        if document.source not in loaded.sources:
            yield document.number, "source", f"no source '{document.source}'"
        if document.url is not None and not is_address(document.url):
            yield document.number, "url", f"'{document.url}' is no http(s) address"
        if document.dated and document.published and document.published < document.dated:
            yield document.number, "published", f"{document.published} is before {document.dated}"


def _own(record: Record, loaded: "Datasets") -> Found:
    if not re.fullmatch(record.id_pattern, record.id):
        yield "id", f"does not look like {record.id_pattern}"
    yield from _vague(record)
    for field in dataclasses.fields(record):
        section, value = trait(field).vocabulary, getattr(record, field.name)
        for slug in () if section is None else (value,) if isinstance(value, str) else value:
            if slug not in loaded.labels[section or ""]:
                yield field.name, f"'{slug}' is not in vocabulary.yaml, {section}"
    for number, citation in enumerate(record.sources, 1):
        yield from _citation(citation, f"sources[{number}]", record, loaded)
    yield from _doubts(record)
    if all(citation.supports for citation in record.sources):
        yield "sources", "none carries the record as a whole: one without 'supports' is wanted"
    watched = {field for question in loaded.questions if record.id in question.affects for field in question.fields}
    for name in null_fields(record):
        if name not in watched and name.partition(".")[0] not in watched:
            yield name, "null without a line in watchlist.yaml"
    yield from problems_of_kind(record, loaded)


def _vague(record: Record) -> Found:
    """Where too few ways of asking are given, or what is to be Chinese is not."""
    for name, least in zip(("asked_as", "asked_as_zh"), record.least_asked, strict=True):
        if len(getattr(record, name)) < least:
            yield name, f"{len(getattr(record, name))} given, at least {least} wanted"
    for name, texts in (("title_zh", [record.title_zh] if record.title_zh else []), ("asked_as_zh", record.asked_as_zh)):
        for text in texts:
            if not any(map(is_cjk, text)):
                yield name, f"'{text}' is not Chinese"


def _doubts(record: Record) -> Found:
    """Where a field is called doubtful that is empty, or that no note speaks of."""
    for name in record.doubtful:
        if not record.notes or all(value in (None, ()) for value in _values(record, name) or ()):
            yield "doubtful", f"'{name}' is not filled, or no note tells what is wrong with it"


def _references(record: Record, kinds: Mapping[str, str], broken: AbstractSet[str]) -> Found:
    """What is wrong with the ids of other records that *record* names; *kinds* has the kind of every id."""
    wanted = {field.name: trait(field).refers for field in dataclasses.fields(record)}
    for name, id in record.refers():
        if id not in kinds:
            if id not in broken and not broken & {KINDS[kind].dataset for kind in wanted[name] if kind in KINDS}:
                yield name, f"no record '{id}'"
        elif wanted[name] != ("*",) and kinds[id] not in wanted[name]:
            yield name, f"'{id}' is a {kinds[id]}, not a {' or '.join(wanted[name])}"


def _citation(citation: Citation, where: str, record: Record, loaded: "Datasets") -> Found:
    if citation.source not in loaded.sources:
        yield where, f"no source '{citation.source}'"
    if citation.url is not None and not is_address(citation.url):
        yield where, f"'{citation.url}' is no http(s) address"
    for name in citation.supports:
        if all(value in (None, ()) for value in _values(record, name) or ()):
            yield where, f"supports '{name}', which this record does not fill"


def _values(record: Record, name: str) -> list[Any] | None:
    """Return the values of a field, nested ones with dots, of all entries of a list; None for what is no field of the record."""
    values: list[Any] = [record]
    for part in name.split("."):
        entries = [entry for value in values for entry in (value if isinstance(value, tuple) else (value,))]
        known = [entry for entry in entries if dataclasses.is_dataclass(entry) and part in _fields(entry)]
        if not known:
            return None
        values = [getattr(entry, part) for entry in known]
    return values


def _fields(value: Any) -> set[str]:
    return {field.name for field in dataclasses.fields(value)}


def _misplaced(records: list[Record]) -> list[Record]:
    """Return the records that do not stand in the order of kinds, and of numbers where ids have them."""

    def place(record: Record) -> tuple[int, str, int]:
        letter, digits = record.id[:1], record.id[1:]
        is_numbered = re.fullmatch("[A-Z][0-9]{2,}", record.id)
        return (list(KINDS).index(record.kind), *((letter, int(digits)) if is_numbered else ("", 0)))

    return [record for before, record in itertools.pairwise(records) if place(record) < place(before)]


def _count(count: Count, records: list[Record], loaded: "Datasets") -> Found:
    if count.source not in loaded.sources:
        yield "source", f"no source '{count.source}'"
    for kind in count.kinds:
        if kind not in KINDS:
            yield "kinds", f"'{kind}' is none of {', '.join(KINDS)}"
    wanted = set((count.where or {}).items())
    counted = [record for record in loaded.records if record.kind in count.kinds] if count.kinds else records
    facets = [set(record.facets()) for record in counted]
    for facet, value in wanted - set().union(*facets):
        yield "where", f"no record has {facet} '{value}'"
    held = sum(wanted <= of_record for of_record in facets)
    if held != count.count:
        where = f" where {dict(count.where)}" if count.where else ""
        yield "count", f"{count.count} by {count.at}{where}, but {held} held"


def _zones_of_places(loaded: "Datasets", ids: dict[str, Record]) -> Iterator[tuple[str, str]]:
    named: list[tuple[str, str, str | None]] = [(city.id, zone, city.province) for city in loaded.cities.values() for zone in city.zones]
    named += [(place.name, place.zone, None) for place in loaded.zone_places]
    for place, zone, province in named:
        record = ids.get(zone)
        if not isinstance(record, Zone):
            if zone not in loaded.broken:
                yield place, f"no zone '{zone}'"
        elif province is not None and record.province != province:
            yield place, f"zone '{zone}' is not in {province}"
    provinces = {record.province: record for record in ids.values() if isinstance(record, Zone)}
    for province_id, place_of in loaded.provinces.items():
        if place_of.zone_is_province and (province_id not in provinces or provinces[province_id].sub_areas):
            yield province_id, "zone_is_province, but no zone without sub-areas is there"


def _questions(loaded: "Datasets", ids: dict[str, Record]) -> Iterator[tuple[str, str, str]]:
    for question in loaded.questions:
        if not re.fullmatch("W[0-9]{2,3}", question.id):
            yield question.id, "id", "does not look like W01"
        if f"{question.since:%Y.%m}" > loaded.version:
            yield question.id, "since", f"{question.since} is after the version of the data, {loaded.version}"
        for id in question.affects:
            if id not in ids and id not in loaded.broken:
                yield question.id, "affects", f"no record '{id}'"
        affected = [ids[id] for id in question.affects if id in ids]
        for name in question.fields:
            if affected and all(_values(record, name) is None for record in affected):
                yield question.id, "fields", f"no record that it affects has a field '{name}'"
        for place in question.places:
            if place not in loaded.provinces:
                yield question.id, "places", f"no province '{place}'"

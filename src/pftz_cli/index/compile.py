"""Records to SQLite: plain tables for what is exact, full text for what is searched."""

import json
import sqlite3
from collections.abc import Iterator

from pftz_cli.index.codec import encode
from pftz_cli.load import Datasets
from pftz_cli.model import Record, Zone
from pftz_cli.text import id_key, tokens

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL,
                     json TEXT NOT NULL);
CREATE TABLE facet (name TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL REFERENCES record,
                    PRIMARY KEY (name, value, n)) WITHOUT ROWID;
CREATE TABLE term (list TEXT NOT NULL, key TEXT NOT NULL, target TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (list, key)) WITHOUT ROWID;
CREATE TABLE label (list TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL, PRIMARY KEY (list, id)) WITHOUT ROWID;
CREATE TABLE place (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL, province TEXT NOT NULL,
                    mainland INTEGER NOT NULL, is_zone INTEGER NOT NULL, zones TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE phrase (n INTEGER NOT NULL REFERENCES record, field TEXT NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, grade TEXT NOT NULL, published TEXT,
                     url TEXT) WITHOUT ROWID;
CREATE TABLE question (id TEXT PRIMARY KEY, question TEXT NOT NULL, settles TEXT NOT NULL, since TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE question_affects (n INTEGER NOT NULL REFERENCES record, question TEXT NOT NULL REFERENCES question,
                               PRIMARY KEY (n, question)) WITHOUT ROWID;
CREATE TABLE expected (dataset TEXT NOT NULL, kind TEXT, filters TEXT NOT NULL, count INTEGER NOT NULL, source TEXT NOT NULL,
                       at TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 0');
"""


def compile_index(loaded: Datasets, connection: sqlite3.Connection, **meta: str) -> None:
    """Write everything in *loaded* to the empty database behind *connection*, in one transaction.

    *meta* is kept beside the data version in the table `meta`.
    """
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + SCHEMA)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", {"data_version": loaded.version, **meta}.items())
    numbers = {record.id: n for n, record in enumerate(loaded.records, 1)}
    for record in loaded.records:
        _write_record(record, numbers[record.id], loaded, connection)
    connection.executemany("INSERT INTO term VALUES (?, ?, ?, ?)", loaded.terms)
    connection.executemany("INSERT INTO label VALUES (?, ?, ?, ?)", _labels(loaded))
    connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _places(loaded))
    connection.executemany(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)",
        ((source.id, source.title, source.publisher, source.grade, source.published, source.url) for source in loaded.sources.values()),
    )
    for question in loaded.questions:
        row = (question.id, question.question, question.settles, question.since.isoformat())
        connection.execute("INSERT INTO question VALUES (?, ?, ?, ?)", row)
        affected = [(numbers[id], question.id) for id in question.affects if id in numbers]
        connection.executemany("INSERT INTO question_affects VALUES (?, ?)", affected)
    connection.executemany("INSERT INTO expected VALUES (?, ?, ?, ?, ?, ?)", _expected(loaded))
    connection.execute("COMMIT")
    connection.execute("ANALYZE")


def _write_record(record: Record, n: int, loaded: Datasets, connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", (n, record.id, id_key(record.id), record.kind, record.title, encode(record))
    )
    facets = dict.fromkeys((*record.facets(), *_where(record, loaded)))
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", ((name, value, n) for name, value in facets))
    phrases = [(n, field, text, " ".join(tokens(text))) for field, text in _phrases(record, loaded)]
    connection.executemany("INSERT INTO phrase VALUES (?, ?, ?, ?)", phrases)
    connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (n, " ".join(words for *_, words in phrases)))


def _where(record: Record, loaded: Datasets) -> Iterator[tuple[str, str]]:
    """Yield the places a zone or park lies in: province, cities, and for a zone itself."""
    province = getattr(record, "province", None)
    if province is not None:
        yield "place", province
    if isinstance(record, Zone):
        yield "place", f"{record.id}-pftz"
        for city in loaded.cities.values():
            if record.id in city.zones:
                yield "place", city.id
    named = getattr(record, "city", None)
    for city in loaded.cities.values():
        if city.name == named:
            yield "place", city.id


def _phrases(record: Record, loaded: Datasets) -> Iterator[tuple[str, str]]:
    """Yield the texts a search looks at, each with the name of its field."""
    yield "id", record.id
    for field in ("title", "title_zh", "name", "name_zh", "summary", "city", "city_zh", "site", "document", "basis"):
        if (text := getattr(record, field, None)) is not None:
            yield field, text
    for field in ("conditions", "excludes", "asked_as", "asked_as_zh"):
        for text in getattr(record, field, ()):
            yield field, text
    for area in getattr(record, "sub_areas", ()):
        yield "sub_areas", f"{area.name} {area.name_zh or ''} {area.city}".strip()
    for authority in getattr(record, "authorities", ()):
        label = loaded.labels["authorities"][authority]
        yield "authorities", f"{label.name} {label.name_zh} {authority}"
    for sector in record.sectors:
        label = loaded.labels["sectors"][sector]
        yield "sectors", f"{label.name} {label.name_zh}"


def _labels(loaded: Datasets) -> Iterator[tuple[str, str, str, str]]:
    for section, labels in loaded.labels.items():
        list_name = "authority" if section == "authorities" else section.removesuffix("s")
        for label in labels.values():
            yield list_name, label.id, label.name, label.name_zh
    for province in loaded.provinces.values():
        yield "province", province.id, province.name, province.name_zh


def _places(loaded: Datasets) -> Iterator[tuple[str, str, str, str, str, bool, bool, str]]:
    zones = {record.province: record for record in loaded.records if isinstance(record, Zone)}
    for province in loaded.provinces.values():
        zone = zones.get(province.id)
        is_zone = zone is not None and province.zone_is_province
        own = zone.id if zone else ""
        yield province.id, "province", province.name, province.name_zh, province.id, province.mainland, is_zone, own
    for city in loaded.cities.values():
        mainland = loaded.provinces[city.province].mainland
        yield city.id, "city", city.name, city.name_zh, city.province, mainland, False, " ".join(city.zones)
    for zone in zones.values():
        yield f"{zone.id}-pftz", "zone", zone.title, zone.title_zh or zone.name_zh, zone.province, True, True, zone.id


def _expected(loaded: Datasets) -> Iterator[tuple[str, str | None, str, int, str, str]]:
    for dataset, counts in loaded.counts.items():
        for count in counts:
            filters = dict(count.where)
            kind = filters.pop("kind", None)
            yield dataset, kind, json.dumps(filters), count.count, count.source, count.at

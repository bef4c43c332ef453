"""Records to SQLite: plain tables for what is exact, full text for what is searched."""

import dataclasses
import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from pftz_cli.index.codec import encode
from pftz_cli.index.joins import joined_facets, links
from pftz_cli.load.datasets import Datasets
from pftz_cli.load.names import list_name
from pftz_cli.model import KINDS, Record, Trait, Zone, trait
from pftz_cli.text import id_key, is_cjk, name_key, tokens

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE facet (name TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL REFERENCES record,
                    PRIMARY KEY (name, value, n)) WITHOUT ROWID;
CREATE TABLE term (list TEXT NOT NULL, key TEXT NOT NULL, target TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (list, key)) WITHOUT ROWID;
CREATE TABLE label (list TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL, PRIMARY KEY (list, id)) WITHOUT ROWID;
CREATE TABLE place (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL, province TEXT NOT NULL,
                    mainland INTEGER NOT NULL, is_zone INTEGER NOT NULL, zones TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE link (n INTEGER NOT NULL REFERENCES record, other INTEGER NOT NULL REFERENCES record,
                   PRIMARY KEY (n, other)) WITHOUT ROWID;
CREATE TABLE phrase (n INTEGER NOT NULL REFERENCES record, field TEXT NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, grade TEXT NOT NULL, published TEXT,
                     url TEXT, notes TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (number TEXT PRIMARY KEY, number_zh TEXT, name TEXT, title_zh TEXT, issuers TEXT NOT NULL, dated TEXT,
                       published TEXT, url TEXT);
CREATE TABLE question (id TEXT PRIMARY KEY, question TEXT NOT NULL, settles TEXT NOT NULL, since TEXT NOT NULL, affects TEXT NOT NULL,
                       fields TEXT NOT NULL, places TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE question_affects (n INTEGER NOT NULL REFERENCES record, question TEXT NOT NULL REFERENCES question,
                               PRIMARY KEY (n, question)) WITHOUT ROWID;
CREATE TABLE covers (kind TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE expected (kinds TEXT NOT NULL, facets TEXT NOT NULL, count INTEGER NOT NULL, source TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE question_place (place TEXT NOT NULL, question TEXT NOT NULL REFERENCES question, PRIMARY KEY (place, question)) WITHOUT ROWID;
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
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((one.id, one.title, one.publisher, one.grade, one.published, one.url, _json(one.notes)) for one in loaded.sources.values()),
    )
    connection.executemany("INSERT INTO link VALUES (?, ?)", [(numbers[one], numbers[other]) for one, other in sorted(links(loaded))])
    connection.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _documents(loaded))
    connection.executemany("INSERT INTO covers VALUES (?, ?)", ((kind, loaded.covers[cls.dataset]) for kind, cls in KINDS.items()))
    for question in loaded.questions:
        lists = (_json(question.affects), _json(question.fields), _json(question.places))
        row = (question.id, question.question, question.settles, question.since.isoformat(), *lists)
        connection.execute("INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        affected = [(numbers[id], question.id) for id in question.affects if id in numbers]
        connection.executemany("INSERT INTO question_affects VALUES (?, ?)", affected)
        connection.executemany("INSERT INTO question_place VALUES (?, ?)", [(place, question.id) for place in question.places])
    connection.executemany("INSERT INTO expected VALUES (?, ?, ?, ?, ?)", _expected(loaded))
    connection.execute("COMMIT")
    connection.execute("ANALYZE")


def _write_record(record: Record, n: int, loaded: Datasets, connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", (n, record.id, id_key(record.id), record.kind, encode(record)))
    facets = dict.fromkeys((*record.facets(), *joined_facets(record, loaded)))
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", ((name, value, n) for name, value in facets))
    phrases = [(n, field, text, " ".join(tokens(text))) for field, text in _phrases(record, loaded)]
    connection.executemany("INSERT INTO phrase VALUES (?, ?, ?, ?)", phrases)
    connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (n, _words(record, loaded)))


def _phrases(record: Record, loaded: Datasets) -> Iterator[tuple[str, str]]:
    """Yield the texts that a ranked search looks at, each with the name of its field."""
    for field in dataclasses.fields(record):
        if trait(field).searched:
            for text in _texts(getattr(record, field.name), trait(field), loaded):
                yield field.name, text
    yield from (("document", number) for number in _numbers(record, loaded))


def _words(record: Record, loaded: Datasets) -> str:
    """Return the tokens of everything that is shown of *record*, for filters by words; Chinese characters also one by one."""
    shown = [
        field for field in dataclasses.fields(record) if not trait(field).hidden and field.name not in {"sources", "evidence", "doubtful"}
    ]
    texts = [text for field in shown for text in _texts(getattr(record, field.name), trait(field), loaded)]
    texts += _numbers(record, loaded)
    found = [token for text in texts for token in tokens(text)]
    return " ".join([*found, *dict.fromkeys(char for text in texts for char in text if is_cjk(char))])


def _numbers(record: Record, loaded: Datasets) -> list[str]:
    """Return the numbers of the documents that a record cites, romanised and in Chinese as far as known."""
    found = []
    for cited in dict.fromkeys(citation.document for citation in record.sources if citation.document):
        document = loaded.documents.get(name_key(cited))
        found += [cited, *([document.number_zh] if document and document.number_zh else [])]
    return list(dict.fromkeys(found))


def _texts(value: Any, known: Trait, loaded: Datasets) -> Iterator[str]:
    """Yield the texts in a value, be it nested; a slug of the vocabulary, or of a zone, with its names in both languages."""
    if dataclasses.is_dataclass(value):
        inner = [_texts(getattr(value, field.name), trait(field), loaded) for field in dataclasses.fields(value)]
        yield " ".join(text for texts in inner for text in texts)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, known, loaded)
    elif isinstance(value, str) and known.vocabulary is not None:
        label = loaded.labels[known.vocabulary][value]
        yield f"{label.name} {label.name_zh} {value}"
    elif isinstance(value, str) and known.refers == ("zone",):
        yield from (f"{record.title} {record.title_zh}" for record in loaded.records if record.id == value)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _documents(loaded: Datasets) -> Iterator[tuple[str | None, ...]]:
    for one in loaded.documents.values():
        dated, published = (day.isoformat() if day else None for day in (one.dated, one.published))
        yield one.number, one.number_zh, one.name, one.title_zh, _json(one.issuers), dated, published, one.url


def _labels(loaded: Datasets) -> Iterator[tuple[str, str, str, str]]:
    for section, labels in loaded.labels.items():
        for label in labels.values():
            yield list_name(section), label.id, label.name, label.name_zh
    for province in loaded.provinces.values():
        yield "province", province.id, province.name, province.name_zh
    for record in loaded.records:
        if isinstance(record, Zone):
            place = loaded.provinces[record.province]
            yield "zone", record.id, place.name, place.name_zh


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


def _json(texts: Sequence[str]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _expected(loaded: Datasets) -> Iterator[tuple[str, str, int, str, str]]:
    """Yield the counts that sources give: kinds of record, facets as JSON, how many, source, place in it."""
    for dataset, counts in loaded.counts.items():
        for count in counts:
            facets = dict(count.where or {})
            kinds = count.kinds or [kind for kind, cls in KINDS.items() if cls.dataset == dataset]
            yield " ".join(kinds), json.dumps(facets), count.count, count.source, count.at

"""The whole dataset as an SQLite file for other people's tools: plain tables, foreign keys, full text."""

import dataclasses
import errno
import json
import sqlite3
import typing
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pftz_cli.index.catalog import Catalog
from pftz_cli.load.names import list_name
from pftz_cli.model import KINDS, SECTIONS, trait

Row = Mapping[str, Any]
"""A record as its JSON."""

_SHARED = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, grade TEXT NOT NULL REFERENCES grades,
                      published TEXT, url TEXT, notes TEXT NOT NULL);
CREATE TABLE documents (number TEXT PRIMARY KEY, number_zh TEXT, name TEXT, title_zh TEXT, issuers TEXT NOT NULL, dated TEXT,
                        published TEXT, url TEXT);
CREATE TABLE provinces (id TEXT PRIMARY KEY, name TEXT NOT NULL, name_zh TEXT NOT NULL);
CREATE TABLE records (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, title_zh TEXT, summary TEXT NOT NULL,
                      grade TEXT NOT NULL REFERENCES grades);
CREATE TABLE records_sectors (record TEXT NOT NULL REFERENCES records, position INTEGER NOT NULL, value TEXT NOT NULL REFERENCES sectors,
                              PRIMARY KEY (record, position));
CREATE TABLE records_doubtful (record TEXT NOT NULL REFERENCES records, position INTEGER NOT NULL, value TEXT NOT NULL,
                               PRIMARY KEY (record, position));
CREATE TABLE records_notes (record TEXT NOT NULL REFERENCES records, position INTEGER NOT NULL, value TEXT NOT NULL,
                            PRIMARY KEY (record, position));
CREATE TABLE records_sources (record TEXT NOT NULL REFERENCES records, position INTEGER NOT NULL, source TEXT NOT NULL REFERENCES sources,
                              at TEXT NOT NULL, document TEXT, url TEXT, PRIMARY KEY (record, position));
CREATE TABLE records_evidence (record TEXT NOT NULL REFERENCES records, position INTEGER NOT NULL, fact TEXT NOT NULL,
                               grade TEXT NOT NULL REFERENCES grades, citations TEXT NOT NULL, PRIMARY KEY (record, position));
CREATE TABLE open_questions (id TEXT PRIMARY KEY, question TEXT NOT NULL, settles TEXT NOT NULL, since TEXT NOT NULL,
                             affects TEXT NOT NULL, fields TEXT NOT NULL, places TEXT NOT NULL);
CREATE TABLE open_questions_records (question TEXT NOT NULL REFERENCES open_questions, record TEXT NOT NULL REFERENCES records,
                                     PRIMARY KEY (question, record));
CREATE TABLE places (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, name_zh TEXT NOT NULL,
                     province TEXT NOT NULL REFERENCES provinces, mainland INTEGER NOT NULL, is_zone INTEGER NOT NULL, zones TEXT NOT NULL);
CREATE TABLE records_authorities (record TEXT NOT NULL REFERENCES records, authority TEXT NOT NULL REFERENCES authorities,
                                  PRIMARY KEY (record, authority));
CREATE TABLE records_zones (record TEXT NOT NULL REFERENCES records, zone TEXT NOT NULL REFERENCES zones, PRIMARY KEY (record, zone));
CREATE VIRTUAL TABLE search USING fts5 (id UNINDEXED, title, title_zh, text, tokenize = 'trigram');
"""
_COMMON = ("sectors", "doubtful", "notes", "sources", "evidence")
"""Lists that records of every kind have; they are in tables of their own for all kinds."""
_RECORD = ("id", "kind", "title", "title_zh", "summary", "grade")
_TYPES: Mapping[Any, str] = {int: "INTEGER", bool: "INTEGER", float: "REAL"}


def publish(catalog: Catalog, target: Path, tables: Mapping[str, str]) -> None:
    """Write everything in *catalog* to a new SQLite file.

    Args:
        catalog: from `load_catalog`.
        target: the file; it must not exist yet, or be empty.
        tables: what the table of each kind is called.

    Raises:
        OSError: it cannot be written.
    """
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")  # the file is new; a failed one is thrown away as a whole
            connection.execute("BEGIN")
            _write_shared(catalog, connection)
            rows = [json.loads(stored.json) for stored in catalog.select(list(KINDS), []).stored]
            _write_records(catalog, rows, connection)
            for kind, table in tables.items():
                _write_kind(kind, table, [row for row in rows if row["kind"] == kind], tables, connection)
            connection.execute("COMMIT")
            connection.execute("ANALYZE")
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error)) from error


def _write_shared(catalog: Catalog, connection: sqlite3.Connection) -> None:
    for section in SECTIONS:
        connection.execute(f"CREATE TABLE {section} (id TEXT PRIMARY KEY, name TEXT NOT NULL, name_zh TEXT NOT NULL)")
        _insert(connection, section, [(id, *names) for id, names in catalog.labels(list_name(section)).items()])
    for statement in _SHARED.split(";\n"):
        connection.execute(statement)
    _insert(connection, "provinces", [(id, *names) for id, names in catalog.labels("province").items()])
    _insert(connection, "meta", list(catalog.meta().items()))
    _insert(connection, "sources", [[_scalar(value) for value in source.values()] for source in catalog.sources().values()])
    _insert(connection, "documents", [[_scalar(value) for value in one.values()] for one in catalog.documents()])
    _insert(connection, "open_questions", [[_scalar(value) for value in question.values()] for question in catalog.questions()])
    _insert(connection, "places", [[_scalar(value) for value in place.values()] for place in catalog.places()])


def _write_records(catalog: Catalog, rows: Sequence[Row], connection: sqlite3.Connection) -> None:
    _insert(connection, "records", [[row[name] for name in _RECORD] for row in rows])
    _insert(connection, "search", [(row["id"], row["title"], row["title_zh"], "\n".join(_texts(row))) for row in rows])
    for name in _COMMON:
        _insert(connection, f"records_{name}", [line for row in rows for line in _lines(row, name)])
    asked = [(question["id"], id) for question in catalog.questions() for id in question["affects"]]
    _insert(connection, "open_questions_records", asked)
    _insert(connection, "records_authorities", catalog.facets("authority"))
    _insert(connection, "records_zones", catalog.facets("zone"))


def _write_kind(kind: str, table: str, rows: Sequence[Row], tables: Mapping[str, str], connection: sqlite3.Connection) -> None:
    """Write the table of a kind, and one for each of its lists, named after both: `measures_authorities`."""
    hints = typing.get_type_hints(KINDS[kind])
    common = (*_RECORD, *_COMMON)
    shown = [field for field in dataclasses.fields(KINDS[kind]) if field.name not in common and not trait(field).hidden]
    lists = [field for field in shown if typing.get_origin(hints[field.name]) is tuple]
    columns = [column for field in shown if field not in lists for column in _columns(field, hints[field.name], tables)]
    declared = ["id TEXT PRIMARY KEY REFERENCES records", *(column for _, column in columns)]
    connection.execute(f"CREATE TABLE {table} ({', '.join(declared)})")
    _insert(connection, table, [[row["id"], *(_picked(row, path) for path, _ in columns)] for row in rows])
    for field in lists:
        entry = typing.get_args(hints[field.name])[0]
        cells = _entry_columns(field, entry, tables)
        keys = [f"record TEXT NOT NULL REFERENCES {table}", "position INTEGER NOT NULL"]
        connection.execute(f"CREATE TABLE {table}_{field.name} ({', '.join((*keys, *cells))}, PRIMARY KEY (record, position))")
        _insert(connection, f"{table}_{field.name}", [line for row in rows for line in _lines(row, field.name)])


def _columns(field: "dataclasses.Field[Any]", hint: Any, tables: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the columns of a field that is no list: the path of each value in a record, and its declaration."""
    inner = next((option for option in (hint, *typing.get_args(hint)) if dataclasses.is_dataclass(option)), None)
    if inner is None:
        return [(field.name, f'"{field.name}" {_declared(hint)}{_reference(field, tables)}')]
    hints = typing.get_type_hints(inner)
    return [
        (f"{field.name}.{one.name}", f"{field.name}_{one.name} {_declared(hints[one.name])}{_reference(one, tables)}")
        for one in dataclasses.fields(inner)
    ]


def _entry_columns(field: "dataclasses.Field[Any]", entry: Any, tables: Mapping[str, str]) -> list[str]:
    """Return the declarations of what a list holds: one value, or those of a nested record."""
    if not dataclasses.is_dataclass(entry):
        return [f"value {_declared(entry)}{_reference(field, tables)}"]
    hints = typing.get_type_hints(entry)
    return [f'"{one.name}" {_declared(hints[one.name])}' for one in dataclasses.fields(entry)]


def _declared(hint: Any) -> str:
    return next((name for kind, name in _TYPES.items() if kind is hint or kind in typing.get_args(hint)), "TEXT")


def _reference(field: "dataclasses.Field[Any]", tables: Mapping[str, str]) -> str:
    """Return what the values of a field must be ids of."""
    known = trait(field)
    if known.vocabulary is not None:
        return f" REFERENCES {known.vocabulary}"
    if known.refers:
        return f" REFERENCES {tables.get(known.refers[0], 'records')}"
    return " REFERENCES provinces" if field.name == "province" else ""


def _lines(row: Row, name: str) -> Iterator[list[Any]]:
    """Yield the rows of a list: the record's id, the position from 1, and the value, or the values of a nested record."""
    for position, value in enumerate(row[name], 1):
        cells = [_scalar(item) for item in value.values()] if isinstance(value, dict) else [value]
        yield [row["id"], position, *cells]


def _picked(row: Row, path: str) -> Any:
    outer, _, inner = path.partition(".")
    return _scalar(row[outer] and row[outer][inner] if inner else row[outer])


def _scalar(value: Any) -> Any:
    return " | ".join(map(str, value)) if isinstance(value, (list, tuple)) else value


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a record, be it nested, but for its sources."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in {"sources", "evidence", "kind", "id", "title", "title_zh"}:
                yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

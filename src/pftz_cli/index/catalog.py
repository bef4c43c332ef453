"""The compiled index, read: records by id or by facets, exact names, places, and what the data covers."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from pftz_cli.errors import IndexDamaged, UnknownName
from pftz_cli.text import id_key, name_key

if TYPE_CHECKING:
    from pftz_cli.model import Record


class Place(NamedTuple):
    """A place of the gazetteer, or a zone spoken of as a place.

    Attributes:
        id: ISO 3166-2 code of a province, slug of a city, `ZONE-pftz` of a zone.
        kind: `province`, `city` or `zone`.
        province: ISO 3166-2 code of the province it is or lies in.
        mainland: false for Hong Kong, Macao and Taiwan.
        is_zone: true for a zone itself, and for a province that is one as a whole.
        zones: ids of the zones that are in it, or that it is.
    """

    id: str
    kind: str
    name: str
    name_zh: str
    province: str
    mainland: bool
    is_zone: bool
    zones: tuple[str, ...]


class Stored(NamedTuple):
    """A record as the index keeps it."""

    id: str
    kind: str
    json: str


_LEAST_BEGINNING = 3
"""Words shorter than this must stand in a record as they are; longer ones may be the beginning of one."""
Condition = tuple[str, Sequence[str]]
"""A facet that a record must have, and the values of which one will do; with any value where there are none."""


class Records(Sequence["Record"]):
    """Records in order, each made typed only when it is looked at; `stored` has them as the index keeps them."""

    def __init__(self, stored: Sequence[Stored]) -> None:
        self.stored = stored

    def __len__(self) -> int:
        return len(self.stored)

    @overload
    def __getitem__(self, index: int) -> "Record": ...
    @overload
    def __getitem__(self, index: slice) -> "Records": ...
    def __getitem__(self, index: int | slice) -> "Record | Records":
        from pftz_cli.index.codec import decode

        return Records(self.stored[index]) if isinstance(index, slice) else decode(self.stored[index].json)


class Catalog:
    """All loaded datasets, read-only. Made by `load_catalog`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def meta(self) -> dict[str, str]:
        """What is known about the data as a whole: `data_version`, `digest`."""
        return dict(self._all("SELECT key, value FROM meta"))

    def get(self, id: str) -> "Record":
        """Return the record called *id*, whatever its case and leading zeros.

        Raises:
            UnknownName: there is none.
        """
        return self.records([id])[0]

    def records(self, ids: Iterable[str]) -> Records:
        """Return the records called *ids*, in that order.

        Raises:
            UnknownName: one of them does not exist.
        """
        found = []
        for id in ids:
            rows = self._all("SELECT id, kind, json FROM record WHERE key = ?", id_key(id))
            if not rows:
                raise UnknownName("record", id)
            found.append(Stored(*rows[0]))
        return Records(found)

    def has(self, id: str) -> bool:
        """True where a record is called *id*, whatever its case and leading zeros."""
        return bool(self._all("SELECT 1 FROM record WHERE key = ?", id_key(id)))

    def ids(self) -> list[str]:
        """Return the ids of all records, in order."""
        return [row[0] for row in self._all("SELECT id FROM record ORDER BY n")]

    def select(
        self,
        kinds: Sequence[str],
        conditions: Sequence[Condition],
        *,
        since: str | None = None,
        until: str | None = None,
        surely: bool = False,
        words: Sequence[str] = (),
    ) -> Records:
        """Return the records of *kinds* for which every condition holds, in id order.

        Args:
            kinds: kinds of record, any of which will do.
            conditions: all of which must hold.
            since: no record of an earlier day than this one, given as an ISO date.
            until: no record of a later day than this one.
            surely: a month must lie between these days as a whole; without it one of its days will do.
            words: search tokens that must all occur.
        """
        sql, values = [f"kind IN ({_marks(kinds)})"], list(kinds)
        for name, wanted in conditions:
            one_of = f" AND value IN ({_marks(wanted)})" if wanted else ""
            sql.append(f"n IN (SELECT n FROM facet WHERE name = ?{one_of})")
            values += [name, *wanted]
        earliest, latest = ("first_day", "last_day") if surely else ("last_day", "first_day")
        for bound, facet, sign in ((since, earliest, ">="), (until, latest, "<=")):
            if bound is not None:
                sql.append(f"n IN (SELECT n FROM facet WHERE name = '{facet}' AND value {sign} ?)")
                values.append(bound)
        if words:
            sql.append("n IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(" ".join(f'"{word}"*' if len(word) >= _LEAST_BEGINNING or not word.isascii() else f'"{word}"' for word in words))
        rows = self._all(f"SELECT id, kind, json FROM record WHERE {' AND '.join(sql)} ORDER BY n", *values)
        return Records([Stored(*row) for row in rows])

    def total(self, kinds: Sequence[str]) -> int:
        """How many records of *kinds* there are."""
        return int(self._all(f"SELECT count(*) FROM record WHERE kind IN ({_marks(kinds)})", *kinds)[0][0])

    def target(self, list_name: str, value: str) -> str | None:
        """Return what *value* means in a list of names, None if nothing: exact forms, whatever their case, width, accents, spaces."""
        rows = self._all("SELECT target FROM term WHERE list = ? AND key = ?", list_name, name_key(value))
        return str(rows[0][0]) if rows else None

    def terms(self, list_name: str) -> list[tuple[str, str]]:
        """Return every name in a list: what it means, and a form of it as written."""
        return [(row[0], row[1]) for row in self._all("SELECT target, form FROM term WHERE list = ?", list_name)]

    def place(self, id: str) -> Place:
        """Return the place with this id (see `Place`)."""
        return _place(self._all("SELECT * FROM place WHERE id = ?", id)[0])

    def labels(self, list_name: str) -> dict[str, tuple[str, str]]:
        """Return the slugs of a list, each with its English and Chinese name."""
        return {id: (name, name_zh) for id, name, name_zh in self._all("SELECT id, name, name_zh FROM label WHERE list = ?", list_name)}

    def every_label(self) -> list[dict[str, str]]:
        """Return every slug of every list, with its names."""
        rows = self._all("SELECT list, id, name, name_zh FROM label ORDER BY list, id")
        return [dict(zip(("list", "id", "name", "name_zh"), row, strict=True)) for row in rows]

    def phrases(self, kinds: Sequence[str] = ()) -> list[tuple[int, str, str, str]]:
        """Return the texts that searches look at, of all records or of those of *kinds*: index number, field, text, its tokens."""
        where = f"WHERE kind IN ({_marks(kinds)})" if kinds else ""
        return self._all(f"SELECT n, field, text, words FROM phrase JOIN record USING (n) {where}", *kinds)

    def numbered(self, numbers: Sequence[int]) -> Records:
        """Return the records with these index numbers (see `phrases`), in that order."""
        rows = self._all(f"SELECT n, id, kind, json FROM record WHERE n IN ({_marks(numbers)})", *numbers)
        found = {row[0]: Stored(*row[1:]) for row in rows}
        return Records([found[n] for n in numbers])

    def sources(self) -> dict[str, dict[str, Any]]:
        """Return the documents and pages that facts were read in, by id."""
        names = ("id", "title", "publisher", "grade", "published", "url", "notes")
        rows = self._all("SELECT * FROM source")
        return {row[0]: {**dict(zip(names, row, strict=True)), "notes": _list(row[6])} for row in rows}

    def questions(self, *, record: str | None = None, place: str | None = None) -> list[dict[str, Any]]:
        """Return the open questions of the watchlist: all, those that touch a record, or those about a province (its ISO code)."""
        names = ("id", "question", "settles", "since", "affects", "fields", "places")
        sql, values = "SELECT q.* FROM question AS q", []
        if record is not None:
            sql, values = f"{sql} JOIN question_affects AS a ON a.question = q.id JOIN record USING (n) WHERE record.id = ?", [record]
        if place is not None:
            sql, values = f"{sql} JOIN question_place AS p ON p.question = q.id WHERE p.place = ?", [place]
        rows = self._all(f"{sql} ORDER BY q.id", *values)
        return [dict(zip(names, (*row[:4], *map(_list, row[4:])), strict=True)) for row in rows]

    def related(self, id: str) -> Records:
        """Return the records that the record with this id names or that name it, or that tell of a document it rests on."""
        sql = """SELECT other.id, other.kind, other.json FROM record JOIN link USING (n) JOIN record AS other ON other.n = link.other
                 WHERE record.id = ? AND other.n <> record.n ORDER BY other.n"""
        return Records([Stored(*row) for row in self._all(sql, id)])

    def document(self, number: str) -> dict[str, Any]:
        """Return what is known of an official document: number and name in both languages, issuers, dates, address; empty if nothing is."""
        return next((one for one in self.documents() if name_key(one["number"]) == name_key(number)), {})

    def documents(self) -> list[dict[str, Any]]:
        """Return what is known of the official documents that records cite by number (see `document`)."""
        names = ("number", "number_zh", "name", "title_zh", "issuers", "dated", "published", "url")
        rows = self._all(f"SELECT {', '.join(names)} FROM document ORDER BY rowid")
        return [{**dict(zip(names, row, strict=True)), "issuers": _list(row[4])} for row in rows]

    def covers(self, kinds: Sequence[str]) -> list[str]:
        """Return what the datasets of *kinds* cover, in a sentence or two each."""
        return list(dict.fromkeys(self._all("SELECT text FROM covers WHERE kind = ?", kind)[0][0] for kind in kinds))

    def places(self) -> list[dict[str, Any]]:
        """Return the places of the gazetteer, and the zones as places (see `Place`)."""
        return [_place(row)._asdict() for row in self._all("SELECT * FROM place ORDER BY kind DESC, id")]

    def later(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Return the developments after the report that bear on some of these records, each with which of them."""
        sql = f"""SELECT other.id, facet.value FROM facet JOIN record AS other USING (n)
                  WHERE facet.name = 'affects' AND facet.value IN ({_marks(ids)}) ORDER BY other.n, facet.value"""
        found: dict[str, list[str]] = {}
        for development, affected in self._all(sql, *ids):
            found.setdefault(development, []).append(affected)
        return found

    def facets(self, name: str) -> list[tuple[str, str]]:
        """Return what a facet is in which record: pairs of id and value, in the order of the records."""
        sql = "SELECT record.id, value FROM facet JOIN record USING (n) WHERE name = ? ORDER BY n, value"
        return [(row[0], row[1]) for row in self._all(sql, name)]

    def coverage(self) -> list[dict[str, Any]]:
        """Return each count that a source gives (`kind`, several with spaces between, `filters`, `counted`, `source`, `at`), and `held`."""
        import json

        found = []
        for kinds, facets, counted, source, at in self._all("SELECT * FROM expected ORDER BY rowid"):
            held = len(self.select(kinds.split(), [(name, [value]) for name, value in json.loads(facets).items()]))
            found.append({"kind": kinds, "filters": json.loads(facets), "counted": counted, "held": held, "source": source, "at": at})
        return found

    def newest_source(self, kinds: Sequence[str]) -> str | None:
        """The latest date of publication among the sources of the records of *kinds*, as precise as it is known."""
        sql = f"""SELECT max(published) FROM record, json_each(record.json, '$.sources') AS cited
                  JOIN source ON source.id = json_extract(cited.value, '$.source') WHERE kind IN ({_marks(kinds)})"""
        newest: str | None = self._all(sql, *kinds)[0][0]
        return newest

    def kinds(self) -> dict[str, int]:
        """Return the kinds of record, each with how many there are, in the order of the data."""
        return dict(self._all("SELECT kind, count(*) FROM record GROUP BY kind ORDER BY min(n)"))

    def values(self, facet: str) -> list[str]:
        """Return every value that a facet has."""
        return [row[0] for row in self._all("SELECT DISTINCT value FROM facet WHERE name = ? ORDER BY value", facet)]

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:  # its children are mistakes of ours
                raise
            raise IndexDamaged(f"the index is damaged ({error}); install pftz again, or empty its cache folder") from error


def _place(row: tuple[Any, ...]) -> Place:
    return Place._make((*row[:5], bool(row[5]), bool(row[6]), tuple(row[7].split())))


def _list(text: str) -> list[str]:
    import json

    found: list[str] = json.loads(text)
    return found


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))

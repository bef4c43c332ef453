"""What every record is made of: fields with traits, grades, sources, citations."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, ClassVar, cast


class Grade(StrEnum):
    """How good the evidence is, best first."""

    OFFICIAL = "official"
    OFFICIAL_REPORT = "official-report"
    NEWS_AGENCY = "news-agency"
    TRADE_PRESS = "trade-press"
    UNVERIFIED = "unverified"

    @property
    def rank(self) -> int:
        """0 for the best grade, 4 for the weakest."""
        return list(Grade).index(self)


class When(str):
    """A day, `YYYY-MM-DD`, or a month, `YYYY-MM`, where the day is not known."""

    __slots__ = ()

    @property
    def first(self) -> date:
        """The first day that may be meant."""
        return date.fromisoformat(f"{self}-01" if len(self) == len("YYYY-MM") else self)

    @property
    def last(self) -> date:
        """The last day that may be meant."""
        if len(self) > len("YYYY-MM"):
            return self.first
        return (self.first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What is known about a field besides its name and type.

    Attributes:
        doc: what it holds, for schemas and documentation.
        derived: computed when the data is compiled, never written in a dataset.
        hidden: written in a dataset, never shown.
        searched: its text is looked at by searches.
        at_least: how many entries a list must have.
        vocabulary: the section of vocabulary.yaml its slugs come from.
        refers: the kinds of record its ids are of; `*` for any.
        signed: a number that may be 0 or less.
        none_is_known: None says "there is none" and so needs no line in the watchlist.
    """

    doc: str = ""
    derived: bool = False
    hidden: bool = False
    searched: bool = False
    at_least: int = 0
    vocabulary: str | None = None
    refers: tuple[str, ...] = ()
    signed: bool = False
    none_is_known: bool = False


def about(doc: str, *, default: Any = None, optional: bool = False, **traits: Any) -> Any:
    """A dataclass field with a `Trait`; *optional* fields take *default* when the dataset leaves them out."""
    metadata = {"trait": Trait(doc=doc, **traits)}
    return field(default=default, metadata=metadata) if optional or traits.get("derived") else field(metadata=metadata)


def trait(field: "dataclasses.Field[Any]") -> Trait:
    """The `Trait` of a field."""
    return cast("Trait", field.metadata["trait"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or page that facts were read in."""

    id: str = about("slug")
    title: str = about("the document's own title, or what the page is")
    publisher: str = about("who brought it out")
    grade: Grade = about("how good it is as evidence")
    published: str | None = about("date, month or year of publication", none_is_known=True)
    url: str | None = about("its address", none_is_known=True)
    notes: tuple[str, ...] = about("what to know before leaning on it", default=(), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The place in a source that a fact was read in."""

    source: str = about("id of a source")
    at: str = about("table and row, or section")
    document: str | None = about("number of the official document reported there", optional=True, none_is_known=True)
    url: str | None = about("address of that document or passage; the source's own where none is known", optional=True, none_is_known=True)
    supports: tuple[str, ...] = about("fields that rest on this citation alone", default=(), optional=True, hidden=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one field rests on, where that differs from the record's best source."""

    fact: str = about("name of the field; * for all that are not named")
    grade: Grade = about("best grade among its own sources")
    citations: tuple[int, ...] = about("which of the record's sources those are, counted from 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record holds. Records come from `load_catalog`; making one by hand checks nothing."""

    kind: ClassVar[str] = ""
    dataset: ClassVar[str] = ""
    id_pattern: ClassVar[str] = "[a-z0-9]+(-[a-z0-9]+)*"
    least_asked: ClassVar[tuple[int, int]] = (8, 5)
    """How many `asked_as` and `asked_as_zh` a record must have."""

    id: str = about("never changed, never used again", searched=True)
    title: str = about("short, in our own words; the name where the record is a named thing", searched=True)
    title_zh: str | None = about("the same in simplified Chinese, where it is known", searched=True)
    summary: str = about("two or three sentences of our own", searched=True)
    sectors: tuple[str, ...] = about("what it touches", default=(), optional=True, vocabulary="sectors", searched=True)
    grade: Grade = about("the grade of its best source", derived=True, default=Grade.UNVERIFIED)
    sources: tuple[Citation, ...] = about("where it was read", at_least=1)
    evidence: tuple[Evidence, ...] = about("fields that rest on something else than the best source", derived=True, default=())
    doubtful: tuple[str, ...] = about("fields kept as printed though wrong or likely wrong; notes tell why", default=(), optional=True)
    notes: tuple[str, ...] = about("caveats and discrepancies", default=(), optional=True)
    asked_as: tuple[str, ...] = about("how people ask for it in English", default=(), optional=True, hidden=True, searched=True)
    asked_as_zh: tuple[str, ...] = about("how people ask for it in Chinese", default=(), optional=True, hidden=True, searched=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        """Yield what filters look at: pairs of facet and value, several of a facet where a record has several."""
        for sector in self.sectors:
            yield "sector", sector
        if self.day is not None:
            when = self.day if isinstance(self.day, When) else When(self.day.isoformat())
            yield "first_day", when.first.isoformat()
            yield "last_day", when.last.isoformat()
        if self.filed_under is not None:
            yield "year", str(self.filed_under)

    @property
    def day(self) -> date | When | None:
        """The one date that a filter by date looks at."""
        return None

    @property
    def filed_under(self) -> int | None:
        """The year that a filter by year looks at."""
        return int(str(self.day)[:4]) if self.day else None

    def refers(self) -> Iterator[tuple[str, str]]:
        """Yield the other records that this one names: pairs of field and id."""
        for one in dataclasses.fields(self):
            if trait(one).refers:
                value = getattr(self, one.name)
                for id in (value,) if isinstance(value, str) else value or ():
                    yield one.name, id

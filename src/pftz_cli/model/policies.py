"""Documents and days: policies, the timeline, what came after the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pftz_cli.model.base import Record, When, about
from pftz_cli.model.parks import Status

Table = Literal["1-1", "1-2", "1-3", "1-4", "1-5"]
DateKind = Literal["signed", "published", "issued", "event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Record):
    """A policy document of 2024: one row of the report's tables."""

    kind = "policy"
    dataset = "policies"
    id_pattern = "P[0-9]{2}"
    least_asked = (3, 2)

    table: Table = about("number of the table")
    row: int = about("number of the row")
    year: int = about("year that the table's title gives")
    official_title: str = about("title as the table prints it", searched=True)
    issuers: tuple[str, ...] = about("names of those who issued it, in the source's order", at_least=1, searched=True)
    document: str | None = about("document number", searched=True)
    date: When | None = about("day or month that the report gives")
    zones: tuple[str, ...] = about("zones it is about", default=(), optional=True, refers=("zone",), searched=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "table", self.table
        for zone in self.zones:
            yield "zone", zone

    @property
    def day(self) -> When | None:
        return self.date

    @property
    def filed_under(self) -> int | None:
        return self.year


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """An entry of the report's timeline."""

    kind = "milestone"
    dataset = "timeline"
    id_pattern = "T[0-9]{2}"
    least_asked = (2, 2)

    date: When = about("day or month as printed")
    date_kind: DateKind = about("signed, published, issued (which of the two is not established), or an event", vocabulary="date_kinds")
    official_title: str | None = about("title of the document it tells of, as printed", none_is_known=True, searched=True)
    document: str | None = about("its number as printed there; null where none is", none_is_known=True, searched=True)
    issuers: tuple[str, ...] = about("names of those who issued it", default=(), optional=True, searched=True)
    policy: str | None = about("id of the policy it tells of", none_is_known=True, refers=("policy",))
    zones: tuple[str, ...] = about("zones it is about", default=(), optional=True, refers=("zone",), searched=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        for zone in self.zones:
            yield "zone", zone

    @property
    def day(self) -> When | None:
        return self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Development(Record):
    """Something that came after the report and bears on its records."""

    kind = "development"
    dataset = "developments"
    id_pattern = "F[0-9]{2}"
    least_asked = (3, 2)

    date: When = about("day or month")
    status: Status = about("confirmed, or reported without confirmation", vocabulary="statuses")
    affects: tuple[str, ...] = about("ids of the records it bears on", default=(), optional=True, refers=("*",))
    effect: str = about("what it does to them", searched=True)
    document: str | None = about("document number", searched=True)
    official_title: str | None = about("title of the document, where it was seen", none_is_known=True, searched=True)
    issuers: tuple[str, ...] = about("names of those who issued it", default=(), optional=True, searched=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "status", self.status
        for id in self.affects:
            yield "affects", id

    @property
    def day(self) -> When | None:
        return self.date

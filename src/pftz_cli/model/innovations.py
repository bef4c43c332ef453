"""What else was spread from the zones, and what the zones tried: innovations and cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pftz_cli.model.base import Record, about
from pftz_cli.model.measures import Scope

Series = Literal["best-practice", "departmental"]
CaseArea = Literal["investment", "trade", "finance", "supervision", "industry", "factor-resources", "cross-regional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, as its source prints it."""

    value: float = about("the number", signed=True)
    unit: str = about("of what: percent, RMB billion, working day, procedure")
    what: str = about("what it counts or measures", searched=True)
    qualifier: str | None = about("what weakens it: about, more than, up to", default=None, optional=True, none_is_known=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that a source names by its title."""

    name: str = about("title as printed", searched=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Innovation(Record):
    """An innovation of the zones that was spread at national level besides the 30 measures."""

    kind = "innovation"
    dataset = "innovations"
    id_pattern = "[BD][0-9]{2}"

    number: int = about("number in its table", derived=True, default=0)
    series: Series = about("a best practice, or promoted by a department", vocabulary="series")
    scope: Scope = about("where it holds: everywhere, or in all pilot free trade zones", vocabulary="scopes")
    year: int = about("year in which it was spread")
    departments: tuple[str, ...] = about("departments in charge, as the table prints them", vocabulary="authorities", searched=True)
    official_title: str = about("what the table calls it", searched=True)
    document: str | None = about("number of the document that spread it", searched=True)
    document_title: str | None = about("title of that document", searched=True)
    also_called: tuple[str, ...] = about("what the report calls it elsewhere", default=(), optional=True, searched=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "series", self.series
        yield "scope", self.scope
        for department in self.departments:
            yield "authority", department

    @property
    def filed_under(self) -> int | None:
        return self.year


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """A representative institutional innovation that one zone or several tried."""

    kind = "case"
    dataset = "cases"
    id_pattern = "C[0-9]{2}"

    number: int = about("number in the order of the report", derived=True, default=0)
    zones: tuple[str, ...] = about("the zones that tried it", at_least=1, refers=("zone",), searched=True)
    area: CaseArea = about("chapter of the report", vocabulary="case_areas")
    official_name: str | None = about("what the report calls it", none_is_known=True, searched=True)
    before: str | None = about("how it was before; null where the report does not tell", none_is_known=True, searched=True)
    after: str | None = about("how it is since; null where the report does not tell", none_is_known=True, searched=True)
    quantities: tuple[Quantity, ...] = about("every number that the report gives", default=(), optional=True)
    documents: tuple[Paper, ...] = about("documents that the report names by their titles", default=(), optional=True, searched=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "area", self.area
        for zone in self.zones:
            yield "zone", zone

"""The measures that were scaled up from the zones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pftz_cli.model.base import Record, about

Scope = Literal["nationwide", "all-pftz"]
Area = Literal[
    "business-environment", "digital-trade", "personnel-entry", "risk-prevention-and-control", "trade-in-goods", "trade-in-services"
]
Strength = Literal["must", "best-effort", "encouraged"]
Unit = Literal["hour", "day", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A number of hours, days, months or years within which something is due, or for which it lasts."""

    value: int = about("how many")
    unit: Unit = about("of what")
    what: str = about("what is due, or lasts so long")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The article of the 2023 pilot document that a measure comes from."""

    document: str = about("document number")
    article: int = about("number of the article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """One of the pilot measures that the State Council scaled up in 2024."""

    kind = "measure"
    dataset = "measures"
    id_pattern = "M[0-9]{2}"

    number: int = about("number in the notice's annex", derived=True, default=0)
    scope: Scope = about("where it holds: everywhere, or in all pilot free trade zones", vocabulary="scopes")
    area: Area = about("field of policy", vocabulary="areas")
    authorities: tuple[str, ...] = about("agencies that the parties column names, in its order", vocabulary="authorities", searched=True)
    provincial_governments: bool = about("the parties column names provincial-level governments")
    other_departments: bool = about("the parties column adds departments without naming them")
    conditions: tuple[str, ...] = about("what must be so for it to apply", default=(), optional=True, searched=True)
    time_limits: tuple[TimeLimit, ...] = about("periods it sets", default=(), optional=True)
    strength: Strength = about("how hard the source binds the authority", vocabulary="strengths")
    excludes: tuple[str, ...] = about("what the benefit does not reach", default=(), optional=True, searched=True)
    basis: str = about("document number of the notice", searched=True)
    origin: Origin = about("the pilot measure it comes from")
    in_force_from: date = about("day from which the notice counts")

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "scope", self.scope
        yield "area", self.area
        yield "strength", self.strength
        for authority in self.authorities:
            yield "authority", authority
        for limit in self.time_limits:
            yield "deadline", f"{limit.value} {limit.unit}"

    @property
    def day(self) -> date | None:
        return self.in_force_from

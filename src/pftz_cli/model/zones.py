"""The pilot free trade zones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pftz_cli.model.base import Record, about


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneDates:
    """Four days in the making of a zone that are easily confused."""

    approved: date | None = about("decision to set it up")
    plan_dated: date | None = about("date on the State Council's plan")
    published: date | None = about("plan made public")
    unveiled: date | None = about("opening")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubArea:
    """One of the separate areas that a zone is made of."""

    name: str = about("name in English", searched=True)
    name_zh: str | None = about("name in Chinese, where it was seen", searched=True)
    city: str = about("the city it lies in", searched=True)
    area_km2: float | None = about("square kilometres")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Record):
    """A pilot free trade zone."""

    kind = "zone"
    dataset = "zones"

    name: str = about("official name in English", searched=True)
    name_zh: str = about("official name in Chinese", searched=True)
    province: str = about("ISO 3166-2 code")
    year: int = about("year of its launch")
    dates: ZoneDates = about("four dates, kept apart")
    area_km2: float | None = about("square kilometres of the whole zone today")
    sub_areas: tuple[SubArea, ...] = about("its parts", default=(), optional=True, searched=True)
    pilot_region: bool = about("one of the six of G.Fa. [2023] No. 9")
    alliances: tuple[str, ...] = about("standing cooperations it belongs to", default=(), optional=True, vocabulary="alliances")
    figures: tuple[str, ...] = about("ids of the figures that speak of it", derived=True, default=(), refers=("figure",))

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "zone", self.id
        yield "pilot", str(self.pilot_region).lower()
        for alliance in self.alliances:
            yield "alliance", alliance

    @property
    def day(self) -> date | None:
        return self.dates.unveiled or self.dates.published

    @property
    def filed_under(self) -> int | None:
        return self.year

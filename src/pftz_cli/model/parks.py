"""The national processing-trade industrial parks and their batches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pftz_cli.model.base import Record, about

Status = Literal["confirmed", "reported"]
Region = Literal["central", "western", "northeastern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """How many parks of a batch lie in each part of the country."""

    central: int = about("in the central provinces")
    western: int = about("in the western provinces")
    northeastern: int = about("in the north-eastern provinces")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Record):
    """A batch of national processing-trade industrial parks."""

    kind = "batch"
    dataset = "parks"
    id_pattern = "batch-[1-9][0-9]*"

    number: int = about("first, second")
    announced: date = about("day of the public announcement")
    document: str | None = about("number of the notice", searched=True)
    park_count: int = about("how many parks the announcement speaks of")
    parks_named: bool = about("whether a source names them")
    status: Status = about("confirmed, or reported without confirmation", vocabulary="statuses")
    regions: Regions | None = about("how many lie where")

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "batch", self.id
        yield "status", self.status
        yield "named", str(self.parks_named).lower()

    @property
    def day(self) -> date | None:
        return self.announced


@dataclass(frozen=True, slots=True, kw_only=True)
class Park(Record):
    """A national processing-trade industrial park."""

    kind = "park"
    dataset = "parks"
    id_pattern = "park-[a-z]+"

    batch: str = about("id of its batch", refers=("batch",))
    city: str = about("host city", searched=True)
    city_zh: str = about("host city in Chinese", searched=True)
    province: str = about("ISO 3166-2 code")
    region: Region = about("part of the country", vocabulary="regions")
    site: str | None = about("where in the city", searched=True)
    area_km2: float | None = about("square kilometres")

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "batch", self.batch
        yield "region", self.region

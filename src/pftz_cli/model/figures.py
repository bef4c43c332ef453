"""Counts and comparisons: provincial replication, the negative list, programmes, statistics."""

from collections.abc import Iterator
from dataclasses import dataclass

from pftz_cli.model.base import Record, When, about
from pftz_cli.model.innovations import Quantity
from pftz_cli.model.parks import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the parts that a count is said to be made of."""

    count: int = about("how many")
    what: str = about("of what", searched=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication(Record):
    """What a zone's province spread of the zone's innovations."""

    kind = "replication"
    dataset = "replication"
    id_pattern = "R[0-9]{2}"
    least_asked = (3, 2)

    zone: str = about("the zone", refers=("zone",), searched=True)
    batch: str = about("batch or batches, as printed")
    count: int = about("how many innovations, as printed")
    parts: tuple[Part, ...] = about("what the count is made of, as printed", default=(), optional=True)
    examples: tuple[str, ...] = about("examples that the report names", default=(), optional=True, searched=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "zone", self.zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction(Record):
    """A row in which the negative list for services differs between the country and the zones."""

    kind = "restriction"
    dataset = "negative_list"
    id_pattern = "N[0-9]{2}"

    category: str = about("category of services, as the table prints it", searched=True)
    national: str = about("gist of the national list", searched=True)
    pftz: str = about("gist of the list for the zones", searched=True)
    opening: str = about("what the zones open further", searched=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """A programme for parks or clusters that a news item tells of."""

    kind = "programme"
    dataset = "programmes"

    announced: When | None = about("day or month of its announcement")
    status: Status = about("confirmed, or reported without confirmation", vocabulary="statuses")
    issuers: tuple[str, ...] = about("names of those who brought it out", default=(), optional=True, searched=True)
    zones: tuple[str, ...] = about("pilot free trade zones it names", default=(), optional=True, refers=("zone",))
    batch: str | None = about("batch of parks it belongs to; null where it names none", none_is_known=True, refers=("batch",))
    cities: tuple[str, ...] = about("cities it names", default=(), optional=True, searched=True)
    markets: tuple[str, ...] = about("export markets it names", default=(), optional=True, searched=True)
    focus: tuple[str, ...] = about("what it is to further", default=(), optional=True, searched=True)
    figures: tuple[Quantity, ...] = about("every number that the source gives", default=(), optional=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "status", self.status
        for zone in self.zones:
            yield "zone", zone
        if self.batch:
            yield "batch", self.batch

    @property
    def day(self) -> When | None:
        return self.announced


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A statistic of the report."""

    kind = "figure"
    dataset = "figures"
    id_pattern = "G[0-9]{2,3}"
    least_asked = (1, 1)

    zone: str | None = about(
        "the zone it tells of; null for the country, the zones as a whole, several zones or a place without one",
        none_is_known=True,
        refers=("zone",),
        searched=True,
    )
    zones: tuple[str, ...] = about(
        "the zones it is of together, where they are several", default=(), optional=True, refers=("zone",), searched=True
    )
    place: str | None = about(
        "a place or body without a zone that it tells of", default=None, optional=True, none_is_known=True, searched=True
    )
    what: str = about("what it counts or measures, and of whom", searched=True)
    value: float = about("the number as printed", signed=True)
    unit: str = about("the unit as printed")
    qualifier: str | None = about("what weakens it: about, more than, up to", default=None, optional=True, none_is_known=True)
    year: int | None = about("year it is about; null where the report gives none", default=None, optional=True, none_is_known=True)
    change_pct: float | None = about(
        "change on the year before, in percent, as printed", default=None, optional=True, none_is_known=True, signed=True
    )
    change_points: float | None = about(
        "change in percentage points, as printed", default=None, optional=True, none_is_known=True, signed=True
    )

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        zones = (self.zone,) if self.zone else self.zones
        yield "national", str(not zones and self.place is None).lower()
        for zone in zones:
            yield "zone", zone

    @property
    def filed_under(self) -> int | None:
        return self.year

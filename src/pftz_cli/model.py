"""The records: one frozen class a kind, with the facts about each field that checks, schemas and help need."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Literal

Scope = Literal["nationwide", "all-pftz"]
Area = Literal[
    "business-environment", "digital-trade", "personnel-entry", "risk-prevention-and-control", "trade-in-goods", "trade-in-services"
]
Strength = Literal["must", "best-effort", "encouraged"]
Unit = Literal["hour", "day", "month", "year"]
Status = Literal["confirmed", "reported"]
Region = Literal["central", "western", "northeastern"]


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

    @property
    def is_weak(self) -> bool:
        """True below a ministry's report: shown beside the fact wherever it is shown."""
        return self.rank > Grade.OFFICIAL_REPORT.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What is known about a field besides its name and type.

    Attributes:
        doc: what it holds, for schemas and documentation.
        derived: computed when the data is compiled, never written in a dataset.
        hidden: written in a dataset, never shown.
        at_least: how many entries a list must have.
        vocabulary: the section of vocabulary.yaml its slugs come from.
        none_is_known: None says "there is none" and so needs no line in the watchlist.
    """

    doc: str = ""
    derived: bool = False
    hidden: bool = False
    at_least: int = 0
    vocabulary: str | None = None
    none_is_known: bool = False


def about(doc: str, *, default: Any = None, optional: bool = False, **traits: Any) -> Any:
    """A dataclass field with a `Trait`; *optional* fields take *default* when the dataset leaves them out."""
    metadata = {"trait": Trait(doc=doc, **traits)}
    return field(default=default, metadata=metadata) if optional or traits.get("derived") else field(metadata=metadata)


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
    """What one field rests on, where that differs from the record's other facts."""

    fact: str = about("name of the field")
    grade: Grade = about("best grade among its own sources")
    sources: tuple[str, ...] = about("ids of those sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record holds. Records come from `load_catalog`; making one by hand checks nothing."""

    kind: ClassVar[str] = ""
    dataset: ClassVar[str] = ""
    id_pattern: ClassVar[str] = r"[a-z0-9]+(-[a-z0-9]+)*"

    id: str = about("never changed, never used again")
    title: str = about("short, in our own words; the name where the record is a named thing")
    title_zh: str | None = about("the same in simplified Chinese, where it is known")
    summary: str = about("two or three sentences of our own")
    sectors: tuple[str, ...] = about("what it touches", default=(), optional=True, vocabulary="sectors")
    grade: Grade = about("the grade of its best source", derived=True, default=Grade.UNVERIFIED)
    sources: tuple[Citation, ...] = about("where it was read", at_least=1)
    evidence: tuple[Evidence, ...] = about("fields that rest on sources of their own", derived=True, default=())
    notes: tuple[str, ...] = about("caveats and discrepancies", default=(), optional=True)
    asked_as: tuple[str, ...] = about("how people ask for it in English", default=(), optional=True, hidden=True, at_least=8)
    asked_as_zh: tuple[str, ...] = about("how people ask for it in Chinese", default=(), optional=True, hidden=True, at_least=5)

    def facets(self) -> Iterator[tuple[str, str]]:
        """Yield what filters look at: pairs of facet and value, several of a facet where a record has several."""
        yield "kind", self.kind
        for sector in self.sectors:
            yield "sector", sector
        if self.day is not None:
            yield "day", self.day.isoformat()
            yield "year", str(self.day.year)

    @property
    def day(self) -> date | None:
        """The one date that a filter by date looks at."""
        return None


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
    """One of the 30 pilot measures that the State Council scaled up in 2024."""

    kind = "measure"
    dataset = "measures"
    id_pattern = r"M\d{2}"

    number: int = about("number in the notice's annex", derived=True, default=0)
    scope: Scope = about("where it holds: everywhere, or in all pilot free trade zones", vocabulary="scopes")
    area: Area = about("field of policy", vocabulary="areas")
    authorities: tuple[str, ...] = about("agencies that the parties column names, in its order", vocabulary="authorities")
    provincial_governments: bool = about("the parties column names provincial-level governments")
    other_departments: bool = about("the parties column adds departments without naming them")
    conditions: tuple[str, ...] = about("what must be so for it to apply", default=(), optional=True)
    time_limits: tuple[TimeLimit, ...] = about("periods it sets", default=(), optional=True)
    strength: Strength = about("how hard the source binds the authority")
    excludes: tuple[str, ...] = about("what the benefit does not reach", default=(), optional=True)
    basis: str = about("document number of the notice")
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

    name: str = about("name in English")
    name_zh: str | None = about("name in Chinese, where it was seen")
    city: str = about("the city it lies in")
    area_km2: float | None = about("square kilometres")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Record):
    """A pilot free trade zone."""

    kind = "zone"
    dataset = "zones"

    name: str = about("official name in English")
    name_zh: str = about("official name in Chinese")
    province: str = about("ISO 3166-2 code")
    year: int = about("year of its launch")
    dates: ZoneDates = about("four dates, kept apart")
    area_km2: float | None = about("square kilometres of the whole zone today")
    sub_areas: tuple[SubArea, ...] = about("its parts", default=(), optional=True)
    pilot_region: bool = about("one of the six of G.Fa. [2023] No. 9")
    alliances: tuple[str, ...] = about("standing cooperations it belongs to", default=(), optional=True, vocabulary="alliances")
    figures: tuple[str, ...] = about("ids of the figures that speak of it", default=(), optional=True)

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from (pair for pair in Record.facets(self) if pair[0] != "year")
        yield "zone", self.id
        yield "year", str(self.year)
        yield "pilot", str(self.pilot_region).lower()
        for alliance in self.alliances:
            yield "alliance", alliance

    @property
    def day(self) -> date | None:
        return self.dates.unveiled or self.dates.published


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
    id_pattern = r"batch-\d+"

    number: int = about("first, second")
    announced: date = about("day of the public announcement")
    document: str | None = about("number of the notice")
    park_count: int = about("how many parks the announcement speaks of")
    parks_named: bool = about("whether a source names them")
    status: Status = about("confirmed, or reported without confirmation")
    regions: Regions | None = about("how many lie where")

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "batch", str(self.number)
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
    id_pattern = r"park-[a-z]+"

    batch: str = about("id of its batch")
    city: str = about("host city")
    city_zh: str = about("host city in Chinese")
    province: str = about("ISO 3166-2 code")
    region: Region = about("part of the country", vocabulary="regions")
    site: str | None = about("where in the city")
    area_km2: float | None = about("square kilometres")

    def facets(self) -> Iterator[tuple[str, str]]:
        yield from Record.facets(self)
        yield "batch", self.batch.removeprefix("batch-")
        yield "region", self.region


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province-level place."""

    id: str = about("ISO 3166-2 code")
    name: str = about("name in English")
    name_zh: str = about("short name in Chinese")
    official_zh: str = about("official name in Chinese")
    pinyin: str = about("reviewed reading, or the English spelling where the reading is ambiguous")
    mainland: bool = about("false for Hong Kong, Macao and Taiwan")
    zone_is_province: bool = about("the zone is the whole province", default=False, optional=True)
    aliases: tuple[str, ...] = about("other exact forms", default=(), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city of the gazetteer."""

    id: str = about("slug")
    name: str = about("name in English")
    name_zh: str = about("name in Chinese")
    pinyin: str = about("reviewed reading")
    province: str = about("ISO 3166-2 code")
    zones: tuple[str, ...] = about("pilot free trade zones that lie in it, wholly or in part", default=(), optional=True)
    aliases: tuple[str, ...] = about("other exact forms", default=(), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonePlace:
    """A name that means a zone itself."""

    zone: str = about("id of the zone")
    name: str = about("the name")
    aliases: tuple[str, ...] = about("other exact forms", default=(), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """An entry of a closed list: its slug and what people call it."""

    id: str = about("slug")
    name: str = about("name in English")
    name_zh: str = about("name in Chinese")
    aliases: tuple[str, ...] = about("other exact forms", default=(), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something we do not know, and what would settle it."""

    id: str = about("W and two digits")
    question: str = about("what is open")
    settles: str = about("what would settle it")
    since: date = about("day it was noted")
    affects: tuple[str, ...] = about("ids of records", default=(), optional=True)
    fields: tuple[str, ...] = about("fields it leaves open", default=(), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many records a source says there are."""

    count: int = about("how many")
    where: dict[str, str] = about("filters that pick them", default=(), optional=True)
    source: str = about("id of a source")
    at: str = about("place in it")


KINDS: dict[str, type[Record]] = {cls.kind: cls for cls in (Measure, Zone, Batch, Park)}

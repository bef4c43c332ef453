"""What the datasets share: places, names, counts, open questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pftz_cli.model.base import about

SECTIONS = (
    "scopes", "areas", "case_areas", "series", "date_kinds", "strengths", "statuses", "grades", "authorities", "alliances", "regions",
    "sectors",
)  # fmt: skip
"""The closed lists of the vocabulary."""


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

    @property
    def is_municipality(self) -> bool:
        """True for a city that is a province of its own."""
        return self.official_zh.endswith("市")


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
class Document:
    """An official document that records cite by its number."""

    number: str = about("number as the records cite it")
    number_zh: str | None = about("number in Chinese", none_is_known=True)
    name: str | None = about("title as a source prints it", none_is_known=True)
    title_zh: str | None = about("title in Chinese", none_is_known=True)
    issuers: tuple[str, ...] = about("names of those who issued it", default=(), optional=True)
    dated: date | None = about("day it is dated", none_is_known=True)
    published: date | None = about("day it was made public", none_is_known=True)
    url: str | None = about("its address", none_is_known=True)
    source: str = about("id of the source that tells of it")
    at: str = about("place in it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something we do not know, and what would settle it."""

    id: str = about("W and its number")
    question: str = about("what is open")
    settles: str = about("what would settle it")
    since: date = about("day it was noted")
    affects: tuple[str, ...] = about("ids of records", default=(), optional=True)
    fields: tuple[str, ...] = about("fields it leaves open", default=(), optional=True)
    places: tuple[str, ...] = about("ISO 3166-2 codes of provinces it is about", default=(), optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many records a source says there are."""

    count: int = about("how many")
    kinds: tuple[str, ...] = about("kinds of record it counts; those of the file if left out", default=(), optional=True)
    where: Mapping[str, str] | None = about("facets that pick them", optional=True, none_is_known=True)
    source: str = about("id of a source")
    at: str = about("place in it")

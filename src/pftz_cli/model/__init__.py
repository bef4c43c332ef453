"""The records: one frozen class a kind, with the facts about each field that checks, schemas and help need."""

from pftz_cli.model.base import Citation, Evidence, Grade, Record, Source, Trait, about, trait
from pftz_cli.model.measures import Area, Measure, Origin, Scope, Strength, TimeLimit
from pftz_cli.model.parks import Batch, Park, Region, Regions, Status
from pftz_cli.model.shared import City, Count, Label, Province, Question, ZonePlace
from pftz_cli.model.zones import SubArea, Zone, ZoneDates

KINDS: dict[str, type[Record]] = {cls.kind: cls for cls in (Measure, Zone, Batch, Park)}
"""Kind to its class, in the order of the datasets and, within one, of its records."""

__all__ = [
    "KINDS",
    "Area",
    "Batch",
    "Citation",
    "City",
    "Count",
    "Evidence",
    "Grade",
    "Label",
    "Measure",
    "Origin",
    "Park",
    "Province",
    "Question",
    "Record",
    "Region",
    "Regions",
    "Scope",
    "Source",
    "Status",
    "Strength",
    "SubArea",
    "TimeLimit",
    "Trait",
    "Zone",
    "ZoneDates",
    "ZonePlace",
    "about",
    "trait",
]

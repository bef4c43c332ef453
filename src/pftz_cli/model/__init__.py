"""The records: one frozen class a kind, with the facts about each field that checks, schemas and help need."""

from pftz_cli.model.base import Citation, Evidence, Grade, Record, Source, Trait, When, about, trait
from pftz_cli.model.figures import Figure, Part, Programme, Replication, Restriction
from pftz_cli.model.innovations import Case, CaseArea, Innovation, Paper, Quantity, Series
from pftz_cli.model.measures import Area, Measure, Origin, Scope, Strength, TimeLimit
from pftz_cli.model.parks import Batch, Park, Region, Regions, Status
from pftz_cli.model.policies import DateKind, Development, Milestone, Policy
from pftz_cli.model.shared import SECTIONS, City, Count, Document, Label, Province, Question, ZonePlace
from pftz_cli.model.zones import SubArea, Zone, ZoneDates

KINDS: dict[str, type[Record]] = {
    cls.kind: cls
    for cls in (
        Measure,
        Innovation,
        Case,
        Zone,
        Batch,
        Park,
        Policy,
        Milestone,
        Replication,
        Restriction,
        Development,
        Figure,
        Programme,
    )
}
"""Kind to its class, in the order of the datasets and, within one, of its records."""

__all__ = [
    "KINDS",
    "SECTIONS",
    "Area",
    "Batch",
    "Case",
    "CaseArea",
    "Citation",
    "City",
    "Count",
    "DateKind",
    "Development",
    "Document",
    "Evidence",
    "Figure",
    "Grade",
    "Innovation",
    "Label",
    "Measure",
    "Milestone",
    "Origin",
    "Paper",
    "Park",
    "Part",
    "Policy",
    "Programme",
    "Province",
    "Quantity",
    "Question",
    "Record",
    "Region",
    "Regions",
    "Replication",
    "Restriction",
    "Scope",
    "Series",
    "Source",
    "Status",
    "Strength",
    "SubArea",
    "TimeLimit",
    "Trait",
    "When",
    "Zone",
    "ZoneDates",
    "ZonePlace",
    "about",
    "trait",
]

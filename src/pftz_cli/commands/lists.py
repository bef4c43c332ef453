"""The list commands: a kind's records, filtered."""

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from pftz_cli.commands.answer import answer, few
from pftz_cli.commands.options import with_options
from pftz_cli.errors import ExitStatus, NotEstablished, UsageError
from pftz_cli.index import Catalog, Place, load_catalog
from pftz_cli.output import View, note
from pftz_cli.output.formats import Format
from pftz_cli.query.names import resolve_place
from pftz_cli.query.select import FILTERS, select_records, undated, unnamed_batches, unsettled

LISTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "measures": (("measure",), "pftz measures --authority customs --in Ningxia"),
    "innovations": (("innovation",), "pftz innovations --series departmental --year 2022"),
    "cases": (("case",), "pftz cases --zone chongqing"),
    "zones": (("zone",), "pftz zones --year 2019"),
    "parks": (("batch", "park"), "pftz parks --in Guizhou"),
    "policies": (("policy",), "pftz policies --since 2024-09-01"),
    "timeline": (("milestone",), "pftz timeline --since 2024-12-01"),
    "replication": (("replication",), "pftz replication --zone xinjiang"),
    "negative-list": (("restriction",), "pftz negative-list securities"),
    "developments": (("development",), "pftz developments --affects M23"),
    "figures": (("figure",), "pftz figures --zone hubei"),
    "programmes": (("programme",), "pftz programmes --batch 2"),
}
"""Command to the kinds it lists, and an example of its use."""


def _many(name: str, metavar: str, help: str) -> Any:
    return Annotated[list[str] | None, typer.Option(f"--{name}", metavar=metavar, help=help)]


OPTIONS: Mapping[str, Any] = {
    "series": _many("series", "SERIES", "best-practice, or departmental (promoted by a department)."),
    "scope": _many("scope", "SCOPE", "Where it holds: nationwide, all-pftz."),
    "area": _many("area", "AREA", "Field of policy, such as goods, services, digital."),
    "sector": _many("sector", "SECTOR", "What it touches, such as express, wine, banking."),
    "authority": _many("authority", "AGENCY", "Who is responsible or issued it, such as customs, SAMR, 商务部."),
    "table": _many("table", "TABLE", "Table of the report: 1-1, 1-2, 1-3, 1-4, 1-5."),
    "affects": _many("affects", "ID", "What bears on this record, such as M23, hainan."),
    "place": _many("in", "PLACE", "What counts there: a province, a city, or a zone named as such (henan-pftz)."),
    "strength": _many("strength", "WORD", "How hard it binds: must, best-effort, encouraged."),
    "deadline": Annotated[bool, typer.Option("--deadline", help="Only what sets a time limit.")],
    "zone": _many("zone", "ZONE", "A zone, such as henan, 上海, Lin-gang."),
    "alliance": _many("alliance", "NAME", "Members of a cooperation, such as yangtze-river-delta, 京津冀."),
    "national": Annotated[bool, typer.Option("--national", help="Only of the country, or of the zones as a whole.")],
    "pilot": Annotated[bool, typer.Option("--pilot", help="Only the pilot regions of G.Fa. [2023] No. 9.")],
    "batch": _many("batch", "N", "First or second batch: 1, 2."),
    "region": _many("region", "REGION", "Part of the country: central, western, northeastern."),
    "status": _many("status", "WORD", "confirmed, or reported (without confirmation)."),
    "year": _many("year", "YYYY", "Year it is of: dated, opened, announced, spread, counted."),
    "since": Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="That day, month or year, or later; a zone's is its opening.")
    ],
    "until": Annotated[str | None, typer.Option("--until", metavar="DATE", help="That day, month or year, or earlier.")],
}
"""Filter to its option."""
_OWN: Mapping[tuple[str, str], Any] = {
    ("case", "area"): _many("area", "AREA", "Chapter of the report, such as trade, finance, supervision.")
}
"""Kind and filter to its option, where that is told in other words."""
WORDS = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words that must all occur in the record.")]


def add(app: typer.Typer, name: str, help: str) -> None:
    """Add the list command *name* to *app*."""
    kinds, example = LISTS[name]
    filters = {option: _OWN.get((kind, option), OPTIONS[option]) for kind in kinds for option in FILTERS[kind]}
    app.command(name, help=help, epilog=f"Example: {example}")(with_options(_lister(kinds), {"words": WORDS, **filters}))


def _lister(kinds: tuple[str, ...]) -> Callable[..., int]:
    def run(view: View, words: list[str] | None = None, **filters: Any) -> int:
        catalog = load_catalog()
        if words and not "".join(words).strip():
            raise UsageError("empty query; type a word")
        asked = {name: value for name, value in filters.items() if value not in (None, False, [])}
        places = [resolve_place(catalog, name) for name in asked.get("place", ())]
        try:
            records = select_records(catalog, kinds, words=" ".join(words or ()), **asked)
        except NotEstablished:
            answer([], view, catalog, kinds)
            _tell_coverage(catalog, kinds, view)
            raise
        caveats = [caveat for place in places for caveat in _caveats(catalog, kinds, place)]
        for caveat in caveats:
            note(f"note: {caveat}")
        if doubtful := undated(catalog, kinds, words=" ".join(words or ()), **asked):
            note(f"note: of {few(doubtful)} it is not known whether the date fits")
        status = answer([stored.json for stored in records.stored], view, catalog, kinds)
        if not records:
            _tell_coverage(catalog, kinds, view)
        is_open = not records and bool(doubtful or ("park" in kinds and any(place.mainland for place in places)))
        return ExitStatus.LOOK if is_open or (_BY_SCOPE & set(kinds) and any(map(unsettled, places))) else status

    return run


def _tell_coverage(catalog: Catalog, kinds: tuple[str, ...], view: View) -> None:
    """Say what the data covers, so that a person does not take nothing found for nothing there."""
    if view.format in (Format.TABLE, Format.PLAIN) or sys.stderr.isatty():
        note(f"nothing matched; the data covers: {' '.join(catalog.covers(kinds))}")


_BY_SCOPE = {"measure", "innovation"}
"""Kinds that hold somewhere: nationwide, or in all zones."""


def _caveats(catalog: Catalog, kinds: tuple[str, ...], place: Place) -> list[str]:
    """What a reader must know about a place before acting on the list."""
    found, called = [], f"{place.name} ({place.name_zh})"
    by_scope = bool(_BY_SCOPE & set(kinds))
    if by_scope and (reason := unsettled(place)):
        found.append(reason)
    if by_scope and place.zones and not place.is_zone and not catalog.place(place.province).is_zone:
        zones = ", ".join(place.zones)
        found.append(f"in {called}, {kinds[0]}s of scope all-pftz hold inside the pilot free trade zone alone ({zones})")
    if place.mainland and not place.zones and (by_scope or {"zone", "case"} & set(kinds)):
        found.append(f"no pilot free trade zone lies in {called}")
    if place.kind == "province" and (by_scope or "zone" in kinds):
        found += [f"open question {one['id']}: {one['question']}" for one in catalog.questions(place=place.id)]
    if "batch" in kinds and place.mainland:
        found += [
            f"the {batch.park_count} parks of {batch.id} are not named by any source; whether one lies in {place.name} is not known"
            for batch in unnamed_batches(catalog)
        ]
    return found

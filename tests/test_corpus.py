"""Innovations, cases, policies, the timeline and what else the sources hold: counts, filters, and flaws in the open."""

from typing import get_args

import pytest

from pftz_cli import Catalog, select
from pftz_cli.commands.answer import ordered
from pftz_cli.index.codec import paths
from pftz_cli.model import KINDS, Case, CaseArea, Figure, Innovation, Milestone, Policy, Replication, trait
from pftz_cli.output.formats import Format, View
from pftz_cli.output.legend import NOTHING
from tests.conftest import Run

COUNTS = {
    "measures": 30,
    "innovations": 47,
    "cases": 95,
    "zones": 22,
    "parks": 15,
    "policies": 31,
    "timeline": 36,
    "replication": 14,
    "negative-list": 8,
    "programmes": 4,
}
CHAPTERS = {"investment": 8, "trade": 36, "finance": 9, "supervision": 11, "industry": 7, "factor-resources": 13, "cross-regional": 11}
BY_ZONE = {
    "chongqing": "C75 C80 C93 C95",
    "云南": "C21 C60",
    "sichuan": "C50 C77",
    "shaanxi": "C49",
    "henan": "C06 C79 C86",
    "xinjiang": "C17 C19 C72",
    "hainan": "C28 C66 C70 C84",
    "heilongjiang": "C20 C58",
    "hubei": "C10 C35 C74",
}
REPLICATED = {
    "R01": ("fujian", 28), "R02": ("liaoning", 56), "R03": ("zhejiang", 43), "R04": ("sichuan", 32), "R05": ("henan", 24),
    "R06": ("hubei", 32), "R07": ("shaanxi", 23), "R08": ("shandong", 38), "R09": ("jiangsu", 15), "R10": ("guangxi", 35),
    "R11": ("hebei", 29), "R12": ("heilongjiang", 26), "R13": ("anhui", 44), "R14": ("xinjiang", 35),
}  # fmt: skip


def typed(catalog: Catalog, kind: str, cls: type) -> dict[str, object]:
    return {record.id: record for record in select(catalog, kind=kind) if isinstance(record, cls)}


@pytest.mark.parametrize("command", COUNTS)
def test_every_record_of_the_sources_is_held(run: Run, command: str) -> None:
    assert len(run(command, "--json").ids) == COUNTS[command]


@pytest.mark.parametrize(
    ("command", "letters"),
    [
        ("innovations", "B23 D24"),
        ("cases", "C95"),
        ("policies", "P31"),
        ("timeline", "T36"),
        ("replication", "R14"),
        ("negative-list", "N08"),
    ],
)
def test_ids_are_numbered_without_a_gap_in_the_order_of_the_source(run: Run, command: str, letters: str) -> None:
    expected = [f"{last[0]}{number:02d}" for last in letters.split() for number in range(1, int(last[1:]) + 1)]

    assert run(command, "-f", "id").ids == expected


@pytest.mark.parametrize("command", ["figures", "developments"])
def test_open_lists_are_numbered_without_a_gap(run: Run, command: str) -> None:
    ids = run(command, "-f", "id").ids

    assert [int(id[1:]) for id in ids] == list(range(1, len(ids) + 1))


def test_the_77_institutional_innovations_are_30_and_23_and_24(run: Run) -> None:
    best = run("innovations", "--series", "best practices", "-f", "id").ids
    departmental = run("innovations", "--series", "部门推广", "-f", "id").ids

    assert len(run("measures", "-f", "id").ids) + len(best) + len(departmental) == 77
    assert {id[0] for id in best} == {"B"}
    assert {id[0] for id in departmental} == {"D"}
    counted = {(row["kind"], row["counted"], row["missing"]) for row in run("data", "coverage", "--json").json}
    assert ("measure innovation", 77, 0) in counted


def test_innovations_by_year_department_and_scope(run: Run) -> None:
    assert run("innovations", "--series", "departmental", "--year", "2022", "-f", "id").ids == "D05 D06 D07 D08 D09 D12 D14".split()
    assert run("innovations", "--authority", "人民银行", "-f", "id").ids == ["D13"]
    assert run("innovations", "--authority", "外汇局", "-f", "id").ids == ["D21", "D22", "D23"]
    assert len(run("innovations", "--authority", "mofcom", "--series", "best-practice", "-f", "id").ids) == 23
    assert run("innovations", "--scope", "all-pftz", "-f", "id").ids == "B23 D12 D15 D16 D17".split()
    assert "B23" not in run("innovations", "--in", "青海", "-f", "id").ids
    assert "B23" in run("innovations", "--in", "henan-pftz", "-f", "id").ids


def test_what_the_department_column_has_wrong_is_kept_and_said(catalog: Catalog) -> None:
    innovations = typed(catalog, "innovation", Innovation)

    for id in ("D21", "D22", "D23", "D24"):
        record = innovations[id]
        assert isinstance(record, Innovation)
        assert record.departments == ("nia",)
        assert any("State Administration of Foreign Exchange" in note for note in record.notes)
    assert [innovations[id].document for id in ("D21", "D23", "D24")] == [  # type: ignore[attr-defined]
        "H.Fa. [2019] No. 28",
        "H.Fa. [2020] No. 8",
        "H.Z.Fa. [2020] No. 89",
    ]


@pytest.mark.parametrize("area", CHAPTERS)
def test_each_chapter_has_its_cases(run: Run, area: str) -> None:
    cases = run("cases", "--area", area, "--json").json

    assert len(cases) == CHAPTERS[area]
    assert [case["number"] for case in cases] == sorted(case["number"] for case in cases)


def test_the_chapters_are_all_areas_of_cases_and_stand_in_order(catalog: Catalog) -> None:
    areas = [record.area for record in select(catalog, kind="case") if isinstance(record, Case)]

    assert list(dict.fromkeys(areas)) == list(CHAPTERS) == list(get_args(CaseArea))


@pytest.mark.parametrize("zone", BY_ZONE)
def test_the_cases_of_a_zone(run: Run, zone: str) -> None:
    assert run("cases", "--zone", zone, "-f", "id").ids == BY_ZONE[zone].split()


def test_cases_of_a_province_are_those_of_its_zone_and_of_a_city_not_recorded(run: Run) -> None:
    assert run("cases", "--in", "重庆", "-f", "id").ids == BY_ZONE["chongqing"].split()
    assert "not recorded" in run("cases", "--in", "Zhengzhou", "--json", status=3).stderr
    assert "no pilot free trade zone lies in Ningxia" in run("cases", "--in", "Ningxia", status=1).stderr


def test_an_area_of_measures_is_none_of_cases(run: Run) -> None:
    assert "no area 'goods'; one of cross-regional, factor-resources, finance" in run("cases", "--area", "goods", status=2).stderr
    assert "no area 'finance'" in run("measures", "--area", "finance", status=2).stderr


def test_cases_of_several_zones(run: Run) -> None:
    [case] = run("show", "C94", "--json").json

    assert case["zones"] == ["jiangsu", "zhejiang", "shanghai", "anhui"]
    assert [one["zones"] for one in run("show", "C86", "C88", "C90", "C95", "--json").json] == [
        ["shandong", "henan"],
        ["hebei", "beijing"],
        ["beijing", "tianjin", "hebei"],
        ["chongqing", "guangxi"],
    ]


def test_policies_come_table_by_table(run: Run) -> None:
    policies = run("policies", "--json").json

    assert [sum(policy["table"] == table for policy in policies) for table in ("1-1", "1-2", "1-3", "1-4", "1-5")] == [6, 4, 11, 7, 3]
    assert run("policies", "--table", "1-5", "-f", "id").ids == ["P29", "P30", "P31"]
    assert "1-3" in run("policies", "--table", "1-7", status=2).stderr


def test_policies_since_a_day_are_complete_and_in_order_and_the_undated_are_named(run: Run, catalog: Catalog) -> None:
    policies = [record for record in select(catalog, kind="policy") if isinstance(record, Policy)]
    later = [policy.id for policy in policies if policy.date and policy.date >= "2024-09"]
    undated = [policy.id for policy in policies if policy.date is None]

    result = run("policies", "--since", "2024-09-01", "--json")

    assert result.ids == later
    assert len(later) >= 7
    assert all(id in result.stderr for id in undated)


def test_a_year_does_not_hide_what_is_undated(run: Run) -> None:
    assert len(run("policies", "--year", "2024", "-f", "id").ids) == 31
    assert run("policies", "--year", "2023", status=1).stdout == ""
    assert run("policies", "--since", "2025", status=1).stdout == ""
    assert "more it is not known" in run("figures", "--year", "2024", "-f", "id").stderr


def test_a_range_that_ends_before_it_begins_is_an_error(run: Run) -> None:
    assert "since 2025 is after until 2024" in run("timeline", "--since", "2025", "--until", "2024", status=2).stderr
    assert "empty query" in run("cases", "", status=2).stderr


def test_ids_are_sorted_by_their_numbers(run: Run) -> None:
    ids = run("figures", "--sort", "id", "-f", "id").ids

    assert ids == run("figures", "-f", "id").ids


def test_nothing_certain_is_not_nothing(run: Run) -> None:
    result = run("policies", "--since", "2024-12-31", "-f", "id", status=3)

    assert result.stdout == ""
    assert "P07" in result.stderr


@pytest.mark.parametrize(("since", "until"), [("2024-08", "2024-08"), ("2024-08-01", "2024-08-31"), ("2024-07-27", "2024-08-29")])
def test_a_month_may_be_asked_for(run: Run, since: str, until: str) -> None:
    assert run("timeline", "--since", since, "--until", until, "-f", "id").ids == ["T21", "T22", "T23", "T24"]


@pytest.mark.parametrize("odd", ["2024-13", "24", "2024/08", "202408", "August", "2024-02-30"])
def test_an_odd_date_is_refused(run: Run, odd: str) -> None:
    assert odd in run("timeline", "--since", odd, status=2).stderr


def test_what_customs_issued_is_found_in_the_timeline_too(run: Run) -> None:
    assert {"T14", "T26"} <= set(run("timeline", "--authority", "海关", "-f", "id").ids)
    assert run("developments", "--authority", "safe", "-f", "id").ids == ["F01", "F06"]


def test_figures_of_several_zones_and_of_other_places_say_whose_they_are(run: Run, run_on_terminal: Run) -> None:
    together = run("figures", "--zone", "tianjin", "--json").json
    assert any(figure["zones"] == ["beijing", "tianjin", "hebei"] for figure in together)
    assert "beijing; tianjin; hebei" in run("figures", "--zone", "tianjin").stdout
    screen = run_on_terminal("figures", "Ningxia", columns=120).stdout
    assert "Ningxia" in screen
    assert not [one for one in run("figures", "--national", "--json").json if one["place"] or one["zones"]]


def test_a_table_names_what_came_after(run_on_terminal: Run) -> None:
    assert "Came after: F01 on M06, M07" in run_on_terminal("measures", columns=120).stdout


def test_a_limit_does_not_hide_how_many_matched(run_on_terminal: Run) -> None:
    assert "1 of 4 matching, of 95 cases" in run_on_terminal("cases", "--zone", "chongqing", "--limit", "1", columns=120).stdout


@pytest.mark.parametrize("kind", KINDS)
def test_records_can_be_sorted_by_every_field(catalog: Catalog, kind: str) -> None:
    texts = [stored.json for stored in catalog.select([kind], []).stored]

    for path in paths(KINDS[kind]):
        for sign in ("", "-"):
            assert sorted(ordered(texts, View(Format.JSON, sort=sign + path))) == sorted(texts)


def test_periods_are_sorted_by_their_length(run: Run) -> None:
    values = run("measures", "--deadline", "--sort", "time_limits", "--json").json

    assert [measure["id"] for measure in values] == ["M03", "M04", "M07", "M01", "M02", "M11"]


def test_a_month_counts_where_one_of_its_days_fits_and_says_so(run: Run, catalog: Catalog) -> None:
    monthly = [record.id for record in select(catalog, kind="milestone") if isinstance(record, Milestone) and len(record.date) == 7]

    result = run("timeline", "--since", "2024-09-20", "--until", "2024-09-30", "-f", "id")

    assert monthly == result.ids
    assert "not known whether the date fits" in result.stderr
    assert "not known" not in run("timeline", "--since", "2024-09-01", "--until", "2024-09-30", "-f", "id").stderr


def test_the_timeline_runs_through_2024_and_every_date_has_its_kind(run: Run) -> None:
    milestones = run("timeline", "--json").json

    dates = [milestone["date"] for milestone in milestones]
    assert dates[0] == "2024-01-08"
    assert dates[-1] == "2024-12-30"
    assert {milestone["date_kind"] for milestone in milestones} >= {"signed", "issued", "event"}


@pytest.mark.parametrize(("day", "right"), [("2024-03-21", "2024-03-20"), ("2024-04-24", "2024-04-23"), ("2024-10-17", "2024-10-15")])
def test_a_date_that_pages_show_wrong_says_so(run: Run, day: str, right: str) -> None:
    [milestone] = run("timeline", "--since", day, "--until", day, "--json").json

    assert any(right in note for note in milestone["notes"])


def test_milestones_and_policies_name_each_other(run: Run, catalog: Catalog) -> None:
    linked = [record for record in select(catalog, kind="milestone") if isinstance(record, Milestone) and record.policy]

    assert len(linked) >= 20
    for milestone in linked:
        assert milestone.policy in [other.id for other in catalog.related(milestone.id)]


def test_replication_counts_stand_as_printed_and_the_one_that_does_not_add_up_says_so(catalog: Catalog) -> None:
    held = {record.id: record for record in select(catalog, kind="replication") if isinstance(record, Replication)}

    assert {id: (record.zone, record.count) for id, record in held.items()} == REPLICATED
    assert any("31" in note and "32" in note for note in held["R04"].notes)
    for id, record in held.items():
        assert id == "R04" or not record.parts or sum(part.count for part in record.parts) == record.count


def test_the_negative_list_has_eight_rows_and_says_how_long_the_lists_are(run: Run, run_on_terminal: Run) -> None:
    assert len(run("negative-list").stdout.splitlines()) == 8
    screen = run_on_terminal("negative-list", "submarines", columns=100, status=1).stdout
    assert "68" in screen
    assert "71" in screen


def test_the_figures_of_a_zone_are_its_own(run: Run, catalog: Catalog) -> None:
    [hubei] = run("show", "hubei", "--json").json
    figures = {record.id: record for record in select(catalog, kind="figure", zone="hubei") if isinstance(record, Figure)}

    assert hubei["figures"] == list(figures)
    trade = next(figure for figure in figures.values() if figure.value == 225.85)
    assert (trade.unit, trade.year, trade.change_pct) == ("RMB billion", 2024, 50.4)


def test_the_page_of_hubei_shows_its_trade(run_on_terminal: Run) -> None:
    screen = run_on_terminal("show", "hubei", columns=100).stdout

    assert "225.85" in screen
    assert "50.4" in screen


def test_national_figures_reconcile(catalog: Catalog) -> None:
    national = [record for record in select(catalog, kind="figure", national=True) if isinstance(record, Figure)]
    values = {(figure.value, figure.unit) for figure in national}

    assert {
        (8.59, "RMB trillion"),
        (4001.99, "RMB billion"),
        (4590.38, "RMB billion"),
        (24.3, "percent"),
        (200.83, "USD billion"),
    } <= values
    assert round((4001.99 + 4590.38) / 1000, 2) == 8.59


def test_the_total_of_foreign_investment_is_kept_in_dollars_with_its_note(run: Run, catalog: Catalog) -> None:
    [figure] = [record for record in select(catalog, kind="figure") if isinstance(record, Figure) and record.value == 200.83]

    assert figure.unit == "USD billion"
    assert any("RMB" in note for note in figure.notes)


def test_developments_are_in_order_and_reach_the_measures_they_bear_on(run: Run) -> None:
    developments = run("developments", "--json").json

    assert [one["date"] for one in developments] == sorted(one["date"] for one in developments)
    assert {"M06", "M08", "M23"} <= {id for one in developments for id in one["affects"]}
    assert run("developments", "--affects", "m25", "--json").ids
    assert "no record 'M99'" in run("developments", "--affects", "M99", status=2).stderr
    weak = run("developments", "--status", "reported", "--json").json
    assert any("Inner Mongolia" in one["title"] for one in weak)


def test_programmes_keep_what_their_sources_say(run: Run) -> None:
    programmes = {one["id"]: one for one in run("programmes", "--json").json}

    assert list(programmes) == ["aeo-green-channel", "rcep-origin-review", "industrial-park-guidance", "shandong-machine-tool-cluster"]
    for id in ("aeo-green-channel", "rcep-origin-review"):
        assert programmes[id]["markets"] == ["ASEAN", "Japan", "South Korea"]
        assert any(figure["value"] == 1.2 and figure["unit"] == "working day" for figure in programmes[id]["figures"])
        assert programmes[id]["status"] == "reported"
    assert len(programmes["industrial-park-guidance"]["focus"]) == 7
    cluster = programmes["shandong-machine-tool-cluster"]
    assert cluster["cities"] == ["Jinan", "Qingdao", "Zaozhuang", "Weifang"]
    assert {figure["value"] for figure in cluster["figures"]} >= {7, 30}


@pytest.mark.parametrize(
    ("id", "others"),
    [
        ("C75", ["chongqing"]),
        ("chongqing", ["C75", "C80", "C93", "C95"]),
        ("M23", ["F01", "F06", "T29"]),
        ("batch-2", ["aeo-green-channel", "rcep-origin-review"]),
        ("M03", ["T29"]),
        ("R04", ["sichuan"]),
    ],
)
def test_a_page_names_the_records_that_belong_with_it(run_on_terminal: Run, id: str, others: list[str]) -> None:
    related = run_on_terminal("show", id, columns=100).stdout.split("See also\n")[1].split("\nSources\n")[0]

    assert all(other in related for other in others)


def test_the_page_of_an_innovation_shows_its_other_names(run_on_terminal: Run) -> None:
    assert "on-site audit" in run_on_terminal("show", "D10", columns=100).stdout


def test_the_page_of_d22_shows_its_note(run_on_terminal: Run) -> None:
    assert "State Administration of Foreign" in run_on_terminal("show", "D22", columns=120).stdout


def test_what_is_not_told_is_not_called_unknown(run_on_terminal: Run, catalog: Catalog) -> None:
    silent = next(case for case in select(catalog, kind="case") if isinstance(case, Case) and case.before is None)

    assert "the report does not tell" in run_on_terminal("show", silent.id, columns=100).stdout
    assert "not known" not in run_on_terminal("figures", "--national", columns=140).stdout


def test_a_null_that_is_known_has_its_word_in_tables() -> None:
    import dataclasses

    known = {f"{kind}.{field.name}" for kind, cls in KINDS.items() for field in dataclasses.fields(cls) if trait(field).none_is_known}

    assert known == set(NOTHING)


@pytest.mark.parametrize("command", [*COUNTS, "figures", "developments"])
def test_an_empty_answer_says_what_the_data_covers(run_on_terminal: Run, command: str) -> None:
    screen = run_on_terminal(command, "zzzz", columns=100, status=1).stdout

    assert "nothing matched; the data covers: " in screen


@pytest.mark.parametrize("command", [*COUNTS, "figures", "developments"])
@pytest.mark.parametrize("columns", [40, 80, 140])
def test_every_table_fits_its_terminal(run_on_terminal: Run, command: str, columns: int) -> None:
    from rich.cells import cell_len

    screen = run_on_terminal(command, columns=columns, NO_COLOR="1").stdout

    assert [line for line in screen.splitlines() if cell_len(line) > columns and "http" not in line] == []


def test_what_is_printed_wrong_is_marked_wherever_it_is_shown(run: Run, run_on_terminal: Run) -> None:
    wrong = {"T08": "date", "T28": "date", "D22": "departments", "R04": "count"}

    for record in run("show", *wrong, "--json").json:
        assert record["doubtful"] == [wrong[record["id"]]]
    assert "2024-03-21 (?)" in run_on_terminal("timeline", columns=120).stdout
    assert "32 (?)" in run_on_terminal("replication", columns=120).stdout
    assert "USD 200.83 billion (?)" in run_on_terminal("figures", "--national", columns=120).stdout
    assert "as printed, but wrong or doubtful" in run_on_terminal("show", "T08", columns=120).stdout
    assert "(?)" not in run_on_terminal("measures", columns=120).stdout

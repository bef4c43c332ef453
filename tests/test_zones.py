"""The 22 pilot free trade zones."""

from datetime import date
from itertools import accumulate

import pytest

from pftz_cli import Catalog, select
from pftz_cli.model import Zone
from tests.conftest import Run

IDS = """shanghai guangdong tianjin fujian liaoning zhejiang henan hubei chongqing sichuan shaanxi hainan shandong jiangsu guangxi
hebei yunnan heilongjiang beijing hunan anhui xinjiang""".split()


@pytest.fixture
def zones(catalog: Catalog) -> dict[str, Zone]:
    return {record.id: record for record in select(catalog, kind="zone") if isinstance(record, Zone)}


def test_zones_stand_in_the_order_of_their_launch(run: Run) -> None:
    assert run("zones", "-f", "id").ids == IDS


def test_the_number_of_zones_grew_as_news_told_it(zones: dict[str, Zone]) -> None:
    years = [2013, 2015, 2017, 2018, 2019, 2020, 2023]

    assert list(accumulate(sum(zone.year == year for zone in zones.values()) for year in years)) == [1, 4, 11, 12, 18, 21, 22]


def test_six_zones_are_of_2019(run: Run) -> None:
    assert run("zones", "--year", "2019", "-f", "id").ids == ["shandong", "jiangsu", "guangxi", "hebei", "yunnan", "heilongjiang"]


def test_the_six_pilot_regions_of_2023(run: Run) -> None:
    assert run("zones", "--pilot", "-f", "id").ids == ["shanghai", "guangdong", "tianjin", "fujian", "hainan", "beijing"]


@pytest.mark.parametrize(
    ("alliance", "members"),
    [
        ("京津冀", ["tianjin", "hebei", "beijing"]),
        ("yangtze-river-delta", ["shanghai", "zhejiang", "jiangsu", "anhui"]),
        ("yellow river", ["henan", "sichuan", "shaanxi", "shandong"]),
        ("长江经济带", ["shanghai", "zhejiang", "hubei", "chongqing", "sichuan", "jiangsu", "yunnan", "hunan", "anhui"]),
    ],
)
def test_alliances_have_their_members(run: Run, alliance: str, members: list[str]) -> None:
    assert run("zones", "--alliance", alliance, "-f", "id").ids == members


@pytest.mark.parametrize("name", ["上海", "Shanghai", "Lin-gang", "shanghai-pftz", "上海自贸试验区", "沪"])
def test_a_zone_is_found_by_any_of_its_names(run: Run, name: str) -> None:
    assert run("zones", "--zone", name, "-f", "id").ids == ["shanghai"]


def test_shanxi_and_shaanxi_are_not_mixed_up(run: Run) -> None:
    assert run("zones", "--in", "Shaanxi", "-f", "id").ids == ["shaanxi"]
    assert run("zones", "--in", "Shanxi", "-f", "id", status=1).ids == []
    run("zones", "--zone", "Shanxi", status=2)


def test_the_parts_of_a_zone_make_its_whole_where_all_are_known(zones: dict[str, Zone]) -> None:
    known = {
        zone.id: (zone.area_km2, sum(area.area_km2 or 0 for area in zone.sub_areas))
        for zone in zones.values()
        if zone.sub_areas and zone.area_km2 and all(area.area_km2 for area in zone.sub_areas)
    }

    assert len(known) == 17
    for whole, parts in known.values():
        assert parts == pytest.approx(whole, abs=0.011)


def test_chongqing_keeps_the_figure_that_its_parts_bear_out_and_notes_the_official_slip(zones: dict[str, Zone]) -> None:
    assert zones["chongqing"].area_km2 == 119.98
    assert any("111.98" in note for note in zones["chongqing"].notes)


def test_liaoning_opened_on_the_tenth_and_the_first_of_april_is_noted(zones: dict[str, Zone]) -> None:
    assert zones["liaoning"].dates.unveiled == date(2017, 4, 10)
    assert any("1 April" in note for note in zones["liaoning"].notes)


def test_figures_that_nobody_saw_on_a_page_are_not_known(zones: dict[str, Zone]) -> None:
    unknown = {(zone.id, area.name) for zone in zones.values() for area in zone.sub_areas if area.area_km2 is None}

    assert {zone for zone, _ in unknown} == {"shanghai", "shandong", "hebei", "yunnan"}
    assert zones["yunnan"].area_km2 is None
    assert zones["hainan"].area_km2 is None
    assert zones["hebei"].dates.unveiled is None


def test_areas_are_square_kilometres_of_a_believable_size(zones: dict[str, Zone]) -> None:
    for zone in zones.values():
        assert zone.area_km2 is None or 20 <= zone.area_km2 <= 400


def test_official_names_follow_their_form(zones: dict[str, Zone]) -> None:
    for zone in zones.values():
        assert zone.name.startswith("China (")
        assert zone.name.endswith(") Pilot Free Trade Zone")
        assert zone.name_zh.startswith("中国（")
        assert zone.name_zh.endswith("）自由贸易试验区")


def test_a_sum_of_our_own_is_not_given_a_page_s_grade(run: Run) -> None:
    for zone in run("show", "shanghai", "zhejiang", "--json").json:
        assert {fact["fact"]: fact["grade"] for fact in zone["evidence"]}["area_km2"] == "unverified"


def test_a_reported_23rd_zone_is_an_open_question_and_no_record(catalog: Catalog, run: Run) -> None:
    assert any("Inner Mongolia" in question["question"] for question in catalog.questions())
    run("zones", "--zone", "Inner Mongolia", status=2)

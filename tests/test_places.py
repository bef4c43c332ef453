"""`--in PLACE`: what holds where, and names that must never be guessed."""

import pytest

from pftz_cli import Catalog, PftzError, select
from pftz_cli.query.names import resolve_place
from tests.conftest import Run

WITHOUT_ZONE = ["Shanxi", "山西", "Ningxia", "青海", "Gansu", "Jiangxi", "Jilin", "Guizhou", "贵阳", "neimenggu", "Xizang", "Tibet"]
WITH_ZONE = ["Shaanxi", "陕西", "西安", "Xi'an", "xian", "Hainan", "guangdong", "深圳", "Chongqing", "Horgos"]


@pytest.mark.parametrize("place", WITHOUT_ZONE)
def test_a_place_without_a_zone_has_the_thirteen_nationwide_measures(run: Run, place: str) -> None:
    assert len(run("measures", "--in", place, "--json").json) == 13


@pytest.mark.parametrize("place", WITH_ZONE)
def test_a_place_with_a_zone_has_all_thirty(run: Run, place: str) -> None:
    assert len(run("measures", "--in", place, "--json").json) == 30


def test_a_city_outside_its_province_s_zone_has_the_nationwide_ones_only(run: Run) -> None:
    assert len(run("measures", "--in", "Bozhou", "--json").json) == 13
    assert len(run("measures", "--in", "Hefei", "--json").json) == 30


def test_a_province_with_a_zone_is_told_apart_from_the_zone(run: Run) -> None:
    province, zone = run("measures", "--in", "Henan", "-f", "id"), run("measures", "--in", "Henan PFTZ", "-f", "id")

    assert province.ids == zone.ids
    assert "inside the pilot free trade zone alone (henan)" in province.stderr
    assert zone.stderr == ""


def test_hainan_the_province_is_the_zone_itself(run: Run) -> None:
    assert run("measures", "--in", "Hainan", "-f", "id").stderr == ""


ZONE_NAMES = ["henan-pftz", "Henan PFTZ", "河南自贸试验区", "中国（河南）自由贸易试验区", "China (Henan) Pilot Free Trade Zone"]


@pytest.mark.parametrize("zone", ZONE_NAMES)
def test_a_zone_named_as_such_is_the_zone(catalog: Catalog, zone: str) -> None:
    place = resolve_place(catalog, zone)

    assert (place.id, place.is_zone, place.zones) == ("henan-pftz", True, ("henan",))


PARTS = {
    "Lin-gang": "shanghai",
    "临港新片区": "shanghai",
    "Qianhai": "guangdong",
    "前海": "guangdong",
    "苏州片区": "jiangsu",
    "Suzhou Area of Jiangsu PFTZ": "jiangsu",
}


@pytest.mark.parametrize(("part", "zone"), PARTS.items(), ids=PARTS)
def test_a_special_area_counts_as_its_zone(catalog: Catalog, part: str, zone: str) -> None:
    assert resolve_place(catalog, part).zones == (zone,)


@pytest.mark.parametrize("spelling", ["xi'an", "XIAN", "xi an", "Xī’ān", "西安", "西安市", "ＸＩＡＮ"])
def test_case_width_accents_and_spaces_do_not_matter(catalog: Catalog, spelling: str) -> None:
    assert resolve_place(catalog, spelling).id == "xian"


WRONG = ["Shangxi", "Guiyang Free Trade Zone", "Suez", "Henn", "河", "New Jersey foreign trade zone", "zhongqing", "Nansha", "Suzhou Area"]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_name_that_is_not_listed_is_an_error(run: Run, wrong: str) -> None:
    result = run("measures", "--in", wrong, status=2)

    assert result.stdout == ""
    assert result.stderr.startswith(f"pftz: error: no place '{wrong}'")


def test_a_misspelt_province_names_both_that_it_could_be(run: Run) -> None:
    stderr = run("measures", "--in", "Shangxi", status=2).stderr

    assert "Shanxi" in stderr
    assert "Shaanxi" in stderr


@pytest.mark.parametrize("place", ["Hong Kong", "澳门", "Taiwan", "臺灣"])
def test_outside_the_mainland_nothing_is_established_which_is_not_no(run: Run, place: str) -> None:
    result = run("measures", "--in", place, "--json", status=3)

    assert result.json == []
    assert "not established" in result.stderr


def test_all_34_province_level_places_and_every_city_can_be_named(catalog: Catalog) -> None:
    forms = [form for _, form in catalog.terms("place")]

    assert len([id for id in {catalog.target("place", form) for form in forms} if id and id.startswith("CN-")]) == 34
    for form in forms:
        assert resolve_place(catalog, form)


NAMESAKES = {
    "Suzhou": "CN-JS",
    "Fuzhou": "CN-FJ",
    "Bozhou": "CN-AH",
    "博州": "CN-XJ",
    "Taiyuan": "CN-SX",
    "Haikou": "CN-HI",
    "Yiwu": "CN-ZJ",
}


@pytest.mark.parametrize(("place", "province"), NAMESAKES.items(), ids=NAMESAKES)
def test_cities_with_namesakes_lie_where_the_gazetteer_puts_them(catalog: Catalog, place: str, province: str) -> None:
    assert resolve_place(catalog, place).province == province


def test_every_filter_only_narrows(catalog: Catalog) -> None:
    everything = {record.id for record in select(catalog, kind="measure")}

    for place in ("Henan", "Qinghai", "Lin-gang"):
        for scope in ("nationwide", "all-pftz"):
            wide = {record.id for record in select(catalog, kind="measure", place=place)}
            narrow = {record.id for record in select(catalog, kind="measure", place=place, scope=scope)}
            assert narrow <= wide <= everything


def test_of_two_places_the_one_that_is_settled_is_answered_and_the_other_named(run: Run) -> None:
    result = run("measures", "--in", "Ningxia", "--in", "Hong Kong", "-f", "id", status=3)

    assert len(result.ids) == 13
    assert "whether the measures reach Hong Kong is not established" in result.stderr


def test_a_place_without_a_zone_is_said_to_have_none(run: Run) -> None:
    assert "no pilot free trade zone lies in Shanxi (山西)" in run("zones", "--in", "Shanxi", status=1).stderr
    assert "Shanxi (山西) is a place, and it has none" in run("zones", "--zone", "Shanxi", status=2).stderr


def test_an_open_question_about_a_place_is_said_with_the_answer(run: Run) -> None:
    assert "23rd zone, in Inner Mongolia" in run("measures", "--in", "Inner Mongolia").stderr
    assert "23rd zone, in Inner Mongolia" in run("zones", "--in", "内蒙古", status=1).stderr


def test_the_nearest_name_is_one_that_holds_what_was_typed(run: Run) -> None:
    assert "nearest: 临港新片区" in run("measures", "--in", "临港", status=2).stderr


def test_a_city_of_hainan_is_not_told_that_its_zone_is_elsewhere(run: Run) -> None:
    assert run("measures", "--in", "Haikou", "-f", "id").stderr == ""


def test_an_empty_name_is_an_error(catalog: Catalog) -> None:
    for empty in ("", "  ", "　", "???"):
        with pytest.raises(PftzError, match="empty"):
            resolve_place(catalog, empty)

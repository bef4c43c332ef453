"""The 30 scaled-up measures, as a user filters them."""

import pytest

from tests.conftest import Run

BY_AUTHORITY = {
    "customs": [1, 2, 3, 4, 18, 19, 20, 21],
    "SAMR": [1, 5, 12, 21, 25],
    "人民银行": [6, 7, 8, 22, 23],
    "safe": [6, 7, 8, 23],
    "商务部": [1, 12, 22],
    "nfra": [6, 7, 8],
    "证监会": [6, 7, 8],
    "gongxinbu": [1, 5, 22],
    "mee": [1, 15, 16],
    "Ministry of Finance": [2, 13],
    "发改委": [1, 22],
    "mohrss": [9, 17],
    "mfa": [10, 11],
    "nia": [10, 11],
    "sta": [2],
    "mnr": [15],
    "mara": [15],
    "cac": [22],
    "mps": [22],
    "mss": [22],
    "nassp": [22],
    "sca": [22],
    "cnipa": [24],
}
BY_AREA = {
    "goods": [1, 2, 3, 4, 5, 18, 19, 20, 21],
    "服务贸易": [6, 7, 8, 9],
    "personnel-entry": [10, 11],
    "digital": [12, 22],
    "yingshang huanjing": [13, 14, 15, 16, 17, 23, 24, 25],
    "risk": [26, 27, 28, 29, 30],
}


def ids(numbers: list[int]) -> list[str]:
    return [f"M{number:02d}" for number in numbers]


def test_thirteen_measures_apply_nationwide_and_seventeen_to_all_zones(run: Run) -> None:
    assert run("measures", "--scope", "nationwide", "--json").ids == ids([*range(18, 31)])
    assert run("measures", "--scope", "all-pftz", "--json").ids == ids([*range(1, 18)])


@pytest.mark.parametrize(("authority", "numbers"), BY_AUTHORITY.items(), ids=BY_AUTHORITY)
def test_each_agency_has_the_measures_that_the_parties_column_gives_it(run: Run, authority: str, numbers: list[int]) -> None:
    assert run("measures", "--authority", authority, "-f", "id").ids == ids(numbers)


@pytest.mark.parametrize(("area", "numbers"), BY_AREA.items(), ids=BY_AREA)
def test_each_area_has_its_measures(run: Run, area: str, numbers: list[int]) -> None:
    assert run("measures", "--area", area, "-f", "id").ids == ids(numbers)


def test_no_agency_is_named_that_the_table_does_not_name(run: Run) -> None:
    named = {agency for record in run("measures", "--json").json for agency in record["authorities"]}

    assert len(named) == 23
    assert run("measures", "--authority", "most", "--json", status=1).json == []


def test_ten_measures_name_provincial_governments(run: Run) -> None:
    named = [record["number"] for record in run("measures", "--json").json if record["provincial_governments"]]

    assert named == [1, 13, 14, 15, 16, 26, 27, 28, 29, 30]


def test_two_values_of_a_filter_mean_either_and_two_filters_mean_both(run: Run) -> None:
    assert run("measures", "--authority", "sta", "--authority", "cnipa", "-f", "id").ids == ["M02", "M24"]
    assert run("measures", "--authority", "customs", "--scope", "nationwide", "-f", "id").ids == ids([18, 19, 20, 21])
    assert run("measures", "--authority", "cnipa", "--area", "goods", "-f", "id", status=1).ids == []


def test_deadlines_are_those_of_the_table(run: Run) -> None:
    limits = {record["id"]: record["time_limits"] for record in run("measures", "--deadline", "--json").json}

    assert {id: [(limit["value"], limit["unit"]) for limit in found] for id, found in limits.items()} == {
        "M01": [(6, "month")],
        "M02": [(6, "month")],
        "M03": [(6, "hour")],
        "M04": [(48, "hour")],
        "M07": [(120, "day")],
        "M11": [(2, "year")],
    }


def test_articles_of_the_pilot_measures_rise_within_each_scope_and_leave_out_2_3_and_10(run: Run) -> None:
    articles = [record["origin"]["article"] for record in run("measures", "--json").json]

    assert articles[:17] == sorted(articles[:17])
    assert articles[17:] == sorted(articles[17:])
    assert set(range(1, 34)) - set(articles) == {2, 3, 10}


def test_a_best_effort_is_never_shown_as_a_duty(run: Run) -> None:
    assert run("measures", "--strength", "best-effort", "-f", "id").ids == ["M04"]
    assert run("measures", "--strength", "尽力", "-f", "id").ids == ["M04"]


def test_wording_that_binds_someone_whom_the_parties_column_leaves_out_is_noted(run: Run) -> None:
    notes = {record["id"]: " ".join(record["notes"]) for record in run("show", "M14", "M26", "M27", "--json").json}

    assert "court" in notes["M14"]
    assert "Ministry of Commerce" in notes["M26"]
    assert "Ministry of Commerce" in notes["M27"]


def test_a_nationwide_row_that_speaks_of_the_pilot_regions_says_that_the_scope_column_governs(run: Run) -> None:
    noted = [record["number"] for record in run("measures", "--json").json if any('"Pilot Regions"' in note for note in record["notes"])]

    assert noted == [*range(1, 22), 23, 24, 25, 26]


def test_what_was_concluded_and_not_read_is_marked_unverified(run: Run) -> None:
    [record] = run("show", "M20", "--json").json

    assert record["grade"] == "official-report"
    assert {fact["fact"]: fact["grade"] for fact in record["evidence"]}["origin.article"] == "unverified"


def test_words_narrow_a_list_in_either_language(run: Run) -> None:
    assert run("measures", "wine", "label", "-f", "id").ids == ["M21"]
    assert run("measures", "预裁定", "-f", "id").ids == ["M19"]
    assert run("measures", "perishable", "-f", "id").ids == ["M03"]
    assert run("measures", "zebra", "-f", "id", status=1).ids == []


def test_words_are_looked_for_in_what_is_shown_and_in_nothing_else(run: Run) -> None:
    assert run("measures", "carnets", "-f", "id").ids == ["M02"]
    assert run("measures", "gearboxes", "-f", "id", status=1).ids == []


def test_dates_bound_a_list_on_both_sides(run: Run) -> None:
    assert len(run("measures", "--since", "2024-10-25", "--until", "2024-10-25", "--json").json) == 30
    assert run("measures", "--until", "2024-10-24", "--json", status=1).json == []

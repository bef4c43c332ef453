"""The processing-trade parks: one batch known by name, one reported and unnamed."""

import pytest

from tests.conftest import Run

IDS = """batch-1 batch-2 park-taiyuan park-bozhou park-jiyuan park-jingzhou park-changsha park-nanning park-chongqing park-meishan
park-guiyang park-xian park-bortala park-harbin park-dalian""".split()


def test_batches_come_first_then_the_thirteen_parks(run: Run) -> None:
    assert run("parks", "-f", "id").ids == IDS


def test_the_second_batch_is_one_reported_record_without_parks(run: Run) -> None:
    [batch] = run("parks", "--batch", "2", "--json").json

    assert batch["id"] == "batch-2"
    assert (batch["park_count"], batch["parks_named"], batch["status"]) == (12, False, "reported")
    assert batch["grade"] in {"trade-press", "unverified"}
    assert (batch["document"], batch["regions"]) == (None, None)


def test_the_first_batch_has_thirteen_parks_five_six_and_two(run: Run) -> None:
    first, *parks = run("parks", "--batch", "1", "--json").json

    assert first["regions"] == {"central": 5, "western": 6, "northeastern": 2}
    assert (first["announced"], first["document"]) == ("2021-09-13", "商贸函〔2021〕483号")
    assert len(parks) == 13
    assert [sum(park["region"] == region for park in parks) for region in first["regions"]] == [5, 6, 2]


@pytest.mark.parametrize("batch", ["2", "02", "batch-2", "Batch-02"])
def test_a_batch_is_named_by_number_or_id(run: Run, batch: str) -> None:
    assert run("parks", "--batch", batch, "-f", "id").ids == ["batch-2"]


def test_a_batch_that_is_not_there_is_an_error(run: Run) -> None:
    assert "no batch '7'; one of 1, 2" in run("parks", "--batch", "7", status=2).stderr


def test_parks_have_the_status_and_date_of_their_batch(run: Run) -> None:
    assert len(run("parks", "--year", "2021", "-f", "id").ids) == 14
    assert run("parks", "--since", "2022-01-01", "-f", "id").ids == ["batch-2"]
    assert run("parks", "--status", "reported", "-f", "id").ids == ["batch-2"]
    assert len(run("parks", "--status", "已确认", "-f", "id").ids) == 14


def test_facts_that_rest_on_less_than_the_best_source_say_so(run: Run) -> None:
    [batch] = run("show", "batch-1", "--json").json

    assert batch["grade"] == "official"
    assert {fact["fact"]: fact["grade"] for fact in batch["evidence"]}["*"] == "trade-press"


def test_parks_are_found_by_province_and_city(run: Run) -> None:
    assert run("parks", "--in", "贵州", "-f", "id").ids == ["park-guiyang"]
    assert run("parks", "--in", "Nanning", "-f", "id").ids == ["park-nanning"]
    assert run("parks", "--in", "Chongqing", "-f", "id").ids == ["park-chongqing"]


def test_an_unnamed_batch_is_called_not_known_where_a_place_is_asked_for(run: Run) -> None:
    result = run("parks", "--in", "Gansu", "-f", "id", status=3)

    assert "batch-2 are not named by any source" in result.stderr
    assert "Gansu is not known" in result.stderr


def test_which_parks_lie_in_a_zone_is_not_recorded_and_not_guessed(run: Run) -> None:
    assert "not recorded" in run("parks", "--in", "guangxi-pftz", status=3).stderr


def test_only_two_parks_have_an_area_that_was_seen(run: Run) -> None:
    areas = {park["id"]: park["area_km2"] for park in run("parks", "--json").json if park.get("area_km2")}

    assert areas == {"park-nanning": 27.31, "park-guiyang": 10.83}


def test_the_guiyang_free_trade_zone_is_noted_to_be_no_pilot_free_trade_zone(run: Run) -> None:
    [park] = run("show", "park-guiyang", "--json").json

    assert any("no" in note and "pilot free trade zone" in note.casefold() for note in park["notes"])

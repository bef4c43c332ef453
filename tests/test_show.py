"""`pftz show`: whole records by id."""

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("typed", "id"),
    [("m3", "M03"), ("M003", "M03"), ("M03", "M03"), ("HENAN", "henan"), ("Park-Xian", "park-xian"), ("batch-02", "batch-2")],
)
def test_ids_are_matched_without_regard_to_case_and_leading_zeros(run: Run, typed: str, id: str) -> None:
    assert run("show", typed, "--json").ids == [id]


def test_several_records_come_in_the_order_asked_for(run: Run) -> None:
    assert run("show", "M20", "shanghai", "M01", "--json").ids == ["M20", "shanghai", "M01"]


@pytest.mark.parametrize(("name", "id"), [("上海", "shanghai"), ("Henan PFTZ", "henan"), ("Lin-gang", "shanghai")])
def test_a_zone_may_be_called_by_its_names(run: Run, name: str, id: str) -> None:
    assert run("show", name, "--json").ids == [id]


def test_plain_lines_tell_what_belongs_with_a_record_and_what_is_open(run: Run) -> None:
    line = run("show", "hubei").stdout

    assert "Trade of Hubei's zone in 2024: RMB 225.85 billion, +50.4 %" in line
    assert "W" in run("show", "aeo-green-channel").stdout.split("\t")[-1]


def test_pages_come_in_the_order_asked_for(run_on_terminal: Run) -> None:
    screen = run_on_terminal("show", "M01", "M20", "--sort", "-id", columns=100, NO_COLOR="1").stdout

    assert screen.index("M20  ") < screen.index("M01  ")


def test_an_unknown_id_names_the_nearest(run: Run) -> None:
    result = run("show", "M99", status=2)

    assert result.stdout == ""
    assert result.stderr == "pftz: error: no record 'M99'; nearest: M09, M19, M29, G99\n"


def test_one_wrong_id_among_right_ones_shows_nothing(run: Run) -> None:
    assert run("show", "M01", "nosuch", status=2).stdout == ""


def test_plain_lines_hold_every_fact(run: Run) -> None:
    [line] = run("show", "henan").stdout.splitlines()

    for fact in ("henan", "2017-04-01", "119.77", "China (Henan) Pilot Free Trade Zone", "Kaifeng", "http://english.www.gov.cn/"):
        assert fact in line


def test_without_an_id_its_help_is_on_standard_error(run: Run) -> None:
    result = run("show", status=2)

    assert result.stdout == ""
    assert "pftz show M20 henan" in result.stderr

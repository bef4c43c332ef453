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

"""Every format of an answer, as scripts read it."""

import csv
import io
import json

import pytest
import yaml

from tests.conftest import Run

ADDRESS = "https://zmqgs.mofcom.gov.cn/fztg/jzfztg/art/2024/art_346431cac70944b58bbc3603d635e68f.html"
LISTS = ["measures", "zones", "parks"]
PARK_LISTS: list[tuple[list[str], int]] = [([], 0), (["--batch", "1"], 0), (["--batch", "2"], 0), (["--in", "Gansu"], 3)]


def test_json_is_one_array_of_whole_records_a_record_a_line(run: Run) -> None:
    stdout = run("measures", "--scope", "nationwide", "--json").stdout

    assert len(json.loads(stdout)) == 13
    assert len(stdout.splitlines()) == 15


def test_json_holds_the_fields_of_the_contract_in_their_order(run: Run) -> None:
    [record] = run("show", "M03", "--json").json

    assert " ".join(record) == (
        "id kind title title_zh summary number scope area authorities provincial_governments other_departments conditions time_limits "
        "strength excludes basis origin in_force_from sectors grade sources evidence doubtful notes"
    )
    assert list(record["sources"][0]) == ["source", "at", "document", "url"]
    assert record["time_limits"] == [{"value": 6, "unit": "hour", "what": "release after arrival"}]
    assert record["origin"] == {"document": "G.Fa. [2023] No. 9", "article": 7}


def test_nothing_that_is_only_for_searching_is_shown(run: Run) -> None:
    for command in (["measures", "--json"], ["show", "M03", "henan", "-f", "yaml"], ["zones", "-f", "csv"]):
        assert "asked_as" not in run(*command).stdout


def test_jsonl_is_one_record_a_line(run: Run) -> None:
    lines = run("zones", "-f", "jsonl").stdout.splitlines()

    assert [json.loads(line)["id"] for line in lines][:2] == ["shanghai", "guangdong"]
    assert len(lines) == 22


def test_csv_reads_back_with_one_column_a_fact(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("zones", "-f", "csv").stdout)))

    assert rows[6]["id"] == "henan"
    assert rows[6]["dates.unveiled"] == "2017-04-01"
    assert rows[6]["area_km2"] == "119.77"
    assert "Zhengzhou" in rows[6]["sub_areas"]


def test_tsv_has_a_heading_and_as_many_cells_in_every_line(run: Run) -> None:
    lines = run("parks", "-f", "tsv").stdout.splitlines()

    assert lines[0].startswith("id\tkind\ttitle")
    assert len({line.count("\t") for line in lines}) == 1


def test_plain_is_the_default_of_a_pipe_one_record_a_line_nothing_cut(run: Run) -> None:
    lines = run("measures").stdout.splitlines()

    assert len(lines) == 30
    assert all("\x1b" not in line and "…" not in line for line in lines)
    assert all("G.H. [2024] No. 156" in line and ADDRESS in line for line in lines)
    assert lines == run("measures", "-f", "plain").stdout.splitlines()


def test_every_document_number_and_address_stands_in_the_plain_lines(run: Run) -> None:
    for name in LISTS:
        plain = run(name).stdout
        for record in run(name, "--json").json:
            numbers = [value for source in record["sources"] for value in (source["document"], source["url"]) if value]
            assert all(number in plain for number in numbers)


def test_a_table_in_a_file_is_not_coloured_boxed_or_cut(run: Run) -> None:
    stdout = run("measures", "-f", "table").stdout

    assert "\x1b" not in stdout
    assert not set("│┃─━┏╭") & set(stdout)
    assert "Foreign-funded institutions may offer the new financial services that Chinese ones may" in stdout
    assert ADDRESS in stdout


def test_markdown_has_as_many_cells_in_every_row(run: Run) -> None:
    lines = run("measures", "-f", "md").stdout.splitlines()

    assert lines[0] == "| id | title | scope | area | authorities | time_limits | strength | grade | evidence | doubtful |"
    assert {line.count(" | ") for line in lines} == {9}


def test_yaml_reads_back_as_the_same_records(run: Run) -> None:
    for name in LISTS:
        assert yaml.safe_load(run(name, "-f", "yaml").stdout) == run(name, "--json").json


def test_id_is_one_id_a_line(run: Run) -> None:
    assert run("measures", "--authority", "cnipa", "-f", "id").stdout == "M24\n"


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv", "plain", "md", "yaml", "table"])
def test_fields_pick_and_order_the_columns_nested_ones_too(run: Run, format: str) -> None:
    stdout = run("zones", "--zone", "henan", "-f", format, "--fields", "dates.unveiled,id").stdout

    assert "2017-04-01" in stdout
    assert stdout.index("2017-04-01") < stdout.index("henan")
    assert "Luoyang" not in stdout


def test_the_columns_of_csv_are_the_same_whatever_the_records(run: Run) -> None:
    for format in ("csv", "tsv"):
        headings = {run("parks", *filters, "-f", format, status=status).stdout.splitlines()[0] for filters, status in PARK_LISTS}
        assert len(headings) == 1


def test_time_limits_are_sorted_by_length_and_grades_best_first(run: Run) -> None:
    assert run("measures", "--deadline", "--sort", "time_limits", "-f", "id").ids == ["M03", "M04", "M07", "M01", "M02", "M11"]
    grades = [park["grade"] for park in run("parks", "--sort", "grade", "--json").json]
    assert grades == sorted(grades, key=["official", "official-report", "news-agency", "trade-press", "unverified"].index)


def test_what_is_not_known_is_named_when_it_is_sorted_by(run: Run) -> None:
    assert "area_km2 is not known for hainan, yunnan" in run("zones", "--sort", "-area_km2", "--limit", "1", "-f", "id").stderr


def test_an_unknown_field_is_an_error_that_names_the_nearest(run: Run) -> None:
    assert "nearest: title" in run("measures", "--fields", "titel", status=2).stderr
    assert "nearest: area_km2" in run("zones", "--sort", "area_km", status=2).stderr
    assert "one of id, kind, title" in run("zones", "--fields", "bogus", status=2).stderr


def test_limit_keeps_the_first_records(run: Run) -> None:
    assert run("measures", "--limit", "2", "-f", "id").ids == ["M01", "M02"]


@pytest.mark.parametrize("limit", ["0", "-1", "1e3", "1_000", "٣", "9" * 5000, ""])
def test_a_limit_is_a_whole_number_above_zero_in_plain_digits(run: Run, limit: str) -> None:
    assert "--limit takes a whole number from 1 to 999999999" in run("measures", f"--limit={limit}", status=2).stderr


def test_sorting_puts_numbers_in_order_and_the_unknown_last(run: Run) -> None:
    areas = [zone["area_km2"] for zone in run("zones", "--sort", "area_km2", "--json").json]
    falling = [zone["area_km2"] for zone in run("zones", "--sort", "-area_km2", "--json").json]

    assert areas[:-2] == sorted(areas[:-2])
    assert falling[:-2] == areas[:-2][::-1]
    assert areas[-2:] == falling[-2:] == [None, None]


def test_no_result_is_an_empty_array_and_status_one(run: Run) -> None:
    assert run("measures", "--until", "2020-01-01", "--json", status=1).stdout == "[]\n"
    assert run("measures", "--until", "2020-01-01", status=1).stdout == ""


def test_json_is_the_same_whatever_the_locale(run: Run) -> None:
    expected = run("zones", "--json").stdout

    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}, {"FORCE_COLOR": "1"}):
        assert run("zones", "--json", **locale).stdout == expected

"""What a person sees on a terminal."""

import pytest
from rich.cells import cell_len

from tests.conftest import Run

ADDRESS = "https://zmqgs.mofcom.gov.cn/fztg/jzfztg/art/2024/art_346431cac70944b58bbc3603d635e68f.html"


def test_a_terminal_gets_a_table_with_its_count_version_and_source(run_on_terminal: Run) -> None:
    screen = run_on_terminal("measures", "--scope", "nationwide", NO_COLOR="1").stdout

    assert screen.splitlines()[0].split() == ["Id", "Title", "Scope", "Area", "Responsible", "Strength"]
    assert "13 of 30 measures · data 2026.11.1" in screen
    assert "Report on China's Pilot Free Trade Zones 2025 (official-report)" in screen
    assert f"  G.H. [2024] No. 156  {ADDRESS}\n" in screen


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 140, 200, 300])
@pytest.mark.parametrize("command", [["measures"], ["zones"], ["parks"], ["zones", "--lang", "zh"], ["show", "henan", "batch-1", "M22"]])
def test_nothing_is_cut_at_any_width(run_on_terminal: Run, command: list[str], columns: int) -> None:
    screen = run_on_terminal(*command, columns=columns, NO_COLOR="1").stdout

    assert "…" not in screen
    for line in screen.splitlines():
        assert cell_len(line) <= columns or "http" in line


@pytest.mark.parametrize("columns", [20, 80, 140])
def test_ids_document_numbers_and_addresses_stay_whole(run_on_terminal: Run, columns: int) -> None:
    screen = run_on_terminal("parks", columns=columns, NO_COLOR="1").stdout

    for whole in ("batch-1", "park-chongqing", "商贸函〔2021〕483号", "2021-09-13"):
        assert whole in screen
    assert ADDRESS in run_on_terminal("show", "M01", columns=columns, NO_COLOR="1").stdout


def test_chinese_columns_are_aligned(run_on_terminal: Run) -> None:
    lines = run_on_terminal(
        "zones", "--year", "2019", "--lang", "zh", "--fields", "id,title_zh,year", columns=100, NO_COLOR="1"
    ).stdout.splitlines()

    assert len({cell_len(line.split("2019")[0]) for line in lines[1:7]}) == 1


def test_a_weak_grade_stands_beside_its_record(run_on_terminal: Run) -> None:
    screen = run_on_terminal("parks", "--batch", "2", columns=120, NO_COLOR="1").stdout

    assert "reported" in screen
    assert "trade-press" in screen


def test_a_page_shows_how_sure_each_fact_is_and_what_is_open(run_on_terminal: Run) -> None:
    screen = run_on_terminal("show", "henan", columns=100, NO_COLOR="1").stdout

    assert "unveiled: 2017-04-01 (trade-press)" in screen
    assert "Yellow River Basin PFTZ Alliance (news-agency)" in screen
    assert "Not known" in screen


def test_what_is_not_known_is_called_so(run_on_terminal: Run) -> None:
    screen = run_on_terminal("show", "hebei", columns=100, NO_COLOR="1").stdout

    assert "unveiled: not known" in screen
    assert "Xiongan Area" in screen


def test_best_effort_and_unnamed_parties_are_said(run_on_terminal: Run) -> None:
    assert "best-effort" in run_on_terminal("show", "M04", NO_COLOR="1").stdout
    assert "provincial governments" in run_on_terminal("show", "M14", NO_COLOR="1").stdout
    assert "departments not named" in run_on_terminal("show", "M30", NO_COLOR="1").stdout


def test_chinese_titles_headings_and_labels(run_on_terminal: Run) -> None:
    before = run_on_terminal("--lang", "zh", "measures", "--authority", "cnipa", columns=120, NO_COLOR="1").stdout
    after = run_on_terminal("measures", "--authority", "cnipa", "--lang", "zh", columns=120, NO_COLOR="1").stdout

    assert before == after
    for word in ("编号", "标题", "全国", "营商环境", "国家知识产权局", "专利"):
        assert word in before


def test_colour_is_for_terminals_and_no_color_wins(run: Run, run_on_terminal: Run) -> None:
    assert "\x1b[" in run_on_terminal("measures").stdout
    assert "\x1b[" not in run_on_terminal("measures", NO_COLOR="1", FORCE_COLOR="1").stdout
    assert "\x1b[" not in run_on_terminal("measures", TERM="dumb").stdout
    assert "\x1b[" not in run("measures", "-f", "table").stdout
    assert "\x1b[" in run("measures", "-f", "table", FORCE_COLOR="1").stdout


def test_an_empty_answer_says_what_the_data_covers(run_on_terminal: Run) -> None:
    screen = run_on_terminal("measures", "zebra", status=1).stdout

    assert "0 of 30 measures" in screen
    assert "The second batch of 2025 (77 measures) is not held" in " ".join(screen.split())


def test_a_strange_terminal_size_breaks_nothing(run_on_terminal: Run) -> None:
    assert "M01" in run_on_terminal("measures", columns=0).stdout
    for size in ("0", "1", "-5", "abc", "100000"):
        assert "M01" in run_on_terminal("measures", COLUMNS=size).stdout

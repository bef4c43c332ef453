"""`pftz find`: ranked search in its first form."""

import pytest

from pftz_cli import Catalog, find, select
from tests.conftest import Run

QUERIES = {
    "wine labels": "M21",
    "wine lables": "M21",
    "葡萄酒标签": "M21",
    "source code": "M22",
    "预裁定到期前申请展期": "M19",
    "minor errors in a certificate of origin": "M18",
    "SDoC": "M05",
    "free trade zone in Zhengzhou": "henan",
    "M3": "M03",
    "Jiyuan": "park-jiyuan",
    "商贸函〔2021〕483号": "batch-1",
    "国发〔2018〕34号": "hainan",
    "ATA carnet": "M02",
}


@pytest.mark.parametrize(("query", "id"), QUERIES.items(), ids=QUERIES)
def test_the_record_meant_comes_first(run: Run, query: str, id: str) -> None:
    assert run("find", query, "--json").ids[0] == id


def test_each_match_says_how_much_and_what_matched(run: Run) -> None:
    first, *others = run("find", "wine labels", "--json").json

    assert 50 <= first["score"] <= 100
    assert "wine" in first["matched"]
    assert all(other["score"] <= first["score"] for other in others)


def test_a_word_that_was_taken_for_another_is_shown_with_it(run: Run) -> None:
    assert "lables→label" in run("find", "wine lables", "--json").json[0]["matched"]


def test_scores_fall_and_limit_and_kind_are_kept(catalog: Catalog) -> None:
    matches = find(catalog, "free trade zone", kinds=["zone"], limit=5)

    assert len(matches) == 5
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert {match.record.kind for match in matches} == {"zone"}


@pytest.mark.parametrize("query", ["zebra crossing", "Suez", "qwertyuiop", "New Jersey foreign trade zone"])
def test_nothing_near_is_said_and_not_made_up(run: Run, query: str) -> None:
    result = run("find", query, "--json", status=1)

    assert result.json == []
    assert "nothing comes near" in result.stderr


@pytest.mark.parametrize("query", ["", "  ", "　", "\u200b", "——", "???"])
def test_an_empty_query_is_an_error(run: Run, query: str) -> None:
    result = run("find", query, status=2)

    assert result.stdout == ""
    assert "empty query" in result.stderr


def test_a_query_is_not_endless(run: Run) -> None:
    assert "longer than 1000 characters" in run("find", "海" * 4000, status=2).stderr


def test_an_unknown_kind_names_the_nearest(run: Run) -> None:
    assert "nearest: measure" in run("find", "wine", "--kind", "mesure", status=2).stderr


@pytest.mark.parametrize(
    "query", ["%", "wine_", "'; DROP TABLE record;--", "NEAR(wine label)", "wine AND", '"wine', "wine*", "^wine", "a:wine"]
)
def test_signs_of_query_languages_are_plain_text(catalog: Catalog, query: str) -> None:
    find(catalog, f"{query} wine")
    select(catalog, kind="measure", words=f"{query} wine")

    assert [record.id for record in select(catalog, kind="measure", words="wine label")] == ["M21"]

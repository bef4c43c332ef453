"""`pftz data`, and what must hold of the real data whatever it grows to."""

import dataclasses
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from pftz_cli import Catalog, select
from pftz_cli.index import data_folder
from pftz_cli.load.datasets import Datasets, load_datasets
from pftz_cli.load.files import DATASETS, read_folder
from pftz_cli.model import KINDS, Grade
from pftz_cli.output.words import WEAK
from tests.conftest import Run


@pytest.fixture(scope="module")
def loaded() -> Datasets:
    return load_datasets(read_folder(data_folder()))


def test_the_real_data_has_no_problem(run: Run) -> None:
    result = run("data", "check")

    assert result.stdout == ""
    assert re.search(r"[0-9]{3} records, .*: no problem", result.stderr)


def test_info_tells_version_folder_and_counts(run: Run) -> None:
    info = run("data", "info", "--json").json

    assert info["data_version"] == "2026.11.1"
    held = info["records"]
    assert (held["measure"], held["zone"], held["batch"], held["park"], held["case"]) == (30, 22, 2, 13, 95)
    assert list(held) == list(KINDS)
    assert re.fullmatch("[0-9a-f]{64}", info["digest"])
    assert run("data", "path").stdout.strip() == info["folder"]


def test_coverage_holds_everything_the_sources_count_but_the_unnamed_parks(run: Run) -> None:
    missing = {
        (row["kind"], row["filters"].get("batch")): row["missing"] for row in run("data", "coverage", "--json").json if row["missing"]
    }

    assert missing == {("park", "batch-2"): 12}


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv", "md", "yaml", "plain"])
def test_coverage_and_info_come_in_every_format(run: Run, format: str) -> None:
    assert "pftz-report-2025" in run("data", "coverage", "-f", format).stdout
    assert "2026.11.1" in run("data", "info", "-f", format).stdout
    assert "no ids" in run("data", "coverage", "-f", "id", status=2).stderr


def test_coverage_fits_a_terminal(run_on_terminal: Run) -> None:
    screen = run_on_terminal("data", "coverage", columns=80, NO_COLOR="1").stdout

    assert screen.splitlines()[0].split() == ["kind", "filters", "counted", "held", "missing", "newest", "source"]
    assert all(cell_len(line) <= 80 for line in screen.splitlines())


def test_tables_call_weak_what_is_below_a_ministry_s_report() -> None:
    assert {str(grade) for grade in Grade if grade.rank > Grade.OFFICIAL_REPORT.rank} == WEAK


def test_every_kind_has_its_file() -> None:
    assert tuple(dict.fromkeys(cls.dataset for cls in KINDS.values())) == DATASETS


def test_the_installed_package_answers_from_its_own_data() -> None:
    assert (data_folder() / "index.sqlite").is_file()
    assert data_folder().parent.name == "pftz_cli"


def test_every_record_can_be_asked_for_in_many_ways(loaded: Datasets) -> None:
    for record in loaded.records:
        english, chinese = record.least_asked
        assert len(record.asked_as) >= english, record.id
        assert len(record.asked_as_zh) >= chinese, record.id
        assert all(re.search(r"[㐀-鿿]", phrase) for phrase in record.asked_as_zh), record.id


def test_no_two_records_share_a_way_of_asking(loaded: Datasets) -> None:
    asked = [phrase.casefold() for record in loaded.records for phrase in (*record.asked_as, *record.asked_as_zh)]

    assert sorted({phrase for phrase in asked if asked.count(phrase) > 1}) == []


def test_every_citation_of_a_page_has_an_address(catalog: Catalog) -> None:
    for kind in KINDS:
        for record in select(catalog, kind=kind):
            for citation in record.sources:
                assert citation.url or citation.source in {"pftz-report-2025", "pftz-derivation"}, record.id


def test_every_open_question_is_dated_and_says_what_would_settle_it(loaded: Datasets) -> None:
    assert [question.id for question in loaded.questions] == [f"W{number:02d}" for number in range(1, len(loaded.questions) + 1)]
    assert all(question.question.endswith((".", "?")) and question.settles.endswith(".") for question in loaded.questions)


def test_the_handbook_explains_every_key_of_every_kind() -> None:
    handbook = (Path(__file__).parent.parent / "data" / "README.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"(?m)^(?:- |  )?([a-z_0-9]+): ?", handbook)) | set(re.findall(r"(?m)^\| `([a-z_]+)` \|", handbook))

    for cls in KINDS.values():
        written = {field.name for field in dataclasses.fields(cls) if not field.metadata["trait"].derived}
        assert written <= explained, cls.kind

"""`pftz export`: everything, for other people's tools."""

import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pftz_cli import Catalog
from pftz_cli.model import KINDS
from pftz_cli.output.export import Dataset, write_csv
from pftz_cli.output.legend import plural
from tests.conftest import Run


@pytest.fixture
def database(run: Run, tmp_path: Path) -> sqlite3.Connection:
    run("export", "sqlite", "pftz.sqlite")
    return sqlite3.connect(tmp_path / "pftz.sqlite")


def test_sqlite_holds_every_record_in_the_table_of_its_kind(database: sqlite3.Connection, catalog: Catalog) -> None:
    with closing(database):
        for kind, count in catalog.kinds().items():
            assert database.execute(f"SELECT count(*) FROM {plural(kind)}").fetchone() == (count,)  # noqa: S608
        assert database.execute("SELECT count(*) FROM records").fetchone() == (sum(catalog.kinds().values()),)


def test_sqlite_is_whole_and_every_reference_in_it_is_met(database: sqlite3.Connection) -> None:
    with closing(database):
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        declared = {row[3] for table in ("measures_authorities", "cases_zones", "parks", "figures") for row in _keys(database, table)}
    assert {"value", "batch", "zone", "province"} <= declared


def _keys(database: sqlite3.Connection, table: str) -> list[tuple[str, ...]]:
    return database.execute(f"PRAGMA foreign_key_list({table})").fetchall()


def test_sqlite_answers_questions_in_plain_sql(database: sqlite3.Connection) -> None:
    with closing(database):
        customs = database.execute(
            "SELECT id FROM measures JOIN measures_authorities ON record = id WHERE value = 'gac' AND scope = 'nationwide' ORDER BY id"
        ).fetchall()
        zones = database.execute("SELECT value FROM cases_zones WHERE record = 'C94' ORDER BY position").fetchall()
        first = database.execute("SELECT dates_unveiled FROM zones WHERE id = 'shanghai'").fetchone()
    assert customs == [("M18",), ("M19",), ("M20",), ("M21",)]
    assert zones == [("jiangsu",), ("zhejiang",), ("shanghai",), ("anhui",)]
    assert first == ("2013-09-29",)


@pytest.mark.parametrize(("words", "id"), [("remanufactured", "M01"), ("再制造产品", "M01"), ('"four teams"', "C75")])
def test_sqlite_has_full_text_in_both_languages(database: sqlite3.Connection, words: str, id: str) -> None:
    with closing(database):
        assert (id,) in database.execute("SELECT id FROM search WHERE search MATCH ?", (words,)).fetchall()


def test_json_is_one_object_with_everything(run: Run, tmp_path: Path, catalog: Catalog) -> None:
    run("export", "json", "all.json")
    whole = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))

    assert [record["id"] for record in whole["records"]] == catalog.ids()
    assert whole["records"][0] == run("show", "M01", "--json").json[0]
    assert {source["id"] for source in whole["sources"]} == set(catalog.sources())
    assert len(whole["open_questions"]) == len(catalog.questions())
    assert run("export", "json", "-").stdout == (tmp_path / "all.json").read_text(encoding="utf-8")


def test_json_lines_are_told_apart_by_kind(run: Run, catalog: Catalog) -> None:
    lines = [json.loads(line) for line in run("export", "jsonl", "-").stdout.splitlines()]

    assert [line["id"] for line in lines if line["kind"] in KINDS] == catalog.ids()
    assert {line["kind"] for line in lines} == {*KINDS, "source", "document", "open-question"}


def test_csv_is_a_file_a_kind(run: Run, tmp_path: Path, catalog: Catalog) -> None:
    run("export", "csv", "sheets")
    names = {path.name for path in (tmp_path / "sheets").iterdir()}

    assert names == {*(f"{plural(kind)}.csv" for kind in KINDS), "sources.csv", "documents.csv", "open_questions.csv"}
    with (tmp_path / "sheets" / "cases.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == catalog.kinds()["case"]
    assert rows[74]["zones"] == "chongqing"


def test_csv_for_excel_begins_with_a_byte_order_mark(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "plain")
    run("export", "csv", "excel", "--excel")

    assert (tmp_path / "excel" / "zones.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "plain" / "zones.csv").read_bytes()
    assert "csv alone" in run("export", "json", "x.json", "--excel", status=2).stderr


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, sign: str) -> None:
    text = f"{sign}HYPERLINK(1)"
    row = json.dumps({"id": text, "sectors": [text], "value": -163})
    write_csv(Dataset({}, {"spoilt": (["id", "sectors", "value"], [row])}, [], [], []), tmp_path, for_excel=False)

    with (tmp_path / "spoilt.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream))[1] == [f"'{text}", f"'{text}", "-163"]


def test_parquet_is_a_file_a_kind_with_types(run: Run, tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    run("export", "parquet", "lake")
    measures = parquet.read_table(tmp_path / "lake" / "measures.parquet")

    assert measures.num_rows == 30
    assert measures.column("authorities").to_pylist()[2] == ["gac"]
    assert measures.column("time_limits").to_pylist()[2] == [{"value": 6, "unit": "hour", "what": "release after arrival"}]
    assert str(parquet.read_schema(tmp_path / "lake" / "figures.parquet").field("value").type) == "double"


def test_without_pyarrow_parquet_says_what_to_install(run: Run, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "pyarrow.py").write_text("raise ImportError", encoding="utf-8")

    result = run("export", "parquet", "lake", status=2, PYTHONPATH=str(blocked))

    assert "pip install 'pftz[parquet]'" in result.stderr
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize(("form", "name"), [("sqlite", "a.sqlite"), ("json", "a.json"), ("jsonl", "a.jsonl")])
def test_a_file_that_is_there_is_replaced_only_with_force(run: Run, tmp_path: Path, form: str, name: str) -> None:
    (tmp_path / name).write_text("precious", encoding="utf-8")

    assert "--force" in run("export", form, name, status=2).stderr
    assert (tmp_path / name).read_text(encoding="utf-8") == "precious"
    run("export", form, name, "--force")
    assert (tmp_path / name).stat().st_size > 100_000


def test_a_folder_is_replaced_only_with_force_and_only_if_nothing_else_is_in_it(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "sheets")
    assert "--force" in run("export", "csv", "sheets", status=2).stderr
    (tmp_path / "sheets" / "old.csv").write_text("old", encoding="utf-8")
    run("export", "csv", "sheets", "--force")
    assert not (tmp_path / "sheets" / "old.csv").exists()

    (tmp_path / "sheets" / "thesis.docx").write_text("precious", encoding="utf-8")
    assert "thesis.docx" in run("export", "csv", "sheets", "--force", status=2).stderr
    assert (tmp_path / "sheets" / "thesis.docx").exists()


def test_an_empty_folder_may_be_filled(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sheets").mkdir()

    run("export", "csv", "sheets")

    assert (tmp_path / "sheets" / "cases.csv").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
@pytest.mark.parametrize(("form", "name"), [("sqlite", "a.sqlite"), ("json", "a.json"), ("csv", "sheets")])
def test_a_failed_export_leaves_nothing_behind(tmp_path: Path, form: str, name: str) -> None:
    import resource
    import subprocess

    from tests.conftest import COMMAND, environment

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        [*COMMAND, "export", form, name],
        cwd=tmp_path,
        env=environment(PFTZ_CACHE="off"),
        preexec_fn=limit,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    assert b"cannot write" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export"], "FORM and PATH"),
        (["export", "sqlite"], "FORM and PATH"),
        (["export", "xlsx", "a.xlsx"], "sqlite"),
        (["export", "sqlite", "-"], "not to standard output"),
        (["export", "csv", "-"], "not to standard output"),
        (["export", "sqlite", "no/such/folder/a.sqlite"], "cannot write"),
        (["export", "json", "."], "is a folder"),
    ],
)
def test_a_misused_export_is_one_line_and_status_2(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments, status=2)

    assert said in result.stderr
    assert result.stdout == ""

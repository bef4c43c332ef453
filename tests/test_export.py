"""`pftz export`: everything, for other people's tools."""

import csv
import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pftz_cli import Catalog
from pftz_cli.model import KINDS
from pftz_cli.output.export import Dataset, write_csv
from pftz_cli.output.legend import plural
from tests.conftest import COMMAND, Run, environment


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
        issued = database.execute("SELECT record FROM records_authorities WHERE authority = 'safe' AND record LIKE 'D%'").fetchall()
    assert customs == [("M18",), ("M19",), ("M20",), ("M21",)]
    assert issued == [("D21",), ("D22",), ("D23",)]
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
    assert whole["open_questions"][0]["affects"]
    assert any(source["notes"] for source in whole["sources"])
    assert run("export", "json", "-").stdout == (tmp_path / "all.json").read_text(encoding="utf-8")


def test_json_lines_are_told_apart_by_kind(run: Run, catalog: Catalog) -> None:
    lines = [json.loads(line) for line in run("export", "jsonl", "-").stdout.splitlines()]

    assert [line["id"] for line in lines if line["kind"] in KINDS] == catalog.ids()
    assert {line["kind"] for line in lines} == {*KINDS, "meta", "source", "document", "open-question", "place", "label"}
    assert lines[0]["data_version"] == catalog.meta()["data_version"]


def test_csv_is_a_file_a_kind(run: Run, tmp_path: Path, catalog: Catalog) -> None:
    run("export", "csv", "sheets")
    names = {path.name for path in (tmp_path / "sheets").iterdir()}

    shared = {"sources.csv", "documents.csv", "open_questions.csv", "places.csv", "labels.csv", "meta.csv"}
    assert names == {*(f"{plural(kind)}.csv" for kind in KINDS), *shared}
    with (tmp_path / "sheets" / "cases.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == catalog.kinds()["case"]
    assert rows[74]["zones"] == "chongqing"
    assert rows[93]["zones"].split(" | ") == ["jiangsu", "zhejiang", "shanghai", "anhui"]


def test_csv_for_excel_begins_with_a_byte_order_mark(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "plain")
    run("export", "csv", "excel", "--excel")

    assert (tmp_path / "excel" / "zones.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "plain" / "zones.csv").read_bytes()
    assert "csv alone" in run("export", "json", "x.json", "--excel", status=2).stderr


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, sign: str) -> None:
    text = f"{sign}HYPERLINK(1)"
    row = json.dumps({"id": text, "sectors": [text], "value": -163})
    write_csv(Dataset({}, {"spoilt": (["id", "sectors", "value"], [row])}, {}), tmp_path, for_excel=False)

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


def test_files_in_a_folder_are_replaced_only_with_force_and_only_if_nothing_else_is_there(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "sheets")
    assert "--force" in run("export", "csv", "sheets", status=2).stderr
    (tmp_path / "sheets" / "cases.csv").write_text("old", encoding="utf-8")
    run("export", "csv", "sheets", "--force")
    assert (tmp_path / "sheets" / "cases.csv").stat().st_size > 10_000

    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "cases.csv").write_text("precious", encoding="utf-8")
    assert "no export wrote" in run("export", "csv", "other", "--force", status=2).stderr
    (tmp_path / "half" / "zones.csv").mkdir(parents=True)
    assert "zones.csv" in run("export", "csv", "half", "--force", status=2).stderr
    assert len(list((tmp_path / "half").iterdir())) == 1

    (tmp_path / "sheets" / "my own.csv").write_text("precious", encoding="utf-8")
    assert "my own.csv" in run("export", "csv", "sheets", "--force", status=2).stderr
    assert (tmp_path / "sheets" / "my own.csv").read_text(encoding="utf-8") == "precious"


def test_an_empty_folder_is_filled_and_stays_what_it_is(run: Run, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(private)

    run("export", "csv", "link")

    assert (private / "cases.csv").exists()
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert (tmp_path / "link").is_symlink()


def test_the_folder_one_stands_in_may_be_filled_but_never_emptied(run: Run, tmp_path: Path) -> None:
    run("export", "csv", ".")
    assert (tmp_path / "cases.csv").exists()
    (tmp_path / "mine.csv").write_text("precious", encoding="utf-8")

    assert "mine.csv" in run("export", "csv", ".", "--force", status=2).stderr
    assert (tmp_path / "mine.csv").exists()
    assert "FORM and PATH" in run("export", "csv", "", "--force", status=2).stderr


def test_a_link_is_followed_with_force_and_its_target_keeps_its_permissions(run: Run, tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o600)
    (tmp_path / "link.json").symlink_to(real)

    run("export", "json", "link.json", "--force")

    assert (tmp_path / "link.json").is_symlink()
    assert real.stat().st_size > 100_000
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_what_is_no_regular_file_is_never_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    os.mkfifo(tmp_path / "pipe")

    assert "leads nowhere" in run("export", "json", "nowhere", status=2).stderr
    assert "no regular file" in run("export", "json", "pipe", "--force", status=2).stderr
    assert (tmp_path / "pipe").is_fifo()
    assert "is a folder" in run("export", "sqlite", "out/", status=2).stderr


def test_a_terminated_export_leaves_nothing_behind(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from pftz_cli.output import export, target
from pftz_cli.commands import export as command
command.json_lines = lambda data: os.kill(os.getpid(), signal.SIGTERM) or "half"
from pftz_cli.commands.app import run
sys.exit(run(["export", "jsonl", "a.jsonl"]))
"""
    done = subprocess.run([sys.executable, "-P", "-c", program], cwd=tmp_path, env=environment(), capture_output=True, check=False)

    assert done.returncode == 143, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_exports_at_the_same_moment_never_overwrite_one_another(tmp_path: Path) -> None:
    started = [
        subprocess.Popen([*COMMAND, "export", "json", "a.json"], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE) for _ in range(4)
    ]
    statuses = sorted(process.wait() for process in started)
    for process in started:
        process.communicate()

    assert statuses == [0, 2, 2, 2]
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
@pytest.mark.parametrize(("form", "name"), [("sqlite", "a.sqlite"), ("json", "a.json"), ("csv", "sheets"), ("parquet", "lake")])
def test_a_failed_export_leaves_nothing_behind(tmp_path: Path, form: str, name: str) -> None:
    import resource

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
        (["export", "json", "x" * 300], "cannot write"),
        (["export", "json", "/dev/null", "--force"], "no regular file"),
    ],
)
def test_a_misused_export_is_one_line_and_status_2(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments, status=2)

    assert said in result.stderr
    assert result.stdout == ""

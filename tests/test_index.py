"""The compiled index of a checkout: where it is kept, when it is built anew, and that an answer never depends on it."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pftz_cli
from pftz_cli.index import data_folder
from pftz_cli.index.codec import decode, encode
from pftz_cli.load.datasets import load_datasets
from pftz_cli.load.files import FILES, read_folder
from tests.conftest import environment

Ask = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The package and its data as they lie in a checkout: the code in `src`, the YAML beside it, no index."""
    root = tmp_path / "checkout"
    shutil.copytree(Path(pftz_cli.__file__).parent, root / "src" / "pftz_cli", ignore=shutil.ignore_patterns("data", "__pycache__"))
    (root / "data").mkdir()
    for name in FILES:
        shutil.copy(data_folder() / name, root / "data")
    return root


@pytest.fixture
def ask(checkout: Path, tmp_path: Path) -> Ask:
    """Ask a checkout for the ids of the nationwide measures."""

    def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pftz_cli", *(args or ("measures", "--scope", "nationwide", "-f", "id"))]
        plain = environment(PYTHONPATH=str(checkout / "src"), XDG_CACHE_HOME=str(tmp_path / "cache"), **env)
        return subprocess.run(command, capture_output=True, text=True, env=plain, cwd=tmp_path, check=False)

    return run


EXPECTED = "".join(f"M{number}\n" for number in range(18, 31))


def test_the_first_run_keeps_an_index_that_only_its_owner_can_change(ask: Ask, tmp_path: Path) -> None:
    assert ask().stdout == EXPECTED

    [index] = (tmp_path / "cache" / "pftz").iterdir()
    assert index.name.startswith("index-")
    assert not index.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    before = index.stat().st_mtime_ns
    assert ask().stdout == EXPECTED
    assert index.stat().st_mtime_ns == before


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "a head alone": lambda whole: whole[:100],
    "garbage": lambda _: b"garbage" * 1000,
    "truncated": lambda whole: whole[:10_000],
    "one byte changed": lambda whole: whole[:20_000] + bytes([whole[20_000] ^ 1]) + whole[20_001:],
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_broken_index_is_built_anew(ask: Ask, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    ask()
    [index] = (tmp_path / "cache" / "pftz").iterdir()
    whole = index.read_bytes()
    index.write_bytes(spoil(whole))

    assert ask().stdout == EXPECTED
    assert index.read_bytes() == whole


def test_a_damaged_index_of_an_installed_package_is_an_error_that_says_so(checkout: Path, ask: Ask) -> None:
    shutil.copytree(data_folder(), checkout / "src" / "pftz_cli" / "data")
    index = checkout / "src" / "pftz_cli" / "data" / "index.sqlite"
    index.write_bytes(index.read_bytes()[:8192] + b"x" * (index.stat().st_size - 8192))
    done = ask()

    assert (done.returncode, done.stdout) == (2, "")
    assert "the index is damaged" in done.stderr


def test_changed_data_is_seen_even_at_the_same_size_and_time(ask: Ask, checkout: Path) -> None:
    ask()
    path = checkout / "data" / "measures.yaml"
    before = path.stat()
    path.write_text(
        path.read_text(encoding="utf-8").replace("Customs advance ruling may be", "Customs advance ruling can be", 1), encoding="utf-8"
    )
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert "Customs advance ruling can be" in ask("measures", "-f", "plain").stdout


def test_invalid_data_is_an_error_and_never_an_old_answer(ask: Ask, checkout: Path) -> None:
    ask()
    path = checkout / "data" / "measures.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    scope: nationwide", "    scope: somewhere", 1), encoding="utf-8")
    done = ask()

    assert (done.returncode, done.stdout) == (2, "")
    assert "measures.yaml:M18: scope: 'somewhere' is none of nationwide, all-pftz" in done.stderr


def test_without_a_folder_to_write_in_the_answer_is_the_same(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")

    assert ask().stdout == EXPECTED
    assert ask(PFTZ_CACHE="off").stdout == EXPECTED
    assert ask(HOME="").stdout == EXPECTED


def test_a_cache_that_others_may_write_to_is_not_used(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "pftz"
    folder.mkdir(parents=True)
    folder.chmod(0o777)

    assert ask().stdout == EXPECTED
    assert list(folder.iterdir()) == []


def test_many_first_runs_at_once_all_answer_and_leave_one_index(checkout: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pftz_cli", "measures", "--scope", "nationwide", "-f", "id"]
    plain = environment(PYTHONPATH=str(checkout / "src"), XDG_CACHE_HOME=str(tmp_path / "cache"))
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain, cwd=tmp_path) for _ in range(12)]

    assert {run.communicate()[0] for run in runs} == {EXPECTED}
    assert len(list((tmp_path / "cache" / "pftz").iterdir())) == 1


def test_a_record_survives_the_way_through_the_index() -> None:
    for record in load_datasets(read_folder(data_folder())).records:
        assert encode(decode(encode(record))) == encode(record)


def test_a_query_parses_no_yaml_and_imports_nothing_heavy() -> None:
    heavy = "yaml rich rapidfuzz pydantic asyncio platformdirs hashlib json pftz_cli.model pftz_cli.load.datasets"
    program = (
        "import sys; from pftz_cli.commands.app import run; status = run(['measures', '--in', 'henan-pftz', '--json']);"
        f"sys.stderr.write(' '.join(sorted(set('{heavy}'.split()) & set(sys.modules)))); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, env=environment(), check=True)

    assert done.stderr == ""

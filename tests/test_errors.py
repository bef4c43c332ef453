"""How a run ends when something is wrong: one line, a documented status, never a traceback."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import COMMAND, Run, environment


def test_pftz_alone_gives_an_overview(run: Run) -> None:
    stdout = run().stdout

    assert "30 measures, 47 innovations, 95 cases, 22 zones, 2 batches, 13 parks" in stdout
    assert "data 2026.11.1" in stdout


def test_versions_of_program_and_data(run: Run) -> None:
    assert run("--version").stdout.startswith("pftz 0.1.0, data 2026.11.1 (sha256 ")


def test_a_mistyped_command_names_the_nearest(run: Run) -> None:
    assert run("mesures", status=2).stderr == "pftz: error: no command 'mesures'; nearest: measures\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["measures", "--authority", "custom house"], "no authority 'custom house'"),
        (["measures", "--scope", "natonwide"], "nearest: Nationwide"),
        (["measures", "--fromat", "json"], "--format"),
        (["measures", "--format", "xml"], "xml"),
        (["measures", "--since", "2024-02-30"], "not in the calendar"),
        (["measures", "--since", "20240101"], "is no day"),
        (["measures", "--since", "2024-1-1"], "is no day"),
        (["measures", "--since", "２０２４-01-01"], "is no day"),
        (["measures", "--since", "2024-01-01\n"], "is no day"),
        (["measures", "--year", "24"], "is no year"),
        (["measures", "--strength", "perhaps"], "no strength 'perhaps'"),
        (["parks", "--batch", "second"], "no batch 'second'"),
        (["measures", "--since", ""], "'' is no day"),
        (["measures", "--scope", ""], "empty scope"),
        (["measures", "--sort", ""], "no field ''"),
        (["measures", "--fields", ""], "--fields takes names"),
        (["measures", "--fields", "id,,title"], "--fields takes names"),
        (["zones", "--zone", "Henan Sheng"], "no zone 'Henan Sheng'"),
        (["schema", "mesure"], "nearest: measure"),
        (["find", "-x"], "-x"),
    ],
)
def test_what_was_not_understood_is_named_on_one_line(run: Run, args: list[str], words: str) -> None:
    result = run(*args, status=2)

    assert result.stdout == ""
    assert result.stderr.startswith("pftz: error: ")
    assert result.stderr.count("\n") == 1
    assert words in result.stderr


@pytest.mark.parametrize(
    "args", [["find", "\x1b]0;pwn\x07\x1b[2J上海"], ["\x1b[2J"], ["show", "\x9b2J"], ["measures", "--in", "\u202egnp"]]
)
def test_control_characters_in_an_argument_are_made_visible(run: Run, args: list[str]) -> None:
    result = run(*args, status=1 if args[0] == "find" else 2)

    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(result.stdout + result.stderr)


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_bytes_that_are_no_text_are_refused_alike_in_every_locale(run: Run, locale: str) -> None:
    assert run("find", b"\xff\xfe", status=2, LC_ALL=locale).stderr == "pftz: error: '\\xff\\xfe' is not text in UTF-8\n"


def test_text_in_utf_8_is_understood_where_the_locale_has_no_word_for_it(run: Run) -> None:
    for locale in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}):
        assert run("measures", "--in", "宁夏", "-f", "id", **locale).ids[0] == "M18"
        assert "\\u706b\\u661f" in run("measures", "--in", "火星", status=2, **locale).stderr


def test_markup_in_an_argument_is_text(run: Run) -> None:
    for text in ("[bold]x[/]", "[/x]", "[link=http://e]上海[/link]", ":cd:"):
        assert text in run("measures", "--in", text, status=2).stderr


def test_a_reader_that_closes_the_pipe_ends_us_quietly(tmp_path: Path) -> None:
    for reader in ("head -1", "true"):
        script = f'{" ".join(COMMAND)} measures --json | {reader}; echo "${{PIPESTATUS[0]}}"'
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment(), cwd=tmp_path, check=True)
        assert done.stdout.splitlines()[-1] == "0"
        assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("args", [["measures", "--json"], ["measures"], ["show", "M01"], ["--version"], [], ["data", "check"], ["--help"]])
def test_a_full_disk_is_an_error(args: list[str], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *args], stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), cwd=tmp_path, check=False
        )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1) or (args == ["data", "check"] and done.returncode == 0)
    assert "No space left" in done.stderr or args == ["data", "check"]


def test_a_closed_output_is_an_error_and_a_closed_error_stream_is_not(tmp_path: Path) -> None:
    statuses = {"measures >&-": 2, "--help >&-": 2, "measures 2>&- >/dev/null": 0, "show M99 2>&-": 2}
    for command, status in statuses.items():
        line = ["bash", "-c", f"{' '.join(COMMAND)} {command}"]
        done = subprocess.run(line, env=environment(), cwd=tmp_path, stderr=subprocess.DEVNULL, check=False)
        assert done.returncode == status, command


def test_a_traceback_comes_only_with_debug(run: Run, tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "show", "M99", "--debug"], capture_output=True, text=True, env=environment(), cwd=tmp_path, check=False
    )

    assert done.returncode == 2
    assert "Traceback" in done.stderr
    assert "pftz: error: no record 'M99'" in done.stderr
    assert "Traceback" not in run("show", "M99", status=2).stderr


def test_nothing_is_read_from_the_working_folder(tmp_path: Path) -> None:
    for name in ("yaml.py", "json.py", "rich.py", "typer.py", "platformdirs.py"):
        (tmp_path / name).write_text("raise SystemExit('read from the working folder')\n", encoding="utf-8")
    script = str(Path(COMMAND[0]).with_name("pftz"))

    done = subprocess.run([script, "measures", "--json"], capture_output=True, text=True, env=environment(), cwd=tmp_path, check=False)

    assert done.returncode == 0, done.stderr


def test_help_works_without_docstrings_and_on_a_narrow_screen(tmp_path: Path) -> None:
    for command in ([], ["measures"], ["data"], ["data", "check"], ["show"]):
        args = [COMMAND[0], "-OO", *COMMAND[1:], *command, "--help"]
        done = subprocess.run(args, capture_output=True, text=True, env=environment(COLUMNS="20"), cwd=tmp_path, check=False)
        assert done.returncode == 0
        assert "Example:" in done.stdout


def test_no_file_is_left_behind(run: Run, tmp_path: Path) -> None:
    run("measures", "--json")

    assert list(tmp_path.iterdir()) == []

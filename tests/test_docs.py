"""What the documents show is what the program does."""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run

ROOT = Path(__file__).parent.parent
LISTED = """measures innovations cases zones parks policies timeline replication negative-list developments figures programmes
show cite find schema export data""".split()
COMMANDS = ["", *LISTED, "data info", "data check", "data path", "data coverage"]


def shown_in(document: str) -> dict[str, list[str]]:
    """The commands that a document shows, each with the lines of output shown below it, none if it shows no output."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL)
    runs = re.findall(r"^\$ (pftz.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE)
    return {command: output.splitlines() for command, output in runs}


README = shown_in("README.md")


@pytest.mark.parametrize("command", README)
def test_a_command_of_the_readme_runs_and_prints_what_is_shown(run_on_terminal: Run, command: str) -> None:
    shown = README[command]
    status = 2 if any("error:" in line for line in shown) else 0

    printed = run_on_terminal(*shlex.split(command)[1:], columns=100, status=status, NO_COLOR="1").stdout.splitlines()

    if "…" in shown:
        shown = shown[: shown.index("…")]
        printed = printed[: len(shown)]
    assert not shown or printed == shown


def test_the_sql_of_the_readme_has_the_answer_that_is_shown(run: Run, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [question] = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
    shown = readme.split(question)[1].split("\n\n")[1].splitlines()

    run("export", "sqlite", "pftz.sqlite")
    with closing(sqlite3.connect(tmp_path / "pftz.sqlite")) as database:
        cursor = database.execute(question)
        rows = [[column[0] for column in cursor.description], ["---"] * len(cursor.description), *cursor]

    assert shown == [f"| {' | '.join(map(str, row))} |" for row in rows]


def test_the_readme_shows_commands() -> None:
    assert len(README) > 10


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_ends_with_an_example_that_works(run: Run, command: str) -> None:
    help_text = run(*command.split(), "--help").stdout
    example = help_text.split("Example: ")[1]

    assert run(*shlex.split(example)[1:])


def test_every_command_is_in_the_help_and_in_the_readme(run: Run) -> None:
    listed = re.findall(r"(?m)^  ([a-z-]+)  ", run("--help").stdout.split("Commands:")[1])
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert listed == LISTED
    assert all(f"`pftz {name}" in readme for name in listed)


def test_the_python_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [program] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)

    exec(compile(program, "README.md", "exec"), {})  # noqa: S102

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["M18", "M19", "M20", "M21"]


def test_the_versions_agree() -> None:
    version = (ROOT / "data" / "VERSION").read_text(encoding="utf-8").strip()

    assert re.search(r"(?m)^## (\S+)", (ROOT / "data" / "CHANGELOG.md").read_text(encoding="utf-8"))[1] == version  # type: ignore[index]
    assert f"- {version}:" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

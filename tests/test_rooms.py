"""The house: which room may know which, and where each library stays."""

import ast
from pathlib import Path

import pytest

import pftz_cli

PACKAGE = Path(pftz_cli.__file__).parent
KNOWS = {
    "errors": set(),
    "text": set(),
    "model": {"errors"},
    "load": {"errors", "model", "text"},
    "index": {"errors", "model", "text", "load"},
    "query": {"errors", "model", "text", "index"},
    "output": {"errors", "model", "text"},
    "commands": {"errors", "model", "text", "load", "index", "query", "output"},
}
AT_HOME = {
    "typer": {"commands"},
    "rich": {"output"},
    "yaml": {"load", "output"},  # output writes the format yaml
    "rapidfuzz": {"query"},
    "sqlite3": {"index"},
}


def imports(room: str) -> set[str]:
    paths = [PACKAGE / f"{room}.py"] if (PACKAGE / f"{room}.py").exists() else sorted((PACKAGE / room).glob("*.py"))
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            found |= {f"{node.module}.{alias.name}" for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
    return found


@pytest.mark.parametrize("room", KNOWS)
def test_a_room_knows_only_what_it_may(room: str) -> None:
    others = {name.split(".")[1] for name in imports(room) if name.startswith("pftz_cli.")} - {room, "__version__"}

    assert others <= KNOWS[room]


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_stays_in_its_room(library: str) -> None:
    users = {room for room in KNOWS if any(name.split(".")[0] == library for name in imports(room))}

    assert users <= AT_HOME[library]


def test_nothing_reaches_for_the_network_or_runs_foreign_code() -> None:
    for room in KNOWS:
        for name in imports(room):
            assert not f"{name}.".startswith(("socket.", "urllib.request.", "http.", "pickle.", "marshal.", "subprocess.", "ctypes."))

"""What the tests share: the command line as a user types it, piped or on a terminal, and the real data."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pftz_cli import Catalog, load_catalog


class Result(NamedTuple):
    """What a run of the command line left behind."""

    stdout: str
    stderr: str
    status: int

    @property
    def json(self) -> Any:
        """Standard output, parsed."""
        return json.loads(self.stdout)

    @property
    def ids(self) -> list[str]:
        """The ids of the records on standard output, be it JSON or one id a line."""
        return [record["id"] for record in self.json] if self.stdout.startswith("[") else self.stdout.split()


Run = Callable[..., Result]
COMMAND = [sys.executable, "-P", "-m", "pftz_cli"]


def environment(**changes: str) -> dict[str, str]:
    """A plain environment for a run, without what the tester's own shell sets."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME", "SYSTEMROOT") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", **changes}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `pftz` with its output piped, in an empty folder; fail on any other status than the one expected."""

    def piped(*args: str | bytes, status: int = 0, stdin: bytes = b"", **env: str) -> Result:
        done = subprocess.run(
            [*COMMAND, *args], input=stdin, capture_output=True, env=environment(**env), cwd=tmp_path, timeout=60, check=False
        )
        result = Result(done.stdout.decode(), done.stderr.decode(), done.returncode)
        assert result.status == status, f"{args}: status {result.status}, {result.stderr}"
        assert "Traceback" not in result.stderr
        return result

    return piped


@pytest.fixture
def run_on_terminal(tmp_path: Path) -> Run:
    """Run `pftz` on a terminal of so many columns; what it wrote is in `stdout`, both streams as the terminal shows them."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    def on_terminal(*args: str, columns: int = 80, status: int = 0, **env: str) -> Result:
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        plain = environment(**{"TERM": "xterm-256color", **env})
        process = subprocess.Popen([*COMMAND, *args], stdin=terminal, stdout=terminal, stderr=terminal, env=plain, cwd=tmp_path)
        os.close(terminal)
        written = b""
        while True:
            try:
                part = os.read(controller, 65536)
            except OSError:  # the terminal has no writer left
                break
            if not part:
                break
            written += part
        os.close(controller)
        result = Result(written.decode().replace("\r\n", "\n"), "", process.wait(timeout=60))
        assert result.status == status, f"{args}: status {result.status}, {result.stdout}"
        return result

    return on_terminal


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real data."""
    return load_catalog()

"""How long `pftz` takes to start and answer, as ratios to a two-command Typer program of the same version.

Runs are interleaved and the medians compared, so that a busy machine slows all of them alike. `make bench` runs this.
"""

import json
import os
import py_compile
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 21
BARS = {"pftz measures --scope nationwide --json": 1.25}
"""Command to the highest ratio that is allowed."""
PROGRAM = """
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def one(word: str = "", json: bool = False) -> None:
    print("[]")


@app.command()
def two() -> None:
    print("two")
"""
SCRIPT = "import sys\nfrom two_commands import app\nsys.exit(app())\n"
COMMANDS = [
    "pftz measures --scope nationwide --json",
    "pftz measures --in Ningxia --json",
    "pftz show M20 --json",
    "pftz find wine label --json",
    "pftz find wine lable --json",
    "pftz measures --format table",
]


def main() -> int:
    """Measure, print the table and write `results.json` beside this file; 1 if a bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        peers = {"bare Python": [sys.executable, "-c", "pass"], "two-command Typer program": typer_program(Path(folder))}
        pftz = str(Path(sys.executable).with_name("pftz"))
        ours = {command: [pftz, *command.split()[1:]] for command in COMMANDS}
        medians = measure({**peers, **ours})
    base = medians["two-command Typer program"]
    report(medians, base)
    results = {name: {"median_ms": round(median * 1000, 1), "ratio": round(median / base, 3)} for name, median in medians.items()}
    Path(__file__).with_name("results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return int(any(medians[command] / base > bar for command, bar in BARS.items()))


def typer_program(folder: Path) -> list[str]:
    """Write the program we measure against, compiled like an installed one, and return its command."""
    module, script = folder / "two_commands.py", folder / "two.py"
    module.write_text(PROGRAM, encoding="utf-8")
    script.write_text(SCRIPT, encoding="utf-8")
    py_compile.compile(str(module))
    return [sys.executable, str(script), "one", "--json"]


def measure(commands: dict[str, list[str]]) -> dict[str, float]:
    """Return the median time of each command in seconds; the runs take turns."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def report(medians: dict[str, float], base: float) -> None:
    """Print a table: median, ratio to the Typer program, bar."""
    wide = min(shutil.get_terminal_size().columns - 30, max(map(len, medians)))
    print(f"{'command':<{wide}}  median ms  ratio  at most")
    for name, median in medians.items():
        bar = f"{BARS[name]:7.2f}" if name in BARS else ""
        print(f"{name:<{wide}}  {median * 1000:9.1f}  {median / base:5.2f}  {bar}")


if __name__ == "__main__":
    sys.exit(main())

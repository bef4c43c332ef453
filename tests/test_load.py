"""Loading YAML: what is refused, and that all problems come at once as `file:id: field: what is wrong`."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pftz_cli.errors import DataError
from pftz_cli.index import data_folder
from pftz_cli.load import load_datasets
from pftz_cli.load.datasets import FILES
from pftz_cli.load.nodes import GuardError, read_nodes
from tests.conftest import Run

Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real data, to be spoilt."""
    copy = tmp_path / "data"
    copy.mkdir()
    for name in FILES:
        shutil.copy(data_folder() / name, copy)
    return copy


@pytest.fixture
def change(folder: Path) -> Change:
    """Replace the first occurrence of a text in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def problems(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_datasets(folder)
    return [str(problem) for problem in caught.value.problems]


CANARIES = {
    "unknown key": (
        "measures.yaml",
        "    strength: must",
        "    strenght: must",
        "measures.yaml:M01: strenght: unknown key; did you mean 'strength'?",
    ),
    "missing key": ("measures.yaml", "    area: trade-in-goods\n", "", "measures.yaml:M01: area: missing"),
    "wrong type": (
        "measures.yaml",
        "value: 6, unit: month",
        "value: six, unit: month",
        "measures.yaml:M01: time_limits[1].value: 'six' is not a whole number",
    ),
    "not in a closed list": ("measures.yaml", "unit: month", "unit: week", "'week' is none of hour, day, month, year"),
    "a scope that YAML would read as no": ("measures.yaml", "    scope: all-pftz", "    scope: no", "'no' is none of nationwide, all-pftz"),
    "unknown agency": (
        "measures.yaml",
        "authorities: [mofcom, ",
        "authorities: [mofco, ",
        "measures.yaml:M01: authorities: 'mofco' is not in vocabulary.yaml, authorities",
    ),
    "an entry twice": (
        "measures.yaml",
        "authorities: [mofcom, ndrc",
        "authorities: [mofcom, mofcom",
        "measures.yaml:M01: authorities: 'mofcom' stands twice",
    ),
    "unknown source": (
        "measures.yaml",
        "source: pftz-report-2025\n",
        "source: pftz-report-2026\n",
        "sources[1]: no source 'pftz-report-2026'",
    ),
    "a day not in the calendar": ("measures.yaml", "in_force_from: 2024-10-25", "in_force_from: 2024-02-30", "'2024-02-30' is not a day"),
    "a day without its zeros": ("zones.yaml", "unveiled: 2013-09-29", "unveiled: 2013-9-29", "'2013-9-29' is not a day"),
    "an id twice": ("measures.yaml", "id: M02", "id: M01", "already the id of a measure"),
    "an id of another form": ("measures.yaml", "id: M02", "id: M2", "does not look like"),
    "a count that is not held": ("measures.yaml", "{count: 30,", "{count: 31,", "measures.yaml:counts: count: 31 by Part I"),
    "dates out of order": (
        "zones.yaml",
        "plan_dated: 2013-09-18",
        "plan_dated: 2013-09-30",
        "zones.yaml:shanghai: dates.unveiled: 2013-09-29 is before plan_dated",
    ),
    "parts that do not make the whole": (
        "zones.yaml",
        'area_km2: "119.77"',
        'area_km2: "119.87"',
        "zones.yaml:henan: area_km2: 119.87, but the sub-areas make 119.77",
    ),
    "an area that is no number": (
        "zones.yaml",
        'area_km2: "119.77"',
        "area_km2: .nan",
        "zones.yaml:henan: area_km2: '.nan' is not a plain decimal number",
    ),
    "a negative area": ("zones.yaml", 'area_km2: "119.77"', 'area_km2: "-5"', "'-5' is not a plain decimal number"),
    "an unknown city": ("zones.yaml", "city: Kaifeng", "city: Kaifen", "zones.yaml:henan: sub_areas: no city 'Kaifen'"),
    "a park in the wrong province": ("parks.yaml", "province: CN-SX", "province: CN-SN", "places.yaml puts Taiyuan in CN-SX"),
    "an unknown batch": ("parks.yaml", "batch: batch-1", "batch: batch-3", "no batch 'batch-3'"),
    "a name that means two things": ("places.yaml", "豫", "陕", "'陕' already means"),
    "an unknown kind": ("parks.yaml", "kind: batch", "kind: bach", "one of batch, park is wanted"),
    "a null that nobody watches": (
        "zones.yaml",
        'area_km2: "119.77"',
        "area_km2: null",
        "zones.yaml:henan: area_km2: null without a line in watchlist.yaml",
    ),
    "support for a field that is not there": (
        "zones.yaml",
        "supports: [alliances]",
        "supports: [aliances]",
        "supports 'aliances', which this record does not fill",
    ),
    "an address that is none": (
        "sources.yaml",
        "url: https://www.xcdryer.com",
        "url: javascript://www.xcdryer.com",
        "is no http(s) address",
    ),
    "a question about nothing": ("watchlist.yaml", "affects: [M01", "affects: [M31", "watchlist.yaml:W01: affects: no record 'M31'"),
    "space around a text": (
        "measures.yaml",
        "basis: G.H. [2024] No. 156",
        'basis: " G.H. [2024] No. 156"',
        "empty, or with space around it",
    ),
    "too few ways of asking": ("measures.yaml", "  - id: M01\n", "  - id: M01\n    asked_as: [one]\n", "key 'asked_as' repeated"),
    "a version of another form": ("VERSION", "2026.11.0", "1.0", "is not YEAR.MONTH.NUMBER"),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CANARIES.values(), ids=CANARIES)
def test_each_defect_is_found_and_named(folder: Path, change: Change, file: str, old: str, new: str, expected: str) -> None:
    change(file, old, new)

    assert any(expected in problem for problem in problems(folder))


def test_all_problems_of_all_files_come_in_one_run(folder: Path, change: Change, run: Run) -> None:
    change("measures.yaml", "    strength: must", "    strength: perhaps")
    change("zones.yaml", "    year: 2013", "    year: MMXIII")
    change("sources.yaml", "grade: official-report", "grade: gossip")

    result = run("data", "check", str(folder), status=2)

    assert {line.split(":")[0] for line in result.stdout.splitlines()} == {"measures.yaml", "zones.yaml", "sources.yaml"}
    assert result.stderr.startswith("pftz: error: 3 problems in ")


def test_a_missing_file_or_folder_is_a_problem_like_any_other(folder: Path, run: Run) -> None:
    (folder / "zones.yaml").unlink()

    assert "zones.yaml:: cannot be read: No such file or directory" in run("data", "check", str(folder), status=2).stdout
    assert "cannot be read" in run("data", "check", str(folder / "nowhere"), status=2).stdout


def test_other_files_in_the_folder_do_not_matter(folder: Path) -> None:
    (folder / ".zones.yaml.swp").write_bytes(b"\x00\xff")
    (folder / "notes.txt").write_text("anything", encoding="utf-8")

    assert len(load_datasets(folder).records) == 67


HOSTILE = {
    "an anchor": ("a: &x [1]\nb: *x\n", "anchors and aliases"),
    "an alias bomb": (
        "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)),
        "anchors and aliases",
    ),
    "a merge key": ("a:\n  <<: {x: 1}\n", "merge keys"),
    "a tag that would run": ('a: !!python/object/apply:os.system ["touch pwned"]\n', "tags are not used"),
    "a depth that kills the parser": ("[" * 100_000 + "]" * 100_000, "nested deeper than 16"),
    "a depth in blocks": ("".join(" " * i + "-\n" for i in range(40)), "nested deeper than 16"),
    "a repeated key": ("a: 1\nb: 2\na: 3\n", "key 'a' repeated, first in line 1"),
    "two documents": ("a: 1\n---\na: 2\n", "a second document"),
    "an unclosed list": ("a: [1\n", "not YAML"),
    "a tab for indent": ("a:\n\tb: 1\n", "not YAML"),
    "an escape sequence": ('a: "\\e[31m"\n', "U+001B"),
    "a bidirectional override": ('a: "\\u202e"\n', "U+202E"),
    "a zero-width space": ("a: x\u200by\n", "U+200B"),
    "a line separator": ("a: x\u2028b\n", "U+2028"),
    "half a surrogate": ('a: "\\ud800"\n', "not YAML"),
    "a list for a key": ("? [a, b]\n: 1\n", "a key must be plain text"),
    "a NUL": ("a: x\0y\n", "not YAML"),
}


@pytest.mark.parametrize(("text", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_dangerous_yaml_is_refused_at_once(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(text, encoding="utf-8")
    start = time.monotonic()

    with pytest.raises(GuardError, match=expected.replace("+", r"\+")):
        read_nodes(path)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 上海\n".encode("gb18030"), "not UTF-8"),
        ("a: 上海\n".encode("utf-16"), "not UTF-8"),
        (b"a: " + b"x" * (33 << 20), "larger than 32 MB"),
    ],
    ids=["GBK", "UTF-16", "endless"],
)
def test_bytes_that_are_no_utf_8_or_too_many_are_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_bytes(content)

    with pytest.raises(GuardError, match=expected):
        read_nodes(path)


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(folder: Path) -> None:
    for name in ("measures.yaml", "zones.yaml"):
        content = (folder / name).read_bytes().replace(b"\n", b"\r\n")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + content)

    assert len(load_datasets(folder).records) == 67


@pytest.mark.parametrize("content", ["", "# only a comment\n", "null\n"])
def test_an_empty_file_holds_no_records(folder: Path, content: str) -> None:
    (folder / "zones.yaml").write_text(content, encoding="utf-8")

    assert any(problem.startswith("zones.yaml:: no records") or "zones.yaml:: no records" in problem for problem in problems(folder))

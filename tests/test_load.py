"""Loading YAML: what is refused, and that all problems come at once as `file:id: field: what is wrong`."""

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pftz_cli.errors import DataError
from pftz_cli.index import data_folder
from pftz_cli.load.datasets import Datasets, load_datasets
from pftz_cli.load.files import FILES, read_folder
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


def load(folder: Path) -> Datasets:
    return load_datasets(read_folder(folder))


def problems(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(folder)
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
    "an unknown batch": ("parks.yaml", "    batch: batch-1", "    batch: batch-3", "no record 'batch-3'"),
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
    "a batch that holds more": (
        "parks.yaml",
        "park_count: 13",
        "park_count: 14",
        "parks.yaml:batch-1: park_count: 14, but 13 parks are held",
    ),
    "an unnamed batch with parks": ("parks.yaml", "parks_named: true", "parks_named: false", "parks_named: false, but 13 parks are held"),
    "regions that do not add up": (
        "parks.yaml",
        "regions: {central: 5",
        "regions: {central: 4",
        "parks.yaml:batch-1: regions: make 12, not 13",
    ),
    "a closed list that grew": (
        "vocabulary.yaml",
        "  - id: nationwide",
        "  - id: continental",
        "vocabulary.yaml:scopes: must be exactly all-pftz, nationwide",
    ),
    "a year against its opening": (
        "zones.yaml",
        "    year: 2013",
        "    year: 2014",
        "zones.yaml:shanghai: year: 2014, but unveiled on 2013-09-29",
    ),
    "a part in a city of another zone": (
        "zones.yaml",
        "city: Kaifeng",
        "city: Nanjing",
        "zones.yaml:henan: sub_areas: places.yaml does not put this zone in Nanjing",
    ),
    "a part in a province as if a city": ("zones.yaml", "city: Kaifeng", "city: Henan", "zones.yaml:henan: sub_areas: no city 'Henan'"),
    "a count from an unknown source": (
        "measures.yaml",
        "{count: 30, source: pftz-report-2025",
        "{count: 30, source: pftz-report-2026",
        "counts: source: no source 'pftz-report-2026'",
    ),
    "a count of nothing": (
        "measures.yaml",
        "where: {scope: nationwide}",
        "where: {scpe: nationwide}",
        "counts: where: no record has scpe 'nationwide'",
    ),
    "a source twice": (
        "sources.yaml",
        "- id: pftz-derivation",
        "- id: pftz-report-2025",
        "sources.yaml:pftz-report-2025: id: stands twice",
    ),
    "a city in another province's zone": ("places.yaml", "zones: [henan]", "zones: [hubei]", "zone 'hubei' is not in CN-HA"),
    "a province that is no zone": (
        "places.yaml",
        "zone_is_province: false",
        "zone_is_province: true",
        "zone_is_province, but no zone without sub-areas is there",
    ),
    "a property for a field": (
        "zones.yaml",
        "supports: [alliances]",
        "supports: [facets]",
        "supports 'facets', which this record does not fill",
    ),
    "an id with zeros": ("parks.yaml", "id: batch-2", "id: batch-02", "does not look like batch-[1-9][0-9]*"),
    "records out of order": ("measures.yaml", "  - id: M02\n", "  - id: M31\n", "measures.yaml:M03: id: stands out of order"),
    "a capital Null": ("parks.yaml", "site: null", "site: Null", "write null, not Null"),
    "a date that is none": ("sources.yaml", 'published: "2025"', 'published: "2025-13"', "'2025-13' is no year, month or day"),
    "half-width brackets": ("zones.yaml", "name_zh: 中国（河南）", "name_zh: 中国(河南)", "with full-width brackets"),
    "an area of nothing": ("zones.yaml", 'area_km2: "119.77"', 'area_km2: "0"', "'0' is not above 0"),
    "a city by another name": (
        "parks.yaml",
        "city_zh: 太原",
        "city_zh: 北京",
        "parks.yaml:park-taiyuan: city_zh: places.yaml calls it 太原",
    ),
    "a question about no field": (
        "watchlist.yaml",
        "fields: [in_force_from]",
        "fields: [in_force_form]",
        "no record that it affects has a field 'in_force_form'",
    ),
    "a question from the future": (
        "watchlist.yaml",
        "since: 2026-11-21",
        "since: 2098-01-01",
        "2098-01-01 is after the version of the data",
    ),
    "an address that cannot be taken apart": ("sources.yaml", "url: https://www.xcdryer.com", "url: 'http://[' #", "is no http(s) address"),
    "an unknown mark": ("vocabulary.yaml", "{name} PFTZ", "{nme} PFTZ", "'{nme} PFTZ' has marks besides"),
    "no list of records": ("parks.yaml", "records:", "records: nothing\nmore:", "parks.yaml:records: a list is wanted here"),
    "a zone that is none": ("cases.yaml", "zones: [chongqing]", "zones: [macao]", "cases.yaml:C75: zones: no record 'macao'"),
    "a reference to another kind": (
        "timeline.yaml",
        "policy: P22",
        "policy: M22",
        "timeline.yaml:T01: policy: 'M22' is a measure, not a policy",
    ),
    "an unknown issuer": ("policies.yaml", "issuers: [Ministry of Commerce,", "issuers: [Ministry of Magic,", "knows no authority"),
    "a milestone and its policy that disagree": ("policies.yaml", "date: 2024-11-25", "date: 2024-11-26", "but 2024-11-26 in P01"),
    "parts of a batch that do not make it up": (
        "replication.yaml",
        "count: 25, what",
        "count: 26, what",
        "make 29, not 28, and no note says so",
    ),
    "a chapter short of a case": ("cases.yaml", "count: 36, where: {area: trade}", "count: 37, where: {area: trade}", "but 36 held"),
    "77 that are not 30 and 47": ("innovations.yaml", "count: 77, kinds", "count: 78, kinds", "but 77 held"),
    "a count of an unknown kind": ("innovations.yaml", "kinds: [measure, innovation]", "kinds: [measure, novelty]", "'novelty' is none of"),
    "a month that is none": ("timeline.yaml", "date: 2024-09\n", "date: 2024-13\n", "'2024-13' is not a day, YYYY-MM-DD, or a month"),
    "a figure of a zone and of a place": ("figures.yaml", "    place: Ningxia", "    zones: [henan]\n    place: Ningxia", "is enough"),
    "a doubt that no note explains": (
        "timeline.yaml",
        "doubtful: [date]",
        "doubtful: [policy]",
        "'policy' is not filled, or no note tells",
    ),
    "a document read nowhere": ("documents.yaml", "source: pftz-report-2025", "source: hearsay", "no source 'hearsay'"),
    "no word on what is covered": ("cases.yaml", "covers: >-", "hides: >-", "cases.yaml:: covers: missing"),
    "a version of another form": ("VERSION", "2026.11.1", "1.0", "is not YEAR.MONTH.NUMBER"),
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
    assert "no folder" in run("data", "check", str(folder / "nowhere"), status=2).stderr


def test_too_few_ways_of_asking_or_none_at_all_are_found(folder: Path) -> None:
    path = folder / "measures.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"(?m)^    asked_as:\n(      - .*\n)+", "    asked_as: [one way, another way]\n", text, count=1), encoding="utf-8"
    )
    assert "measures.yaml:M01: asked_as: 2 given, at least 8 wanted" in problems(folder)

    path.write_text(re.sub(r"(?m)^    asked_as_zh:\n(      - .*\n)+", "", text, count=1), encoding="utf-8")
    assert "measures.yaml:M01: asked_as_zh: 0 given, at least 5 wanted" in problems(folder)


def test_a_record_that_no_citation_carries_as_a_whole_is_found(folder: Path, change: Change) -> None:
    whole = "{source: xcdryer-parks-2026, at: first paragraph and Event Overview}"
    change("parks.yaml", whole, "{source: xcdryer-parks-2026, at: there, supports: [announced]}")

    assert any("parks.yaml:batch-2: sources: none carries the record as a whole" in problem for problem in problems(folder))


def test_one_broken_record_does_not_hide_the_problems_of_others(folder: Path, change: Change) -> None:
    change("measures.yaml", "    strength: must", "    strength: perhaps")
    change("zones.yaml", "city: Kaifeng", "city: Kaifen")
    found = problems(folder)

    assert any(problem.startswith("measures.yaml:M01: strength") for problem in found)
    assert any(problem.startswith("zones.yaml:henan: sub_areas") for problem in found)
    assert len(found) == 2


def test_other_files_in_the_folder_do_not_matter(folder: Path) -> None:
    (folder / ".zones.yaml.swp").write_bytes(b"\x00\xff")
    (folder / ".#measures.yaml").symlink_to("someone@somewhere")
    (folder / "more.yaml").write_text("a: &b 1", encoding="utf-8")
    (folder / "notes.txt").write_text("anything", encoding="utf-8")

    assert len(load(folder).records) > 400


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
def test_dangerous_yaml_is_refused_at_once(text: str, expected: str) -> None:
    start = time.monotonic()

    with pytest.raises(GuardError, match=re.escape(expected)):
        read_nodes(text.encode())
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_bytes_that_are_no_utf_8_are_refused(encoding: str) -> None:
    with pytest.raises(GuardError, match="not UTF-8"):
        read_nodes("a: 上海\n".encode(encoding))


def test_an_endless_file_is_not_read_and_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "zones.yaml").write_bytes(b"a: " + b"x" * (33 << 20))
    (folder / "parks.yaml").unlink()
    os.mkfifo(folder / "parks.yaml")
    found = problems(folder)

    assert "zones.yaml:: larger than 32 MB" in found
    assert "parks.yaml:: cannot be read: not a file" in found


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(folder: Path) -> None:
    for name in ("measures.yaml", "zones.yaml"):
        content = (folder / name).read_bytes().replace(b"\n", b"\r\n")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + content)

    assert len(load(folder).records) > 400


@pytest.mark.parametrize("content", ["", "# only a comment\n", "null\n"])
def test_an_empty_file_holds_no_records(folder: Path, content: str) -> None:
    (folder / "zones.yaml").write_text(content, encoding="utf-8")

    assert any(problem.startswith("zones.yaml:: no records") or "zones.yaml:: no records" in problem for problem in problems(folder))

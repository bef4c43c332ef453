"""`pftz cite`: references that word processors, LaTeX and reference managers take."""

import json
import warnings

import pytest

from pftz_cli import Catalog, select
from tests.conftest import Run

IDS = ["M03", "D22", "C75", "henan", "batch-1", "P02", "T01", "R04", "N05", "F01", "G01", "aeo-green-channel", "park-xian"]


def test_a_measure_is_cited_by_its_notice_with_its_number_in_both_scripts(run: Run) -> None:
    line = run("cite", "M03").stdout

    for part in (
        "State Council",
        "G.H. [2024] No. 156",
        "国函〔2024〕156号",
        "2024-10-25",
        "Appendix 1, Table 3, No. 3",
        "M03",
        "pftz data 20",
        "https://",
    ):
        assert part in line


CITED = {
    "D18": ["Report on China's Pilot Free Trade Zones 2025. 2025", "Appendix 1, Table 2, No. 18"],
    "D22": ["State Administration of Foreign Exchange", "H.Fa. [2019] No. 28", ". 2019. "],
    "B13": ["Ministry of Commerce", "S.Z.M.H. [2024] No. 14"],
    "P07": ["General Administration of Customs", "2024-03-22"],
    "T23": ["Opinions on Implementing the Strategy for Upgrading PFTZs"],
    "T26": ["S.B.S.H. [2024] No. 12", "2024-09-14"],
    "F06": ["(汇发〔2025〕43号)", "2025-09-12"],
    "F09": ["中华人民共和国对外贸易法"],
    "shanghai": ["国发〔2013〕38号"],
    "batch-1": ["商贸函〔2021〕483号", "[trade-press]"],
    "C89": ["paperless approval for direct supply of bonded fuel oil", "[official-report]"],
    "jiangsu": ["http"],
}


@pytest.mark.parametrize("id", CITED)
def test_a_reference_names_the_document_its_issuer_and_its_day(run: Run, id: str) -> None:
    line = run("cite", id).stdout

    assert [part for part in CITED[id] if part not in line] == []


def test_the_day_of_an_event_is_not_that_of_a_document(run: Run) -> None:
    assert ". 2024-08-29. " not in run("cite", "T23").stdout
    assert ". 2026-03-01. " not in run("cite", "F09").stdout


def test_no_zone_is_cited_by_a_conclusion_of_our_own(run: Run, catalog: Catalog) -> None:
    for line in run("cite", *(zone.id for zone in select(catalog, kind="zone"))).stdout.splitlines():
        assert "[unverified]" not in line


def test_bibtex_prints_the_number_and_the_month(run: Run) -> None:
    text = run("cite", "M03", "--style", "bibtex").stdout

    assert "howpublished = {G.H. [2024] No. 156, 国函〔2024〕156号. Read in" in text
    assert "month = oct," in text


def test_the_same_record_twice_is_one_reference(run: Run) -> None:
    assert run("cite", "M03", "m3", "--style", "bibtex").stdout.count("@misc") == 1


def test_a_case_is_cited_by_the_report(run: Run) -> None:
    line = run("cite", "C75").stdout

    assert line.startswith("Chinese Academy of International Trade")
    assert "Report on China's Pilot Free Trade Zones 2025" in line
    assert "Part II, 6 (I) 2" in line


@pytest.mark.parametrize("style", ["plain", "markdown"])
def test_references_come_one_a_line_in_the_order_asked_for(run: Run, style: str) -> None:
    lines = run("cite", *IDS, "--style", style).stdout.splitlines()

    assert len(lines) == len(IDS)
    assert all(f"Record {id}," in line for id, line in zip(IDS, lines, strict=True))


def test_markdown_keeps_brackets_from_becoming_links(run: Run) -> None:
    assert r"G.H. \[2024\] No. 156" in run("cite", "M03", "--style", "markdown").stdout


def test_bibtex_is_taken_by_bibtex(run: Run) -> None:
    from pybtex import format_from_string

    text = run("cite", *IDS, "--style", "bibtex").stdout
    bibliography = format_from_string(text, style="plain", output_backend="latex", output_encoding="utf-8")

    assert bibliography.count("]{pftz-") == len(IDS)


def test_bibtex_escapes_what_latex_would_take_as_a_command() -> None:
    from pftz_cli.output.citation import Reference, Style, cite

    spoilt = Reference("M01", "50% of A&B_C #1 {x}", r"\input{a}", "", ("X",), "2024", None, "at", None, "official", "2026.11.0")
    text = cite([spoilt], Style.BIBTEX)

    assert r"50\% of A\&B\_C \#1 \{x\}" in text
    assert r"\textbackslash{}input\{a\}" in text


def test_csl_json_is_taken_by_a_reference_manager(run: Run) -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(run("cite", *IDS, "--style", "csl-json").stdout)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about its grammar file
        source = CiteProcJSON(items)
        bibliography = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        entries = [str(entry) for entry in bibliography.bibliography()]

    assert len(entries) == len(IDS)
    assert any("2024" in entry and "State Council" in entry for entry in entries)


def test_an_unknown_id_or_style_is_an_error(run: Run) -> None:
    assert "nearest" in run("cite", "M99", status=2).stderr
    assert "bibtex" in run("cite", "M03", "--style", "apa", status=2).stderr
    assert "Usage" in run("cite", status=2).stderr

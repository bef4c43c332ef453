"""Records to references that are ready to paste: the document a record rests on, and where it was read."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from pftz_cli.model import Grade
from pftz_cli.output.cells import Values
from pftz_cli.output.sanitise import markdown_text, visible

_OF_A_ZONE = ("name", "dates.plan_dated", "dates.published", "dates.unveiled", "dates.approved")
"""Facts by which a zone is known, the weightiest first."""
_OF_DOCUMENTS = frozenset({"policy", "milestone", "development"})
"""Kinds whose official title is that of a document."""
_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "&%$#_"
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Style(StrEnum):
    """Forms of a reference."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


class Reference(NamedTuple):
    """What a reference says.

    Attributes:
        id: the record's id.
        record: its title.
        title: the official document's title, or that of the source where the record rests on no document of its own.
        number: the document's number, romanised and in Chinese as far as known; empty if it has none.
        authors: who issued the document, or brought the source out.
        date: day, month or year; None if not known.
        read_in: the source that the document was read in; None where `title` is the source's own.
        at: place in the source.
        url: address of the document or the source.
        grade: how good the source that is named is.
        data_version: version of the data.
    """

    id: str
    record: str
    title: str
    number: str
    authors: tuple[str, ...]
    date: str | None
    read_in: str | None
    at: str
    url: str | None
    grade: str
    data_version: str

    @property
    def origin(self) -> str:
        """Where it was read, and which record of which data says so."""
        read = f"Read in: {self.read_in}, {self.at}" if self.read_in else self.at
        return f"{read} [{self.grade}]. Record {self.id}, {self.record}; pftz data {self.data_version}"


def reference(row: Values, sources: Mapping[str, Values], document_of: Callable[[str], Values], data_version: str) -> Reference:
    """Return the reference of a record.

    Args:
        row: the record as its JSON.
        sources: id to what is known of a source.
        document_of: gives what is known of an official document, from its number; nothing known is an empty mapping.
        data_version: version of the data.
    """
    cited = _carrying(row, sources)
    source = sources[cited["source"]]
    number = row.get("basis") or row.get("document") or (cited["document"] if row["kind"] == "zone" else None)
    document = document_of(number) if number else {}
    title = _title(row) or document.get("name") or document.get("title_zh")
    at = f"{cited['at']} ({cited['document']})" if cited["document"] and not number else cited["at"]
    name = row.get("official_name")
    known = {
        "id": row["id"],
        "record": f"{row['title']} (in the report: {name})" if name else row["title"],
        "at": at,
        "grade": source["grade"],
        "data_version": data_version,
    }
    if not number and not title:
        publisher = (source["publisher"],)
        return Reference(
            title=source["title"], number="", authors=publisher, date=source["published"], read_in=None, url=cited["url"], **known
        )
    numbers = dict.fromkeys(part for part in (number, document.get("number_zh")) if part)
    return Reference(
        title=title or f"Document {number}",
        number=", ".join(numbers if title else [one for one in numbers if one != number]),
        authors=tuple(row.get("issuers") or document.get("issuers") or ()),
        date=_date(row, document),
        read_in=f"{source['title']} ({source['publisher']})",
        url=document.get("url") or cited["url"],
        **known,
    )


def _title(row: Values) -> str | None:
    """Return the title of the document that a record tells of, as printed."""
    title: str | None = row.get("document_title") or (row.get("official_title") if row["kind"] in _OF_DOCUMENTS else None)
    return title


def _date(row: Values, document: Values) -> str | None:
    """Return the day of a document; a development's own date is that of an event, and so can a milestone's be."""
    date: str | None = document.get("dated") or document.get("published")
    if date is None and (row["kind"] == "policy" or (row["kind"] == "milestone" and row["date_kind"] != "event")):
        date = row["date"]
    return date or (str(row["year"]) if row.get("document") and row["kind"] == "innovation" else None)


def cite(references: Sequence[Reference], style: Style) -> str:
    """Return *references* in a style: a line each, BibTeX entries, or one CSL-JSON array."""
    if style is Style.CSL_JSON:
        from pftz_cli.output.formats import dump

        return "[\n" + ",\n".join(dump(_csl(one)) for one in references) + "\n]\n"
    if style is Style.BIBTEX:
        return "\n".join(_bibtex(one) for one in references)
    write = _markdown if style is Style.MARKDOWN else _plain
    return "".join(f"{write(one)}\n" for one in references)


def _carrying(row: Values, sources: Mapping[str, Values]) -> Values:
    """The citation to name: of a zone the best for its name, plan or opening; else the first that carries the record as a whole."""
    resting = {own["fact"]: own["citations"] for own in row["evidence"]}
    named = [row["sources"][number - 1] for fact in _OF_A_ZONE for number in resting.get(fact, ())]
    single = {number for fact, numbers in resting.items() if fact != "*" for number in numbers}
    whole = [one for number, one in enumerate(row["sources"], 1) if number not in single]
    found: Values = min(named, key=lambda one: Grade(sources[one["source"]]["grade"]).rank) if named else (whole or row["sources"])[0]
    return found


def _plain(one: Reference) -> str:
    title = f"{one.title} ({one.number})" if one.number else one.title
    parts = ["; ".join(one.authors), title, one.date, one.origin, one.url]
    return visible(". ".join(part.rstrip(".") for part in parts if part)) + ("" if one.url else ".")


def _markdown(one: Reference) -> str:
    number = f" ({markdown_text(one.number)})" if one.number else ""
    parts = [markdown_text("; ".join(one.authors)), f"*{markdown_text(one.title)}*{number}", one.date, markdown_text(one.origin)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "." + (f" <{visible(one.url)}>" if one.url else "")


def _bibtex(one: Reference) -> str:
    year, _, rest = (one.date or "").partition("-")
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in one.authors),
        "title": f"{{{_tex(one.title)}}}",
        "year": year,
        "day": rest[3:].removeprefix("0"),
        "howpublished": _tex(". ".join(part for part in (one.number, one.origin) if part)),
        "url": one.url and visible(one.url),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    if rest:
        lines.append(f"  month = {_MONTHS[int(rest[:2]) - 1]},\n")
    return f"@misc{{pftz-{one.id},\n{''.join(lines)}}}\n"


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in visible(text))


def _csl(one: Reference) -> dict[str, Any]:
    """Return an item of CSL-JSON; what is not known is left out."""
    item = {
        "id": f"pftz-{one.id}",
        "type": "webpage" if one.url and not one.read_in else "report",
        "title": one.title,
        "author": [{"literal": author} for author in one.authors],
        "issued": {"date-parts": [[int(part) for part in one.date.split("-")]]} if one.date else None,
        "number": one.number,
        "section": one.at,
        "URL": one.url,
        "note": one.origin,
    }
    return {name: value for name, value in item.items() if value}

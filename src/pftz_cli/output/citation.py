"""Records to references that are ready to paste: the document a record rests on, and where it was read."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from pftz_cli.output.cells import Values
from pftz_cli.output.sanitise import visible


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
        grade: how good the record's best source is.
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
        return f"{read}. Record {self.id}, {self.record} ({self.grade}); pftz data {self.data_version}"


def reference(row: Values, sources: Mapping[str, Mapping[str, Any]], document: Mapping[str, Any], data_version: str) -> Reference:
    """Return the reference of a record.

    Args:
        row: the record as its JSON.
        sources: id to what is known of a source.
        document: what is known of the document that `number_of` names; empty if nothing is.
        data_version: version of the data.
    """
    cited = _carrying(row)
    source = sources[cited["source"]]
    number = number_of(row)
    title = row.get("document_title") or row.get("official_title") or document.get("name")
    at = f"{cited['at']} ({cited['document']})" if cited["document"] and not number else cited["at"]
    known = {"id": row["id"], "record": row["title"], "at": at, "grade": row["grade"], "data_version": data_version}
    if not number and not title:
        return Reference(
            title=source["title"],
            number="",
            authors=(source["publisher"],),
            date=source["published"],
            read_in=None,
            url=cited["url"],
            **known,
        )
    return Reference(
        title=title or f"Document {number}",
        number=", ".join(dict.fromkeys(part for part in (number, document.get("number_zh")) if part)),
        authors=tuple(document.get("issuers") or row.get("issuers") or ()),
        date=document.get("dated") or row.get("date") or row.get("announced") or (str(row["year"]) if "document_title" in row else None),
        read_in=f"{source['title']} ({source['publisher']})",
        url=document.get("url") or cited["url"],
        **known,
    )


def number_of(row: Values) -> str | None:
    """Return the number of the document that a record is about or rests on."""
    number: str | None = row.get("basis") or row.get("document")
    return number


def cite(references: Sequence[Reference], style: Style) -> str:
    """Return *references* in a style: a line each, BibTeX entries, or one CSL-JSON array."""
    if style is Style.CSL_JSON:
        from pftz_cli.output.formats import dump

        return "[\n" + ",\n".join(dump(_csl(one)) for one in references) + "\n]\n"
    if style is Style.BIBTEX:
        return "\n".join(_bibtex(one) for one in references)
    write = _markdown if style is Style.MARKDOWN else _plain
    return "".join(f"{write(one)}\n" for one in references)


def _carrying(row: Values) -> Values:
    """The first citation that carries the record as a whole, not a single fact of it."""
    single = {number for own in row["evidence"] if own["fact"] != "*" for number in own["citations"]}
    found: Values = next((one for number, one in enumerate(row["sources"], 1) if number not in single), row["sources"][0])
    return found


def _plain(one: Reference) -> str:
    title = f"{one.title} ({one.number})" if one.number else one.title
    parts = ["; ".join(one.authors), title, one.date, one.origin, one.url]
    return visible(". ".join(part.rstrip(".") for part in parts if part)) + ("" if one.url else ".")


def _markdown(one: Reference) -> str:
    number = f" ({_escaped(one.number)})" if one.number else ""
    parts = [_escaped("; ".join(one.authors)), f"*{_escaped(one.title)}*{number}", one.date, _escaped(one.origin)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "." + (f" <{visible(one.url)}>" if one.url else "")


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", visible(text))


_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    sign: f"\\{sign}" for sign in "&%$#_"
}


def _bibtex(one: Reference) -> str:
    year, _, rest = (one.date or "").partition("-")
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in one.authors),
        "title": f"{{{_tex(one.title)}}}",
        "number": _tex(one.number),
        "year": year,
        "month": rest[:2].removeprefix("0"),
        "day": rest[3:].removeprefix("0"),
        "howpublished": _tex(one.origin),
        "url": one.url and visible(one.url),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{pftz-{one.id},\n{''.join(lines)}}}\n"


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in visible(text))


def _csl(one: Reference) -> dict[str, Any]:
    """Return an item of CSL-JSON; what is not known is left out."""
    item = {
        "id": f"pftz-{one.id}",
        "type": "report",
        "title": one.title,
        "author": [{"literal": author} for author in one.authors],
        "issued": {"date-parts": [[int(part) for part in one.date.split("-")]]} if one.date else None,
        "number": one.number,
        "section": one.at,
        "URL": one.url,
        "note": one.origin,
    }
    return {name: value for name, value in item.items() if value}

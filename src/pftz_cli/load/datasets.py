"""The data folder read whole: records of every kind and what they share."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pftz_cli.errors import DataError, Problem
from pftz_cli.load.check import check_records
from pftz_cli.load.check_shared import check_shared
from pftz_cli.load.decode import INVALID, decode
from pftz_cli.load.files import DATASETS, Contents
from pftz_cli.load.names import Term, collect_terms
from pftz_cli.load.nodes import GuardError, Node, read_nodes
from pftz_cli.model import (
    KINDS,
    SECTIONS,
    Citation,
    City,
    Count,
    Document,
    Evidence,
    Figure,
    Grade,
    Label,
    Province,
    Question,
    Record,
    Source,
    Zone,
    ZonePlace,
    trait,
)
from pftz_cli.text import name_key

T = TypeVar("T")


@dataclasses.dataclass(slots=True, kw_only=True)
class Datasets:
    """All that the YAML files hold, in their order. `broken` has the ids of records, and the names of datasets, that could not be read."""

    version: str = ""
    records: list[Record] = dataclasses.field(default_factory=list)
    sources: dict[str, Source] = dataclasses.field(default_factory=dict)
    labels: dict[str, dict[str, Label]] = dataclasses.field(default_factory=dict)
    zone_names: tuple[str, ...] = ()
    provinces: dict[str, Province] = dataclasses.field(default_factory=dict)
    cities: dict[str, City] = dataclasses.field(default_factory=dict)
    zone_places: tuple[ZonePlace, ...] = ()
    documents: dict[str, Document] = dataclasses.field(default_factory=dict)
    """Key of a document's number (`text.name_key`) to what is known of it."""
    questions: tuple[Question, ...] = ()
    covers: dict[str, str] = dataclasses.field(default_factory=dict)
    counts: dict[str, tuple[Count, ...]] = dataclasses.field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    broken: set[str] = dataclasses.field(default_factory=set)


def load_datasets(contents: Contents) -> Datasets:
    """Return everything that the files of a data folder hold, checked.

    Args:
        contents: from `load.files.read_folder`.

    Raises:
        DataError: with every problem of every file.
    """
    reader = _Reader(contents)
    loaded = reader.read()
    terms, clashes = collect_terms(loaded)
    loaded.terms = tuple(terms)
    problems = [*reader.problems, *check_shared(loaded), *clashes]
    if not reader.is_shared_broken:  # else every record would be blamed for what it cannot lean on
        problems += check_records(loaded)
    if problems:
        raise DataError(problems)
    return loaded


class _Reader:
    """Reads the files one by one and collects what is wrong with each."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.problems: list[Problem] = []
        self.is_shared_broken = False

    def read(self) -> Datasets:
        loaded = Datasets(version=self._version())
        loaded.sources = self._by_id("sources.yaml", self._list("sources.yaml", self._open("sources.yaml"), Source))
        vocabulary = self._sections("vocabulary.yaml", (*SECTIONS, "zone_names"))
        for section in SECTIONS:
            labels = self._list("vocabulary.yaml", vocabulary.get(section), Label, section)
            loaded.labels[section] = self._by_id("vocabulary.yaml", labels)
        loaded.zone_names = self._texts("vocabulary.yaml", vocabulary.get("zone_names"), "zone_names")
        places = self._sections("places.yaml", ("provinces", "cities", "zone_places"))
        loaded.provinces = self._by_id("places.yaml", self._list("places.yaml", places.get("provinces"), Province, "provinces"))
        loaded.cities = self._by_id("places.yaml", self._list("places.yaml", places.get("cities"), City, "cities"))
        loaded.zone_places = tuple(self._list("places.yaml", places.get("zone_places"), ZonePlace, "zone_places"))
        documents = self._list("documents.yaml", self._open("documents.yaml"), Document)
        for document in documents:
            if loaded.documents.setdefault(name_key(document.number), document) is not document:
                self._problem("documents.yaml", document.number, "number", "stands twice")
        self.is_shared_broken = bool(self.problems)
        loaded.questions = tuple(self._list("watchlist.yaml", self._open("watchlist.yaml"), Question))
        self._by_id("watchlist.yaml", list(loaded.questions))
        for dataset in DATASETS:
            self._records(dataset, loaded)
        loaded.records = list(_with_figures(loaded.records))
        return loaded

    def _version(self) -> str:
        content = self.contents["VERSION"]
        if isinstance(content, bytes):
            return content.decode("utf-8", "replace").strip()
        self._problem("VERSION", "", "", content)
        return ""

    def _problem(self, file: str, id: str, field: str, what: str) -> None:
        self.problems.append(Problem(file, id, field, what))

    def _open(self, file: str) -> Node | None:
        content = self.contents[file]
        if isinstance(content, str):
            self._problem(file, "", "", content)
            return None
        try:
            node = read_nodes(content)
        except GuardError as error:
            self._problem(file, f"line {error.line}" if error.line else "", "", error.what)
            return None
        if node is None:
            self._problem(file, "", "", "no records")
        return node

    def _sections(self, file: str, wanted: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Node]:
        """Return the sections of a file that is a mapping; unknown and missing ones are problems."""
        node = self._open(file)
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self._problem(file, f"line {node.line}", "", f"a mapping with {', '.join(wanted)} is wanted")
            return {}
        for key in node.value.keys() - {*wanted, *optional}:
            self._problem(file, "", key, "unknown section")
        for key in wanted:
            if key not in node.value:
                self._problem(file, "", key, "missing")
        return node.value

    def _items(self, file: str, node: Node | None, section: str) -> list[Node]:
        if node is None:
            return []
        if isinstance(node.value, list):
            return node.value
        self._problem(file, section or f"line {node.line}", "", "a list is wanted here")
        return []

    def _list(self, file: str, node: Node | None, cls: type[T], section: str = "") -> list[T]:
        read = [self._decoded(file, item, cls) for item in self._items(file, node, section)]
        return [one for one in read if one is not INVALID]

    def _texts(self, file: str, node: Node | None, section: str) -> tuple[str, ...]:
        texts = [item.value for item in self._items(file, node, section)]
        if not all(isinstance(text, str) for text in texts):
            self._problem(file, section, "", "a list of texts is wanted here")
        return tuple(text for text in texts if isinstance(text, str))

    def _sentence(self, file: str, node: Node | None, section: str) -> str:
        if node is not None and (not isinstance(node.value, str) or not node.value.strip()):
            self._problem(file, section, "", "a sentence is wanted here")
        return node.value if node is not None and isinstance(node.value, str) else ""

    def _decoded(self, file: str, node: Node, cls: type) -> Any:
        name = _name(node)
        return decode(node, cls, lambda field, what: self._problem(file, name, field, what))

    def _by_id(self, file: str, entries: list[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for entry in entries:
            id = entry.id  # type: ignore[attr-defined]
            if id in found:
                self._problem(file, id, "id", "stands twice")
            found[id] = entry
        return found

    def _records(self, dataset: str, loaded: Datasets) -> None:
        file, before = f"{dataset}.yaml", len(self.problems)
        sections = self._sections(file, ("covers", "records"), optional=("counts",))
        loaded.covers[dataset] = self._sentence(file, sections.get("covers"), "covers")
        loaded.counts[dataset] = tuple(self._list(file, sections.get("counts"), Count, "counts"))
        kinds = {kind: cls for kind, cls in KINDS.items() if cls.dataset == dataset}
        for item in self._items(file, sections.get("records"), "records"):
            cls = self._class(file, item, kinds)
            record = self._decoded(file, item, cls) if cls else INVALID
            if isinstance(record, Record):
                loaded.records.append(complete(record, loaded.sources))
            else:
                loaded.broken.add(_name(item))
        if len(self.problems) > before:
            loaded.broken.add(dataset)

    def _class(self, file: str, node: Node, kinds: dict[str, type[Record]]) -> type[Record] | None:
        """The class of a record: the file's only one, or the one that its key `kind` names (and then loses)."""
        if len(kinds) == 1 or not isinstance(node.value, dict):
            return next(iter(kinds.values()))
        kind = node.value.pop("kind", None)
        if kind is not None and isinstance(kind.value, str) and kind.value in kinds:
            return kinds[kind.value]
        self._problem(file, _name(node), "kind", f"one of {', '.join(kinds)} is wanted")
        return None


def complete(record: Record, sources: dict[str, Source]) -> Record:
    """Return *record* with what is derived: grade, evidence, number, and addresses that citations leave to their source."""
    derived: dict[str, Any] = {
        "grade": _best(record.sources, sources),
        "evidence": _evidence(record.sources, sources),
        "sources": tuple(
            dataclasses.replace(citation, url=citation.url or sources[citation.source].url) if citation.source in sources else citation
            for citation in record.sources
        ),
    }
    digits = record.id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if any(field.name == "number" and trait(field).derived for field in dataclasses.fields(record)) and digits.isdecimal():
        derived["number"] = int(digits)
    return dataclasses.replace(record, **derived)


def _evidence(citations: tuple[Citation, ...], sources: dict[str, Source]) -> tuple[Evidence, ...]:
    """Return what rests on something else than the record's best source: fields with sources of their own, and `*`, all the others."""
    resting: dict[str, list[int]] = {}
    for number, citation in enumerate(citations, 1):
        for fact in citation.supports or ("*",):
            resting.setdefault(fact, []).append(number)
    graded = {fact: _best([citations[number - 1] for number in numbers], sources) for fact, numbers in resting.items()}
    return tuple(
        Evidence(fact=fact, grade=graded[fact], citations=tuple(numbers))
        for fact, numbers in sorted(resting.items(), key=lambda item: item[0] == "*")
        if fact != "*" or graded[fact] is not _best(citations, sources)
    )


def _best(citations: Sequence[Citation], sources: dict[str, Source]) -> Grade:
    grades = [sources[citation.source].grade for citation in citations if citation.source in sources]
    return min(grades, key=lambda grade: grade.rank, default=Grade.UNVERIFIED)


def _with_figures(records: Sequence[Record]) -> Iterator[Record]:
    """Yield *records*, the zones with the ids of the figures that tell of them."""
    told: dict[str, list[str]] = {}
    for record in records:
        if isinstance(record, Figure):
            for facet, zone in record.facets():
                if facet == "zone":
                    told.setdefault(zone, []).append(record.id)
    for record in records:
        yield dataclasses.replace(record, figures=tuple(told.get(record.id, ()))) if isinstance(record, Zone) else record


def _name(node: Node) -> str:
    """What to call an entry in a message: its id, else its line."""
    id = node.value.get("id") if isinstance(node.value, dict) else None
    return id.value if id is not None and isinstance(id.value, str) else f"line {node.line}"

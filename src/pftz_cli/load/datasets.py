"""The folder of YAML files, read whole: records of every kind and what they share."""

import dataclasses
from pathlib import Path
from typing import Any, TypeVar

from pftz_cli.errors import DataError, Problem
from pftz_cli.load.check import check_records, check_shared
from pftz_cli.load.decode import INVALID, decode
from pftz_cli.load.names import Term, collect_terms
from pftz_cli.load.nodes import GuardError, Node, read_nodes
from pftz_cli.model import KINDS, Citation, City, Count, Evidence, Grade, Label, Province, Question, Record, Source, ZonePlace

T = TypeVar("T")
VOCABULARY = ("scopes", "areas", "authorities", "alliances", "regions", "sectors")
DATASETS = tuple(dict.fromkeys(cls.dataset for cls in KINDS.values()))
FILES = ("VERSION", "sources.yaml", "vocabulary.yaml", "places.yaml", "watchlist.yaml", *(f"{name}.yaml" for name in DATASETS))
"""Everything that facts are read from; other files in the folder are for people."""


@dataclasses.dataclass(slots=True, kw_only=True)
class Datasets:
    """All that the YAML files hold, in their order."""

    version: str = ""
    records: list[Record] = dataclasses.field(default_factory=list)
    sources: dict[str, Source] = dataclasses.field(default_factory=dict)
    labels: dict[str, dict[str, Label]] = dataclasses.field(default_factory=dict)
    zone_names: tuple[str, ...] = ()
    provinces: dict[str, Province] = dataclasses.field(default_factory=dict)
    cities: dict[str, City] = dataclasses.field(default_factory=dict)
    zone_places: tuple[ZonePlace, ...] = ()
    questions: tuple[Question, ...] = ()
    counts: dict[str, tuple[Count, ...]] = dataclasses.field(default_factory=dict)
    terms: tuple[Term, ...] = ()


def load_datasets(folder: Path) -> Datasets:
    """Return everything that the YAML files in *folder* hold, checked.

    Raises:
        DataError: with every problem of every file.
    """
    reader = _Reader(folder)
    loaded = reader.read()
    reader.problems += check_shared(loaded)
    terms, clashes = collect_terms(loaded)
    loaded.terms = tuple(terms)
    reader.problems += clashes
    if not reader.problems:  # cross-checks would only repeat what broken files already say
        reader.problems += check_records(loaded)
    if reader.problems:
        raise DataError(reader.problems)
    return loaded


class _Reader:
    """Reads the files one by one and collects what is wrong with each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def read(self) -> Datasets:
        loaded = Datasets(version=self._version())
        loaded.sources = self._by_id("sources.yaml", self._list("sources.yaml", self._open("sources.yaml"), Source))
        vocabulary = self._sections("vocabulary.yaml", (*VOCABULARY, "zone_names"))
        for section in VOCABULARY:
            labels = self._list("vocabulary.yaml", vocabulary.get(section), Label, section)
            loaded.labels[section] = self._by_id("vocabulary.yaml", labels)
        names = vocabulary.get("zone_names")
        items = names.value if names and isinstance(names.value, list) else []
        loaded.zone_names = tuple(item.value for item in items if isinstance(item.value, str))
        places = self._sections("places.yaml", ("provinces", "cities", "zone_places"))
        loaded.provinces = self._by_id("places.yaml", self._list("places.yaml", places.get("provinces"), Province, "provinces"))
        loaded.cities = self._by_id("places.yaml", self._list("places.yaml", places.get("cities"), City, "cities"))
        loaded.zone_places = tuple(self._list("places.yaml", places.get("zone_places"), ZonePlace, "zone_places"))
        loaded.questions = tuple(self._list("watchlist.yaml", self._open("watchlist.yaml"), Question))
        self._by_id("watchlist.yaml", list(loaded.questions))
        for dataset in DATASETS:
            self._records(dataset, loaded)
        return loaded

    def _version(self) -> str:
        try:
            return (self.folder / "VERSION").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            self._problem("VERSION", "", "", f"cannot be read: {error}")
            return ""

    def _problem(self, file: str, id: str, field: str, what: str) -> None:
        self.problems.append(Problem(file, id, field, what))

    def _open(self, file: str) -> Node | None:
        try:
            node = read_nodes(self.folder / file)
        except GuardError as error:
            self._problem(file, f"line {error.line}" if error.line else "", "", error.what)
        except OSError as error:
            self._problem(file, "", "", f"cannot be read: {error.strerror}")
        else:
            if node is None:
                self._problem(file, "", "", "no records")
            return node
        return None

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

    def _list(self, file: str, node: Node | None, cls: type[T], section: str = "") -> list[T]:
        if node is None:
            return []
        if not isinstance(node.value, list):
            self._problem(file, section or f"line {node.line}", "", "a list is wanted here")
            return []
        read = [self._decoded(file, item, cls) for item in node.value]
        return [one for one in read if one is not INVALID]

    def _decoded(self, file: str, node: Node, cls: type, **derived: Any) -> Any:
        name = _name(node)
        return decode(node, cls, lambda field, what: self._problem(file, name, field, what), **derived)

    def _by_id(self, file: str, entries: list[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for entry in entries:
            id = entry.id  # type: ignore[attr-defined]
            if id in found:
                self._problem(file, id, "id", "stands twice")
            found[id] = entry
        return found

    def _records(self, dataset: str, loaded: Datasets) -> None:
        file = f"{dataset}.yaml"
        sections = self._sections(file, ("records",), optional=("counts",))
        loaded.counts[dataset] = tuple(self._list(file, sections.get("counts"), Count, "counts"))
        kinds = {kind: cls for kind, cls in KINDS.items() if cls.dataset == dataset}
        node = sections.get("records")
        for item in node.value if node and isinstance(node.value, list) else []:
            cls = self._class(file, item, kinds)
            record = self._decoded(file, item, cls) if cls else INVALID
            if isinstance(record, Record):
                loaded.records.append(complete(record, loaded.sources))

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
    """Return *record* with what is derived: grade, evidence, numbers, and addresses that citations leave to their source."""
    known = [citation for citation in record.sources if citation.source in sources]
    derived: dict[str, Any] = {
        "grade": _best(known, sources),
        "evidence": _evidence(known, sources),
        "sources": tuple(
            dataclasses.replace(citation, url=citation.url or sources[citation.source].url) if citation in known else citation
            for citation in record.sources
        ),
    }
    if record.kind == "measure" and record.id[1:].isdecimal():
        derived["number"] = int(record.id[1:])
    return dataclasses.replace(record, **derived)


def _evidence(citations: list[Citation], sources: dict[str, Source]) -> tuple[Evidence, ...]:
    facts = dict.fromkeys(fact for citation in citations for fact in citation.supports)
    own = {fact: [citation for citation in citations if fact in citation.supports] for fact in facts}
    return tuple(
        Evidence(fact=fact, grade=_best(named, sources), sources=tuple(dict.fromkeys(citation.source for citation in named)))
        for fact, named in own.items()
    )


def _best(citations: list[Citation], sources: dict[str, Source]) -> Grade:
    return min((sources[citation.source].grade for citation in citations), key=lambda grade: grade.rank, default=Grade.UNVERIFIED)


def _name(node: Node) -> str:
    """What to call an entry in a message: its id, else its line."""
    id = node.value.get("id") if isinstance(node.value, dict) else None
    return id.value if id is not None and isinstance(id.value, str) else f"line {node.line}"

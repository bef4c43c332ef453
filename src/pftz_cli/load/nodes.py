"""YAML read through a guard: parse events into plain nodes, everything dangerous or ambiguous refused on the way.

`yaml.safe_load` is not enough: a deep file kills libyaml's composer, a few hundred bytes of merge keys cost seconds, repeated keys
are dropped silently and `no` becomes False. Events do not recurse, so nodes are built straight from them; every scalar stays text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from pftz_cli.text import UNSAFE_CATEGORIES

MAX_DEPTH = 16
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class GuardError(Exception):
    """What makes a file unreadable, and the line it stands in (0 for the file as a whole)."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what
        super().__init__(what)


@dataclass(slots=True)
class Node:
    """A value of a YAML file: text (None for a plain `null`), a list of nodes, or a mapping of text to nodes."""

    line: int
    value: "str | list[Node] | dict[str, Node] | None"


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    node: Node
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)


def read_nodes(content: bytes) -> Node | None:
    """Return the one document in the *content* of a file, or None where it holds nothing.

    Raises:
        GuardError: it is not UTF-8, not YAML, or uses what is refused here.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GuardError(content[: error.start].count(b"\n") + 1, "not UTF-8") from error
    if breaking := re.search("[\x85\u2028\u2029]", text):  # YAML would end a line here, an editor would not show it
        raise GuardError(text.count("\n", 0, breaking.start()) + 1, f"control or invisible character U+{ord(breaking[0]):04X}")
    try:
        return _build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise GuardError(mark.line + 1 if mark else 0, f"not YAML: {error.problem or error.context}") from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1 if isinstance(error.position, int) else 0
        raise GuardError(line, f"not YAML: {error.reason}") from error
    except (yaml.YAMLError, ValueError, OverflowError, IndexError, RecursionError) as error:
        raise GuardError(0, f"not YAML: {error}") from error


def _build(events: Iterator[yaml.Event]) -> Node | None:
    root: Node | None = None
    documents = 0
    stack: list[_Open] = []
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise GuardError(line, "a second document")
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            _refuse(event, line, len(stack))
            node = _node(event, line)
            is_key = bool(stack) and _place(stack[-1], node, event)
            root = root or node
            if not is_key and isinstance(event, yaml.CollectionStartEvent):
                stack.append(_Open(node))
    return None if root is None or root.value is None else root


def _refuse(event: yaml.NodeEvent, line: int, depth: int) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise GuardError(line, "anchors and aliases are not used here")
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise GuardError(line, f"tags are not used here: {tag}")
    if isinstance(event, yaml.CollectionStartEvent) and depth >= MAX_DEPTH:
        raise GuardError(line, f"nested deeper than {MAX_DEPTH}")


def _node(event: yaml.NodeEvent, line: int) -> Node:
    if isinstance(event, yaml.SequenceStartEvent):
        return Node(line, [])
    if isinstance(event, yaml.MappingStartEvent):
        return Node(line, {})
    text: str = event.value  # type: ignore[attr-defined]
    for char in text:
        if char != "\n" and unicodedata.category(char) in UNSAFE_CATEGORIES:
            raise GuardError(line, f"control or invisible character U+{ord(char):04X}")
    is_plain: bool = event.implicit[0]  # type: ignore[attr-defined]
    if is_plain and text in {"Null", "NULL"}:
        raise GuardError(line, f"write null, not {text}")
    is_null = is_plain and text in {"", "~", "null"}
    return Node(line, None if is_null else text)


def _place(parent: _Open, node: Node, event: yaml.NodeEvent) -> bool:
    """Put *node* into the collection that is open; true where it is the key of a mapping."""
    if isinstance(parent.node.value, list):
        parent.node.value.append(node)
        return False
    assert isinstance(parent.node.value, dict)
    if parent.key is not None:
        parent.node.value[parent.key] = node
        parent.key = None
        return False
    if not isinstance(node.value, str) or isinstance(event, yaml.CollectionStartEvent):
        raise GuardError(node.line, "a key must be plain text")
    if node.value == "<<":
        raise GuardError(node.line, "merge keys are not used here")
    if node.value in parent.lines:
        raise GuardError(node.line, f"key '{node.value}' repeated, first in line {parent.lines[node.value]}")
    parent.lines[node.value] = node.line
    parent.key = node.value
    return True

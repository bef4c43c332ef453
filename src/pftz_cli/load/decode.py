"""Nodes to typed values, as the fields of the model ask; every mismatch is reported, none stops the rest."""

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from pftz_cli.load.nodes import Node
from pftz_cli.model import Trait, When, trait

Report = Callable[[str, str], None]
"""Takes the name of a field and what is wrong with it."""


class _Invalid:
    """Stands for a value that could not be read; its problem has been reported."""


INVALID = _Invalid()
_FORMS: dict[type, tuple[str, str]] = {
    int: (r"0|[1-9][0-9]{0,9}", "a whole number"),
    float: (r"(0|[1-9][0-9]{0,9})(\.[0-9]{1,6})?", "a plain decimal number"),
    date: (r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", "a day, YYYY-MM-DD"),
    When: (r"(19|20)[0-9]{2}-[0-9]{2}(-[0-9]{2})?", "a day, YYYY-MM-DD, or a month, YYYY-MM"),
    bool: ("true|false", "true or false"),
}


def decode(node: Node, cls: type, report: Report, *, prefix: str = "") -> Any:
    """Return an instance of the model class *cls* read from a mapping, or `INVALID`.

    Unknown and missing keys and wrong values go to *report*.
    """
    if not isinstance(node.value, dict):
        report(prefix.rstrip("."), "a mapping is wanted here")
        return INVALID
    hints = typing.get_type_hints(cls)
    fields = {field.name: field for field in dataclasses.fields(cls) if not trait(field).derived}
    for key in node.value:
        if key not in fields:
            near = get_close_matches(key, fields, 1)
            report(prefix + key, "unknown key" + (f"; did you mean '{near[0]}'?" if near else ""))
    values: dict[str, Any] = {}
    is_whole = True
    for name, field in fields.items():
        if name not in node.value:
            if field.default is dataclasses.MISSING:
                report(prefix + name, "missing")
                is_whole = False
            continue
        value = _value(node.value[name], hints[name], trait(field), report, prefix + name)
        is_whole = is_whole and value is not INVALID
        values[name] = value
        if isinstance(value, tuple) and len(value) < trait(field).at_least:
            report(prefix + name, f"{len(value)} given, at least {trait(field).at_least} wanted")
    return cls(**values) if is_whole else INVALID


def _value(node: Node, hint: Any, known: Trait, report: Report, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        options = [option for option in typing.get_args(hint) if option is not type(None)]
        return None if node.value is None else _value(node, options[0], known, report, where)
    if node.value is None:
        report(where, "null is not allowed here")
        return INVALID
    if origin is tuple:
        return _items(node, typing.get_args(hint)[0], known, report, where)
    if origin is Mapping:
        return _texts(node, report, where)
    if dataclasses.is_dataclass(hint):
        return decode(node, typing.cast("type", hint), report, prefix=f"{where}.")
    if not isinstance(node.value, str):
        report(where, "one value is wanted here, not a list or mapping")
        return INVALID
    return _scalar(node.value, hint, known, report, where)


def _items(node: Node, hint: Any, known: Trait, report: Report, where: str) -> Any:
    if not isinstance(node.value, list):
        report(where, "a list is wanted here")
        return INVALID
    values = tuple(_value(item, hint, known, report, f"{where}[{number}]") for number, item in enumerate(node.value, 1))
    repeated = {value for value in values if isinstance(value, str) and values.count(value) > 1}
    for value in sorted(repeated):
        report(where, f"'{value}' stands twice")
    return INVALID if any(value is INVALID for value in values) else values


def _texts(node: Node, report: Report, where: str) -> Any:
    if not isinstance(node.value, dict) or not all(isinstance(item.value, str) for item in node.value.values()):
        report(where, "a mapping of names to values is wanted here")
        return INVALID
    return {key: item.value for key, item in node.value.items()}


def _scalar(text: str, hint: Any, known: Trait, report: Report, where: str) -> Any:
    if typing.get_origin(hint) is typing.Literal or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        allowed = [str(option) for option in (typing.get_args(hint) or hint)]
        if text in allowed:
            return hint(text) if isinstance(hint, type) else text
        report(where, f"'{text}' is none of {', '.join(allowed)}")
        return INVALID
    if hint is str:
        if text != text.strip() or not text:
            report(where, "empty, or with space around it")
            return INVALID
        if "\n" in text:
            report(where, "more than one line; fold it with '>-'")
            return INVALID
        return text
    return _formed(text, hint, known, report, where)


def _formed(text: str, hint: Any, known: Trait, report: Report, where: str) -> Any:
    """Return a number, a date or a truth value; numbers are above 0 unless the field says otherwise."""
    pattern, wanted = _FORMS[hint]
    unsigned = text.removeprefix("-") if known.signed else text
    if not re.fullmatch(pattern, unsigned):
        report(where, f"'{text}' is not {wanted}")
        return INVALID
    if hint in (int, float) and float(text) <= 0 and not known.signed:
        report(where, f"'{text}' is not above 0")
        return INVALID
    try:
        if hint is When:
            date.fromisoformat(f"{text}-01"[: len("YYYY-MM-DD")])
            return When(text)
        return text == "true" if hint is bool else date.fromisoformat(text) if hint is date else hint(text)
    except ValueError:
        report(where, f"'{text}' is not {wanted}")
        return INVALID

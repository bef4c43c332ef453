"""Records to the JSON that scripts read, and that JSON back to records."""

import dataclasses
import functools
import json
import types
import typing
from datetime import date
from enum import StrEnum
from typing import Any

from pftz_cli.model import KINDS, Record, When, trait

HEAD = ("id", "kind", "title", "title_zh", "summary")
TAIL = ("sectors", "grade", "sources", "evidence", "doubtful", "notes")


def field_names(cls: type[Record]) -> tuple[str, ...]:
    """The JSON names of a kind's fields, in the order they are printed."""
    own = [name for name in _shown(cls) if name not in HEAD + TAIL]
    return (*HEAD, *own, *TAIL)


def encode(record: Record) -> str:
    """Return *record* as one line of JSON, without what is never shown."""
    values = {name: record.kind if name == "kind" else _plain(getattr(record, name)) for name in field_names(type(record))}
    return json.dumps(values, ensure_ascii=False, allow_nan=False)


def decode(text: str) -> Record:
    """Return the record that `encode` made *text* from; what is never shown is empty."""
    values = json.loads(text)
    cls = KINDS[values.pop("kind")]
    hidden = {field.name: () for field in dataclasses.fields(cls) if trait(field).hidden}
    record: Record = _rebuild(cls, {**values, **hidden})
    return record


def _shown(cls: Any) -> list[str]:
    """The fields of a model class, or of an instance, that are printed."""
    return [field.name for field in dataclasses.fields(cls) if not trait(field).hidden]


def _plain(value: Any) -> Any:
    if isinstance(value, (StrEnum, date)):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if dataclasses.is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _shown(value)}
    return value


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _rebuild(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if value is None or origin is typing.Literal:
        return value
    if origin is types.UnionType:
        return _rebuild(typing.get_args(hint)[0], value)
    if origin is tuple:
        return tuple(_rebuild(typing.get_args(hint)[0], item) for item in value)
    if dataclasses.is_dataclass(hint):
        hints = _hints(typing.cast("type", hint))
        return typing.cast("type", hint)(**{name: _rebuild(hints[name], item) for name, item in value.items()})
    if hint is date:
        return date.fromisoformat(value)
    return hint(value)


def paths(cls: type) -> tuple[str, ...]:
    """The fields of a kind that can be picked, in order, nested ones with dots."""
    found: list[str] = []
    for name in field_names(cls) if issubclass(cls, Record) else _shown(cls):
        found.append(name)
        inner = _nested(_hints(cls)[name]) if name != "kind" else None
        found += [f"{name}.{path}" for path in paths(inner)] if inner else []
    return tuple(found)


def columns(cls: type[Record]) -> tuple[str, ...]:
    """The fields of a kind as the columns of a spreadsheet: nested records as dotted columns, lists as one."""
    found: list[str] = []
    hints = _hints(typing.cast("type", cls))
    for name in field_names(cls):
        hint = hints.get(name)
        inner = None if typing.get_origin(hint) is tuple else _nested(hint)
        found += [f"{name}.{path}" for path in paths(inner)] if inner else [name]
    return tuple(found)


def json_schema(cls: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a kind's records, as they are printed."""
    shape = _object(cls, field_names(cls))
    shape["properties"]["kind"] = {"const": cls.kind, "description": "kind of record"}
    shape["properties"]["id"]["pattern"] = f"^{cls.id_pattern}$"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": cls.kind, "description": cls.__doc__, **shape}


def _nested(hint: Any) -> type | None:
    """The model class inside a type, be it optional or in a tuple."""
    if dataclasses.is_dataclass(hint):
        return typing.cast("type", hint)
    return next((cls for inner in typing.get_args(hint) if (cls := _nested(inner))), None)


def _object(cls: type, names: typing.Sequence[str]) -> dict[str, Any]:
    fields = {field.name: field for field in dataclasses.fields(cls)}
    properties = {name: _shape(_hints(cls)[name]) | {"description": trait(fields[name]).doc} if name in fields else {} for name in names}
    return {"type": "object", "properties": properties, "required": list(names), "additionalProperties": False}


_SHAPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    When: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"},
}


def _shape(hint: Any) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        shape = _shape(args[0])
        return {"anyOf": [shape, {"type": "null"}]}
    if origin is typing.Literal:
        return {"type": "string", "enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _shape(args[0])}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"type": "string", "enum": [str(member) for member in hint]}
    if dataclasses.is_dataclass(hint):
        cls = typing.cast("type", hint)
        return _object(cls, _shown(cls))
    return dict(_SHAPES[hint])

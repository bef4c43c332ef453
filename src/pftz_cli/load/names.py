"""Every exact form of every name, and what it means; a form that means two things is an error in the data."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pftz_cli.errors import Problem
from pftz_cli.model import Province, Zone
from pftz_cli.text import name_key

if TYPE_CHECKING:
    from pftz_cli.load.datasets import Datasets


class Term(NamedTuple):
    """A form of a name in a list of names: the key it is matched by, what it means, and how it is written."""

    list: str
    key: str
    target: str
    form: str


def list_name(section: str) -> str:
    """Return what the list of a section of the vocabulary is called: `authorities` is `authority`."""
    return {"authorities": "authority", "statuses": "status", "series": "series"}.get(section, section.removesuffix("s"))


def meaning(list_name: str, form: str, loaded: "Datasets") -> str | None:
    """Return what *form* means in a list of names, None if nothing."""
    key = name_key(form)
    return next((term.target for term in loaded.terms if term.list == list_name and term.key == key), None)


def collect_terms(loaded: "Datasets") -> tuple[list[Term], list[Problem]]:
    """Return the terms of all lists, and a problem for each form that means two things.

    The lists are the sections of the vocabulary in the singular, `place` and `zone`. In `place` a zone's target is `ID-pftz`,
    and a bare province is the province; in `zone` a bare province is its zone.
    """
    found: dict[tuple[str, str], Term] = {}
    problems = [
        Problem("vocabulary.yaml", "zone_names", "", f"'{pattern}' has marks besides {{id}}, {{name}}, {{name_zh}}, {{pinyin}}")
        for pattern in loaded.zone_names
        if re.search("[{}]", re.sub("{(id|name|name_zh|pinyin)}", "", pattern))
    ]
    for file, term in _terms(loaded):
        first = found.setdefault((term.list, term.key), term)
        if not term.key:
            problems.append(Problem(file, term.target, "aliases", f"'{term.form}' has no letter or digit"))
        elif first.target != term.target:
            problems.append(Problem(file, term.target, "aliases", f"'{term.form}' already means {first.target}"))
    return list(found.values()), problems


def _terms(loaded: "Datasets") -> Iterator[tuple[str, Term]]:
    for section, labels in loaded.labels.items():
        for label in labels.values():
            for form in (label.name, label.name_zh, label.id, *label.aliases):
                yield "vocabulary.yaml", Term(list_name(section), name_key(form), label.id, form)
    for province in loaded.provinces.values():
        for form in (province.name, province.id, *_forms(province)):
            yield "places.yaml", Term("place", name_key(form), province.id, form)
    for city in loaded.cities.values():
        for form in (city.name, city.id, city.name_zh, city.pinyin, *city.aliases):
            yield "places.yaml", Term("place", name_key(form), city.id, form)
    for zone in (record for record in loaded.records if isinstance(record, Zone)):
        yield from _zone_terms(zone, loaded)


def _zone_terms(zone: Zone, loaded: "Datasets") -> Iterator[tuple[str, Term]]:
    province = loaded.provinces.get(zone.province)
    own = [zone.title, f"{zone.id}-pftz", zone.name, zone.name_zh, *([zone.title_zh] if zone.title_zh else [])]
    if province:
        own += [_filled(pattern, zone, province) for pattern in loaded.zone_names]
    for form in own:
        yield "zones.yaml", Term("place", name_key(form), f"{zone.id}-pftz", form)
        yield "zones.yaml", Term("zone", name_key(form), zone.id, form)
    for form in (zone.id, *((province.name, *_forms(province)) if province else ())):
        yield "zones.yaml", Term("zone", name_key(form), zone.id, form)
    for place in (place for place in loaded.zone_places if place.zone == zone.id):
        for form in (place.name, *place.aliases):
            yield "places.yaml", Term("place", name_key(form), f"{zone.id}-pftz", form)
            yield "places.yaml", Term("zone", name_key(form), zone.id, form)


def _filled(pattern: str, zone: Zone, province: Province) -> str:
    words = {"id": zone.id, "name": province.name, "name_zh": province.name_zh, "pinyin": province.pinyin}
    for mark, word in words.items():
        pattern = pattern.replace(f"{{{mark}}}", word)
    return pattern


def _forms(province: Province) -> tuple[str, ...]:
    return province.name_zh, province.official_zh, province.pinyin, *province.aliases

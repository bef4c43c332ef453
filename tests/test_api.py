"""The Python door: records with types, and errors that carry their facts."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

import pftz_cli
from pftz_cli import Catalog, PftzError, find, select
from pftz_cli.errors import NotEstablished, UnknownName, UsageError
from pftz_cli.model import Measure, Zone


def test_select_gives_typed_records(catalog: Catalog) -> None:
    records = select(catalog, kind="measure", authority=["customs", "税务总局"], scope="all-pftz")

    assert [record.id for record in records] == ["M01", "M02", "M03", "M04"]
    assert all(isinstance(record, Measure) and record.in_force_from == date(2024, 10, 25) for record in records)


def test_records_cannot_be_changed(catalog: Catalog) -> None:
    with pytest.raises(FrozenInstanceError):
        catalog.get("M01").title = "mine"  # type: ignore[misc]


def test_get_takes_an_id_in_any_case(catalog: Catalog) -> None:
    record = catalog.get("HENAN")

    assert isinstance(record, Zone)
    assert record.dates.unveiled == date(2017, 4, 1)


def test_find_gives_matches_with_record_score_and_reason(catalog: Catalog) -> None:
    [first, *_] = find(catalog, "wine label", limit=3)

    assert first.record.id == "M21"
    assert first.score > 50
    assert "wine" in first.matched


def test_errors_are_of_one_family_and_carry_their_facts(catalog: Catalog) -> None:
    with pytest.raises(UnknownName) as unknown:
        select(catalog, kind="measure", place="Shangxi")
    with pytest.raises(NotEstablished):
        select(catalog, kind="measure", place="Macao")
    with pytest.raises(UsageError):
        select(catalog, kind="zone", scope="nationwide")

    with pytest.raises(UnknownName):
        select(catalog, kind="mesure")
    with pytest.raises(UnknownName):
        find(catalog, "wine", kinds=["mesure"])
    with pytest.raises(UsageError):
        select(catalog, kind="measure", scope=())
    assert unknown.value.value == "Shangxi"
    assert {"Shanxi", "Shaanxi"} <= set(unknown.value.nearest)
    assert issubclass(UnknownName, PftzError)


def test_years_and_days_may_be_numbers_and_dates(catalog: Catalog) -> None:
    assert len(select(catalog, kind="zone", year=2019)) == 6
    assert [record.id for record in select(catalog, kind="zone", since=date(2023, 1, 1))] == ["xinjiang"]


def test_the_package_offers_what_it_names() -> None:
    assert all(hasattr(pftz_cli, name) for name in pftz_cli.__all__)
    with pytest.raises(AttributeError):
        _ = pftz_cli.nothing

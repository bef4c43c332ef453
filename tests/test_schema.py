"""`pftz schema`: what scripts may expect of each kind."""

import pytest
from jsonschema import Draft202012Validator

from pftz_cli.commands.lists import LISTS
from pftz_cli.model import KINDS
from tests.conftest import Run


@pytest.mark.parametrize(("kind", "command"), [(kind, command) for command, (kinds, _) in LISTS.items() for kind in kinds])
def test_every_record_is_of_the_shape_that_its_schema_promises(run: Run, kind: str, command: str) -> None:
    schema = run("schema", kind).json
    Draft202012Validator.check_schema(schema)
    records = [record for record in run(command, "--json").json if record["kind"] == kind]

    assert records
    for record in records:
        assert list(Draft202012Validator(schema).iter_errors(record)) == []


def test_every_field_is_described(run: Run) -> None:
    for schema in run("schema", *KINDS).json:
        assert all(shape["description"] for shape in schema["properties"].values())


def test_a_record_of_another_shape_is_refused_by_the_schema(run: Run) -> None:
    schema = run("schema", "measure").json
    [record] = run("show", "M01", "--json").json

    for spoilt in ({**record, "scope": "everywhere"}, {**record, "number": "1"}, {**record, "extra": 1}, {"id": "M01"}):
        assert list(Draft202012Validator(schema).iter_errors(spoilt))

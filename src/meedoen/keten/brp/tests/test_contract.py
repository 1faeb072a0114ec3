"""What we ask the BRP and what we read follows its own file."""

import json
import uuid

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meedoen.basis.outbox.deliverers import Rejected, Unreachable
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.brp.fields import FIELDS
from meedoen.keten.brp.schemas import Answer as BrpAnswer
from meedoen.keten.brp.tests.example import ANSWER, BSN, DECEASED, with_
from meedoen.keten.connection import Connection
from meedoen.keten.states import as_json
from meedoen.keten.tests.other_side import MockAdapter, Reply
from meedoen.keten.tests.specification import (
    DEFAULTS,
    errors,
    errors_in_request,
    operations,
    values_of,
    without_nothing,
)

FILE = DEFAULTS / "brp" / "openapi.yaml"
if not FILE.exists():
    pytest.skip("the file of the BRP is not beside the checkout", allow_module_level=True)

pytestmark = pytest.mark.traag
WE = "00000001001234567000"
ANSWER_SHAPE = {"$ref": "#/components/schemas/RaadpleegMetBurgerservicenummerResponse"}
(PERSONEN,) = operations([FILE])


def test_what_leaves_follows_the_file(other_side):
    other_side.says(Reply(200, ANSWER))
    BrpClient(Connection(other_side.adres, {}, WE, WE)).persoon(BSN, uuid.uuid4())
    assert errors_in_request(PERSONEN, other_side.last, "") == []
    shape = {"$ref": "#/components/schemas/RaadpleegMetBurgerservicenummer"}
    assert errors(PERSONEN, shape, other_side.last.json) == []


DATE, ADDRESS = "VolledigeDatum", "Adres"
SUBTYPES = {
    "geboorte.datum": DATE,
    "overlijden.datum": DATE,
    "datumInschrijvingInGemeente": DATE,
    "verblijfplaats": ADDRESS,
    "verblijfplaats.datumVan": DATE,
}
"""Where the file has one form for many, the one that our fields belong to."""


def properties(shape):
    """All properties of a schema, with those it takes from others."""
    schemas = PERSONEN.document["components"]["schemas"]
    while "$ref" in shape:
        shape = schemas[shape["$ref"].rsplit("/", 1)[1]]
    off = dict(shape.get("properties", {}))
    for part in shape.get("allOf", []):
        off |= properties(part)
    return off


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_we_ask_exists(field):
    shape, path = {"$ref": "#/components/schemas/Persoon"}, []
    for name in field.split("."):
        path.append(name)
        assert name in properties(shape), f"{field}: {name} bestaat niet"
        shape = properties(shape)[name]
        shape = shape.get("items", shape)
        if own := SUBTYPES.get(".".join(path)):
            shape = {"$ref": f"#/components/schemas/{own}"}


@pytest.mark.parametrize("answer", [ANSWER, with_(overlijden=DECEASED)])
def test_our_own_examples_are_answers_that_the_brp_could_give(answer):
    assert errors(PERSONEN, ANSWER_SHAPE, answer) == []
    persoon = answer["personen"][0]
    for shape, part in (("Adres", persoon["verblijfplaats"]), (DATE, persoon["geboorte"]["datum"])):
        assert errors(PERSONEN, {"$ref": f"#/components/schemas/{shape}"}, part) == []


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_whatever_the_brp_answers_is_read_and_nothing_of_it_is_lost(data):
    content = data.draw(values_of(PERSONEN, json.dumps(ANSWER_SHAPE)))
    read = BrpAnswer.model_validate_json(json.dumps(content))
    assert without_nothing(as_json(read)) == without_nothing(content)


@pytest.mark.parametrize("status", [status for status in PERSONEN.answers if status >= 400])
def test_every_status_in_the_file_has_one_meaning(status):
    adapter, session = MockAdapter(), requests.Session()
    adapter.antwoord = Reply(status, {"title": "Nee", "status": status})
    session.mount("http://", adapter)
    brp = BrpClient(Connection("http://brp", {}, WE, WE), session=session)
    with pytest.raises(Unreachable if status in (401, 429, 500, 503) else Rejected):
        brp.persoon(BSN, uuid.uuid4())

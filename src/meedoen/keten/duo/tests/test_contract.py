"""What we send and what we read follows DUO's own files, operation by operation."""

import uuid
from datetime import date

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meedoen.basis.outbox.deliverers import Postponed, Rejected, Unreachable
from meedoen.keten.connection import Connection
from meedoen.keten.duo import codes
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.duo.schemas.aanbod import Aanbod
from meedoen.keten.duo.schemas.contactpersoon import ContactDetails
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.keten.duo.tests.api_calls import CALLS
from meedoen.keten.states import as_json
from meedoen.keten.tests.other_side import MockAdapter, Reply
from meedoen.keten.tests.specification import (
    DEFAULTS,
    errors,
    errors_in_request,
    operations,
    values,
    without_nothing,
)
from meedoen.wet import concepts

FILES = sorted((DEFAULTS / "duo" / "API").glob("*/openapi.yml"))
if not FILES:
    pytest.skip("DUO's own specifications are not beside the checkout", allow_module_level=True)

pytestmark = pytest.mark.traag
OURS = [one for one in operations(FILES) if one.bestand.parent.name != "Notificatie"]
"""Every operation but the one that DUO calls and we answer."""
EVERY = pytest.mark.parametrize("operation", OURS, ids=lambda one: one.naam)
WITH_ANSWER = [one for one in OURS if any(one.answers.get(status) for status in (200, 201))]
QUIET = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
WE = "00000001001234567000"
DUO = "00000001003214345000"


def made(model, **fields):
    """A strategy of models with these fields, by the names we give them."""
    return st.fixed_dictionaries(fields).map(lambda filled_in: model(**filled_in))


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 30))
maybe = st.none() | days
yes_no = st.none() | st.sampled_from(codes.YesNo)
pips = made(
    Pip,
    dagtekening_pip=days,
    leerroute=st.sampled_from(concepts.Leerroute),
    niveau=st.none() | st.sampled_from(concepts.Niveau),
    geschatte_intensiteit_b1_route=st.none() | st.integers(1, 9999),
    indicator_mag_opleiding_afmaken=st.none() | st.booleans(),
    indicator_alfabetiseringsonderwijs=st.none() | st.sampled_from(concepts.Alfabetisering),
)
aanbiedingen = made(
    Aanbod.with_last_day,
    alfabetisering=st.sampled_from(concepts.Alfabetisering),
    enrolled=maybe,
    eerste_dag=maybe,
    laatste_dag=maybe,
)
colleagues = made(
    ContactDetails,
    naam=st.text("Aàéßłn '‘.-–", max_size=100),
    email=st.emails().filter(lambda address: len(address) <= 241),
    telefoonnummer=st.from_regex(r"(\+31 |0)[0-9]{2}[ -][0-9]{6,7}", fullmatch=True),
)
REPORTED = {
    ("POST", "/personen/{bsn}/PIP"): pips,
    ("POST", "/personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}"): aanbiedingen,
    ("POST", "/contactpersonen"): colleagues,
    ("PUT", "/contactpersonen/{id}"): colleagues,
    ("PUT", "/personen/{bsn}/map"): made(ResultaatMap, datum_eindgesprek_map=maybe, verwijtbaar=yes_no),
    ("PUT", "/personen/{bsn}/pvt"): made(ResultaatPvt, datum_ondertekening_pvt=maybe, verwijtbaar=yes_no),
    ("PUT", "/personen/{bsn}/zroute"): made(ResultaatZroute, datum_afronding_zroute=maybe),
    **{
        ("PUT", f"/personen/{{bsn}}/uren/{part}"): made(Uren, uren=st.integers(0, 9999))
        for part in ("bredeintake/taallesknm", "participatieactiviteiten", "participatietaalles")
    },
}
"""What we may report, per operation with a body."""


@pytest.fixture
def duo(other_side):
    return DuoClient(Connection(other_side.adres + "/v1", {}, WE, DUO))


def duo_that_says(status, content):
    """A client whose every call gets this answer, without a network."""
    adapter, session = MockAdapter(), requests.Session()
    adapter.antwoord = Reply(status, content, header={"API-Version": "1.2.0"})
    session.mount("http://", adapter)
    return DuoClient(Connection("http://duo/v1", {}, WE, DUO), session=session)


def call(duo, operation):
    return CALLS[operation.method, operation.path].call(duo, uuid.uuid4())


def test_there_are_twelve_interfaces_and_we_call_everything_in_eleven_of_them():
    assert len(FILES) == 12
    assert {(one.method, one.path) for one in OURS} == set(CALLS)


@EVERY
def test_what_leaves_follows_the_file(other_side, duo, operation):
    one = CALLS[operation.method, operation.path]
    other_side.says(Reply(one.status, one.antwoord))
    call(duo, operation)
    assert errors_in_request(operation, other_side.last, "/v1") == []


@pytest.mark.parametrize("operation", [one for one in OURS if one.body], ids=lambda one: one.naam)
@QUIET
@given(st.data())
def test_whatever_our_models_let_through_duo_takes(operation, data):
    reported = data.draw(REPORTED[operation.method, operation.path])
    assert errors(operation, operation.body, reported.as_message()) == []


@pytest.mark.parametrize("operation", WITH_ANSWER, ids=lambda one: one.naam)
@QUIET
@given(st.data())
def test_whatever_duo_answers_is_read_and_nothing_of_it_is_lost(operation, data):
    status = CALLS[operation.method, operation.path].status
    content = data.draw(values(operation, status))
    try:
        read = call(duo_that_says(status, content), operation)
    except Postponed:
        assert operation.method == "POST"
        assert "id" not in content
        return
    if operation.method == "GET":
        assert without_nothing(as_json(read)) == without_nothing(content)
    else:
        assert read == content["id"]


@EVERY
def test_our_own_examples_are_answers_that_duo_could_give(operation):
    one = CALLS[operation.method, operation.path]
    assert one.status in operation.answers
    if operation.answers[one.status] is None:
        assert one.antwoord is None
    elif operation.path not in {"/personen/{bsn}/doelgroep", "/verlengingsgronden"}:
        assert errors(operation, operation.answers[one.status], one.antwoord) == []


@EVERY
def test_every_status_in_the_file_has_one_meaning(other_side, duo, operation):
    for status in operation.answers:
        other_side.says(Reply(status))
        if status in (401, 500, 503):
            with pytest.raises(Unreachable):
                call(duo, operation)
        elif status == 404 and operation.method in ("GET", "DELETE"):
            assert call(duo, operation) is None
        elif status >= 400:
            with pytest.raises(Rejected):
                call(duo, operation)
        else:
            assert status == CALLS[operation.method, operation.path].status


@pytest.mark.parametrize("operation", [one for one in OURS if one.answers.get(403)], ids=lambda one: one.naam)
@QUIET
@given(st.data())
def test_every_refusal_that_duo_can_write_comes_through(operation, data):
    listing = data.draw(values(operation, 403))
    with pytest.raises(Rejected) as refusal:
        call(duo_that_says(403, listing), operation)
    texts = [one.get("fouttekst", "").strip() for one in listing]
    said = [text for text in texts if text][:20]
    assert refusal.value.errors == said or (not said and len(refusal.value.errors) == 1)

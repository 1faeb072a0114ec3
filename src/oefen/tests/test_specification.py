"""What the practice DUO and BRP answer follows their published files, where those are at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from oefen.duo import ROUTES
from oefen.tests.conftest import ALKMAAR, BSN, DUO, someone, with_pip
from oefen.tests.test_brp import ENROLLED

DEFAULTS = Path(__file__).resolve().parents[5] / "shared" / "standards"
FILES = sorted(DEFAULTS.glob("duo/API/*/openapi.yml"))
OURS = "Notificatie"
"""The one of which the municipality is the server."""

if not FILES:
    pytest.skip("de bestanden van DUO staan niet naast deze map", allow_module_level=True)

FULL = someone(
    pips=[with_pip()],
    termijn={"startdatum": "2026-09-02", "einddatum": "2029-09-02", "wijzigingsdatum": "2026-09-02"},
    examennummer="OEF1",
    map={"gemeentecode": "0361", "datum": "2026-11-01"},
    pvt={"gemeentecode": "0361", "datum": "2026-11-01"},
    contactpersoon=1,
    gratis_pogingen=[{"onderdeel": "KNM", "gratisPogingenTegoed": 2}],
)
HAPPENED = ("SS137", "SS131", "SS199", "SS117", "SS119", "SS115", "SS109", "SS130", "SS108", "SS124", "SS103")


@cache
def schema(bestand: Path):
    return schemathesis.openapi.from_path(bestand)


def operations():
    for file in FILES:
        if file.parent.name != OURS:
            for found in schema(file).get_all_operations():
                operation = found.ok()
                yield pytest.param(
                    operation, id=f"{file.parent.name}: {operation.method.upper()} {operation.path}"
                )


@pytest.fixture
def full(oefen):
    """A practice DUO that knows something about everything."""
    oefen.serve("PUT", "personen", {"personen": [FULL]})
    for number in HAPPENED:
        oefen.serve("POST", "notificaties", {"bsn": BSN, "gebeurtenis": number})
    oefen.put(**{**oefen.serve("GET", f"personen?bsn={BSN}")["personen"][0], "examennummer": "OEF1"})
    for path, uren in (("bredeintake/taallesknm", 3), ("participatietaalles", 5)):
        oefen.duo("PUT", f"/personen/{BSN}/uren/{path}", {"uren": uren})
    return oefen


def test_it_offers_exactly_what_the_files_describe():
    described = {(operation.values[0].method.upper(), operation.values[0].path) for operation in operations()}

    assert {(route.method, route.path) for route in ROUTES} == described


def call(case, server, **path):
    headers = {"bron": ALKMAAR, "doel": DUO, "berichtId": str(uuid4())}
    for name in case.path_parameters:
        if name in path:
            case.path_parameters[name] = path[name]
    return case.call(base_url=f"{server.adres}/v1", headers=headers, timeout=30)


@pytest.mark.parametrize("operation", [o for o in operations() if o.values[0].method == "get"])
def test_every_question_has_an_answer_that_follows_the_file(full, operation):
    case = operation.Case(path_parameters={"bsn": BSN} if "{bsn}" in operation.path else {})
    answer = call(case, full.server)

    assert answer.status_code == 200
    assert answer.json()
    operation.validate_response(answer)
    assert answer.headers["api-version"]


def bodies(operation):
    """Requests as the file describes them; of a name it has a pattern no generator knows."""
    if not (operation.body and operation.path.startswith("/contactpersonen")):
        return operation.as_strategy()
    shape = st.fixed_dictionaries(
        {},
        optional={
            "naam": st.text(max_size=102),
            "email": st.text(max_size=10),
            "telefoonnummer": st.sampled_from(["072 0000000", "nul"]),
        },
    )
    path = st.fixed_dictionaries({"id": st.integers(0, 100_000)} if "{id}" in operation.path else {})
    return st.builds(operation.Case, path_parameters=path, body=shape, media_type=st.just("application/json"))


@pytest.mark.parametrize("operation", list(operations()))
def test_whatever_is_asked_the_answer_follows_the_file(full, operation):
    @settings(
        max_examples=10,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=bodies(operation), known=st.booleans())
    def attempt(case, known):
        path = {"bsn": BSN, "id": 1, "instellingsnummer": "0000000101"} if known else {}
        answer = call(case, full.server, **path)
        assert str(answer.status_code) in operation.definition.raw["responses"], answer.status_code
        assert answer.status_code < 500
        operation.validate_response(answer)
        assert answer.headers["api-version"]

    attempt()


def test_a_notification_follows_the_file(oefen, recipient):
    from oefen.tests.test_events import wait

    file = next(file for file in FILES if file.parent.name == OURS)
    operation = schema(file)["/notificaties"]["POST"]
    oefen.put(v_nummer=2800000001)
    oefen.serve("POST", "notificaties", {"bsn": BSN, "gebeurtenis": "SS139"})

    assert wait(lambda: recipient.within)
    headers, content = recipient.within[0]
    assert operation.body[0].is_valid(content)
    assert {"bron", "doel", "berichtId"} <= headers.keys()


def test_the_brp_answers_as_its_file_describes(oefen):
    file = DEFAULTS / "brp" / "openapi.yaml"
    if not file.exists():
        pytest.skip("het bestand van de BRP staat niet naast deze map")
    operation = schema(file)["/personen"]["POST"]
    oefen.serve("PUT", "brp", {"personen": [ENROLLED]})
    for ask in (
        {
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [BSN],
            "fields": list(ENROLLED),
        },
        {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["1"], "fields": ["niets"]},
    ):
        answer = requests.post(f"{oefen.server.adres}/brp/personen", json=ask, timeout=5)
        assert answer.status_code in {200, 400}
        operation.validate_response(answer)

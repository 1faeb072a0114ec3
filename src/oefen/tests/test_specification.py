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
from oefen.tests.conftest import ALKMAAR, BSN, DUO, iemand, met_pip
from oefen.tests.test_brp import INGESCHREVEN

STANDAARDEN = Path(__file__).resolve().parents[5] / "shared" / "standards"
BESTANDEN = sorted(STANDAARDEN.glob("duo/API/*/openapi.yml"))
VAN_ONS = "Notificatie"
"""The one of which the municipality is the server."""

if not BESTANDEN:
    pytest.skip("de bestanden van DUO staan niet naast deze map", allow_module_level=True)

VOL = iemand(
    pips=[met_pip()],
    termijn={"startdatum": "2026-09-02", "einddatum": "2029-09-02", "wijzigingsdatum": "2026-09-02"},
    examennummer="OEF1",
    map={"gemeentecode": "0361", "datum": "2026-11-01"},
    pvt={"gemeentecode": "0361", "datum": "2026-11-01"},
    contactpersoon=1,
    gratis_pogingen=[{"onderdeel": "KNM", "gratisPogingenTegoed": 2}],
)
GEBEURD = ("SS137", "SS131", "SS199", "SS117", "SS119", "SS115", "SS109", "SS130", "SS108", "SS124", "SS103")


@cache
def schema(bestand: Path):
    return schemathesis.openapi.from_path(bestand)


def operaties():
    for bestand in BESTANDEN:
        if bestand.parent.name != VAN_ONS:
            for gevonden in schema(bestand).get_all_operations():
                operatie = gevonden.ok()
                yield pytest.param(
                    operatie, id=f"{bestand.parent.name}: {operatie.method.upper()} {operatie.path}"
                )


@pytest.fixture
def vol(oefen):
    """A practice DUO that knows something about everything."""
    oefen.bedien("PUT", "personen", {"personen": [VOL]})
    for nummer in GEBEURD:
        oefen.bedien("POST", "notificaties", {"bsn": BSN, "gebeurtenis": nummer})
    oefen.zet(**{**oefen.bedien("GET", f"personen?bsn={BSN}")["personen"][0], "examennummer": "OEF1"})
    for pad, uren in (("bredeintake/taallesknm", 3), ("participatietaalles", 5)):
        oefen.duo("PUT", f"/personen/{BSN}/uren/{pad}", {"uren": uren})
    return oefen


def test_it_offers_exactly_what_the_files_describe():
    beschreven = {(operatie.values[0].method.upper(), operatie.values[0].path) for operatie in operaties()}

    assert {(route.methode, route.pad) for route in ROUTES} == beschreven


def roep(case, server, **pad):
    koppen = {"bron": ALKMAAR, "doel": DUO, "berichtId": str(uuid4())}
    for naam in case.path_parameters:
        if naam in pad:
            case.path_parameters[naam] = pad[naam]
    return case.call(base_url=f"{server.adres}/v1", headers=koppen, timeout=30)


@pytest.mark.parametrize("operatie", [o for o in operaties() if o.values[0].method == "get"])
def test_every_question_has_an_answer_that_follows_the_file(vol, operatie):
    case = operatie.Case(path_parameters={"bsn": BSN} if "{bsn}" in operatie.path else {})
    antwoord = roep(case, vol.server)

    assert antwoord.status_code == 200
    assert antwoord.json()
    operatie.validate_response(antwoord)
    assert antwoord.headers["api-version"]


def lichamen(operatie):
    """Requests as the file describes them; of a name it has a pattern no generator knows."""
    if not (operatie.body and operatie.path.startswith("/contactpersonen")):
        return operatie.as_strategy()
    vorm = st.fixed_dictionaries(
        {},
        optional={
            "naam": st.text(max_size=102),
            "email": st.text(max_size=10),
            "telefoonnummer": st.sampled_from(["072 0000000", "nul"]),
        },
    )
    pad = st.fixed_dictionaries({"id": st.integers(0, 100_000)} if "{id}" in operatie.path else {})
    return st.builds(operatie.Case, path_parameters=pad, body=vorm, media_type=st.just("application/json"))


@pytest.mark.parametrize("operatie", list(operaties()))
def test_whatever_is_asked_the_answer_follows_the_file(vol, operatie):
    @settings(
        max_examples=10,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=lichamen(operatie), bekend=st.booleans())
    def probeer(case, bekend):
        pad = {"bsn": BSN, "id": 1, "instellingsnummer": "0000000101"} if bekend else {}
        antwoord = roep(case, vol.server, **pad)
        assert str(antwoord.status_code) in operatie.definition.raw["responses"], antwoord.status_code
        assert antwoord.status_code < 500
        operatie.validate_response(antwoord)
        assert antwoord.headers["api-version"]

    probeer()


def test_a_notification_follows_the_file(oefen, ontvanger):
    from oefen.tests.test_events import wacht

    bestand = next(bestand for bestand in BESTANDEN if bestand.parent.name == VAN_ONS)
    operatie = schema(bestand)["/notificaties"]["POST"]
    oefen.zet(v_nummer=2800000001)
    oefen.bedien("POST", "notificaties", {"bsn": BSN, "gebeurtenis": "SS139"})

    assert wacht(lambda: ontvanger.binnen)
    koppen, inhoud = ontvanger.binnen[0]
    assert operatie.body[0].is_valid(inhoud)
    assert {"bron", "doel", "berichtId"} <= koppen.keys()


def test_the_brp_answers_as_its_file_describes(oefen):
    bestand = STANDAARDEN / "brp" / "openapi.yaml"
    if not bestand.exists():
        pytest.skip("het bestand van de BRP staat niet naast deze map")
    operatie = schema(bestand)["/personen"]["POST"]
    oefen.bedien("PUT", "brp", {"personen": [INGESCHREVEN]})
    for vraag in (
        {
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [BSN],
            "fields": list(INGESCHREVEN),
        },
        {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["1"], "fields": ["niets"]},
    ):
        antwoord = requests.post(f"{oefen.server.adres}/brp/personen", json=vraag, timeout=5)
        assert antwoord.status_code in {200, 400}
        operatie.validate_response(antwoord)

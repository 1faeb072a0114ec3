"""What we send and what we read follows DUO's own files, operation by operation."""

import uuid
from datetime import date

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meedoen.basis.outbox.deliverers import Afgewezen, Later, Onbereikbaar
from meedoen.keten.connection import Verbinding
from meedoen.keten.duo import codes
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.duo.schemas.aanbod import Aanbod
from meedoen.keten.duo.schemas.contactpersoon import Contactgegevens
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.keten.duo.tests.api_calls import AANROEPEN
from meedoen.keten.states import als_json
from meedoen.keten.tests.other_side import Antwoord, TegenAdapter
from meedoen.keten.tests.specification import (
    STANDAARDEN,
    fouten,
    fouten_in_verzoek,
    operaties,
    waarden,
    zonder_niets,
)
from meedoen.wet import concepts

BESTANDEN = sorted((STANDAARDEN / "duo" / "API").glob("*/openapi.yml"))
if not BESTANDEN:
    pytest.skip("DUO's own specifications are not beside the checkout", allow_module_level=True)

pytestmark = pytest.mark.traag
VAN_ONS = [een for een in operaties(BESTANDEN) if een.bestand.parent.name != "Notificatie"]
"""Every operation but the one that DUO calls and we answer."""
ELKE = pytest.mark.parametrize("operatie", VAN_ONS, ids=lambda een: een.naam)
MET_ANTWOORD = [een for een in VAN_ONS if any(een.antwoorden.get(status) for status in (200, 201))]
RUSTIG = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
WIJ = "00000001001234567000"
DUO = "00000001003214345000"


def gemaakt(model, **velden):
    """A strategy of models with these fields, by the names we give them."""
    return st.fixed_dictionaries(velden).map(lambda ingevuld: model(**ingevuld))


dagen = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 30))
misschien = st.none() | dagen
ja_nee = st.none() | st.sampled_from(codes.JaNee)
pips = gemaakt(
    Pip,
    dagtekening_pip=dagen,
    leerroute=st.sampled_from(concepts.Leerroute),
    niveau=st.none() | st.sampled_from(concepts.Niveau),
    geschatte_intensiteit_b1_route=st.none() | st.integers(1, 9999),
    indicator_mag_opleiding_afmaken=st.none() | st.booleans(),
    indicator_alfabetiseringsonderwijs=st.none() | st.sampled_from(concepts.Alfabetisering),
)
aanbiedingen = gemaakt(
    Aanbod.met_laatste_dag,
    alfabetisering=st.sampled_from(concepts.Alfabetisering),
    ingeschreven=misschien,
    eerste_dag=misschien,
    laatste_dag=misschien,
)
collegas = gemaakt(
    Contactgegevens,
    naam=st.text("Aàéßłn '‘.-–", max_size=100),
    email=st.emails().filter(lambda adres: len(adres) <= 241),
    telefoonnummer=st.from_regex(r"(\+31 |0)[0-9]{2}[ -][0-9]{6,7}", fullmatch=True),
)
GEMELD = {
    ("POST", "/personen/{bsn}/PIP"): pips,
    ("POST", "/personen/{bsn}/Inburgeringsaanbod/{instellingsnummer}"): aanbiedingen,
    ("POST", "/contactpersonen"): collegas,
    ("PUT", "/contactpersonen/{id}"): collegas,
    ("PUT", "/personen/{bsn}/map"): gemaakt(
        ResultaatMap, datum_eindgesprek_map=misschien, verwijtbaar=ja_nee
    ),
    ("PUT", "/personen/{bsn}/pvt"): gemaakt(
        ResultaatPvt, datum_ondertekening_pvt=misschien, verwijtbaar=ja_nee
    ),
    ("PUT", "/personen/{bsn}/zroute"): gemaakt(ResultaatZroute, datum_afronding_zroute=misschien),
    **{
        ("PUT", f"/personen/{{bsn}}/uren/{deel}"): gemaakt(Uren, uren=st.integers(0, 9999))
        for deel in ("bredeintake/taallesknm", "participatieactiviteiten", "participatietaalles")
    },
}
"""What we may report, per operation with a body."""


@pytest.fixture
def duo(andere_kant):
    return DuoClient(Verbinding(andere_kant.adres + "/v1", {}, WIJ, DUO))


def duo_die_zegt(status, inhoud):
    """A client whose every call gets this answer, without a network."""
    adapter, sessie = TegenAdapter(), requests.Session()
    adapter.antwoord = Antwoord(status, inhoud, kop={"API-Version": "1.2.0"})
    sessie.mount("http://", adapter)
    return DuoClient(Verbinding("http://duo/v1", {}, WIJ, DUO), sessie=sessie)


def roep(duo, operatie):
    return AANROEPEN[operatie.methode, operatie.pad].roep(duo, uuid.uuid4())


def test_there_are_twelve_interfaces_and_we_call_everything_in_eleven_of_them():
    assert len(BESTANDEN) == 12
    assert {(een.methode, een.pad) for een in VAN_ONS} == set(AANROEPEN)


@ELKE
def test_what_leaves_follows_the_file(andere_kant, duo, operatie):
    een = AANROEPEN[operatie.methode, operatie.pad]
    andere_kant.zegt(Antwoord(een.status, een.antwoord))
    roep(duo, operatie)
    assert fouten_in_verzoek(operatie, andere_kant.laatste, "/v1") == []


@pytest.mark.parametrize("operatie", [een for een in VAN_ONS if een.lichaam], ids=lambda een: een.naam)
@RUSTIG
@given(st.data())
def test_whatever_our_models_let_through_duo_takes(operatie, data):
    gemeld = data.draw(GEMELD[operatie.methode, operatie.pad])
    assert fouten(operatie, operatie.lichaam, gemeld.als_bericht()) == []


@pytest.mark.parametrize("operatie", MET_ANTWOORD, ids=lambda een: een.naam)
@RUSTIG
@given(st.data())
def test_whatever_duo_answers_is_read_and_nothing_of_it_is_lost(operatie, data):
    status = AANROEPEN[operatie.methode, operatie.pad].status
    inhoud = data.draw(waarden(operatie, status))
    try:
        gelezen = roep(duo_die_zegt(status, inhoud), operatie)
    except Later:
        assert operatie.methode == "POST"
        assert "id" not in inhoud
        return
    if operatie.methode == "GET":
        assert zonder_niets(als_json(gelezen)) == zonder_niets(inhoud)
    else:
        assert gelezen == inhoud["id"]


@ELKE
def test_our_own_examples_are_answers_that_duo_could_give(operatie):
    een = AANROEPEN[operatie.methode, operatie.pad]
    assert een.status in operatie.antwoorden
    if operatie.antwoorden[een.status] is None:
        assert een.antwoord is None
    elif operatie.pad not in {"/personen/{bsn}/doelgroep", "/verlengingsgronden"}:
        assert fouten(operatie, operatie.antwoorden[een.status], een.antwoord) == []


@ELKE
def test_every_status_in_the_file_has_one_meaning(andere_kant, duo, operatie):
    for status in operatie.antwoorden:
        andere_kant.zegt(Antwoord(status))
        if status in (401, 500, 503):
            with pytest.raises(Onbereikbaar):
                roep(duo, operatie)
        elif status == 404 and operatie.methode in ("GET", "DELETE"):
            assert roep(duo, operatie) is None
        elif status >= 400:
            with pytest.raises(Afgewezen):
                roep(duo, operatie)
        else:
            assert status == AANROEPEN[operatie.methode, operatie.pad].status


@pytest.mark.parametrize(
    "operatie", [een for een in VAN_ONS if een.antwoorden.get(403)], ids=lambda een: een.naam
)
@RUSTIG
@given(st.data())
def test_every_refusal_that_duo_can_write_comes_through(operatie, data):
    lijst = data.draw(waarden(operatie, 403))
    with pytest.raises(Afgewezen) as weigering:
        roep(duo_die_zegt(403, lijst), operatie)
    teksten = [een.get("fouttekst", "").strip() for een in lijst]
    gezegd = [tekst for tekst in teksten if tekst][:20]
    assert weigering.value.fouten == gezegd or (not gezegd and len(weigering.value.fouten) == 1)

"""What we ask the BRP and what we read follows its own file."""

import json
import uuid

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meedoen.basis.outbox.deliverers import Afgewezen, Onbereikbaar
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.brp.fields import VELDEN
from meedoen.keten.brp.schemas import Antwoord as BrpAntwoord
from meedoen.keten.brp.tests.example import ANTWOORD, BSN, OVERLEDEN, met
from meedoen.keten.connection import Verbinding
from meedoen.keten.states import als_json
from meedoen.keten.tests.other_side import Antwoord, TegenAdapter
from meedoen.keten.tests.specification import (
    STANDAARDEN,
    fouten,
    fouten_in_verzoek,
    operaties,
    waarden_van,
    zonder_niets,
)

BESTAND = STANDAARDEN / "brp" / "openapi.yaml"
if not BESTAND.exists():
    pytest.skip("the file of the BRP is not beside the checkout", allow_module_level=True)

pytestmark = pytest.mark.traag
WIJ = "00000001001234567000"
ANTWOORDVORM = {"$ref": "#/components/schemas/RaadpleegMetBurgerservicenummerResponse"}
(PERSONEN,) = operaties([BESTAND])


def test_what_leaves_follows_the_file(andere_kant):
    andere_kant.zegt(Antwoord(200, ANTWOORD))
    BrpClient(Verbinding(andere_kant.adres, {}, WIJ, WIJ)).persoon(BSN, uuid.uuid4())
    assert fouten_in_verzoek(PERSONEN, andere_kant.laatste, "") == []
    vorm = {"$ref": "#/components/schemas/RaadpleegMetBurgerservicenummer"}
    assert fouten(PERSONEN, vorm, andere_kant.laatste.json) == []


DATUM, ADRES = "VolledigeDatum", "Adres"
SUBTYPES = {
    "geboorte.datum": DATUM,
    "overlijden.datum": DATUM,
    "datumInschrijvingInGemeente": DATUM,
    "verblijfplaats": ADRES,
    "verblijfplaats.datumVan": DATUM,
}
"""Where the file has one form for many, the one that our fields belong to."""


def eigenschappen(vorm):
    """All properties of a schema, with those it takes from others."""
    schemas = PERSONEN.document["components"]["schemas"]
    while "$ref" in vorm:
        vorm = schemas[vorm["$ref"].rsplit("/", 1)[1]]
    uit = dict(vorm.get("properties", {}))
    for deel in vorm.get("allOf", []):
        uit |= eigenschappen(deel)
    return uit


@pytest.mark.parametrize("veld", VELDEN)
def test_every_field_that_we_ask_exists(veld):
    vorm, pad = {"$ref": "#/components/schemas/Persoon"}, []
    for naam in veld.split("."):
        pad.append(naam)
        assert naam in eigenschappen(vorm), f"{veld}: {naam} bestaat niet"
        vorm = eigenschappen(vorm)[naam]
        vorm = vorm.get("items", vorm)
        if eigen := SUBTYPES.get(".".join(pad)):
            vorm = {"$ref": f"#/components/schemas/{eigen}"}


@pytest.mark.parametrize("antwoord", [ANTWOORD, met(overlijden=OVERLEDEN)])
def test_our_own_examples_are_answers_that_the_brp_could_give(antwoord):
    assert fouten(PERSONEN, ANTWOORDVORM, antwoord) == []
    persoon = antwoord["personen"][0]
    for vorm, deel in (("Adres", persoon["verblijfplaats"]), (DATUM, persoon["geboorte"]["datum"])):
        assert fouten(PERSONEN, {"$ref": f"#/components/schemas/{vorm}"}, deel) == []


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_whatever_the_brp_answers_is_read_and_nothing_of_it_is_lost(data):
    inhoud = data.draw(waarden_van(PERSONEN, json.dumps(ANTWOORDVORM)))
    gelezen = BrpAntwoord.model_validate_json(json.dumps(inhoud))
    assert zonder_niets(als_json(gelezen)) == zonder_niets(inhoud)


@pytest.mark.parametrize("status", [status for status in PERSONEN.antwoorden if status >= 400])
def test_every_status_in_the_file_has_one_meaning(status):
    adapter, sessie = TegenAdapter(), requests.Session()
    adapter.antwoord = Antwoord(status, {"title": "Nee", "status": status})
    sessie.mount("http://", adapter)
    brp = BrpClient(Verbinding("http://brp", {}, WIJ, WIJ), sessie=sessie)
    with pytest.raises(Onbereikbaar if status in (401, 429, 500, 503) else Afgewezen):
        brp.persoon(BSN, uuid.uuid4())

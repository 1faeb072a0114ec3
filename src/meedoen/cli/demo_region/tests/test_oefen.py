"""What the practice DUO and BRP of the demo know, beside the dossiers of the region."""

from __future__ import annotations

import json

import pytest

from meedoen.cli.demo_region.oefen import (
    NIEUWEN,
    VERSCHILLEN,
    oin_van,
    schrijf_gemeenten,
    schrijf_mensen,
    sluit_aan,
)
from meedoen.cli.demo_region.region import GEMEENTEN
from meedoen.dossiers.models import Dossier, Feit, FeitSoort, Persoon
from meedoen.dossiers.numbers import valideer_bsn
from meedoen.keten.models import Aansluiting, Partij
from oefen.controls import Gemeenten, InDeBrp, Personen

pytestmark = pytest.mark.usefixtures("region")


@pytest.fixture(scope="module")
def geschreven(region, tmp_path_factory):
    pad = tmp_path_factory.mktemp("oefen") / "mensen.json"
    schrijf_mensen(pad)
    return json.loads(pad.read_text(encoding="utf-8"))


def test_the_practice_duo_takes_all_of_it(geschreven, tmp_path):
    personen = Personen.model_validate_json(json.dumps({"personen": geschreven["personen"]})).personen
    brp = InDeBrp(personen=geschreven["brp"]).personen
    schrijf_gemeenten(tmp_path / "gemeenten.json", "http://127.0.0.1:8000")
    gemeenten = Gemeenten.model_validate_json((tmp_path / "gemeenten.json").read_bytes()).gemeenten

    assert {persoon.bsn for persoon in personen} == {mens["burgerservicenummer"] for mens in brp}
    assert {gemeente.code for gemeente in gemeenten} == set(GEMEENTEN)
    assert gemeenten[0].adres == "http://127.0.0.1:8000/keten/duo/v1"


def test_duo_knows_the_people_as_their_dossiers_do_except_where_they_differ_on_purpose(geschreven):
    anders = {verschil["bsn"] for verschil in geschreven["verschillen"]}
    personen = {p["bsn"]: p for p in geschreven["personen"] if p["bsn"] not in anders}
    eerste = Feit.objects.filter(soort=FeitSoort.PIP_DAGTEKENING, ingetrokken_op=None)
    dagen = {feit.dossier_id: feit.datum for feit in eerste}

    bekend = Dossier.objects.exclude(fase="afgerond").exclude(persoon__bsn="")

    for dossier in bekend.select_related("persoon"):
        persoon = personen.get(dossier.persoon.bsn)
        if persoon is None:
            continue
        groep = {"asielstatushouder": "Asielstatushouder"}.get(
            dossier.doelgroep, "Gezinsmigrant en overige migrant"
        )
        assert dossier.doelgroep == "" or persoon["doelgroep"]["indeling"] == groep
        if dagen.get(dossier.pk):
            assert dagen[dossier.pk].isoformat() in {pip["pip"]["dagtekeningPip"] for pip in persoon["pips"]}
            assert persoon["termijn"]["startdatum"] > persoon["pips"][0]["pip"]["dagtekeningPip"]


def test_every_kind_of_difference_is_there_for_every_municipality_with_an_account(geschreven):
    soorten = [verschil["soort"] for verschil in geschreven["verschillen"]]

    assert sorted(soorten) == sorted(VERSCHILLEN * 3)


def test_people_who_are_new_have_a_valid_number_and_no_dossier(geschreven):
    assert len(geschreven["nieuw"]) == sum(NIEUWEN.values())
    for bsn in geschreven["nieuw"]:
        valideer_bsn(bsn)
    assert not Persoon.objects.filter(bsn__in=geschreven["nieuw"]).exists()


def test_every_municipality_is_connected_and_again_after_a_change_of_port():
    for poort in (8100, 8200):
        sluit_aan(f"http://127.0.0.1:{poort}")

    assert Aansluiting.objects.count() == 2 * len(GEMEENTEN)
    alkmaar = Aansluiting.objects.get(gemeente__code="0361", partij=Partij.DUO)
    assert (alkmaar.basis_url, alkmaar.oin) == ("http://127.0.0.1:8200/v1", oin_van("0361"))
    for aansluiting in Aansluiting.objects.all():
        aansluiting.full_clean()

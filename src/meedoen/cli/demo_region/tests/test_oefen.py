"""What the practice DUO and BRP of the demo know, beside the dossiers of the region."""

from __future__ import annotations

import json

import pytest

from meedoen.cli.demo_region.oefen import (
    DIFFERENCES,
    NEWCOMERS,
    connect,
    oin_of,
    write_gemeenten,
    write_people,
)
from meedoen.cli.demo_region.region import GEMEENTEN
from meedoen.dossiers.models import Dossier, Feit, FeitSoort, Persoon
from meedoen.dossiers.numbers import validate_bsn
from meedoen.keten.models import ConnectionSettings, Party
from oefen.controls import Gemeenten, InTheBrp, Personen

pytestmark = pytest.mark.usefixtures("region")


@pytest.fixture(scope="module")
def written(region, tmp_path_factory):
    path = tmp_path_factory.mktemp("oefen") / "mensen.json"
    write_people(path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_practice_duo_takes_all_of_it(written, tmp_path):
    personen = Personen.model_validate_json(json.dumps({"personen": written["personen"]})).personen
    brp = InTheBrp(personen=written["brp"]).personen
    write_gemeenten(tmp_path / "gemeenten.json", "http://127.0.0.1:8000")
    gemeenten = Gemeenten.model_validate_json((tmp_path / "gemeenten.json").read_bytes()).gemeenten

    assert {persoon.bsn for persoon in personen} == {person["burgerservicenummer"] for person in brp}
    assert {gemeente.code for gemeente in gemeenten} == set(GEMEENTEN)
    assert gemeenten[0].adres == "http://127.0.0.1:8000/keten/duo/v1"


def test_duo_knows_the_people_as_their_dossiers_do_except_where_they_differ_on_purpose(written):
    otherwise = {difference["bsn"] for difference in written["verschillen"]}
    personen = {p["bsn"]: p for p in written["personen"] if p["bsn"] not in otherwise}
    first = Feit.objects.filter(soort=FeitSoort.PIP_DAGTEKENING, withdrawn_at=None)
    days = {feit.dossier_id: feit.datum for feit in first}

    known = Dossier.objects.exclude(fase="afgerond").exclude(persoon__bsn="")

    for dossier in known.select_related("persoon"):
        persoon = personen.get(dossier.persoon.bsn)
        if persoon is None:
            continue
        group = {"asielstatushouder": "Asielstatushouder"}.get(
            dossier.doelgroep, "Gezinsmigrant en overige migrant"
        )
        assert dossier.doelgroep == "" or persoon["doelgroep"]["indeling"] == group
        if days.get(dossier.pk):
            assert days[dossier.pk].isoformat() in {pip["pip"]["dagtekeningPip"] for pip in persoon["pips"]}
            assert persoon["termijn"]["startdatum"] > persoon["pips"][0]["pip"]["dagtekeningPip"]


def test_every_kind_of_difference_is_there_for_every_municipality_with_an_account(written):
    kinds = [difference["soort"] for difference in written["verschillen"]]

    assert sorted(kinds) == sorted(DIFFERENCES * 3)


def test_people_who_are_new_have_a_valid_number_and_no_dossier(written):
    assert len(written["nieuw"]) == sum(NEWCOMERS.values())
    for bsn in written["nieuw"]:
        validate_bsn(bsn)
    assert not Persoon.objects.filter(bsn__in=written["nieuw"]).exists()


def test_every_municipality_is_connected_and_again_after_a_change_of_port():
    for port in (8100, 8200):
        connect(f"http://127.0.0.1:{port}")

    assert ConnectionSettings.objects.count() == 2 * len(GEMEENTEN)
    alkmaar = ConnectionSettings.objects.get(gemeente__code="0361", partij=Party.DUO)
    assert (alkmaar.basis_url, alkmaar.oin) == ("http://127.0.0.1:8200/v1", oin_of("0361"))
    for connection_settings in ConnectionSettings.objects.all():
        connection_settings.full_clean()

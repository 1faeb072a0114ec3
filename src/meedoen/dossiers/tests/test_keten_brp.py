"""Who it is, once the BRP tells; never over what we know ourselves."""

from datetime import date

import pytest

from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.tests.news import bericht
from meedoen.keten import states
from meedoen.keten.brp import hooks
from meedoen.keten.models import Aansluiting, Partij

BSN = "999990032"
SELAM = {
    "burgerservicenummer": BSN,
    "naam": {"voornamen": "Selam", "geslachtsnaam": "Tesfay"},
    "geboorte": {"datum": {"type": "Datum", "datum": "1994-02-03"}},
    "gemeenteVanInschrijving": {"code": "0361", "omschrijving": "Alkmaar"},
    "datumInschrijvingInGemeente": {"type": "Datum", "datum": "2026-11-16"},
    "verblijfplaats": {"type": "Adres", "verblijfadres": {"woonplaats": "Alkmaar"}},
}


def tell(gemeente, bsn, inhoud):
    stand, vorige = states.bewaar(Partij.BRP, gemeente.pk, bsn, "persoon", inhoud)
    hooks.meld_persoon(stand, vorige)


@pytest.fixture
def nieuw(cast):
    bericht(cast.alkmaar, "SS139", bsn=BSN)
    return Dossier.objects.get(persoon__bsn=BSN)


def test_the_brp_is_asked_who_it_is_as_long_as_nobody_knows(cast):
    Aansluiting.objects.create(
        gemeente=cast.alkmaar,
        partij=Partij.BRP,
        basis_url="http://127.0.0.1:9",
        oin="0" * 20,
        oin_partij="0" * 20,
    )
    bericht(cast.alkmaar, "SS139", bsn=BSN)
    dossier = Dossier.objects.get()
    assert [(een.kanaal, een.over) for een in Bericht.objects.all()] == [("brp", dossier.pk)]
    Bericht.objects.all().delete()
    tell(cast.alkmaar, BSN, SELAM)
    bericht(cast.alkmaar, "SS102", bsn=BSN)
    assert not Bericht.objects.exists()


def test_a_name_a_birth_and_a_place_come_with_the_answer(cast, nieuw):
    tell(cast.alkmaar, BSN, SELAM)
    nieuw = Dossier.objects.select_related("persoon").get(pk=nieuw.pk)
    assert (nieuw.persoon.naam, nieuw.persoon.geboortedatum) == ("Selam Tesfay", date(1994, 2, 3))
    assert nieuw.plaats == "Alkmaar"
    assert nieuw.nieuw_op is not None, "nobody took it up yet"


def test_the_day_of_registration_takes_the_place_of_that_of_the_notification(cast, nieuw):
    tell(cast.alkmaar, BSN, SELAM)
    feit = Feit.objects.get(dossier=nieuw, soort="inschrijving_brp", ingetrokken_op=None)
    assert (feit.datum, feit.bron) == (date(2026, 11, 16), "brp")


def test_a_registration_elsewhere_is_no_registration_here(cast, nieuw):
    tell(cast.alkmaar, BSN, SELAM | {"gemeenteVanInschrijving": {"code": "0399"}})
    feit = Feit.objects.get(dossier=nieuw, soort="inschrijving_brp", ingetrokken_op=None)
    assert feit.bron == "duo"


def test_what_we_know_ourselves_stays(cast, amina):
    tell(cast.alkmaar, amina.persoon.bsn, SELAM | {"burgerservicenummer": amina.persoon.bsn})
    amina = Dossier.objects.select_related("persoon").get(pk=amina.pk)
    assert (amina.persoon.naam, amina.persoon.geboortedatum) == ("Amina Yohannes", date(1992, 5, 4))
    feit = Feit.objects.get(dossier=amina, soort="inschrijving_brp", ingetrokken_op=None)
    assert (feit.datum, feit.bron) == (date(2026, 9, 3), "gemeente")


def test_that_the_brp_knows_nobody_changes_nothing(cast, nieuw):
    tell(cast.alkmaar, BSN, None)
    nieuw.persoon.refresh_from_db()
    assert nieuw.persoon.naam == "naam nog onbekend"

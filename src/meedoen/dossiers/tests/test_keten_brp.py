"""Who it is, once the BRP tells; never over what we know ourselves."""

from datetime import date

import pytest

from meedoen.basis.outbox.models import Message
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.tests.news import message
from meedoen.keten import states
from meedoen.keten.brp import hooks
from meedoen.keten.models import ConnectionSettings, Party

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
    state, previous = states.save(Party.BRP, gemeente.pk, bsn, "persoon", inhoud)
    hooks.report_persoon(state, previous)


@pytest.fixture
def new(cast):
    message(cast.alkmaar, "SS139", bsn=BSN)
    return Dossier.objects.get(persoon__bsn=BSN)


def test_the_brp_is_asked_who_it_is_as_long_as_nobody_knows(cast):
    ConnectionSettings.objects.create(
        gemeente=cast.alkmaar,
        partij=Party.BRP,
        basis_url="http://127.0.0.1:9",
        oin="0" * 20,
        oin_partij="0" * 20,
    )
    message(cast.alkmaar, "SS139", bsn=BSN)
    dossier = Dossier.objects.get()
    assert [(one.kanaal, one.about) for one in Message.objects.all()] == [("brp", dossier.pk)]
    Message.objects.all().delete()
    tell(cast.alkmaar, BSN, SELAM)
    message(cast.alkmaar, "SS102", bsn=BSN)
    assert not Message.objects.exists()


def test_a_name_a_birth_and_a_place_come_with_the_answer(cast, new):
    tell(cast.alkmaar, BSN, SELAM)
    new = Dossier.objects.select_related("persoon").get(pk=new.pk)
    assert (new.persoon.naam, new.persoon.geboortedatum) == ("Selam Tesfay", date(1994, 2, 3))
    assert new.plaats == "Alkmaar"
    assert new.new_on is not None, "nobody took it up yet"


def test_the_day_of_registration_takes_the_place_of_that_of_the_notification(cast, new):
    tell(cast.alkmaar, BSN, SELAM)
    feit = Feit.objects.get(dossier=new, soort="inschrijving_brp", withdrawn_at=None)
    assert (feit.datum, feit.bron) == (date(2026, 11, 16), "brp")


def test_a_registration_elsewhere_is_no_registration_here(cast, new):
    tell(cast.alkmaar, BSN, SELAM | {"gemeenteVanInschrijving": {"code": "0399"}})
    feit = Feit.objects.get(dossier=new, soort="inschrijving_brp", withdrawn_at=None)
    assert feit.bron == "duo"


def test_what_we_know_ourselves_stays(cast, amina):
    tell(cast.alkmaar, amina.persoon.bsn, SELAM | {"burgerservicenummer": amina.persoon.bsn})
    amina = Dossier.objects.select_related("persoon").get(pk=amina.pk)
    assert (amina.persoon.naam, amina.persoon.geboortedatum) == ("Amina Yohannes", date(1992, 5, 4))
    feit = Feit.objects.get(dossier=amina, soort="inschrijving_brp", withdrawn_at=None)
    assert (feit.datum, feit.bron) == (date(2026, 9, 3), "gemeente")


def test_that_the_brp_knows_nobody_changes_nothing(cast, new):
    tell(cast.alkmaar, BSN, None)
    new.persoon.refresh_from_db()
    assert new.persoon.naam == "naam nog onbekend"

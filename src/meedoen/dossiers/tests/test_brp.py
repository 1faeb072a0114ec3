"""The BRP beside us: nothing is overwritten by itself, one button takes a field over, a death is told."""

from datetime import date

import pytest
from django.urls import reverse

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.brp import Veld, past_bij, vergelijk
from meedoen.dossiers.keten.from_brp import OVERLEDEN
from meedoen.dossiers.models import Dossier, Signaal
from meedoen.dossiers.models import Persoon as PersoonHier
from meedoen.dossiers.services import koppel_huishouden, open_dossier, scherm_af
from meedoen.dossiers.services.brp import neem_over_van_brp, vraag_brp
from meedoen.keten import states
from meedoen.keten.brp import hooks
from meedoen.keten.brp.answers import Datum, in_plain_values
from meedoen.keten.brp.schemas import Persoon
from meedoen.keten.models import Aansluiting, Partij

DOOD = {"datum": {"type": "Datum", "datum": "2026-11-02", "langFormaat": "2 november 2026"}}


def vers(dossier):
    return Dossier.objects.select_related("persoon", "gemeente", "klantmanager").get(pk=dossier.pk)


def zeg(dossier, **gezegd):
    """The BRP answers this about her."""
    inhoud = {"burgerservicenummer": dossier.persoon.bsn, **gezegd}
    stand, vorige = states.bewaar(Partij.BRP, dossier.gemeente_id, dossier.persoon.bsn, "persoon", inhoud)
    hooks.meld_persoon(stand, vorige)


def naam(dossier, **anders):
    van_ons = dossier.persoon
    zelfde = {
        "voornamen": van_ons.voornamen,
        "voorvoegsel": van_ons.voorvoegsel,
        "geslachtsnaam": van_ons.achternaam,
    }
    return {"naam": zelfde | anders}


def rijen(dossier, **gezegd):
    return {rij.veld: rij for rij in vergelijk(dossier, in_plain_values(Persoon.model_validate(gezegd)))}


def aansluiten(gemeente):
    Aansluiting.objects.create(
        gemeente=gemeente,
        partij=Partij.BRP,
        basis_url="http://127.0.0.1:9",
        oin="0" * 20,
        oin_partij="0" * 20,
    )


def test_the_same_name_is_the_same(amina):
    assert all(rij.gelijk for rij in rijen(amina, **naam(amina)).values())


def test_another_surname_can_be_taken_over(cast, amina):
    zeg(amina, **naam(amina, geslachtsnaam="El Idrissi"))
    oud = amina.persoon.achternaam
    neem_over_van_brp(cast.actor(cast.nadia), vers(amina), Veld.ACHTERNAAM)
    persoon = vers(amina).persoon
    assert persoon.achternaam == "El Idrissi" != oud
    assert persoon.zoektermen.filter(term="idrissi").exists()
    regel = Logregel.objects.filter(onderwerp="persoon").latest("pk")
    assert regel.wijziging == {"achternaam": [oud, "El Idrissi"]}


def test_nothing_is_taken_over_by_itself(amina):
    voor = vers(amina).persoon.achternaam
    zeg(amina, **naam(amina, geslachtsnaam="Anders"), geboorte={"datum": {"datum": "1950-01-01"}})
    na = vers(amina).persoon
    assert (na.achternaam, na.geboortedatum) == (voor, amina.persoon.geboortedatum)


@pytest.mark.parametrize(
    ("datum", "dag", "past"),
    [
        ({"dag": date(1996, 4, 11)}, date(1996, 4, 11), True),
        ({"dag": date(1996, 4, 11)}, date(1996, 4, 12), False),
        ({"dag": date(1996, 4, 11)}, None, False),
        ({"jaar": 1996, "maand": 4}, date(1996, 4, 30), True),
        ({"jaar": 1996, "maand": 4}, date(1996, 5, 1), False),
        ({"jaar": 1996}, date(1996, 12, 31), True),
        ({"jaar": 1996}, date(1997, 1, 1), False),
        ({"jaar": 1996}, None, False),
        ({}, None, True),
    ],
)
def test_a_date_of_which_a_part_is_known_agrees_with_every_day_in_it(datum, dag, past):
    assert past_bij(Datum(**datum), dag) is past


def test_a_birth_of_which_the_day_is_not_known_is_shown_and_not_taken_over(amina):
    datum = {"type": "JaarDatum", "jaar": 1950, "langFormaat": "1950"}
    rij = rijen(amina, geboorte={"datum": datum})[Veld.GEBOORTEDATUM]
    assert (rij.bij_brp, rij.gelijk, rij.neembaar) == ("1950", False, False)


def test_a_place_differs_by_its_name_and_not_by_its_capitals(cast, amina):
    amina.plaats = "alkmaar "
    assert rijen(amina, verblijfplaats={"verblijfadres": {"woonplaats": "Alkmaar"}})[Veld.PLAATS].gelijk
    zeg(amina, verblijfplaats={"verblijfadres": {"woonplaats": "Heiloo"}})
    neem_over_van_brp(cast.actor(cast.nadia), vers(amina), Veld.PLAATS)
    assert vers(amina).plaats == "Heiloo"


def test_another_municipality_is_a_matter_for_somebody_and_not_for_a_button(cast, amina):
    zeg(amina, gemeenteVanInschrijving={"code": "0399", "omschrijving": "Heiloo"})
    rij = rijen(amina, gemeenteVanInschrijving={"code": "0399", "omschrijving": "Heiloo"})[Veld.GEMEENTE]
    assert (rij.gelijk, rij.neembaar, bool(rij.uitleg)) == (False, False, True)
    with pytest.raises(Geweigerd):
        neem_over_van_brp(cast.actor(cast.nadia), vers(amina), Veld.GEMEENTE)


def test_a_death_is_told_at_once_to_whose_dossier_it_is_and_only_once(amina):
    fase, stap = amina.fase, amina.stap
    zeg(amina, overlijden=DOOD)
    zeg(amina, overlijden=DOOD)
    (signaal,) = Signaal.objects.filter(dossier=amina, omschrijving=OVERLEDEN)
    assert (signaal.eigenaar_id, signaal.ernst) == (amina.klantmanager_id, Signaal.Ernst.NU)
    dossier = vers(amina)
    assert (dossier.fase, dossier.stap) == (fase, stap), "a death ends nothing by itself"


def test_a_death_that_we_know_and_the_brp_does_not_is_a_difference(amina):
    amina.persoon.overleden_op = date(2026, 11, 2)
    rij = rijen(amina)[Veld.OVERLEDEN]
    assert (rij.gelijk, rij.neembaar) == (False, False)
    assert rijen(amina, overlijden=DOOD)[Veld.OVERLEDEN].gelijk


def test_a_death_without_its_day_is_not_taken_over(amina):
    rij = rijen(amina, overlijden={})[Veld.OVERLEDEN]
    assert (rij.gelijk, rij.neembaar) == (False, False)


def test_who_may_not_change_the_dossier_takes_nothing_over(cast, amina):
    zeg(amina, **naam(amina, geslachtsnaam="Anders"))
    with pytest.raises(Geweigerd):
        neem_over_van_brp(cast.actor(cast.tom), vers(amina), Veld.ACHTERNAAM)


def test_what_is_the_same_already_is_not_taken_over_again(cast, amina):
    zeg(amina, **naam(amina))
    with pytest.raises(Geweigerd):
        neem_over_van_brp(cast.actor(cast.nadia), vers(amina), Veld.ACHTERNAAM)


def test_without_a_connection_nothing_is_asked(cast, amina):
    with pytest.raises(Geweigerd, match="aansluiting"):
        vraag_brp(cast.actor(cast.nadia), amina)


def test_the_page_of_a_person_shows_the_brp_beside_us_and_takes_over(als, cast, amina):
    aansluiten(cast.alkmaar)
    zeg(amina, **naam(amina, geslachtsnaam="El Idrissi"), geheimhoudingPersoonsgegevens=True)
    browser, adres = als(cast.nadia), reverse("dossiers:persoon", args=[amina.pk])
    tekst = browser.get(adres).text
    assert "Wat de BRP zegt" in tekst
    assert "El Idrissi" in tekst
    assert "geheim adres" in tekst
    over = reverse("dossiers:brp_neem_over", args=[amina.pk, "achternaam"])
    assert over in tekst
    assert browser.post(over).status_code == 302
    assert vers(amina).persoon.achternaam == "El Idrissi"
    assert over not in browser.get(adres).text


def test_the_button_puts_the_question_in_the_outbox(als, cast, amina):
    aansluiten(cast.alkmaar)
    assert als(cast.nadia).post(reverse("dossiers:brp_vraag", args=[amina.pk])).status_code == 302
    bericht = Bericht.objects.get(kanaal="brp")
    assert (bericht.over, bericht.inhoud) == (amina.pk, {"bsn": amina.persoon.bsn})


def test_a_field_that_does_not_exist_is_no_page(als, cast, amina):
    adres = reverse("dossiers:brp_neem_over", args=[amina.pk, "telefoon"])
    assert als(cast.nadia).post(adres).status_code == 404


def familielid(cast, wie, **velden):
    """Somebody else with a dossier in Alkmaar."""
    persoon = PersoonHier(gemeente=cast.alkmaar, voornamen="Yonas", achternaam="Yohannes", **velden)
    return open_dossier(cast.actor(wie), persoon, {"koppeling": date(2026, 6, 1)}, klantmanager=wie)


def test_family_with_a_dossier_is_shown_until_it_is_joined(als, cast, amina):
    partner = familielid(cast, cast.nadia, bsn="999990032")
    zeg(amina, partners=[{"burgerservicenummer": "999990032"}], kinderen=[{}])
    adres = reverse("dossiers:persoon", args=[amina.pk])
    assert partner.nummer in als(cast.nadia).get(adres).text
    actor = cast.actor(cast.nadia)
    koppel_huishouden(actor, vers(amina), vers(partner), rol="partner", rol_ander="partner")
    assert partner.nummer not in als(cast.nadia).get(adres).text


def test_family_that_is_shielded_is_not_shown(als, cast, amina):
    partner = familielid(cast, cast.bram, bsn="999990032")
    scherm_af(cast.actor(cast.els), partner, afgeschermd=True, reden="Veiligheid")
    zeg(amina, partners=[{"burgerservicenummer": "999990032"}])
    assert partner.nummer not in als(cast.nadia).get(reverse("dossiers:persoon", args=[amina.pk])).text


def test_the_panel_asks_little_of_the_database(als, cast, amina, at_most_queries):
    zeg(amina, **naam(amina), partners=[{"burgerservicenummer": "999990032"}])
    browser, adres = als(cast.nadia), reverse("dossiers:persoon", args=[amina.pk])
    browser.get(adres)
    with at_most_queries(24):
        browser.get(adres)

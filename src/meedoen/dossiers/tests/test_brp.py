"""The BRP beside us: nothing is overwritten by itself, one button takes a field over, a death is told."""

from datetime import date

import pytest
from django.urls import reverse

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.brp import BrpField, compare, fits
from meedoen.dossiers.keten.from_brp import DECEASED
from meedoen.dossiers.models import Dossier, Signaal
from meedoen.dossiers.models import Persoon as PersoonHere
from meedoen.dossiers.services import link_huishouden, open_dossier, shield
from meedoen.dossiers.services.brp import ask_brp, take_over_from_brp
from meedoen.keten import states
from meedoen.keten.brp import hooks
from meedoen.keten.brp.answers import BrpDate, in_plain_values
from meedoen.keten.brp.schemas import Persoon
from meedoen.keten.models import ConnectionSettings, Party

DEAD = {"datum": {"type": "Datum", "datum": "2026-11-02", "langFormaat": "2 november 2026"}}


def fresh(dossier):
    return Dossier.objects.select_related("persoon", "gemeente", "klantmanager").get(pk=dossier.pk)


def say(dossier, **said):
    """The BRP answers this about her."""
    content = {"burgerservicenummer": dossier.persoon.bsn, **said}
    state, previous = states.save(Party.BRP, dossier.gemeente_id, dossier.persoon.bsn, "persoon", content)
    hooks.report_persoon(state, previous)


def name(dossier, **otherwise):
    ours = dossier.persoon
    same = {
        "voornamen": ours.voornamen,
        "voorvoegsel": ours.voorvoegsel,
        "geslachtsnaam": ours.achternaam,
    }
    return {"naam": same | otherwise}


def rows(dossier, **said):
    return {row.field: row for row in compare(dossier, in_plain_values(Persoon.model_validate(said)))}


def connect(gemeente):
    ConnectionSettings.objects.create(
        gemeente=gemeente,
        partij=Party.BRP,
        basis_url="http://127.0.0.1:9",
        oin="0" * 20,
        oin_partij="0" * 20,
    )


def test_the_same_name_is_the_same(amina):
    assert all(row.equal for row in rows(amina, **name(amina)).values())


def test_another_surname_can_be_taken_over(cast, amina):
    say(amina, **name(amina, geslachtsnaam="El Idrissi"))
    old = amina.persoon.achternaam
    take_over_from_brp(cast.actor(cast.nadia), fresh(amina), BrpField.ACHTERNAAM)
    persoon = fresh(amina).persoon
    assert persoon.achternaam == "El Idrissi" != old
    assert persoon.search_terms.filter(term="idrissi").exists()
    line = AuditEntry.objects.filter(onderwerp="persoon").latest("pk")
    assert line.wijziging == {"achternaam": [old, "El Idrissi"]}


def test_nothing_is_taken_over_by_itself(amina):
    for_ = fresh(amina).persoon.achternaam
    say(amina, **name(amina, geslachtsnaam="Anders"), geboorte={"datum": {"datum": "1950-01-01"}})
    after = fresh(amina).persoon
    assert (after.achternaam, after.geboortedatum) == (for_, amina.persoon.geboortedatum)


@pytest.mark.parametrize(
    ("date_", "day", "past"),
    [
        ({"day": date(1996, 4, 11)}, date(1996, 4, 11), True),
        ({"day": date(1996, 4, 11)}, date(1996, 4, 12), False),
        ({"day": date(1996, 4, 11)}, None, False),
        ({"jaar": 1996, "maand": 4}, date(1996, 4, 30), True),
        ({"jaar": 1996, "maand": 4}, date(1996, 5, 1), False),
        ({"jaar": 1996}, date(1996, 12, 31), True),
        ({"jaar": 1996}, date(1997, 1, 1), False),
        ({"jaar": 1996}, None, False),
        ({}, None, True),
    ],
)
def test_a_date_of_which_a_part_is_known_agrees_with_every_day_in_it(date_, day, past):
    assert fits(BrpDate(**date_), day) is past


def test_a_birth_of_which_the_day_is_not_known_is_shown_and_not_taken_over(amina):
    date_ = {"type": "JaarDatum", "jaar": 1950, "langFormaat": "1950"}
    row = rows(amina, geboorte={"datum": date_})[BrpField.GEBOORTEDATUM]
    assert (row.at_brp, row.equal, row.takeable) == ("1950", False, False)


def test_a_place_differs_by_its_name_and_not_by_its_capitals(cast, amina):
    amina.plaats = "alkmaar "
    assert rows(amina, verblijfplaats={"verblijfadres": {"woonplaats": "Alkmaar"}})[BrpField.PLACE].equal
    say(amina, verblijfplaats={"verblijfadres": {"woonplaats": "Heiloo"}})
    take_over_from_brp(cast.actor(cast.nadia), fresh(amina), BrpField.PLACE)
    assert fresh(amina).plaats == "Heiloo"


def test_another_municipality_is_a_matter_for_somebody_and_not_for_a_button(cast, amina):
    say(amina, gemeenteVanInschrijving={"code": "0399", "omschrijving": "Heiloo"})
    row = rows(amina, gemeenteVanInschrijving={"code": "0399", "omschrijving": "Heiloo"})[BrpField.GEMEENTE]
    assert (row.equal, row.takeable, bool(row.explanation)) == (False, False, True)
    with pytest.raises(Refused):
        take_over_from_brp(cast.actor(cast.nadia), fresh(amina), BrpField.GEMEENTE)


def test_a_death_is_told_at_once_to_whose_dossier_it_is_and_only_once(amina):
    phase, step = amina.fase, amina.stap
    say(amina, overlijden=DEAD)
    say(amina, overlijden=DEAD)
    (signaal,) = Signaal.objects.filter(dossier=amina, omschrijving=DECEASED)
    assert (signaal.eigenaar_id, signaal.ernst) == (amina.klantmanager_id, Signaal.Ernst.NOW)
    dossier = fresh(amina)
    assert (dossier.fase, dossier.stap) == (phase, step), "a death ends nothing by itself"


def test_a_death_that_we_know_and_the_brp_does_not_is_a_difference(amina):
    amina.persoon.died_on = date(2026, 11, 2)
    row = rows(amina)[BrpField.DECEASED]
    assert (row.equal, row.takeable) == (False, False)
    assert rows(amina, overlijden=DEAD)[BrpField.DECEASED].equal


def test_a_death_without_its_day_is_not_taken_over(amina):
    row = rows(amina, overlijden={})[BrpField.DECEASED]
    assert (row.equal, row.takeable) == (False, False)


def test_who_may_not_change_the_dossier_takes_nothing_over(cast, amina):
    say(amina, **name(amina, geslachtsnaam="Anders"))
    with pytest.raises(Refused):
        take_over_from_brp(cast.actor(cast.tom), fresh(amina), BrpField.ACHTERNAAM)


def test_what_is_the_same_already_is_not_taken_over_again(cast, amina):
    say(amina, **name(amina))
    with pytest.raises(Refused):
        take_over_from_brp(cast.actor(cast.nadia), fresh(amina), BrpField.ACHTERNAAM)


def test_without_a_connection_nothing_is_asked(cast, amina):
    with pytest.raises(Refused, match="aansluiting"):
        ask_brp(cast.actor(cast.nadia), amina)


def test_the_page_of_a_person_shows_the_brp_beside_us_and_takes_over(login, cast, amina):
    connect(cast.alkmaar)
    say(amina, **name(amina, geslachtsnaam="El Idrissi"), geheimhoudingPersoonsgegevens=True)
    browser, address = login(cast.nadia), reverse("dossiers:persoon", args=[amina.pk])
    text = browser.get(address).text
    assert "Wat de BRP zegt" in text
    assert "El Idrissi" in text
    assert "geheim adres" in text
    about = reverse("dossiers:brp_neem_over", args=[amina.pk, "achternaam"])
    assert about in text
    assert browser.post(about).status_code == 302
    assert fresh(amina).persoon.achternaam == "El Idrissi"
    assert about not in browser.get(address).text


def test_the_button_puts_the_question_in_the_outbox(login, cast, amina):
    connect(cast.alkmaar)
    assert login(cast.nadia).post(reverse("dossiers:brp_vraag", args=[amina.pk])).status_code == 302
    message = Message.objects.get(kanaal="brp")
    assert (message.about, message.inhoud) == (amina.pk, {"bsn": amina.persoon.bsn})


def test_a_field_that_does_not_exist_is_no_page(login, cast, amina):
    address = reverse("dossiers:brp_neem_over", args=[amina.pk, "telefoon"])
    assert login(cast.nadia).post(address).status_code == 404


def family_member(cast, wie, **fields):
    """Somebody else with a dossier in Alkmaar."""
    persoon = PersoonHere(gemeente=cast.alkmaar, voornamen="Yonas", achternaam="Yohannes", **fields)
    return open_dossier(cast.actor(wie), persoon, {"koppeling": date(2026, 6, 1)}, klantmanager=wie)


def test_family_with_a_dossier_is_shown_until_it_is_joined(login, cast, amina):
    partner = family_member(cast, cast.nadia, bsn="999990032")
    say(amina, partners=[{"burgerservicenummer": "999990032"}], kinderen=[{}])
    address = reverse("dossiers:persoon", args=[amina.pk])
    assert partner.nummer in login(cast.nadia).get(address).text
    actor = cast.actor(cast.nadia)
    link_huishouden(actor, fresh(amina), fresh(partner), rol="partner", rol_ander="partner")
    assert partner.nummer not in login(cast.nadia).get(address).text


def test_family_that_is_shielded_is_not_shown(login, cast, amina):
    partner = family_member(cast, cast.bram, bsn="999990032")
    shield(cast.actor(cast.els), partner, shielded=True, reden="Veiligheid")
    say(amina, partners=[{"burgerservicenummer": "999990032"}])
    assert partner.nummer not in login(cast.nadia).get(reverse("dossiers:persoon", args=[amina.pk])).text


def test_the_panel_asks_little_of_the_database(login, cast, amina, at_most_queries):
    say(amina, **name(amina), partners=[{"burgerservicenummer": "999990032"}])
    browser, address = login(cast.nadia), reverse("dossiers:persoon", args=[amina.pk])
    browser.get(address)
    with at_most_queries(24):
        browser.get(address)

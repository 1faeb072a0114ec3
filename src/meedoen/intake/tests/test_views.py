"""The desk: saved while typing and without script, two texts when colleagues meet, and closed to others."""

import pytest
from django.db import connection
from django.urls import reverse
from psycopg.sql import SQL, Identifier

from meedoen.basis.access.scope import stel_in
from meedoen.basis.audit_log.models import Logregel
from meedoen.dossiers.models import Signaal
from meedoen.intake import services
from meedoen.intake.models import Botsing, Domeinbeeld

SCRIPT = {"Accept": "application/json", "Sec-Fetch-Mode": "cors"}


def adres(naam, dossier, *rest):
    return reverse(f"intake:{naam}", args=[dossier.pk, *rest])


def typ(browser, dossier, domein, veld, waarde, versie=0, **extra):
    data = {"veld": veld, "waarde": waarde, "versie": versie, **extra}
    return browser.post(adres("veld", dossier, domein), data, headers=SCRIPT)


def beeld(dossier, domein):
    return Domeinbeeld.objects.get(dossier=dossier, domein=domein)


# --- where the tab goes


def test_the_tab_of_a_new_dossier_begins_a_talk(cast, amina, als):
    response = als(cast.nadia).get(adres("intake", amina), follow=True)

    assert response.redirect_chain[-1][0] == adres("gesprek_begin", amina)
    assert "Begin de brede intake" in response.content.decode()


def test_the_tab_goes_on_with_the_first_domain_that_is_open(cast, amina, gesprek, als):
    services.bewaar(cast.actor(cast.nadia), amina, "taal", {"besproken": "on"}, versie=0)

    response = als(cast.nadia).get(adres("intake", amina))

    assert response.url == adres("domein", amina, "onderwijs")


def test_a_talk_begins_from_the_page(cast, amina, als):
    data = {
        "moment": "2026-10-06T10:00",
        "kanaal": "fysiek",
        "plek": "Stadhuis",
        "taal": "ti",
        "met_tolk": "on",
    }

    response = als(cast.nadia).post(adres("gesprek_begin", amina), data)

    assert response.url == adres("intake", amina)
    cast.see_all()
    assert amina.bredeintake_set.get().gesprekken.get().contactmoment.met_tolk


def test_a_talk_that_lies_ahead_is_refused_on_the_form(cast, amina, als):
    data = {"moment": "2099-10-06T10:00", "kanaal": "fysiek", "taal": "nl"}

    response = als(cast.nadia).post(adres("gesprek_begin", amina), data)

    assert response.status_code == 422
    assert "nog niet geweest" in response.content.decode()


# --- saved while typing


def test_typing_is_saved_and_says_when(cast, amina, gesprek, als):
    response = typ(als(cast.nadia), amina, "werk", "notities", "Knipte thuis haar.", was="")

    assert response.status_code == 200
    assert response.json()["versie"] == 1
    assert len(response.json()["om"]) == len("14:03")
    assert "begonnen" in response.json()["badge"]
    cast.see_all()
    assert beeld(amina, "werk").notities == "Knipte thuis haar."


def test_a_save_while_typing_writes_one_line_in_the_logbook(cast, amina, gesprek, als):
    browser = als(cast.nadia)
    regels = Logregel.objects.count()

    typ(browser, amina, "werk", "wens", "Kapper worden")

    cast.see_all()
    assert Logregel.objects.count() == regels + 1


def test_a_collision_answers_with_both_texts(cast, amina, gesprek, als):
    typ(als(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")

    response = typ(als(cast.nadia), amina, "werk", "notities", "tekst van Nadia", was="")

    assert response.status_code == 409
    assert "tekst van Bram" in response.json()["botsing"]
    assert "tekst van Nadia" in response.json()["botsing"]
    cast.see_all()
    assert Botsing.objects.get(dossier=amina).tekst == "tekst van Nadia"


def test_the_collision_is_there_after_coming_back_and_ends_with_a_choice(cast, amina, gesprek, als):
    typ(als(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")
    browser = als(cast.nadia)
    typ(browser, amina, "werk", "notities", "tekst van Nadia", was="")

    pagina = browser.get(adres("domein", amina, "werk")).content.decode()
    assert "Twee teksten" in pagina
    assert "tekst van Nadia</textarea>" in pagina
    browser.post(adres("kies", amina, "werk"), {"veld": "notities", "keuze": "beide"})

    cast.see_all()
    assert beeld(amina, "werk").notities == "tekst van Bram\n\ntekst van Nadia"


def test_a_value_that_cannot_be_is_refused_in_words(cast, amina, gesprek, als):
    response = typ(als(cast.nadia), amina, "werk", "startpositie", "9")

    assert response.status_code == 403
    assert "Startpositie" in response.json()["reden"]


def test_a_script_hears_that_nobody_is_signed_in_and_nothing_is_written(cast, amina, gesprek, client):
    response = typ(client, amina, "werk", "notities", "verloren?")

    assert response.status_code == 401
    cast.see_all()
    assert not Domeinbeeld.objects.filter(dossier=amina).exists()


# --- without script


def test_the_plain_button_saves_everything_and_goes_to_the_next_domain(cast, amina, gesprek, als):
    data = {
        "versie": 0,
        "notities": "Acht jaar school.",
        "wens": "De zorg",
        "startpositie": "3",
        "besproken": "on",
        "naar": "werk",
    }

    response = als(cast.nadia).post(adres("domein", amina, "onderwijs"), data)

    assert response.url == adres("domein", amina, "werk")
    cast.see_all()
    onderwijs = beeld(amina, "onderwijs")
    assert (onderwijs.notities, onderwijs.wens, onderwijs.startpositie) == ("Acht jaar school.", "De zorg", 3)
    assert onderwijs.besproken


def test_the_plain_button_keeps_both_texts_when_a_colleague_saved_in_between(cast, amina, gesprek, als):
    typ(als(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")

    response = als(cast.nadia).post(
        adres("domein", amina, "werk"),
        {"versie": 0, "notities": "tekst van Nadia", "was_notities": "", "wens": "kapper", "was_wens": ""},
        follow=True,
    )

    pagina = response.content.decode()
    assert "tekst van Bram" in pagina
    assert "tekst van Nadia" in pagina
    cast.see_all()
    assert beeld(amina, "werk").wens == "kapper"


def test_the_plain_button_shows_what_was_typed_when_it_is_refused(cast, amina, gesprek, als):
    response = als(cast.nadia).post(
        adres("domein", amina, "werk"), {"versie": 0, "notities": "dit mag niet weg", "wens": "x" * 301}
    )

    assert response.status_code == 422
    assert "dit mag niet weg" in response.content.decode()


def test_a_refused_save_does_not_pass_over_a_colleague_on_the_second_try(cast, amina, gesprek, als):
    typ(als(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")
    data = {"versie": 0, "notities": "tekst van Nadia", "was_notities": "", "wens": "x" * 301}

    pagina = als(cast.nadia).post(adres("domein", amina, "werk"), data).content.decode()

    assert 'name="versie" value="0"' in pagina
    assert 'name="was_notities" value=""' in pagina


def test_a_signal_is_raised_from_the_desk_with_owner_and_day(cast, amina, gesprek, als):
    data = {
        "signaal-omschrijving": "Heeft schulden of krijgt aanmaningen",
        "signaal-ernst": "nu",
        "signaal-eigenaar": cast.bram.pk,
        "signaal-uiterlijk": "2099-12-01",
    }

    als(cast.nadia).post(adres("signaal", amina, "financien"), data)

    cast.see_all()
    signaal = Signaal.objects.get(dossier=amina)
    assert (signaal.domein, signaal.eigenaar, signaal.ernst) == ("financien", cast.bram, "nu")


# --- the table view


def test_the_table_view_shows_nothing_confidential(cast, amina, gesprek, als):
    actor = cast.actor(cast.nadia)
    services.bewaar(actor, amina, "gezondheid", {"notities": "slaapt slecht", "wens": "rust"}, versie=0)

    pagina = als(cast.nadia).get(adres("samen", amina, "gezondheid")).content.decode()

    for geheim in ("Amina", "Yohannes", "Nadia", "slaapt slecht", "rust</", amina.nummer, "999990019"):
        assert geheim not in pagina
    assert "Hoe gaat het nu met uw gezondheid?" in pagina


def test_a_step_chosen_at_the_table_is_saved(cast, amina, gesprek, als):
    als(cast.nadia).post(
        adres("samen", amina, "gezondheid") + "?vraag=2", {"startpositie": "4", "versie": 0, "was": ""}
    )

    cast.see_all()
    assert beeld(amina, "gezondheid").startpositie == 4


@pytest.mark.parametrize("vraag", ["", "0", "2", "99", "x", "-1"])
def test_any_question_number_gives_a_page(cast, amina, gesprek, als, vraag):
    assert als(cast.nadia).get(adres("samen", amina, "taal") + f"?vraag={vraag}").status_code == 200


# --- ending


def test_a_talk_ends_on_the_page_that_is_read_aloud(cast, amina, gesprek, als):
    browser = als(cast.nadia)

    response = browser.post(
        adres("samenvatting", amina, gesprek.pk),
        {"zin_1": "Wij spraken over taal.", "zin_3": "U wilt werken."},
        follow=True,
    )

    assert response.redirect_chain[-1][0] == adres("voorlezen", amina, gesprek.pk)
    assert "U wilt werken." in response.content.decode()


def test_the_summary_begins_with_what_was_spoken_about(cast, amina, gesprek, als):
    services.bewaar(cast.actor(cast.nadia), amina, "werk", {"wens": "kapper worden"}, versie=0)

    pagina = als(cast.nadia).get(adres("samenvatting", amina, gesprek.pk)).content.decode()

    assert "Wij spraken over werk." in pagina
    assert "U wilt: kapper worden." in pagina


def test_the_overview_says_what_is_missing_with_the_article(cast, amina, gesprek, als):
    pagina = als(cast.nadia).get(adres("overzicht", amina)).content.decode()

    assert "Besproken: werkervaring." in pagina
    assert "artikel=14" in pagina


def test_finishing_too_early_is_a_page_that_says_why(cast, amina, gesprek, als):
    response = als(cast.nadia).post(adres("afronden", amina))

    pagina = response.content.decode()
    assert response.status_code == 403
    assert "art. 14 lid 3 Wet inburgering 2021</a>" in pagina
    assert "https://wetten.overheid.nl/jci1.3:c:BWBR0044770&amp;artikel=14" in pagina


# --- who may


PAGINAS = ["intake", "overzicht", "gesprek_begin", "lbt", "informatie"]


@pytest.mark.parametrize("naam", PAGINAS)
def test_another_municipality_gets_nothing(cast, amina, gesprek, als, naam):
    response = als(cast.tom).get(adres(naam, amina))

    assert response.status_code == 403
    assert "Yohannes" not in response.content.decode()


def test_another_municipality_writes_nothing(cast, amina, gesprek, als):
    assert typ(als(cast.tom), amina, "werk", "notities", "x").status_code == 403
    cast.see_all()
    assert not Domeinbeeld.objects.filter(dossier=amina).exists()


@pytest.mark.parametrize(
    "tabel", ["bredeintake", "intakegesprek", "domeinbeeld", "botsing", "leerbaarheidstoets"]
)
def test_the_database_itself_hides_an_intake_from_another_municipality(cast, amina, gesprek, tabel):
    services.bewaar(cast.actor(cast.bram), amina, "werk", {"notities": "a"}, versie=0)
    services.bewaar(cast.actor(cast.nadia), amina, "werk", {"notities": "b"}, versie=0)
    stel_in([cast.heiloo.pk])

    with connection.cursor() as cursor:
        cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(f"intake_{tabel}")))
        assert cursor.fetchone() == (0,)


def test_a_quality_officer_reads_but_does_not_write(cast, amina, gesprek, als):
    services.bewaar(cast.actor(cast.nadia), amina, "werk", {"notities": "Knipte haar."}, versie=0)
    browser = als(cast.karim)

    pagina = browser.get(adres("domein", amina, "werk")).content.decode()

    assert "Knipte haar." in pagina
    assert "data-opslaan" not in pagina
    assert typ(browser, amina, "werk", "notities", "x", versie=1).status_code == 403
    assert browser.post(adres("domein", amina, "werk"), {"versie": 1, "notities": "x"}).status_code in (
        403,
        422,
    )
    cast.see_all()
    assert beeld(amina, "werk").notities == "Knipte haar."


@pytest.mark.parametrize("wie", ["ria", "petra", "fg"])
def test_who_guides_nobody_sees_no_intake(cast, amina, gesprek, als, wie):
    assert als(getattr(cast, wie)).get(adres("overzicht", amina)).status_code == 403


def test_a_read_of_the_desk_is_in_the_logbook_with_its_purpose(cast, amina, gesprek, als):
    als(cast.nadia).get(adres("domein", amina, "werk"))

    cast.see_all()
    regel = Logregel.objects.filter(handeling="gelezen").latest("pk")
    assert (regel.doel, regel.betrokkenen) == ("brede intake houden", [amina.persoon_id])


# --- bounds


@pytest.mark.parametrize(
    ("naam", "rest", "grens"),
    [("domein", ["werk"], 24), ("overzicht", [], 24), ("samen", ["werk"], 16)],
)
def test_a_page_asks_a_bounded_number_of_questions(
    cast, amina, gesprek, als, django_assert_max_num_queries, naam, rest, grens
):
    actor = cast.actor(cast.nadia)
    for domein in ("taal", "onderwijs", "werk", "gezondheid", "gezin", "wonen"):
        services.bewaar(actor, amina, domein, {"notities": "x", "besproken": "on"}, versie=0)
    browser = als(cast.nadia)
    browser.get(adres(naam, amina, *rest))

    with django_assert_max_num_queries(grens):
        response = browser.get(adres(naam, amina, *rest))

    assert len(response.content) < 60_000


def test_saving_while_typing_asks_a_bounded_number_of_questions(
    cast, amina, gesprek, als, django_assert_max_num_queries
):
    browser = als(cast.nadia)
    typ(browser, amina, "werk", "notities", "a")

    with django_assert_max_num_queries(18):
        typ(browser, amina, "werk", "notities", "ab", versie=1)

"""The desk: saved while typing and without script, two texts when colleagues meet, and closed to others."""

import pytest
from django.db import connection
from django.urls import reverse
from psycopg.sql import SQL, Identifier

from meedoen.basis.access.scope import set_scope
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.models import Signaal
from meedoen.intake import services
from meedoen.intake.models import Collision, Domeinbeeld

SCRIPT = {"Accept": "application/json", "Sec-Fetch-Mode": "cors"}


def address(naam, dossier, *rest):
    return reverse(f"intake:{naam}", args=[dossier.pk, *rest])


def typ(browser, dossier, domein, field, waarde, version=0, **extra):
    data = {"veld": field, "waarde": waarde, "versie": version, **extra}
    return browser.post(address("veld", dossier, domein), data, headers=SCRIPT)


def image(dossier, domein):
    return Domeinbeeld.objects.get(dossier=dossier, domein=domein)


# --- where the tab goes


def test_the_tab_of_a_new_dossier_begins_a_talk(cast, amina, login):
    response = login(cast.nadia).get(address("intake", amina), follow=True)

    assert response.redirect_chain[-1][0] == address("gesprek_begin", amina)
    assert "Begin de brede intake" in response.content.decode()


def test_the_tab_goes_on_with_the_first_domain_that_is_open(cast, amina, gesprek, login):
    services.save(cast.actor(cast.nadia), amina, "taal", {"besproken": "on"}, version=0)

    response = login(cast.nadia).get(address("intake", amina))

    assert response.url == address("domein", amina, "onderwijs")


def test_a_talk_begins_from_the_page(cast, amina, login):
    data = {
        "moment": "2026-10-06T10:00",
        "kanaal": "fysiek",
        "plek": "Stadhuis",
        "taal": "ti",
        "met_tolk": "on",
    }

    response = login(cast.nadia).post(address("gesprek_begin", amina), data)

    assert response.url == address("intake", amina)
    cast.see_all()
    assert amina.bredeintake_set.get().gesprekken.get().contactmoment.met_tolk


def test_a_talk_that_lies_ahead_is_refused_on_the_form(cast, amina, login):
    data = {"moment": "2099-10-06T10:00", "kanaal": "fysiek", "taal": "nl"}

    response = login(cast.nadia).post(address("gesprek_begin", amina), data)

    assert response.status_code == 422
    assert "nog niet geweest" in response.content.decode()


# --- saved while typing


def test_typing_is_saved_and_says_when(cast, amina, gesprek, login):
    response = typ(login(cast.nadia), amina, "werk", "notities", "Knipte thuis haar.", was="")

    assert response.status_code == 200
    assert response.json()["versie"] == 1
    assert len(response.json()["om"]) == len("14:03")
    assert "begonnen" in response.json()["badge"]
    cast.see_all()
    assert image(amina, "werk").notities == "Knipte thuis haar."


def test_a_save_while_typing_writes_one_line_in_the_logbook(cast, amina, gesprek, login):
    browser = login(cast.nadia)
    lines = AuditEntry.objects.count()

    typ(browser, amina, "werk", "wens", "Kapper worden")

    cast.see_all()
    assert AuditEntry.objects.count() == lines + 1


def test_a_collision_answers_with_both_texts(cast, amina, gesprek, login):
    typ(login(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")

    response = typ(login(cast.nadia), amina, "werk", "notities", "tekst van Nadia", was="")

    assert response.status_code == 409
    assert "tekst van Bram" in response.json()["botsing"]
    assert "tekst van Nadia" in response.json()["botsing"]
    cast.see_all()
    assert Collision.objects.get(dossier=amina).tekst == "tekst van Nadia"


def test_the_collision_is_there_after_coming_back_and_ends_with_a_choice(cast, amina, gesprek, login):
    typ(login(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")
    browser = login(cast.nadia)
    typ(browser, amina, "werk", "notities", "tekst van Nadia", was="")

    page = browser.get(address("domein", amina, "werk")).content.decode()
    assert "Twee teksten" in page
    assert "tekst van Nadia</textarea>" in page
    browser.post(address("kies", amina, "werk"), {"veld": "notities", "keuze": "beide"})

    cast.see_all()
    assert image(amina, "werk").notities == "tekst van Bram\n\ntekst van Nadia"


def test_a_value_that_cannot_be_is_refused_in_words(cast, amina, gesprek, login):
    response = typ(login(cast.nadia), amina, "werk", "startpositie", "9")

    assert response.status_code == 403
    assert "Startpositie" in response.json()["reden"]


def test_a_script_hears_that_nobody_is_signed_in_and_nothing_is_written(cast, amina, gesprek, client):
    response = typ(client, amina, "werk", "notities", "verloren?")

    assert response.status_code == 401
    cast.see_all()
    assert not Domeinbeeld.objects.filter(dossier=amina).exists()


# --- without script


def test_the_plain_button_saves_everything_and_goes_to_the_next_domain(cast, amina, gesprek, login):
    data = {
        "versie": 0,
        "notities": "Acht jaar school.",
        "wens": "De zorg",
        "startpositie": "3",
        "besproken": "on",
        "naar": "werk",
    }

    response = login(cast.nadia).post(address("domein", amina, "onderwijs"), data)

    assert response.url == address("domein", amina, "werk")
    cast.see_all()
    onderwijs = image(amina, "onderwijs")
    assert (onderwijs.notities, onderwijs.wens, onderwijs.startpositie) == ("Acht jaar school.", "De zorg", 3)
    assert onderwijs.besproken


def test_the_plain_button_keeps_both_texts_when_a_colleague_saved_in_between(cast, amina, gesprek, login):
    typ(login(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")

    response = login(cast.nadia).post(
        address("domein", amina, "werk"),
        {"versie": 0, "notities": "tekst van Nadia", "was_notities": "", "wens": "kapper", "was_wens": ""},
        follow=True,
    )

    page = response.content.decode()
    assert "tekst van Bram" in page
    assert "tekst van Nadia" in page
    cast.see_all()
    assert image(amina, "werk").wens == "kapper"


def test_the_plain_button_shows_what_was_typed_when_it_is_refused(cast, amina, gesprek, login):
    response = login(cast.nadia).post(
        address("domein", amina, "werk"), {"versie": 0, "notities": "dit mag niet weg", "wens": "x" * 301}
    )

    assert response.status_code == 422
    assert "dit mag niet weg" in response.content.decode()


def test_a_refused_save_does_not_pass_over_a_colleague_on_the_second_try(cast, amina, gesprek, login):
    typ(login(cast.bram), amina, "werk", "notities", "tekst van Bram", was="")
    data = {"versie": 0, "notities": "tekst van Nadia", "was_notities": "", "wens": "x" * 301}

    page = login(cast.nadia).post(address("domein", amina, "werk"), data).content.decode()

    assert 'name="versie" value="0"' in page
    assert 'name="was_notities" value=""' in page


def test_a_signal_is_raised_from_the_desk_with_owner_and_day(cast, amina, gesprek, login):
    data = {
        "signaal-omschrijving": "Heeft schulden of krijgt aanmaningen",
        "signaal-ernst": "nu",
        "signaal-eigenaar": cast.bram.pk,
        "signaal-uiterlijk": "2099-12-01",
    }

    login(cast.nadia).post(address("signaal", amina, "financien"), data)

    cast.see_all()
    signaal = Signaal.objects.get(dossier=amina)
    assert (signaal.domein, signaal.eigenaar, signaal.ernst) == ("financien", cast.bram, "nu")


# --- the table view


def test_the_table_view_shows_nothing_confidential(cast, amina, gesprek, login):
    actor = cast.actor(cast.nadia)
    services.save(actor, amina, "gezondheid", {"notities": "slaapt slecht", "wens": "rust"}, version=0)

    page = login(cast.nadia).get(address("samen", amina, "gezondheid")).content.decode()

    for secret in ("Amina", "Yohannes", "Nadia", "slaapt slecht", "rust</", amina.nummer, "999990019"):
        assert secret not in page
    assert "Hoe gaat het nu met uw gezondheid?" in page


def test_a_step_chosen_at_the_table_is_saved(cast, amina, gesprek, login):
    login(cast.nadia).post(
        address("samen", amina, "gezondheid") + "?vraag=2", {"startpositie": "4", "versie": 0, "was": ""}
    )

    cast.see_all()
    assert image(amina, "gezondheid").startpositie == 4


@pytest.mark.parametrize("ask", ["", "0", "2", "99", "x", "-1"])
def test_any_question_number_gives_a_page(cast, amina, gesprek, login, ask):
    assert login(cast.nadia).get(address("samen", amina, "taal") + f"?vraag={ask}").status_code == 200


# --- ending


def test_a_talk_ends_on_the_page_that_is_read_aloud(cast, amina, gesprek, login):
    browser = login(cast.nadia)

    response = browser.post(
        address("samenvatting", amina, gesprek.pk),
        {"zin_1": "Wij spraken over taal.", "zin_3": "U wilt werken."},
        follow=True,
    )

    assert response.redirect_chain[-1][0] == address("voorlezen", amina, gesprek.pk)
    assert "U wilt werken." in response.content.decode()


def test_the_summary_begins_with_what_was_spoken_about(cast, amina, gesprek, login):
    services.save(cast.actor(cast.nadia), amina, "werk", {"wens": "kapper worden"}, version=0)

    page = login(cast.nadia).get(address("samenvatting", amina, gesprek.pk)).content.decode()

    assert "Wij spraken over werk." in page
    assert "U wilt: kapper worden." in page


def test_the_overview_says_what_is_missing_with_the_article(cast, amina, gesprek, login):
    page = login(cast.nadia).get(address("overzicht", amina)).content.decode()

    assert "Besproken: werkervaring." in page
    assert "artikel=14" in page


def test_finishing_too_early_is_a_page_that_says_why(cast, amina, gesprek, login):
    response = login(cast.nadia).post(address("afronden", amina))

    page = response.content.decode()
    assert response.status_code == 403
    assert "art. 14 lid 3 Wet inburgering 2021</a>" in page
    assert "https://wetten.overheid.nl/jci1.3:c:BWBR0044770&amp;artikel=14" in page


# --- who may


PAGES = ["intake", "overzicht", "gesprek_begin", "lbt", "informatie"]


@pytest.mark.parametrize("name", PAGES)
def test_another_municipality_gets_nothing(cast, amina, gesprek, login, name):
    response = login(cast.tom).get(address(name, amina))

    assert response.status_code == 403
    assert "Yohannes" not in response.content.decode()


def test_another_municipality_writes_nothing(cast, amina, gesprek, login):
    assert typ(login(cast.tom), amina, "werk", "notities", "x").status_code == 403
    cast.see_all()
    assert not Domeinbeeld.objects.filter(dossier=amina).exists()


@pytest.mark.parametrize(
    "table", ["bredeintake", "intakegesprek", "domeinbeeld", "collision", "leerbaarheidstoets"]
)
def test_the_database_itself_hides_an_intake_from_another_municipality(cast, amina, gesprek, table):
    services.save(cast.actor(cast.bram), amina, "werk", {"notities": "a"}, version=0)
    services.save(cast.actor(cast.nadia), amina, "werk", {"notities": "b"}, version=0)
    set_scope([cast.heiloo.pk])

    with connection.cursor() as cursor:
        cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(f"intake_{table}")))
        assert cursor.fetchone() == (0,)


def test_a_quality_officer_reads_but_does_not_write(cast, amina, gesprek, login):
    services.save(cast.actor(cast.nadia), amina, "werk", {"notities": "Knipte haar."}, version=0)
    browser = login(cast.karim)

    page = browser.get(address("domein", amina, "werk")).content.decode()

    assert "Knipte haar." in page
    assert "data-opslaan" not in page
    assert typ(browser, amina, "werk", "notities", "x", version=1).status_code == 403
    assert browser.post(address("domein", amina, "werk"), {"versie": 1, "notities": "x"}).status_code in (
        403,
        422,
    )
    cast.see_all()
    assert image(amina, "werk").notities == "Knipte haar."


@pytest.mark.parametrize("who", ["ria", "petra", "fg"])
def test_who_guides_nobody_sees_no_intake(cast, amina, gesprek, login, who):
    assert login(getattr(cast, who)).get(address("overzicht", amina)).status_code == 403


def test_a_read_of_the_desk_is_in_the_logbook_with_its_purpose(cast, amina, gesprek, login):
    login(cast.nadia).get(address("domein", amina, "werk"))

    cast.see_all()
    line = AuditEntry.objects.filter(handeling="gelezen").latest("pk")
    assert (line.doel, line.data_subjects) == ("brede intake houden", [amina.persoon_id])


# --- bounds


@pytest.mark.parametrize(
    ("name", "rest", "limit"),
    [("domein", ["werk"], 24), ("overzicht", [], 24), ("samen", ["werk"], 16)],
)
def test_a_page_asks_a_bounded_number_of_questions(
    cast, amina, gesprek, login, django_assert_max_num_queries, name, rest, limit
):
    actor = cast.actor(cast.nadia)
    for domein in ("taal", "onderwijs", "werk", "gezondheid", "gezin", "wonen"):
        services.save(actor, amina, domein, {"notities": "x", "besproken": "on"}, version=0)
    browser = login(cast.nadia)
    browser.get(address(name, amina, *rest))

    with django_assert_max_num_queries(limit):
        response = browser.get(address(name, amina, *rest))

    assert len(response.content) < 60_000


def test_saving_while_typing_asks_a_bounded_number_of_questions(
    cast, amina, gesprek, login, django_assert_max_num_queries
):
    browser = login(cast.nadia)
    typ(browser, amina, "werk", "notities", "a")

    with django_assert_max_num_queries(18):
        typ(browser, amina, "werk", "notities", "ab", version=1)

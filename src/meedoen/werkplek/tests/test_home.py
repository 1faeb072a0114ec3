"""Where each role begins, and what never stands in an address."""

import re

import pytest
from django.urls import reverse

from meedoen.basis.organisations.models import Account
from meedoen.dossiers.phases import Stap
from meedoen.werkplek.actions import action_url


@pytest.mark.parametrize(
    ("who", "page"),
    [("ria", "beheer:start"), ("fg", "audit_log:lijst"), ("petra", "werkplek:cijfers")],
)
def test_who_sees_no_dossiers_begins_somewhere_else(cast, login, who, page):
    response = login(getattr(cast, who)).get("/")

    assert (response.status_code, response.url) == (302, reverse(page))


def test_a_quality_officer_begins_with_what_waits_for_approval(cast, dossier, login):
    dossier("Nog Niet")
    dossier("Wel Klaar", fase="pip", stap="pip_goedkeuren", wacht_op="goedkeurder")

    page = login(cast.karim).get("/", follow=True)

    assert [row.wie for row in page.context["page"].lines] == ["K., Wel"]


def test_who_has_no_role_reads_why_the_page_is_empty(db, login):
    nobody = Account.objects.create_user("nieuw@voorbeeld.test", None, naam="Nieuw Hier")

    assert "Je hebt nog geen rol" in login(nobody).get("/").content.decode()


def test_who_is_not_signed_in_gets_to_the_door(client, db):
    response = client.get("/")

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/", "Je hebt niets te doen"),
        ("/?wie=mijn&fase=pip", "Geen dossier past bij deze filters"),
        ("/?wie=team", "Er is geen werk voor het team"),
        ("/agenda/", "Er staat niets gepland"),
        ("/meldingen/", "Geen meldingen"),
        ("/weergaven/", "Je hebt nog geen weergaven"),
    ],
)
def test_an_empty_page_says_why_it_is_empty(cast, login, address, text):
    assert text in login(cast.nadia).get(address).content.decode()


@pytest.mark.parametrize("step", list(Stap))
def test_every_step_has_a_page_where_it_is_done(step, amina):
    assert str(amina.pk) in action_url(step, amina.pk)


def test_no_name_and_no_number_of_a_person_stands_in_any_address(cast, dossier, login):
    dossier("Amina Yohannes", bsn="999990019", v_nummer="2812345678")
    client = login(cast.els)
    pages = [client.get("/?wie=team"), client.get("/agenda/"), client.post("/zoeken/", {"zoek": "Yohannes"})]

    addresses = " ".join(
        address
        for page in pages
        for address in re.findall(r'(?:href|action)="([^"]*)"', page.content.decode())
    )

    assert "/dossiers/" in addresses
    assert not re.search(r"amina|yohannes|999990019|2812345678", addresses, re.IGNORECASE)


def test_the_menu_holds_only_the_ways_someone_has(cast, login):
    menus = {
        who: re.findall(r">([^<>]+)</a></li>", login(getattr(cast, who)).get(address).content.decode())
        for who, address in (("nadia", "/zoeken/"), ("els", "/zoeken/"), ("petra", "/cijfers/"))
    }

    assert "Cijfers" not in menus["nadia"]
    assert {"Goedkeuren", "Cijfers"} <= set(menus["els"])
    assert {"Mijn werk", "Dossiers", "Agenda"}.isdisjoint(menus["petra"])


@pytest.mark.parametrize(
    ("who", "address", "way"),
    [
        ("els", "/", "Mijn werk"),
        ("els", "/dossiers/", "Dossiers"),
        ("els", "/dossiers/pip/ter-goedkeuring/", "Goedkeuren"),
        ("els", "/dossiers/leidraad/", "Gespreksleidraad"),
        ("ria", "/beheer/0361/gebruikers/", "Beheer"),
        ("fg", "/logboek/zegels/", "Logboek"),
    ],
)
def test_the_menu_marks_the_one_way_that_leads_to_a_page(cast, login, who, address, way):
    page = login(getattr(cast, who)).get(address).content.decode()
    header = page[: page.index("<main")]

    assert re.findall(r'aria-current="page">([^<]+)<', header) == [way]


@pytest.mark.parametrize("who", ["nadia", "els", "karim", "ria", "petra", "fg"])
def test_the_menu_under_ones_name_leads_everyone_to_her_own_account(cast, login, who):
    page = login(getattr(cast, who)).get("/toegang/").content.decode()

    assert f'<a href="{reverse("mijn_account")}">Mijn account</a>' in page


def test_no_page_of_someone_who_is_signed_in_is_kept_on_a_disk(cast, login):
    assert login(cast.nadia).get("/")["Cache-Control"] == "no-store"

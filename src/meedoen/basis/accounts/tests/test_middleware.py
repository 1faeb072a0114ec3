"""Who is not signed in gets to the door; who is, sees just her own municipalities."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone


@pytest.mark.parametrize("page", ["/", "/toegang/", "/logboek/", "/beheer/", "/accounts/", "/accounts/2fa/"])
def test_a_page_is_for_who_is_signed_in(client, cast, page):
    answer = client.get(page)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize(
    "page", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/", "/stijl/thema/0361.css"]
)
def test_the_door_itself_is_open(client, cast, page):
    assert client.get(page).status_code == 200


def test_a_form_that_was_sent_too_late_leads_back_to_its_page(client, cast):
    answer = client.post(
        "/beheer/0361/teams/", headers={"Referer": "http://testserver/beheer/0361/gebruikers/?a=1"}
    )

    assert answer["Location"] == "/accounts/login/?next=/beheer/0361/gebruikers/%3Fa%3D1"
    assert "Wat je net instuurde, is niet bewaard." in client.get(answer["Location"]).content.decode()


def test_a_form_that_came_from_another_site_leads_home(client, cast):
    answer = client.post("/beheer/0361/teams/", headers={"Referer": "https://elders.example/lok"})

    assert answer["Location"] == "/accounts/login/?next=/"


def test_a_script_is_told_that_nobody_is_signed_in(client, cast):
    assert client.get("/toegang/", headers={"Sec-Fetch-Mode": "cors"}).status_code == 401


def test_the_api_looks_at_tokens_itself(client, cast):
    assert "Location" not in client.get("/api/v1/dossiers").headers


def test_a_role_that_ended_opens_nothing_at_the_next_request(cast, site):
    ria = site(cast.ria)
    assert ria.get("/beheer/", follow=True).status_code == 200

    cast.ria.appointments.update(tot=timezone.localdate() - timedelta(days=1))

    assert ria.get("/beheer/", follow=True).status_code == 403
    assert ria.get("/beheer/0361/gebruikers/").status_code == 403


def test_a_role_holds_until_the_end_of_its_last_day(cast, site):
    cast.ria.appointments.update(tot=timezone.localdate())

    assert site(cast.ria).get("/beheer/0361/gebruikers/").status_code == 200


def test_after_a_request_the_connection_sees_what_that_person_sees(cast, site):
    site(cast.tom).get("/toegang/")

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('meedoen.gemeenten')")
        assert cursor.fetchone() == (str(cast.heiloo.pk),)


def test_after_a_request_of_nobody_the_connection_sees_nothing(cast, client):
    client.get("/accounts/login/")

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('meedoen.gemeenten')")
        assert cursor.fetchone() == ("",)


def test_a_refusal_is_a_page_that_says_why(cast, site):
    answer = site(cast.nadia).get("/beheer/0361/gebruikers/")

    assert answer.status_code == 403
    assert "Dit mag alleen: functioneel beheerder" in answer.content.decode()

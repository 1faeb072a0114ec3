"""What stands around every page, and the pages for when something is not possible."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from meedoen.basis.access.rechten import Refused
from meedoen.wet.artikel import BESLUIT, Artikel
from meedoen.wet.concepts import Certainty

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize("page", ["400.html", "500.html", "403_csrf.html"])
def test_an_error_page_needs_no_request_and_names_nobody(page):
    html = render_to_string(page)

    assert html.count("<h1") == 1
    assert '<html lang="nl"' in html


def test_a_refusal_says_why_and_where_that_stands():
    request = RequestFactory().get("/")
    refusal = Refused("Er is geen brede intake.", artikel=Artikel(BESLUIT, "5.3"), zekerheid=Certainty.S)

    html = render_to_string("refused.html", {"refusal": refusal}, request)

    assert "Er is geen brede intake." in html
    assert "wetten.overheid.nl" in html
    assert "te bevestigen" in html


def test_a_page_that_does_not_exist_says_so(client, cast):
    client.force_login(cast.nadia, backend=BACKEND)

    response = client.get("/dit-bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()


def test_the_keyboard_comes_first_to_the_link_that_skips_the_menu(client, cast):
    client.force_login(cast.nadia, backend=BACKEND)

    html = client.get("/zoeken/").content.decode()
    stops = re.findall(r"<(?:a|button|input|select|summary)\b[^>]*>", html[html.index("<body") :])

    assert 'href="#inhoud"' in stops[0]
    assert 'id="inhoud"' in html
    assert not re.search(r'tabindex="[1-9]', html)
    assert html.count("<h1") == 1


def test_nothing_on_a_page_needs_what_the_security_policy_forbids(client, cast):
    client.force_login(cast.nadia, backend=BACKEND)

    html = client.get("/zoeken/").content.decode()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", html)


def test_the_language_is_chosen_with_a_button_and_stays(client, cast):
    client.force_login(cast.nadia, backend=BACKEND)

    client.post(reverse("ui:taal"), {"language": "en", "next": "/zoeken/"})

    assert '<html lang="en"' in client.get("/zoeken/").content.decode()

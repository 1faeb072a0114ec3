"""What an operator may write in MEEDOEN_OIDC, and what it says when it is wrong."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from meedoen.basis.accounts.oidc import read_oidc

ONE = {
    "naam": "Gemeente Alkmaar",
    "client_id": "meedoen",
    "secret": "s",
    "server_url": "https://login.example",
}


def test_without_a_provider_there_is_none():
    assert read_oidc("") == read_oidc("  ") == []


def test_a_provider_is_described_as_allauth_wants_it():
    (app,) = read_oidc(json.dumps([ONE | {"claims": {"email_verified": True}}]))

    assert app["provider_id"] == "gemeente-alkmaar"
    assert app["settings"]["claims"] == {"email": "email", "email_verified": True}
    assert app["settings"]["oauth_pkce_enabled"] is True


def test_english_names_are_understood_too():
    english = {"name": "Heiloo", "client id": "m", "secret": "s", "server_url": "https://x.example"}

    assert read_oidc(json.dumps([english]))[0]["provider_id"] == "heiloo"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[{", "geen JSON"),
        ('{"naam": "x"}', "moet een lijst zijn"),
        (json.dumps([ONE | {"secret": ""}]), "provider 1: secret ontbreekt"),
        (json.dumps([ONE | {"geheim": "x"}]), "geheim kennen we niet"),
        (json.dumps([ONE | {"claims": {"rol": "x"}}]), "claims kent alleen"),
        (json.dumps([ONE, ONE | {"naam": "Heiloo"}]), "noem bij meer dan een provider steeds de organisatie"),
        (json.dumps([ONE | {"organisatie": "0361"}] * 2), "dezelfde id"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(text, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read_oidc(text)


def test_no_message_repeats_a_secret():
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_oidc('[{"secret": "heel-geheim",]')

    assert "heel-geheim" not in str(refusal.value)
    assert refusal.value.__cause__ is None

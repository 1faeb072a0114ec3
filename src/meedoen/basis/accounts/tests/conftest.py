"""People who can sign in."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

PASSWORD = "vier gewone woorden samen"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """A slow hash is for attackers; tests have nothing to hide."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _fresh_counts(request):
    """Attempts to sign in are counted; each test begins at zero."""
    if "cast" in request.fixturenames:
        request.getfixturevalue("cast")
        cache.clear()


@pytest.fixture
def nadia(cast):
    """Nadia, with a password."""
    cast.nadia.set_password(PASSWORD)
    cast.nadia.save()
    return cast.nadia


@pytest.fixture
def sign_in(client, nadia):
    """Fill in the form as Nadia."""

    def sign_in(password=PASSWORD, **more):
        return client.post("/accounts/login/", {"login": nadia.email, "password": password, **more})

    return sign_in


def code_for(secret):
    """The code an app would show now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def with_app(client, sign_in):
    """Nadia couples an app; returns its secret and leaves her signed out."""
    sign_in()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'md-entrance__secret">([A-Z2-7]+)<', page).group(1)
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    codes = re.findall(r"<code>(\d+)</code>", client.get(answer["Location"]).content.decode())
    client.post("/accounts/logout/")
    return secret, codes

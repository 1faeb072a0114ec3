"""People who can sign in."""

import pytest
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

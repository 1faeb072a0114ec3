"""The second step: codes of an app, recovery codes, and a municipality that asks for it."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from meedoen.basis.accounts.tests.conftest import PASSWORD
from meedoen.basis.organisations.models import GemeenteSettings


def test_the_qr_code_is_an_element_of_the_page(client, sign_in):
    sign_in()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    page = client.get("/accounts/2fa/totp/activate/").content.decode()

    assert '<svg aria-hidden="true" class="md-qr"' in page
    assert "data:image" not in page
    assert "<?xml" not in page
    assert "style=" not in page


def test_a_password_alone_is_not_enough_any_more(client, sign_in, with_app):
    answer = sign_in()

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/toegang/").status_code == 302


def test_the_wrong_code_keeps_the_door_shut(client, sign_in, with_app):
    sign_in()

    page = client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()

    assert "Deze code klopt niet" in page
    assert client.get("/toegang/").status_code == 302


def test_a_recovery_code_opens_the_door_once(client, sign_in, with_app):
    _secret, codes = with_app
    sign_in(next="/toegang/")
    assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/toegang/"
    client.post("/accounts/logout/")

    sign_in()
    assert (
        "Deze code klopt niet"
        in client.post("/accounts/2fa/authenticate/", {"code": codes[0]}).content.decode()
    )


def test_the_secret_does_not_stand_readable_in_the_database(with_app):
    secret, _codes = with_app

    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)

    assert secret not in str(kept.data)


def test_a_site_that_changes_its_key_can_still_read_the_secrets_of_before(
    client, sign_in, with_app, settings
):
    secret, _codes = with_app
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe sleutel van de site"
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).wrap()

    from allauth.mfa.adapter import get_adapter

    assert get_adapter().decrypt(kept.instance.data["secret"]) == secret


class TestAMunicipalityThatAsksForIt:
    """`tweede_factor_verplicht`."""

    @pytest.fixture(autouse=True)
    def _asks(self, cast):
        GemeenteSettings.objects.filter(gemeente=cast.alkmaar).update(tweede_factor_verplicht=True)

    def test_it_sends_its_people_to_make_one_first(self, client, sign_in):
        sign_in()

        assert client.get("/toegang/")["Location"] == "/accounts/2fa/"
        assert "Jouw gemeente vraagt een tweede stap" in client.get("/accounts/2fa/").content.decode()

    def test_it_lets_them_sign_out_and_see_their_own_account(self, client, sign_in):
        sign_in()

        assert client.get("/accounts/").status_code == 200
        assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"

    def test_who_has_one_goes_on(self, client, sign_in, with_app):
        _secret, codes = with_app
        sign_in()
        client.post("/accounts/2fa/authenticate/", {"code": codes[0]})

        assert client.get("/toegang/").status_code == 200

    def test_it_asks_nothing_of_the_neighbours(self, cast, site):
        assert site(cast.tom).get("/toegang/").status_code == 200

    def test_it_asks_it_of_the_region_too(self, cast, site):
        assert site(cast.petra).get("/toegang/").status_code == 302


def test_changing_how_one_signs_in_asks_for_the_password_again(client, nadia, monkeypatch):
    client.force_login(nadia)

    answer = client.get("/accounts/2fa/totp/activate/")

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert "Ben jij het?" in client.get(answer["Location"]).content.decode()
    assert (
        client.post(answer["Location"], {"password": PASSWORD})["Location"] == "/accounts/2fa/totp/activate/"
    )


def test_attempts_are_counted_by_all_processes_together():
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"

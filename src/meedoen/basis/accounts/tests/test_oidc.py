"""Signing in by way of a municipality's own identity provider, against one that really runs."""

import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from meedoen.basis.accounts.oidc import read_oidc
from meedoen.basis.accounts.tests import provider
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.models import Account

pytestmark = pytest.mark.real_clock("the provider is a program of its own, and what it signs is dated")

BACK = "/accounts/gemeente/alkmaar/terug/"
SITE = "http://testserver"

PEOPLE = {
    "nadia": {"email": "nadia@voorbeeld.test", "email_verified": True, "name": "Nadia"},
    "NADIA": {"email": "Nadia@Voorbeeld.test", "email_verified": True},
    "onbewezen": {"email": "bram@voorbeeld.test", "email_verified": False},
    "zonder": {"name": "Zonder adres"},
    "vreemd": {"email": "vreemd@elders.test", "email_verified": True},
    "tom": {"email": "tom@voorbeeld.test", "email_verified": True},
    "petra": {"email": "petra@voorbeeld.test", "email_verified": True},
    "weg": {"email": "els@voorbeeld.test", "email_verified": True},
    "uit": {"email": "karim@voorbeeld.test", "email_verified": True},
    "upn": {"preferred_username": "nadia@voorbeeld.test", "name": "Nadia"},
}


@pytest.fixture(scope="module")
def address():
    with provider.running(PEOPLE, SITE + BACK) as address:
        yield address


@pytest.fixture
def configured(settings, address):
    """Describe the provider to the site as an operator would."""

    def configured(**more):
        apps = read_oidc(json.dumps([provider.app(address, **more)]))
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}

    configured(organisation="0361")
    return configured


def at_the_provider(address, name):
    """Sign in at the provider as a browser would, and return where it sends the browser back to."""
    browser = requests.Session()
    page = browser.get(address, timeout=20)
    action = re.search(r'action="([^"]+)"', page.text).group(1)
    answer = browser.post(
        urljoin(page.url, action),
        {"prompt": "login", "login": name, "password": "x"},
        allow_redirects=False,
        timeout=20,
    )
    while not answer.headers["Location"].startswith(SITE):
        answer = browser.get(
            urljoin(answer.url, answer.headers["Location"]), allow_redirects=False, timeout=20
        )
    return answer.headers["Location"].removeprefix(SITE)


@pytest.fixture
def sign_in(client, configured):
    """Go through the whole flow and return the last answer of the site."""

    def sign_in(name, next_page="/toegang/"):
        start = client.get("/accounts/gemeente/alkmaar/", {"process": "login", "next": next_page})
        return client.get(at_the_provider(start["Location"], name))

    return sign_in


def test_an_existing_colleague_comes_in_and_lands_where_she_wanted(client, cast, sign_in):
    answer = sign_in("nadia")

    assert (answer.status_code, answer["Location"]) == (302, "/toegang/")
    assert client.get("/accounts/").context["user"] == cast.nadia
    assert SocialAccount.objects.get().user == cast.nadia
    cast.see_all()
    line = AuditEntry.objects.get()
    assert (line.onderwerp, line.handeling, line.doel) == ("inloggen", "gelukt", "via de gemeente")


def test_capitals_in_the_address_do_not_matter(client, cast, sign_in):
    assert sign_in("NADIA").status_code == 302


def test_the_link_of_the_first_time_holds_when_the_address_changes(client, cast, sign_in):
    sign_in("nadia")
    client.post("/accounts/logout/")
    Account.objects.filter(pk=cast.nadia.pk).update(email="n.dewit@voorbeeld.test")

    assert sign_in("nadia").status_code == 302
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    ["onbewezen", "zonder", "vreemd", "tom"],
    ids=["address not verified", "no address", "no account", "works in another municipality"],
)
def test_others_get_a_clear_page_and_never_an_account(client, cast, sign_in, name):
    before = Account.objects.count()

    answer = sign_in(name)

    assert answer.status_code == 403
    assert "Geen account gevonden" in answer.content.decode()
    assert Account.objects.count() == before
    assert not SocialAccount.objects.exists()
    assert client.get("/accounts/").status_code == 302
    cast.see_all()
    lines = AuditEntry.objects.filter(handeling="mislukt")
    assert {line.actor_name for line in lines} == ({"Tom Prins"} if name == "tom" else {""})
    assert "voorbeeld.test" not in str(list(lines.values()))


def test_who_no_longer_works_there_stays_out(client, cast, sign_in):
    cast.els.appointments.update(tot=timezone.localdate() - timedelta(days=1))

    assert sign_in("weg").status_code == 403


def test_a_deactivated_account_stays_shut_even_when_linked(client, cast, sign_in):
    sign_in("uit")
    client.post("/accounts/logout/")
    cast.karim.is_active = False
    cast.karim.save()

    assert sign_in("uit").status_code == 403


def test_a_provider_of_a_region_speaks_for_its_municipalities(client, cast, configured, sign_in):
    configured(organisation="regio-alkmaar")

    assert sign_in("petra").status_code == 302
    client.post("/accounts/logout/")
    assert sign_in("tom").status_code == 302


def test_claims_may_have_other_names(client, cast, configured, sign_in):
    assert sign_in("upn").status_code == 403

    configured(organisation="0361", claims={"email": "preferred_username", "email_verified": True})

    assert sign_in("upn").status_code == 302


def test_the_code_is_of_use_to_this_browser_only(client, cast, configured):
    start = client.get("/accounts/gemeente/alkmaar/", {"process": "login"})
    asked = parse_qs(urlsplit(start["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]

    back = at_the_provider(start["Location"], "nadia")
    client.cookies.clear()

    assert client.get(back).status_code in {401, 403}
    assert client.get("/accounts/").status_code == 302


def test_nobody_links_an_identity_to_an_account_that_is_open(client, cast, configured):
    client.force_login(cast.bram)
    start = client.get("/accounts/gemeente/alkmaar/", {"process": "connect"})

    answer = client.get(at_the_provider(start["Location"], "nadia"))

    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_another_site_cannot_sign_someone_in_behind_her_back(client, cast, configured):
    answer = client.get("/accounts/gemeente/alkmaar/?process=login", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200
    assert "Je komt van een andere site" in answer.content.decode()


def test_a_provider_that_is_down_gives_a_page_and_not_an_error(client, cast, configured):
    configured(server_url="http://127.0.0.1:9")

    answer = client.get("/accounts/gemeente/alkmaar/", {"process": "login"})

    assert "Inloggen via je gemeente lukte niet" in answer.content.decode()


def test_an_unknown_provider_is_not_found(client, cast, configured):
    assert client.get("/accounts/gemeente/elders/").status_code == 404


def test_the_sign_in_page_offers_the_provider(client, cast, configured):
    page = client.get("/accounts/login/?next=/toegang/").content.decode()

    assert "Log in via gemeente Alkmaar" in page
    assert 'href="/accounts/gemeente/alkmaar/?process=login&amp;next=%2Ftoegang%2F"' in page


def test_who_comes_by_the_municipality_needs_no_second_factor_of_ours(client, cast, sign_in):
    from meedoen.basis.organisations.models import GemeenteSettings

    GemeenteSettings.objects.filter(gemeente=cast.alkmaar).update(tweede_factor_verplicht=True)
    sign_in("nadia")

    assert client.get("/toegang/").status_code == 200

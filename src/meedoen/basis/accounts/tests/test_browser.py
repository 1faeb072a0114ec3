"""Signing in with a real browser under our own content security policy."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from meedoen.basis.accounts.oidc import read_oidc
from meedoen.basis.accounts.tests import provider
from meedoen.basis.accounts.tests.conftest import PASSWORD
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Account
from meedoen.environment import CHECKOUT

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}

pytestmark = [pytest.mark.browser, pytest.mark.traag, pytest.mark.usefixtures("for_real")]


@pytest.fixture
def everybody(cast):
    """The cast, each with the same password, and one line in the logbook."""
    for who in Account.objects.all():
        who.set_password(PASSWORD)
        who.save()
    reader = cast.actor(cast.bram)
    log(reader, Action.READ, "dossier", gemeente_id=cast.alkmaar.pk, doel="intake")
    return cast


@pytest.fixture
def page(everybody, live_server) -> Iterator[Page]:
    """A page that fails the test when something on it breaks our content security policy.

    The browser's driver runs a loop in this thread, in which Django would not find its connection: so it
    starts after the cast is made and ends before the tables are emptied.
    """
    names = (os.environ.get("MEEDOEN_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("No Chromium on this machine.")
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url, locale="nl-NL")
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None
        )
        yield page
        browser.close()
    assert not [said for said in complaints if "Content Security Policy" in said]


def sign_in(page: Page, who: Account) -> None:
    page.goto("/accounts/login/?next=/toegang/")
    page.get_by_label("E-mail").fill(who.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/toegang/")


def once_more(page: Page) -> None:
    """Prove once more who one is, when asked."""
    if "/reauthenticate/" in page.url:
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Ga verder").click()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def test_a_municipality_signs_its_people_in_under_our_policy(page, live_server, settings):
    people = {"nadia": {"email": "nadia@voorbeeld.test", "email_verified": True}}
    with provider.running(people, f"{live_server.url}/accounts/gemeente/alkmaar/terug/") as address:
        apps = read_oidc(json.dumps([provider.app(address, organisation="0361")]))
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
        page.goto("/accounts/login/?next=/toegang/")
        page.get_by_role("link", name="Log in via gemeente Alkmaar").click()
        page.wait_for_url(f"{address}/**")
        page.get_by_placeholder("Enter any login").fill("nadia")
        page.get_by_placeholder("and password").fill("x")
        page.get_by_role("button").click()
        page.wait_for_url("**/toegang/")

    assert page.get_by_role("heading", level=1).inner_text() == "Wie mag wat, en waarom"


def test_a_passkey_is_added_and_then_opens_the_door_without_a_password(page, everybody):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    sign_in(page, everybody.nadia)
    page.goto("/accounts/2fa/webauthn/add/")
    once_more(page)
    page.get_by_label("Inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Voeg toe").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/")
    page.get_by_role("main").get_by_role("button", name="Log uit").click()
    page.wait_for_url("**/accounts/login/")

    page.goto("/accounts/login/?next=/toegang/")
    page.get_by_role("button", name="Log in met een toegangssleutel").click()

    page.wait_for_url("**/toegang/")


PAGES = {
    None: [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/signup/",
    ],
    "nadia": [
        "/accounts/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/webauthn/",
        "/toegang/",
        "/toegang/software/",
    ],
    "ria": [
        "/beheer/0361/gebruikers/",
        "/beheer/0361/gebruikers/uitnodigen/",
        "/beheer/0361/gebruikers/{bram}/",
        "/beheer/0361/instellingen/",
        "/beheer/0361/toegangssleutels/",
        "/beheer/0361/berichten/",
    ],
    "fg": [
        "/logboek/",
        "/logboek/?dossier=bestaat-niet",
        "/logboek/?handeling=geweigerd",
        "/logboek/?van=2026-11-22&tot=2026-11-01",
        "/logboek/zegels/",
    ],
}


@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_accessible_and_fits_a_phone(page, everybody, who):
    if who:
        sign_in(page, getattr(everybody, who))
    found = {}
    for address in PAGES[who]:
        page.goto(address.format(bram=everybody.bram.pk))
        once_more(page)
        found[address] = violations(page)
        page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found[address].append("wider than a phone")
        page.set_viewport_size({"width": 1280, "height": 900})
        if folder := os.environ.get("MEEDOEN_PLAATJES"):
            name = address.strip("/").replace("/", "-").partition("?")[0]
            page.screenshot(path=f"{folder}/{name}-1280.png", full_page=True)
            page.set_viewport_size(PHONE)
            page.screenshot(path=f"{folder}/{name}-360.png", full_page=True)
            page.set_viewport_size({"width": 1280, "height": 900})

    assert {address: wrong for address, wrong in found.items() if wrong} == {}

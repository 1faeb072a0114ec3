"""Every page of every role: nothing axe finds, nothing wider than a phone, in Dutch and in English."""

from __future__ import annotations

import pytest
from visit import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.traag]

MOST_STYLE = 150_000
"""Bytes of styles a page may have, before they are compressed."""

OF_A_DOSSIER = (
    "", "traject/", "plaatsing/", "gesprekken/", "gesprekken/nieuw/", "signalen/nieuw/", "documenten/",
    "duo/", "netwerk/", "logboek/", "feiten/", "feiten/huisvesting/", "persoon/", "huishouden/", "pip/",
    "pip/plan/geschiedenis/", "pip/plan/doel/nieuw/",
    "pip/plan/afspraak/nieuw/", "intake/lbt/", "intake/informatie/",
)  # fmt: skip
OF_AN_INTAKE = (
    "intake/overzicht/", "intake/gesprek/", "intake/taal/", "intake/taal/samen/", "intake/financien/",
)  # fmt: skip
OF_A_DECISION = ("pip/", "pip/vaststellen/", "pip/1/brief/")
OF_EVERYONE = (
    "/accounts/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/toegang/", "/toegang/software/",
    "/bestaat-niet/",
)  # fmt: skip
OF_A_ROLE = {
    "klantmanager": ("/", "/?team=1", "/?laat=1", "/dossiers/", "/dossiers/nieuw/", "/agenda/", "/meldingen/",
                     "/weergaven/"),
    "teamleider": ("/", "/cijfers/", "/dossiers/leidraad/", "/dossiers/pip/ter-goedkeuring/"),
    "kwaliteitsmedewerker": ("/", "/dossiers/pip/ter-goedkeuring/"),
    "beheerder": ("/beheer/0361/gebruikers/", "/beheer/0361/gebruikers/uitnodigen/",
                  "/beheer/0361/instellingen/", "/beheer/0361/toegangssleutels/", "/beheer/0361/berichten/",
                  "/keten/0361/", "/keten/0361/berichten/", "/keten/0361/berichten/?stand=wacht",
                  "/keten/0361/aansluitingen/", "/keten/0361/aansluitingen/duo/"),
    "beleid_regio": ("/cijfers/",),
    "fg": ("/logboek/", "/logboek/zegels/"),
}  # fmt: skip


def addresses_of(account: dict) -> list[str]:
    """The pages this account works with: every kind of page once, of the dossier that has most to show."""
    found = [*OF_A_ROLE[account["role"]], *OF_EVERYONE]
    for kind, dossier in account["dossiers"].items():
        parts = {"traject": OF_A_DOSSIER, "intake": OF_AN_INTAKE, "vaststellen": OF_A_DECISION}
        found += [dossier + part for part in parts.get(kind, ("", "pip/"))]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("role", OF_A_ROLE)
@pytest.mark.parametrize(
    ("width", "language"), [(DESK, "nl-NL"), (PHONE, "en-GB")], ids=["desk nl", "phone en"]
)
def test_every_page_is_whole_and_open_to_everyone(visitor, role, width, language):
    who = visitor(width, language=language)
    account = who.sign_in(role)
    wrong = []
    for address in addresses_of(account):
        answer = who.page.goto(address)
        if answer.status >= 500 or (answer.status == 404 and address != "/bestaat-niet/"):
            wrong.append(f"{address}: {answer.status}")
        wrong += [f"{address}: {violation}" for violation in who.violations()]
        if (wider := who.overflow()) > 0:
            wrong.append(f"{address}: {wider} px wider than the screen")
        if (bytes_of_style := who.styles()) > MOST_STYLE:
            wrong.append(f"{address}: {bytes_of_style} bytes of styles")
        if who.page.locator("h1").count() != 1:
            wrong.append(f"{address}: not one h1")
        turned_to_the_newcomer = address.endswith("/samen/")
        if who.page.locator('header a[href="/accounts/"]').count() == turned_to_the_newcomer:
            wrong.append(f"{address}: no way to one's own account, or one too many")
    assert not wrong, "\n".join(wrong)


def test_the_sign_in_page_is_open_to_everyone(visitor):
    for width in (DESK, PHONE):
        who = visitor(width)
        who.page.goto("/accounts/login/")

        assert who.violations() == []
        assert who.overflow() == 0


def test_nobody_in_another_municipality_opens_a_dossier_by_its_address(visitor, site):
    dossier = site.account("klantmanager", "Alkmaar")["dossiers"]["dringend"]
    who = visitor()
    who.sign_in("klantmanager", "Heiloo")

    for part in (*OF_A_DOSSIER, *OF_AN_INTAKE):
        answer = who.page.goto(dossier + part)
        assert answer.status in {403, 404}, part

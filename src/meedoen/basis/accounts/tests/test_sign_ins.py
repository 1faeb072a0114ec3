"""Who signs in, who fails to, and with what, stands in the logbook of where she works."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meedoen.basis.accounts import session
from meedoen.basis.accounts.sign_ins import log_failure
from meedoen.basis.accounts.tests.conftest import PASSWORD, code_for
from meedoen.basis.audit_log.bounded import LIMIT_REACHED, SIGN_INS, UNKNOWN
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.selectors import gemeenten_of_account

HERE = {"login": "niemand@voorbeeld.test", "password": "een geheim"}


@pytest.fixture
def lines(cast):
    """What stands in the logbook, as (subject, act, why), oldest first."""

    def lines(**which):
        cast.see_all()
        found = AuditEntry.objects.filter(**which).order_by("pk")
        return list(found.values_list("onderwerp", "handeling", "doel"))

    return lines


def test_signing_in_and_out_is_written_down(cast, client, sign_in, lines):
    sign_in()
    client.post("/accounts/logout/")

    assert lines(gemeente=cast.alkmaar, actor_id=cast.nadia.pk, actor_name="Nadia de Wit", kanaal="web") == [
        ("inloggen", "gelukt", "met wachtwoord"),
        ("uitloggen", "gelukt", "door de gebruiker zelf"),
    ]


def test_a_session_that_was_over_is_written_down_at_the_next_request(
    client, sign_in, lines, monkeypatch, settings
):
    sign_in()
    client.get("/accounts/")
    now = session.time.time()
    monkeypatch.setattr(session.time, "time", lambda: now + settings.SESSION_IDLE + 1)

    client.get("/accounts/")

    assert lines()[-1] == ("uitloggen", "gelukt", "sessie was voorbij")


def test_a_wrong_password_is_written_down_with_the_account(cast, sign_in, lines):
    sign_in("een ander wachtwoord")

    assert lines(actor_id=cast.nadia.pk, gemeente=cast.alkmaar) == [
        ("inloggen", "mislukt", "wachtwoord klopt niet, of account staat uit")
    ]
    assert len(lines()) == 1


@pytest.mark.parametrize("address", ["NADIA@voorbeeld.test", " nadia@voorbeeld.test "])
def test_an_address_in_other_letters_is_the_same_account(cast, client, nadia, lines, address):
    client.post("/accounts/login/", {"login": address, "password": "x"})

    assert len(lines(actor_id=nadia.pk)) == 1


def test_an_address_without_an_account_leaves_nothing_of_itself(cast, client, lines):
    client.post("/accounts/login/", HERE)

    assert lines(gemeente=cast.alkmaar, actor_id=None, actor_name="") == [
        ("inloggen", "mislukt", "met een e-mailadres zonder account")
    ]
    assert len(lines(gemeente=cast.heiloo)) == 1
    written = str(list(AuditEntry.objects.values()))
    assert "niemand" not in written
    assert "geheim" not in written


@pytest.mark.parametrize("nonsense", ["", "\0", "nadia\0@voorbeeld.test", "x" * 5000])
def test_nonsense_for_an_address_is_no_error(client, cast, nonsense):
    assert client.post("/accounts/login/", {"login": nonsense, "password": "x"}).status_code == 200


def test_a_deactivated_account_that_is_tried_is_written_down(cast, nadia, sign_in, lines):
    nadia.appointments.update(tot=timezone.localdate() - timedelta(days=1))
    nadia.is_active = False
    nadia.save()

    sign_in()

    assert lines(gemeente=cast.alkmaar, actor_id=nadia.pk)[0][:2] == ("inloggen", "mislukt")


def test_attempts_on_one_account_are_bounded_and_the_last_line_says_so(cast, lines):
    for _ in range(SIGN_INS.at_most + 5):
        log_failure(cast.nadia, "wachtwoord klopt niet, of account staat uit")

    reasons = [why for *_, why in lines()]
    assert len(reasons) == SIGN_INS.at_most
    assert reasons[-1] == LIMIT_REACHED


def test_attempts_on_no_account_are_bounded_for_the_whole_site(cast, client, lines):
    for n in range(UNKNOWN.at_most + 5):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post("/accounts/login/", HERE | {"login": f"n{n}@voorbeeld.test"})

    assert len(lines(gemeente=cast.alkmaar)) == UNKNOWN.at_most
    assert len(lines()) == 2 * UNKNOWN.at_most


def test_a_flood_on_no_account_hides_no_attempt_on_an_account(cast, sign_in, lines):
    for _ in range(UNKNOWN.at_most + 1):
        log_failure(None, "met een e-mailadres zonder account")

    sign_in("een ander wachtwoord")

    assert len(lines(actor_id=cast.nadia.pk)) == 1


def test_a_second_step_is_written_down_when_added_used_missed_and_removed(client, sign_in, with_app, lines):
    secret, codes = with_app
    added = [line for line in lines() if line[0] == "tweede stap"]
    assert added == [
        ("tweede stap", "aangemaakt", "app met codes"),
        ("tweede stap", "aangemaakt", "herstelcodes"),
    ]

    sign_in()
    assert lines()[-1][:2] == ("uitloggen", "gelukt")  # a password alone is not in
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert lines()[-1] == ("inloggen", "mislukt", "code klopt niet")
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert lines()[-1] == ("inloggen", "gelukt", "met wachtwoord en tweede stap")

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert lines()[-2:] == [
        ("tweede stap", "ingetrokken", "herstelcodes"),
        ("tweede stap", "aangemaakt", "herstelcodes"),
    ]
    client.post("/accounts/2fa/totp/deactivate/")
    assert lines()[-2:] == [
        ("tweede stap", "ingetrokken", "app met codes"),
        ("tweede stap", "ingetrokken", "herstelcodes"),
    ]
    written = str(list(AuditEntry.objects.values()))
    assert not any(said in written for said in (secret, codes[1], code_for(secret)))


def test_another_password_is_written_down_without_it(client, sign_in, lines):
    sign_in()
    new = "vijf andere woorden samen"

    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert lines()[-1] == ("wachtwoord", "gewijzigd", "door de gebruiker zelf")
    assert new not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    ("who", "where"), [("nadia", ["alkmaar"]), ("petra", ["alkmaar", "heiloo"]), ("tom", ["heiloo"])]
)
def test_an_account_concerns_the_municipalities_one_works_for(cast, who, where):
    concerned = gemeenten_of_account(getattr(cast, who).pk)

    assert set(concerned) == {getattr(cast, name).pk for name in where}


def test_an_account_that_never_had_a_role_concerns_nobody(cast, client, lines):
    cast.nadia.appointments.all().delete()

    log_failure(cast.nadia, "wachtwoord klopt niet, of account staat uit")

    assert lines() == []


def test_the_officer_sees_who_failed_to_sign_in(cast, client, site, sign_in):
    sign_in("een ander wachtwoord")
    client.post("/accounts/login/", HERE)

    page = site(cast.fg).get("/logboek/", {"handeling": "mislukt"}).content.decode()

    assert page.count("inloggen mislukt</td>") == 2
    assert "<td>onbekend</td>" in page
    assert "<td>Nadia de Wit</td>" in page

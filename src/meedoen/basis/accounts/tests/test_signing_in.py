"""Signing in with a password, and getting one."""

import re

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse

from meedoen.basis.accounts import mailing
from meedoen.basis.accounts.tests.conftest import PASSWORD
from meedoen.basis.organisations.models import Account
from meedoen.basis.outbox.delivery_round import deliver_round
from meedoen.basis.outbox.models import Message


def deliver_all(cast):
    """Let the worker do its work."""
    cast.see_all()
    for gemeente in (cast.alkmaar, cast.heiloo):
        deliver_round(gemeente.pk, mailing.LINK_MAIL, threads=1)
        deliver_round(gemeente.pk, "email", threads=1)


def test_a_password_opens_the_account(client, nadia, sign_in):
    answer = sign_in()

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/accounts/").context["user"] == nadia


def test_a_wrong_password_does_not_and_tells_nobody_which_half_was_wrong(client, nadia, sign_in):
    wrong_password = sign_in("een ander wachtwoord").content.decode()
    unknown = client.post(
        "/accounts/login/", {"login": "niemand@voorbeeld.test", "password": "x"}
    ).content.decode()

    for page in (wrong_password, unknown):
        assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in page


def test_too_many_attempts_are_stopped_for_a_while(client, sign_in):
    for _ in range(5):
        sign_in("een ander wachtwoord")

    assert "Te vaak geprobeerd" in sign_in().content.decode()
    assert client.get("/accounts/").status_code == 302


def test_after_signing_in_one_returns_to_where_one_was(client, sign_in):
    by = client.get("/toegang/?wat=rechten")
    assert by["Location"] == "/accounts/login/?next=/toegang/%3Fwat%3Drechten"
    assert 'name="next" value="/toegang/?wat=rechten"' in client.get(by["Location"]).content.decode()

    assert sign_in(next="/toegang/?wat=rechten")["Location"] == "/toegang/?wat=rechten"


def test_nobody_is_sent_to_another_site_after_signing_in(sign_in):
    assert sign_in(next="https://elders.example/")["Location"] == "/"


def test_a_session_gets_another_key_when_someone_signs_in(client, sign_in):
    client.get("/accounts/login/?next=/toegang/")
    client.post("/accounts/2fa/webauthn/login/", {"credential": "{}"})
    before = client.session.session_key

    sign_in()

    assert client.session.session_key != before


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_makes_an_account_for_herself(client, cast, method):
    fields = {"email": "nieuw@voorbeeld.test", "password1": PASSWORD, "password2": PASSWORD}

    page = getattr(client, method)("/accounts/signup/", fields).content.decode()

    assert "Je kunt hier niet zelf een account maken" in page
    assert not Account.objects.filter(email="nieuw@voorbeeld.test").exists()


@pytest.mark.parametrize("name", ["account_email", "socialaccount_connections", "socialaccount_signup"])
def test_what_we_do_not_have_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    ("address", "mails"),
    [("nadia@voorbeeld.test", 1), ("NADIA@voorbeeld.test", 1), ("niemand@voorbeeld.test", 0)],
)
def test_a_forgotten_password_looks_the_same_for_everybody(cast, client, address, mails):
    answer = client.post("/accounts/password/reset/", {"email": address}, follow=True)

    assert "Hoort dit adres bij een account?" in answer.content.decode()
    deliver_all(cast)
    assert len(mail.outbox) == mails


def test_a_link_to_choose_a_password_works_once(cast, client, nadia):
    client.post("/accounts/password/reset/", {"email": nadia.email})
    deliver_all(cast)
    (sent,) = mail.outbox
    link = re.search(r"https?://testserver(\S+)", sent.body).group(1)
    new = {"password1": "een heel nieuw wachtwoord", "password2": "een heel nieuw wachtwoord"}

    form = client.get(link, follow=True)
    done = client.post(form.redirect_chain[-1][0], new, follow=True)

    assert "Je wachtwoord is bewaard" in done.content.decode()
    nadia.refresh_from_db()
    assert nadia.check_password("een heel nieuw wachtwoord")
    assert "Deze link werkt niet meer" in client.get(link, follow=True).content.decode()


def test_the_outbox_holds_no_link(cast, nadia):
    mailing.send_password_link(nadia, mailing.INVITATION, "https://meedoen.example")

    assert Message.objects.get().inhoud == {"gebruiker": str(nadia.pk), "adres": "https://meedoen.example"}


def test_an_invitation_says_what_it_is_and_names_no_newcomer(cast):
    mailing.send_password_link(cast.bram, mailing.INVITATION, "https://meedoen.example")
    deliver_all(cast)

    (sent,) = mail.outbox
    assert sent.subject == "Je account bij Meedoen"
    assert sent.to == ["bram@voorbeeld.test"]
    assert "Beste Bram Visser," in sent.body
    assert "https://meedoen.example/accounts/password/reset/key/" in sent.body


def test_someone_who_works_nowhere_gets_no_link(cast, nadia):
    nadia.appointments.update(tot="2022-02-01")

    mailing.send_password_link(nadia, mailing.FORGET, "https://meedoen.example")

    assert not Message.objects.exists()


def test_a_policy_adviser_of_the_region_gets_mail_too(cast):
    mailing.send_password_link(cast.petra, mailing.INVITATION, "https://meedoen.example")
    deliver_all(cast)

    assert [sent.to for sent in mail.outbox] == [["petra@voorbeeld.test"]]


def test_a_changed_password_is_told_by_mail_and_ends_other_sessions(cast, client, nadia, sign_in):
    from django.test import Client

    elsewhere = Client()
    elsewhere.force_login(nadia)
    sign_in()
    new = {
        "oldpassword": PASSWORD,
        "password1": "vijf andere woorden samen",
        "password2": "vijf andere woorden samen",
    }

    client.post("/accounts/password/change/", new)

    deliver_all(cast)
    assert [sent.subject for sent in mail.outbox] == ["Je account van Meedoen is gewijzigd"]
    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


@pytest.mark.parametrize("weak", ["kort", "123456789012", "wachtwoordnadia@voorbeeld.test"[9:]])
def test_a_weak_password_is_refused(client, sign_in, weak):
    sign_in()

    page = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    ).content.decode()

    assert "md-error" in page


def test_a_deactivated_account_stays_shut(client, nadia, sign_in):
    nadia.is_active = False
    nadia.save()

    answer = sign_in()

    assert answer.status_code == 200 or answer["Location"] == "/accounts/inactive/"
    assert client.get("/accounts/").status_code == 302

"""Mail is in the language of whoever reads it, not of whoever caused it."""

import pytest
from django.core import mail
from django.utils.translation import gettext_lazy, override

from meedoen.basis.accounts import mailing
from meedoen.basis.outbox.delivery_round import deliver_round
from meedoen.basis.outbox.models import Message


@pytest.fixture
def english(cast):
    """Nadia, who chose English."""
    cast.nadia.taal = "en"
    cast.nadia.save()
    return cast.nadia


@pytest.mark.parametrize(("choice", "kept"), [("en", "en"), ("nl", "nl"), ("de", "en"), ("", "en")])
def test_a_language_one_chooses_is_kept_when_there_is_one(cast, english, site, choice, kept):
    site(english).post("/stijl/taal/", {"language": choice, "next": "/accounts/"})

    english.refresh_from_db()
    assert english.taal == kept


def test_who_is_not_signed_in_chooses_for_the_browser_alone(cast, client):
    client.post("/stijl/taal/", {"language": "en", "next": "/accounts/login/"})

    assert '<html lang="en"' in client.get("/accounts/login/").content.decode()
    assert set(type(cast.nadia).objects.values_list("taal", flat=True)) == {"nl"}


@pytest.mark.parametrize("acting_in", ["nl", "en"])
def test_word_of_a_change_is_in_the_language_of_its_reader(cast, english, acting_in):
    with override(acting_in):
        for reader in (english, cast.bram):
            mailing.report_change(reader, gettext_lazy("Het wachtwoord van je account is gewijzigd."))

    first, second = (message.inhoud["tekst"] for message in Message.objects.order_by("volgnummer"))
    assert first.startswith("Dear Nadia de Wit,")
    assert "The password of your account has been changed." in first
    assert second.startswith("Beste Bram Visser,")


def test_the_worker_writes_the_link_in_the_language_of_its_reader(english):
    mailing.send_password_link(english, mailing.FORGET, "https://meedoen.example")
    message = Message.objects.get()

    deliver_round(message.gemeente_id, message.kanaal, threads=1)

    (sent,) = mail.outbox
    assert "Meedoen" in sent.subject
    assert sent.subject.startswith("Choose")
    assert sent.body.startswith("Dear Nadia de Wit,")

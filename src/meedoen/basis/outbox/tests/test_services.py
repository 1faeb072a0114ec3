"""Messages are placed, decided about and let go; none is lost."""

import uuid
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.db import connection, transaction

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.outbox import services
from meedoen.basis.outbox.models import ChannelState, Message
from meedoen.basis.outbox.services import Rejected

Status = Message.Status


def test_a_message_and_its_job_are_written_together_or_not_at_all(place, rounds):
    kept = place()
    savepoint = transaction.savepoint()
    lost = place()
    transaction.savepoint_rollback(savepoint)

    assert rounds().count() == 1
    assert list(Message.objects.values_list("pk", flat=True)) == [kept.pk]
    assert lost.pk != kept.pk


def test_a_message_knows_which_dossier_it_is_about(place):
    dossier = uuid.uuid4()

    assert place(about=dossier).about == dossier


def test_a_mail_carries_its_message_id(cast, deliver):
    message = services.enqueue(
        "email",
        "herinnering",
        {"aan": "nadia@voorbeeld.test", "onderwerp": "Hallo", "tekst": "Dag"},
        gemeente_id=cast.alkmaar.pk,
        sequence_key="mail:1",
    )

    deliver(message, channel="email")

    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == f"<{message.pk}@meedoen>"
    assert message.status == Status.SENT


def refused_by(*codes):
    return SMTPRecipientsRefused({f"{code}@voorbeeld.test": (code, b"nee") for code in codes})


@pytest.mark.parametrize(
    ("error", "status", "said", "pauses"),
    [
        (refused_by(550), Status.REJECTED, ["SMTP 550"], False),
        (refused_by(450), Status.WAIT, "SMTP 450", False),
        (refused_by(450, 550), Status.REJECTED, ["SMTP 550"], False),
        (SMTPDataError(554, "spam"), Status.REJECTED, ["SMTP 554"], False),
        (SMTPDataError(452, "full"), Status.WAIT, "SMTP 452", False),
        (SMTPAuthenticationError(535, b"who"), Status.WAIT, "SMTP 535", True),
        (SMTPConnectError(421, "busy"), Status.WAIT, "SMTPConnectError", True),
        (SMTPServerDisconnected("gone"), Status.WAIT, "SMTPServerDisconnected", True),
        (TimeoutError(), Status.WAIT, "TimeoutError", True),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_what_the_mail_server_says_refuses_one_mail_delays_it_or_pauses_all(
    cast, deliver, monkeypatch, error, status, said, pauses
):
    def fail(_mail):
        raise error

    monkeypatch.setattr(mail.EmailMessage, "send", fail)
    words = {"aan": "nadia@voorbeeld.test", "onderwerp": "Hallo", "tekst": "Dag"}
    message = services.enqueue(
        "email", "herinnering", words, gemeente_id=cast.alkmaar.pk, sequence_key="mail:1"
    )

    deliver(message, channel="email")

    assert message.status == status
    assert (message.reasons or message.last_error) == said
    assert ChannelState.objects.exists() is pauses


@pytest.mark.parametrize("stuck", [Status.REJECTED, Status.FAILED])
def test_a_stuck_message_gets_another_chance_only_once(place, receiver, deliver, rounds, stuck):
    message = place()
    Message.objects.filter(pk=message.pk).update(status=stuck, errors_in_a_row=20)

    assert services.send_again(message)
    assert not services.send_again(message)
    assert rounds().count() == 2

    deliver(message)
    assert (receiver.got, message.errors_in_a_row) == ([message.pk], 0)


def test_letting_a_refused_message_go_lets_the_next_one_leave(cast, place, receiver, deliver, rounds):
    receiver.answers.append(Rejected(["De startdatum klopt niet."]))
    first, second = place(), place()
    deliver(first, second)
    assert (first.status, second.status) == (Status.REJECTED, Status.WAIT)
    rounds().delete()

    assert services.discard(cast.actor(cast.ria), first, "In het portaal gemeld.")
    assert rounds().count() == 1, "nothing else would wake the worker for the next one"
    deliver(first, second)

    assert (first.status, second.status) == (Status.LAPSED, Status.SENT)
    assert first.lapsed_reason == "In het portaal gemeld."
    line = AuditEntry.objects.get(onderwerp="bericht", onderwerp_id=str(first.pk))
    assert (line.actor_name, line.wijziging) == ("Ria Mol", {"status": ["afgewezen", "vervallen"]})
    assert "portaal" not in str(AuditEntry.objects.values_list())


@pytest.mark.parametrize("status", [Status.BUSY, Status.SENT, Status.LAPSED])
def test_what_is_under_way_or_done_is_not_let_go(cast, place, status):
    message = place()
    Message.objects.filter(pk=message.pk).update(status=status)

    assert not services.discard(cast.system, message, "te laat")
    assert not AuditEntry.objects.filter(onderwerp="bericht").exists()


@pytest.mark.usefixtures("for_real")
def test_who_writes_about_somebody_waits_for_who_was_first(cast, place, colleague):
    """Else the second could be sent before the first is seen."""
    key = f"{cast.alkmaar.pk}:proef:persoon:1"
    colleague.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")

    place("persoon:2")
    with pytest.raises(Exception, match="lock timeout"):
        place("persoon:1")

    colleague.commit()
    assert place("persoon:1").status == Status.WAIT

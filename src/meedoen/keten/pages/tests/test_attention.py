"""What needs a person is counted for who manages the chain, and mailed to her once a day at most."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.organisations.models import Appointment
from meedoen.basis.outbox.models import Message
from meedoen.keten.pages.attention import attention, count_for
from meedoen.keten.pages.tasks import KIND, warn

Status = Message.Status
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def found(cast):
    """What needs a person in Alkmaar now."""

    def find():
        return attention([cast.alkmaar.pk])[0]

    return find


@pytest.fixture
def mails(cast):
    """The mails about the chain that lie in the outbox."""

    def find():
        cast.see_all()
        return Message.objects.filter(kanaal="email", soort=KIND)

    return find


def test_a_chain_that_runs_needs_nobody(found, message, notified, connection_with, issue):
    certificate, key = issue(days=61)
    connection_with(certificaat=certificate, sleutel=key)
    message(status=Status.WAIT)
    message(status=Status.SENT)
    message(status=Status.REJECTED)
    notified(done=False)
    notified(ago=DAY)

    assert found().aantal == 0


def test_a_dead_letter_needs_a_person_at_once(found, message):
    message(status=Status.FAILED)

    assert found().failed == 1


@pytest.mark.parametrize(("ago", "counted"), [(DAY - HOUR, 0), (DAY + HOUR, 1)])
def test_a_refusal_is_left_for_a_day_to_who_works_on_the_dossier(found, message, ago, counted):
    message(status=Status.REJECTED, status_since=timezone.now() - ago)

    assert found().rejected == counted


@pytest.mark.parametrize(("ago", "counted"), [(timedelta(minutes=50), 0), (HOUR * 2, 1)])
def test_a_party_that_is_away_for_an_hour_needs_a_person(found, disturbed, ago, counted):
    disturbed(ago)

    assert len(found().quiet) == counted


@pytest.mark.parametrize(("ago", "counted"), [(timedelta(minutes=50), 0), (HOUR * 2, 1)])
def test_a_notification_that_waits_for_an_hour_needs_a_person(found, notified, ago, counted):
    notified(ago=ago, done=False)

    assert found().unprocessed == counted


@pytest.mark.parametrize(
    ("days", "tone", "counted"),
    [(61, "goed", 0), (59, "nu", 1), (15, "nu", 1), (13, "laat", 1), (-2, "laat", 1)],
)
def test_a_certificate_warns_from_sixty_days_and_alarms_from_fourteen(
    found, ria, connection_with, issue, days, tone, counted
):
    certificate, key = issue(days=days)
    connection_with(certificaat=certificate, sleutel=key)

    assert len(found().certificates) == counted
    assert f"md-status--{tone}" in ria.get("/keten/0361/aansluitingen/").content.decode()


def test_a_certificate_that_is_gone_needs_a_person_unless_the_connection_is_off(
    found, folder, connection_with
):
    connection = connection_with(certificaat="weg.pem")
    assert [one.fout for _party, one in found().certificates] != [""]

    connection.actief = False
    connection.save()
    assert found().aantal == 0


def test_the_menu_counts_for_who_manages_the_chain_and_for_nobody_else(cast, ria, site, message):
    message(status=Status.FAILED)
    message(status=Status.FAILED, where=cast.heiloo)

    assert "1 ding vraagt aandacht" in ria.get("/keten/0361/").content.decode()
    assert count_for(cast.actor(cast.nadia)) == 0
    assert "/keten/" not in site(cast.nadia).get("/toegang/").content.decode().replace("keten.beheren", "")


def test_what_needs_a_person_takes_one_query(cast, message, connection_with, django_assert_num_queries):
    message(status=Status.FAILED)
    connection_with()

    nadia = cast.actor(cast.nadia)

    with django_assert_num_queries(1):
        assert len(attention([cast.alkmaar.pk, cast.heiloo.pk])) == 2
    with django_assert_num_queries(0):
        count_for(nadia)


def test_a_mail_goes_to_the_administrators_in_their_language_and_names_nobody(cast, message, mails):
    cast.ria.taal = "en"
    cast.ria.save()
    message(status=Status.FAILED)
    message(status=Status.FAILED)

    assert warn() == 1

    (mail,) = mails()
    assert mail.gemeente == cast.alkmaar
    assert mail.inhoud["aan"] == cast.ria.email
    assert "2 messages have failed" in mail.inhoud["tekst"]
    assert "999990019" not in str(mail.inhoud)


def test_a_mail_goes_once_a_day_however_much_comes_after(cast, message, mails):
    message(status=Status.FAILED)
    assert warn() == 1
    message(status=Status.FAILED)
    assert warn() == 0

    mails().update(status=Status.SENT, sent_at=timezone.now())
    assert warn() == 0
    mails().update(created_at=timezone.now() - DAY, sent_at=timezone.now() - DAY)
    assert warn() == 1


def test_no_mail_goes_when_nothing_is_wrong_or_to_who_left(cast, message, mails):
    assert warn() == 0
    Appointment.objects.filter(user=cast.ria).update(tot=timezone.localdate() - DAY)
    message(status=Status.FAILED)

    assert warn() == 0
    assert not mails().exists()

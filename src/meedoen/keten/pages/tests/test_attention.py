"""What needs a person is counted for who manages the chain, and mailed to her once a day at most."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.organisations.models import Aanstelling
from meedoen.basis.outbox.models import Bericht
from meedoen.keten.pages.attention import aandacht, aantal_voor
from meedoen.keten.pages.tasks import SOORT, waarschuw

Status = Bericht.Status
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def found(cast):
    """What needs a person in Alkmaar now."""

    def find():
        return aandacht([cast.alkmaar.pk])[0]

    return find


@pytest.fixture
def mails(cast):
    """The mails about the chain that lie in the outbox."""

    def find():
        cast.see_all()
        return Bericht.objects.filter(kanaal="email", soort=SOORT)

    return find


def test_a_chain_that_runs_needs_nobody(found, message, notified, connection_with, issue):
    certificaat, sleutel = issue(days=61)
    connection_with(certificaat=certificaat, sleutel=sleutel)
    message(status=Status.WACHT)
    message(status=Status.VERZONDEN)
    message(status=Status.AFGEWEZEN)
    notified(done=False)
    notified(ago=DAY)

    assert found().aantal == 0


def test_a_dead_letter_needs_a_person_at_once(found, message):
    message(status=Status.MISLUKT)

    assert found().mislukt == 1


@pytest.mark.parametrize(("ago", "counted"), [(DAY - HOUR, 0), (DAY + HOUR, 1)])
def test_a_refusal_is_left_for_a_day_to_who_works_on_the_dossier(found, message, ago, counted):
    message(status=Status.AFGEWEZEN, status_sinds=timezone.now() - ago)

    assert found().afgewezen == counted


@pytest.mark.parametrize(("ago", "counted"), [(timedelta(minutes=50), 0), (HOUR * 2, 1)])
def test_a_party_that_is_away_for_an_hour_needs_a_person(found, disturbed, ago, counted):
    disturbed(ago)

    assert len(found().stil) == counted


@pytest.mark.parametrize(("ago", "counted"), [(timedelta(minutes=50), 0), (HOUR * 2, 1)])
def test_a_notification_that_waits_for_an_hour_needs_a_person(found, notified, ago, counted):
    notified(ago=ago, done=False)

    assert found().onverwerkt == counted


@pytest.mark.parametrize(
    ("days", "tone", "counted"),
    [(61, "goed", 0), (59, "nu", 1), (15, "nu", 1), (13, "laat", 1), (-2, "laat", 1)],
)
def test_a_certificate_warns_from_sixty_days_and_alarms_from_fourteen(
    found, ria, connection_with, issue, days, tone, counted
):
    certificaat, sleutel = issue(days=days)
    connection_with(certificaat=certificaat, sleutel=sleutel)

    assert len(found().certificaten) == counted
    assert f"md-status--{tone}" in ria.get("/keten/0361/aansluitingen/").content.decode()


def test_a_certificate_that_is_gone_needs_a_person_unless_the_connection_is_off(
    found, folder, connection_with
):
    connection = connection_with(certificaat="weg.pem")
    assert [een.fout for _partij, een in found().certificaten] != [""]

    connection.actief = False
    connection.save()
    assert found().aantal == 0


def test_the_menu_counts_for_who_manages_the_chain_and_for_nobody_else(cast, ria, site, message):
    message(status=Status.MISLUKT)
    message(status=Status.MISLUKT, where=cast.heiloo)

    assert "1 ding vraagt aandacht" in ria.get("/keten/0361/").content.decode()
    assert aantal_voor(cast.actor(cast.nadia)) == 0
    assert "/keten/" not in site(cast.nadia).get("/toegang/").content.decode().replace("keten.beheren", "")


def test_what_needs_a_person_takes_one_query(cast, message, connection_with, django_assert_num_queries):
    message(status=Status.MISLUKT)
    connection_with()

    nadia = cast.actor(cast.nadia)

    with django_assert_num_queries(1):
        assert len(aandacht([cast.alkmaar.pk, cast.heiloo.pk])) == 2
    with django_assert_num_queries(0):
        aantal_voor(nadia)


def test_a_mail_goes_to_the_administrators_in_their_language_and_names_nobody(cast, message, mails):
    cast.ria.taal = "en"
    cast.ria.save()
    message(status=Status.MISLUKT)
    message(status=Status.MISLUKT)

    assert waarschuw() == 1

    (mail,) = mails()
    assert mail.gemeente == cast.alkmaar
    assert mail.inhoud["aan"] == cast.ria.email
    assert "2 messages have failed" in mail.inhoud["tekst"]
    assert "999990019" not in str(mail.inhoud)


def test_a_mail_goes_once_a_day_however_much_comes_after(cast, message, mails):
    message(status=Status.MISLUKT)
    assert waarschuw() == 1
    message(status=Status.MISLUKT)
    assert waarschuw() == 0

    mails().update(status=Status.VERZONDEN, verzonden_op=timezone.now())
    assert waarschuw() == 0
    mails().update(gemaakt_op=timezone.now() - DAY, verzonden_op=timezone.now() - DAY)
    assert waarschuw() == 1


def test_no_mail_goes_when_nothing_is_wrong_or_to_who_left(cast, message, mails):
    assert waarschuw() == 0
    Aanstelling.objects.filter(gebruiker=cast.ria).update(tot=timezone.localdate() - DAY)
    message(status=Status.MISLUKT)

    assert waarschuw() == 0
    assert not mails().exists()

"""Who works here: invited, given roles, ended; never one's own."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.models import Account, Appointment, Role, Team
from meedoen.basis.outbox.models import Message
from meedoen.beheer import users

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
SITE = "https://meedoen.example"


@pytest.fixture
def invite(cast):
    def invite(by=None, **more):
        fields = {
            "email": "Sanne@voorbeeld.test",
            "naam": "Sanne Vos",
            "rol": Role.KLANTMANAGER,
            "vanaf": TODAY,
        }
        actor = cast.actor(by or cast.ria)
        return users.invite(actor, cast.alkmaar, adres=SITE, **{**fields, **more})

    return invite


def test_an_invited_colleague_has_a_role_no_password_and_a_mail_on_its_way(cast, invite):
    sanne = invite()

    assert (sanne.email, sanne.has_usable_password()) == ("sanne@voorbeeld.test", False)
    assert cast.actor(sanne).roles == {Role.KLANTMANAGER: frozenset({cast.alkmaar.pk})}
    assert Message.objects.get().soort == "uitnodiging"
    assert AuditEntry.objects.get(onderwerp="aanstelling").wijziging["rol"] == [None, "klantmanager"]


def test_someone_of_another_municipality_keeps_her_account(cast, invite):
    cast.tom.set_password("van hem alleen")
    cast.tom.save()

    tom = invite(email="tom@voorbeeld.test", naam="Een andere naam", rol=Role.QUALITY)

    assert (tom, tom.naam) == (cast.tom, "Tom Prins")
    assert cast.actor(tom).gemeenten == {cast.alkmaar.pk, cast.heiloo.pk}
    assert not Message.objects.exists()


def test_a_deactivated_account_comes_back_without_its_old_password(cast, invite):
    cast.bram.set_password("van vroeger")
    cast.bram.is_active = False
    cast.bram.save()
    cast.bram.appointments.update(tot=YESTERDAY)

    bram = invite(email="bram@voorbeeld.test")

    assert (bram.is_active, bram.has_usable_password()) == (True, False)


def test_a_role_is_not_given_twice(cast, invite):
    with pytest.raises(Refused, match="heeft deze rol al"):
        invite(email="nadia@voorbeeld.test")


def test_a_team_belongs_to_the_municipality(cast, invite):
    team = Team.objects.create(gemeente=cast.heiloo, naam="Heiloo")

    with pytest.raises(Refused, match="andere gemeente"):
        invite(team=team)

    assert not Account.objects.filter(email="sanne@voorbeeld.test").exists()


def test_an_ended_role_stays_in_the_list_of_what_was(cast):
    appointment = cast.nadia.appointments.get()

    users.end_role(cast.actor(cast.ria), appointment, laatste_dag=YESTERDAY)

    assert cast.actor(cast.nadia).roles == {}
    assert Appointment.objects.get(pk=appointment.pk).tot == YESTERDAY


def test_a_role_that_never_began_ends_before_it_begins(cast):
    later = TODAY + timedelta(days=30)
    appointment = Appointment.objects.create(
        user=cast.bram, organisation=cast.alkmaar, rol=Role.TEAMLEIDER, vanaf=later
    )

    users.end_role(cast.actor(cast.ria), appointment, laatste_dag=YESTERDAY)

    appointment.refresh_from_db()
    assert appointment.tot == later - timedelta(days=1)


def test_nobody_touches_her_own_rights(cast):
    ria = cast.actor(cast.ria)

    with pytest.raises(Refused, match="andere beheerder"):
        users.end_role(ria, cast.ria.appointments.get(), laatste_dag=YESTERDAY)
    with pytest.raises(Refused, match="andere beheerder"):
        users.give_role(ria, cast.alkmaar, cast.ria, rol=Role.KLANTMANAGER, vanaf=TODAY)
    with pytest.raises(Refused, match="andere beheerder"):
        users.switch_off(ria, cast.alkmaar, cast.ria)


def test_a_deactivated_colleague_has_no_role_left(cast):
    users.switch_off(cast.actor(cast.ria), cast.alkmaar, cast.bram)

    cast.bram.refresh_from_db()
    assert not cast.bram.is_active
    assert cast.actor(cast.bram).roles == {}
    assert AuditEntry.objects.filter(onderwerp="account", onderwerp_id=str(cast.bram.pk)).count() == 1


@pytest.mark.parametrize(
    ("who", "sentence"), [("tom", "werkt niet in deze gemeente"), ("petra", "werkt niet in deze")]
)
def test_someone_who_works_elsewhere_is_not_ours_to_deactivate(cast, who, sentence):
    with pytest.raises(Refused, match=sentence):
        users.switch_off(cast.actor(cast.ria), cast.alkmaar, getattr(cast, who))


def test_someone_who_also_works_elsewhere_keeps_her_account(cast):
    Appointment.objects.create(
        user=cast.bram, organisation=cast.heiloo, rol=Role.KLANTMANAGER, vanaf=date(2023, 1, 1)
    )

    with pytest.raises(Refused, match="ook voor een andere gemeente"):
        users.switch_off(cast.actor(cast.ria), cast.alkmaar, cast.bram)


@pytest.mark.parametrize("who", ["nadia", "els", "karim", "petra", "fg", "tom"])
def test_only_an_administrator_of_the_municipality_manages_users(cast, invite, who):
    other = getattr(cast, who)
    actor = cast.actor(other)

    with pytest.raises(Refused):
        invite(by=other)
    with pytest.raises(Refused):
        users.end_role(actor, cast.bram.appointments.get(), laatste_dag=YESTERDAY)
    with pytest.raises(Refused):
        users.switch_off(actor, cast.alkmaar, cast.bram)
    with pytest.raises(Refused):
        users.invite_again(actor, cast.alkmaar, cast.bram, adres=SITE)
    with pytest.raises(Refused):
        users.add_team(actor, cast.alkmaar, "Nieuw")


def test_a_team_is_added_once(cast):
    ria = cast.actor(cast.ria)

    assert users.add_team(ria, cast.alkmaar, "Jongeren") == users.add_team(ria, cast.alkmaar, " Jongeren ")
    assert AuditEntry.objects.filter(onderwerp="team").count() == 1

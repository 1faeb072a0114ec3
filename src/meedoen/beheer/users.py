"""Who works in the municipality, in which role, from when until when."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.models import ApiKey
from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts import mailing
from meedoen.basis.accounts.services import withdraw_key
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Account, Appointment, Organisation, Role, Team
from meedoen.basis.organisations.selectors import appointments_in
from meedoen.beheer.rechten import USERS_MANAGE

DOEL = gettext_noop("beheer van gebruikers")


@transaction.atomic
def invite(
    actor: Actor,
    gemeente: Organisation,
    *,
    email: str,
    naam: str,
    rol: str,
    vanaf: date,
    tot: date | None = None,
    team: Team | None = None,
    functie: str = "",
    adres: str,
) -> Account:
    """Give a colleague an account and a role, and mail her a link to choose a password.

    Someone who has an account already, at another municipality, keeps it as it is and gets the role. A
    deactivated account comes back to life without its old password.

    Args:
        adres: the site as its users reach it, for the link.

    Raises:
        Geweigerd: not the actor's municipality, or the colleague has this role already.
    """
    USERS_MANAGE.require(actor, Appointment(organisation=gemeente))
    user = Account.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = Account.objects.create_user(email.strip(), None, naam=naam, functie=functie)
    elif not user.is_active:
        _switch_on(actor, gemeente, user)
    give_role(actor, gemeente, user, rol=rol, vanaf=vanaf, tot=tot, team=team)
    if not user.has_usable_password():
        mailing.send_password_link(user, mailing.INVITATION, adres)
    return user


@transaction.atomic
def give_role(
    actor: Actor,
    gemeente: Organisation,
    user: Account,
    *,
    rol: str,
    vanaf: date,
    tot: date | None = None,
    team: Team | None = None,
) -> Appointment:
    """Give someone a role in the municipality.

    Raises:
        Geweigerd: not the actor's municipality, a team of another one, or a role this person has already.
    """
    appointment = Appointment(user=user, organisation=gemeente, rol=rol, vanaf=vanaf, tot=tot, team=team)
    USERS_MANAGE.require(actor, appointment)
    if team is not None and team.gemeente_id != gemeente.pk:
        raise Refused(_("Dit team hoort bij een andere gemeente."))
    if user.pk == actor.id:
        raise Refused(_("Je eigen rollen geeft een andere beheerder je."))
    if appointments_in(gemeente).filter(user=user, rol=rol, organisation=gemeente).exists():
        raise Refused(_("Deze collega heeft deze rol al."))
    appointment.save()
    log(
        actor,
        Action.CREATED,
        gettext_noop("aanstelling"),
        gemeente_id=gemeente.pk,
        onderwerp_id=user.pk,
        doel=DOEL,
        wijziging={"rol": [None, rol], "vanaf": [None, vanaf], "tot": [None, tot]},
    )
    return appointment


@transaction.atomic
def end_role(actor: Actor, appointment: Appointment, *, laatste_dag: date) -> None:
    """Let a role end after this day; with a day before today it is over at the next request.

    Raises:
        Geweigerd: not the actor's municipality, a last day before the first, or the actor's own role of
            beheerder.
    """
    USERS_MANAGE.require(actor, appointment)
    if appointment.user_id == actor.id and appointment.rol == Role.ADMINISTRATOR:
        raise Refused(
            _("Je eigen rol als beheerder beëindigt een andere beheerder. Zo blijft er altijd een over.")
        )
    was = appointment.tot
    # An appointment that has not begun yet ends the day before it would begin: it never held.
    appointment.tot = max(laatste_dag, appointment.vanaf - timedelta(days=1))
    appointment.save(update_fields=["tot"])
    log(
        actor,
        Action.CHANGED,
        gettext_noop("aanstelling"),
        gemeente_id=appointment.organisation_id,
        onderwerp_id=appointment.user_id,
        doel=DOEL,
        wijziging={"rol": [appointment.rol, appointment.rol], "tot": [was, appointment.tot]},
    )


@transaction.atomic
def switch_off(actor: Actor, gemeente: Organisation, user: Account) -> None:
    """Deactivate an account: the person is signed out at her next request and cannot sign in.

    Her client tokens here end for good: they do not come back to life with the account.

    Raises:
        Geweigerd: herself, or someone who does not work here, or also somewhere else: then only the roles
            here end.
    """
    _require_own_colleague(actor, gemeente, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    yesterday = timezone.localdate() - timedelta(days=1)
    for appointment in appointments_in(gemeente).filter(user=user):
        end_role(actor, appointment, laatste_dag=yesterday)
    for key in ApiKey.objects.filter(eigenaar=user, gemeente=gemeente):
        withdraw_key(actor, key)
    _log_active(actor, gemeente, user)


def _switch_on(actor: Actor, gemeente: Organisation, user: Account) -> None:
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    _log_active(actor, gemeente, user)


def _log_active(actor: Actor, gemeente: Organisation, user: Account) -> None:
    log(
        actor,
        Action.CHANGED,
        gettext_noop("account"),
        gemeente_id=gemeente.pk,
        onderwerp_id=user.pk,
        doel=DOEL,
        wijziging={"actief": [not user.is_active, user.is_active]},
    )


@transaction.atomic
def invite_again(actor: Actor, gemeente: Organisation, user: Account, *, adres: str) -> None:
    """Mail the link to choose a password once more.

    Raises:
        Geweigerd: someone who does not work here.
    """
    USERS_MANAGE.require(actor, Appointment(organisation=gemeente))
    if not user.is_active or not appointments_in(gemeente).filter(user=user).exists():
        raise Refused(_("Deze persoon werkt niet in deze gemeente."))
    mailing.send_password_link(user, mailing.INVITATION, adres)
    log(
        actor,
        Action.SENT,
        gettext_noop("uitnodiging"),
        gemeente_id=gemeente.pk,
        onderwerp_id=user.pk,
        doel=DOEL,
    )


def _require_own_colleague(actor: Actor, gemeente: Organisation, user: Account) -> None:
    USERS_MANAGE.require(actor, Appointment(organisation=gemeente))
    if user.pk == actor.id:
        raise Refused(_("Je eigen account zet een andere beheerder uit."))
    still = Appointment.objects.filter(user=user).exclude(tot__lt=timezone.localdate())
    if not still.filter(organisation=gemeente).exists():
        raise Refused(_("Deze persoon werkt niet in deze gemeente."))
    if still.exclude(organisation=gemeente).exists():
        raise Refused(_("Deze collega werkt ook voor een andere gemeente. Beëindig alleen de rollen hier."))


def add_team(actor: Actor, gemeente: Organisation, name: str) -> Team:
    """Add a team to the municipality; one that is there already is returned as it is.

    Raises:
        Geweigerd: not the actor's municipality.
    """
    USERS_MANAGE.require(actor, Appointment(organisation=gemeente))
    team, new = Team.objects.get_or_create(gemeente=gemeente, naam=name.strip())
    if new:
        log(
            actor,
            Action.CREATED,
            gettext_noop("team"),
            gemeente_id=gemeente.pk,
            onderwerp_id=team.pk,
            doel=DOEL,
            wijziging={"naam": [None, team.naam]},
        )
    return team

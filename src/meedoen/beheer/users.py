"""Who works in the municipality, in which role, from when until when."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.models import Toegangssleutel
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.accounts import mailing
from meedoen.basis.accounts.services import trek_sleutel_in
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Aanstelling, Gebruiker, Organisatie, Rol, Team
from meedoen.basis.organisations.selectors import aanstellingen_in
from meedoen.beheer.rechten import GEBRUIKERS_BEHEREN

DOEL = gettext_noop("beheer van gebruikers")


@transaction.atomic
def nodig_uit(
    actor: Actor,
    gemeente: Organisatie,
    *,
    email: str,
    naam: str,
    rol: str,
    vanaf: date,
    tot: date | None = None,
    team: Team | None = None,
    functie: str = "",
    adres: str,
) -> Gebruiker:
    """Give a colleague an account and a role, and mail her a link to choose a password.

    Someone who has an account already, at another municipality, keeps it as it is and gets the role. A
    deactivated account comes back to life without its old password.

    Args:
        adres: the site as its users reach it, for the link.

    Raises:
        Geweigerd: not the actor's municipality, or the colleague has this role already.
    """
    GEBRUIKERS_BEHEREN.eis(actor, Aanstelling(organisatie=gemeente))
    gebruiker = Gebruiker.objects.filter(email=email.strip().lower()).first()
    if gebruiker is None:
        gebruiker = Gebruiker.objects.create_user(email.strip(), None, naam=naam, functie=functie)
    elif not gebruiker.is_active:
        _zet_aan(actor, gemeente, gebruiker)
    geef_rol(actor, gemeente, gebruiker, rol=rol, vanaf=vanaf, tot=tot, team=team)
    if not gebruiker.has_usable_password():
        mailing.stuur_wachtwoordlink(gebruiker, mailing.UITNODIGING, adres)
    return gebruiker


@transaction.atomic
def geef_rol(
    actor: Actor,
    gemeente: Organisatie,
    gebruiker: Gebruiker,
    *,
    rol: str,
    vanaf: date,
    tot: date | None = None,
    team: Team | None = None,
) -> Aanstelling:
    """Give someone a role in the municipality.

    Raises:
        Geweigerd: not the actor's municipality, a team of another one, or a role this person has already.
    """
    aanstelling = Aanstelling(
        gebruiker=gebruiker, organisatie=gemeente, rol=rol, vanaf=vanaf, tot=tot, team=team
    )
    GEBRUIKERS_BEHEREN.eis(actor, aanstelling)
    if team is not None and team.gemeente_id != gemeente.pk:
        raise Geweigerd(_("Dit team hoort bij een andere gemeente."))
    if gebruiker.pk == actor.id:
        raise Geweigerd(_("Je eigen rollen geeft een andere beheerder je."))
    if aanstellingen_in(gemeente).filter(gebruiker=gebruiker, rol=rol, organisatie=gemeente).exists():
        raise Geweigerd(_("Deze collega heeft deze rol al."))
    aanstelling.save()
    noteer(
        actor,
        Handeling.AANGEMAAKT,
        gettext_noop("aanstelling"),
        gemeente_id=gemeente.pk,
        onderwerp_id=gebruiker.pk,
        doel=DOEL,
        wijziging={"rol": [None, rol], "vanaf": [None, vanaf], "tot": [None, tot]},
    )
    return aanstelling


@transaction.atomic
def beeindig_rol(actor: Actor, aanstelling: Aanstelling, *, laatste_dag: date) -> None:
    """Let a role end after this day; with a day before today it is over at the next request.

    Raises:
        Geweigerd: not the actor's municipality, a last day before the first, or the actor's own role of
            beheerder.
    """
    GEBRUIKERS_BEHEREN.eis(actor, aanstelling)
    if aanstelling.gebruiker_id == actor.id and aanstelling.rol == Rol.BEHEERDER:
        raise Geweigerd(
            _("Je eigen rol als beheerder beëindigt een andere beheerder. Zo blijft er altijd een over.")
        )
    was = aanstelling.tot
    # An appointment that has not begun yet ends the day before it would begin: it never held.
    aanstelling.tot = max(laatste_dag, aanstelling.vanaf - timedelta(days=1))
    aanstelling.save(update_fields=["tot"])
    noteer(
        actor,
        Handeling.GEWIJZIGD,
        gettext_noop("aanstelling"),
        gemeente_id=aanstelling.organisatie_id,
        onderwerp_id=aanstelling.gebruiker_id,
        doel=DOEL,
        wijziging={"rol": [aanstelling.rol, aanstelling.rol], "tot": [was, aanstelling.tot]},
    )


@transaction.atomic
def zet_uit(actor: Actor, gemeente: Organisatie, gebruiker: Gebruiker) -> None:
    """Deactivate an account: the person is signed out at her next request and cannot sign in.

    Her client tokens here end for good: they do not come back to life with the account.

    Raises:
        Geweigerd: herself, or someone who does not work here, or also somewhere else: then only the roles
            here end.
    """
    _eis_eigen_collega(actor, gemeente, gebruiker)
    gebruiker.is_active = False
    gebruiker.save(update_fields=["is_active"])
    gisteren = timezone.localdate() - timedelta(days=1)
    for aanstelling in aanstellingen_in(gemeente).filter(gebruiker=gebruiker):
        beeindig_rol(actor, aanstelling, laatste_dag=gisteren)
    for sleutel in Toegangssleutel.objects.filter(eigenaar=gebruiker, gemeente=gemeente):
        trek_sleutel_in(actor, sleutel)
    _noteer_actief(actor, gemeente, gebruiker)


def _zet_aan(actor: Actor, gemeente: Organisatie, gebruiker: Gebruiker) -> None:
    gebruiker.is_active = True
    gebruiker.set_unusable_password()
    gebruiker.save(update_fields=["is_active", "password"])
    _noteer_actief(actor, gemeente, gebruiker)


def _noteer_actief(actor: Actor, gemeente: Organisatie, gebruiker: Gebruiker) -> None:
    noteer(
        actor,
        Handeling.GEWIJZIGD,
        gettext_noop("account"),
        gemeente_id=gemeente.pk,
        onderwerp_id=gebruiker.pk,
        doel=DOEL,
        wijziging={"actief": [not gebruiker.is_active, gebruiker.is_active]},
    )


@transaction.atomic
def nodig_opnieuw_uit(actor: Actor, gemeente: Organisatie, gebruiker: Gebruiker, *, adres: str) -> None:
    """Mail the link to choose a password once more.

    Raises:
        Geweigerd: someone who does not work here.
    """
    GEBRUIKERS_BEHEREN.eis(actor, Aanstelling(organisatie=gemeente))
    if not gebruiker.is_active or not aanstellingen_in(gemeente).filter(gebruiker=gebruiker).exists():
        raise Geweigerd(_("Deze persoon werkt niet in deze gemeente."))
    mailing.stuur_wachtwoordlink(gebruiker, mailing.UITNODIGING, adres)
    noteer(
        actor,
        Handeling.VERZONDEN,
        gettext_noop("uitnodiging"),
        gemeente_id=gemeente.pk,
        onderwerp_id=gebruiker.pk,
        doel=DOEL,
    )


def _eis_eigen_collega(actor: Actor, gemeente: Organisatie, gebruiker: Gebruiker) -> None:
    GEBRUIKERS_BEHEREN.eis(actor, Aanstelling(organisatie=gemeente))
    if gebruiker.pk == actor.id:
        raise Geweigerd(_("Je eigen account zet een andere beheerder uit."))
    nog = Aanstelling.objects.filter(gebruiker=gebruiker).exclude(tot__lt=timezone.localdate())
    if not nog.filter(organisatie=gemeente).exists():
        raise Geweigerd(_("Deze persoon werkt niet in deze gemeente."))
    if nog.exclude(organisatie=gemeente).exists():
        raise Geweigerd(_("Deze collega werkt ook voor een andere gemeente. Beëindig alleen de rollen hier."))


def voeg_team_toe(actor: Actor, gemeente: Organisatie, naam: str) -> Team:
    """Add a team to the municipality; one that is there already is returned as it is.

    Raises:
        Geweigerd: not the actor's municipality.
    """
    GEBRUIKERS_BEHEREN.eis(actor, Aanstelling(organisatie=gemeente))
    team, nieuw = Team.objects.get_or_create(gemeente=gemeente, naam=naam.strip())
    if nieuw:
        noteer(
            actor,
            Handeling.AANGEMAAKT,
            gettext_noop("team"),
            gemeente_id=gemeente.pk,
            onderwerp_id=team.pk,
            doel=DOEL,
            wijziging={"naam": [None, team.naam]},
        )
    return team

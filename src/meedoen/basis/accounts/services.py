"""Client tokens: proposed by a beheerder, made and shown once for the owner, worth no more than the owner."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from meedoen.basis.access.actor import Actor, actor_van
from meedoen.basis.access.models import Toegangssleutel, vingerafdruk
from meedoen.basis.access.rechten import REGISTER, Geweigerd
from meedoen.basis.accounts import mailing
from meedoen.basis.accounts.rechten import EIGEN_SLEUTELS, SLEUTELS_BEHEREN
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Gebruiker, Organisatie
from meedoen.basis.organisations.selectors import aanstellingen_in, geldig_op

VOORVOEGSEL = "meedoen_"
"""Lets a token that was left somewhere be recognised for what it is."""
LANGST = timedelta(days=365)
DOEL = gettext_noop("beheer van toegangssleutels")

Stand = Toegangssleutel.Stand
NIET_MEER = {
    Stand.VERVALLEN: gettext_lazy(
        "Dit voorstel is vervallen. Vraag de functioneel beheerder om een nieuw voorstel."
    ),
    Stand.INGETROKKEN: gettext_lazy("Deze toegangssleutel is ingetrokken."),
}
AL_BEVESTIGD = gettext_lazy(
    "Je hebt deze sleutel al bevestigd. De tekst is niet meer te zien. Ben je die kwijt? Trek de sleutel dan "
    "in en vraag om een nieuw voorstel."
)


@transaction.atomic
def stel_sleutel_voor(
    actor: Actor,
    gemeente: Organisatie,
    *,
    naam: str,
    eigenaar: Gebruiker,
    doel: str,
    bereik: Collection[str],
    einddatum: date,
    adres: str,
) -> Toegangssleutel:
    """Prepare a client token for a colleague. It opens nothing until she confirms it, as the mail tells her.

    Args:
        bereik: names of rights that a token may carry (`Recht.via_api`) and its owner has.
        einddatum: its last day, at most a year away.
        adres: the site as its users reach it, for the link.

    Raises:
        Geweigerd: not the actor's municipality, an owner who does not work there, a scope that no token may
            have or its owner has not, or a last day too far away or past.
    """
    sleutel = Toegangssleutel(
        gemeente=gemeente,
        naam=_op_een_regel(naam),
        eigenaar=eigenaar,
        voorgesteld_door_id=actor.id,
        doel=_op_een_regel(doel),
        bereik=sorted(bereik),
        einddatum=einddatum,
    )
    SLEUTELS_BEHEREN.eis(actor, sleutel)
    _keur(sleutel)
    sleutel.save()
    wijziging = {
        "naam": [None, sleutel.naam],
        "eigenaar": [None, str(eigenaar.pk)],
        "bereik": [None, sleutel.bereik],
        "einddatum": [None, einddatum],
    }
    _noteer(
        actor, Handeling.AANGEMAAKT, gettext_noop("voorstel voor een toegangssleutel"), sleutel, wijziging
    )
    mailing.stuur(
        eigenaar,
        "voorstel toegangssleutel",
        gettext_lazy("Software wil namens jou werken in Meedoen"),
        "own/email/voorstel.txt",
        sleutel=sleutel,
        wie=actor.naam,
        link=f"{adres}{reverse('access:software')}",
    )
    return sleutel


@transaction.atomic
def bevestig_sleutel(actor: Actor, sleutel_id: UUID) -> tuple[Toegangssleutel, str]:
    """Make the token that was proposed; returns it with its text, which is kept nowhere.

    Of two confirmations at the same time the second waits, and is refused.

    Raises:
        Toegangssleutel.DoesNotExist: no such proposal.
        Geweigerd: not the owner herself, lapsed, withdrawn or confirmed before, or by now asking for more
            than its owner may.
    """
    sleutel = Toegangssleutel.objects.select_for_update().get(pk=sleutel_id)
    EIGEN_SLEUTELS.eis(actor, sleutel)
    if (stand := sleutel.stand) != Stand.VOORSTEL:
        raise Geweigerd(str(NIET_MEER.get(stand, AL_BEVESTIGD)))
    _keur(sleutel)
    tekst = VOORVOEGSEL + secrets.token_urlsafe(32)
    sleutel.vingerafdruk = vingerafdruk(tekst)
    sleutel.bevestigd_op = timezone.now()
    sleutel.save(update_fields=["vingerafdruk", "bevestigd_op"])
    _noteer(actor, Handeling.AANGEMAAKT, gettext_noop("toegangssleutel"), sleutel)
    wat = gettext_lazy("Je maakte een toegangssleutel waarmee '{naam}' namens jou werkt.")
    mailing.meld_wijziging(sleutel.eigenaar, format_lazy(wat, naam=sleutel.naam))
    return sleutel, tekst


@transaction.atomic
def trek_sleutel_in(actor: Actor, sleutel: Toegangssleutel) -> None:
    """End a client token or a proposal at once; doing so twice changes nothing. Its owner is told.

    Raises:
        Geweigerd: neither the owner nor a beheerder of the municipality.
    """
    if not EIGEN_SLEUTELS.mag(actor, sleutel):
        SLEUTELS_BEHEREN.eis(actor, sleutel)
    nog_open = Toegangssleutel.objects.filter(pk=sleutel.pk, ingetrokken_op=None)
    if not nog_open.update(ingetrokken_op=timezone.now()):
        return
    sleutel.refresh_from_db()
    _noteer(actor, Handeling.INGETROKKEN, gettext_noop("toegangssleutel"), sleutel)
    if actor.id != sleutel.eigenaar_id:
        wat = gettext_lazy("{wie} trok de toegangssleutel voor '{naam}' in.")
        mailing.meld_wijziging(sleutel.eigenaar, format_lazy(wat, wie=actor.naam, naam=sleutel.naam))


def actor_van_sleutel(token: str) -> Actor | None:
    """Who asks with this token: its owner, in the token's municipality and within its scope.

    None when it opens nothing: unknown, withdrawn or past its last day, or of an owner who was deactivated or
    no longer works there.
    """
    rijen = Toegangssleutel.objects.select_related("eigenaar")
    sleutel = rijen.filter(vingerafdruk=vingerafdruk(token)).first()
    if sleutel is None or sleutel.stand != Stand.GELDIG or not sleutel.eigenaar.is_active:
        return None
    eigenaar = _alleen_in(sleutel.gemeente_id, actor_van(sleutel.eigenaar, kanaal="api"))
    if not eigenaar.rollen:
        return None
    naam = f"{sleutel.naam} (namens {eigenaar.naam})"[:120]
    return replace(eigenaar, naam=naam, bereik=frozenset(sleutel.bereik), doel=sleutel.doel)


def boven_de_eigenaar(eigenaar: Gebruiker, gemeente: Organisatie, bereik: Collection[str]) -> list[str]:
    """The rights among these that this person does not have in this municipality today, by name."""
    actor = _alleen_in(gemeente.pk, actor_van(eigenaar))
    return [naam for naam in sorted(bereik) if naam in REGISTER and not REGISTER[naam].mag_ergens(actor)]


def _alleen_in(gemeente_id: UUID, actor: Actor) -> Actor:
    """The actor with the roles in this municipality alone."""
    hier = frozenset({gemeente_id})
    return replace(actor, rollen={rol: hier for rol, waar in actor.rollen.items() if gemeente_id in waar})


def _keur(sleutel: Toegangssleutel) -> None:
    """Refuse a token that could do more, or last longer, than a token may."""
    via_api = {recht.naam for recht in REGISTER.values() if recht.via_api}
    vandaag = timezone.localdate()
    if not sleutel.bereik or not set(sleutel.bereik) <= via_api:
        raise Geweigerd(_("Kies rechten die een toegangssleutel mag hebben."))
    if not vandaag <= sleutel.einddatum <= vandaag + LANGST:
        raise Geweigerd(_("Een toegangssleutel geldt hoogstens een jaar."))
    hier = aanstellingen_in(sleutel.gemeente).filter(geldig_op(), gebruiker=sleutel.eigenaar)
    if not sleutel.eigenaar.is_active or not hier.exists():
        raise Geweigerd(_("De eigenaar moet in deze gemeente werken."))
    if boven_de_eigenaar(sleutel.eigenaar, sleutel.gemeente, sleutel.bereik):
        raise Geweigerd(_("Een toegangssleutel mag niet meer dan de eigenaar."))


def _op_een_regel(tekst: str) -> str:
    """What stands in a mail that somebody else reads begins no line there."""
    return " ".join(tekst.split())


def _noteer(
    actor: Actor,
    handeling: str,
    onderwerp: str,
    sleutel: Toegangssleutel,
    wijziging: dict[str, object] | None = None,
) -> None:
    noteer(
        actor,
        handeling,
        onderwerp,
        gemeente_id=sleutel.gemeente_id,
        onderwerp_id=sleutel.pk,
        doel=DOEL,
        wijziging=wijziging,
    )

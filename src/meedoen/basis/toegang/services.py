"""Client tokens: made once, shown once, and worth no more than their owner."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.logboek.services import Handeling, noteer
from meedoen.basis.organisaties import post
from meedoen.basis.organisaties.models import Gebruiker, Organisatie
from meedoen.basis.organisaties.selectors import aanstellingen_in
from meedoen.basis.toegang.actor import Actor, actor_van
from meedoen.basis.toegang.beheer.rechten import SLEUTELS_BEHEREN
from meedoen.basis.toegang.models import Toegangssleutel, vingerafdruk
from meedoen.basis.toegang.rechten import REGISTER, Geweigerd

VOORVOEGSEL = "meedoen_"
"""Lets a token that was left somewhere be recognised for what it is."""
LANGST = timedelta(days=365)
DOEL = gettext_noop("beheer van toegangssleutels")


def maak_sleutel(
    actor: Actor,
    gemeente: Organisatie,
    *,
    naam: str,
    eigenaar: Gebruiker,
    doel: str,
    bereik: Collection[str],
    einddatum: date,
) -> tuple[Toegangssleutel, str]:
    """Make a client token; returns it with its text, which is not kept and cannot be shown again.

    Who makes it sees no dossiers herself, and holds for a moment what opens those of the owner: so the owner
    is told.

    Args:
        bereik: names of rights that a token may carry (`Recht.via_api`).
        einddatum: its last day, at most a year away.

    Raises:
        Geweigerd: not the actor's municipality, an owner who does not work there, a scope that no token may
            have or a last day too far away or past.
    """
    sleutel = Toegangssleutel(
        gemeente=gemeente, naam=naam, eigenaar=eigenaar, doel=doel, bereik=sorted(bereik), einddatum=einddatum
    )
    SLEUTELS_BEHEREN.eis(actor, sleutel)
    _keur(sleutel)
    tekst = VOORVOEGSEL + secrets.token_urlsafe(32)
    sleutel.vingerafdruk = vingerafdruk(tekst)
    sleutel.save()
    noteer(
        actor,
        Handeling.AANGEMAAKT,
        "toegangssleutel",
        gemeente_id=gemeente.pk,
        onderwerp_id=sleutel.pk,
        doel=DOEL,
        wijziging={
            "naam": [None, naam],
            "eigenaar": [None, str(eigenaar.pk)],
            "bereik": [None, sleutel.bereik],
            "einddatum": [None, einddatum],
        },
    )
    post.meld_wijziging(
        eigenaar,
        _("%(wie)s maakte een toegangssleutel waarmee '%(naam)s' namens jou gegevens leest of schrijft.")
        % {"wie": actor.naam, "naam": naam},
    )
    return sleutel, tekst


def trek_sleutel_in(actor: Actor, sleutel: Toegangssleutel) -> None:
    """End a client token at once; doing so twice changes nothing.

    Raises:
        Geweigerd: not of the actor's municipality.
    """
    SLEUTELS_BEHEREN.eis(actor, sleutel)
    if sleutel.ingetrokken_op is not None:
        return
    sleutel.ingetrokken_op = timezone.now()
    sleutel.save(update_fields=["ingetrokken_op"])
    noteer(
        actor,
        Handeling.INGETROKKEN,
        "toegangssleutel",
        gemeente_id=sleutel.gemeente_id,
        onderwerp_id=sleutel.pk,
        doel=DOEL,
    )


def actor_van_sleutel(token: str) -> Actor | None:
    """Who asks with this token: its owner, in the token's municipality and within its scope.

    None when it opens nothing: unknown, withdrawn or past its last day, or of an owner who was deactivated or
    no longer works there.
    """
    rijen = Toegangssleutel.objects.select_related("eigenaar")
    sleutel = rijen.filter(vingerafdruk=vingerafdruk(token)).first()
    if sleutel is None or not sleutel.geldig() or not sleutel.eigenaar.is_active:
        return None
    eigenaar = actor_van(sleutel.eigenaar, kanaal="api")
    rollen = {
        rol: frozenset({sleutel.gemeente_id})
        for rol, waar in eigenaar.rollen.items()
        if sleutel.gemeente_id in waar
    }
    if not rollen:
        return None
    naam = f"{sleutel.naam} (namens {eigenaar.naam})"[:120]
    return replace(eigenaar, naam=naam, rollen=rollen, bereik=frozenset(sleutel.bereik), doel=sleutel.doel)


def _keur(sleutel: Toegangssleutel) -> None:
    """Refuse a token that could do more, or last longer, than a token may."""
    via_api = {recht.naam for recht in REGISTER.values() if recht.via_api}
    vandaag = timezone.localdate()
    if not sleutel.bereik or not set(sleutel.bereik) <= via_api:
        raise Geweigerd(_("Kies rechten die een toegangssleutel mag hebben."))
    if not vandaag <= sleutel.einddatum <= vandaag + LANGST:
        raise Geweigerd(_("Een toegangssleutel geldt hoogstens een jaar."))
    if (
        not aanstellingen_in(sleutel.gemeente)
        .filter(gebruiker=sleutel.eigenaar, gebruiker__is_active=True)
        .exists()
    ):
        raise Geweigerd(_("De eigenaar moet in deze gemeente werken."))

"""What a municipality settles for itself, and the head of its letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling, noteer, verschil
from meedoen.basis.organisations.models import Gemeenteinstelling, Organisatie
from meedoen.beheer.rechten import INSTELLINGEN_BEHEREN

DOEL = gettext_noop("beheer van instellingen")

BRIEFHOOFD = ("adres", "postcode_plaats", "telefoon", "email", "website")
INSTELLINGEN = (
    "plaatsing_dagen",
    "eerste_contact_dagen",
    "voortgangsgesprek_weken",
    "bevoegd_gezag",
    "ondertekenaar_functie",
    "accentkleur",
    "tweede_factor_verplicht",
)
ZONDER_WET = ("eerste_contact_dagen", "voortgangsgesprek_weken")
"""The law says nothing about these (regelblad §9.1 and status U of §0.1).

No default, until the municipality chooses.
"""


def instelling_van(gemeente: Organisatie) -> Gemeenteinstelling:
    """The settings of a municipality; made when it has none."""
    return Gemeenteinstelling.objects.get_or_create(gemeente=gemeente)[0]


@transaction.atomic
def wijzig_instellingen(
    actor: Actor, gemeente: Organisatie, waarden: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Write settings and letter head; returns what changed, field → [from, to].

    Args:
        waarden: any of `INSTELLINGEN` and `BRIEFHOOFD`, checked by a form.

    Raises:
        Geweigerd: not the actor's municipality.
    """
    instelling = instelling_van(gemeente)
    INSTELLINGEN_BEHEREN.eis(actor, instelling)
    voor = {**model_to_dict(instelling, INSTELLINGEN), **model_to_dict(gemeente, BRIEFHOOFD)}
    if not (anders := verschil(voor, waarden)):
        return {}
    for rij, velden in ((instelling, INSTELLINGEN), (gemeente, BRIEFHOOFD)):
        for veld in anders.keys() & set(velden):
            setattr(rij, veld, waarden[veld])
        rij.save()
    noteer(
        actor,
        Handeling.GEWIJZIGD,
        gettext_noop("instellingen"),
        gemeente_id=gemeente.pk,
        onderwerp_id=gemeente.code,
        doel=DOEL,
        wijziging=anders,
    )
    return anders

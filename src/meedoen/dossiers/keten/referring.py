"""The dossiers that messages of the chain are about, for who may open them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.rechten import DOSSIER_BEKIJKEN
from meedoen.keten.pages.numbers import Dossierverwijzing


def verwijs(actor: Actor, dossiers: Collection[UUID]) -> dict[UUID, Dossierverwijzing]:
    """Number and page about DUO of those of these dossiers that the actor may open. At most one query."""
    if not DOSSIER_BEKIJKEN.mag_ergens(actor):
        return {}
    mijn = DOSSIER_BEKIJKEN.filter(actor, Dossier.objects.filter(pk__in=dossiers))
    return {
        pk: Dossierverwijzing(nummer, reverse("dossiers:duo", args=[pk]))
        for pk, nummer in mijn.values_list("pk", "nummer")
    }

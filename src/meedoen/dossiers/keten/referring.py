"""The dossiers that messages of the chain are about, for who may open them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.rechten import DOSSIER_VIEW
from meedoen.keten.pages.numbers import DossierLink


def refer(actor: Actor, dossiers: Collection[UUID]) -> dict[UUID, DossierLink]:
    """Number and page about DUO of those of these dossiers that the actor may open. At most one query."""
    if not DOSSIER_VIEW.may_anywhere(actor):
        return {}
    my = DOSSIER_VIEW.filter(actor, Dossier.objects.filter(pk__in=dossiers))
    return {
        pk: DossierLink(number, reverse("dossiers:duo", args=[pk]))
        for pk, number in my.values_list("pk", "nummer")
    }

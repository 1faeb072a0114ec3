"""Who works where."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from meedoen.basis.organisations.models import Aanstelling, Gebruiker, Organisatie


def geldig_op(op: date | None = None) -> Q:
    """The appointments that hold on a day (today unless said otherwise); first and last day included."""
    op = op or timezone.localdate()
    return Q(vanaf__lte=op) & (Q(tot__isnull=True) | Q(tot__gte=op))


def aanstellingen_in(gemeente: Organisatie) -> QuerySet[Aanstelling]:
    """Who has a role in this municipality now or later, also by way of its region; ordered by name."""
    waar = [gemeente.pk, gemeente.regio_id] if gemeente.regio_id else [gemeente.pk]
    nog = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    return (
        Aanstelling.objects.filter(nog, organisatie__in=waar)
        .select_related("gebruiker", "organisatie", "team")
        .order_by("gebruiker__naam", "rol")
    )


def werkt_bij(gebruiker: Gebruiker, code: str) -> bool:
    """Does this person work today at the organisation with this code, or in a municipality of that region?

    An empty code stands for any organisation.
    """
    nu = Aanstelling.objects.filter(geldig_op(), gebruiker=gebruiker)
    if code:
        nu = nu.filter(Q(organisatie__code=code) | Q(organisatie__regio__code=code))
    return nu.exists()


def gemeenten_van_account(gebruiker_id: UUID) -> list[UUID]:
    """The municipalities this person works for today or later, also by way of a region.

    For who works for none any more: all those she ever worked for.
    """
    alle = Aanstelling.objects.filter(gebruiker=gebruiker_id)
    nog = alle.filter(Q(tot__isnull=True) | Q(tot__gte=timezone.localdate()))
    waar = set((nog if nog.exists() else alle).values_list("organisatie_id", flat=True))
    gemeenten = Organisatie.objects.filter(Q(pk__in=waar) | Q(regio__in=waar))
    return list(gemeenten.filter(soort=Organisatie.Soort.GEMEENTE).values_list("pk", flat=True))


def postadres_gemeente(gebruiker: Gebruiker) -> UUID | None:
    """The municipality in whose name mail to this person leaves.

    None for who works nowhere today or later.
    """
    nog = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    rij = (
        Aanstelling.objects.filter(nog, gebruiker=gebruiker)
        .select_related("organisatie")
        .order_by("vanaf")
        .first()
    )
    if rij is None:
        return None
    if rij.organisatie.soort == Organisatie.Soort.REGIO:
        return Organisatie.objects.filter(regio=rij.organisatie).values_list("pk", flat=True).first()
    return rij.organisatie_id

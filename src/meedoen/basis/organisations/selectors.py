"""Who works where."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from meedoen.basis.organisations.models import Account, Appointment, Organisation


def valid_on(on: date | None = None) -> Q:
    """The appointments that hold on a day (today unless said otherwise); first and last day included."""
    on = on or timezone.localdate()
    return Q(vanaf__lte=on) & (Q(tot__isnull=True) | Q(tot__gte=on))


def appointments_in(gemeente: Organisation) -> QuerySet[Appointment]:
    """Who has a role in this municipality now or later, also by way of its region; ordered by name."""
    where = [gemeente.pk, gemeente.region_id] if gemeente.region_id else [gemeente.pk]
    still = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    return (
        Appointment.objects.filter(still, organisation__in=where)
        .select_related("user", "organisation", "team")
        .order_by("user__naam", "rol")
    )


def works_at(user: Account, code: str) -> bool:
    """Does this person work today at the organisation with this code, or in a municipality of that region?

    An empty code stands for any organisation.
    """
    now = Appointment.objects.filter(valid_on(), user=user)
    if code:
        now = now.filter(Q(organisation__code=code) | Q(organisation__region__code=code))
    return now.exists()


def gemeenten_of_account(user_id: UUID) -> list[UUID]:
    """The municipalities this person works for today or later, also by way of a region.

    For who works for none any more: all those she ever worked for.
    """
    all_ = Appointment.objects.filter(user=user_id)
    still = all_.filter(Q(tot__isnull=True) | Q(tot__gte=timezone.localdate()))
    where = set((still if still.exists() else all_).values_list("organisation_id", flat=True))
    gemeenten = Organisation.objects.filter(Q(pk__in=where) | Q(region__in=where))
    return list(gemeenten.filter(soort=Organisation.Kind.GEMEENTE).values_list("pk", flat=True))


def postadres_gemeente(user: Account) -> UUID | None:
    """The municipality in whose name mail to this person leaves.

    None for who works nowhere today or later.
    """
    still = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
    row = (
        Appointment.objects.filter(still, user=user).select_related("organisation").order_by("vanaf").first()
    )
    if row is None:
        return None
    if row.organisation.soort == Organisation.Kind.REGION:
        return Organisation.objects.filter(region=row.organisation).values_list("pk", flat=True).first()
    return row.organisation_id

"""Acts of the workplace: keeping views, giving dossiers to a colleague and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.organisations.models import Account, Team
from meedoen.dossiers import rechten
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors import colleagues
from meedoen.dossiers.services import assign
from meedoen.werkplek.desk import saved_views_of
from meedoen.werkplek.models import ChosenSavedView, Redistribution, SavedView

BACK_UNTIL = timedelta(hours=24)
"""So long a division can be undone by who made it."""


def _who(actor: Actor) -> UUID:
    if actor.id is None:
        raise Refused(_("Dit kan alleen wie zelf is ingelogd."))
    return actor.id


@transaction.atomic
def store_saved_view(actor: Actor, name: str, filters: str, *, delen: bool) -> SavedView:
    """Keep filters under a name, and choose that view. The same name again replaces what was kept.

    Args:
        filters: as `Filters.as_query` writes them.
        delen: let her team see the view too; nothing is shared by who is in no team.
    """
    team = Team.objects.filter(pk__in=actor.teams).order_by("pk").first() if delen else None
    saved_view, _new = SavedView.objects.update_or_create(
        user_id=_who(actor), naam=name, defaults={"filters": filters, "team": team}
    )
    ChosenSavedView.objects.update_or_create(user_id=_who(actor), defaults={"saved_view": saved_view})
    return saved_view


@transaction.atomic
def choose_saved_view(actor: Actor, saved_view_id: UUID | None) -> SavedView | None:
    """Open the worklist with this view from now on; None for the plain list.

    Raises:
        Geweigerd: the view is gone, or of another team.
    """
    ChosenSavedView.objects.filter(user_id=_who(actor)).delete()
    if saved_view_id is None:
        return None
    saved_view = saved_views_of(actor).filter(pk=saved_view_id).first()
    if saved_view is None:
        raise Refused(_("Deze weergave is er niet meer."))
    ChosenSavedView.objects.create(user_id=_who(actor), saved_view=saved_view)
    return saved_view


def own_saved_view(actor: Actor, saved_view_id: UUID) -> SavedView:
    """A view that this actor made herself.

    Raises:
        Geweigerd: it is gone, or a colleague's.
    """
    saved_view = SavedView.objects.filter(pk=saved_view_id, user_id=_who(actor)).first()
    if saved_view is None:
        raise Refused(_("Alleen wie een weergave maakte, kan die veranderen."))
    return saved_view


@dataclass
class Distribution:
    """Which of the chosen dossiers can go to a colleague, and why the others cannot."""

    naar: Account
    by: list[Dossier] = field(default_factory=list)
    skipped: list[tuple[Dossier, str]] = field(default_factory=list)


def choosable(actor: Actor, ids: Iterable[UUID]) -> list[Dossier]:
    """The chosen dossiers that this actor may divide, most urgent first; others are left out."""
    rows = Dossier.objects.filter(pk__in=list(ids)).select_related("persoon", "klantmanager", "gemeente")
    return list(rechten.DOSSIER_ASSIGN.filter(actor, rows).order_by("volgorde", "pk"))


def prepare_for(dossiers: list[Dossier], to: Account) -> Distribution:
    """Say beforehand what giving these dossiers to this colleague would do."""
    gemeenten = {dossier.gemeente_id for dossier in dossiers}
    works_in = {gemeente for gemeente in gemeenten if colleagues(gemeente).filter(pk=to.pk).exists()}
    distribution = Distribution(to)
    for dossier in dossiers:
        if dossier.fase == Fase.COMPLETED:
            distribution.skipped.append((dossier, _("dit dossier is afgerond")))
        elif dossier.klantmanager_id == to.pk:
            distribution.skipped.append((dossier, _("is al van %(naam)s") % {"naam": to.naam}))
        elif dossier.gemeente_id not in works_in:
            distribution.skipped.append(
                (dossier, _("%(naam)s werkt niet in deze gemeente") % {"naam": to.naam})
            )
        else:
            distribution.by.append(dossier)
    return distribution


@transaction.atomic
def distribute(actor: Actor, distribution: Distribution) -> list[Redistribution]:
    """Give the dossiers to the colleague, and remember whose they were: one division per municipality."""
    per_gemeente: dict[UUID, list[Dossier]] = {}
    for dossier in distribution.by:
        per_gemeente.setdefault(dossier.gemeente_id, []).append(dossier)
    made = []
    for gemeente_id, dossiers in per_gemeente.items():
        previous = {str(dossier.pk): _as_text(dossier.klantmanager_id) for dossier in dossiers}
        assign(actor, dossiers, distribution.naar)
        made.append(
            Redistribution.objects.create(
                gemeente_id=gemeente_id, by_id=_who(actor), naar=distribution.naar, previous=previous
            )
        )
    return made


def _as_text(user_id: UUID | None) -> str | None:
    return str(user_id) if user_id else None


@transaction.atomic
def revert(actor: Actor, redistribution_id: UUID) -> tuple[int, int]:
    """Give dossiers back to whose they were. Returns how many went back, and how many could not.

    Raises:
        Geweigerd: somebody else's division, one of more than a day ago, or one that was undone already.
    """
    redistribution = (
        Redistribution.objects.select_for_update().filter(pk=redistribution_id, by_id=_who(actor)).first()
    )
    if redistribution is None or redistribution.op < timezone.now() - BACK_UNTIL:
        raise Refused(_("Dit kan alleen degene die de dossiers gaf, tot een dag erna."))
    if redistribution.reverted_at:
        raise Refused(_("Deze dossiers zijn al teruggegeven."))
    still_there = [
        dossier
        for dossier in choosable(actor, map(UUID, redistribution.previous))
        if dossier.klantmanager_id == redistribution.naar_id
    ]
    users = Account.objects.in_bulk([pk for pk in redistribution.previous.values() if pk])
    back = 0
    here = set(colleagues(redistribution.gemeente_id).values_list("pk", flat=True))
    for dossier in still_there:
        previous = redistribution.previous[str(dossier.pk)]
        if previous and UUID(previous) not in here:
            continue  # who had it left within the day: better with a colleague than with nobody
        back += assign(actor, [dossier], users[UUID(previous)] if previous else None)
    redistribution.reverted_at = timezone.now()
    redistribution.save(update_fields=["reverted_at"])
    return back, len(redistribution.previous) - back

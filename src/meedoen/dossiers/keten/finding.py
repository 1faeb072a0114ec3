"""From a BSN or V-nummer to the dossier it is about; and a new one when there is none."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from meedoen.basis.access.actor import Actor, as_system
from meedoen.basis.organisations.models import Account, Organisation, Role, Team
from meedoen.dossiers.models import Dossier, Feit, Persoon
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors import colleagues
from meedoen.dossiers.services import open_dossier, register_persoon


def duo_in(gemeente_id: UUID) -> Actor:
    """DUO at work in one municipality: it may do what a klantmanager may, and is logged by its name."""
    return as_system([gemeente_id], "DUO")


def brp_in(gemeente_id: UUID) -> Actor:
    """The same for the BRP."""
    return as_system([gemeente_id], "BRP")


def dossier_of(gemeente_id: UUID, bsn: str, v_nummer: str = "") -> Dossier | None:
    """The dossier of somebody: the one that runs, else the newest. None when there is none.

    Without a BSN the V-nummer tells, when one person has it; a person found by it gets the BSN.
    """
    persoon = _persoon(gemeente_id, bsn, v_nummer)
    if persoon is None:
        return None
    dossiers = Dossier.objects.filter(persoon=persoon).select_related("persoon", "gemeente", "klantmanager")
    return min(
        dossiers.order_by("-opened_at"), key=lambda dossier: dossier.fase == Fase.COMPLETED, default=None
    )


def _persoon(gemeente_id: UUID, bsn: str, v_nummer: str) -> Persoon | None:
    ours = Persoon.objects.filter(gemeente_id=gemeente_id)
    if bsn and (known := ours.filter(bsn=bsn).first()):
        return known
    if not v_nummer:
        return None
    without_bsn = Q(bsn="") if bsn else Q()
    equal = list(ours.filter(without_bsn, v_nummer__in={v_nummer, v_nummer.lstrip("0")})[:2])
    if len(equal) != 1:
        return None
    if bsn:
        equal[0].bsn = bsn
        register_persoon(duo_in(gemeente_id), equal[0])
    return equal[0]


def wait_for_turn(gemeente_id: UUID, bsn: str, v_nummer: str) -> None:
    """Let news about one person be handled one at a time, so that two of them never open two dossiers."""
    with connection.cursor() as cursor:
        key = f"nieuws:{gemeente_id}:{bsn or v_nummer}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def open_for(gemeente: Organisation, bsn: str, v_nummer: str) -> Dossier:
    """Open a dossier for somebody of whom DUO gave no more than a number; the BRP will tell who it is.

    It is nobody's yet: it stands in the worklist of the team, or of everybody when there is no one team.
    """
    teams = list(Team.objects.filter(gemeente=gemeente)[:2])
    persoon = _persoon(gemeente.pk, bsn, v_nummer) or Persoon(gemeente=gemeente, bsn=bsn, v_nummer=v_nummer)
    return open_dossier(
        duo_in(gemeente.pk),
        persoon,
        {},
        team=teams[0] if len(teams) == 1 else None,
        bron=Feit.Source.DUO,
    )


def owner_of(dossier: Dossier) -> Account | None:
    """Who acts on news: the fixed contact person; of nobody's dossier a team leader, else any colleague."""
    if dossier.klantmanager and dossier.klantmanager.is_active:
        return dossier.klantmanager
    today = timezone.localdate()
    here = colleagues(dossier.gemeente_id)
    leaders = here.filter(
        Q(appointments__tot__isnull=True) | Q(appointments__tot__gte=today),
        appointments__rol=Role.TEAMLEIDER,
        appointments__vanaf__lte=today,
    )
    return leaders.first() or here.first()

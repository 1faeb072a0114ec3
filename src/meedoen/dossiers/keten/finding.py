"""From a BSN or V-nummer to the dossier it is about; and a new one when there is none."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from meedoen.basis.access.actor import Actor, systeem
from meedoen.basis.organisations.models import Gebruiker, Organisatie, Rol, Team
from meedoen.dossiers.models import Dossier, Feit, Persoon
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors import collegas
from meedoen.dossiers.services import open_dossier, registreer_persoon


def duo_in(gemeente_id: UUID) -> Actor:
    """DUO at work in one municipality: it may do what a klantmanager may, and is logged by its name."""
    return systeem([gemeente_id], "DUO")


def brp_in(gemeente_id: UUID) -> Actor:
    """The same for the BRP."""
    return systeem([gemeente_id], "BRP")


def dossier_van(gemeente_id: UUID, bsn: str, v_nummer: str = "") -> Dossier | None:
    """The dossier of somebody: the one that runs, else the newest. None when there is none.

    Without a BSN the V-nummer tells, when one person has it; a person found by it gets the BSN.
    """
    persoon = _persoon(gemeente_id, bsn, v_nummer)
    if persoon is None:
        return None
    dossiers = Dossier.objects.filter(persoon=persoon).select_related("persoon", "gemeente", "klantmanager")
    return min(
        dossiers.order_by("-geopend_op"), key=lambda dossier: dossier.fase == Fase.AFGEROND, default=None
    )


def _persoon(gemeente_id: UUID, bsn: str, v_nummer: str) -> Persoon | None:
    van_ons = Persoon.objects.filter(gemeente_id=gemeente_id)
    if bsn and (bekend := van_ons.filter(bsn=bsn).first()):
        return bekend
    if not v_nummer:
        return None
    zonder_bsn = Q(bsn="") if bsn else Q()
    gelijk = list(van_ons.filter(zonder_bsn, v_nummer__in={v_nummer, v_nummer.lstrip("0")})[:2])
    if len(gelijk) != 1:
        return None
    if bsn:
        gelijk[0].bsn = bsn
        registreer_persoon(duo_in(gemeente_id), gelijk[0])
    return gelijk[0]


def wacht_op_beurt(gemeente_id: UUID, bsn: str, v_nummer: str) -> None:
    """Let news about one person be handled one at a time, so that two of them never open two dossiers."""
    with connection.cursor() as cursor:
        sleutel = f"nieuws:{gemeente_id}:{bsn or v_nummer}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sleutel])


def open_voor(gemeente: Organisatie, bsn: str, v_nummer: str) -> Dossier:
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
        bron=Feit.Bron.DUO,
    )


def eigenaar_van(dossier: Dossier) -> Gebruiker | None:
    """Who acts on news: the fixed contact person; of nobody's dossier a team leader, else any colleague."""
    if dossier.klantmanager and dossier.klantmanager.is_active:
        return dossier.klantmanager
    vandaag = timezone.localdate()
    hier = collegas(dossier.gemeente_id)
    leiders = hier.filter(
        Q(aanstellingen__tot__isnull=True) | Q(aanstellingen__tot__gte=vandaag),
        aanstellingen__rol=Rol.TEAMLEIDER,
        aanstellingen__vanaf__lte=vandaag,
    )
    return leiders.first() or hier.first()

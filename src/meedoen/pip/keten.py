"""A PIP and DUO: what is reported when it is fixed, and what DUO's own answer means here."""

from __future__ import annotations

from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.keten.finding import dossier_of
from meedoen.dossiers.keten.following import follow
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.to_duo import who_of
from meedoen.keten.duo import answers, reporting
from meedoen.keten.models import KetenState
from meedoen.pip.models import Beschikking


def report_decision(actor: Actor, beschikking: Beschikking) -> Message | None:
    """Report a fixed decision: it is the PIP that holds from now on. None without connection or BSN."""
    if beschikking.dagtekening is None:
        return None
    return reporting.report_pip(
        actor,
        who_of(beschikking.dossier),
        dagtekening=beschikking.dagtekening,
        leerroute=beschikking.leerroute,
        niveau=beschikking.niveau,
        intensiteit_uren=beschikking.intensiteit_uren,
        mag_opleiding_afmaken=beschikking.mag_opleiding_afmaken,
        alfabetisering=beschikking.alfabetisering,
    )


def on_pip(gemeente_id: UUID, bsn: str, stand: KetenState, _previous: KetenState | None) -> None:
    """DUO tells which PIP it knows. Where we have none, its day and leerroute are facts from DUO.

    It may be of another municipality, or have been typed at DUO by hand. A decision of ours stays what it is;
    where the two differ, the page of differences shows both.
    """
    dossier = dossier_of(gemeente_id, bsn)
    known = answers.read_pip(stand)
    if dossier is None or known is None:
        return
    if Beschikking.objects.filter(dossier=dossier, fixed_at__isnull=False).exists():
        return
    day, of = known.dagtekening, f"PIP van gemeente {known.gemeentecode}"
    follow(dossier, FeitSoort.PIP_DAGTEKENING, day, toelichting=of)
    if known.leerroute_known:
        follow(dossier, FeitSoort.LEERROUTE, day, known.leerroute, toelichting=of)

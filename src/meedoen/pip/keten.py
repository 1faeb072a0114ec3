"""A PIP and DUO: what is reported when it is fixed, and what DUO's own answer means here."""

from __future__ import annotations

from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.keten.finding import dossier_van
from meedoen.dossiers.keten.following import volg
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.to_duo import wie_van
from meedoen.keten.duo import answers, hooks, reporting
from meedoen.keten.models import Ketenstand
from meedoen.pip.models import Beschikking


def meld_besluit(actor: Actor, beschikking: Beschikking) -> Bericht | None:
    """Report a fixed decision: it is the PIP that holds from now on. None without connection or BSN."""
    if beschikking.dagtekening is None:
        return None
    return reporting.meld_pip(
        actor,
        wie_van(beschikking.dossier),
        dagtekening=beschikking.dagtekening,
        leerroute=beschikking.leerroute,
        niveau=beschikking.niveau,
        intensiteit_uren=beschikking.intensiteit_uren,
        mag_opleiding_afmaken=beschikking.mag_opleiding_afmaken,
        alfabetisering=beschikking.alfabetisering,
    )


def bij_pip(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """DUO tells which PIP it knows. Where we have none, its day and leerroute are facts from DUO.

    It may be of another municipality, or have been typed at DUO by hand. A decision of ours stays what it is;
    where the two differ, the page of differences shows both.
    """
    dossier = dossier_van(gemeente_id, bsn)
    bekend = answers.read_pip(stand)
    if dossier is None or bekend is None:
        return
    if Beschikking.objects.filter(dossier=dossier, vastgesteld_op__isnull=False).exists():
        return
    dag, van = bekend.dagtekening, f"PIP van gemeente {bekend.gemeentecode}"
    volg(dossier, FeitSoort.PIP_DAGTEKENING, dag, toelichting=van)
    if bekend.leerroute_known:
        volg(dossier, FeitSoort.LEERROUTE, dag, bekend.leerroute, toelichting=van)


def hang_op() -> None:
    """Let DUO's answers reach the PIP; called once, when the app is loaded."""
    hooks.op_antwoord("pip", bij_pip)

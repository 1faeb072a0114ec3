"""A PIP and DUO: what is reported when it is fixed or taken back, and what DUO's own answer means here."""

from __future__ import annotations

from meedoen.basis.berichten.models import Bericht
from meedoen.basis.toegang.actor import Actor
from meedoen.dossiers.aan_duo import wie_van
from meedoen.keten.duo import melden
from meedoen.pip.models import Beschikking


def meld_besluit(actor: Actor, beschikking: Beschikking) -> Bericht | None:
    """Report a fixed decision: it is the PIP that holds from now on. None without connection or BSN."""
    if beschikking.dagtekening is None:
        return None
    return melden.meld_pip(
        actor,
        wie_van(beschikking.dossier),
        dagtekening=beschikking.dagtekening,
        leerroute=beschikking.leerroute,
        niveau=beschikking.niveau,
        intensiteit_uren=beschikking.intensiteit_uren,
        mag_opleiding_afmaken=beschikking.mag_opleiding_afmaken,
        alfabetisering=beschikking.alfabetisering,
    )

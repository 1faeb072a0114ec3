"""Trying a connection with one harmless question."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.basis.outbox.deliverers import Afgewezen, Later, Onbereikbaar
from meedoen.environment import ConfigurationError
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.connection import Verbinding, nieuwe_sessie, verbinding_van
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.models import Partij

VAN_NIEMAND = "999999990"
"""A BSN that is not issued: asking the BRP about it is asking about nobody."""


@dataclass(frozen=True)
class Uitslag:
    """How the question went, in words for who manages the connection."""

    gelukt: bool
    tekst: str


def probeer(gemeente_id: UUID, partij: Partij) -> Uitslag:
    """Ask the party something about nobody, over a new connection, and say in words how that went.

    Uses the network: no transaction may be open.
    """
    begin = time.monotonic()
    wie = {"partij": partij.label}
    try:
        verbinding = verbinding_van(gemeente_id, partij)
        if verbinding is None:
            return Uitslag(False, _("Er is geen aansluiting in gebruik met %(partij)s.") % wie)
        antwoord = _vraag(verbinding, partij)
    except (Onbereikbaar, ConfigurationError) as fout:
        reden = _(str(fout))
        return Uitslag(False, _("%(partij)s antwoordt niet. %(reden)s") % {**wie, "reden": reden})
    except OSError:
        return Uitslag(False, _("De certificaten zijn niet te gebruiken. Kijk de bestanden na."))
    except Later as fout:
        return Uitslag(
            False, _("%(partij)s antwoordt, maar niet goed. %(reden)s") % {**wie, "reden": _(str(fout))}
        )
    except Afgewezen as fout:
        reden = " ".join(_(een) for een in fout.fouten)
        return Uitslag(False, _("%(partij)s weigert de vraag: %(reden)s") % {**wie, "reden": reden})
    duur = {"ms": round(1000 * (time.monotonic() - begin))}
    snelheid = _("%(partij)s antwoordt in %(ms)s ms.") % {**wie, **duur}
    return Uitslag(True, f"{snelheid} {antwoord}".strip())


def _vraag(verbinding: Verbinding, partij: Partij) -> str:
    """Ask; returns what it said, in words."""
    sessie = nieuwe_sessie(verbinding)
    try:
        if partij == Partij.BRP:
            BrpClient(verbinding, sessie=sessie).persoon(VAN_NIEMAND, uuid4())
            return ""
        aantal = len(DuoClient(verbinding, sessie=sessie).instellingen(uuid4()) or [])
    finally:
        sessie.close()
    return ngettext("DUO kent %(n)s school.", "DUO kent %(n)s scholen.", aantal) % {"n": aantal}

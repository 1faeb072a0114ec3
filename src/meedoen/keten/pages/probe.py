"""Trying a connection with one harmless question."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.basis.outbox.deliverers import Postponed, Rejected, Unreachable
from meedoen.environment import ConfigurationError
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.connection import Connection, connection_of, new_session
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.models import Party

NOBODYS = "999999990"
"""A BSN that is not issued: asking the BRP about it is asking about nobody."""


@dataclass(frozen=True)
class ProbeResult:
    """How the question went, in words for who manages the connection."""

    succeeded: bool
    tekst: str


def attempt(gemeente_id: UUID, partij: Party) -> ProbeResult:
    """Ask the party something about nobody, over a new connection, and say in words how that went.

    Uses the network: no transaction may be open.
    """
    begin = time.monotonic()
    who = {"partij": partij.label}
    try:
        connection = connection_of(gemeente_id, partij)
        if connection is None:
            return ProbeResult(False, _("Er is geen aansluiting in gebruik met %(partij)s.") % who)
        answer = _ask(connection, partij)
    except (Unreachable, ConfigurationError) as error:
        reason = _(str(error))
        return ProbeResult(False, _("%(partij)s antwoordt niet. %(reden)s") % {**who, "reden": reason})
    except OSError:
        return ProbeResult(False, _("De certificaten zijn niet te gebruiken. Kijk de bestanden na."))
    except Postponed as error:
        return ProbeResult(
            False, _("%(partij)s antwoordt, maar niet goed. %(reden)s") % {**who, "reden": _(str(error))}
        )
    except Rejected as error:
        reason = " ".join(_(one) for one in error.errors)
        return ProbeResult(False, _("%(partij)s weigert de vraag: %(reden)s") % {**who, "reden": reason})
    duration = {"ms": round(1000 * (time.monotonic() - begin))}
    speed = _("%(partij)s antwoordt in %(ms)s ms.") % {**who, **duration}
    return ProbeResult(True, f"{speed} {answer}".strip())


def _ask(connection: Connection, partij: Party) -> str:
    """Ask; returns what it said, in words."""
    session = new_session(connection)
    try:
        if partij == Party.BRP:
            BrpClient(connection, session=session).persoon(NOBODYS, uuid4())
            return ""
        count = len(DuoClient(connection, session=session).instellingen(uuid4()) or [])
    finally:
        session.close()
    return ngettext("DUO kent %(n)s school.", "DUO kent %(n)s scholen.", count) % {"n": count}

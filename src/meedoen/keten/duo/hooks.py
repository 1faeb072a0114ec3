"""Where the domain hangs what it does with news from DUO: the chain lies below and calls back.

Each app fills these in `AppConfig.ready()`. Hooks run in the worker, in one transaction with what they are
about, as the system in one municipality, and may run twice for the same news: they end where they ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from meedoen.basis.outbox.models import Bericht
from meedoen.keten.models import Ketenstand, Notificatie

OpGebeurtenis = Callable[[Notificatie], str]
OpAntwoord = Callable[[UUID, str, Ketenstand, Ketenstand | None], None]
OpAfwijzing = Callable[[Bericht, list[str]], None]

_GEBEURTENIS: list[OpGebeurtenis] = []
_ANTWOORD: defaultdict[str, list[OpAntwoord]] = defaultdict(list)
_AFWIJZING: list[OpAfwijzing] = []


def op_gebeurtenis(functie: OpGebeurtenis) -> OpGebeurtenis:
    """Call this for every notification, before its questions are asked.

    It sets `notificatie.dossier_id` when it found or opened a dossier, and returns what was done in a few
    words that name nobody ("" for nothing); the caller saves both.
    """
    _GEBEURTENIS.append(functie)
    return functie


def op_antwoord(naam: str, functie: OpAntwoord) -> OpAntwoord:
    """Call `functie(gemeente_id, bsn, stand, vorige)` for every answer to the question `naam`.

    `stand.inhoud` is None when DUO knows nothing. `vorige` is what it said before, None when it never said
    anything, and `stand` itself when it said the same again.
    """
    _ANTWOORD[naam].append(functie)
    return functie


def op_afwijzing(functie: OpAfwijzing) -> OpAfwijzing:
    """Call `functie(bericht, fouten)` when DUO refuses a question or a report for good."""
    _AFWIJZING.append(functie)
    return functie


def meld_gebeurtenis(notificatie: Notificatie) -> str:
    """Tell the domain of a notification; what it did, in words."""
    gedaan = [functie(notificatie) for functie in _GEBEURTENIS]
    return " · ".join(dict.fromkeys(wat for wat in gedaan if wat))


def meld_antwoord(stand: Ketenstand, vorige: Ketenstand | None) -> None:
    """Tell the domain what DUO said."""
    for functie in _ANTWOORD[stand.onderwerp]:
        functie(stand.gemeente_id, stand.bsn, stand, vorige)


def meld_afwijzing(bericht: Bericht, fouten: list[str]) -> None:
    """Tell the domain that DUO refused a message."""
    for functie in _AFWIJZING:
        functie(bericht, fouten)

"""The inburgeringstermijn as DUO fixed it: its days take the place of what the rule computes."""

from dataclasses import replace
from datetime import date

from meedoen.wet.begrippen import Status
from meedoen.wet.uitleg import Uitleg
from meedoen.wet.zin import Zin

TERMIJN = "inburgeringstermijn"


def met_dagen_van_duo(uitleg: Uitleg, begin: date | None, einde: date | None, peildatum: date) -> Uitleg:
    """Return the term with the days that DUO gave; as it was when DUO gave no end, or for another term.

    DUO fixes the term and decides about every extension (wi2021.md 7.4).

    Args:
        begin: the first day; None when DUO did not say.
        einde: the last day that counts.
    """
    if uitleg.termijn != TERMIJN or einde is None:
        return uitleg
    eerste = begin or uitleg.begin or einde
    zinnen = [
        Zin(
            "DUO heeft de termijn vastgesteld: van {begin} tot en met {dag}.", {"begin": eerste, "dag": einde}
        )
    ]
    if uitleg.laatste_dag not in (None, einde):
        zinnen.append(Zin("Zelf rekent Meedoen met {dag} als laatste dag.", {"dag": uitleg.laatste_dag}))
    return replace(
        uitleg,
        begin=eerste,
        begin_feit="termijn_begin" if begin else uitleg.begin_feit,
        laatste_dag_ruw=einde,
        laatste_dag=einde,
        verschoven_door=None,
        status=_status(eerste, einde, peildatum),
        zinnen=tuple(zinnen),
    )


def _status(begin: date, einde: date, peildatum: date) -> Status:
    if peildatum < begin:
        return Status.NIET_BEGONNEN
    return Status.LOOPT if peildatum <= einde else Status.VOORBIJ

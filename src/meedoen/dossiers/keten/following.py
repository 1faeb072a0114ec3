"""Writing what DUO says as facts: where we know nothing or only what DUO said before, never over ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.dossiers.differences import Claim
from meedoen.dossiers.keten.finding import brp_in, duo_in, owner_of
from meedoen.dossiers.models import DifferenceChoice, Dossier, Feit, Signaal
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import record_feit, report_signaal, withdraw_feit
from meedoen.keten.models import KetenState, Notification

DOEL = gettext_noop("bericht van DUO verwerken")
DOEL_BRP = gettext_noop("antwoord van de BRP verwerken")
OTHERWISE = "DUO zegt iets anders dan wij. Vergelijk het op het tabblad DUO en kies wat klopt."
TERMIJN_FOR_DIFFERENCE = 7
"""Days in which a difference is looked at; a choice of this project, no rule of law."""


def follow(
    dossier: Dossier,
    soort: FeitSoort,
    datum: date | None,
    waarde: str = "",
    *,
    toelichting: str = "",
    bron: str = Feit.Source.DUO,
) -> bool:
    """Make a fact what DUO (or the BRP) says it is, unless the municipality says something else itself.

    Then nothing is written, and whoever owns the dossier is told to compare. The same goes for what was
    written down as DUO's before DUO itself spoke, and for a date that cannot be beside our other facts.

    Returns:
        Whether the fact is now as DUO says.
    """
    item = Claim(datum, waarde)
    previous = Feit.objects.filter(dossier=dossier, soort=soort, withdrawn_at=None).first()
    if previous and item.is_equal(Claim(previous.datum, previous.waarde)):
        return True
    if _ours_kept(dossier, soort, item):
        return False
    of_the_keten = previous is None or (
        previous.bron in (Feit.Source.DUO, bron) and _from_the_keten(previous)
    )
    if of_the_keten and _write(dossier, soort, item, toelichting, bron):
        return True
    if bron == Feit.Source.DUO:
        report_difference(dossier)
    return False


def _write(dossier: Dossier, kind: FeitSoort, item: Claim, note: str, source: str) -> bool:
    """Write the fact; False when its date cannot be beside our other facts."""
    from_duo = source == Feit.Source.DUO
    try:
        record_feit(
            duo_in(dossier.gemeente_id) if from_duo else brp_in(dossier.gemeente_id),
            dossier,
            kind,
            datum=item.datum,
            waarde=item.waarde,
            bron=source,
            toelichting=note[:300],
            doel=DOEL if from_duo else DOEL_BRP,
            reden=f"{Feit.Source(source).label} geeft nu iets anders",
        )
    except Refused:
        return False
    return True


def _from_the_keten(feit: Feit) -> bool:
    """Whether a party gave this fact by the chain: no colleague did, and the party had spoken by then."""
    if feit.recorded_by_id is not None:
        return False
    dossier, then = feit.dossier, feit.vastgelegd_op
    messages = Notification.objects.filter(
        gemeente_id=dossier.gemeente_id, dossier_id=dossier.pk, received_at__lte=then
    )
    states = KetenState.objects.filter(
        gemeente_id=dossier.gemeente_id, bsn=dossier.persoon.bsn, said_at__lte=then
    )
    return messages.exists() or (bool(dossier.persoon.bsn) and states.exists())


def _ours_kept(dossier: Dossier, kind: FeitSoort, item: Claim) -> bool:
    """Whether a colleague decided about just this that ours holds: then DUO saying it again is no news."""
    choice = DifferenceChoice.objects.filter(dossier=dossier, soort=kind).first()
    return choice is not None and choice.keuze == DifferenceChoice.Choice.US and choice.at_duo == item.sleutel


def release(dossier: Dossier, kinds: Iterable[FeitSoort], reason: str) -> bool:
    """Withdraw facts that DUO gave and that no longer hold; returns whether there were any.

    Where the municipality wrote one itself, it is told to compare instead.
    """
    done = False
    for feit in Feit.objects.filter(dossier=dossier, soort__in=list(kinds), withdrawn_at=None):
        if feit.bron == Feit.Source.DUO and _from_the_keten(feit):
            withdraw_feit(duo_in(dossier.gemeente_id), dossier, feit.soort, reason, doel=DOEL)
            done = True
        else:
            report_difference(dossier)
    return done


def report_difference(dossier: Dossier) -> None:
    """Tell the owner of a dossier that DUO and the municipality say something else."""
    raise_signaal(dossier, OTHERWISE, dagen=TERMIJN_FOR_DIFFERENCE)


def raise_signaal(
    dossier: Dossier, text: str, *, dagen: int, nu: bool = False, on_behalf_of: Actor | None = None
) -> bool:
    """Raise a signal with an owner and a day, unless it is open already; returns whether somebody has it.

    Args:
        namens: who raises it; DUO when not said.
    """
    if Signaal.objects.filter(dossier=dossier, omschrijving=text, opgelost_op=None).exists():
        return True
    owner = owner_of(dossier)
    if owner is None:
        return False
    signaal = Signaal(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        omschrijving=text,
        ernst=Signaal.Ernst.NOW if nu else Signaal.Ernst.CAUTION,
        eigenaar=owner,
        uiterlijk=timezone.localdate() + timedelta(days=dagen),
    )
    report_signaal(on_behalf_of or duo_in(dossier.gemeente_id), signaal)
    return True

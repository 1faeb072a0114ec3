"""Writing what DUO says as facts: where we know nothing or only what DUO said before, never over ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.dossiers.differences import Gegeven
from meedoen.dossiers.keten.finding import brp_in, duo_in, eigenaar_van
from meedoen.dossiers.models import Dossier, Feit, Signaal, Verschilkeuze
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import leg_feit_vast, meld_signaal, trek_feit_in
from meedoen.keten.models import Ketenstand, Notificatie

DOEL = gettext_noop("bericht van DUO verwerken")
DOEL_BRP = gettext_noop("antwoord van de BRP verwerken")
ANDERS = "DUO zegt iets anders dan wij. Vergelijk het op het tabblad DUO en kies wat klopt."
TERMIJN_VOOR_VERSCHIL = 7
"""Days in which a difference is looked at; a choice of this project, no rule of law."""


def volg(
    dossier: Dossier,
    soort: FeitSoort,
    datum: date | None,
    waarde: str = "",
    *,
    toelichting: str = "",
    bron: str = Feit.Bron.DUO,
) -> bool:
    """Make a fact what DUO (or the BRP) says it is, unless the municipality says something else itself.

    Then nothing is written, and whoever owns the dossier is told to compare. The same goes for what was
    written down as DUO's before DUO itself spoke, and for a date that cannot be beside our other facts.

    Returns:
        Whether the fact is now as DUO says.
    """
    gegeven = Gegeven(datum, waarde)
    vorig = Feit.objects.filter(dossier=dossier, soort=soort, ingetrokken_op=None).first()
    if vorig and gegeven.is_gelijk(Gegeven(vorig.datum, vorig.waarde)):
        return True
    if _ons_gehouden(dossier, soort, gegeven):
        return False
    van_de_keten = vorig is None or (vorig.bron in (Feit.Bron.DUO, bron) and _uit_de_keten(vorig))
    if van_de_keten and _schrijf(dossier, soort, gegeven, toelichting, bron):
        return True
    if bron == Feit.Bron.DUO:
        meld_verschil(dossier)
    return False


def _schrijf(dossier: Dossier, soort: FeitSoort, gegeven: Gegeven, toelichting: str, bron: str) -> bool:
    """Write the fact; False when its date cannot be beside our other facts."""
    van_duo = bron == Feit.Bron.DUO
    try:
        leg_feit_vast(
            duo_in(dossier.gemeente_id) if van_duo else brp_in(dossier.gemeente_id),
            dossier,
            soort,
            datum=gegeven.datum,
            waarde=gegeven.waarde,
            bron=bron,
            toelichting=toelichting[:300],
            doel=DOEL if van_duo else DOEL_BRP,
            reden=f"{Feit.Bron(bron).label} geeft nu iets anders",
        )
    except Geweigerd:
        return False
    return True


def _uit_de_keten(feit: Feit) -> bool:
    """Whether a party gave this fact by the chain: no colleague did, and the party had spoken by then."""
    if feit.vastgelegd_door_id is not None:
        return False
    dossier, toen = feit.dossier, feit.vastgelegd_op
    berichten = Notificatie.objects.filter(
        gemeente_id=dossier.gemeente_id, dossier_id=dossier.pk, ontvangen_op__lte=toen
    )
    standen = Ketenstand.objects.filter(
        gemeente_id=dossier.gemeente_id, bsn=dossier.persoon.bsn, gezegd_op__lte=toen
    )
    return berichten.exists() or (bool(dossier.persoon.bsn) and standen.exists())


def _ons_gehouden(dossier: Dossier, soort: FeitSoort, gegeven: Gegeven) -> bool:
    """Whether a colleague decided about just this that ours holds: then DUO saying it again is no news."""
    keuze = Verschilkeuze.objects.filter(dossier=dossier, soort=soort).first()
    return keuze is not None and keuze.keuze == Verschilkeuze.Keuze.ONS and keuze.bij_duo == gegeven.sleutel


def laat_los(dossier: Dossier, soorten: Iterable[FeitSoort], reden: str) -> bool:
    """Withdraw facts that DUO gave and that no longer hold; returns whether there were any.

    Where the municipality wrote one itself, it is told to compare instead.
    """
    gedaan = False
    for feit in Feit.objects.filter(dossier=dossier, soort__in=list(soorten), ingetrokken_op=None):
        if feit.bron == Feit.Bron.DUO and _uit_de_keten(feit):
            trek_feit_in(duo_in(dossier.gemeente_id), dossier, feit.soort, reden, doel=DOEL)
            gedaan = True
        else:
            meld_verschil(dossier)
    return gedaan


def meld_verschil(dossier: Dossier) -> None:
    """Tell the owner of a dossier that DUO and the municipality say something else."""
    signaleer(dossier, ANDERS, dagen=TERMIJN_VOOR_VERSCHIL)


def signaleer(
    dossier: Dossier, tekst: str, *, dagen: int, nu: bool = False, namens: Actor | None = None
) -> bool:
    """Raise a signal with an owner and a day, unless it is open already; returns whether somebody has it.

    Args:
        namens: who raises it; DUO when not said.
    """
    if Signaal.objects.filter(dossier=dossier, omschrijving=tekst, opgelost_op=None).exists():
        return True
    eigenaar = eigenaar_van(dossier)
    if eigenaar is None:
        return False
    signaal = Signaal(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        omschrijving=tekst,
        ernst=Signaal.Ernst.NU if nu else Signaal.Ernst.LET_OP,
        eigenaar=eigenaar,
        uiterlijk=timezone.localdate() + timedelta(days=dagen),
    )
    meld_signaal(namens or duo_in(dossier.gemeente_id), signaal)
    return True

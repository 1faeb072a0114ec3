"""What matters now in one dossier: at most three things, each with its day, reason, act and owner.

Pure: from what is known of the dossier to what to do, on a given day. Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.dossiers.models import Contactmoment, Signaal
from meedoen.dossiers.phases import FeitSoort, Stap, WachtOp
from meedoen.wet.artikel import Artikel
from meedoen.wet.concepts import Status
from meedoen.wet.termijn.explain import Explanation

HOOGSTENS = 3

VOORUIT = timedelta(days=14)
"""Planned talks and periods that end show up this long before."""

F, S = FeitSoort, Stap

STAPPEN_VAN_TERMIJN = {
    "pip": frozenset(
        {
            S.EERSTE_CONTACT,
            S.OVERDRACHT,
            S.INTAKE_STARTEN,
            S.INTAKE_VERDER,
            S.LBT,
            S.PIP_OPSTELLEN,
            S.PIP_GOEDKEUREN,
            S.PIP_ONDERTEKENEN,
        }
    ),
    "plaatsing": frozenset({S.PLAATSING}),
}
"""The steps that lead to the act that meets a term."""


WAAROM_STAP = {
    S.EERSTE_CONTACT: gettext_lazy("Er is nog geen contact geweest."),
    S.OVERDRACHT: gettext_lazy("Het driegesprek met COA is nog niet geweest."),
    S.INTAKE_STARTEN: gettext_lazy("De brede intake is nog niet begonnen."),
    S.INTAKE_VERDER: gettext_lazy("De brede intake is begonnen en nog niet af."),
    S.LBT: gettext_lazy("De intake is af. De uitslag van de leerbaarheidstoets mist nog."),
    S.PIP_OPSTELLEN: gettext_lazy("De intake is af. De PIP is nog niet gemaakt."),
    S.PIP_GOEDKEUREN: gettext_lazy("De PIP is voorgelegd aan een tweede collega."),
    S.PIP_ONDERTEKENEN: gettext_lazy("De PIP is goedgekeurd en nog niet vastgesteld."),
    S.PIP_WIJZIGEN: gettext_lazy("Er is een nieuw besluit over de PIP begonnen en nog niet voorgelegd."),
    S.PIP_BEKENDMAKEN: gettext_lazy("De PIP is vastgesteld. De inburgeraar heeft de brief nog niet."),
    S.AANMELDEN: gettext_lazy("De PIP is bekend. Er is nog geen aanbieder."),
    S.PLAATSING: gettext_lazy("Aangemeld bij een aanbieder, nog niet geplaatst."),
    S.VOORTGANG: gettext_lazy("Het traject loopt. Blijf in gesprek over de voortgang."),
}
"""Why each step comes next, in one sentence."""


class Soort(StrEnum):
    """What kind of thing it is: decides where its button leads."""

    STAP = "stap"
    TERMIJN = "termijn"
    GESPREK = "gesprek"
    SIGNAAL = "signaal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """One thing that matters now.

    `daad` is the words on the button and `op` what the button is about: the name of a step or term, or the id
    of a talk or signal. `dag` is None when no day is set.
    """

    soort: Soort
    wat: str
    reden: str
    daad: str
    op: str
    eigenaar: str
    dag: date | None
    te_laat: bool = False
    grondslag: Artikel | None = None


def wat_nu(
    *,
    vandaag: date,
    stap: str,
    eigenaar: str,
    uitleg: Iterable[Explanation],
    gesprekken: Iterable[Contactmoment],
    signalen: Iterable[Signaal],
) -> list[Punt]:
    """The at most three things that matter most on `vandaag`, the most urgent first.

    The next step on the line is always one of them, with the last day of the term it works towards.

    Args:
        eigenaar: the name of the fixed contact person, or "".
        uitleg: the terms of the dossier.
        gesprekken: its talks; only the planned ones count.
        signalen: its signals; only the open ones count.
    """
    termijnen = [een for een in uitleg if een.laatste_dag is not None]
    eigenaar = eigenaar or _("nog niemand")
    van_stap = _stap(stap, termijnen, vandaag, eigenaar)
    rest = [
        *_termijnen(stap, termijnen, vandaag, eigenaar),
        *_gesprekken(gesprekken, vandaag, eigenaar),
        *_signalen(signalen, vandaag),
    ]
    plaatsen = HOOGSTENS - len(van_stap)
    rest = sorted(rest, key=lambda punt: _drang(punt, vandaag))[:plaatsen]
    return sorted([*van_stap, *rest], key=lambda punt: _drang(punt, vandaag))


def _drang(punt: Punt, vandaag: date) -> tuple[bool, date]:
    """Late things first, then by day; what has no day stands as if it were due in two weeks."""
    return (not punt.te_laat, punt.dag or vandaag + VOORUIT)


def _stap(stap: str, termijnen: list[Explanation], vandaag: date, eigenaar: str) -> list[Punt]:
    if stap == S.GEEN:
        return []
    termijn = next(
        (een for een in termijnen if een.is_open and stap in STAPPEN_VAN_TERMIJN[een.termijn]), None
    )
    dag = termijn.laatste_dag if termijn else None
    return [
        Punt(
            soort=Soort.STAP,
            wat=_(termijn.title) if termijn else _("Volgende stap"),
            reden=str(WAAROM_STAP[S(stap)]),
            daad=str(S(stap).label),
            op=stap,
            eigenaar=eigenaar,
            dag=dag,
            te_laat=dag is not None and dag < vandaag,
            grondslag=termijn.grondslag if termijn else None,
        )
    ]


def _termijnen(stap: str, termijnen: list[Explanation], vandaag: date, eigenaar: str) -> Iterable[Punt]:
    """Terms that someone still has to meet beside the next step, and periods that end soon."""
    for een in termijnen:
        dag = een.laatste_dag
        if dag is None or een.status not in (Status.LOOPT, Status.TE_LAAT) or een.gehaald_op:
            continue
        daad = een.is_open
        if daad and stap in STAPPEN_VAN_TERMIJN[een.termijn]:
            continue
        if daad or dag - vandaag <= VOORUIT:
            yield Punt(
                soort=Soort.TERMIJN,
                wat=_(een.title),
                reden=_("Deze termijn loopt af.") if not daad else _("Hier moet iemand nog iets voor doen."),
                daad=_("Bekijk termijn"),
                op=een.termijn,
                eigenaar=eigenaar,
                dag=dag,
                te_laat=dag < vandaag,
                grondslag=een.grondslag,
            )


def _gesprekken(gesprekken: Iterable[Contactmoment], vandaag: date, eigenaar: str) -> Iterable[Punt]:
    for gesprek in gesprekken:
        dag = timezone.localdate(gesprek.moment)
        if gesprek.uitkomst != Contactmoment.Uitkomst.GEPLAND or dag - vandaag > VOORUIT:
            continue
        geweest = dag < vandaag
        yield Punt(
            soort=Soort.GESPREK,
            wat=str(gesprek.get_onderwerp_display()).capitalize(),
            reden=_("Het gesprek is geweest. De uitkomst is nog niet vastgelegd.")
            if geweest
            else _("Er staat een gesprek gepland."),
            daad=_("Leg uitkomst vast") if geweest else _("Bekijk gesprek"),
            op=str(gesprek.pk),
            eigenaar=gesprek.door.naam if gesprek.door else eigenaar,
            dag=dag,
            te_laat=geweest,
        )


def _signalen(signalen: Iterable[Signaal], vandaag: date) -> Iterable[Punt]:
    for signaal in signalen:
        if signaal.opgelost_op:
            continue
        nu = signaal.ernst == Signaal.Ernst.NU
        yield Punt(
            soort=Soort.SIGNAAL,
            wat=signaal.omschrijving,
            reden=_("Signaal: nu iets doen.") if nu else _("Signaal: let op."),
            daad=_("Los signaal op"),
            op=str(signaal.pk),
            eigenaar=signaal.eigenaar.naam,
            dag=signaal.uiterlijk or (vandaag if nu else None),
            te_laat=signaal.uiterlijk is not None and signaal.uiterlijk < vandaag,
        )


@dataclass(frozen=True, slots=True)
class Wachten:
    """Who has to move first, for what, and since when."""

    wie: str
    waarop: str
    sinds: date | None


def wacht_op(wie: str, datums: dict[str, date]) -> Wachten | None:
    """Who is waited for, or None when it is the klantmanager's turn.

    Args:
        datums: the dates of the facts, by kind. A change of the PIP counts before the first PIP.
    """
    if not wie:
        return None
    waarop, *sinds = {
        WachtOp.DUO: (_("de kennisgeving inburgeringsplicht"), F.INSCHRIJVING_BRP),
        WachtOp.GOEDKEURDER: (
            _("een tweede collega die de PIP bekijkt"),
            F.WIJZIGING_VOORGELEGD,
            F.PIP_VOORGELEGD,
        ),
        WachtOp.INBURGERAAR: (
            _("een handtekening onder de PIP"),
            F.WIJZIGING_GOEDGEKEURD,
            F.PIP_GOEDGEKEURD,
        ),
        WachtOp.AANBIEDER: (_("een plek bij de aanbieder"), F.AANGEMELD_AANBIEDER),
    }[WachtOp(wie)]
    return Wachten(
        str(WachtOp(wie).label), waarop, next((datums[feit] for feit in sinds if feit in datums), None)
    )

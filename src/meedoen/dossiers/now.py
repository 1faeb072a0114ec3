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

AT_MOST = 3

FORWARD = timedelta(days=14)
"""Planned talks and periods that end show up this long before."""

F, S = FeitSoort, Stap

STEPS_OF_TERMIJN = {
    "pip": frozenset(
        {
            S.FIRST_CONTACT,
            S.HANDOVER,
            S.START_INTAKE,
            S.INTAKE_FURTHER,
            S.LBT,
            S.DRAFT_PIP,
            S.APPROVE_PIP,
            S.SIGN_PIP,
        }
    ),
    "plaatsing": frozenset({S.PLAATSING}),
}
"""The steps that lead to the act that meets a term."""


WHY_STEP = {
    S.FIRST_CONTACT: gettext_lazy("Er is nog geen contact geweest."),
    S.HANDOVER: gettext_lazy("Het driegesprek met COA is nog niet geweest."),
    S.START_INTAKE: gettext_lazy("De brede intake is nog niet begonnen."),
    S.INTAKE_FURTHER: gettext_lazy("De brede intake is begonnen en nog niet af."),
    S.LBT: gettext_lazy("De intake is af. De uitslag van de leerbaarheidstoets mist nog."),
    S.DRAFT_PIP: gettext_lazy("De intake is af. De PIP is nog niet gemaakt."),
    S.APPROVE_PIP: gettext_lazy("De PIP is voorgelegd aan een tweede collega."),
    S.SIGN_PIP: gettext_lazy("De PIP is goedgekeurd en nog niet vastgesteld."),
    S.CHANGE_PIP: gettext_lazy("Er is een nieuw besluit over de PIP begonnen en nog niet voorgelegd."),
    S.MAKE_PIP_KNOWN: gettext_lazy("De PIP is vastgesteld. De inburgeraar heeft de brief nog niet."),
    S.SIGN_IN: gettext_lazy("De PIP is bekend. Er is nog geen aanbieder."),
    S.PLAATSING: gettext_lazy("Aangemeld bij een aanbieder, nog niet geplaatst."),
    S.PROGRESS: gettext_lazy("Het traject loopt. Blijf in gesprek over de voortgang."),
}
"""Why each step comes next, in one sentence."""


class PointKind(StrEnum):
    """What kind of thing it is: decides where its button leads."""

    STEP = "stap"
    TERMIJN = "termijn"
    GESPREK = "gesprek"
    SIGNAAL = "signaal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that matters now.

    `daad` is the words on the button and `op` what the button is about: the name of a step or term, or the id
    of a talk or signal. `dag` is None when no day is set.
    """

    soort: PointKind
    wat: str
    reden: str
    act: str
    op: str
    eigenaar: str
    day: date | None
    late: bool = False
    grondslag: Artikel | None = None


def what_now(
    *,
    today: date,
    stap: str,
    eigenaar: str,
    explanation: Iterable[Explanation],
    gesprekken: Iterable[Contactmoment],
    signalen: Iterable[Signaal],
) -> list[Point]:
    """The at most three things that matter most on `vandaag`, the most urgent first.

    The next step on the line is always one of them, with the last day of the term it works towards.

    Args:
        eigenaar: the name of the fixed contact person, or "".
        uitleg: the terms of the dossier.
        gesprekken: its talks; only the planned ones count.
        signalen: its signals; only the open ones count.
    """
    termijnen = [one for one in explanation if one.laatste_dag is not None]
    eigenaar = eigenaar or _("nog niemand")
    of_step = _step(stap, termijnen, today, eigenaar)
    rest = [
        *_termijnen(stap, termijnen, today, eigenaar),
        *_gesprekken(gesprekken, today, eigenaar),
        *_signalen(signalen, today),
    ]
    places = AT_MOST - len(of_step)
    rest = sorted(rest, key=lambda point: _urgency(point, today))[:places]
    return sorted([*of_step, *rest], key=lambda point: _urgency(point, today))


def _urgency(point: Point, today: date) -> tuple[bool, date]:
    """Late things first, then by day; what has no day stands as if it were due in two weeks."""
    return (not point.late, point.day or today + FORWARD)


def _step(step: str, termijnen: list[Explanation], today: date, owner: str) -> list[Point]:
    if step == S.NONE:
        return []
    termijn = next((one for one in termijnen if one.is_open and step in STEPS_OF_TERMIJN[one.termijn]), None)
    day = termijn.laatste_dag if termijn else None
    return [
        Point(
            soort=PointKind.STEP,
            wat=_(termijn.title) if termijn else _("Volgende stap"),
            reden=str(WHY_STEP[S(step)]),
            act=str(S(step).label),
            op=step,
            eigenaar=owner,
            day=day,
            late=day is not None and day < today,
            grondslag=termijn.grondslag if termijn else None,
        )
    ]


def _termijnen(step: str, termijnen: list[Explanation], today: date, owner: str) -> Iterable[Point]:
    """Terms that someone still has to meet beside the next step, and periods that end soon."""
    for one in termijnen:
        day = one.laatste_dag
        if day is None or one.status not in (Status.LOOPT, Status.TE_LAAT) or one.gehaald_op:
            continue
        act = one.is_open
        if act and step in STEPS_OF_TERMIJN[one.termijn]:
            continue
        if act or day - today <= FORWARD:
            yield Point(
                soort=PointKind.TERMIJN,
                wat=_(one.title),
                reden=_("Deze termijn loopt af.") if not act else _("Hier moet iemand nog iets voor doen."),
                act=_("Bekijk termijn"),
                op=one.termijn,
                eigenaar=owner,
                day=day,
                late=day < today,
                grondslag=one.grondslag,
            )


def _gesprekken(gesprekken: Iterable[Contactmoment], today: date, owner: str) -> Iterable[Point]:
    for gesprek in gesprekken:
        day = timezone.localdate(gesprek.moment)
        if gesprek.uitkomst != Contactmoment.Uitkomst.PLANNED or day - today > FORWARD:
            continue
        been = day < today
        yield Point(
            soort=PointKind.GESPREK,
            wat=str(gesprek.get_onderwerp_display()).capitalize(),
            reden=_("Het gesprek is geweest. De uitkomst is nog niet vastgelegd.")
            if been
            else _("Er staat een gesprek gepland."),
            act=_("Leg uitkomst vast") if been else _("Bekijk gesprek"),
            op=str(gesprek.pk),
            eigenaar=gesprek.by.naam if gesprek.by else owner,
            day=day,
            late=been,
        )


def _signalen(signalen: Iterable[Signaal], today: date) -> Iterable[Point]:
    for signaal in signalen:
        if signaal.opgelost_op:
            continue
        now = signaal.ernst == Signaal.Ernst.NOW
        yield Point(
            soort=PointKind.SIGNAAL,
            wat=signaal.omschrijving,
            reden=_("Signaal: nu iets doen.") if now else _("Signaal: let op."),
            act=_("Los signaal op"),
            op=str(signaal.pk),
            eigenaar=signaal.eigenaar.naam,
            day=signaal.uiterlijk or (today if now else None),
            late=signaal.uiterlijk is not None and signaal.uiterlijk < today,
        )


@dataclass(frozen=True, slots=True)
class WaitLonger:
    """Who has to move first, for what, and since when."""

    wie: str
    on_what: str
    since: date | None


def waits_for(wie: str, dates: dict[str, date]) -> WaitLonger | None:
    """Who is waited for, or None when it is the klantmanager's turn.

    Args:
        datums: the dates of the facts, by kind. A change of the PIP counts before the first PIP.
    """
    if not wie:
        return None
    on_what, *since = {
        WachtOp.DUO: (_("de kennisgeving inburgeringsplicht"), F.INSCHRIJVING_BRP),
        WachtOp.APPROVER: (
            _("een tweede collega die de PIP bekijkt"),
            F.CHANGE_SUBMITTED,
            F.PIP_SUBMITTED,
        ),
        WachtOp.INBURGERAAR: (
            _("een handtekening onder de PIP"),
            F.CHANGE_APPROVED,
            F.PIP_APPROVED,
        ),
        WachtOp.AANBIEDER: (_("een plek bij de aanbieder"), F.SIGNED_IN_AANBIEDER),
    }[WachtOp(wie)]
    return WaitLonger(
        str(WachtOp(wie).label), on_what, next((dates[feit] for feit in since if feit in dates), None)
    )

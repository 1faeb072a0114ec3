"""What the page of a traject shows: what was recorded, and how far each report to DUO is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.outbox.models import Message
from meedoen.basis.ui.law_language import day_in_full
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import explanation_of, frame, valid_feiten
from meedoen.keten.duo.channel import CHANNEL
from meedoen.keten.duo.report_state import STATES, ReportState, ReportStatus, pip_at_duo, reports_about
from meedoen.keten.duo.reporting import UREN, is_connected
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import FIX_PIP
from meedoen.traject import explanation, rechten
from meedoen.traject.models import VALID, Aanbod, Contactpersoon, Resultaat, Uren
from meedoen.traject.services.contactpersoon import contactpersoon_of, is_reachable

TERMIJNEN = ("inburgeringstermijn", "schakelen", "plaatsing", "ontzorgen")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One line of the page: what was recorded, and what DUO knows of it."""

    titel: str
    soort: str
    sleutel: str = ""
    part: str = ""
    row: Aanbod | Resultaat | Uren | None = None
    tekst: str = ""
    melding: ReportState | None = None


@dataclass(frozen=True, slots=True)
class RecordedView:
    """A report that somebody has to solve, with what it means and where."""

    melding: ReportState
    wat: str
    meaning: str
    adres: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How DUO can reach the fixed contact person, and whether it knows."""

    naam: str
    persoon: Contactpersoon
    reachable: bool
    stand: str = ""
    reasons: list[str] = field(default_factory=list)
    melding: ReportState | None = None


def traject_frame(actor: Actor, dossier_id: UUID, doel: str) -> dict[str, Any]:
    """The head of every page of a traject: that of the dossier, and what may be done here.

    Raises:
        Geweigerd: the actor may not see the dossier or its traject.
    """
    context = frame(actor, dossier_id, doel)
    dossier: Dossier = context["dossier"]
    who = Uren(dossier=dossier, gemeente_id=dossier.gemeente_id)
    rechten.TRAJECT_VIEW.require(actor, who)
    return context | {"tab": "traject", "may_traject": bool(rechten.TRAJECT_EDIT.may(actor, who))}


def traject_page(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The traject: what was recorded and reported, the placement, and the terms that run after the PIP."""
    context = traject_frame(actor, dossier_id, gettext_noop("traject bekijken"))
    dossier: Dossier = context["dossier"]
    feiten = valid_feiten(dossier)
    reports = reports_about(dossier.pk)
    return context | {
        "aangemeld": feiten.get(FeitSoort.SIGNED_IN_AANBIEDER),
        "geplaatst": feiten.get(FeitSoort.PLACED),
        "termijnen": explanation_of(dossier, feiten, timezone.localdate(), TERMIJNEN),
        "connected": is_connected(dossier.gemeente_id),
        "aanbod": _aanbod(dossier, reports),
        "resultaten": _resultaten(dossier, reports),
        "uren": _uren(dossier, reports),
        "decision": Beschikking.objects.filter(dossier=dossier, fixed_at__isnull=False).first(),
        "pip_report": pip_at_duo(reports),
        "contact": _contact(dossier, reports),
        "fixed": [_fixed(one, dossier) for one in reports.values() if one.is_unsolved],
    }


def _fixed(report: ReportState, dossier: Dossier) -> RecordedView:
    return RecordedView(
        report,
        str(explanation.WHAT[report.soort]),
        explanation.meaning(report.soort),
        explanation.address(report.soort, dossier.pk),
    )


def _aanbod(dossier: Dossier, reports: dict[tuple[str, str], ReportState]) -> list[RuleView]:
    return [
        RuleView(
            titel=row.instelling,
            soort="aanbod",
            part=row.instellingsnummer,
            row=row,
            tekst=_("ingeschreven op %(dag)s") % {"dag": day_in_full(row.datum)},
            melding=reports.get(("aanbod", row.instellingsnummer)),
        )
        for row in Aanbod.objects.filter(VALID, dossier=dossier)
    ]


def _resultaten(dossier: Dossier, reports: dict[tuple[str, str], ReportState]) -> list[RuleView]:
    rows = {one.soort: one for one in Resultaat.objects.filter(VALID, dossier=dossier)}
    return [
        RuleView(
            titel=str(kind.label),
            soort=kind.value,
            sleutel=kind.value,
            row=rows.get(kind.value),
            tekst=_resultaat_in_words(rows.get(kind.value)),
            melding=reports.get((kind.value, "")),
        )
        for kind in Resultaat.Kind
    ]


def _resultaat_in_words(row: Resultaat | None) -> str:
    if row is None:
        return _("nog niet")
    day = day_in_full(row.datum) if row.datum else _("geen datum")
    if row.verwijtbaar is None:
        return day
    oordeel = _("te laat, verwijtbaar") if row.verwijtbaar else _("te laat, niet verwijtbaar")
    return f"{day} ({oordeel})"


def _uren(dossier: Dossier, reports: dict[tuple[str, str], ReportState]) -> list[RuleView]:
    rows = {one.soort: one for one in Uren.objects.filter(VALID, dossier=dossier)}
    return [
        RuleView(
            titel=str(kind.label),
            soort=UREN[kind.value],
            sleutel=kind.value,
            row=rows.get(kind.value),
            tekst=_uren_in_words(rows.get(kind.value)),
            melding=reports.get((UREN[kind.value], "")),
        )
        for kind in Uren.Kind
    ]


def _uren_in_words(row: Uren | None) -> str:
    if row is None:
        return _("nog niet")
    return _("%(n)d uur, geteld tot en met %(dag)s") % {"n": row.uren, "dag": day_in_full(row.tot_en_met)}


def _contact(dossier: Dossier, reports: dict[tuple[str, str], ReportState]) -> Contact | None:
    if dossier.klantmanager is None:
        return None
    persoon = contactpersoon_of(dossier.gemeente_id, dossier.klantmanager)
    last = (
        Message.objects.filter(
            gemeente_id=dossier.gemeente_id,
            kanaal=CHANNEL,
            sequence_key=f"duo:contact:{dossier.klantmanager_id}",
        )
        .exclude(status=Message.Status.LAPSED)
        .order_by("-volgnummer")
        .first()
    )
    return Contact(
        dossier.klantmanager.naam,
        persoon,
        is_reachable(persoon),
        STATES[Message.Status(last.status)].value if last else "",
        last.reasons if last else [],
        reports.get(("koppeling", "")),
    )


def row_for(
    actor: Actor, dossier_id: UUID, model: type[Aanbod] | type[Resultaat] | type[Uren], pk: UUID
) -> Aanbod | Resultaat | Uren:
    """One row that holds, to change or withdraw it.

    Raises:
        Geweigerd: not this actor's, or no such row.
    """
    rows: QuerySet[Any] = model.objects.filter(VALID, dossier=dossier_id, pk=pk)
    row: Aanbod | Resultaat | Uren | None = (
        rechten.TRAJECT_EDIT.filter(actor, rows)
        .select_related("dossier__persoon", "dossier__gemeente")
        .first()
    )
    if row is None:
        raise Refused(_("Dit staat er niet meer, of jij mag het niet veranderen."))
    return row


def pip_at_duo_panel(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """What DUO knows of the PIP reported last, what a refusal means, and whether it may be undone.

    Empty when none was reported.
    """
    state = pip_at_duo(reports_about(dossier.pk))
    if state is None:
        return {}
    is_known = (state.soort, state.stand) == ("pip", ReportStatus.KNOWN)
    who = Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id)
    return {
        "report": state,
        "meaning": explanation.meaning(state.soort) if state.is_unsolved else "",
        "may_remove": is_known and not _termijn_runs(dossier) and bool(FIX_PIP.may(actor, who)),
    }


def _termijn_runs(dossier: Dossier) -> bool:
    """Whether DUO fixed the term; it then no longer lets go of the PIP."""
    begin = Feit.objects.filter(dossier=dossier, soort=FeitSoort.TERMIJN_BEGIN, withdrawn_at=None)
    return begin.exists()

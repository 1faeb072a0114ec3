"""What each page of a dossier shows: its head (`kader`) and its own part, in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.audit_log.selectors import line_numbers_about
from meedoen.basis.organisations.models import Account
from meedoen.basis.paging import cut
from meedoen.dossiers import rechten
from meedoen.dossiers.events import events
from meedoen.dossiers.feit_rules import is_pip_taken_over, where_belongs
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Feit, Persoon, Signaal
from meedoen.dossiers.now import waits_for, what_now
from meedoen.dossiers.phases import CHANGE, FeitSoort
from meedoen.dossiers.selectors.dossier import frame, valid_feiten
from meedoen.dossiers.timeline import character
from meedoen.keten.models import Notification
from meedoen.wet.termijn.explain import Explanation, explain_all
from meedoen.wet.termijn.feiten import ALL_FEITEN
from meedoen.wet.termijn.rule import TermijnSettings

LAST = 12
"""Happenings on the overview before "show all"."""

EVERYTHING = 500

LINES_PER_PAGE = 40


def explanation_of(
    dossier: Dossier, feiten: Mapping[str, Feit], today: date, termijnen: tuple[str, ...] = ()
) -> list[Explanation]:
    """The terms of a dossier with all their reasons, from its facts; or only those named."""
    known = {kind: feit.waarde or feit.datum for kind, feit in feiten.items() if kind in ALL_FEITEN}
    setting = getattr(dossier.gemeente, "instelling", None)
    settings = TermijnSettings(plaatsing_dagen=setting.plaatsing_dagen) if setting else TermijnSettings()
    return list(explain_all(known, today, settings, only=termijnen or None).values())


def _gesprekken(actor: Actor, dossier: Dossier) -> list[Contactmoment]:
    rows = Contactmoment.objects.filter(dossier=dossier).select_related("by")
    return list(rechten.CONTACT_VIEW.filter(actor, rows))


def _signalen(actor: Actor, dossier: Dossier) -> list[Signaal]:
    rows = Signaal.objects.filter(dossier=dossier).select_related("eigenaar", "reported_by")
    return list(rechten.SIGNAAL_VIEW.filter(actor, rows))


def _pieces(actor: Actor, dossier: Dossier) -> list[DossierDocument]:
    rows = DossierDocument.objects.filter(dossier=dossier).select_related("document")
    return list(rechten.DOCUMENT_VIEW.filter(actor, rows))


def _messages(dossier: Dossier) -> list[Notification]:
    """What DUO reported about this dossier; its facts tell what came of it."""
    return list(
        Notification.objects.filter(gemeente_id=dossier.gemeente_id, dossier_id=dossier.pk)[:EVERYTHING]
    )


def overview(actor: Actor, dossier_id: UUID, *, everything: bool = False) -> dict[str, Any]:
    """The overview: what matters now, the line, open signals, what happened. Eight queries."""
    context = frame(actor, dossier_id, gettext_noop("dossier bekijken"))
    dossier: Dossier = context["dossier"]
    today = timezone.localdate()
    feiten = valid_feiten(dossier)
    dates = {kind: feit.datum for kind, feit in feiten.items() if feit.datum}
    explanation = explanation_of(dossier, feiten, today)
    gesprekken, signalen = _gesprekken(actor, dossier), _signalen(actor, dossier)
    been = events(feiten.values(), gesprekken, signalen, _pieces(actor, dossier), _messages(dossier))
    setting = getattr(dossier.gemeente, "instelling", None)
    return context | {
        "tab": "overzicht",
        "today": today,
        "points": what_now(
            today=today,
            stap=dossier.stap,
            eigenaar=dossier.klantmanager.naam if dossier.klantmanager else "",
            # While somebody is exempted for a time, nobody has to meet a term.
            explanation=() if FeitSoort.EXEMPT in feiten else explanation,
            gesprekken=gesprekken,
            signalen=signalen,
        ),
        "wait": waits_for(dossier.wacht_op, dates),
        "line": character(
            dates,
            explanation,
            fase=dossier.fase,
            doelgroep=dossier.doelgroep,
            today=today,
            eerste_contact_dagen=setting.eerste_contact_dagen if setting else None,
        ),
        "open_signalen": sum(one.opgelost_op is None for one in signalen),
        "signalen": sorted(signalen, key=lambda one: one.opgelost_op is not None),
        "gepland": [one for one in reversed(gesprekken) if one.uitkomst == Contactmoment.Uitkomst.PLANNED],
        "events": been[: EVERYTHING if everything else LAST],
        "count_events": len(been),
    }


def gesprekken_page(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The talks: planned ones by day, what has been, and the municipality's rhythm, if it has one."""
    context = frame(actor, dossier_id, gettext_noop("gesprekken bekijken"))
    dossier: Dossier = context["dossier"]
    gesprekken = _gesprekken(actor, dossier)
    planned = [one for one in reversed(gesprekken) if one.uitkomst == Contactmoment.Uitkomst.PLANNED]
    setting = getattr(dossier.gemeente, "instelling", None)
    return context | {
        "tab": "gesprekken",
        "gepland": planned,
        "been": [one for one in gesprekken if one.uitkomst != Contactmoment.Uitkomst.PLANNED],
        "rhythm": rhythm(gesprekken, setting.voortgangsgesprek_weken if setting else None),
    }


def rhythm(gesprekken: list[Contactmoment], weeks: int | None) -> dict[str, Any] | None:
    """When the next voortgangsgesprek is due. The law names no rhythm (regelblad 9.1): a setting.

    Args:
        weken: the municipality's setting; None when it has not set one.
    """
    if not weeks:
        return None
    held = [
        timezone.localdate(one.moment)
        for one in gesprekken
        if one.onderwerp == Contactmoment.Onderwerp.PROGRESS and one.uitkomst == Contactmoment.Uitkomst.HELD
    ]
    last = max(held, default=None)
    return {
        "weeks": weeks,
        "laatste": last,
        "volgende": last + timedelta(weeks=weeks) if last else None,
    }


def documents_page(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The documents, the newest first; of those taken back only that they were there."""
    context = frame(actor, dossier_id, gettext_noop("documenten bekijken"))
    limit = timezone.now() - timedelta(hours=24)
    return context | {
        "tab": "documenten",
        "pieces": [
            (piece, piece.document.placed_by == actor.id and piece.document.placed_at > limit)
            for piece in _pieces(actor, context["dossier"])
        ],
    }


def network_page(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """Who is around this person: colleagues, household, provider, owners of signals."""
    context = frame(actor, dossier_id, gettext_noop("netwerk bekijken"))
    dossier: Dossier = context["dossier"]
    signalen = [one for one in _signalen(actor, dossier) if not one.opgelost_op]
    signed_in = Feit.objects.filter(
        dossier=dossier,
        soort__in=(FeitSoort.PLACED, FeitSoort.SIGNED_IN_AANBIEDER),
        withdrawn_at=None,
    ).exclude(toelichting="")
    return context | {
        "tab": "netwerk",
        "huisgenoten": huisgenoten(actor, dossier),
        "aanbieder": next((feit.toelichting for feit in signed_in.order_by("-datum")), ""),
        "eigenaren": sorted(
            {one.eigenaar.naam for one in signalen} - {getattr(dossier.klantmanager, "naam", "")}
        ),
    }


def huisgenoten(actor: Actor, dossier: Dossier) -> list[tuple[Persoon, Dossier | None]]:
    """The others of the household, each with a dossier this actor may see, if there is one."""
    huishouden = dossier.persoon.huishouden_id
    if huishouden is None:
        return []
    members = list(Persoon.objects.filter(huishouden=huishouden).exclude(pk=dossier.persoon_id))
    visible = rechten.DOSSIER_VIEW.filter(actor, Dossier.objects.filter(persoon__in=members))
    per_persoon = {one.persoon_id: one for one in visible}
    hidden = set(
        Dossier.objects.filter(persoon__in=members)
        .exclude(pk__in=visible)
        .values_list("persoon_id", flat=True)
    )
    return [
        (member, per_persoon.get(member.pk))
        for member in members
        if member.pk in per_persoon or member.pk not in hidden
    ]


def audit_log_page(actor: Actor, dossier_id: UUID, *, voor: int | None = None) -> dict[str, Any]:
    """Who read and changed what in this dossier, the newest first, a page at a time."""
    context = frame(actor, dossier_id, gettext_noop("logboek bekijken"), recht=rechten.DOSSIER_AUDIT_LOG)
    dossier: Dossier = context["dossier"]
    numbers = line_numbers_about(dossier.gemeente, [dossier.persoon_id])
    lines = AuditEntry.objects.filter(gemeente=dossier.gemeente_id, pk__in=numbers).order_by("-id")
    if voor:
        lines = lines.filter(id__lt=voor)
    page, more = cut(lines, LINES_PER_PAGE)
    return context | {
        "tab": "logboek",
        "lines": page,
        "names": _names(page),
        "volgende": page[-1].pk if more else None,
    }


def _names(lines: list[AuditEntry]) -> dict[str, str]:
    """The names of the colleagues whose ids stand in changes of these lines."""
    values = {
        str(value)
        for line in lines
        for field in ("klantmanager", "eigenaar")
        for value in (line.wijziging or {}).get(field, ())
        if value
    }
    return {str(pk): name for pk, name in Account.objects.filter(pk__in=values).values_list("pk", "naam")}


def feiten_page(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """Every kind of fact, the one that holds and those withdrawn. Of a change of the PIP if there was one."""
    context = frame(actor, dossier_id, gettext_noop("feiten bekijken"))
    rows: dict[str, dict[str, Any]] = {
        kind.value: {"soort": kind, "feit": None, "withdrawn": []} for kind in FeitSoort
    }
    all_ = (
        Feit.objects.filter(dossier=context["dossier"])
        .select_related("recorded_by", "withdrawn_by")
        .order_by("-vastgelegd_op")
    )
    for feit in all_:
        if feit.withdrawn_at:
            rows[feit.soort]["withdrawn"].append(feit)
        else:
            rows[feit.soort]["feit"] = feit
    pip_taken_over = is_pip_taken_over(all_)
    for kind, row in rows.items():
        row["belongs_at"] = where_belongs(kind, row["feit"], pip_taken_over=pip_taken_over)
    never_changed = [kind for kind in CHANGE if not rows[kind]["feit"] and not rows[kind]["withdrawn"]]
    for kind in never_changed:
        del rows[kind]
    return context | {"tab": "overzicht", "rows": list(rows.values())}

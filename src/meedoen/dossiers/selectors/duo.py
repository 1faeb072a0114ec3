"""What the page about DUO shows: what DUO says beside what we say, what it reported, what is under way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Organisation
from meedoen.dossiers.differences import Comparison, compare
from meedoen.dossiers.models import DifferenceChoice, Dossier
from meedoen.dossiers.selectors.dossier import frame, valid_feiten
from meedoen.dossiers.services.dossier import settings_of
from meedoen.keten.connection import is_connected
from meedoen.keten.duo.asking import latest_of_everything, under_way
from meedoen.keten.duo.at_duo import Block, blocks
from meedoen.keten.duo.events import event
from meedoen.keten.models import KetenState, Notification, Party

AT_MOST = 100
"""Notifications on the page."""


def states_of(dossier: Dossier) -> dict[str, KetenState]:
    """What DUO said last about the person of a dossier, by subject; nothing without a BSN."""
    bsn = dossier.persoon.bsn
    return latest_of_everything(dossier.gemeente_id, bsn) if bsn else {}


def comparisons(dossier: Dossier, states: dict[str, KetenState]) -> list[Comparison]:
    """Every subject about which DUO said something, both sides of it. At most four queries."""
    choices: dict[str, DifferenceChoice] = {}
    for choice in DifferenceChoice.objects.filter(dossier=dossier).select_related("by"):
        choices.setdefault(choice.soort, choice)
    rows = compare(
        states,
        valid_feiten(dossier),
        choices,
        today=timezone.localdate(),
        settings=settings_of(dossier.gemeente_id),
        gemeentecode=dossier.gemeente.code,
    )
    names = _names({row.gemeentecode for row in rows} - {""})
    return [replace(row, gemeente=names.get(row.gemeentecode, row.gemeentecode)) for row in rows]


def duo_page(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The page about DUO of one dossier, in a bounded number of queries."""
    context = frame(actor, dossier_id, gettext_noop("bij DUO bekijken"))
    dossier: Dossier = context["dossier"]
    bsn = dossier.persoon.bsn
    states = states_of(dossier)
    rows = comparisons(dossier, states)
    messages = Notification.objects.filter(gemeente_id=dossier.gemeente_id, dossier_id=dossier.pk)
    return context | {
        "tab": "duo",
        "connected": is_connected(dossier.gemeente_id, Party.DUO),
        "rows": rows,
        "count_open": sum(row.open for row in rows),
        "blocks": blocks(states),
        "last_requested": max((state.confirmed_at for state in states.values()), default=None),
        "under_way": [
            (message.soort.partition(":")[2], message)
            for message in (under_way(dossier.gemeente_id, bsn).order_by("volgnummer") if bsn else ())
        ],
        "messages": [
            (message, event(message.gebeurtenis), message.uitkomst.split(" · "))
            for message in messages.order_by("-received_at")[:AT_MOST]
        ],
    }


def _names(codes: set[str]) -> dict[str, str]:
    if not codes:
        return {}
    return dict(Organisation.objects.filter(code__in=codes).values_list("code", "naam"))


__all__ = ["Block", "comparisons", "duo_page", "states_of"]

"""What was changed in the connections of a municipality, from the logbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.models import Organisation
from meedoen.keten.models import ConnectionSettings, Party
from meedoen.keten.pages.apis import name_of_api
from meedoen.keten.pages.rechten import MANAGE_CONNECTIONS
from meedoen.keten.pages.services import CONNECTION_SETTINGS

MOST = 20
EMPTY = gettext_lazy("leeg")


@dataclass(frozen=True)
class Change:
    """One change: who did it, when, and each field with from and to."""

    op: datetime
    by: str
    partij: str
    fields: list[tuple[str, str, str]]


def history(actor: Actor, gemeente: Organisation) -> list[Change]:
    """The last changes of the connections, the newest first. One query."""
    lines = MANAGE_CONNECTIONS.filter(
        actor,
        AuditEntry.objects.filter(
            gemeente=gemeente, handeling=AuditEntry.Action.CHANGED, onderwerp=CONNECTION_SETTINGS
        ),
    ).order_by("-id")
    return [
        Change(line.tijd, line.actor_name, party.label, list(_fields(party, line.wijziging or {})))
        for line in lines[:MOST]
        for party in (Party(line.onderwerp_id),)
    ]


def _fields(party: Party, change: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    return [
        (str(ConnectionSettings._meta.get_field(field).verbose_name), _text(party, of), _text(party, to))  # type: ignore[union-attr]  # noqa: SLF001  # Django's own way to its fields
        for field, (of, to) in change.items()
        if of or to
    ]


def _text(partij: Party, waarde: Any) -> str:
    if isinstance(waarde, bool):
        return _("ja") if waarde else _("nee")
    if isinstance(waarde, dict):
        return ", ".join(f"{name_of_api(partij, api)}: {address}" for api, address in waarde.items()) or str(
            EMPTY
        )
    return str(waarde or EMPTY)

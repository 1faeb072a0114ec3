"""What an administrator does with the chain: messages that are stuck, and connections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, difference, log
from meedoen.basis.organisations.models import Organisation
from meedoen.basis.outbox import services as messages
from meedoen.basis.outbox.models import Message
from meedoen.keten.models import ConnectionSettings, Party
from meedoen.keten.pages.probe import ProbeResult
from meedoen.keten.pages.rechten import KETEN_MANAGE, MANAGE_CONNECTIONS

DOEL_KETEN = gettext_noop("beheer van de keten")
CONNECTION_PURPOSE = gettext_noop("beheer van aansluitingen")
CONNECTION_SETTINGS = gettext_noop("aansluiting")

FIELDS = (
    "basis_url",
    "eigen_adressen",
    "oin",
    "oin_partij",
    "certificaat",
    "sleutel",
    "ca",
    "actief",
)
"""What is set of a connection."""


@transaction.atomic
def send_again(actor: Actor, message: Message) -> bool:
    """Try a refused message or a dead letter again, and log it; False when it is neither, or no longer.

    Raises:
        Geweigerd: the actor may not.
    """
    KETEN_MANAGE.require(actor, message)
    if not messages.send_again(message):
        return False
    log(
        actor,
        Action.SENT,
        gettext_noop("bericht"),
        gemeente_id=message.gemeente_id,
        onderwerp_id=message.pk,
        doel=DOEL_KETEN,
    )
    return True


def discard(actor: Actor, message: Message, reason: str) -> bool:
    """Let a message go without sending it, so that later ones about the same can; False when it is done.

    Raises:
        Geweigerd: the actor may not, or gives no reason.
    """
    KETEN_MANAGE.require(actor, message)
    if not reason.strip():
        raise Refused(_("Zeg waarom dit bericht mag vervallen."))
    return messages.discard(actor, message, reason)


@transaction.atomic
def save_connection_settings(
    actor: Actor, gemeente: Organisation, party: Party, values: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Set how a municipality reaches a party; returns what changed, field → [from, to].

    Args:
        waarden: `FIELDS`, checked by a form.

    Raises:
        Geweigerd: not the actor's municipality.
    """
    # The row of the municipality is the lock: the first of two who connect it at once wins.
    Organisation.objects.select_for_update(of=("self",)).get(pk=gemeente.pk)
    previous = ConnectionSettings.objects.filter(gemeente=gemeente, partij=party).first()
    row = previous or ConnectionSettings(gemeente=gemeente, partij=party)
    MANAGE_CONNECTIONS.require(actor, row)
    for_ = {field: getattr(previous, field) for field in FIELDS} if previous else {}
    otherwise = difference(for_, {field: values[field] for field in FIELDS})
    if not otherwise:
        return {}
    for field in FIELDS:
        setattr(row, field, values[field])
    row.save()
    log(
        actor,
        Action.CHANGED,
        CONNECTION_SETTINGS,
        gemeente_id=gemeente.pk,
        onderwerp_id=party.value,
        doel=CONNECTION_PURPOSE,
        wijziging=otherwise,
    )
    return otherwise


def log_probe(actor: Actor, gemeente: Organisation, party: Party, result: ProbeResult) -> None:
    """Write in the logbook that a connection was tried, and whether it answered."""
    log(
        actor,
        Action.SUCCEEDED if result.succeeded else Action.FAILED,
        CONNECTION_SETTINGS,
        gemeente_id=gemeente.pk,
        onderwerp_id=party.value,
        doel=gettext_noop("verbinding proberen"),
    )

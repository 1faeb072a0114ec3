"""Writing messages, and what a person may decide about one that is stuck. The worker sends them (`ronde`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.outbox.deliverers import (
    Afgewezen,
    Bezorger,
    Later,
    Onbereikbaar,
    meld_bezorger_aan,
)
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.outbox.tasks import wek

__all__ = [
    "Afgewezen",
    "Bezorger",
    "Later",
    "Onbereikbaar",
    "laat_vervallen",
    "meld_bezorger_aan",
    "plaats",
    "verzend_opnieuw",
]

DOEL = gettext_noop("beheer van berichten")
Status = Bericht.Status


def plaats(
    kanaal: str,
    soort: str,
    inhoud: Mapping[str, Any],
    *,
    gemeente_id: UUID,
    volgsleutel: str,
    over: UUID | None = None,
) -> Bericht:
    """Write a message in the outbox and wake the worker, both in the transaction that is running.

    Until that transaction ends, another that writes a message with the same key waits: so the numbers of a
    key go up in the order in which they become visible, and none leaves before an earlier one is seen. Who
    writes about several persons in one transaction does so in a fixed order.

    Args:
        kanaal: the channel whose deliverer sends it.
        volgsleutel: messages with the same key leave in the order in which they were placed.
        over: the id of the dossier it is about.
    """
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            sleutel = f"{gemeente_id}:{kanaal}:{volgsleutel}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sleutel])
        bericht = Bericht.objects.create(
            gemeente_id=gemeente_id,
            kanaal=kanaal,
            soort=soort,
            volgsleutel=volgsleutel,
            over=over,
            inhoud=dict(inhoud),
        )
        wek(bericht.gemeente_id, bericht.kanaal)
    return bericht


def verzend_opnieuw(bericht: Bericht) -> bool:
    """Try a refused message or a dead letter again; False when it is neither, or no longer."""
    nu = timezone.now()
    with transaction.atomic():
        vast = Bericht.objects.filter(pk=bericht.pk, status__in=[Status.AFGEWEZEN, Status.MISLUKT])
        gelukt = vast.update(
            status=Status.WACHT,
            status_sinds=nu,
            volgende_poging=nu,
            fouten_op_rij=0,
            fout_sinds=None,
            redenen=[],
        )
        if gelukt:
            wek(bericht.gemeente_id, bericht.kanaal)
    return bool(gelukt)


def laat_vervallen(actor: Actor, bericht: Bericht, reden: str) -> bool:
    """Let a message go without sending it, so that the later ones of its key can; logged.

    False when it is under way or done. The caller has checked that the actor may.
    """
    with transaction.atomic():
        los = Bericht.objects.select_for_update().filter(pk=bericht.pk)
        vorige = los.filter(status__in=[Status.WACHT, Status.AFGEWEZEN, Status.MISLUKT]).first()
        if vorige is None:
            return False
        los.update(status=Status.VERVALLEN, status_sinds=timezone.now(), vervallen_reden=reden[:300])
        noteer(
            actor,
            Handeling.GEWIJZIGD,
            gettext_noop("bericht"),
            gemeente_id=bericht.gemeente_id,
            onderwerp_id=bericht.pk,
            doel=DOEL,
            wijziging={"status": [vorige.status, Status.VERVALLEN.value]},
        )
        wek(bericht.gemeente_id, bericht.kanaal)
    return True

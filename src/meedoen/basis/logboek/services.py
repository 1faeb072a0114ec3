"""Writing in the logbook, and sealing it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from meedoen.basis.logboek.models import Logregel, Zegel
from meedoen.basis.toegang.actor import Actor

Handeling = Logregel.Handeling

EERSTE_ZEGEL = "0" * 64


def noteer(
    actor: Actor,
    handeling: str,
    onderwerp: str,
    *,
    gemeente_id: UUID,
    doel: str,
    onderwerp_id: object = "",
    betrokkenen: Iterable[UUID] = (),
    wijziging: Mapping[str, Any] | None = None,
) -> None:
    """Write one line, in the transaction of the act itself.

    Args:
        betrokkenen: ids of the persons whose data it was; a list page names all it showed in one line.
        doel: why, from the task at hand ("PIP opstellen").
        wijziging: field → [from, to], only for changes.
    """
    Logregel.objects.create(
        gemeente_id=gemeente_id,
        actor_id=actor.id,
        actor_naam=actor.naam,
        kanaal=actor.kanaal,
        handeling=handeling,
        onderwerp=onderwerp,
        onderwerp_id=str(onderwerp_id),
        betrokkenen=list(betrokkenen),
        doel=(f"{actor.doel}: {doel}" if actor.doel else doel)[:120],
        wijziging=json.loads(json.dumps(wijziging, cls=DjangoJSONEncoder)) if wijziging else None,
    )


def verschil(voor: Mapping[str, Any], na: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What changed: field → [from, to], only the fields that differ."""
    return {veld: [voor.get(veld), waarde] for veld, waarde in na.items() if voor.get(veld) != waarde}


@transaction.atomic
def verzegel(gemeente_id: UUID) -> Zegel | None:
    """Seal what was written since the last seal; None when there is nothing to seal.

    Covers only transactions that are over (before the oldest one still running), so writers never wait and
    no late line can slip behind a seal. One sealer at a time per municipality, by advisory lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"zegel:{gemeente_id}"])
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (tot,) = cursor.fetchone() or (0,)
    laatste = Zegel.objects.filter(gemeente_id=gemeente_id).order_by("-nummer").first()
    vanaf = laatste.tot_transactie if laatste else 0
    vorige = laatste.waarde if laatste else EERSTE_ZEGEL
    aantal, waarde = _bereken_zegel(gemeente_id, vanaf, tot, vorige)
    if not aantal:
        return None
    return Zegel.objects.create(
        gemeente_id=gemeente_id,
        nummer=laatste.nummer + 1 if laatste else 1,
        vanaf_transactie=vanaf,
        tot_transactie=tot,
        aantal=aantal,
        vorige=vorige,
        waarde=waarde,
    )


def controleer_zegels(gemeente_id: UUID) -> list[str]:
    """Recompute every seal of a municipality; one Dutch sentence for each that does not hold."""
    fouten = []
    vorige, vanaf = EERSTE_ZEGEL, 0
    for zegel in Zegel.objects.filter(gemeente_id=gemeente_id).order_by("nummer"):
        aantal, waarde = _bereken_zegel(gemeente_id, vanaf, zegel.tot_transactie, vorige)
        if zegel.vorige != vorige or zegel.vanaf_transactie != vanaf:
            fouten.append(f"Zegel {zegel.nummer} sluit niet aan op het vorige zegel.")
        if (aantal, waarde) != (zegel.aantal, zegel.waarde):
            fouten.append(f"Zegel {zegel.nummer} past niet bij de regels: {zegel.aantal} verzegeld, {aantal} gevonden.")
        vorige, vanaf = zegel.waarde, zegel.tot_transactie
    return fouten


def _bereken_zegel(gemeente_id: UUID, vanaf: int, tot: int, vorige: str) -> tuple[int, str]:
    """Count and hash the lines of transactions in [vanaf, tot), in the order of transaction and id."""
    som = hashlib.sha256(vorige.encode())
    aantal = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(l)::text FROM logboek_logregel l WHERE gemeente_id = %s "
            "AND transactie >= %s::text::xid8 AND transactie < %s::text::xid8 ORDER BY transactie, id",
            [gemeente_id, vanaf, tot],
        )
        while regels := cursor.fetchmany(2000):
            for (regel,) in regels:
                som.update(regel.encode())
                aantal += 1
    return aantal, som.hexdigest()

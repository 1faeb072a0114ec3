"""Sealing the logbook in batches, so that writers never wait for each other, and checking the seals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from meedoen.basis.audit_log.models import Logregel, Zegel

EERSTE_ZEGEL = "0" * 64
"""What stands for the former seal of the first."""
EINDE = 2**63 - 1
"""Beyond every transaction id."""

WAAR = (
    "gemeente_id = %s AND stelsel = %s "
    "AND (transactie >= %s::text::xid8 AND transactie < %s::text::xid8 "
    "OR transactie = ANY (%s::text[]::xid8[])) "
    "AND transactie <> ALL (%s::text[]::xid8[])"
)
REGEL = (
    "jsonb_build_array(id, stelsel, transactie::text, extract(epoch FROM tijd), gemeente_id, actor_id, "
    "actor_naam, kanaal, handeling, onderwerp, onderwerp_id, betrokkenen, doel, wijziging)::text"
)
"""A line as it is sealed.

These columns and no others, in no time zone, so that it reads the same for ever.
"""


REGELS = f"SELECT {REGEL} FROM audit_log_logregel WHERE {WAAR} ORDER BY transactie, id"  # noqa: S608  # constants
BETROKKENEN = (
    "INSERT INTO audit_log_betrokkene (gemeente_id, persoon, regel) "  # noqa: S608  # constants
    f"SELECT gemeente_id, unnest(betrokkenen), id FROM audit_log_logregel WHERE {WAAR}"
)


@dataclass(frozen=True)
class Bereik:
    """Which lines a seal is over.

    Of transactions in [vanaf, tot) and in `eerder`, but not of those in `later`.
    """

    gemeente_id: UUID
    stelsel: int
    vanaf: int
    tot: int
    eerder: list[int]
    later: list[int]

    @classmethod
    def na(cls, vorige: Zegel | None, gemeente_id: UUID, stelsel: int, tot: int, later: list[int]) -> Bereik:
        """What comes after the former seal in the same system.

        What was open then is now in, or open still.
        """
        vanaf, eerder = (vorige.tot_transactie, vorige.later) if vorige else (0, [])
        return cls(gemeente_id, stelsel, vanaf, tot, eerder, later)

    @property
    def waarden(self) -> list[Any]:
        """What `WAAR` asks for."""
        eerder, later = ([str(een) for een in reeks] for reeks in (self.eerder, self.later))
        return [self.gemeente_id, self.stelsel, self.vanaf, self.tot, eerder, later]


@transaction.atomic
def verzegel(gemeente_id: UUID) -> Zegel | None:
    """Seal what was written since the last seal; None when there is nothing to seal.

    Covers the transactions that are over. Those still open are remembered in the seal and covered by a later
    one, so writers never wait and no line is skipped for ever. One sealer at a time per municipality, by
    advisory lock. In a database that was restored elsewhere, what the former system had not sealed yet is
    sealed first.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"zegel:{gemeente_id}"])
        # Statement by statement: the snapshot must be younger than the lock.
        cursor.execute(
            "SELECT (pg_control_system()).system_identifier, pg_snapshot_xmax(nu)::text, "
            "ARRAY(SELECT pg_snapshot_xip(nu)::text) FROM pg_current_snapshot() AS nu"
        )
        stelsel, tot, open_nu = cursor.fetchone() or (0, "0", [])
    laatste = Zegel.objects.filter(gemeente_id=gemeente_id).order_by("-nummer").first()
    for vorig_stelsel in _eerdere_stelsels(gemeente_id, laatste, stelsel):
        laatste = _zet_zegel(laatste, gemeente_id, vorig_stelsel, EINDE, []) or laatste
    return _zet_zegel(laatste, gemeente_id, stelsel, int(tot), [int(een) for een in open_nu])


def _eerdere_stelsels(gemeente_id: UUID, laatste: Zegel | None, nu: int) -> list[int]:
    """The systems that may have left lines unsealed: only asked for when this one has sealed nothing yet."""
    if laatste is not None and laatste.stelsel == nu:
        return []
    regels = Logregel.objects.filter(gemeente_id=gemeente_id).exclude(stelsel=nu)
    return list(regels.order_by("stelsel").values_list("stelsel", flat=True).distinct())


def _zet_zegel(
    laatste: Zegel | None, gemeente_id: UUID, stelsel: int, tot: int, later: list[int]
) -> Zegel | None:
    vorige = Zegel.objects.filter(gemeente_id=gemeente_id, stelsel=stelsel).order_by("-nummer").first()
    bereik = Bereik.na(vorige, gemeente_id, stelsel, tot, later)
    keten = laatste.waarde if laatste else EERSTE_ZEGEL
    aantal, waarde = _bereken(bereik, keten)
    if not aantal:
        return None
    with connection.cursor() as cursor:
        cursor.execute(BETROKKENEN, bereik.waarden)
    return Zegel.objects.create(
        gemeente_id=gemeente_id,
        nummer=laatste.nummer + 1 if laatste else 1,
        stelsel=stelsel,
        vanaf_transactie=bereik.vanaf,
        tot_transactie=tot,
        later=later,
        aantal=aantal,
        vorige=keten,
        waarde=waarde,
    )


def controleer_zegels(gemeente_id: UUID) -> list[str]:
    """Recompute every seal of a municipality; one Dutch sentence for each that does not hold."""
    fouten = []
    keten, nummer = EERSTE_ZEGEL, 0
    vorige_in: dict[int, Zegel] = {}
    for zegel in Zegel.objects.filter(gemeente_id=gemeente_id).order_by("nummer"):
        namen = {"nummer": zegel.nummer, "verzegeld": zegel.aantal}
        vorige = vorige_in.get(zegel.stelsel)
        bereik = Bereik.na(vorige, gemeente_id, zegel.stelsel, zegel.tot_transactie, zegel.later)
        if (zegel.vorige, zegel.nummer, zegel.vanaf_transactie) != (keten, nummer + 1, bereik.vanaf):
            fouten.append(_("Zegel %(nummer)s sluit niet aan op het vorige zegel.") % namen)
        aantal, waarde = _bereken(bereik, zegel.vorige)
        if (aantal, waarde) != (zegel.aantal, zegel.waarde):
            namen["gevonden"] = aantal
            fouten.append(
                _("Zegel %(nummer)s past niet bij de regels: %(verzegeld)s verzegeld, %(gevonden)s gevonden.")
                % namen
            )
        keten, nummer, vorige_in[zegel.stelsel] = zegel.waarde, zegel.nummer, zegel
    return fouten


def _bereken(bereik: Bereik, keten: str) -> tuple[int, str]:
    """Count and hash the lines of a seal, in the order of transaction and id.

    The seal's own bounds go in too.
    """
    som = hashlib.sha256(f"{keten} {bereik.tot} {bereik.later}".encode())
    aantal = 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(REGELS, bereik.waarden)
        while regels := cursor.fetchmany(2000):
            for (regel,) in regels:
                som.update(regel.encode())
                aantal += 1
    return aantal, som.hexdigest()

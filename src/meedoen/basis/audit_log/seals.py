"""Sealing the logbook in batches, so that writers never wait for each other, and checking the seals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from meedoen.basis.audit_log.models import AuditEntry, Seal

FIRST_SEAL = "0" * 64
"""What stands for the former seal of the first."""
END = 2**63 - 1
"""Beyond every transaction id."""

WHERE = (
    "gemeente_id = %s AND scheme = %s "
    "AND (transaction >= %s::text::xid8 AND transaction < %s::text::xid8 "
    "OR transaction = ANY (%s::text[]::xid8[])) "
    "AND transaction <> ALL (%s::text[]::xid8[])"
)
LINE = (
    "jsonb_build_array(id, scheme, transaction::text, extract(epoch FROM tijd), gemeente_id, actor_id, "
    "actor_name, kanaal, handeling, onderwerp, onderwerp_id, data_subjects, doel, wijziging)::text"
)
"""A line as it is sealed.

These columns and no others, in no time zone, so that it reads the same for ever.
"""


LINES = f"SELECT {LINE} FROM audit_log_auditentry WHERE {WHERE} ORDER BY transaction, id"  # noqa: S608  # constants
DATA_SUBJECTS = (
    "INSERT INTO audit_log_datasubject (gemeente_id, persoon, line) "  # noqa: S608  # constants
    f"SELECT gemeente_id, unnest(data_subjects), id FROM audit_log_auditentry WHERE {WHERE}"
)


@dataclass(frozen=True)
class SealRange:
    """Which lines a seal is over.

    Of transactions in [vanaf, tot) and in `eerder`, but not of those in `later`.
    """

    gemeente_id: UUID
    scheme: int
    vanaf: int
    tot: int
    earlier: list[int]
    later: list[int]

    @classmethod
    def na(
        cls, previous: Seal | None, gemeente_id: UUID, scheme: int, tot: int, later: list[int]
    ) -> SealRange:
        """What comes after the former seal in the same system.

        What was open then is now in, or open still.
        """
        since, earlier = (previous.until_transaction, previous.later) if previous else (0, [])
        return cls(gemeente_id, scheme, since, tot, earlier, later)

    @property
    def values(self) -> list[Any]:
        """What `WHERE` asks for."""
        earlier, later = ([str(one) for one in series] for series in (self.earlier, self.later))
        return [self.gemeente_id, self.scheme, self.vanaf, self.tot, earlier, later]


@transaction.atomic
def seal_lines(gemeente_id: UUID) -> Seal | None:
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
        scheme, until, open_now = cursor.fetchone() or (0, "0", [])
    last = Seal.objects.filter(gemeente_id=gemeente_id).order_by("-nummer").first()
    for previous_scheme in _earlier_schemes(gemeente_id, last, scheme):
        last = _set_seal(last, gemeente_id, previous_scheme, END, []) or last
    return _set_seal(last, gemeente_id, scheme, int(until), [int(one) for one in open_now])


def _earlier_schemes(gemeente_id: UUID, last: Seal | None, now: int) -> list[int]:
    """The systems that may have left lines unsealed: only asked for when this one has sealed nothing yet."""
    if last is not None and last.scheme == now:
        return []
    lines = AuditEntry.objects.filter(gemeente_id=gemeente_id).exclude(scheme=now)
    return list(lines.order_by("scheme").values_list("scheme", flat=True).distinct())


def _set_seal(last: Seal | None, gemeente_id: UUID, scheme: int, until: int, later: list[int]) -> Seal | None:
    previous = Seal.objects.filter(gemeente_id=gemeente_id, scheme=scheme).order_by("-nummer").first()
    rows = SealRange.na(previous, gemeente_id, scheme, until, later)
    keten = last.waarde if last else FIRST_SEAL
    count, value = _compute(rows, keten)
    if not count:
        return None
    with connection.cursor() as cursor:
        cursor.execute(DATA_SUBJECTS, rows.values)
    return Seal.objects.create(
        gemeente_id=gemeente_id,
        nummer=last.nummer + 1 if last else 1,
        scheme=scheme,
        from_transaction=rows.vanaf,
        until_transaction=until,
        later=later,
        aantal=count,
        previous=keten,
        waarde=value,
    )


def verify_seals(gemeente_id: UUID) -> list[str]:
    """Recompute every seal of a municipality; one Dutch sentence for each that does not hold."""
    errors = []
    keten, number = FIRST_SEAL, 0
    previous_in: dict[int, Seal] = {}
    for seal in Seal.objects.filter(gemeente_id=gemeente_id).order_by("nummer"):
        names = {"nummer": seal.nummer, "verzegeld": seal.aantal}
        previous = previous_in.get(seal.scheme)
        rows = SealRange.na(previous, gemeente_id, seal.scheme, seal.until_transaction, seal.later)
        if (seal.previous, seal.nummer, seal.from_transaction) != (keten, number + 1, rows.vanaf):
            errors.append(_("Zegel %(nummer)s sluit niet aan op het vorige zegel.") % names)
        count, value = _compute(rows, seal.previous)
        if (count, value) != (seal.aantal, seal.waarde):
            names["gevonden"] = count
            errors.append(
                _("Zegel %(nummer)s past niet bij de regels: %(verzegeld)s verzegeld, %(gevonden)s gevonden.")
                % names
            )
        keten, number, previous_in[seal.scheme] = seal.waarde, seal.nummer, seal
    return errors


def _compute(rows: SealRange, keten: str) -> tuple[int, str]:
    """Count and hash the lines of a seal, in the order of transaction and id.

    The seal's own bounds go in too.
    """
    total = hashlib.sha256(f"{keten} {rows.tot} {rows.later}".encode())
    count = 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(LINES, rows.values)
        while lines := cursor.fetchmany(2000):
            for (line,) in lines:
                total.update(line.encode())
                count += 1
    return count, total.hexdigest()

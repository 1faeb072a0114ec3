"""Receiving a notification: who sends it, for whom, what it says, and keeping it with the job it leads to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from meedoen.basis.access.scope import werkruimte
from meedoen.keten.models import Aansluiting, Notificatie, Partij

OIN = re.compile(r"[0-9]{20}")
ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
BSN = re.compile(r"[0-9]{9}")
GEBEURTENIS = re.compile(r"[0-9A-Z]{1,6}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.IGNORECASE)
GROOTSTE_V_NUMMER = 9_999_999_999
JAREN = range(1900, 3000)
SCHRIKKELJAAR = 2000


class Onjuist(Exception):  # noqa: N818  # it reads as what happened
    """What was sent does not follow the specification (400)."""


class NietVoorOns(Exception):  # noqa: N818  # it reads as what happened
    """Sender and receiver do not have this agreement with each other (403)."""


@dataclass(frozen=True, slots=True)
class Kop:
    """The three headers of every message of DUO."""

    bron: str
    doel: str
    bericht_id: UUID


@dataclass(frozen=True, slots=True)
class Melding:
    """What a notification says."""

    gebeurtenis: str
    geregistreerd_op: datetime
    bsn: str = ""
    v_nummer: str = ""


def lees_kop(koppen: Mapping[str, str]) -> Kop:
    """Read the headers.

    Raises:
        Onjuist: one is missing or is no OIN or UUID.
    """
    bron, doel, bericht_id = (koppen.get(naam, "") for naam in ("bron", "doel", "berichtId"))
    if not (OIN.fullmatch(bron) and OIN.fullmatch(doel) and ID.fullmatch(bericht_id)):
        raise Onjuist
    return Kop(bron, doel, UUID(bericht_id))


def lees_melding(inhoud: bytes, soort: str) -> Melding:
    """Read the body. Members that the specification does not know are passed over.

    Raises:
        Onjuist: it is no JSON, or no notification.
    """
    if soort != "application/json":
        raise Onjuist
    try:
        rauw = json.loads(inhoud)
    except (ValueError, RecursionError):
        raise Onjuist from None
    if not isinstance(rauw, dict):
        raise Onjuist
    return Melding(
        gebeurtenis=_tekst(rauw, "gebeurtenisId", GEBEURTENIS),
        geregistreerd_op=_moment(_tekst(rauw, "registratieDatumTijd", MOMENT)),
        bsn=_tekst(rauw, "bsn", BSN) if "bsn" in rauw else "",
        v_nummer=_v_nummer(rauw["vNummer"]) if "vNummer" in rauw else "",
    )


def _tekst(rauw: Mapping[str, Any], naam: str, vorm: re.Pattern[str]) -> str:
    waarde = rauw.get(naam)
    if not isinstance(waarde, str) or not vorm.fullmatch(waarde):
        raise Onjuist
    return waarde


def _moment(tekst: str) -> datetime:
    """The moment; without an offset it is Dutch time, and a year that cannot be counts as now.

    Raises:
        Onjuist: no such day or time.
    """
    jaar, rest = int(tekst[:4]), tekst[4:].upper().replace(":60", ":59")
    try:
        moment = datetime.fromisoformat(f"{jaar if jaar in JAREN else SCHRIKKELJAAR}{rest}")
    except ValueError:
        raise Onjuist from None
    if jaar not in JAREN:
        return timezone.now()
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _v_nummer(waarde: Any) -> str:
    """Ten digits, as it is written in a dossier; JSON has no other way to say an integer than a number."""
    heel = isinstance(waarde, int | float) and not isinstance(waarde, bool) and waarde == waarde // 1
    if not heel or not 0 <= waarde <= GROOTSTE_V_NUMMER:
        raise Onjuist
    return f"{int(waarde):010d}"


def aansluiting_voor(kop: Kop, oin_certificaat: str | None) -> Aansluiting:
    """The connection by which this sender may notify this receiver.

    Args:
        oin_certificaat: the OIN in the sender's certificate, None when whoever checked it does not tell.

    Raises:
        NietVoorOns: no such municipality here, another sender, or a certificate of somebody else.
    """
    gevonden = list(Aansluiting.objects.filter(partij=Partij.DUO, oin=kop.doel, actief=True)[:2])
    if len(gevonden) != 1 or gevonden[0].oin_partij != kop.bron:
        raise NietVoorOns
    if oin_certificaat is not None and oin_certificaat != kop.bron:
        raise NietVoorOns
    return gevonden[0]


def neem_aan(gemeente_id: UUID, bericht_id: UUID, melding: Melding) -> bool:
    """Keep a notification and give the worker its job, in one transaction.

    Returns:
        False when it was here before: then nothing happens again.
    """
    from meedoen.keten.duo.tasks import verwerk_notificatie

    with transaction.atomic(), werkruimte([gemeente_id]):
        try:
            with transaction.atomic():
                Notificatie.objects.create(
                    gemeente_id=gemeente_id,
                    id=bericht_id,
                    gebeurtenis=melding.gebeurtenis,
                    bsn=melding.bsn,
                    v_nummer=melding.v_nummer,
                    geregistreerd_op=melding.geregistreerd_op,
                )
        except IntegrityError:
            return False
        verwerk_notificatie.defer(notificatie_id=str(bericht_id), gemeente_id=str(gemeente_id))
    return True

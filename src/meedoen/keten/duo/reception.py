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

from meedoen.basis.access.scope import within
from meedoen.keten.models import ConnectionSettings, Notification, Party

OIN = re.compile(r"[0-9]{20}")
ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
BSN = re.compile(r"[0-9]{9}")
EVENT = re.compile(r"[0-9A-Z]{1,6}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.IGNORECASE)
LARGEST_V_NUMMER = 9_999_999_999
YEARS = range(1900, 3000)
LEAP_YEAR = 2000


class Incorrect(Exception):  # noqa: N818  # it reads as what happened
    """What was sent does not follow the specification (400)."""


class NotForUs(Exception):  # noqa: N818  # it reads as what happened
    """Sender and receiver do not have this agreement with each other (403)."""


@dataclass(frozen=True, slots=True)
class Header:
    """The three headers of every message of DUO."""

    bron: str
    doel: str
    bericht_id: UUID


@dataclass(frozen=True, slots=True)
class NotificationBody:
    """What a notification says."""

    gebeurtenis: str
    geregistreerd_op: datetime
    bsn: str = ""
    v_nummer: str = ""


def read_header(headers: Mapping[str, str]) -> Header:
    """Read the headers.

    Raises:
        Onjuist: one is missing or is no OIN or UUID.
    """
    source, doel, message_id = (headers.get(name, "") for name in ("bron", "doel", "berichtId"))
    if not (OIN.fullmatch(source) and OIN.fullmatch(doel) and ID.fullmatch(message_id)):
        raise Incorrect
    return Header(source, doel, UUID(message_id))


def read_report(content: bytes, kind: str) -> NotificationBody:
    """Read the body. Members that the specification does not know are passed over.

    Raises:
        Onjuist: it is no JSON, or no notification.
    """
    if kind != "application/json":
        raise Incorrect
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        raise Incorrect from None
    if not isinstance(raw, dict):
        raise Incorrect
    return NotificationBody(
        gebeurtenis=_text(raw, "gebeurtenisId", EVENT),
        geregistreerd_op=_moment(_text(raw, "registratieDatumTijd", MOMENT)),
        bsn=_text(raw, "bsn", BSN) if "bsn" in raw else "",
        v_nummer=_v_number(raw["vNummer"]) if "vNummer" in raw else "",
    )


def _text(raw: Mapping[str, Any], naam: str, shape: re.Pattern[str]) -> str:
    value = raw.get(naam)
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise Incorrect
    return value


def _moment(text: str) -> datetime:
    """The moment; without an offset it is Dutch time, and a year that cannot be counts as now.

    Raises:
        Onjuist: no such day or time.
    """
    year, rest = int(text[:4]), text[4:].upper().replace(":60", ":59")
    try:
        moment = datetime.fromisoformat(f"{year if year in YEARS else LEAP_YEAR}{rest}")
    except ValueError:
        raise Incorrect from None
    if year not in YEARS:
        return timezone.now()
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _v_number(waarde: Any) -> str:
    """Ten digits, as it is written in a dossier; JSON has no other way to say an integer than a number."""
    whole = isinstance(waarde, int | float) and not isinstance(waarde, bool) and waarde == waarde // 1
    if not whole or not 0 <= waarde <= LARGEST_V_NUMMER:
        raise Incorrect
    return f"{int(waarde):010d}"


def connection_settings_for(header: Header, oin_certificate: str | None) -> ConnectionSettings:
    """The connection by which this sender may notify this receiver.

    Args:
        oin_certificaat: the OIN in the sender's certificate, None when whoever checked it does not tell.

    Raises:
        NietVoorOns: no such municipality here, another sender, or a certificate of somebody else.
    """
    found = list(ConnectionSettings.objects.filter(partij=Party.DUO, oin=header.doel, actief=True)[:2])
    if len(found) != 1 or found[0].oin_partij != header.bron:
        raise NotForUs
    if oin_certificate is not None and oin_certificate != header.bron:
        raise NotForUs
    return found[0]


def adopt(gemeente_id: UUID, message_id: UUID, report: NotificationBody) -> bool:
    """Keep a notification and give the worker its job, in one transaction.

    Returns:
        False when it was here before: then nothing happens again.
    """
    from meedoen.keten.duo.tasks import process_notification

    with transaction.atomic(), within([gemeente_id]):
        try:
            with transaction.atomic():
                Notification.objects.create(
                    gemeente_id=gemeente_id,
                    id=message_id,
                    gebeurtenis=report.gebeurtenis,
                    bsn=report.bsn,
                    v_nummer=report.v_nummer,
                    geregistreerd_op=report.geregistreerd_op,
                )
        except IntegrityError:
            return False
        process_notification.defer(notification_id=str(message_id), gemeente_id=str(gemeente_id))
    return True

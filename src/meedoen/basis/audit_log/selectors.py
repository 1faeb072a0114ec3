"""Reads of the logbook: for who watches over it, and written in it like any other read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.data_subjects import numbers_of, personen_of
from meedoen.basis.audit_log.models import AuditEntry, DataSubject, Seal
from meedoen.basis.audit_log.rechten import VIEW_AUDIT_LOG
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Account, Organisation
from meedoen.basis.paging import cut

PER_PAGE = 50
OVERSIGHT = gettext_noop("toezicht op het logboek")
ON_REQUEST = gettext_noop("uitvoer voor een betrokkene")


@dataclass(frozen=True)
class AuditQuery:
    """What someone looks for in the logbook of one municipality; empty is everything.

    `voor` is the id of the last line of the page before.
    """

    gemeente: Organisation
    dossier: str = ""
    wie: UUID | None = None
    handeling: str = ""
    van: date | None = None
    tot: date | None = None
    voor: int | None = None


@dataclass(frozen=True)
class Page:
    """One page of lines, newest first, and the id after which the next begins."""

    lines: list[AuditEntry]
    numbers: dict[UUID, str] = field(default_factory=dict)
    volgende: int | None = None
    unknown_dossier: bool = False


@dataclass(frozen=True)
class SealState:
    """How far a logbook is sealed."""

    last: Seal | None
    count_seals: int
    still_open: int


def gemeenten_of(actor: Actor) -> list[Organisation]:
    """The municipalities whose logbook this actor may see.

    Raises:
        Geweigerd: none.
    """
    gemeenten = actor.gemeenten_as(VIEW_AUDIT_LOG.roles)
    if not gemeenten:
        raise VIEW_AUDIT_LOG.refused(actor)
    return list(Organisation.objects.filter(pk__in=gemeenten))


def turn_page(actor: Actor, ask: AuditQuery) -> Page:
    """One page of the logbook, and one line in it that someone looked; for a dossier, at whose lines."""
    personen = personen_of(ask.gemeente.pk, ask.dossier) if ask.dossier else None
    if personen == []:
        return Page([], unknown_dossier=True)
    rows = _rows(actor, ask, personen)
    if ask.voor:
        rows = rows.filter(pk__lt=ask.voor)
    lines, more = cut(rows, PER_PAGE)
    _log(actor, ask, personen, OVERSIGHT)
    to_name = {line.data_subjects[0] for line in lines if len(line.data_subjects) == 1}
    return Page(
        lines,
        numbers_of(to_name),
        lines[-1].pk if more else None,
    )


def rules_of_data_subject(actor: Actor, ask: AuditQuery) -> Iterator[AuditEntry]:
    """Every line about the person of one dossier, oldest first, for that person to have.

    Raises:
        Geweigerd: no dossier has this number.
    """
    personen = personen_of(ask.gemeente.pk, ask.dossier)
    if not personen:
        raise Refused(_("Er is geen dossier met dit nummer in deze gemeente."))
    rows = _rows(actor, ask, personen)
    _log(actor, ask, personen, ON_REQUEST)
    return rows.order_by("pk").iterator(chunk_size=500)


def colleagues_in_audit_log(gemeente: Organisation) -> list[tuple[UUID, str]]:
    """Everybody with an account who ever worked in this municipality, by name.

    They may stand in its logbook.
    """
    where = [gemeente.pk, gemeente.region_id] if gemeente.region_id else [gemeente.pk]
    rows = Account.objects.filter(appointments__organisation__in=where).distinct()
    return list(rows.values_list("pk", "naam"))


def seal_state(gemeente: Organisation) -> SealState:
    """How far the logbook of a municipality is sealed."""
    seals = Seal.objects.filter(gemeente=gemeente)
    last = seals.order_by("-nummer").first()
    return SealState(last, last.nummer if last else 0, len(_still_open(gemeente, last)))


def _rows(actor: Actor, ask: AuditQuery, personen: list[UUID] | None) -> QuerySet[AuditEntry]:
    rows = VIEW_AUDIT_LOG.filter(actor, AuditEntry.objects.filter(gemeente=ask.gemeente)).order_by("-pk")
    if personen is not None:
        rows = rows.filter(pk__in=line_numbers_about(ask.gemeente, personen))
    if ask.wie:
        rows = rows.filter(actor_id=ask.wie)
    if ask.handeling:
        rows = rows.filter(handeling=ask.handeling)
    if ask.van:
        rows = rows.filter(tijd__gte=_midnight(ask.van))
    if ask.tot:
        rows = rows.filter(tijd__lt=_midnight(ask.tot + timedelta(days=1)))
    return rows


def line_numbers_about(gemeente: Organisation, personen: list[UUID]) -> set[int]:
    """The ids of the lines about these persons: the sealed ones by index, the last few by looking at each.

    The caller has checked that the actor may see them.
    """
    sealed = DataSubject.objects.filter(gemeente=gemeente, persoon__in=personen).values_list(
        "line", flat=True
    )
    last = Seal.objects.filter(gemeente=gemeente).order_by("-nummer").first()
    return {*sealed, *_still_open(gemeente, last, personen)}


def _still_open(gemeente: Organisation, last: Seal | None, personen: list[UUID] | None = None) -> list[int]:
    """The ids of the lines that are not sealed yet, perhaps only those about these persons."""
    where, values = "gemeente_id = %s", list[Any]([gemeente.pk])
    if last is not None:
        where += (
            " AND scheme = %s AND (transaction >= %s::text::xid8 OR transaction = ANY (%s::text[]::xid8[]))"
        )
        values += [last.scheme, last.until_transaction, [str(one) for one in last.later]]
    if personen is not None:
        where += " AND data_subjects && %s::uuid[]"
        values.append(personen)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM audit_log_auditentry WHERE {where}", values)  # noqa: S608  # constants
        return [pk for (pk,) in cursor.fetchall()]


def _log(actor: Actor, ask: AuditQuery, personen: list[UUID] | None, doel: str) -> None:
    log(
        actor,
        Action.READ,
        gettext_noop("logboek"),
        gemeente_id=ask.gemeente.pk,
        data_subjects=personen or (),
        doel=doel,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

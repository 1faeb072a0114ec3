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
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.data_subjects import nummers_van, personen_van
from meedoen.basis.audit_log.models import Betrokkene, Logregel, Zegel
from meedoen.basis.audit_log.rechten import LOGBOEK_BEKIJKEN
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Gebruiker, Organisatie
from meedoen.basis.paging import knip

PER_PAGINA = 50
TOEZICHT = gettext_noop("toezicht op het logboek")
OP_VERZOEK = gettext_noop("uitvoer voor een betrokkene")


@dataclass(frozen=True)
class Vraag:
    """What someone looks for in the logbook of one municipality; empty is everything.

    `voor` is the id of the last line of the page before.
    """

    gemeente: Organisatie
    dossier: str = ""
    wie: UUID | None = None
    handeling: str = ""
    van: date | None = None
    tot: date | None = None
    voor: int | None = None


@dataclass(frozen=True)
class Pagina:
    """One page of lines, newest first, and the id after which the next begins."""

    regels: list[Logregel]
    nummers: dict[UUID, str] = field(default_factory=dict)
    volgende: int | None = None
    onbekend_dossier: bool = False


@dataclass(frozen=True)
class Zegelstand:
    """How far a logbook is sealed."""

    laatste: Zegel | None
    aantal_zegels: int
    nog_open: int


def gemeenten_van(actor: Actor) -> list[Organisatie]:
    """The municipalities whose logbook this actor may see.

    Raises:
        Geweigerd: none.
    """
    gemeenten = actor.gemeenten_als(LOGBOEK_BEKIJKEN.rollen)
    if not gemeenten:
        raise LOGBOEK_BEKIJKEN.geweigerd(actor)
    return list(Organisatie.objects.filter(pk__in=gemeenten))


def blader(actor: Actor, vraag: Vraag) -> Pagina:
    """One page of the logbook, and one line in it that someone looked; for a dossier, at whose lines."""
    personen = personen_van(vraag.gemeente.pk, vraag.dossier) if vraag.dossier else None
    if personen == []:
        return Pagina([], onbekend_dossier=True)
    rijen = _rijen(actor, vraag, personen)
    if vraag.voor:
        rijen = rijen.filter(pk__lt=vraag.voor)
    regels, meer = knip(rijen, PER_PAGINA)
    _noteer(actor, vraag, personen, TOEZICHT)
    te_noemen = {regel.betrokkenen[0] for regel in regels if len(regel.betrokkenen) == 1}
    return Pagina(
        regels,
        nummers_van(te_noemen),
        regels[-1].pk if meer else None,
    )


def regels_van_betrokkene(actor: Actor, vraag: Vraag) -> Iterator[Logregel]:
    """Every line about the person of one dossier, oldest first, for that person to have.

    Raises:
        Geweigerd: no dossier has this number.
    """
    personen = personen_van(vraag.gemeente.pk, vraag.dossier)
    if not personen:
        raise Geweigerd(_("Er is geen dossier met dit nummer in deze gemeente."))
    rijen = _rijen(actor, vraag, personen)
    _noteer(actor, vraag, personen, OP_VERZOEK)
    return rijen.order_by("pk").iterator(chunk_size=500)


def collegas_in_logboek(gemeente: Organisatie) -> list[tuple[UUID, str]]:
    """Everybody with an account who ever worked in this municipality, by name.

    They may stand in its logbook.
    """
    waar = [gemeente.pk, gemeente.regio_id] if gemeente.regio_id else [gemeente.pk]
    rijen = Gebruiker.objects.filter(aanstellingen__organisatie__in=waar).distinct()
    return list(rijen.values_list("pk", "naam"))


def zegelstand(gemeente: Organisatie) -> Zegelstand:
    """How far the logbook of a municipality is sealed."""
    zegels = Zegel.objects.filter(gemeente=gemeente)
    laatste = zegels.order_by("-nummer").first()
    return Zegelstand(laatste, laatste.nummer if laatste else 0, len(_nog_open(gemeente, laatste)))


def _rijen(actor: Actor, vraag: Vraag, personen: list[UUID] | None) -> QuerySet[Logregel]:
    rijen = LOGBOEK_BEKIJKEN.filter(actor, Logregel.objects.filter(gemeente=vraag.gemeente)).order_by("-pk")
    if personen is not None:
        rijen = rijen.filter(pk__in=regelnummers_over(vraag.gemeente, personen))
    if vraag.wie:
        rijen = rijen.filter(actor_id=vraag.wie)
    if vraag.handeling:
        rijen = rijen.filter(handeling=vraag.handeling)
    if vraag.van:
        rijen = rijen.filter(tijd__gte=_middernacht(vraag.van))
    if vraag.tot:
        rijen = rijen.filter(tijd__lt=_middernacht(vraag.tot + timedelta(days=1)))
    return rijen


def regelnummers_over(gemeente: Organisatie, personen: list[UUID]) -> set[int]:
    """The ids of the lines about these persons: the sealed ones by index, the last few by looking at each.

    The caller has checked that the actor may see them.
    """
    verzegeld = Betrokkene.objects.filter(gemeente=gemeente, persoon__in=personen).values_list(
        "regel", flat=True
    )
    laatste = Zegel.objects.filter(gemeente=gemeente).order_by("-nummer").first()
    return {*verzegeld, *_nog_open(gemeente, laatste, personen)}


def _nog_open(gemeente: Organisatie, laatste: Zegel | None, personen: list[UUID] | None = None) -> list[int]:
    """The ids of the lines that are not sealed yet, perhaps only those about these persons."""
    waar, waarden = "gemeente_id = %s", list[Any]([gemeente.pk])
    if laatste is not None:
        waar += (
            " AND stelsel = %s AND (transactie >= %s::text::xid8 OR transactie = ANY (%s::text[]::xid8[]))"
        )
        waarden += [laatste.stelsel, laatste.tot_transactie, [str(een) for een in laatste.later]]
    if personen is not None:
        waar += " AND betrokkenen && %s::uuid[]"
        waarden.append(personen)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM audit_log_logregel WHERE {waar}", waarden)  # noqa: S608  # constants
        return [pk for (pk,) in cursor.fetchall()]


def _noteer(actor: Actor, vraag: Vraag, personen: list[UUID] | None, doel: str) -> None:
    noteer(
        actor,
        Handeling.GELEZEN,
        gettext_noop("logboek"),
        gemeente_id=vraag.gemeente.pk,
        betrokkenen=personen or (),
        doel=doel,
    )


def _middernacht(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))

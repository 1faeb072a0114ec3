"""Reads of the worklist: which dossiers come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Case, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.prepared_query import BEWAARD, Vraag
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_lijst
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase, Stap
from meedoen.intake.selectors import domeinen_klaar, domeinen_totaal
from meedoen.werkplek.filters import MIJN, Filters
from meedoen.werkplek.paging import PER_BLAD, Plek
from meedoen.werkplek.worklist_lines import KOLOMMEN, Rij, Werkregel, werkregels


@dataclass(frozen=True)
class Werkblad:
    """One page of the worklist, and the places where the pages beside it begin (None when there is none)."""

    regels: list[Werkregel]
    vorige: Plek | None
    volgende: Plek | None


def in_zicht(actor: Actor, filters: Filters) -> QuerySet[Dossier]:
    """The open dossiers of this actor or her team, before any other filter.

    The condition on the phase has the form in which the indexes of the worklist have it.
    """
    rijen = rechten.DOSSIER_BEKIJKEN.filter(actor, Dossier.objects.exclude(fase=Fase.AFGEROND))
    if filters.wie == MIJN:
        rijen = rijen.filter(klantmanager_id=actor.id)
    if filters.gemeente:
        rijen = rijen.filter(gemeente_id=UUID(filters.gemeente))
    return rijen


def werkblad(actor: Actor, filters: Filters, plek: Plek | None = None) -> Werkblad:
    """One page of the worklist, ordered by first deadline. One query, and a line in the logbook.

    Args:
        plek: the place beside which the page begins; None for the first page.
    """
    gevonden = [Rij._make(rij) for rij in _vraag(actor, filters, plek, timezone.localdate()).rijen()]
    terug = plek is not None and plek.terug
    meer = len(gevonden) > PER_BLAD
    blad = gevonden[:PER_BLAD]
    if terug:
        blad.reverse()
    noteer_lijst(actor, gettext_noop("dossierlijst"), blad, gettext_noop("mijn werk"))
    return Werkblad(
        regels=werkregels(blad),
        vorige=_naast(blad[0], terug=True) if blad and (meer if terug else plek is not None) else None,
        volgende=_naast(blad[-1], terug=False) if blad and (terug or meer) else None,
    )


def _naast(rij: Rij, *, terug: bool) -> Plek:
    return Plek(rij.volgorde, rij.id, terug)


@lru_cache(BEWAARD)
def _vraag(actor: Actor, filters: Filters, plek: Plek | None, vandaag: date) -> Vraag:
    """The first page beside this place and one row more, as columns of a `Rij`.

    An index is in order within one municipality; for who works in several, the first rows of each are taken.
    """
    rijen = in_zicht(actor, filters).filter(filters.voorwaarde(vandaag))
    if plek is not None:
        rijen = rijen.filter(plek.voorbij)
    volgorde = ("-volgorde", "-pk") if plek is not None and plek.terug else ("volgorde", "pk")
    gemeenten = [UUID(filters.gemeente)] if filters.gemeente else sorted(actor.gemeenten)
    if len(gemeenten) > 1:
        kop, *staart = (
            rijen.filter(gemeente_id=gemeente).order_by(*volgorde).values("pk")[: PER_BLAD + 1]
            for gemeente in gemeenten
        )
        rijen = Dossier.objects.filter(pk__in=kop.union(*staart, all=True))
    klaar, totaal = (
        Case(When(stap=Stap.INTAKE_VERDER, then=getal)) for getal in (domeinen_klaar(), domeinen_totaal())
    )
    return Vraag.van(rijen.order_by(*volgorde).values_list(*KOLOMMEN, klaar, totaal)[: PER_BLAD + 1])


def dossier_ids(waarden: Iterable[str]) -> list[UUID]:
    """Ids that came in with a form; what is no id is left out."""
    ids = []
    for waarde in waarden:
        try:
            ids.append(UUID(waarde))
        except ValueError:
            continue
    return ids

"""Searching a dossier by what one has at hand: a name, a BSN, a V-nummer, a dossier number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.audit_entry import log_list
from meedoen.dossiers.models import Dossier, SearchTerm
from meedoen.dossiers.numbers import is_bsn
from meedoen.dossiers.selectors import dossiers_for
from meedoen.dossiers.services import search_terms
from meedoen.werkplek.worklist_lines import WorklistLine, rows_of, worklist_lines

AT_MOST = 20
SHORTEST = 2
"""A part of a name is searched from this many letters on."""

NUMBER = re.compile(r"\d{4}-\d{4}-\d{5}")
FIGURES = re.compile(r"[\d .]+")


@dataclass(frozen=True)
class Finding:
    """What was found. `meer` says that there is more than is shown, `short` that nothing was searched."""

    lines: list[tuple[WorklistLine, Dossier]]
    more: bool = False
    short: bool = False


def search(actor: Actor, vraag: str) -> Finding:
    """The dossiers this actor may see that answer the question, open ones first, at most twenty.

    Of several words all must begin a part of the name. The logbook gets whose dossiers were shown; the
    question itself is kept nowhere.
    """
    q = _condition(actor, vraag.strip())
    if q is None:
        return Finding([], short=True)
    rows = dossiers_for(actor).filter(q).select_related("persoon", "klantmanager", "gemeente")
    found = list(_sorted(rows)[: AT_MOST + 1])
    shown = found[:AT_MOST]
    log_list(actor, gettext_noop("dossierlijst"), shown, gettext_noop("dossier zoeken"))
    return Finding(list(zip(worklist_lines(rows_of(shown)), shown, strict=True)), more=len(found) > AT_MOST)


def _sorted(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.order_by("persoon__achternaam", "persoon__voornamen", "volgorde", "pk")


def _condition(actor: Actor, ask: str) -> Q | None:
    """What a dossier must meet; None for a question too short to ask."""
    if NUMBER.fullmatch(ask):
        return Q(nummer=ask)
    if FIGURES.fullmatch(ask):
        return _number(re.sub(r"[ .]", "", ask))
    words = search_terms(ask)
    if not words or any(len(word) < SHORTEST for word in words):
        return None
    q = Q()
    for word in words:
        hits = SearchTerm.objects.filter(
            gemeente_id__in=actor.gemeenten, term__gte=word, term__lt=_just_after(word)
        )
        q &= Q(persoon_id__in=hits.values("persoon_id"))
    return q


def _number(figures: str) -> Q | None:
    """A BSN when it can be one, and a V-nummer, which has no check digits."""
    if not figures:
        return None
    q = Q(persoon__v_nummer=figures)
    return q | Q(persoon__bsn=figures) if is_bsn(figures) else q


def _just_after(word: str) -> str:
    """The first word after all that begin like this one, in the order of the C collation."""
    return word[:-1] + chr(ord(word[-1]) + 1)

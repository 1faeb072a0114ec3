"""Searching a dossier by what one has at hand: a name, a BSN, a V-nummer, a dossier number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.audit_entry import noteer_lijst
from meedoen.dossiers.models import Dossier, Zoekterm
from meedoen.dossiers.numbers import is_bsn
from meedoen.dossiers.selectors import dossiers_voor
from meedoen.dossiers.services import zoektermen
from meedoen.werkplek.worklist_lines import Werkregel, rijen_van, werkregels

HOOGSTENS = 20
KORTST = 2
"""A part of a name is searched from this many letters on."""

NUMMER = re.compile(r"\d{4}-\d{4}-\d{5}")
CIJFERS = re.compile(r"[\d .]+")


@dataclass(frozen=True)
class Vondst:
    """What was found. `meer` says that there is more than is shown, `te_kort` that nothing was searched."""

    regels: list[tuple[Werkregel, Dossier]]
    meer: bool = False
    te_kort: bool = False


def zoek(actor: Actor, vraag: str) -> Vondst:
    """The dossiers this actor may see that answer the question, open ones first, at most twenty.

    Of several words all must begin a part of the name. The logbook gets whose dossiers were shown; the
    question itself is kept nowhere.
    """
    q = _voorwaarde(actor, vraag.strip())
    if q is None:
        return Vondst([], te_kort=True)
    rijen = dossiers_voor(actor).filter(q).select_related("persoon", "klantmanager", "gemeente")
    gevonden = list(_gesorteerd(rijen)[: HOOGSTENS + 1])
    getoond = gevonden[:HOOGSTENS]
    noteer_lijst(actor, gettext_noop("dossierlijst"), getoond, gettext_noop("dossier zoeken"))
    return Vondst(
        list(zip(werkregels(rijen_van(getoond)), getoond, strict=True)), meer=len(gevonden) > HOOGSTENS
    )


def _gesorteerd(rijen: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rijen.order_by("persoon__achternaam", "persoon__voornamen", "volgorde", "pk")


def _voorwaarde(actor: Actor, vraag: str) -> Q | None:
    """What a dossier must meet; None for a question too short to ask."""
    if NUMMER.fullmatch(vraag):
        return Q(nummer=vraag)
    if CIJFERS.fullmatch(vraag):
        return _nummer(re.sub(r"[ .]", "", vraag))
    woorden = zoektermen(vraag)
    if not woorden or any(len(woord) < KORTST for woord in woorden):
        return None
    q = Q()
    for woord in woorden:
        treffers = Zoekterm.objects.filter(
            gemeente_id__in=actor.gemeenten, term__gte=woord, term__lt=_net_erna(woord)
        )
        q &= Q(persoon_id__in=treffers.values("persoon_id"))
    return q


def _nummer(cijfers: str) -> Q | None:
    """A BSN when it can be one, and a V-nummer, which has no check digits."""
    if not cijfers:
        return None
    q = Q(persoon__v_nummer=cijfers)
    return q | Q(persoon__bsn=cijfers) if is_bsn(cijfers) else q


def _net_erna(woord: str) -> str:
    """The first word after all that begin like this one, in the order of the C collation."""
    return woord[:-1] + chr(ord(woord[-1]) + 1)

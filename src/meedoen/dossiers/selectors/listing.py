"""Many dossiers: the list of all of them, and who is perhaps known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.paging import cut, past_place, read_place, write_place
from meedoen.dossiers.audit_entry import log_list
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors.dossier import dossiers_for

PER_PAGE = 50
SALT = "dossiers.plek"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of dossiers, and where the next one begins ("" when there is none)."""

    dossiers: list[Dossier]
    volgende: str


def dossier_list(actor: Actor, *, nummer: str = "", fase: str = "", na: str = "") -> Page:
    """The dossiers this actor may see, newest number first, a page at a time. Two queries and the log.

    Args:
        nummer: a whole dossier number, or its last digits.
        fase: one `Fase`; anything else is no filter.
        na: where the page begins, as `Blad.volgende` gave it.
    """
    rows = (
        dossiers_for(actor).select_related("persoon", "klantmanager", "gemeente").order_by("-nummer", "-pk")
    )
    if nummer := nummer.replace("\0", "").strip():  # PostgreSQL has no NUL
        rows = (
            rows.filter(nummer__endswith=nummer.zfill(5)) if nummer.isdigit() else rows.filter(nummer=nummer)
        )
    if fase in Fase.values:
        rows = rows.filter(fase=fase)
    if place := read_place(na, salt=SALT):
        rows = rows.filter(past_place("nummer", *place, descending=True))
    page, more = cut(rows, PER_PAGE)
    log_list(actor, gettext_noop("dossierlijst"), page, gettext_noop("dossier zoeken"))
    return Page(page, write_place((page[-1].nummer, str(page[-1].pk)), salt=SALT) if more else "")


def duplicates(
    gemeente_id: UUID,
    *,
    bsn: str = "",
    v_nummer: str = "",
    achternaam: str = "",
    geboortedatum: date | None = None,
) -> list[Persoon]:
    """Who in this municipality is perhaps the same: the same BSN, V-nummer, or surname and birth date.

    People of shielded dossiers are among them, so that nobody gets two; whoever asks shows only what the
    actor may see.
    """
    same = Q(pk__in=())
    if bsn:
        same |= Q(bsn=bsn)
    if v_nummer:
        same |= Q(v_nummer=v_nummer)
    if achternaam and geboortedatum:
        same |= Q(achternaam__iexact=achternaam, geboortedatum=geboortedatum)
    return list(Persoon.objects.filter(same, gemeente_id=gemeente_id).prefetch_related("dossiers")[:5])

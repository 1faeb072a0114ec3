"""Many dossiers: the list of all of them, and who is perhaps known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.paging import knip, lees_plek, schrijf_plek, voorbij
from meedoen.dossiers.audit_entry import noteer_lijst
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors.dossier import dossiers_voor

PER_BLAD = 50
ZOUT = "dossiers.plek"


@dataclass(frozen=True, slots=True)
class Blad:
    """One page of dossiers, and where the next one begins ("" when there is none)."""

    dossiers: list[Dossier]
    volgende: str


def dossierlijst(actor: Actor, *, nummer: str = "", fase: str = "", na: str = "") -> Blad:
    """The dossiers this actor may see, newest number first, a page at a time. Two queries and the log.

    Args:
        nummer: a whole dossier number, or its last digits.
        fase: one `Fase`; anything else is no filter.
        na: where the page begins, as `Blad.volgende` gave it.
    """
    rijen = (
        dossiers_voor(actor).select_related("persoon", "klantmanager", "gemeente").order_by("-nummer", "-pk")
    )
    if nummer := nummer.replace("\0", "").strip():  # PostgreSQL has no NUL
        rijen = (
            rijen.filter(nummer__endswith=nummer.zfill(5))
            if nummer.isdigit()
            else rijen.filter(nummer=nummer)
        )
    if fase in Fase.values:
        rijen = rijen.filter(fase=fase)
    if plek := lees_plek(na, zout=ZOUT):
        rijen = rijen.filter(voorbij("nummer", *plek, aflopend=True))
    blad, meer = knip(rijen, PER_BLAD)
    noteer_lijst(actor, gettext_noop("dossierlijst"), blad, gettext_noop("dossier zoeken"))
    return Blad(blad, schrijf_plek((blad[-1].nummer, str(blad[-1].pk)), zout=ZOUT) if meer else "")


def dubbelen(
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
    zelfde = Q(pk__in=())
    if bsn:
        zelfde |= Q(bsn=bsn)
    if v_nummer:
        zelfde |= Q(v_nummer=v_nummer)
    if achternaam and geboortedatum:
        zelfde |= Q(achternaam__iexact=achternaam, geboortedatum=geboortedatum)
    return list(Persoon.objects.filter(zelfde, gemeente_id=gemeente_id).prefetch_related("dossiers")[:5])

"""Many dossiers: the list of all of them, and who is perhaps known already."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_noop

from meedoen.basis.logboek.services import Handeling, noteer
from meedoen.basis.toegang.actor import Actor
from meedoen.dossiers.lijn import Fase
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.dossiers.selectors.dossier import dossiers_voor

PER_BLAD = 50


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
    if plek := _lees_plek(na):
        rijen = rijen.filter(Q(nummer__lt=plek[0]) | Q(nummer=plek[0], pk__lt=plek[1]))
    gevonden = list(rijen[: PER_BLAD + 1])
    blad = gevonden[:PER_BLAD]
    for gemeente_id, groep in groupby(
        sorted(blad, key=lambda d: str(d.gemeente_id)), lambda d: d.gemeente_id
    ):
        noteer(
            actor,
            Handeling.GELEZEN,
            "dossierlijst",
            gemeente_id=gemeente_id,
            betrokkenen=[dossier.persoon_id for dossier in groep],
            doel=gettext_noop("dossier zoeken"),
        )
    return Blad(blad, _schrijf_plek(blad[-1]) if len(gevonden) > PER_BLAD else "")


def _schrijf_plek(dossier: Dossier) -> str:
    return base64.urlsafe_b64encode(f"{dossier.nummer}|{dossier.pk}".encode()).decode()


def _lees_plek(na: str) -> tuple[str, UUID] | None:
    """The place a page begins; None when someone changed the address by hand."""
    try:
        nummer, _, sleutel = base64.urlsafe_b64decode(na.encode()).decode().partition("|")
        return (nummer, UUID(sleutel)) if na else None
    except (binascii.Error, ValueError):
        return None


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

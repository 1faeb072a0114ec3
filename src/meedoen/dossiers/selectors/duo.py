"""What the page about DUO shows: what DUO says beside what we say, what it reported, what is under way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Organisatie
from meedoen.dossiers.differences import Vergelijking, vergelijk
from meedoen.dossiers.models import Dossier, Verschilkeuze
from meedoen.dossiers.selectors.dossier import geldige_feiten, kader
from meedoen.dossiers.services.dossier import instellingen_van
from meedoen.keten.connection import is_aangesloten
from meedoen.keten.duo.asking import laatste_van_alles, onderweg
from meedoen.keten.duo.at_duo import Blok, blokken
from meedoen.keten.duo.events import gebeurtenis
from meedoen.keten.models import Ketenstand, Notificatie, Partij

HOOGSTENS = 100
"""Notifications on the page."""


def standen_van(dossier: Dossier) -> dict[str, Ketenstand]:
    """What DUO said last about the person of a dossier, by subject; nothing without a BSN."""
    bsn = dossier.persoon.bsn
    return laatste_van_alles(dossier.gemeente_id, bsn) if bsn else {}


def vergelijkingen(dossier: Dossier, standen: dict[str, Ketenstand]) -> list[Vergelijking]:
    """Every subject about which DUO said something, both sides of it. At most four queries."""
    keuzes: dict[str, Verschilkeuze] = {}
    for keuze in Verschilkeuze.objects.filter(dossier=dossier).select_related("door"):
        keuzes.setdefault(keuze.soort, keuze)
    rijen = vergelijk(
        standen,
        geldige_feiten(dossier),
        keuzes,
        vandaag=timezone.localdate(),
        instellingen=instellingen_van(dossier.gemeente_id),
        gemeentecode=dossier.gemeente.code,
    )
    namen = _namen({rij.gemeentecode for rij in rijen} - {""})
    return [replace(rij, gemeente=namen.get(rij.gemeentecode, rij.gemeentecode)) for rij in rijen]


def duopagina(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The page about DUO of one dossier, in a bounded number of queries."""
    context = kader(actor, dossier_id, gettext_noop("bij DUO bekijken"))
    dossier: Dossier = context["dossier"]
    bsn = dossier.persoon.bsn
    standen = standen_van(dossier)
    rijen = vergelijkingen(dossier, standen)
    berichten = Notificatie.objects.filter(gemeente_id=dossier.gemeente_id, dossier_id=dossier.pk)
    return context | {
        "tab": "duo",
        "aangesloten": is_aangesloten(dossier.gemeente_id, Partij.DUO),
        "rijen": rijen,
        "aantal_open": sum(rij.open for rij in rijen),
        "blokken": blokken(standen),
        "laatst_gevraagd": max((stand.bevestigd_op for stand in standen.values()), default=None),
        "onderweg": [
            (bericht.soort.partition(":")[2], bericht)
            for bericht in (onderweg(dossier.gemeente_id, bsn).order_by("volgnummer") if bsn else ())
        ],
        "berichten": [
            (bericht, gebeurtenis(bericht.gebeurtenis), bericht.uitkomst.split(" · "))
            for bericht in berichten.order_by("-ontvangen_op")[:HOOGSTENS]
        ],
    }


def _namen(codes: set[str]) -> dict[str, str]:
    if not codes:
        return {}
    return dict(Organisatie.objects.filter(code__in=codes).values_list("code", "naam"))


__all__ = ["Blok", "duopagina", "standen_van", "vergelijkingen"]

"""Reads of the worklist: which dossiers come first, and what each row says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.logboek.services import Handeling, noteer
from meedoen.basis.stijl.talen import TALEN
from meedoen.basis.stijl.templatetags.meedoen import termijnbeeld
from meedoen.basis.toegang.actor import Actor
from meedoen.dossiers import rechten
from meedoen.dossiers.lijn import Fase, Stap, WachtOp
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.intake.selectors import voortgang
from meedoen.werkplek.acties import actie_url
from meedoen.werkplek.bladeren import PER_BLAD, Plek
from meedoen.werkplek.filters import GROEPEN, MIJN, Filters
from meedoen.wet.regel import Termijnregel
from meedoen.wet.termijnregels import TERMIJNREGEL

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

HOE_VER: dict[str, StrPromise] = {
    Stap.EERSTE_CONTACT: gettext_lazy("nog geen contact"),
    Stap.OVERDRACHT: gettext_lazy("driegesprek nog niet geweest"),
    Stap.INTAKE_STARTEN: gettext_lazy("intake nog niet begonnen"),
    Stap.INTAKE_VERDER: gettext_lazy("intake begonnen"),
    Stap.LBT: gettext_lazy("intake af, toets mist nog"),
    Stap.PIP_OPSTELLEN: gettext_lazy("intake en toets af"),
    Stap.PIP_GOEDKEUREN: gettext_lazy("PIP voorgelegd"),
    Stap.PIP_ONDERTEKENEN: gettext_lazy("PIP goedgekeurd"),
    Stap.PIP_BEKENDMAKEN: gettext_lazy("PIP vastgesteld, brief nog niet weg"),
    Stap.AANMELDEN: gettext_lazy("PIP bekend, nog geen aanbieder"),
    Stap.PLAATSING: gettext_lazy("aangemeld bij aanbieder"),
    Stap.VOORTGANG: gettext_lazy("in traject"),
    Stap.GEEN: gettext_lazy("klaar"),
}
"""How far someone is when this is the next step."""


@dataclass(frozen=True, slots=True)
class Werkregel:
    """One row of the worklist: what, for whom, by when, why, how far, and the one act."""

    dossier: Dossier
    toon: str
    wat: str
    waarom: str
    zeker: bool
    wie: str
    leeftijd: int | None
    groep: str
    taal: str
    tolk: bool
    ver: str
    wacht: str
    daad: str
    url: str


@dataclass(frozen=True)
class Werkblad:
    """One page of the worklist, and the places where the pages beside it begin (None when there is none)."""

    regels: list[Werkregel]
    vorige: Plek | None
    volgende: Plek | None


def korte_naam(persoon: Persoon) -> str:
    """A name that a colleague knows and a passer-by does not: "Y., Amina"."""
    voor = persoon.roepnaam or persoon.voornamen.split(" ")[0]
    letter = f"{persoon.achternaam[:1]}."
    return f"{letter}, {voor}" if voor else letter


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
    """One page of the worklist, ordered by first deadline. Two queries, and a line in the logbook.

    Args:
        plek: the place beside which the page begins; None for the first page.
    """
    rijen = in_zicht(actor, filters).filter(filters.voorwaarde(timezone.localdate()))
    terug = plek is not None and plek.terug
    if plek is not None:
        rijen = rijen.filter(plek.voorbij)
    gemeenten = [UUID(filters.gemeente)] if filters.gemeente else sorted(actor.gemeenten)
    gevonden = list(_eerste(gemeenten, rijen, terug=terug))
    meer = len(gevonden) > PER_BLAD
    blad = gevonden[:PER_BLAD]
    if terug:
        blad.reverse()
    noteer_lezing(actor, blad, "mijn werk")
    return Werkblad(
        regels=werkregels(blad),
        vorige=_naast(blad[0], terug=True) if blad and (meer if terug else plek is not None) else None,
        volgende=_naast(blad[-1], terug=False) if blad and (terug or meer) else None,
    )


def _naast(dossier: Dossier, *, terug: bool) -> Plek:
    return Plek(dossier.volgorde, dossier.pk, terug)


def _eerste(gemeenten: list[UUID], rijen: QuerySet[Dossier], *, terug: bool) -> QuerySet[Dossier]:
    """The first page of these dossiers and one row more.

    An index is in order within one municipality; for who works in several, the first rows of each are taken.
    """
    volgorde = ("-volgorde", "-pk") if terug else ("volgorde", "pk")
    if len(gemeenten) > 1:
        kop, *staart = (
            rijen.filter(gemeente_id=gemeente).order_by(*volgorde).values("pk")[: PER_BLAD + 1]
            for gemeente in gemeenten
        )
        rijen = Dossier.objects.filter(pk__in=kop.union(*staart, all=True))
    return rijen.select_related("persoon", "klantmanager", "gemeente").order_by(*volgorde)[: PER_BLAD + 1]


def noteer_lezing(actor: Actor, dossiers: Iterable[Dossier], doel: str) -> None:
    """Write in the logbook whose data a list showed: one line per municipality."""
    op_gemeente = sorted(dossiers, key=lambda dossier: dossier.gemeente_id)
    for gemeente_id, rijen in groupby(op_gemeente, key=lambda dossier: dossier.gemeente_id):
        noteer(
            actor,
            Handeling.GELEZEN,
            "dossierlijst",
            gemeente_id=gemeente_id,
            betrokkenen=[dossier.persoon_id for dossier in rijen],
            doel=doel,
        )


def werkregels(dossiers: list[Dossier]) -> list[Werkregel]:
    """What each row says. One query, when somebody's intake is under way."""
    bezig = [dossier.pk for dossier in dossiers if dossier.stap == Stap.INTAKE_VERDER]
    ver = voortgang(bezig) if bezig else {}
    return [_werkregel(dossier, ver.get(dossier.pk)) for dossier in dossiers]


def _werkregel(dossier: Dossier, domeinen: tuple[int, int] | None) -> Werkregel:
    persoon = dossier.persoon
    regel = TERMIJNREGEL.get(dossier.eerste_termijn)
    taal = next((TALEN[code].naam for code in persoon.contacttalen if code in TALEN), _("taal onbekend"))
    return Werkregel(
        dossier=dossier,
        toon=termijnbeeld(dossier.eerste_dag).toon,
        wat=_(regel.titel) if regel else str(Fase(dossier.fase).label).capitalize(),
        waarom=waarom(regel),
        zeker=regel is None or not regel.zekerheid.is_te_bevestigen,
        wie=korte_naam(persoon),
        leeftijd=persoon.leeftijd(timezone.localdate()),
        groep=str(dict(GROEPEN).get(dossier.doelgroep, _("groep onbekend"))),
        taal=str(taal),
        tolk=persoon.tolk_nodig,
        ver=_hoe_ver(dossier.stap, domeinen),
        wacht=str(WachtOp(dossier.wacht_op).label) if dossier.wacht_op else "",
        daad=str(Stap(dossier.stap).label),
        url=actie_url(dossier.stap, dossier.pk),
    )


def waarom(regel: Termijnregel | None) -> str:
    """Where a deadline comes from, short enough for a row: "art. 5.3 Besluit"."""
    if regel is None:
        return _("geen termijn")
    if regel.is_instelling or regel.grondslag.nummer is None:
        return _("termijn van de gemeente")
    return f"art. {regel.grondslag.nummer} {regel.grondslag.regeling.naam.split(' ', 1)[0]}"


def _hoe_ver(stap: str, domeinen: tuple[int, int] | None) -> str:
    if domeinen is None or not domeinen[1]:
        return str(HOE_VER[stap])
    return _("intake %(klaar)d van %(totaal)d domeinen") % {"klaar": domeinen[0], "totaal": domeinen[1]}


def dossier_ids(waarden: Iterable[str]) -> list[UUID]:
    """Ids that came in with a form; what is no id is left out."""
    ids = []
    for waarde in waarden:
        try:
            ids.append(UUID(waarde))
        except ValueError:
            continue
    return ids

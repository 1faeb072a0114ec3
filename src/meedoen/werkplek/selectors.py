"""Reads of the worklist: which dossiers come first, and what each row says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.logboek.services import Handeling, noteer
from meedoen.basis.stijl.talen import TALEN
from meedoen.basis.stijl.templatetags.meedoen import afstand_op, geleden, kort_op, toon_op
from meedoen.basis.toegang.actor import Actor
from meedoen.dossiers import rechten
from meedoen.dossiers.berekening import TERMIJNEN_MET_DAAD
from meedoen.dossiers.lijn import Fase, Stap, WachtOp
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.intake.selectors import voortgang
from meedoen.werkplek.acties import actie_url, dossier_url
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


NODIG = (
    "gemeente_id",
    "persoon_id",
    "klantmanager_id",
    "afgeschermd",
    "doelgroep",
    "fase",
    "stap",
    "wacht_op",
    "eerste_termijn",
    "eerste_dag",
    "volgorde",
    "klantmanager__naam",
    "persoon__roepnaam",
    "persoon__voornamen",
    "persoon__achternaam",
    "persoon__geboortedatum",
    "persoon__contacttalen",
    "persoon__tolk_nodig",
)
"""The columns a row is made from; what is not shown is not read."""


@dataclass(frozen=True, slots=True)
class Werkregel:
    """One row of the worklist: what, for whom, by when, why, how far, and the one act.

    Everything is in words, in the language of the page: fifty rows are drawn without another question.
    """

    dossier: Dossier
    toon: str
    afstand: str
    dag: str
    wat: str
    waarom: str
    wie: str
    over: str
    taal: str
    tolk: bool
    van: str
    ver: str
    wacht: str
    daad: str
    url: str
    dossier_url: str

    def __getitem__(self, naam: str) -> object:
        """A template asks by key before it asks by attribute; this spares it the exception."""
        return getattr(self, naam)


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
    return rijen.select_related("persoon", "klantmanager").only(*NODIG).order_by(*volgorde)[: PER_BLAD + 1]


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
    domeinen = voortgang(bezig) if bezig else {}
    woorden = Woorden()
    return [_werkregel(dossier, woorden, domeinen.get(dossier.pk)) for dossier in dossiers]


class Woorden:
    """The words of a list in the language of the page, each translated once."""

    def __init__(self) -> None:
        self.vandaag = timezone.localdate()
        self.dagen: dict[date | None, tuple[str, str, str]] = {None: ("rust", _("geen datum"), "")}
        self.stap = {stap.value: str(stap.label) for stap in Stap}
        self.ver = {stap: str(tekst) for stap, tekst in HOE_VER.items()}
        self.fase = {fase.value: str(fase.label).capitalize() for fase in Fase}
        self.wacht = {wie.value: _("wacht op %(wie)s") % {"wie": wie.label} for wie in WachtOp} | {"": ""}
        self.groep = {code: str(naam) for code, naam in GROEPEN}
        self.groep_onbekend = _("groep onbekend")
        self.taal_onbekend = _("taal onbekend")
        self.niemand = _("nog van niemand")
        self.afgeschermd = _("afgeschermd")
        self.tolk = _("tolk")
        self.wat = {naam: _(regel.titel) for naam, regel in TERMIJNREGEL.items()}
        self.waarom = {naam: waarom(regel) for naam, regel in TERMIJNREGEL.items()} | {"": _("geen termijn")}

    def wanneer(self, dag: date | None) -> tuple[str, str, str]:
        """Tone, distance and date of a first deadline; many dossiers have the same."""
        if dag not in self.dagen and dag is not None:
            vandaag = self.vandaag
            self.dagen[dag] = (toon_op(dag, vandaag), afstand_op(dag, vandaag), kort_op(dag, vandaag))
        return self.dagen[dag]


def _werkregel(dossier: Dossier, woorden: Woorden, domeinen: tuple[int, int] | None) -> Werkregel:
    persoon = dossier.persoon
    toon, afstand, dag = woorden.wanneer(dossier.eerste_dag)
    taal = next((str(TALEN[code].naam) for code in persoon.contacttalen if code in TALEN), "")
    return Werkregel(
        dossier=dossier,
        toon=toon,
        # A period without an act that meets it is over; only who should have acted is late.
        afstand=(dossier.eerste_termijn not in TERMIJNEN_MET_DAAD and geleden(dossier.eerste_dag)) or afstand,
        dag=dag,
        wat=woorden.wat.get(dossier.eerste_termijn) or woorden.fase[dossier.fase],
        waarom=woorden.waarom[dossier.eerste_termijn],
        wie=korte_naam(persoon),
        over=_over(dossier, woorden),
        taal=(taal or woorden.taal_onbekend) + (f", {woorden.tolk}" if persoon.tolk_nodig else ""),
        tolk=persoon.tolk_nodig,
        van=dossier.klantmanager.naam if dossier.klantmanager else woorden.niemand,
        ver=_hoe_ver(dossier.stap, woorden, domeinen),
        wacht=woorden.wacht[dossier.wacht_op],
        daad=woorden.stap[dossier.stap],
        url=actie_url(dossier.stap, dossier.pk),
        dossier_url=dossier_url(dossier.pk),
    )


def _over(dossier: Dossier, woorden: Woorden) -> str:
    """Age, group and whether the dossier is shielded: "34 · asiel"."""
    leeftijd = dossier.persoon.leeftijd(woorden.vandaag)
    delen = [
        "" if leeftijd is None else str(leeftijd),
        woorden.groep.get(dossier.doelgroep, woorden.groep_onbekend),
        woorden.afgeschermd if dossier.afgeschermd else "",
    ]
    return " · ".join(filter(None, delen))


def waarom(regel: Termijnregel) -> str:
    """Where a deadline comes from, short enough for a row: "art. 5.3 Besluit", with * when uncertain."""
    ster = "*" if regel.zekerheid.is_te_bevestigen else ""
    if regel.is_instelling or regel.grondslag.nummer is None:
        return _("termijn van de gemeente") + ster
    return f"art. {regel.grondslag.nummer} {regel.grondslag.regeling.naam.split(' ', 1)[0]}{ster}"


def _hoe_ver(stap: str, woorden: Woorden, domeinen: tuple[int, int] | None) -> str:
    if domeinen is None or not domeinen[1]:
        return woorden.ver[stap]
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

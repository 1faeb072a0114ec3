"""The rows of a list of dossiers: what, for whom, by when, why, how far, and the one act."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meedoen.basis.ui.languages import TALEN
from meedoen.basis.ui.templatetags.meedoen import afstand_op, geleden, kort_op, toon_op
from meedoen.dossiers.computation import TERMIJNEN_MET_DAAD
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.models.persoon import NAAMLOOS, leeftijd_op
from meedoen.dossiers.phases import Fase, Stap, WachtOp
from meedoen.intake.selectors import voortgang
from meedoen.werkplek.actions import actie_url, dossier_url
from meedoen.werkplek.filters import GROEPEN
from meedoen.wet.termijn import rule_of_stored, termijn_names, termijn_rule
from meedoen.wet.termijn.rule import TermijnRule

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
    Stap.PIP_WIJZIGEN: gettext_lazy("nieuw besluit over PIP begonnen"),
    Stap.AANMELDEN: gettext_lazy("PIP bekend, nog geen aanbieder"),
    Stap.PLAATSING: gettext_lazy("aangemeld bij aanbieder"),
    Stap.VOORTGANG: gettext_lazy("in traject"),
    Stap.GEEN: gettext_lazy("klaar"),
}
"""How far someone is when this is the next step."""


class Rij(NamedTuple):
    """What a row is made of, as the database has it: the columns of `KOLOMMEN`, in their order."""

    id: UUID
    gemeente_id: UUID
    persoon_id: UUID
    nummer: str
    afgeschermd: bool
    doelgroep: str
    fase: str
    stap: str
    wacht_op: str
    eerste_termijn: str
    eerste_dag: date | None
    eerste_begin: date | None
    nieuw_op: date | None
    volgorde: date
    roepnaam: str
    voornamen: str
    achternaam: str
    geboortedatum: date | None
    contacttalen: list[str]
    tolk_nodig: bool
    klantmanager: str | None
    domeinen_klaar: int | None
    domeinen_totaal: int | None


_VAN_PERSOON = ("roepnaam", "voornamen", "achternaam", "geboortedatum", "contacttalen", "tolk_nodig")
_VAN_DOSSIER = Rij._fields[: Rij._fields.index("roepnaam")]
KOLOMMEN = (*_VAN_DOSSIER, *(f"persoon__{naam}" for naam in _VAN_PERSOON), "klantmanager__naam")
"""The columns of a `Rij` on a queryset of dossiers, but for how far an intake is."""


def rijen_van(dossiers: list[Dossier]) -> list[Rij]:
    """The rows of dossiers at hand, read with their `persoon` and `klantmanager`.

    One query, when somebody's intake is under way.
    """
    bezig = [dossier.pk for dossier in dossiers if dossier.stap == Stap.INTAKE_VERDER]
    domeinen = voortgang(bezig) if bezig else {}
    return [
        Rij._make(
            [
                *(getattr(dossier, naam) for naam in _VAN_DOSSIER),
                *(getattr(dossier.persoon, naam) for naam in _VAN_PERSOON),
                dossier.klantmanager and dossier.klantmanager.naam,
                *domeinen.get(dossier.pk, (None, None)),
            ]
        )
        for dossier in dossiers
    ]


class Werkregel(NamedTuple):
    """One row in words, in the language of the page: fifty are drawn without another question."""

    id: UUID
    nummer: str
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


class MetNaam(Protocol):
    """Whoever has a name: a person, or a row about one."""

    @property
    def roepnaam(self) -> str: ...
    @property
    def voornamen(self) -> str: ...
    @property
    def achternaam(self) -> str: ...


def korte_naam(persoon: MetNaam) -> str:
    """A name that a colleague knows and a passer-by does not: "Y., Amina"."""
    voor = persoon.roepnaam or persoon.voornamen.split(" ")[0]
    if not (voor or persoon.achternaam):
        return str(NAAMLOOS)
    letter = f"{persoon.achternaam[:1]}."
    return f"{letter}, {voor}" if voor else letter


def werkregels(rijen: list[Rij]) -> list[Werkregel]:
    """What each row says."""
    woorden = _woorden(get_language(), timezone.localdate())
    return [_werkregel(rij, woorden) for rij in rijen]


class Woorden:
    """The words of a list in the language that is active, each translated once."""

    def __init__(self, vandaag: date) -> None:
        self.vandaag = vandaag
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
        self.nieuw = _("nieuw van DUO")
        self.taal = {code: str(taal.naam) for code, taal in TALEN.items()}
        self.domeinen = _("intake %(klaar)d van %(totaal)d domeinen")
        self.wat = {naam: _(termijn_rule(naam).title) for naam in termijn_names()}
        self.redenen: dict[tuple[str, date | None], str] = {}

    def waarom(self, termijn: str, begin: date | None) -> str:
        """Where a deadline comes from: the article of the rule as it holds for what began on this day."""
        if not termijn:
            return _("geen termijn")
        if (termijn, begin) not in self.redenen:
            self.redenen[termijn, begin] = waarom(rule_of_stored(termijn, begin))
        return self.redenen[termijn, begin]

    def wanneer(self, dag: date | None) -> tuple[str, str, str]:
        """Tone, distance and date of a first deadline; many dossiers have the same."""
        if dag not in self.dagen and dag is not None:
            vandaag = self.vandaag
            self.dagen[dag] = (toon_op(dag, vandaag), afstand_op(dag, vandaag), kort_op(dag, vandaag))
        return self.dagen[dag]


@lru_cache(maxsize=4)
def _woorden(_taal: str | None, vandaag: date) -> Woorden:
    """The words in the active language, which is `_taal`, on this day."""
    return Woorden(vandaag)


def _werkregel(rij: Rij, woorden: Woorden) -> Werkregel:
    toon, afstand, dag = woorden.wanneer(rij.eerste_dag)
    taal = next((woorden.taal[code] for code in rij.contacttalen if code in woorden.taal), "")
    return Werkregel(
        id=rij.id,
        nummer=rij.nummer,
        toon=toon,
        # A period without an act that meets it is over; only who should have acted is late.
        afstand=(rij.eerste_termijn not in TERMIJNEN_MET_DAAD and geleden(rij.eerste_dag)) or afstand,
        dag=dag,
        wat=woorden.wat.get(rij.eerste_termijn) or woorden.fase[rij.fase],
        waarom=woorden.waarom(rij.eerste_termijn, rij.eerste_begin),
        wie=korte_naam(rij),
        over=_over(rij, woorden),
        taal=(taal or woorden.taal_onbekend) + (f", {woorden.tolk}" if rij.tolk_nodig else ""),
        tolk=rij.tolk_nodig,
        van=rij.klantmanager or woorden.niemand,
        ver=_hoe_ver(rij, woorden),
        wacht=woorden.wacht[rij.wacht_op],
        daad=woorden.stap[rij.stap],
        url=actie_url(rij.stap, rij.id),
        dossier_url=dossier_url(rij.id),
    )


def _over(rij: Rij, woorden: Woorden) -> str:
    """Age, group and whether the dossier is shielded: "34 · asiel"."""
    leeftijd = leeftijd_op(rij.geboortedatum, woorden.vandaag)
    delen = [
        "" if leeftijd is None else str(leeftijd),
        woorden.groep.get(rij.doelgroep, woorden.groep_onbekend),
        woorden.afgeschermd if rij.afgeschermd else "",
    ]
    return " · ".join(filter(None, delen))


def waarom(regel: TermijnRule) -> str:
    """Where a deadline comes from, short enough for a row: "art. 5.3 Besluit", with * when uncertain."""
    ster = "*" if regel.certainty.needs_confirmation else ""
    if regel.is_setting or regel.grondslag.number is None:
        return _("termijn van de gemeente") + ster
    return f"art. {regel.grondslag.number} {regel.grondslag.regeling.name.split(' ', 1)[0]}{ster}"


def _hoe_ver(rij: Rij, woorden: Woorden) -> str:
    if rij.nieuw_op:
        return woorden.nieuw
    if not rij.domeinen_totaal:
        return woorden.ver[rij.stap]
    return woorden.domeinen % {"klaar": rij.domeinen_klaar or 0, "totaal": rij.domeinen_totaal}

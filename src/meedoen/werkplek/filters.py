"""What someone wants to see of the worklist: in the address, so that it can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Rol
from meedoen.dossiers.computation import TERMIJNEN_MET_DAAD
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.models.dossier import NIEUW
from meedoen.dossiers.phases import Fase, WachtOp
from meedoen.wet.termijn import termijn_rule

MIJN, TEAM = "mijn", "team"
NIEMAND = "niemand"
ANDER = "ander"
WEEK = timedelta(days=7)

Keuzes = list[tuple[str, str | Promise]]

WIE: Keuzes = [(MIJN, _("Mijn werk")), (TEAM, _("Team"))]
FASEN: Keuzes = [(fase.value, fase.label) for fase in Fase if fase is not Fase.AFGEROND]
GROEPEN: Keuzes = [(Dossier.Doelgroep.ASIEL.value, _("asiel")), (Dossier.Doelgroep.GEZIN.value, _("gezin"))]
TERMIJNEN: Keuzes = [
    (naam, _(termijn_rule(naam).title)) for naam in (*TERMIJNEN_MET_DAAD, "inburgeringstermijn")
]
WANNEER: Keuzes = [("laat", _("te laat")), ("week", _("komende week"))]
WACHT: Keuzes = [(ANDER, _("een ander")), *((wie.value, wie.label) for wie in WachtOp)]

KEUZES = {"fase": FASEN, "groep": GROEPEN, "termijn": TERMIJNEN, "wanneer": WANNEER, "wacht": WACHT}
"""Filter → what it can be, and the words for it."""


@dataclass(frozen=True)
class Filters:
    """One set of filters; an empty value filters nothing.

    Attributes:
        wie: whose dossiers, `MIJN` or `TEAM`.
        gemeente: the id of one of the actor's municipalities.
        van: the id of a colleague, or `NIEMAND`.
    """

    wie: str = MIJN
    fase: str = ""
    groep: str = ""
    termijn: str = ""
    wanneer: str = ""
    wacht: str = ""
    gemeente: str = ""
    van: str = ""

    @classmethod
    def uit(cls, gevraagd: Mapping[str, str], actor: Actor) -> Filters:
        """Read filters from an address. What is no choice is left out, so that an old link still works."""
        geldig = {naam: gevraagd.get(naam, "") for naam in KEUZES}
        geldig = {naam: waarde for naam, waarde in geldig.items() if waarde in dict(KEUZES[naam])}
        wie = gevraagd.get("wie", "")
        van, gemeente = gevraagd.get("van", ""), gevraagd.get("gemeente", "")
        return cls(
            wie=wie if wie in dict(WIE) else standaard_wie(actor),
            gemeente=gemeente if gemeente in {str(een) for een in actor.gemeenten} else "",
            van=van if van == NIEMAND or _is_uuid(van) else "",
            **geldig,
        )

    def als_query(self, **anders: str) -> str:
        """The filters as the part of an address after the question mark; `anders` replaces some of them."""
        return urlencode({naam: waarde for naam, waarde in asdict(replace(self, **anders)).items() if waarde})

    @property
    def leeg(self) -> bool:
        """Is nothing filtered but whose dossiers?"""
        return self == Filters(wie=self.wie)

    def voorwaarde(self, vandaag: date) -> Q:
        """What a dossier must meet, apart from whose it is and in which municipality."""
        q = Q()
        if self.fase:
            q &= Q(fase=self.fase)
        if self.groep:
            q &= Q(doelgroep=self.groep)
        if self.termijn:
            q &= Q(eerste_termijn=self.termijn)
        if self.wanneer:
            q &= te_laat(vandaag) if self.wanneer == "laat" else komende_week(vandaag)
        if self.wacht:
            q &= ~Q(wacht_op="") if self.wacht == ANDER else Q(wacht_op=self.wacht)
        if self.van:
            q &= Q(klantmanager=None) if self.van == NIEMAND else Q(klantmanager_id=self.van)
        return q


def te_laat(vandaag: date) -> Q:
    """Dossiers whose first deadline is past; what is new and of nobody yet stands before them."""
    return Q(volgorde__gt=NIEUW, volgorde__lt=vandaag)


def komende_week(vandaag: date) -> Q:
    """Dossiers whose first deadline is today or in the seven days after."""
    return Q(volgorde__gte=vandaag, volgorde__lte=vandaag + WEEK)


def standaard_wie(actor: Actor) -> str:
    """Her own dossiers for who guides people, else those of the team."""
    return MIJN if actor.heeft_rol(Rol.KLANTMANAGER) else TEAM


def _is_uuid(waarde: str) -> bool:
    try:
        return str(UUID(waarde)) == waarde
    except ValueError:
        return False

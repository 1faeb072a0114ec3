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
from meedoen.basis.organisations.models import Role
from meedoen.dossiers.computation import TERMIJNEN_WITH_ACT
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.models.dossier import NEW
from meedoen.dossiers.phases import Fase, WachtOp
from meedoen.wet.termijn import termijn_rule

MY, TEAM = "mijn", "team"
NOBODY = "niemand"
OTHER = "ander"
WEEK = timedelta(days=7)

Choices = list[tuple[str, str | Promise]]

WHO: Choices = [(MY, _("Mijn werk")), (TEAM, _("Team"))]
PHASES: Choices = [(phase.value, phase.label) for phase in Fase if phase is not Fase.COMPLETED]
GROUPS: Choices = [(Dossier.Doelgroep.ASIEL.value, _("asiel")), (Dossier.Doelgroep.GEZIN.value, _("gezin"))]
TERMIJNEN: Choices = [
    (name, _(termijn_rule(name).title)) for name in (*TERMIJNEN_WITH_ACT, "inburgeringstermijn")
]
WHEN: Choices = [("laat", _("te laat")), ("week", _("komende week"))]
WAIT: Choices = [(OTHER, _("een ander")), *((who.value, who.label) for who in WachtOp)]

CHOICES = {"fase": PHASES, "groep": GROUPS, "termijn": TERMIJNEN, "wanneer": WHEN, "wacht": WAIT}
"""Filter → what it can be, and the words for it."""


@dataclass(frozen=True)
class Filters:
    """One set of filters; an empty value filters nothing.

    Attributes:
        wie: whose dossiers, `MY` or `TEAM`.
        gemeente: the id of one of the actor's municipalities.
        van: the id of a colleague, or `NOBODY`.
    """

    wie: str = MY
    fase: str = ""
    groep: str = ""
    termijn: str = ""
    wanneer: str = ""
    wacht: str = ""
    gemeente: str = ""
    van: str = ""

    @classmethod
    def uit(cls, requested: Mapping[str, str], actor: Actor) -> Filters:
        """Read filters from an address. What is no choice is left out, so that an old link still works."""
        valid = {name: requested.get(name, "") for name in CHOICES}
        valid = {name: value for name, value in valid.items() if value in dict(CHOICES[name])}
        who = requested.get("wie", "")
        of, gemeente = requested.get("van", ""), requested.get("gemeente", "")
        return cls(
            wie=who if who in dict(WHO) else default_who(actor),
            gemeente=gemeente if gemeente in {str(one) for one in actor.gemeenten} else "",
            van=of if of == NOBODY or _is_uuid(of) else "",
            **valid,
        )

    def as_query(self, **otherwise: str) -> str:
        """The filters as the part of an address after the question mark; `anders` replaces some of them."""
        return urlencode({name: value for name, value in asdict(replace(self, **otherwise)).items() if value})

    @property
    def leeg(self) -> bool:
        """Is nothing filtered but whose dossiers?"""
        return self == Filters(wie=self.wie)

    def condition(self, today: date) -> Q:
        """What a dossier must meet, apart from whose it is and in which municipality."""
        q = Q()
        if self.fase:
            q &= Q(fase=self.fase)
        if self.groep:
            q &= Q(doelgroep=self.groep)
        if self.termijn:
            q &= Q(eerste_termijn=self.termijn)
        if self.wanneer:
            q &= is_late(today) if self.wanneer == "laat" else coming_week(today)
        if self.wacht:
            q &= ~Q(wacht_op="") if self.wacht == OTHER else Q(wacht_op=self.wacht)
        if self.van:
            q &= Q(klantmanager=None) if self.van == NOBODY else Q(klantmanager_id=self.van)
        return q


def is_late(today: date) -> Q:
    """Dossiers whose first deadline is past; what is new and of nobody yet stands before them."""
    return Q(volgorde__gt=NEW, volgorde__lt=today)


def coming_week(today: date) -> Q:
    """Dossiers whose first deadline is today or in the seven days after."""
    return Q(volgorde__gte=today, volgorde__lte=today + WEEK)


def default_who(actor: Actor) -> str:
    """Her own dossiers for who guides people, else those of the team."""
    return MY if actor.has_role(Role.KLANTMANAGER) else TEAM


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False

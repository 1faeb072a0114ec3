"""What lies ready for a colleague whatever page she opens: one query for everything around the page.

Where she works, how many signals wait for her, her views of the worklist and the numbers above it are asked
for together, so that a page keeps its queries for what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Gebruiker, Organisatie
from meedoen.basis.prepared_query import BEWAARD, Vraag
from meedoen.dossiers import rechten
from meedoen.dossiers.models import Dossier, Signaal
from meedoen.werkplek.filters import WEEK, Filters, komende_week, te_laat
from meedoen.werkplek.models import GekozenWeergave, Weergave
from meedoen.werkplek.selectors import in_zicht

M = TypeVar("M", bound=Model)

GEEN = {"laat": 0, "week": 0, "wacht": 0}


@dataclass(frozen=True)
class Bureau:
    """Where someone works and what waits for her.

    Attributes:
        gemeenten: id and name of the municipalities she works for, by name.
        thema: the code of the one municipality whose colours she sees; empty for ours.
        weergaven: her own views and those shared with her teams: id, naam, filters, eigen, gekozen.
        tellingen: how many dossiers are laat, week and wacht; all nought when not asked for.
    """

    gemeenten: list[tuple[str, str]] = field(default_factory=list)
    thema: str = ""
    meldingen: int = 0
    weergaven: list[dict[str, Any]] = field(default_factory=list)
    tellingen: dict[str, int] = field(default_factory=GEEN.copy)

    @property
    def gekozen(self) -> dict[str, Any] | None:
        """The view she chose last."""
        return next((weergave for weergave in self.weergaven if weergave["gekozen"]), None)


def bureau_van(actor: Actor, tel: Filters | None = None) -> Bureau:
    """Everything around a page, in one query.

    Args:
        tel: whose dossiers to count in `tellingen`, and in which municipality; None to count nothing.
    """
    if actor.id is None:
        return Bureau()
    [(waar, gemeld, bewaard, *geteld)] = _vraag(actor, actor.id, tel, timezone.localdate()).rijen()
    gemeenten = waar or []  # an empty "in" is no query at all
    binnenkort, wachtend = geteld or (None, None)
    return Bureau(
        gemeenten=[(een["id"], een["naam"]) for een in gemeenten],
        thema=gemeenten[0]["code"] if len(gemeenten) == 1 and gemeenten[0]["kleur"] else "",
        meldingen=gemeld,
        weergaven=bewaard,
        tellingen=GEEN | (binnenkort or {}) | {"wacht": wachtend or 0},
    )


@lru_cache(BEWAARD)
def _vraag(actor: Actor, wie: UUID, tel: Filters | None, vandaag: date) -> Vraag:
    delen: dict[str, Any] = {
        "waar": ArraySubquery(_gemeenten(actor)),
        "gemeld": Coalesce(Subquery(_meldingen(actor)), Value(0)),
        "bewaard": ArraySubquery(_weergaven(actor, wie)),
    }
    if tel is not None:
        te_tellen = in_zicht(actor, tel)
        delen |= {
            "binnenkort": Subquery(_termijnen(te_tellen, vandaag)),
            "wachtend": Subquery(_wachtend(te_tellen)),
        }
    return Vraag.van(Gebruiker.objects.filter(pk=wie).annotate(**delen).values_list(*delen))


def _gemeenten(actor: Actor) -> QuerySet[Organisatie, Any]:
    return (
        Organisatie.objects.filter(pk__in=actor.gemeenten)
        .order_by("naam")
        .values(json=JSONObject(id="pk", code="code", naam="naam", kleur="instelling__accentkleur"))
    )


def _meldingen(actor: Actor) -> QuerySet[Signaal, Any]:
    return _een_groep(open_signalen(actor)).annotate(n=Count("pk")).values("n")


def open_signalen(actor: Actor) -> QuerySet[Signaal]:
    """The open signals that are this actor's to solve, in dossiers she may see."""
    return rechten.SIGNAAL_BEKIJKEN.filter(
        actor, Signaal.objects.filter(eigenaar_id=actor.id, opgelost_op=None)
    )


def _weergaven(actor: Actor, wie: UUID) -> QuerySet[Weergave, Any]:
    gekozen = GekozenWeergave.objects.filter(gebruiker_id=wie, weergave_id=OuterRef("pk"))
    eigen = ExpressionWrapper(Q(gebruiker_id=wie), output_field=BooleanField())
    return weergaven_van(actor).values(
        json=JSONObject(id="id", naam="naam", filters="filters", eigen=eigen, gekozen=Exists(gekozen))
    )


def weergaven_van(actor: Actor) -> QuerySet[Weergave]:
    """Her own views and those that colleagues share with her teams, by name."""
    van_haar = Q(gebruiker_id=actor.id) | Q(team_id__in=actor.teams)
    return Weergave.objects.filter(van_haar).order_by("naam", "pk")


def _termijnen(rijen: QuerySet[Dossier], vandaag: date) -> QuerySet[Dossier, Any]:
    """How many are late and how many come up: only that stretch of the index is read."""
    laat, week = te_laat(vandaag), komende_week(vandaag)
    return _een_groep(rijen.filter(volgorde__lte=vandaag + WEEK)).values(
        json=JSONObject(laat=Count("pk", filter=laat), week=Count("pk", filter=week))
    )


def _wachtend(rijen: QuerySet[Dossier]) -> QuerySet[Dossier, Any]:
    """How many wait for somebody else; `dossier_wacht` holds just these."""
    return _een_groep(rijen.exclude(wacht_op="")).annotate(n=Count("pk")).values("n")


def _een_groep(rijen: QuerySet[M]) -> QuerySet[M, Any]:
    """Everything as one group, so that an aggregate can be a subquery."""
    return rijen.order_by().values(groep=Value(1))

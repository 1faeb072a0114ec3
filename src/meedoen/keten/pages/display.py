"""How numbers and messages of the chain are shown: lengths of bars, durations, ages, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Bericht
from meedoen.keten.pages.apis import PARTIJ, SOORTEN, naam_van_api, naam_van_soort
from meedoen.keten.pages.numbers import Dossierverwijzing, verwijzingen
from meedoen.keten.pages.selectors import Notificatiestand, PartijStand, wat_ging_mis

MINUUT = timedelta(minutes=1)
UUR = timedelta(hours=1)
DAG = timedelta(days=1)
PRECIES = 10
"""Below so many seconds a tenth matters."""


@dataclass(frozen=True)
class Grafiek:
    """A number per day as bars. `rijen`: day, number, length of its bar in hundredths of the longest."""

    id: str
    kop: str
    rijen: list[tuple[date, int, int]]

    @property
    def totaal(self) -> int:
        """All days together."""
        return sum(n for _dag, n, _lengte in self.rijen)


@dataclass(frozen=True)
class Berichtregel:
    """One message as it is shown: about nobody, but for who may open the dossier."""

    bericht: Bericht
    partij: str
    api: str
    soort: str
    fouten: list[str]
    dossier: Dossierverwijzing | None

    @property
    def leeftijd(self) -> str:
        """How long ago it was placed."""
        return duur(timezone.now() - self.bericht.gemaakt_op)

    @property
    def beslisbaar(self) -> bool:
        """Can it be sent again?"""
        return self.bericht.status in {Bericht.Status.AFGEWEZEN, Bericht.Status.MISLUKT}

    @property
    def los(self) -> bool:
        """Can it be let go?"""
        return self.beslisbaar or self.bericht.status == Bericht.Status.WACHT


def grafieken(
    dagen: list[date], partijen: Sequence[PartijStand], notificaties: Notificatiestand
) -> list[Grafiek]:
    """What left for each party, and what DUO sent us, per day."""
    uit = [
        _grafiek(een.partij, _("Verzonden naar %(wie)s") % {"wie": een.partij.label}, dagen, een.per_dag)
        for een in partijen
    ]
    return [*uit, _grafiek("notificaties", _("Ontvangen van DUO"), dagen, notificaties.per_dag)]


def _grafiek(naam: str, kop: str, dagen: list[date], aantallen: list[int]) -> Grafiek:
    langst = max(aantallen) or 1
    rijen = [(dag, n, round(100 * n / langst)) for dag, n in zip(dagen, aantallen, strict=True)]
    return Grafiek(naam, kop, rijen)


def berichtregels(actor: Actor, rijen: Sequence[Bericht]) -> list[Berichtregel]:
    """Messages as they are shown to this actor. At most one query."""
    dossiers = verwijzingen(actor, [rij.over for rij in rijen if rij.over])
    return [
        Berichtregel(
            bericht=rij,
            partij=PARTIJ[rij.kanaal].label,
            api=_api(rij),
            soort=naam_van_soort(rij.soort),
            fouten=wat_ging_mis(rij),
            dossier=dossiers.get(rij.over) if rij.over else None,
        )
        for rij in rijen
    ]


def _api(bericht: Bericht) -> str:
    api, _naam = SOORTEN.get(bericht.soort, (bericht.soort, ""))
    return naam_van_api(PARTIJ[bericht.kanaal], api)


def duur(lengte: timedelta | None) -> str:
    """A length of time in the unit one can picture: "0,3 s", "12 s", "4 min", "3 uur", "2 dagen"."""
    if lengte is None:
        return "–"
    if lengte < MINUUT:
        seconden = lengte.total_seconds()
        return _("%(n)s s") % {"n": number_format(seconden, 1 if seconden < PRECIES else 0)}
    if lengte < UUR:
        return _("%(n)s min") % {"n": lengte // MINUUT}
    if lengte < 2 * DAG:
        return ngettext("%(n)s uur", "%(n)s uur", lengte // UUR) % {"n": lengte // UUR}
    return ngettext("%(n)s dag", "%(n)s dagen", lengte.days) % {"n": lengte.days}


def sinds(moment: datetime | None) -> str:
    """How long ago, as `duur` writes it."""
    return duur(timezone.now() - moment if moment else None)

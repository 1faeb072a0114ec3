"""Reads of the chain page: numbers, states and messages without their content, so about nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.outbox.deliverers import zonder_nummers
from meedoen.basis.outbox.models import Bericht, Kanaalstand
from meedoen.basis.paging import knip
from meedoen.keten.duo.events import GEBEURTENISSEN
from meedoen.keten.models import Aansluiting, Notificatie, Partij
from meedoen.keten.pages.apis import PARTIJ, api_van_soort, naam_van_api
from meedoen.keten.pages.certificates import Certificaat, certificaat
from meedoen.keten.pages.rechten import KETEN_BEHEREN

Status = Bericht.Status
Rij = dict[str, Any]
"""One row of an aggregation."""

DAGEN = 14
"""Days that are shown, today among them."""
PER_PAGINA = 25

STANDEN: Mapping[str, tuple[str, ...]] = {
    "vast": (Status.MISLUKT, Status.AFGEWEZEN),
    "wacht": (Status.WACHT, Status.BEZIG),
    "vervallen": (Status.VERVALLEN,),
}
"""What the list of messages can be of."""


class Percentiel(Aggregate):
    """The duration that this share of the rows does not exceed, by `percentile_disc`."""

    template = "percentile_disc(%(deel)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass
class ApiStand:
    """How one interface is doing. Durations are over the last 24 hours; None when nothing was sent."""

    naam: str
    wacht: int = 0
    vast: int = 0
    oudste: datetime | None = None
    verzonden: int = 0
    p50: timedelta | None = None
    p95: timedelta | None = None
    per_dag: list[int] = field(default_factory=lambda: [0] * DAGEN)


@dataclass
class PartijStand:
    """How one party is doing: its connection, its channel, its interfaces.

    Attributes:
        stand: how the channel is disturbed; None when it is open.
    """

    partij: Partij
    aansluiting: Aansluiting | None = None
    certificaten: list[Certificaat] = field(default_factory=list)
    stand: Kanaalstand | None = None
    apis: list[ApiStand] = field(default_factory=list)

    @property
    def per_dag(self) -> list[int]:
        """Messages sent on each day."""
        return [sum(dag) for dag in zip(*(api.per_dag for api in self.apis), strict=True)] or [0] * DAGEN

    @property
    def wacht(self) -> int:
        """Messages that are under way."""
        return sum(api.wacht for api in self.apis)


@dataclass(frozen=True)
class Notificatiestand:
    """What DUO notified of: per day, what waits, and the events nobody here has heard of."""

    per_dag: list[int]
    wacht: int
    oudste: datetime | None
    onbekend: list[Rij]


def gemeente_van(actor: Actor, code: str) -> Organisatie:
    """The municipality with this code, whose chain this actor manages.

    Raises:
        Geweigerd: it is not the actor's.
    """
    mijn = Organisatie.objects.filter(pk__in=actor.gemeenten_als(KETEN_BEHEREN.rollen), code=code).first()
    if mijn is None:
        raise KETEN_BEHEREN.geweigerd(actor)
    return mijn


def gemeenten_van(actor: Actor) -> list[Organisatie]:
    """The municipalities whose chain this actor manages.

    Raises:
        Geweigerd: none.
    """
    mijn = list(Organisatie.objects.filter(pk__in=actor.gemeenten_als(KETEN_BEHEREN.rollen)))
    if not mijn:
        raise KETEN_BEHEREN.geweigerd(actor)
    return mijn


def dagen() -> list[date]:
    """The days that are shown, the oldest first."""
    vandaag = timezone.localdate()
    return [vandaag - timedelta(days=terug) for terug in range(DAGEN - 1, -1, -1)]


def aansluitingen(gemeente: Organisatie) -> list[PartijStand]:
    """The connection with each party and until when its certificates hold. One query, no traffic."""
    alle = {partij: PartijStand(partij) for partij in Partij}
    for aansluiting in Aansluiting.objects.filter(gemeente=gemeente):
        stand = alle[Partij(aansluiting.partij)]
        stand.aansluiting = aansluiting
        bestanden = (aansluiting.certificaat, aansluiting.ca)
        stand.certificaten = [certificaat(bestand) for bestand in bestanden if bestand]
    return list(alle.values())


def partijen(actor: Actor, gemeente: Organisatie) -> list[PartijStand]:
    """How each party is doing. Five queries, however many messages there are."""
    alle = {een.partij: een for een in aansluitingen(gemeente)}
    gestoord = Kanaalstand.objects.filter(gemeente=gemeente, kanaal__in=PARTIJ, opeenvolgende_fouten__gt=0)
    for kanaalstand in KETEN_BEHEREN.filter(actor, gestoord):
        alle[PARTIJ[kanaalstand.kanaal]].stand = kanaalstand
    for (kanaal, _api), api in sorted(_apis(actor, gemeente).items(), key=lambda een: een[1].naam):
        alle[PARTIJ[kanaal]].apis.append(api)
    return list(alle.values())


def _apis(actor: Actor, gemeente: Organisatie) -> dict[tuple[str, str], ApiStand]:
    berichten = KETEN_BEHEREN.filter(actor, Bericht.objects.filter(gemeente=gemeente, kanaal__in=PARTIJ))
    per_api = berichten.order_by().annotate(api=api_van_soort())
    gevonden: dict[tuple[str, str], ApiStand] = {}

    def van(rij: Rij) -> ApiStand:
        naam = naam_van_api(PARTIJ[rij["kanaal"]], rij["api"])
        return gevonden.setdefault((rij["kanaal"], rij["api"]), ApiStand(naam))

    for rij in _onaf(per_api):
        api = van(rij)
        api.wacht, api.vast, api.oudste = rij["wacht"], rij["vast"], rij["oudste"]
    for rij in _snelheid(per_api):
        api = van(rij)
        api.verzonden, api.p50, api.p95 = rij["n"], rij["p50"], rij["p95"]
    plek = {dag: nummer for nummer, dag in enumerate(dagen())}
    for rij in _per_dag(per_api, "verzonden_op", "kanaal", "api"):
        if rij["dag"] in plek:
            van(rij).per_dag[plek[rij["dag"]]] = rij["n"]
    return gevonden


def _onaf(per_api: QuerySet[Any]) -> Iterable[Rij]:
    """What is not done, per interface."""
    wacht = Q(status__in=STANDEN["wacht"])
    tellingen = {
        "wacht": Count("pk", filter=wacht),
        "vast": Count("pk", filter=Q(status__in=STANDEN["vast"])),
        "oudste": Min("gemaakt_op", filter=wacht),
    }
    rijen = per_api.filter(status__in=Bericht.ONAF).values("kanaal", "api").annotate(**tellingen)
    return cast("Iterable[Rij]", rijen)


def _snelheid(per_api: QuerySet[Any]) -> Iterable[Rij]:
    """How many left in the last 24 hours, and how long it took from placing to leaving."""
    duur = ExpressionWrapper(F("verzonden_op") - F("gemaakt_op"), output_field=DurationField())
    recent = per_api.filter(verzonden_op__gte=timezone.now() - timedelta(days=1))
    maten = {"n": Count("pk"), "p50": Percentiel(duur, deel="0.5"), "p95": Percentiel(duur, deel="0.95")}
    return cast("Iterable[Rij]", recent.values("kanaal", "api").annotate(**maten))


def _per_dag(rijen: QuerySet[Any], moment: str, *groepen: str) -> Iterable[Rij]:
    """How many rows of each group there are on each day that is shown."""
    begin = timezone.now() - timedelta(days=DAGEN)
    recent = rijen.filter(**{f"{moment}__gte": begin}).order_by()
    per_dag = recent.annotate(dag=TruncDate(moment)).values(*groepen, "dag").annotate(n=Count("pk"))
    return cast("Iterable[Rij]", per_dag)


def notificaties(actor: Actor, gemeente: Organisatie) -> Notificatiestand:
    """What came in from DUO. Three queries."""
    alle = KETEN_BEHEREN.filter(actor, Notificatie.objects.filter(gemeente=gemeente))
    aantallen: defaultdict[date, int] = defaultdict(int)
    for rij in _per_dag(alle, "ontvangen_op"):
        aantallen[rij["dag"]] = rij["n"]
    open_ = alle.filter(verwerkt_op=None).aggregate(n=Count("pk"), oudste=Min("ontvangen_op"))
    begin = timezone.now() - timedelta(days=DAGEN)
    vreemd = alle.filter(ontvangen_op__gte=begin).exclude(gebeurtenis__in=GEBEURTENISSEN).order_by()
    onbekend = vreemd.values("gebeurtenis").annotate(n=Count("pk"), laatst=Max("ontvangen_op"))
    return Notificatiestand(
        per_dag=[aantallen[dag] for dag in dagen()],
        wacht=open_["n"],
        oudste=open_["oudste"],
        onbekend=list(cast("Iterable[Rij]", onbekend.order_by("gebeurtenis"))),
    )


def berichten(
    actor: Actor, gemeente: Organisatie, stand: str, na: int | None = None
) -> tuple[list[Bericht], bool]:
    """One page of messages in a state of `STANDEN`, the oldest first, and whether there are more.

    Args:
        na: the `volgnummer` of the last message of the page before.
    """
    rijen = KETEN_BEHEREN.filter(
        actor, Bericht.objects.filter(gemeente=gemeente, kanaal__in=PARTIJ, status__in=STANDEN[stand])
    ).defer("inhoud", "volgsleutel")
    if na is not None:
        rijen = rijen.filter(volgnummer__gt=na)
    return knip(rijen.order_by("volgnummer"), PER_PAGINA)


def bericht_van(actor: Actor, gemeente: Organisatie, bericht_id: UUID) -> Bericht:
    """One message to a party of the chain, without its content.

    Raises:
        Geweigerd: there is none in this municipality of the actor's.
    """
    rijen = Bericht.objects.filter(gemeente=gemeente, kanaal__in=PARTIJ, pk=bericht_id)
    bericht = KETEN_BEHEREN.filter(actor, rijen).defer("inhoud", "volgsleutel").first()
    if bericht is None:
        reden = _("Dit bericht bestaat niet, of hoort bij een andere gemeente.")
        raise Geweigerd(reden, recht=KETEN_BEHEREN)
    return bericht


def wat_ging_mis(bericht: Bericht) -> list[str]:
    """Why a message was refused or failed; long numbers are left out, since they may be a person's."""
    redenen = [str(een) for een in bericht.redenen] or [bericht.laatste_fout]
    return [zonder_nummers(_(een)) for een in redenen if een]

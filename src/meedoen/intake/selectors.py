"""Reads of an intake: the guide in use, how far it is, the desk of one domain, the summary for the PIP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.basis.organisations.models import Organisatie
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Contactmoment, Dossier, Signaal
from meedoen.dossiers.rechten import DOSSIER_BEWERKEN
from meedoen.dossiers.selectors import feiten_als_mapping
from meedoen.dossiers.services import instellingen_van
from meedoen.intake import rechten
from meedoen.intake.models import (
    Botsing,
    BredeIntake,
    Domeinbeeld,
    Gespreksleidraad,
    InformatieVerzoek,
    IntakeGesprek,
    Leefdomein,
    Leerbaarheidstoets,
)
from meedoen.wet.termijn.explain import Explanation, explain
from meedoen.wet.termijn.feiten import FEITEN


def leidraad_voor(gemeente_id: UUID, op: date) -> Gespreksleidraad:
    """The guide for an intake begun on this day: the municipality's newest in use, else the standard."""
    leidraad = (
        Gespreksleidraad.objects.filter(Q(gemeente_id=gemeente_id) | Q(gemeente_id=None), vanaf__lte=op)
        .order_by(F("gemeente_id").asc(nulls_last=True), "-vanaf", "-versie")
        .first()
    )
    return leidraad or Gespreksleidraad.objects.filter(gemeente_id=None).latest("versie")


def intake_van(dossier: Dossier) -> BredeIntake | None:
    """The intake of a dossier that the caller may see, with its guide; None when it has not begun."""
    return BredeIntake.objects.filter(dossier=dossier).select_related("leidraad").first()


def domeinen_klaar(dossier: str = "pk") -> Subquery:
    """How many domains of the intake were discussed or skipped; null when none was.

    Args:
        dossier: the field that holds the id of the dossier, on the rows this is a column of.
    """
    klaar = Q(besproken=True) | ~Q(overgeslagen_reden="")
    return _aantal(Domeinbeeld.objects.filter(klaar, intake__dossier_id=OuterRef(dossier)))


def domeinen_totaal(dossier: str = "pk") -> Subquery:
    """How many domains the guide of the intake has; null when there is no intake."""
    leidraden = BredeIntake.objects.filter(dossier_id=OuterRef(OuterRef(dossier))).values("leidraad_id")
    return _aantal(Leefdomein.objects.filter(leidraad_id__in=leidraden))


def _aantal(rijen: QuerySet[Any, Any]) -> Subquery:
    return Subquery(rijen.order_by().values(groep=Value(1)).annotate(n=Count("pk")).values("n"))


def voortgang(dossier_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Per dossier with an intake: domains discussed or skipped, and domains in all. One query."""
    rijen = BredeIntake.objects.filter(dossier_id__in=list(dossier_ids)).values_list(
        "dossier_id", domeinen_klaar("dossier_id"), domeinen_totaal("dossier_id")
    )
    return {dossier_id: (klaar or 0, totaal or 0) for dossier_id, klaar, totaal in rijen}


def dossier_om_in_te_schrijven(actor: Actor, dossier_id: UUID) -> Dossier:
    """A dossier to save a field of its intake in. Shows nobody anything, so only the act itself is logged.

    Raises:
        Geweigerd: not this actor's, or no such dossier.
    """
    rijen = DOSSIER_BEWERKEN.filter(actor, Dossier.objects.select_related("persoon", "gemeente"))
    dossier = rijen.filter(pk=dossier_id).first()
    if dossier is None:
        raise Geweigerd(
            _("Dit dossier bestaat niet, of jij mag er niet in schrijven."), recht=DOSSIER_BEWERKEN
        )
    return dossier


@dataclass(frozen=True)
class Domeinstand:
    """One domain of an intake with what was written there; `beeld` is unsaved and empty when nobody did."""

    domein: Leefdomein
    beeld: Domeinbeeld


@dataclass(frozen=True)
class Intakestand:
    """An intake as its pages show it.

    Attributes:
        standen: every domain in the order of the guide.
        gesprekken: the talks, first to last; `lopend` is the one that is not ended.
        afgerond_op: the day the intake was finished, None while it runs.
        pip_vast: whether a PIP is fixed, so that the intake stays as it is.
    """

    intake: BredeIntake
    standen: list[Domeinstand]
    gesprekken: list[IntakeGesprek]
    afgerond_op: date | None
    pip_vast: bool

    @property
    def lopend(self) -> IntakeGesprek | None:
        """The talk that goes on now."""
        return next((gesprek for gesprek in self.gesprekken if gesprek.afgerond_op is None), None)

    @property
    def klaar(self) -> int:
        """How many domains are discussed or skipped."""
        return sum(stand.beeld.is_klaar for stand in self.standen)

    def stand_van(self, code: str) -> Domeinstand:
        """One domain.

        Raises:
            Geweigerd: the guide of this intake has no such domain.
        """
        for stand in self.standen:
            if stand.domein.code == code:
                return stand
        raise Geweigerd(_("Dit leefdomein staat niet in de gespreksleidraad van deze intake."))

    def eerste_open(self) -> Domeinstand:
        """The domain to go on with: the first that is not discussed or skipped, else the first."""
        return next((stand for stand in self.standen if not stand.beeld.is_klaar), self.standen[0])


def intakestand(actor: Actor, dossier: Dossier, feiten: dict[str, Any]) -> Intakestand | None:
    """The intake of a dossier with its domains and talks; None when it has not begun. Four queries.

    The caller has read the dossier for a purpose that is in the logbook.

    Args:
        feiten: the facts of the dossier, as `feiten_als_mapping` gives them.

    Raises:
        Geweigerd: the actor may not see intakes of this dossier.
    """
    rechten.INTAKE_BEKIJKEN.eis(actor, BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier))
    intake = intake_van(dossier)
    if intake is None:
        return None
    beelden = {beeld.domein: beeld for beeld in intake.beelden.select_related("bijgewerkt_door")}
    return Intakestand(
        intake=intake,
        standen=[
            Domeinstand(domein, beelden.get(domein.code) or Domeinbeeld(domein=domein.code))
            for domein in Leefdomein.objects.filter(leidraad_id=intake.leidraad_id)
        ],
        gesprekken=list(intake.gesprekken.select_related("contactmoment__door")),
        afgerond_op=feiten.get("intake_afgerond"),
        pip_vast="pip_dagtekening" in feiten,
    )


def botsingen_van(actor: Actor, beeld: Domeinbeeld) -> list[Botsing]:
    """The texts of this actor that met a colleague's in one domain and wait for a choice."""
    return list(Botsing.objects.filter(beeld_id=beeld.pk, van_id=actor.id).order_by("veld"))


def signalen_van(dossier: Dossier, domein: str) -> list[Signaal]:
    """The open signals of one life domain."""
    return list(
        Signaal.objects.filter(dossier=dossier, domein=domein, opgelost_op=None).select_related("eigenaar")
    )


def geplande_gesprekken(dossier: Dossier) -> QuerySet[Contactmoment]:
    """Planned talks that can become a talk of the intake."""
    return Contactmoment.objects.filter(dossier=dossier, uitkomst=Contactmoment.Uitkomst.GEPLAND).order_by(
        "moment"
    )


@dataclass(frozen=True)
class Tienweken:
    """The ten weeks for the PIP: by themselves, and with information from others (regelblad 3.15)."""

    zonder: Explanation
    met: Explanation
    verzoeken: list[InformatieVerzoek]

    @property
    def schuift(self) -> bool:
        """Does the information of others give a later last day?"""
        return self.zonder.laatste_dag != self.met.laatste_dag


def tien_weken(actor: Actor, dossier: Dossier, feiten: dict[str, Any]) -> Tienweken:
    """What was asked of others, and what it does to the ten weeks.

    Raises:
        Geweigerd: the actor may not see intakes of this dossier.
    """
    rechten.INTAKE_BEKIJKEN.eis(actor, BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier))
    bekend = {soort: waarde for soort, waarde in feiten.items() if soort in FEITEN}
    zonder = {soort: waarde for soort, waarde in bekend.items() if soort != "informatie_derden"}
    instellingen, vandaag = instellingen_van(dossier.gemeente_id), timezone.localdate()
    return Tienweken(
        zonder=explain(zonder, "pip", vandaag, instellingen),
        met=explain(bekend, "pip", vandaag, instellingen),
        verzoeken=list(InformatieVerzoek.objects.filter(dossier=dossier).select_related("gevraagd_door")),
    )


def lbt_van(dossier: Dossier) -> Leerbaarheidstoets | None:
    """The leerbaarheidstoets of a dossier that the caller may see."""
    return Leerbaarheidstoets.objects.filter(dossier=dossier).select_related("vastgelegd_door").first()


@dataclass(frozen=True)
class Samenvatting:
    """What the intake found, for the page of the PIP and for the letter.

    Attributes:
        zinnen: the five lines of the last talk that was ended.
        signalen: the open signals of the dossier.
    """

    stand: Intakestand
    zinnen: list[str]
    signalen: list[Signaal]
    lbt: Leerbaarheidstoets | None

    @property
    def wensen(self) -> list[tuple[str, str]]:
        """What someone wants, per domain."""
        return [(stand.domein.naam, stand.beeld.wens) for stand in self.stand.standen if stand.beeld.wens]


def samenvatting(actor: Actor, dossier: Dossier, *, doel: str) -> Samenvatting | None:
    """Sum an intake up for a purpose that goes into the logbook; None when it has not begun. Eight queries.

    Raises:
        Geweigerd: the actor may not see intakes of this dossier.
    """
    stand = intakestand(actor, dossier, feiten_als_mapping(dossier))
    if stand is None:
        return None
    noteer_dossier(actor, Handeling.GELEZEN, gettext_noop("brede intake"), dossier, doel)
    afgerond = [gesprek for gesprek in stand.gesprekken if gesprek.afgerond_op]
    return Samenvatting(
        stand=stand,
        zinnen=afgerond[-1].zinnen if afgerond else [],
        signalen=list(Signaal.objects.filter(dossier=dossier, opgelost_op=None).select_related("eigenaar")),
        lbt=lbt_van(dossier),
    )


def leidraad_in_gebruik(gemeente_id: UUID) -> Gespreksleidraad:
    """The guide for an intake that begins today."""
    return leidraad_voor(gemeente_id, timezone.localdate())


@dataclass(frozen=True)
class Leidradenlijst:
    """The guides of one municipality: its own, newest first, the draft, and the one an intake gets today."""

    gemeente: Organisatie
    eigen: list[Gespreksleidraad]
    nu: Gespreksleidraad

    @property
    def concept(self) -> Gespreksleidraad | None:
        """The draft that is being made."""
        return next((leidraad for leidraad in self.eigen if leidraad.is_concept), None)


def leidraden(actor: Actor) -> list[Leidradenlijst]:
    """The guides of each municipality that the actor manages them for.

    Raises:
        Geweigerd: the actor manages guides nowhere.
    """
    recht = rechten.LEIDRAAD_BEHEREN
    gemeenten = list(Organisatie.objects.filter(pk__in=actor.gemeenten_als(recht.rollen)))
    if not gemeenten:
        raise recht.geweigerd(actor)
    return [
        Leidradenlijst(
            gemeente,
            list(Gespreksleidraad.objects.filter(gemeente=gemeente).order_by("-versie")),
            leidraad_in_gebruik(gemeente.pk),
        )
        for gemeente in gemeenten
    ]


def leidraad_met_id(actor: Actor, leidraad_id: int) -> Gespreksleidraad:
    """One guide: the standard, or one of a municipality that the actor manages guides for.

    Raises:
        Geweigerd: another municipality's, or no such guide.
    """
    recht = rechten.LEIDRAAD_BEHEREN
    if not recht.mag_ergens(actor):
        raise recht.geweigerd(actor)
    zichtbaar = Gespreksleidraad.objects.filter(recht.q(actor) | Q(gemeente_id=None))
    leidraad = zichtbaar.select_related("gemeente").filter(pk=leidraad_id).first()
    if leidraad is None:
        raise Geweigerd(
            _("Deze gespreksleidraad bestaat niet, of hoort bij een andere gemeente."), recht=recht
        )
    return leidraad

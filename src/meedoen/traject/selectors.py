"""What the page of a traject shows: what was recorded, and how far each report to DUO is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.ui.law_language import dag_voluit
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import geldige_feiten, kader, uitleg_van
from meedoen.keten.duo.channel import KANAAL
from meedoen.keten.duo.report_state import STANDEN, Meldstand, Stand, meldingen_over, pip_bij_duo
from meedoen.keten.duo.reporting import UREN, is_aangesloten
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import PIP_VASTSTELLEN
from meedoen.traject import explanation, rechten
from meedoen.traject.models import GELDIG, Aanbod, Contactpersoon, Resultaat, Uren
from meedoen.traject.services.contactpersoon import contactpersoon_van, is_bereikbaar

TERMIJNEN = ("inburgeringstermijn", "schakelen", "plaatsing", "ontzorgen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One line of the page: what was recorded, and what DUO knows of it."""

    titel: str
    soort: str
    sleutel: str = ""
    deel: str = ""
    rij: Aanbod | Resultaat | Uren | None = None
    tekst: str = ""
    melding: Meldstand | None = None


@dataclass(frozen=True, slots=True)
class Vast:
    """A report that somebody has to solve, with what it means and where."""

    melding: Meldstand
    wat: str
    betekenis: str
    adres: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How DUO can reach the fixed contact person, and whether it knows."""

    naam: str
    persoon: Contactpersoon
    bereikbaar: bool
    stand: str = ""
    redenen: list[str] = field(default_factory=list)
    melding: Meldstand | None = None


def trajectkader(actor: Actor, dossier_id: UUID, doel: str) -> dict[str, Any]:
    """The head of every page of a traject: that of the dossier, and what may be done here.

    Raises:
        Geweigerd: the actor may not see the dossier or its traject.
    """
    context = kader(actor, dossier_id, doel)
    dossier: Dossier = context["dossier"]
    wie = Uren(dossier=dossier, gemeente_id=dossier.gemeente_id)
    rechten.TRAJECT_BEKIJKEN.eis(actor, wie)
    return context | {"tab": "traject", "mag_traject": bool(rechten.TRAJECT_BEWERKEN.mag(actor, wie))}


def trajectpagina(actor: Actor, dossier_id: UUID) -> dict[str, Any]:
    """The traject: what was recorded and reported, the placement, and the terms that run after the PIP."""
    context = trajectkader(actor, dossier_id, gettext_noop("traject bekijken"))
    dossier: Dossier = context["dossier"]
    feiten = geldige_feiten(dossier)
    meldingen = meldingen_over(dossier.pk)
    return context | {
        "aangemeld": feiten.get(FeitSoort.AANGEMELD_AANBIEDER),
        "geplaatst": feiten.get(FeitSoort.GEPLAATST),
        "termijnen": uitleg_van(dossier, feiten, timezone.localdate(), TERMIJNEN),
        "aangesloten": is_aangesloten(dossier.gemeente_id),
        "aanbod": _aanbod(dossier, meldingen),
        "resultaten": _resultaten(dossier, meldingen),
        "uren": _uren(dossier, meldingen),
        "besluit": Beschikking.objects.filter(dossier=dossier, vastgesteld_op__isnull=False).first(),
        "pip_melding": pip_bij_duo(meldingen),
        "contact": _contact(dossier, meldingen),
        "vast": [_vast(een, dossier) for een in meldingen.values() if een.is_onopgelost],
    }


def _vast(melding: Meldstand, dossier: Dossier) -> Vast:
    return Vast(
        melding,
        str(explanation.WAT[melding.soort]),
        explanation.betekenis(melding.soort),
        explanation.adres(melding.soort, dossier.pk),
    )


def _aanbod(dossier: Dossier, meldingen: dict[tuple[str, str], Meldstand]) -> list[Regel]:
    return [
        Regel(
            titel=rij.instelling,
            soort="aanbod",
            deel=rij.instellingsnummer,
            rij=rij,
            tekst=_("ingeschreven op %(dag)s") % {"dag": dag_voluit(rij.datum)},
            melding=meldingen.get(("aanbod", rij.instellingsnummer)),
        )
        for rij in Aanbod.objects.filter(GELDIG, dossier=dossier)
    ]


def _resultaten(dossier: Dossier, meldingen: dict[tuple[str, str], Meldstand]) -> list[Regel]:
    rijen = {een.soort: een for een in Resultaat.objects.filter(GELDIG, dossier=dossier)}
    return [
        Regel(
            titel=str(soort.label),
            soort=soort.value,
            sleutel=soort.value,
            rij=rijen.get(soort.value),
            tekst=_resultaat_in_woorden(rijen.get(soort.value)),
            melding=meldingen.get((soort.value, "")),
        )
        for soort in Resultaat.Soort
    ]


def _resultaat_in_woorden(rij: Resultaat | None) -> str:
    if rij is None:
        return _("nog niet")
    dag = dag_voluit(rij.datum) if rij.datum else _("geen datum")
    if rij.verwijtbaar is None:
        return dag
    oordeel = _("te laat, verwijtbaar") if rij.verwijtbaar else _("te laat, niet verwijtbaar")
    return f"{dag} ({oordeel})"


def _uren(dossier: Dossier, meldingen: dict[tuple[str, str], Meldstand]) -> list[Regel]:
    rijen = {een.soort: een for een in Uren.objects.filter(GELDIG, dossier=dossier)}
    return [
        Regel(
            titel=str(soort.label),
            soort=UREN[soort.value],
            sleutel=soort.value,
            rij=rijen.get(soort.value),
            tekst=_uren_in_woorden(rijen.get(soort.value)),
            melding=meldingen.get((UREN[soort.value], "")),
        )
        for soort in Uren.Soort
    ]


def _uren_in_woorden(rij: Uren | None) -> str:
    if rij is None:
        return _("nog niet")
    return _("%(n)d uur, geteld tot en met %(dag)s") % {"n": rij.uren, "dag": dag_voluit(rij.tot_en_met)}


def _contact(dossier: Dossier, meldingen: dict[tuple[str, str], Meldstand]) -> Contact | None:
    if dossier.klantmanager is None:
        return None
    persoon = contactpersoon_van(dossier.gemeente_id, dossier.klantmanager)
    laatste = (
        Bericht.objects.filter(
            gemeente_id=dossier.gemeente_id,
            kanaal=KANAAL,
            volgsleutel=f"duo:contact:{dossier.klantmanager_id}",
        )
        .exclude(status=Bericht.Status.VERVALLEN)
        .order_by("-volgnummer")
        .first()
    )
    return Contact(
        dossier.klantmanager.naam,
        persoon,
        is_bereikbaar(persoon),
        STANDEN[Bericht.Status(laatste.status)].value if laatste else "",
        laatste.redenen if laatste else [],
        meldingen.get(("koppeling", "")),
    )


def rij_voor(
    actor: Actor, dossier_id: UUID, model: type[Aanbod] | type[Resultaat] | type[Uren], pk: UUID
) -> Aanbod | Resultaat | Uren:
    """One row that holds, to change or withdraw it.

    Raises:
        Geweigerd: not this actor's, or no such row.
    """
    rijen: QuerySet[Any] = model.objects.filter(GELDIG, dossier=dossier_id, pk=pk)
    rij: Aanbod | Resultaat | Uren | None = (
        rechten.TRAJECT_BEWERKEN.filter(actor, rijen)
        .select_related("dossier__persoon", "dossier__gemeente")
        .first()
    )
    if rij is None:
        raise Geweigerd(_("Dit staat er niet meer, of jij mag het niet veranderen."))
    return rij


def pip_bij_duo_paneel(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """What DUO knows of the PIP reported last, what a refusal means, and whether it may be undone.

    Empty when none was reported.
    """
    stand = pip_bij_duo(meldingen_over(dossier.pk))
    if stand is None:
        return {}
    is_bekend = (stand.soort, stand.stand) == ("pip", Stand.BEKEND)
    wie = Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id)
    return {
        "melding": stand,
        "betekenis": explanation.betekenis(stand.soort) if stand.is_onopgelost else "",
        "mag_weghalen": is_bekend and not _termijn_loopt(dossier) and bool(PIP_VASTSTELLEN.mag(actor, wie)),
    }


def _termijn_loopt(dossier: Dossier) -> bool:
    """Whether DUO fixed the term; it then no longer lets go of the PIP."""
    begin = Feit.objects.filter(dossier=dossier, soort=FeitSoort.TERMIJN_BEGIN, ingetrokken_op=None)
    return begin.exists()

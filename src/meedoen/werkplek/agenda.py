"""What stands in a colleague's diary, and what should."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_lijst
from meedoen.dossiers.models import Contactmoment
from meedoen.dossiers.phases import Stap
from meedoen.werkplek.filters import MIJN, Filters
from meedoen.werkplek.selectors import in_zicht
from meedoen.werkplek.worklist_lines import Werkregel, korte_naam, rijen_van, werkregels

TWEE_WEKEN = timedelta(days=14)
OM_TE_PLANNEN = (Stap.EERSTE_CONTACT, Stap.OVERDRACHT, Stap.VOORTGANG)
"""Steps that are done in a talk, so one has to be planned."""
HOOGSTENS = 10


@dataclass(frozen=True)
class Gesprek:
    """One planned talk, with the name as a diary shows it."""

    moment: Contactmoment
    wie: str


@dataclass(frozen=True)
class Agenda:
    """Two weeks of a diary.

    Attributes:
        dagen: each day with talks from today on, in order.
        open_eind: talks that were planned before today and never written up.
        te_plannen: dossiers whose next step is a talk that stands in no diary, most urgent first.
    """

    dagen: list[tuple[date, list[Gesprek]]]
    open_eind: list[Gesprek]
    te_plannen: list[Werkregel]


def agenda(actor: Actor) -> Agenda:
    """The planned talks of this actor for two weeks, and the dossiers for which none is planned."""
    vandaag = timezone.localdate()
    gepland = Contactmoment.objects.filter(uitkomst=Contactmoment.Uitkomst.GEPLAND)
    eigen = rechten.CONTACT_BEKIJKEN.filter(
        actor, gepland.filter(door_id=actor.id, moment__date__lt=vandaag + TWEE_WEKEN)
    )
    gesprekken = [
        Gesprek(moment, korte_naam(moment.dossier.persoon))
        for moment in eigen.select_related("dossier__persoon").order_by("moment")
    ]
    te_plannen = list(
        in_zicht(actor, Filters(wie=MIJN))
        .filter(~Exists(gepland.filter(dossier=OuterRef("pk"))), stap__in=OM_TE_PLANNEN)
        .select_related("persoon", "klantmanager", "gemeente")
        .order_by("volgorde", "pk")[:HOOGSTENS]
    )
    getoond = {dossier.pk: dossier for dossier in [*(een.moment.dossier for een in gesprekken), *te_plannen]}
    noteer_lijst(actor, gettext_noop("dossierlijst"), getoond.values(), gettext_noop("agenda"))
    dagen: dict[date, list[Gesprek]] = {}
    for gesprek in gesprekken:
        dagen.setdefault(timezone.localtime(gesprek.moment.moment).date(), []).append(gesprek)
    return Agenda(
        dagen=[(dag, van_dag) for dag, van_dag in dagen.items() if dag >= vandaag],
        open_eind=[gesprek for dag, van_dag in dagen.items() if dag < vandaag for gesprek in van_dag],
        te_plannen=werkregels(rijen_van(te_plannen)),
    )

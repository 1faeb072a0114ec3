"""One dossier: its head, its facts and terms, and who works with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd, Recht
from meedoen.basis.audit_log.services import Handeling
from meedoen.basis.organisations.models import Gebruiker
from meedoen.basis.ui.languages import TALEN
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.feit_rules import is_pip_overgenomen
from meedoen.dossiers.models import Afscherming, Dossier, Feit, Signaal, Termijn
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.places import tabs


def dossiers_voor(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers this actor may see."""
    return rechten.DOSSIER_BEKIJKEN.filter(actor, Dossier.objects.all())


def dossier_voor(
    actor: Actor, dossier_id: UUID, *, doel: str, recht: Recht = rechten.DOSSIER_BEKIJKEN
) -> Dossier:
    """One dossier with its person, read for a purpose that goes into the logbook.

    Raises:
        Geweigerd: not this actor's, or no such dossier: the two are told apart to nobody.
    """
    rijen = Dossier.objects.select_related("persoon", "klantmanager", "team", "gemeente__instelling")
    dossier = recht.filter(actor, rijen).filter(pk=dossier_id).first()
    if dossier is None:
        raise Geweigerd(_("Dit dossier bestaat niet, of jij mag het niet zien."), recht=recht)
    noteer_dossier(actor, Handeling.GELEZEN, gettext_noop("dossier"), dossier, doel)
    return dossier


def kader(
    actor: Actor, dossier_id: UUID, doel: str, recht: Recht = rechten.DOSSIER_BEKIJKEN
) -> dict[str, Any]:
    """What `dossiers/kader.html` needs, the head and the tabs of every page of a dossier. Three queries.

    A page of another app that extends it adds its own context, `tab` (the name of its tab) among it.

    Returns:
        dossier, persoon, leeftijd (years or None), talen (`Taal` objects, the language of letters first),
        open_signalen (how many), tabs, mag_bewerken and mag_toewijzen.

    Raises:
        Geweigerd: as `dossier_voor`.
    """
    dossier = dossier_voor(actor, dossier_id, doel=doel, recht=recht)
    persoon = dossier.persoon
    return {
        "dossier": dossier,
        "persoon": persoon,
        "leeftijd": persoon.leeftijd(timezone.localdate()),
        "talen": [TALEN[code] for code in persoon.contacttalen if code in TALEN],
        # Counted when the head is drawn: a page that has the signals at hand counts those instead.
        "open_signalen": SimpleLazyObject(Signaal.objects.filter(dossier=dossier, opgelost_op=None).count),
        "tabs": tabs(),
        "mag_bewerken": bool(rechten.DOSSIER_BEWERKEN.mag(actor, dossier)),
        "mag_toewijzen": bool(rechten.DOSSIER_TOEWIJZEN.mag(actor, dossier)),
    }


def geldige_feiten(dossier: Dossier) -> dict[str, Feit]:
    """The facts that hold now, by kind."""
    return {feit.soort: feit for feit in Feit.objects.filter(dossier=dossier, ingetrokken_op=None)}


def termijnen_van(dossier: Dossier) -> dict[str, Termijn]:
    """The terms of a dossier, by name."""
    return {termijn.soort: termijn for termijn in Termijn.objects.filter(dossier=dossier)}


def afschermingen(dossier: Dossier) -> QuerySet[Afscherming]:
    """When this dossier was shielded and opened, by whom and why, the newest first. For who may shield."""
    return Afscherming.objects.filter(dossier=dossier).select_related("door")


def pip_overgenomen(dossier: Dossier) -> bool:
    """Whether the PIP that holds was fixed in the former system. One query."""
    over_pip = (FeitSoort.PIP_DAGTEKENING, FeitSoort.WIJZIGING_VASTGESTELD)
    return is_pip_overgenomen(Feit.objects.filter(dossier=dossier, soort__in=over_pip))


def feiten_als_mapping(dossier: Dossier) -> dict[str, Any]:
    """The facts as the rules of `wet` read them: kind → date or value."""
    return {soort: feit.waarde or feit.datum for soort, feit in geldige_feiten(dossier).items()}


def collegas(gemeente_id: UUID) -> QuerySet[Gebruiker]:
    """Who guides people in this municipality today: klantmanagers and team leaders, its region's too."""
    vandaag = timezone.localdate()
    return (
        Gebruiker.objects.filter(
            Q(aanstellingen__organisatie=gemeente_id) | Q(aanstellingen__organisatie__gemeenten=gemeente_id),
            Q(aanstellingen__tot__isnull=True) | Q(aanstellingen__tot__gte=vandaag),
            aanstellingen__rol__in=rechten.KLANT,
            aanstellingen__vanaf__lte=vandaag,
            is_active=True,
        )
        .distinct()
        .order_by("naam")
    )

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
from meedoen.basis.access.rechten import Recht, Refused
from meedoen.basis.audit_log.services import Action
from meedoen.basis.organisations.models import Account
from meedoen.basis.ui.languages import LANGUAGES
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.feit_rules import is_pip_taken_over
from meedoen.dossiers.models import Dossier, Feit, Shielding, Signaal, Termijn
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.places import tabs


def dossiers_for(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers this actor may see."""
    return rechten.DOSSIER_VIEW.filter(actor, Dossier.objects.all())


def dossier_for(actor: Actor, dossier_id: UUID, *, doel: str, recht: Recht = rechten.DOSSIER_VIEW) -> Dossier:
    """One dossier with its person, read for a purpose that goes into the logbook.

    Raises:
        Geweigerd: not this actor's, or no such dossier: the two are told apart to nobody.
    """
    rows = Dossier.objects.select_related("persoon", "klantmanager", "team", "gemeente__instelling")
    dossier = recht.filter(actor, rows).filter(pk=dossier_id).first()
    if dossier is None:
        raise Refused(_("Dit dossier bestaat niet, of jij mag het niet zien."), recht=recht)
    log_dossier(actor, Action.READ, gettext_noop("dossier"), dossier, doel)
    return dossier


def frame(actor: Actor, dossier_id: UUID, doel: str, recht: Recht = rechten.DOSSIER_VIEW) -> dict[str, Any]:
    """What `dossiers/frame.html` needs, the head and the tabs of every page of a dossier. Three queries.

    A page of another app that extends it adds its own context, `tab` (the name of its tab) among it.

    Returns:
        dossier, persoon, leeftijd (years or None), talen (`Language` objects, the language of letters first),
        open_signalen (how many), tabs, mag_bewerken and mag_toewijzen.

    Raises:
        Geweigerd: as `dossier_for`.
    """
    dossier = dossier_for(actor, dossier_id, doel=doel, recht=recht)
    persoon = dossier.persoon
    return {
        "dossier": dossier,
        "persoon": persoon,
        "age": persoon.age(timezone.localdate()),
        "languages": [LANGUAGES[code] for code in persoon.contacttalen if code in LANGUAGES],
        # Counted when the head is drawn: a page that has the signals at hand counts those instead.
        "open_signalen": SimpleLazyObject(Signaal.objects.filter(dossier=dossier, opgelost_op=None).count),
        "tabs": tabs(),
        "may_edit": bool(rechten.DOSSIER_EDIT.may(actor, dossier)),
        "may_assign": bool(rechten.DOSSIER_ASSIGN.may(actor, dossier)),
    }


def valid_feiten(dossier: Dossier) -> dict[str, Feit]:
    """The facts that hold now, by kind."""
    return {feit.soort: feit for feit in Feit.objects.filter(dossier=dossier, withdrawn_at=None)}


def termijnen_of(dossier: Dossier) -> dict[str, Termijn]:
    """The terms of a dossier, by name."""
    return {termijn.soort: termijn for termijn in Termijn.objects.filter(dossier=dossier)}


def shieldings(dossier: Dossier) -> QuerySet[Shielding]:
    """When this dossier was shielded and opened, by whom and why, the newest first. For who may shield."""
    return Shielding.objects.filter(dossier=dossier).select_related("by")


def pip_taken_over(dossier: Dossier) -> bool:
    """Whether the PIP that holds was fixed in the former system. One query."""
    about_pip = (FeitSoort.PIP_DAGTEKENING, FeitSoort.CHANGE_FIXED)
    return is_pip_taken_over(Feit.objects.filter(dossier=dossier, soort__in=about_pip))


def feiten_as_mapping(dossier: Dossier) -> dict[str, Any]:
    """The facts as the rules of `wet` read them: kind → date or value."""
    return {kind: feit.waarde or feit.datum for kind, feit in valid_feiten(dossier).items()}


def colleagues(gemeente_id: UUID) -> QuerySet[Account]:
    """Who guides people in this municipality today: klantmanagers and team leaders, its region's too."""
    today = timezone.localdate()
    return (
        Account.objects.filter(
            Q(appointments__organisation=gemeente_id) | Q(appointments__organisation__gemeenten=gemeente_id),
            Q(appointments__tot__isnull=True) | Q(appointments__tot__gte=today),
            appointments__rol__in=rechten.CLIENT,
            appointments__vanaf__lte=today,
            is_active=True,
        )
        .distinct()
        .order_by("naam")
    )

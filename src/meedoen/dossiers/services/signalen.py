"""Signals: raised with an owner and a day, solved with what was done."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Signaal


@transaction.atomic
def report_signaal(actor: Actor, signaal: Signaal) -> Signaal:
    """Raise a signal. Without an owner it would be nobody's, so it always has one.

    Raises:
        Geweigerd: the actor may not change this dossier.
    """
    rechten.SIGNAAL_EDIT.require(actor, signaal)
    signaal.reported_by_id = actor.id
    signaal.save(force_insert=True)
    _log(actor, signaal, Action.CREATED, {"eigenaar": [None, signaal.eigenaar_id]})
    return signaal


@transaction.atomic
def solve_signaal(actor: Actor, signaal: Signaal, solution: str) -> None:
    """Close a signal with what was done about it.

    Raises:
        Geweigerd: not allowed, nothing said, or closed already.
    """
    current = Signaal.objects.select_related("dossier").select_for_update(of=("self",)).get(pk=signaal.pk)
    rechten.SIGNAAL_EDIT.require(actor, current)
    if not solution.strip():
        raise Refused(_("Schrijf op wat er is gedaan. Dan weet een collega het later ook."))
    if current.opgelost_op:
        raise Refused(_("Dit signaal is al opgelost. Misschien deed een collega het net."))
    current.opgelost_op = timezone.now()
    current.oplossing = solution.strip()
    current.save(update_fields=["opgelost_op", "oplossing"])
    _log(actor, current, Action.CHANGED, {"opgelost": [False, True]})


def _log(actor: Actor, signaal: Signaal, action: str, change: dict[str, list[object]]) -> None:
    """Log the act, not the words: what is wrong with someone stays in the dossier."""
    new = action == Action.CREATED
    doel = gettext_noop("signaal melden") if new else gettext_noop("signaal oplossen")
    log_dossier(actor, action, gettext_noop("signaal"), signaal.dossier, doel, change)

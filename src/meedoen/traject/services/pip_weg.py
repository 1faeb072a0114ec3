"""Taking a PIP back at DUO: for one that was reported by mistake, before its term began."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.to_duo import who_of
from meedoen.keten.duo import reporting
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import FIX_PIP
from meedoen.traject.evaluation import circumstances_of, require
from meedoen.traject.models import PipWithdrawn
from meedoen.wet.duo.feiten import Melding


@transaction.atomic
def remove_pip(actor: Actor, dossier: Dossier, reason: str) -> PipWithdrawn:
    """Take the PIP that was reported last back at DUO. The decision stays; a new one is reported as usual.

    Raises:
        Geweigerd: the actor may not, gives no reason, or there is no fixed PIP or no way to report it.
        Onvoldaan: DUO no longer lets go of it.
    """
    decision = Beschikking.objects.filter(dossier=dossier, fixed_at__isnull=False).first()
    if decision is None:
        raise Refused(_("Er is geen vastgesteld PIP om bij DUO weg te halen."))
    FIX_PIP.require(actor, decision)
    list(Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier.pk).values_list("pk"))
    if not reason.strip():
        raise Refused(_("Zeg waarom je het PIP bij DUO weghaalt."))
    require(Melding.PIP_WEG, circumstances_of(dossier).duo_feiten())
    if reporting.pip_withdrawn(actor, who_of(dossier)) is None:
        raise Refused(
            _("Melden kan nu niet. De gemeente is niet aangesloten op DUO, of het dossier heeft geen BSN.")
        )
    gone = PipWithdrawn.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        beschikking=decision,
        reden=reason.strip(),
        by_id=actor.id,
    )
    doel = gettext_noop("PIP weghalen bij DUO")
    log_dossier(actor, Action.WITHDRAWN, gettext_noop("beschikking"), dossier, doel)
    return gone

"""Taking a PIP back at DUO: for one that was reported by mistake, before its term began."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.to_duo import wie_van
from meedoen.keten.duo import reporting
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import PIP_VASTSTELLEN
from meedoen.traject.evaluation import eis, omstandigheden_van
from meedoen.traject.models import PipWeg
from meedoen.wet.duo.feiten import Melding


@transaction.atomic
def haal_pip_weg(actor: Actor, dossier: Dossier, reden: str) -> PipWeg:
    """Take the PIP that was reported last back at DUO. The decision stays; a new one is reported as usual.

    Raises:
        Geweigerd: the actor may not, gives no reason, or there is no fixed PIP or no way to report it.
        Onvoldaan: DUO no longer lets go of it.
    """
    besluit = Beschikking.objects.filter(dossier=dossier, vastgesteld_op__isnull=False).first()
    if besluit is None:
        raise Geweigerd(_("Er is geen vastgesteld PIP om bij DUO weg te halen."))
    PIP_VASTSTELLEN.eis(actor, besluit)
    list(Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier.pk).values_list("pk"))
    if not reden.strip():
        raise Geweigerd(_("Zeg waarom je het PIP bij DUO weghaalt."))
    eis(Melding.PIP_WEG, omstandigheden_van(dossier).duo_feiten())
    if reporting.pip_weg(actor, wie_van(dossier)) is None:
        raise Geweigerd(
            _("Melden kan nu niet. De gemeente is niet aangesloten op DUO, of het dossier heeft geen BSN.")
        )
    weg = PipWeg.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        beschikking=besluit,
        reden=reden.strip(),
        door_id=actor.id,
    )
    doel = gettext_noop("PIP weghalen bij DUO")
    noteer_dossier(actor, Handeling.INGETROKKEN, gettext_noop("beschikking"), dossier, doel)
    return weg

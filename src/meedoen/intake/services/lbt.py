"""The leerbaarheidstoets, by hand or as DUO gives it: the result, or why it was skipped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, difference
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import record_feit
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.intake.services.access import NOT_SHOWN, holds, require_edit
from meedoen.wet.artikel import WET, Artikel
from meedoen.wet.concepts import Certainty

SKIP_ARTIKEL = Artikel(WET, "14 lid 6")

FIELDS = (
    "examennummer",
    "afgenomen_op",
    "resultaat",
    "behaalde_score",
    "benodigde_score",
    "overslaan",
    "reden",
)


@transaction.atomic
def record_lbt(
    actor: Actor,
    dossier: Dossier,
    values: Mapping[str, Any],
    *,
    correctie_reden: str = "",
    bron: str = Feit.Source.GEMEENTE,
) -> Leerbaarheidstoets:
    """Record or correct the leerbaarheidstoets and write the fact `lbt` (regelblad 3.5, 3.9).

    Args:
        waarden: the fields of `FIELDS`, checked by the form. A skipped test has no examennummer, as in the
            interface with DUO (regelblad 3.10).
        correctie_reden: why, when there was a result already. It stays with the result; the former values
            stay in the logbook.
        bron: who says so.

    Raises:
        Geweigerd: not allowed, a PIP is fixed on it, a result and a skip at once, a skip without explanation,
            or a correction without a reason.
    """
    require_edit(actor, dossier)
    _check(values)
    evaluate = Leerbaarheidstoets.objects.select_for_update(of=("self",)).filter(dossier=dossier).first()
    if evaluate and holds(dossier, FeitSoort.PIP_DAGTEKENING):
        raise Refused(
            _("Op deze uitslag is al een PIP vastgesteld. Een andere uitslag vraagt een nieuw besluit.")
        )
    for_ = {field: getattr(evaluate, field) for field in FIELDS} if evaluate else {}
    change = difference(for_, values)
    if evaluate and not change:
        return evaluate
    if evaluate and not correctie_reden.strip():
        raise Refused(_("Schrijf op waarom je de uitslag verbetert."))
    action = Action.CHANGED if evaluate else Action.CREATED
    evaluate = evaluate or Leerbaarheidstoets(gemeente_id=dossier.gemeente_id, dossier=dossier)
    for field in FIELDS:
        setattr(evaluate, field, values[field])
    evaluate.correctie_reden = correctie_reden.strip()
    evaluate.recorded_by_id = actor.id
    evaluate.save()
    if "reden" in change:
        change["reden"] = [NOT_SHOWN, NOT_SHOWN]
    record, improve = gettext_noop("leerbaarheidstoets vastleggen"), gettext_noop("uitslag verbeteren")
    doel = improve if correctie_reden else record
    log_dossier(actor, action, gettext_noop("leerbaarheidstoets"), dossier, doel, change)
    record_feit(actor, dossier, FeitSoort.LBT, datum=_day(evaluate), bron=bron)
    return evaluate


def _day(evaluate: Leerbaarheidstoets) -> date:
    """The day of the test; of a skipped one the day on which that was written down."""
    return evaluate.afgenomen_op or timezone.localdate(evaluate.vastgelegd_op)


def _check(values: Mapping[str, Any]) -> None:
    if values["overslaan"]:
        if values["resultaat"] or values["afgenomen_op"] or values["examennummer"]:
            raise Refused(_("Een toets is gemaakt of overgeslagen, niet allebei."))
        if not values["reden"].strip():
            raise Refused(
                _("Schrijf op waarom iemand de toets niet kan maken."),
                artikel=SKIP_ARTIKEL,
                zekerheid=Certainty.S,
            )
    elif not (values["resultaat"] and values["afgenomen_op"]):
        raise Refused(_("Vul de uitslag in en de dag van de toets."))

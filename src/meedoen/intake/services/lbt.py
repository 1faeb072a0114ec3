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
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, verschil
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import leg_feit_vast
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.intake.services.access import NIET_GETOOND, eis_bewerken, geldt
from meedoen.wet.artikel import WET, Artikel
from meedoen.wet.concepts import Certainty

ARTIKEL_OVERSLAAN = Artikel(WET, "14 lid 6")

VELDEN = (
    "examennummer",
    "afgenomen_op",
    "resultaat",
    "behaalde_score",
    "benodigde_score",
    "overslaan",
    "reden",
)


@transaction.atomic
def leg_lbt_vast(
    actor: Actor,
    dossier: Dossier,
    waarden: Mapping[str, Any],
    *,
    correctie_reden: str = "",
    bron: str = Feit.Bron.GEMEENTE,
) -> Leerbaarheidstoets:
    """Record or correct the leerbaarheidstoets and write the fact `lbt` (regelblad 3.5, 3.9).

    Args:
        waarden: the fields of `VELDEN`, checked by the form. A skipped test has no examennummer, as in the
            interface with DUO (regelblad 3.10).
        correctie_reden: why, when there was a result already. It stays with the result; the former values
            stay in the logbook.
        bron: who says so.

    Raises:
        Geweigerd: not allowed, a PIP is fixed on it, a result and a skip at once, a skip without explanation,
            or a correction without a reason.
    """
    eis_bewerken(actor, dossier)
    _keur(waarden)
    toets = Leerbaarheidstoets.objects.select_for_update(of=("self",)).filter(dossier=dossier).first()
    if toets and geldt(dossier, FeitSoort.PIP_DAGTEKENING):
        raise Geweigerd(
            _("Op deze uitslag is al een PIP vastgesteld. Een andere uitslag vraagt een nieuw besluit.")
        )
    voor = {veld: getattr(toets, veld) for veld in VELDEN} if toets else {}
    wijziging = verschil(voor, waarden)
    if toets and not wijziging:
        return toets
    if toets and not correctie_reden.strip():
        raise Geweigerd(_("Schrijf op waarom je de uitslag verbetert."))
    handeling = Handeling.GEWIJZIGD if toets else Handeling.AANGEMAAKT
    toets = toets or Leerbaarheidstoets(gemeente_id=dossier.gemeente_id, dossier=dossier)
    for veld in VELDEN:
        setattr(toets, veld, waarden[veld])
    toets.correctie_reden = correctie_reden.strip()
    toets.vastgelegd_door_id = actor.id
    toets.save()
    if "reden" in wijziging:
        wijziging["reden"] = [NIET_GETOOND, NIET_GETOOND]
    vastleggen, verbeteren = gettext_noop("leerbaarheidstoets vastleggen"), gettext_noop("uitslag verbeteren")
    doel = verbeteren if correctie_reden else vastleggen
    noteer_dossier(actor, handeling, gettext_noop("leerbaarheidstoets"), dossier, doel, wijziging)
    leg_feit_vast(actor, dossier, FeitSoort.LBT, datum=_dag(toets), bron=bron)
    return toets


def _dag(toets: Leerbaarheidstoets) -> date:
    """The day of the test; of a skipped one the day on which that was written down."""
    return toets.afgenomen_op or timezone.localdate(toets.vastgelegd_op)


def _keur(waarden: Mapping[str, Any]) -> None:
    if waarden["overslaan"]:
        if waarden["resultaat"] or waarden["afgenomen_op"] or waarden["examennummer"]:
            raise Geweigerd(_("Een toets is gemaakt of overgeslagen, niet allebei."))
        if not waarden["reden"].strip():
            raise Geweigerd(
                _("Schrijf op waarom iemand de toets niet kan maken."),
                artikel=ARTIKEL_OVERSLAAN,
                zekerheid=Certainty.S,
            )
    elif not (waarden["resultaat"] and waarden["afgenomen_op"]):
        raise Geweigerd(_("Vul de uitslag in en de dag van de toets."))

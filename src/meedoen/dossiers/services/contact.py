"""Talks and messages: planned, held, missed; and the facts that follow from the first of them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, difference
from meedoen.basis.ui.law_language import in_dutch
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Contactmoment, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services.dossier import record_feit
from meedoen.dossiers.services.taking_up import take_up

Uitkomst = Contactmoment.Uitkomst


@transaction.atomic
def plan_gesprek(actor: Actor, gesprek: Contactmoment) -> Contactmoment:
    """Save a new talk or message, planned or already held.

    Raises:
        Geweigerd: the actor may not change this dossier, or the time does not fit the outcome.
    """
    rechten.CONTACT_EDIT.require(actor, gesprek)
    _require_time(gesprek)
    gesprek.by_id = gesprek.by_id or actor.id
    gesprek.save(force_insert=True)
    take_up(actor, gesprek.dossier)
    _log(actor, gesprek, Action.CREATED, None)
    _apply_consequences(actor, gesprek)
    return gesprek


@transaction.atomic
def record_gesprek(actor: Actor, gesprek: Contactmoment) -> Contactmoment:
    """Save what became of a talk: its outcome, its report, another time.

    Raises:
        Geweigerd: as `plan_gesprek`.
    """
    previous = (
        Contactmoment.objects.select_related("dossier").select_for_update(of=("self",)).get(pk=gesprek.pk)
    )
    rechten.CONTACT_EDIT.require(actor, previous)
    _require_time(gesprek)
    gesprek.save()
    _log(actor, gesprek, Action.CHANGED, previous)
    _apply_consequences(actor, gesprek)
    return gesprek


def _require_time(gesprek: Contactmoment) -> None:
    now = timezone.now()
    if gesprek.uitkomst in {Uitkomst.HELD, Uitkomst.NO_SHOW} and gesprek.moment > now:
        raise Refused(_("Dit gesprek is nog niet geweest. Leg de uitkomst vast na het gesprek."))


def _apply_consequences(actor: Actor, gesprek: Contactmoment) -> None:
    """The first talk that was held is the first contact; a driegesprek that was held is the handover."""
    if gesprek.uitkomst != Uitkomst.HELD or gesprek.kanaal == Contactmoment.Kanaal.MEETING:
        return
    kinds = [FeitSoort.FIRST_CONTACT]
    if gesprek.onderwerp == Contactmoment.Onderwerp.DRIEGESPREK:
        kinds.append(FeitSoort.HANDOVER)
    known = set(
        Feit.objects.filter(dossier=gesprek.dossier, soort__in=kinds, withdrawn_at=None)
        .values_list("soort", flat=True)
    )  # fmt: skip
    for kind in kinds:
        if kind not in known:
            record_feit(
                actor,
                gesprek.dossier,
                kind,
                datum=timezone.localdate(gesprek.moment),
                doel=gettext_noop("gesprek vastleggen"),
            )


def _log(actor: Actor, gesprek: Contactmoment, action: str, previous: Contactmoment | None) -> None:
    """Log what changed. Of the report only that it changed: its text stays in the dossier."""
    fields = ("moment", "kanaal", "onderwerp", "uitkomst", "met_tolk", "plek")
    change = difference(
        {field: getattr(previous, field) for field in fields} if previous else {},
        {field: getattr(gesprek, field) for field in fields},
    )
    if previous and previous.verslag != gesprek.verslag:
        change["verslag"] = [gettext_noop("vorige tekst"), gettext_noop("nieuwe tekst")]
    doel = in_dutch(Contactmoment.Onderwerp(gesprek.onderwerp).label)
    log_dossier(actor, action, gettext_noop("gesprek"), gesprek.dossier, doel, change)

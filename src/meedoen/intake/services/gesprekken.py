"""The talks of an intake: begin one, end it with five lines, finish the intake and open it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, difference
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Contactmoment, Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import plan_gesprek, record_feit, record_gesprek, withdraw_feit
from meedoen.intake.completing import requirements
from meedoen.intake.models import BredeIntake, Domeinbeeld, IntakeGesprek
from meedoen.intake.selectors import leidraad_for
from meedoen.intake.services.access import NOT_SHOWN, holds, require_edit, running_intake

LINES = 5


@transaction.atomic
def begin_gesprek(
    actor: Actor,
    dossier: Dossier,
    *,
    moment: datetime,
    kanaal: str,
    plek: str = "",
    met_tolk: bool = False,
    taal: str = "nl",
    gepland: Contactmoment | None = None,
) -> IntakeGesprek:
    """Begin a talk of the brede intake; the first one begins the intake and writes the fact `intake_gestart`.

    The intake keeps the guide that is in use on the day it begins.

    Args:
        gepland: the planned contact moment that this talk is; without one a new moment is written.

    Raises:
        Geweigerd: not allowed, the intake is finished, or a talk is still open.
    """
    require_edit(actor, dossier)
    if holds(dossier, FeitSoort.INTAKE_COMPLETED):
        raise Refused(_("De brede intake is afgerond. Heropen de intake voor een nieuw gesprek."))
    if IntakeGesprek.objects.filter(dossier=dossier, completed_at=None).exists():
        raise Refused(_("Er loopt nog een gesprek. Rond dat eerst af met een samenvatting."))
    intake = _intake_of(dossier, moment)
    contactmoment = gepland or Contactmoment(gemeente=dossier.gemeente, dossier=dossier)
    if contactmoment.dossier_id != dossier.pk:
        raise Refused(_("Dit geplande gesprek hoort bij een ander dossier."))
    contactmoment.onderwerp = Contactmoment.Onderwerp.INTAKE
    contactmoment.uitkomst = Contactmoment.Uitkomst.HELD
    contactmoment.moment, contactmoment.kanaal = moment, kanaal
    contactmoment.plek, contactmoment.met_tolk = plek, met_tolk
    if gepland:
        record_gesprek(actor, contactmoment)
    else:
        plan_gesprek(actor, contactmoment)
    gesprek = IntakeGesprek.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        intake=intake,
        contactmoment=contactmoment,
        taal=taal,
    )
    log_dossier(
        actor,
        Action.CREATED,
        gettext_noop("intakegesprek"),
        dossier,
        gettext_noop("gesprek voor de brede intake beginnen"),
    )
    day = timezone.localdate(moment)
    started = Feit.objects.filter(dossier=dossier, soort=FeitSoort.INTAKE_STARTED, withdrawn_at=None).first()
    if started is None or (started.datum and day < started.datum):
        record_feit(actor, dossier, FeitSoort.INTAKE_STARTED, datum=day)
    return gesprek


def _intake_of(dossier: Dossier, moment: datetime) -> BredeIntake:
    intake, _ = BredeIntake.objects.get_or_create(
        dossier=dossier,
        defaults={
            "gemeente_id": dossier.gemeente_id,
            "leidraad": leidraad_for(dossier.gemeente_id, timezone.localdate(moment)),
        },
    )
    return intake


@transaction.atomic
def complete_gesprek(
    actor: Actor, dossier: Dossier, gesprek: IntakeGesprek, sentences: list[str]
) -> IntakeGesprek:
    """End a talk with at most five sentences that can be read to the newcomer.

    The sentences also become the report of the contact moment.

    Raises:
        Geweigerd: not allowed, the intake is finished, or no sentence or more than five.
    """
    running_intake(actor, dossier)
    sentences = [" ".join(sentence.split()) for sentence in sentences if sentence.strip()]
    if not 1 <= len(sentences) <= LINES:
        raise Refused(_("Schrijf ten minste één en ten hoogste vijf zinnen om voor te lezen."))
    new = gesprek.completed_at is None
    gesprek.summary = "\n".join(sentences)
    gesprek.completed_at = gesprek.completed_at or timezone.now()
    gesprek.save(update_fields=["summary", "completed_at"])
    gesprek.contactmoment.verslag = gesprek.summary
    record_gesprek(actor, gesprek.contactmoment)
    log_dossier(
        actor,
        Action.CHANGED,
        gettext_noop("intakegesprek"),
        dossier,
        gettext_noop("gesprek voor de brede intake afronden")
        if new
        else gettext_noop("samenvatting van een gesprek verbeteren"),
        {"samenvatting": [NOT_SHOWN, NOT_SHOWN]},
    )
    return gesprek


@transaction.atomic
def set_afspraken(
    actor: Actor, dossier: Dossier, *, gesprek_alleen_aangeboden: bool, vve_verteld: bool
) -> BredeIntake:
    """Record that a talk alone was offered and that parents know of VVE (regelblad 3.4, to be confirmed).

    Raises:
        Geweigerd: not allowed, or the intake is not begun or finished.
    """
    intake = running_intake(actor, dossier)
    for_ = {
        "gesprek_alleen_aangeboden": intake.gesprek_alleen_aangeboden,
        "vve_verteld": intake.vve_verteld,
    }
    after = {"gesprek_alleen_aangeboden": gesprek_alleen_aangeboden, "vve_verteld": vve_verteld}
    if change := difference(for_, after):
        intake.gesprek_alleen_aangeboden, intake.vve_verteld = gesprek_alleen_aangeboden, vve_verteld
        intake.save(update_fields=list(after))
        log_dossier(
            actor,
            Action.CHANGED,
            gettext_noop("brede intake"),
            dossier,
            gettext_noop("brede intake houden"),
            change,
        )
    return intake


@transaction.atomic
def complete_intake(actor: Actor, dossier: Dossier) -> None:
    """Finish the brede intake: writes the fact `intake_afgerond` on today.

    Raises:
        Geweigerd: not allowed, not begun, finished already, or a condition is not met (with its article).
    """
    intake = running_intake(actor, dossier)
    images = {image.domein: image for image in Domeinbeeld.objects.filter(intake=intake)}
    missing = [
        require
        for require in requirements(intake.leidraad.domeinen.all(), images, intake.gesprekken.all())
        if not require.met
    ]
    if missing:
        of_the_law = next((require for require in missing if require.artikel), None)
        raise Refused(
            _("De intake kan nog niet worden afgerond. Dit ontbreekt: %(wat)s")
            % {"wat": " ".join(require.sentence for require in missing)},
            artikel=of_the_law.artikel if of_the_law else None,
            zekerheid=of_the_law.zekerheid if of_the_law else None,
        )
    record_feit(actor, dossier, FeitSoort.INTAKE_COMPLETED, datum=timezone.localdate())


@transaction.atomic
def reopen_intake(actor: Actor, dossier: Dossier, reason: str) -> None:
    """Open a finished intake again, as long as no PIP is fixed.

    Raises:
        Geweigerd: not allowed, no reason, not finished, or a PIP is fixed.
    """
    require_edit(actor, dossier)
    if holds(dossier, FeitSoort.PIP_DAGTEKENING):
        raise Refused(_("Er is al een PIP vastgesteld. Wijzig nu het PIP; de intake blijft zoals hij was."))
    if not holds(dossier, FeitSoort.INTAKE_COMPLETED):
        raise Refused(_("De brede intake is niet afgerond, dus je kunt gewoon verder."))
    if not reason.strip():
        raise Refused(_("Schrijf op waarom de intake weer open moet."))
    withdraw_feit(
        actor, dossier, FeitSoort.INTAKE_COMPLETED, reason, doel=gettext_noop("brede intake heropenen")
    )

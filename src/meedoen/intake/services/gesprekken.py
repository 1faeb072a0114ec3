"""The talks of an intake: begin one, end it with five lines, finish the intake and open it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, verschil
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Contactmoment, Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import leg_feit_vast, leg_gesprek_vast, plan_gesprek, trek_feit_in
from meedoen.intake.completing import eisen
from meedoen.intake.models import BredeIntake, Domeinbeeld, IntakeGesprek
from meedoen.intake.selectors import leidraad_voor
from meedoen.intake.services.access import NIET_GETOOND, eis_bewerken, geldt, lopende_intake

REGELS = 5


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
    eis_bewerken(actor, dossier)
    if geldt(dossier, FeitSoort.INTAKE_AFGEROND):
        raise Geweigerd(_("De brede intake is afgerond. Heropen de intake voor een nieuw gesprek."))
    if IntakeGesprek.objects.filter(dossier=dossier, afgerond_op=None).exists():
        raise Geweigerd(_("Er loopt nog een gesprek. Rond dat eerst af met een samenvatting."))
    intake = _intake_van(dossier, moment)
    contactmoment = gepland or Contactmoment(gemeente=dossier.gemeente, dossier=dossier)
    if contactmoment.dossier_id != dossier.pk:
        raise Geweigerd(_("Dit geplande gesprek hoort bij een ander dossier."))
    contactmoment.onderwerp = Contactmoment.Onderwerp.INTAKE
    contactmoment.uitkomst = Contactmoment.Uitkomst.GEHOUDEN
    contactmoment.moment, contactmoment.kanaal = moment, kanaal
    contactmoment.plek, contactmoment.met_tolk = plek, met_tolk
    if gepland:
        leg_gesprek_vast(actor, contactmoment)
    else:
        plan_gesprek(actor, contactmoment)
    gesprek = IntakeGesprek.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        intake=intake,
        contactmoment=contactmoment,
        taal=taal,
    )
    noteer_dossier(
        actor,
        Handeling.AANGEMAAKT,
        gettext_noop("intakegesprek"),
        dossier,
        gettext_noop("gesprek voor de brede intake beginnen"),
    )
    dag = timezone.localdate(moment)
    gestart = Feit.objects.filter(
        dossier=dossier, soort=FeitSoort.INTAKE_GESTART, ingetrokken_op=None
    ).first()
    if gestart is None or (gestart.datum and dag < gestart.datum):
        leg_feit_vast(actor, dossier, FeitSoort.INTAKE_GESTART, datum=dag)
    return gesprek


def _intake_van(dossier: Dossier, moment: datetime) -> BredeIntake:
    intake, _ = BredeIntake.objects.get_or_create(
        dossier=dossier,
        defaults={
            "gemeente_id": dossier.gemeente_id,
            "leidraad": leidraad_voor(dossier.gemeente_id, timezone.localdate(moment)),
        },
    )
    return intake


@transaction.atomic
def rond_gesprek_af(
    actor: Actor, dossier: Dossier, gesprek: IntakeGesprek, zinnen: list[str]
) -> IntakeGesprek:
    """End a talk with at most five sentences that can be read to the newcomer.

    The sentences also become the report of the contact moment.

    Raises:
        Geweigerd: not allowed, the intake is finished, or no sentence or more than five.
    """
    lopende_intake(actor, dossier)
    zinnen = [" ".join(zin.split()) for zin in zinnen if zin.strip()]
    if not 1 <= len(zinnen) <= REGELS:
        raise Geweigerd(_("Schrijf ten minste één en ten hoogste vijf zinnen om voor te lezen."))
    nieuw = gesprek.afgerond_op is None
    gesprek.samenvatting = "\n".join(zinnen)
    gesprek.afgerond_op = gesprek.afgerond_op or timezone.now()
    gesprek.save(update_fields=["samenvatting", "afgerond_op"])
    gesprek.contactmoment.verslag = gesprek.samenvatting
    leg_gesprek_vast(actor, gesprek.contactmoment)
    noteer_dossier(
        actor,
        Handeling.GEWIJZIGD,
        gettext_noop("intakegesprek"),
        dossier,
        gettext_noop("gesprek voor de brede intake afronden")
        if nieuw
        else gettext_noop("samenvatting van een gesprek verbeteren"),
        {"samenvatting": [NIET_GETOOND, NIET_GETOOND]},
    )
    return gesprek


@transaction.atomic
def zet_afspraken(
    actor: Actor, dossier: Dossier, *, gesprek_alleen_aangeboden: bool, vve_verteld: bool
) -> BredeIntake:
    """Record that a talk alone was offered and that parents know of VVE (regelblad 3.4, to be confirmed).

    Raises:
        Geweigerd: not allowed, or the intake is not begun or finished.
    """
    intake = lopende_intake(actor, dossier)
    voor = {
        "gesprek_alleen_aangeboden": intake.gesprek_alleen_aangeboden,
        "vve_verteld": intake.vve_verteld,
    }
    na = {"gesprek_alleen_aangeboden": gesprek_alleen_aangeboden, "vve_verteld": vve_verteld}
    if wijziging := verschil(voor, na):
        intake.gesprek_alleen_aangeboden, intake.vve_verteld = gesprek_alleen_aangeboden, vve_verteld
        intake.save(update_fields=list(na))
        noteer_dossier(
            actor,
            Handeling.GEWIJZIGD,
            gettext_noop("brede intake"),
            dossier,
            gettext_noop("brede intake houden"),
            wijziging,
        )
    return intake


@transaction.atomic
def rond_intake_af(actor: Actor, dossier: Dossier) -> None:
    """Finish the brede intake: writes the fact `intake_afgerond` on today.

    Raises:
        Geweigerd: not allowed, not begun, finished already, or a condition is not met (with its article).
    """
    intake = lopende_intake(actor, dossier)
    beelden = {beeld.domein: beeld for beeld in Domeinbeeld.objects.filter(intake=intake)}
    ontbreekt = [
        eis
        for eis in eisen(intake.leidraad.domeinen.all(), beelden, intake.gesprekken.all())
        if not eis.voldaan
    ]
    if ontbreekt:
        van_de_wet = next((eis for eis in ontbreekt if eis.artikel), None)
        raise Geweigerd(
            _("De intake kan nog niet worden afgerond. Dit ontbreekt: %(wat)s")
            % {"wat": " ".join(eis.zin for eis in ontbreekt)},
            artikel=van_de_wet.artikel if van_de_wet else None,
            zekerheid=van_de_wet.zekerheid if van_de_wet else None,
        )
    leg_feit_vast(actor, dossier, FeitSoort.INTAKE_AFGEROND, datum=timezone.localdate())


@transaction.atomic
def heropen_intake(actor: Actor, dossier: Dossier, reden: str) -> None:
    """Open a finished intake again, as long as no PIP is fixed.

    Raises:
        Geweigerd: not allowed, no reason, not finished, or a PIP is fixed.
    """
    eis_bewerken(actor, dossier)
    if geldt(dossier, FeitSoort.PIP_DAGTEKENING):
        raise Geweigerd(_("Er is al een PIP vastgesteld. Wijzig nu het PIP; de intake blijft zoals hij was."))
    if not geldt(dossier, FeitSoort.INTAKE_AFGEROND):
        raise Geweigerd(_("De brede intake is niet afgerond, dus je kunt gewoon verder."))
    if not reden.strip():
        raise Geweigerd(_("Schrijf op waarom de intake weer open moet."))
    trek_feit_in(
        actor, dossier, FeitSoort.INTAKE_AFGEROND, reden, doel=gettext_noop("brede intake heropenen")
    )

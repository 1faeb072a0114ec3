"""A municipality's own conversation guide: copied, edited as a draft, put in use from a day, then fixed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.intake.completing import ARTIKEL_INHOUD
from meedoen.intake.leidraad import GERESERVEERD
from meedoen.intake.models import Gespreksleidraad, Leefdomein
from meedoen.intake.rechten import LEIDRAAD_BEHEREN
from meedoen.intake.selectors import leidraad_voor
from meedoen.wet.concepts import Certainty


@transaction.atomic
def maak_eigen_leidraad(actor: Actor, gemeente_id: UUID, naam: str) -> Gespreksleidraad:
    """Copy the guide that is in use to a draft of the municipality's own.

    Raises:
        Geweigerd: not allowed, or there is a draft already.
    """
    leidraad = Gespreksleidraad(gemeente_id=gemeente_id, naam=naam)
    LEIDRAAD_BEHEREN.eis(actor, leidraad)
    eigen = Gespreksleidraad.objects.filter(gemeente_id=gemeente_id)
    if eigen.filter(vanaf=None).exists():
        raise Geweigerd(_("Er is al een concept. Werk daarin verder, of gooi het eerst weg."))
    bron = leidraad_voor(gemeente_id, timezone.localdate())
    leidraad.versie = (eigen.aggregate(hoogste=Max("versie"))["hoogste"] or 0) + 1
    leidraad.save()
    domeinen = list(bron.domeinen.all())
    for domein in domeinen:
        domein.pk, domein.leidraad = None, leidraad
    Leefdomein.objects.bulk_create(domeinen)
    _noteer(actor, Handeling.AANGEMAAKT, leidraad, gettext_noop("gespreksleidraad kopiëren"))
    return leidraad


@transaction.atomic
def bewaar_leidraad(
    actor: Actor, leidraad: Gespreksleidraad, domeinen: Iterable[Leefdomein], weg: Iterable[Leefdomein] = ()
) -> None:
    """Save the name and the domains of a draft; `weg` are taken out. A new domain is given a code.

    Raises:
        Geweigerd: not allowed, or the guide is in use.
    """
    _eis_concept(actor, leidraad)
    leidraad.save(update_fields=["naam"])
    for domein in weg:
        domein.delete()
    codes = set(leidraad.domeinen.values_list("code", flat=True))
    for domein in domeinen:
        domein.leidraad = leidraad
        if not domein.code:
            domein.code = _vrije_code(domein.naam, codes)
            codes.add(domein.code)
        domein.save()
    _noteer(actor, Handeling.GEWIJZIGD, leidraad, gettext_noop("gespreksleidraad bewerken"))


@transaction.atomic
def neem_in_gebruik(actor: Actor, leidraad: Gespreksleidraad, vanaf: date) -> None:
    """Use a draft for every intake that begins from this day on; from then it never changes.

    Raises:
        Geweigerd: not allowed, not a draft, a day in the past, or a part of the law has no domain.
    """
    _eis_concept(actor, leidraad)
    if vanaf < timezone.localdate():
        raise Geweigerd(_("Kies vandaag of een latere dag. Een leidraad werkt niet terug."))
    delen = set(leidraad.domeinen.values_list("wettelijk_deel", flat=True))
    if ontbreekt := [str(deel.label) for deel in Leefdomein.WettelijkDeel if deel.value not in delen]:
        raise Geweigerd(
            _("Deze leidraad mist een leefdomein voor: %(delen)s. Dat hoort bij elke brede intake.")
            % {"delen": ", ".join(ontbreekt)},
            artikel=ARTIKEL_INHOUD,
            zekerheid=Certainty.V2,
        )
    leidraad.vanaf = vanaf
    leidraad.save(update_fields=["vanaf"])
    _noteer(actor, Handeling.GEWIJZIGD, leidraad, gettext_noop("gespreksleidraad in gebruik nemen"))


@transaction.atomic
def gooi_concept_weg(actor: Actor, leidraad: Gespreksleidraad) -> None:
    """Throw a draft away.

    Raises:
        Geweigerd: not allowed, or the guide is in use.
    """
    _eis_concept(actor, leidraad)
    _noteer(
        actor, Handeling.INGETROKKEN, leidraad, gettext_noop("concept van een gespreksleidraad weggooien")
    )
    leidraad.delete()


def _eis_concept(actor: Actor, leidraad: Gespreksleidraad) -> None:
    LEIDRAAD_BEHEREN.eis(actor, leidraad)
    if not leidraad.is_concept:
        raise Geweigerd(_("Deze leidraad is vastgezet. Kopieer hem naar een nieuwe versie en wijzig die."))


def _vrije_code(naam: str, codes: set[str]) -> str:
    basis = slugify(naam)[:16] or "domein"
    kandidaten = (basis, *(f"{basis}-{nummer}" for nummer in range(2, len(codes) + 3)))
    return next(code for code in kandidaten if code not in codes | GERESERVEERD)


def _noteer(actor: Actor, handeling: Handeling, leidraad: Gespreksleidraad, doel: str) -> None:
    if leidraad.gemeente_id is None:
        raise ValueError("The standard guide is data of the repository and belongs to no municipality.")
    noteer(
        actor,
        handeling,
        gettext_noop("gespreksleidraad"),
        gemeente_id=leidraad.gemeente_id,
        onderwerp_id=leidraad.pk,
        doel=doel,
    )

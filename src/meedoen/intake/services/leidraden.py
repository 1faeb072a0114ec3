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
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, log
from meedoen.intake.completing import ARTIKEL_CONTENT
from meedoen.intake.leidraad import RESERVED
from meedoen.intake.models import Gespreksleidraad, Leefdomein
from meedoen.intake.rechten import LEIDRAAD_MANAGE
from meedoen.intake.selectors import leidraad_for
from meedoen.wet.concepts import Certainty


@transaction.atomic
def make_own_leidraad(actor: Actor, gemeente_id: UUID, name: str) -> Gespreksleidraad:
    """Copy the guide that is in use to a draft of the municipality's own.

    Raises:
        Geweigerd: not allowed, or there is a draft already.
    """
    leidraad = Gespreksleidraad(gemeente_id=gemeente_id, naam=name)
    LEIDRAAD_MANAGE.require(actor, leidraad)
    own = Gespreksleidraad.objects.filter(gemeente_id=gemeente_id)
    if own.filter(vanaf=None).exists():
        raise Refused(_("Er is al een concept. Werk daarin verder, of gooi het eerst weg."))
    source = leidraad_for(gemeente_id, timezone.localdate())
    leidraad.version = (own.aggregate(hoogste=Max("version"))["hoogste"] or 0) + 1
    leidraad.save()
    domeinen = list(source.domeinen.all())
    for domein in domeinen:
        domein.pk, domein.leidraad = None, leidraad
    Leefdomein.objects.bulk_create(domeinen)
    _log(actor, Action.CREATED, leidraad, gettext_noop("gespreksleidraad kopiëren"))
    return leidraad


@transaction.atomic
def save_leidraad(
    actor: Actor, leidraad: Gespreksleidraad, domeinen: Iterable[Leefdomein], gone: Iterable[Leefdomein] = ()
) -> None:
    """Save the name and the domains of a draft; `weg` are taken out. A new domain is given a code.

    Raises:
        Geweigerd: not allowed, or the guide is in use.
    """
    _require_draft(actor, leidraad)
    leidraad.save(update_fields=["naam"])
    for domein in gone:
        domein.delete()
    codes = set(leidraad.domeinen.values_list("code", flat=True))
    for domein in domeinen:
        domein.leidraad = leidraad
        if not domein.code:
            domein.code = _free_code(domein.naam, codes)
            codes.add(domein.code)
        domein.save()
    _log(actor, Action.CHANGED, leidraad, gettext_noop("gespreksleidraad bewerken"))


@transaction.atomic
def take_into_use(actor: Actor, leidraad: Gespreksleidraad, since: date) -> None:
    """Use a draft for every intake that begins from this day on; from then it never changes.

    Raises:
        Geweigerd: not allowed, not a draft, a day in the past, or a part of the law has no domain.
    """
    _require_draft(actor, leidraad)
    if since < timezone.localdate():
        raise Refused(_("Kies vandaag of een latere dag. Een leidraad werkt niet terug."))
    parts = set(leidraad.domeinen.values_list("wettelijk_deel", flat=True))
    if missing := [str(part.label) for part in Leefdomein.LegalPart if part.value not in parts]:
        raise Refused(
            _("Deze leidraad mist een leefdomein voor: %(delen)s. Dat hoort bij elke brede intake.")
            % {"delen": ", ".join(missing)},
            artikel=ARTIKEL_CONTENT,
            zekerheid=Certainty.V2,
        )
    leidraad.vanaf = since
    leidraad.save(update_fields=["vanaf"])
    _log(actor, Action.CHANGED, leidraad, gettext_noop("gespreksleidraad in gebruik nemen"))


@transaction.atomic
def discard_draft(actor: Actor, leidraad: Gespreksleidraad) -> None:
    """Throw a draft away.

    Raises:
        Geweigerd: not allowed, or the guide is in use.
    """
    _require_draft(actor, leidraad)
    _log(actor, Action.WITHDRAWN, leidraad, gettext_noop("concept van een gespreksleidraad weggooien"))
    leidraad.delete()


def _require_draft(actor: Actor, leidraad: Gespreksleidraad) -> None:
    LEIDRAAD_MANAGE.require(actor, leidraad)
    if not leidraad.is_draft:
        raise Refused(_("Deze leidraad is vastgezet. Kopieer hem naar een nieuwe versie en wijzig die."))


def _free_code(name: str, codes: set[str]) -> str:
    basis = slugify(name)[:16] or "domein"
    kandidaten = (basis, *(f"{basis}-{number}" for number in range(2, len(codes) + 3)))
    return next(code for code in kandidaten if code not in codes | RESERVED)


def _log(actor: Actor, action: Action, leidraad: Gespreksleidraad, doel: str) -> None:
    if leidraad.gemeente_id is None:
        raise ValueError("The standard guide is data of the repository and belongs to no municipality.")
    log(
        actor,
        action,
        gettext_noop("gespreksleidraad"),
        gemeente_id=leidraad.gemeente_id,
        onderwerp_id=leidraad.pk,
        doel=doel,
    )

"""Writing in one life domain, field by field while typing, without two people writing over each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.basis.ui.law_language import in_language
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier
from meedoen.intake.completing import ARTIKEL_CONTENT
from meedoen.intake.models import BredeIntake, Collision, Domeinbeeld, Leefdomein
from meedoen.intake.services.access import NOT_SHOWN, running_intake

FIELDS = ("notities", "wens", "startpositie", "besproken", "overgeslagen_reden")
FORM_FIELDS = fields_for_model(Domeinbeeld, FIELDS)
TEXT_FIELDS = ("notities", "wens", "overgeslagen_reden")


@dataclass(frozen=True)
class SaveOutcome:
    """What came of saving: the domain as it stands now, and the fields that met a colleague's text."""

    image: Domeinbeeld
    collisions: list[Collision] = field(default_factory=list)


def read_value(field_name: str, text: str) -> Any:
    """What was typed in a field, as the domain keeps it: text, a step of 1 to 5 or None, or a yes or no.

    Raises:
        Geweigerd: an unknown field, a text that is too long, a step that does not exist.
    """
    if field_name not in FIELDS:
        raise Refused(_("Dit veld bestaat niet."))
    form_field = FORM_FIELDS[field_name]
    try:
        return form_field.clean(text.replace("\r\n", "\n"))
    except ValidationError as error:
        raise Refused(f"{form_field.label}: {' '.join(error.messages)}") from error


def as_text(value: object) -> str:
    """The reverse of `read_value`: what a form would send for this value."""
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


@transaction.atomic
def save(
    actor: Actor,
    dossier: Dossier,
    domein: str,
    values: Mapping[str, str],
    *,
    version: int,
    was: Mapping[str, str] | None = None,
) -> SaveOutcome:
    """Save fields of one life domain.

    Args:
        waarden: field → what was typed.
        versie: the version of the domain that the typist had before her.
        was: field → what stood in it then. With it, a colleague who changed another field is no collision.

    A field that a colleague changed in between keeps the colleague's value; what was typed is kept as a
    `Collision` until its writer chooses. The same values again change nothing.

    Raises:
        Geweigerd: not allowed, intake not begun or finished, no such domain or value, or a domain is skipped
            that the law asks for.
    """
    intake = running_intake(actor, dossier)
    leefdomein = domein_of(intake, domein)
    image = _lock(intake, leefdomein)
    new = {field_name: read_value(field_name, text) for field_name, text in values.items()}
    collisions = _collisions(actor, image, new, version, was or {})
    collided = {collision.field for collision in collisions}
    changed = {
        field_name: value
        for field_name, value in new.items()
        if field_name not in collided and value != getattr(image, field_name)
    }
    if changed:
        _write(actor, dossier, image, _related(leefdomein, changed))
    return SaveOutcome(image, collisions)


def domein_of(intake: BredeIntake, code: str) -> Leefdomein:
    """A life domain of the guide that this intake began with.

    Raises:
        Geweigerd: the guide has no such domain.
    """
    leefdomein = Leefdomein.objects.filter(leidraad_id=intake.leidraad_id, code=code).first()
    if leefdomein is None:
        raise Refused(_("Dit leefdomein staat niet in de gespreksleidraad van deze intake."))
    return leefdomein


@transaction.atomic
def choose_text(actor: Actor, dossier: Dossier, domein: str, field_name: str, choice: str) -> Domeinbeeld:
    """End a collision: keep what I wrote ("mijn"), what my colleague wrote ("ander"), or both ("beide").

    Raises:
        Geweigerd: not allowed, or there is nothing to choose (any more).
    """
    intake = running_intake(actor, dossier)
    leefdomein = domein_of(intake, domein)
    image = _lock(intake, leefdomein)
    collision = Collision.objects.filter(image=image, field=field_name, van_id=actor.id).first()
    if collision is None or choice not in ("mijn", "ander", "beide"):
        raise Refused(_("Er is hier niets meer te kiezen. Misschien koos je al in een ander venster."))
    if choice != "ander":
        now = as_text(getattr(image, field_name))
        text = (
            f"{now}\n\n{collision.tekst}"
            if choice == "beide" and field_name in TEXT_FIELDS
            else collision.tekst
        )
        _write(actor, dossier, image, _related(leefdomein, {field_name: read_value(field_name, text)}))
    collision.delete()
    return image


def _lock(intake: BredeIntake, leefdomein: Leefdomein) -> Domeinbeeld:
    """The domain's row, locked until the end of the transaction; made when nobody wrote in it yet."""
    image, _ = Domeinbeeld.objects.select_for_update(of=("self",)).get_or_create(
        intake=intake,
        domein=leefdomein.code,
        defaults={"gemeente_id": intake.gemeente_id, "dossier_id": intake.dossier_id},
    )
    return image


def _collisions(
    actor: Actor, image: Domeinbeeld, new: Mapping[str, Any], version: int, was: Mapping[str, str]
) -> list[Collision]:
    """Keep what was typed in fields that a colleague changed in between; forget collisions that are over."""
    writer = actor.id
    if writer is None:
        return []  # nobody who could choose later: the last writer wins
    open_collisions = {b.field: b for b in Collision.objects.filter(image=image, van_id=writer)}
    outcome = []
    for field_name, value in new.items():
        now = getattr(image, field_name)
        collision = open_collisions.get(field_name)
        if value == now:
            if collision:
                collision.delete()
            continue
        unseen = version != image.version and (
            field_name not in was or read_value(field_name, was[field_name]) != now
        )
        if collision is None and not unseen:
            continue
        collision = collision or Collision(
            gemeente_id=image.gemeente_id,
            dossier_id=image.dossier_id,
            image=image,
            field=field_name,
            van_id=writer,
        )
        collision.tekst = as_text(value)
        collision.save()
        outcome.append(collision)
    return outcome


def _related(leefdomein: Leefdomein, changed: dict[str, Any]) -> dict[str, Any]:
    """A domain is discussed or skipped, never both; what the law asks for is never skipped."""
    if changed.get("overgeslagen_reden"):
        if leefdomein.wettelijk_deel:
            raise Refused(
                _(
                    "%(domein)s kun je niet overslaan: %(deel)s hoort bij elke brede intake. "
                    "Wil iemand er niets over zeggen? Schrijf dat op en kies ‘besproken’."
                )
                % {"domein": in_language(leefdomein.naam), "deel": leefdomein.get_wettelijk_deel_display()},
                artikel=ARTIKEL_CONTENT,
            )
        return {**changed, "besproken": False}
    if changed.get("besproken"):
        return {**changed, "overgeslagen_reden": ""}
    return changed


def _write(actor: Actor, dossier: Dossier, image: Domeinbeeld, changed: Mapping[str, Any]) -> None:
    for field_name, value in changed.items():
        setattr(image, field_name, value)
    image.version += 1
    image.updated_by_id = actor.id
    image.save()
    log_dossier(
        actor,
        Action.CHANGED,
        gettext_noop("brede intake"),
        dossier,
        gettext_noop("brede intake houden"),
        {f"{image.domein}.{field_name}": [NOT_SHOWN, NOT_SHOWN] for field_name in changed},
    )

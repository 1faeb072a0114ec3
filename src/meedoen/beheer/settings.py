"""What a municipality settles for itself, and the head of its letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action, difference, log
from meedoen.basis.organisations.models import GemeenteSettings, Organisation
from meedoen.beheer.rechten import SETTINGS_MANAGE

DOEL = gettext_noop("beheer van instellingen")

LETTERHEAD = ("adres", "postcode_plaats", "telefoon", "email", "website")
SETTINGS = (
    "plaatsing_dagen",
    "eerste_contact_dagen",
    "voortgangsgesprek_weken",
    "bevoegd_gezag",
    "ondertekenaar_functie",
    "accentkleur",
    "tweede_factor_verplicht",
)
WITHOUT_WET = ("eerste_contact_dagen", "voortgangsgesprek_weken")
"""The law says nothing about these (regelblad §9.1 and status U of §0.1).

No default, until the municipality chooses.
"""


def setting_of(gemeente: Organisation) -> GemeenteSettings:
    """The settings of a municipality; made when it has none."""
    return GemeenteSettings.objects.get_or_create(gemeente=gemeente)[0]


@transaction.atomic
def change_settings(actor: Actor, gemeente: Organisation, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Write settings and letter head; returns what changed, field → [from, to].

    Args:
        waarden: any of `SETTINGS` and `LETTERHEAD`, checked by a form.

    Raises:
        Geweigerd: not the actor's municipality.
    """
    setting = setting_of(gemeente)
    SETTINGS_MANAGE.require(actor, setting)
    for_ = {**model_to_dict(setting, SETTINGS), **model_to_dict(gemeente, LETTERHEAD)}
    if not (otherwise := difference(for_, values)):
        return {}
    for row, fields in ((setting, SETTINGS), (gemeente, LETTERHEAD)):
        for field in otherwise.keys() & set(fields):
            setattr(row, field, values[field])
        row.save()
    log(
        actor,
        Action.CHANGED,
        gettext_noop("instellingen"),
        gemeente_id=gemeente.pk,
        onderwerp_id=gemeente.code,
        doel=DOEL,
        wijziging=otherwise,
    )
    return otherwise

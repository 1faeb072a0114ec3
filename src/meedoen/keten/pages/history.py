"""What was changed in the connections of a municipality, from the logbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.organisations.models import Organisatie
from meedoen.keten.models import Aansluiting, Partij
from meedoen.keten.pages.apis import naam_van_api
from meedoen.keten.pages.rechten import AANSLUITINGEN_BEHEREN
from meedoen.keten.pages.services import AANSLUITING

MEESTE = 20
LEEG = gettext_lazy("leeg")


@dataclass(frozen=True)
class Wijziging:
    """One change: who did it, when, and each field with from and to."""

    op: datetime
    door: str
    partij: str
    velden: list[tuple[str, str, str]]


def geschiedenis(actor: Actor, gemeente: Organisatie) -> list[Wijziging]:
    """The last changes of the connections, the newest first. One query."""
    regels = AANSLUITINGEN_BEHEREN.filter(
        actor,
        Logregel.objects.filter(
            gemeente=gemeente, handeling=Logregel.Handeling.GEWIJZIGD, onderwerp=AANSLUITING
        ),
    ).order_by("-id")
    return [
        Wijziging(regel.tijd, regel.actor_naam, partij.label, list(_velden(partij, regel.wijziging or {})))
        for regel in regels[:MEESTE]
        for partij in (Partij(regel.onderwerp_id),)
    ]


def _velden(partij: Partij, wijziging: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    return [
        (str(Aansluiting._meta.get_field(veld).verbose_name), _tekst(partij, van), _tekst(partij, naar))  # type: ignore[union-attr]  # noqa: SLF001  # Django's own way to its fields
        for veld, (van, naar) in wijziging.items()
        if van or naar
    ]


def _tekst(partij: Partij, waarde: Any) -> str:
    if isinstance(waarde, bool):
        return _("ja") if waarde else _("nee")
    if isinstance(waarde, dict):
        return ", ".join(f"{naam_van_api(partij, api)}: {adres}" for api, adres in waarde.items()) or str(
            LEEG
        )
    return str(waarde or LEEG)

"""To which interface of a party each kind of message goes, and what we call it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, F, Value, When
from django.utils.translation import gettext_lazy as _

from meedoen.keten.brp import channel as brp
from meedoen.keten.brp.client import API as PERSONEN
from meedoen.keten.duo import channel as duo
from meedoen.keten.duo.codes import Api
from meedoen.keten.models import Party

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CHANNEL: Mapping[str, str] = {Party.DUO: duo.CHANNEL, Party.BRP: brp.CHANNEL}
"""Party → its channel in the outbox."""
PARTY = {channel: Party(party) for party, channel in CHANNEL.items()}

APIS: Mapping[Party, Mapping[str, StrPromise | str]] = {
    Party.DUO: {api.value: api.label for api in Api},
    Party.BRP: {PERSONEN: _("Personen bevragen")},
}
"""Party → its interfaces: name in `ConnectionSettings.eigen_adressen` → what we call it."""

KINDS: Mapping[str, tuple[str, StrPromise | str]] = {
    "vraag:plicht": (Api.PLICHT, _("vraag: plicht")),
    "vraag:plicht_historie": (Api.PLICHT, _("vraag: plicht van vroeger")),
    "vraag:doelgroep": (Api.PLICHT, _("vraag: doelgroep")),
    "vraag:doelgroep_historie": (Api.PLICHT, _("vraag: doelgroep van vroeger")),
    "vraag:termijn": (Api.TERMIJN, _("vraag: termijn")),
    "vraag:termijn_historie": (Api.TERMIJN, _("vraag: termijn van vroeger")),
    "vraag:verlengingsgronden": (Api.TERMIJN, _("vraag: redenen om te verlengen")),
    "vraag:lbt": (Api.LBT, _("vraag: leerbaarheidstoets")),
    "vraag:examen": (Api.EXAMEN, _("vraag: examen")),
    "vraag:gratispogingen": (Api.EXAMEN, _("vraag: gratis pogingen")),
    "vraag:vrijstelling": (Api.VRIJSTELLING, _("vraag: vrijstelling")),
    "vraag:ontheffing": (Api.ONTHEFFING, _("vraag: ontheffing")),
    "vraag:pip": (Api.PIP, _("vraag: PIP")),
    "vraag:uren": (Api.UREN, _("vraag: uren")),
    "vraag:resultaten": (Api.RESULTATEN, _("vraag: MAP en PVT")),
    "vraag:instellingen": (Api.AANBOD, _("vraag: lijst van scholen")),
    "pip": (Api.PIP, _("melding: PIP")),
    "pip_weg": (Api.PIP, _("melding: PIP weghalen")),
    "aanbod": (Api.AANBOD, _("melding: aanbod")),
    "aanbod_weg": (Api.AANBOD, _("melding: aanbod weghalen")),
    "map": (Api.RESULTATEN, _("melding: MAP")),
    "pvt": (Api.RESULTATEN, _("melding: PVT")),
    "zroute": (Api.RESULTATEN, _("melding: Z-route")),
    "uren_intake": (Api.UREN, _("melding: uren bij de intake")),
    "uren_participatie": (Api.UREN, _("melding: uren participatie")),
    "uren_taalles": (Api.UREN, _("melding: uren taalles")),
    "contactpersoon": (Api.CONTACTPERSOON, _("melding: contactpersoon")),
    "contactpersoon_weg": (Api.CONTACTPERSOON, _("melding: contactpersoon weghalen")),
    "koppeling": (Api.CONTACTPERSOON, _("melding: contactpersoon koppelen")),
    "ontkoppeling": (Api.CONTACTPERSOON, _("melding: contactpersoon loskoppelen")),
    brp.KIND: (PERSONEN, _("vraag: persoon")),
}
"""Kind of message → the interface it goes to, and what we call it."""


def api_of_kind() -> Case:
    """The interface of a message as a column; its kind when we do not know one."""
    choices = [When(soort=kind, then=Value(str(api))) for kind, (api, _name) in KINDS.items()]
    return Case(*choices, default=F("soort"), output_field=CharField())


def name_of_api(party: Party, api: str) -> str:
    """What we call an interface."""
    return str(APIS[party].get(api, api))


def name_of_kind(kind: str) -> str:
    """What we call a kind of message."""
    return str(KINDS[kind][1]) if kind in KINDS else kind

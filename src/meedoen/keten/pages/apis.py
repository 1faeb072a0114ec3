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
from meedoen.keten.models import Partij

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KANAAL: Mapping[str, str] = {Partij.DUO: duo.KANAAL, Partij.BRP: brp.KANAAL}
"""Party → its channel in the outbox."""
PARTIJ = {kanaal: Partij(partij) for partij, kanaal in KANAAL.items()}

APIS: Mapping[Partij, Mapping[str, StrPromise | str]] = {
    Partij.DUO: {api.value: api.label for api in Api},
    Partij.BRP: {PERSONEN: _("Personen bevragen")},
}
"""Party → its interfaces: name in `Aansluiting.eigen_adressen` → what we call it."""

SOORTEN: Mapping[str, tuple[str, StrPromise | str]] = {
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
    brp.SOORT: (PERSONEN, _("vraag: persoon")),
}
"""Kind of message → the interface it goes to, and what we call it."""


def api_van_soort() -> Case:
    """The interface of a message as a column; its kind when we do not know one."""
    keuzes = [When(soort=soort, then=Value(str(api))) for soort, (api, _naam) in SOORTEN.items()]
    return Case(*keuzes, default=F("soort"), output_field=CharField())


def naam_van_api(partij: Partij, api: str) -> str:
    """What we call an interface."""
    return str(APIS[partij].get(api, api))


def naam_van_soort(soort: str) -> str:
    """What we call a kind of message."""
    return str(SOORTEN[soort][1]) if soort in SOORTEN else soort

"""The events of which DUO notifies, what they mean, and what to ask after each (regelblad §15.15). Pure.

A notification carries no data: the questions fetch it. To what DUO lists per event is added who the law takes
the person for ("doelgroep") where a dossier may begin, and the PIP of the former municipality after SS121.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Event:
    """One event of DUO.

    `betekenis` is one plain sentence for colleagues. `vragen` are names of questions, in the order to
    ask them. `aangekondigd`: DUO describes it but does not send it yet.
    """

    id: str
    meaning: str | Promise
    questions: tuple[str, ...]
    announced: bool = False


NEW = ("plicht", "doelgroep", "examen")

_SENT = (
    Event("SS101", _("Iemand is inburgeringsplichtig."), NEW),
    Event("SS128", _("Iemand is inburgeringsplichtig, maar krijgt binnen 6 maanden AOW."), NEW),
    Event("SS139", _("Iemand is inburgeringsplichtig en de termijn voor het PIP loopt."), NEW),
    Event(
        "SS129",
        _("De tijdelijke vrijstelling is ingetrokken. Er is nog geen leerroute."),
        (*NEW, "vrijstelling"),
    ),
    Event(
        "SS130",
        _("De tijdelijke vrijstelling is ingetrokken. De plicht gaat verder met het PIP dat er al was."),
        ("plicht", "doelgroep", "termijn", "pip", "examen", "vrijstelling"),
    ),
    Event("SS120", _("Iemand is in de gemeente komen wonen en heeft nog geen PIP."), NEW),
    Event(
        "SS121",
        _("Iemand is in de gemeente komen wonen met een PIP van de vorige gemeente."),
        ("plicht", "doelgroep", "termijn", "pip", "examen"),
    ),
    Event(
        "SS124",
        _("De doelgroep is veranderd van asielstatushouder naar gezinsmigrant of overige migrant."),
        ("doelgroep",),
    ),
    Event(
        "SS125",
        _("De doelgroep is veranderd van gezinsmigrant of overige migrant naar asielstatushouder."),
        ("doelgroep",),
    ),
    Event("SS109", _("DUO geeft een tijdelijke vrijstelling."), ("plicht", "vrijstelling")),
    Event("SS110", _("De inburgeringsplicht is ingetrokken."), ("plicht",)),
    Event("SS111", _("Iemand is overleden."), ("plicht",)),
    Event("SS106", _("Iemand heeft het inburgeringsdiploma gehaald."), ("plicht",)),
    Event("SS107", _("DUO geeft vrijstelling van de hele plicht."), ("plicht", "vrijstelling")),
    Event("SS108", _("DUO geeft ontheffing van de hele plicht."), ("plicht",)),
    Event("SS137", _("Iemand is aangemeld voor de leerbaarheidstoets."), ("lbt",)),
    Event("SS131", _("De uitslag van de leerbaarheidstoets is bekend."), ("lbt",)),
    Event("SS102", _("De inburgeringstermijn is begonnen."), ("termijn",)),
    Event("SS103", _("DUO heeft de inburgeringstermijn zelf verlengd."), ("termijn",)),
    Event("SS104", _("De inburgeringstermijn is op verzoek verlengd."), ("termijn",)),
    Event("SS199", _("De uitslag van een examen is bekend."), ("examen",)),
    Event("SS113", _("DUO wijst een verzoek om verlenging af."), ()),
    Event("SS114", _("DUO wijst een verzoek om hele vrijstelling af."), ("vrijstelling",)),
    Event("SS115", _("DUO wijst een verzoek om tijdelijke vrijstelling af."), ("vrijstelling",)),
    Event("SS116", _("DUO wijst een verzoek om gedeeltelijke vrijstelling af."), ("vrijstelling",)),
    Event("SS117", _("DUO geeft vrijstelling van een deel van het examen."), ("vrijstelling", "examen")),
    Event("SS118", _("DUO wijst een verzoek om ontheffing af."), ("ontheffing",)),
    Event("SS119", _("DUO geeft ontheffing van een deel van het examen."), ("ontheffing", "examen")),
)
"""What DUO sends now."""

_ANNOUNCED = (
    ("SS112", _("Iemand heeft verlenging van de termijn gevraagd.")),
    ("SS122", _("Iemand is naar een andere gemeente verhuisd.")),
    ("SS123", _("Iemand is uit Nederland vertrokken.")),
    ("SS126", _("De termijn voor het PIP is voorbij en DUO kent nog geen leerroute.")),
    ("SS127", _("DUO kent nog geen inburgeringsaanbod voor deze asielstatushouder.")),
    ("SS132", _("Een contract met een taalschool past niet bij wat DUO weet.")),
    ("SS133", _("Een contract met een taalschool past niet bij wat DUO weet.")),
    ("SS135", _("Een contract met een taalschool past niet bij wat DUO weet.")),
    ("SS136", _("Een contract met een taalschool past niet bij wat DUO weet.")),
    ("SS140", _("Er is advies gevraagd over bijzondere individuele omstandigheden.")),
    ("SS141", _("De tekst voor het certificaat van de Z-route is klaar.")),
    ("SS142", _("Een opleiding die geen vrijstelling geeft, is gestopt.")),
)
"""Signals that DUO describes but does not send yet (SDI008); no interface answers anything about them."""

EVENTS: Mapping[str, Event] = MappingProxyType(
    {one.id: one for one in _SENT}
    | {name: Event(name, meaning, (), announced=True) for name, meaning in _ANNOUNCED}
)
"""Id → event. What is not here is unknown: it is kept and shown, never dropped."""


def event(naam: str) -> Event | None:
    """Return what we know of an event; None when DUO sends one that we have not heard of."""
    return EVENTS.get(naam)

"""Tags of dossier pages: where an act leads, how a term stands."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.ui.law_language import in_taal
from meedoen.basis.ui.templatetags.meedoen import afstand, dag
from meedoen.dossiers.addresses import adres_van_punt as adres
from meedoen.dossiers.differences import Gegeven
from meedoen.dossiers.now import Punt
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.words import feitwaarde, vraagnaam
from meedoen.wet.concepts import Status
from meedoen.wet.termijn.explain import Explanation

register = template.Library()
register.filter("feitwaarde", feitwaarde)
register.filter("vraagnaam", vraagnaam)

BEELD = {
    Status.LOOPT: (gettext_lazy("loopt"), "loopt", "klok"),
    Status.GEHAALD: (gettext_lazy("gehaald"), "goed", "vink"),
    Status.TE_LAAT: (gettext_lazy("te laat"), "laat", "uitroep"),
    Status.VOORBIJ: (gettext_lazy("voorbij"), "rust", "streep"),
    Status.NIET_BEGONNEN: (gettext_lazy("nog niet begonnen"), "rust", "cirkel"),
    Status.NIET_VAN_TOEPASSING: (gettext_lazy("geldt niet"), "rust", "streep"),
}
"""Word, tone and shape of each status of a term."""


@register.simple_tag
def adres_van_punt(dossier_id: UUID, punt: Punt) -> str:
    """Where the button of a thing that matters now leads."""
    return adres(dossier_id, punt)


@register.inclusion_tag("ui/stuk/badge.html")
def uitlegstatus(uitleg: Explanation) -> dict[str, Any]:
    """The status of an explained term as a badge; of one that still runs, or is late, with the distance."""
    woord, toon, vorm = BEELD[uitleg.status]
    tekst = str(woord)
    if uitleg.laatste_dag and uitleg.gehaald_op is None and uitleg.status in (Status.LOOPT, Status.TE_LAAT):
        tekst = afstand(uitleg.laatste_dag)
    elif uitleg.status == Status.TE_LAAT:
        tekst = _("te laat gehaald")
    if uitleg.status == Status.LOOPT and uitleg.laatste_dag == timezone.localdate():
        toon = "nu"
    return {"tekst": tekst, "toon": toon, "vorm": vorm}


@register.filter
def feitnaam(soort: str) -> str:
    """The name of a kind of fact, as colleagues say it."""
    return str(FeitSoort(soort).label) if soort in FeitSoort.values else soort


@register.filter
def zegt(gegeven: Gegeven | None, soort: str) -> str:
    """What one side says, in words."""
    if gegeven is None:
        return _("niets")
    if gegeven.waarde:
        return feitwaarde(soort, gegeven.waarde)
    return dag(gegeven.datum) or _("niet aan de orde")


@register.filter
def gevolgwoord(wat: object) -> str:
    """One side of a consequence: a day as people write it, a text in the language of the page."""
    return dag(wat) if isinstance(wat, date) else in_taal(wat) or "–"


DAAD = {
    Logregel.Handeling.GELEZEN: gettext_lazy("bekeek"),
    Logregel.Handeling.AANGEMAAKT: gettext_lazy("legde vast"),
    Logregel.Handeling.GEWIJZIGD: gettext_lazy("wijzigde"),
    Logregel.Handeling.INGETROKKEN: gettext_lazy("trok in"),
    Logregel.Handeling.GEWEIGERD: gettext_lazy("mocht niet bij"),
    Logregel.Handeling.VERZONDEN: gettext_lazy("verstuurde"),
}


@register.simple_tag
def logzin(regel: Logregel) -> str:
    """One line of the logbook as the rest of a sentence after the name."""
    daad = DAAD.get(Logregel.Handeling(regel.handeling), regel.handeling)
    return _("%(daad)s: %(onderwerp)s. Waarom: %(doel)s.") % {
        "daad": daad,
        "onderwerp": in_taal(regel.onderwerp),
        "doel": in_taal(regel.doel),
    }


@register.simple_tag
def wijzigingen(regel: Logregel, namen: dict[str, str]) -> list[tuple[str, str, str]]:
    """What changed: the field, from, to; colleagues by name, days as people write them."""
    paren = (regel.wijziging or {}).items()
    return [
        (
            feitnaam(veld).replace("_", " "),
            _in_woorden(veld, waarden[0], namen),
            _in_woorden(veld, waarden[1], namen),
        )
        for veld, waarden in paren
        if isinstance(waarden, list) and len(waarden) == 2
    ]


def _in_woorden(veld: str, waarde: object, namen: dict[str, str]) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return _("ja") if waarde else _("nee")
    tekst = str(waarde)
    try:
        return dag(date.fromisoformat(tekst))
    except ValueError:
        return namen.get(tekst) or feitwaarde(veld, tekst)

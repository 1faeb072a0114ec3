"""Tags of dossier pages: where an act leads, how a term stands."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.ui.law_language import in_language
from meedoen.basis.ui.templatetags.meedoen import day, distance
from meedoen.dossiers.addresses import address_of_point as address
from meedoen.dossiers.differences import Claim
from meedoen.dossiers.now import Point
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.words import feit_value, question_name
from meedoen.wet.concepts import Status
from meedoen.wet.termijn.explain import Explanation

register = template.Library()
register.filter("feit_value", feit_value)
register.filter("question_name", question_name)

IMAGE = {
    Status.LOOPT: (gettext_lazy("loopt"), "loopt", "klok"),
    Status.GEHAALD: (gettext_lazy("gehaald"), "goed", "vink"),
    Status.TE_LAAT: (gettext_lazy("te laat"), "laat", "uitroep"),
    Status.VOORBIJ: (gettext_lazy("voorbij"), "rust", "streep"),
    Status.NIET_BEGONNEN: (gettext_lazy("nog niet begonnen"), "rust", "cirkel"),
    Status.NIET_VAN_TOEPASSING: (gettext_lazy("geldt niet"), "rust", "streep"),
}
"""Word, tone and shape of each status of a term."""


@register.simple_tag
def address_of_point(dossier_id: UUID, point: Point) -> str:
    """Where the button of a thing that matters now leads."""
    return address(dossier_id, point)


@register.inclusion_tag("ui/partials/badge.html")
def explanation_status(explanation: Explanation) -> dict[str, Any]:
    """The status of an explained term as a badge; of one that still runs, or is late, with the distance."""
    word, tone, shape = IMAGE[explanation.status]
    text = str(word)
    if (
        explanation.laatste_dag
        and explanation.gehaald_op is None
        and explanation.status in (Status.LOOPT, Status.TE_LAAT)
    ):
        text = distance(explanation.laatste_dag)
    elif explanation.status == Status.TE_LAAT:
        text = _("te laat gehaald")
    if explanation.status == Status.LOOPT and explanation.laatste_dag == timezone.localdate():
        tone = "nu"
    return {"tekst": text, "tone": tone, "shape": shape}


@register.filter
def feit_name(soort: str) -> str:
    """The name of a kind of fact, as colleagues say it."""
    return str(FeitSoort(soort).label) if soort in FeitSoort.values else soort


@register.filter
def says(item: Claim | None, soort: str) -> str:
    """What one side says, in words."""
    if item is None:
        return _("niets")
    if item.waarde:
        return feit_value(soort, item.waarde)
    return day(item.datum) or _("niet aan de orde")


@register.filter
def consequence_word(wat: object) -> str:
    """One side of a consequence: a day as people write it, a text in the language of the page."""
    return day(wat) if isinstance(wat, date) else in_language(wat) or "–"


ACT = {
    AuditEntry.Action.READ: gettext_lazy("bekeek"),
    AuditEntry.Action.CREATED: gettext_lazy("legde vast"),
    AuditEntry.Action.CHANGED: gettext_lazy("wijzigde"),
    AuditEntry.Action.WITHDRAWN: gettext_lazy("trok in"),
    AuditEntry.Action.REFUSED: gettext_lazy("mocht niet bij"),
    AuditEntry.Action.SENT: gettext_lazy("verstuurde"),
}


@register.simple_tag
def log_sentence(line: AuditEntry) -> str:
    """One line of the logbook as the rest of a sentence after the name."""
    act = ACT.get(AuditEntry.Action(line.handeling), line.handeling)
    return _("%(daad)s: %(onderwerp)s. Waarom: %(doel)s.") % {
        "daad": act,
        "onderwerp": in_language(line.onderwerp),
        "doel": in_language(line.doel),
    }


@register.simple_tag
def changes(line: AuditEntry, names: dict[str, str]) -> list[tuple[str, str, str]]:
    """What changed: the field, from, to; colleagues by name, days as people write them."""
    couples = (line.wijziging or {}).items()
    return [
        (
            feit_name(field).replace("_", " "),
            _in_words(field, values[0], names),
            _in_words(field, values[1], names),
        )
        for field, values in couples
        if isinstance(values, list) and len(values) == 2
    ]


def _in_words(field: str, value: object, names: dict[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    text = str(value)
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return names.get(text) or feit_value(field, text)

"""Tags and filters of every page: dates with their distance, terms, articles, icons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meedoen.basis.ui.languages import TALEN
from meedoen.basis.ui.law_language import in_taal, opsomming
from meedoen.wet.artikel import Artikel
from meedoen.wet.concepts import Certainty
from meedoen.wet.duration import Duration
from meedoen.wet.termijn import termijn_rule

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

register = template.Library()
register.filter("in_taal", in_taal)
register.filter("opsomming", opsomming)

BINNENKORT = 7
"""Days before its last day that a term calls for attention."""
IN_DAGEN = 56
"""Up to this many days a distance is told in days."""
MAAND = 30.44
JAAR = 24
"""From this many months on, a distance is told in years."""


def _als_dag(waarde: date | datetime | None) -> date | None:
    if isinstance(waarde, datetime):
        return timezone.localtime(waarde).date() if timezone.is_aware(waarde) else waarde.date()
    return waarde


@register.filter
def dag(waarde: date | datetime | None) -> str:
    """A date as people write it: "ma 18 mei 2026". Empty for None."""
    moment = _als_dag(waarde)
    return f"{_zonder_jaar(moment)} {moment.year}" if moment else ""


@register.filter
def kort(waarde: date | datetime | None) -> str:
    """A date beside which the year goes without saying: "ma 18 mei", with the year when it is another."""
    moment = _als_dag(waarde)
    return kort_op(moment, timezone.localdate()) if moment else ""


def kort_op(moment: date, vandaag: date) -> str:
    """A date as `kort` writes it on this day."""
    return _zonder_jaar(moment) if moment.year == vandaag.year else dag(moment)


def _zonder_jaar(moment: date) -> str:
    # Django writes Dutch months with a capital, Dutch does not.
    geschreven = f"{WEEKDAYS_ABBR[moment.weekday()]} {moment.day} {MONTHS_3[moment.month].capitalize()}"
    return geschreven.lower() if get_language() == "nl" else geschreven


@register.filter
def tijdstip(waarde: datetime | None) -> str:
    """A moment: "ma 18 mei 2026, 14:30"."""
    return f"{dag(waarde)}, {timezone.localtime(waarde):%H:%M}" if waarde else ""


@register.filter
def afstand(waarde: date | datetime | None) -> str:
    """How far a last day is from today: "nog 3 dagen", "vandaag", "5 dagen te laat". Empty for None.

    In days up to eight weeks, then in months, then in years: the date itself always stands beside it.
    """
    moment = _als_dag(waarde)
    return afstand_op(moment, timezone.localdate()) if moment else ""


def afstand_op(moment: date, vandaag: date) -> str:
    """The distance as `afstand` tells it on this day."""
    dagen = (moment - vandaag).days
    if dagen == 0:
        return _("vandaag")
    maten = {"hoeveel": _hoeveel(abs(dagen))}
    return _("nog %(hoeveel)s") % maten if dagen > 0 else _("%(hoeveel)s te laat") % maten


def _hoeveel(dagen: int) -> str:
    if dagen <= IN_DAGEN:
        return ngettext("%(n)d dag", "%(n)d dagen", dagen) % {"n": dagen}
    maanden = int(dagen / MAAND)
    if maanden < JAAR:
        return ngettext("%(n)d maand", "%(n)d maanden", maanden) % {"n": maanden}
    return ngettext("%(n)d jaar", "%(n)d jaar", maanden // 12) % {"n": maanden // 12}


@register.filter
def geleden(waarde: date | datetime | None) -> str:
    """How long ago a day was: "vandaag", "3 dagen geleden". Empty for None and for days to come."""
    moment = _als_dag(waarde)
    if moment is None or (dagen := (timezone.localdate() - moment).days) < 0:
        return ""
    return _("%(hoeveel)s geleden") % {"hoeveel": _hoeveel(dagen)} if dagen else _("vandaag")


@dataclass(frozen=True)
class Termijnbeeld:
    """How the state of a term is shown: a word, a tone (colour) and a shape, never colour alone."""

    woord: str
    toon: str
    vorm: str


def toon_op(laatste_dag: date | None, vandaag: date) -> str:
    """The tone of a term not met yet: `laat`, `nu` (within a week), `loopt`, or `rust` without a day."""
    if laatste_dag is None:
        return "rust"
    if laatste_dag < vandaag:
        return "laat"
    return "nu" if (laatste_dag - vandaag).days <= BINNENKORT else "loopt"


def termijnbeeld(
    laatste_dag: date | None, gehaald_op: date | None = None, *, op: date | None = None
) -> Termijnbeeld:
    """The word, tone and shape for a term with this last day, met on this day or not yet.

    Tones: those of `toon_op`, and `goed`; there is a shape for each.
    """
    if laatste_dag is not None and gehaald_op is not None:
        if gehaald_op > laatste_dag:
            return Termijnbeeld(_("te laat gehaald"), "laat", "vink")
        return Termijnbeeld(_("gehaald"), "goed", "vink")
    toon = toon_op(laatste_dag, op or timezone.localdate())
    return {
        "rust": Termijnbeeld(_("geen termijn"), toon, "streep"),
        "laat": Termijnbeeld(_("te laat"), toon, "uitroep"),
        "nu": Termijnbeeld(_("bijna voorbij"), toon, "klok"),
        "loopt": Termijnbeeld(_("loopt"), toon, "cirkel"),
    }[toon]


@register.inclusion_tag("ui/stuk/termijnstatus.html")
def termijnstatus(
    laatste_dag: date | None, gehaald_op: date | None = None, *, kort: bool = False
) -> dict[str, Any]:
    """The state of a term as a badge: word, colour and shape, with the distance while it runs.

    Usage: `{% termijnstatus termijn.laatste_dag termijn.gehaald_op %}`; `kort=True` leaves the word to the
    distance alone, as "5 dagen te laat" always does.
    """
    beeld = termijnbeeld(laatste_dag, gehaald_op)
    loopt = laatste_dag is not None and gehaald_op is None
    kort = loopt and (kort or beeld.toon == "laat")
    return {"beeld": beeld, "afstand": afstand(laatste_dag) if loopt else "", "kort": kort}


@register.simple_tag
def artikel(grondslag: Artikel | str | None) -> SafeString | str:
    """The article a rule stands in, as a link when it has an address. Plain text passes unchanged."""
    if not isinstance(grondslag, Artikel):
        return grondslag or ""
    if grondslag.link is None:
        return in_taal(grondslag.label)
    return format_html(
        '<a class="utrecht-link utrecht-link--html-a md-artikel" href="{}" rel="external noreferrer">{}</a>',
        grondslag.link,
        in_taal(grondslag.label),
    )


@register.simple_tag
def duur_van_termijn(naam: str) -> str:
    """How long a term is by the rule that holds today, as it is said: "zes weken"."""
    duration = termijn_rule(naam, timezone.localdate()).duration
    return in_taal(duration.spoken) if isinstance(duration, Duration) else ""


@register.inclusion_tag("ui/stuk/te_bevestigen.html")
def te_bevestigen(zekerheid: str | Certainty | None) -> dict[str, Any]:
    """A mark beside a rule that we are not sure of (S and U); nothing beside one that we are."""
    try:
        graad = Certainty(zekerheid) if zekerheid else None
    except ValueError:
        graad = None
    zeker = graad is None or not graad.needs_confirmation
    return {"betekenis": "" if zeker or graad is None else in_taal(graad.meaning)}


@register.simple_tag
def icoon(naam: str) -> SafeString:
    """A picture that says nothing by itself: the words beside it do. Drawn by `iconen.css`."""
    return format_html('<span class="md-icoon md-icoon--{}" aria-hidden="true"></span>', naam)


@register.filter
def taalnaam(code: str) -> StrPromise | str:
    """The Dutch name of a language from its code; the code itself when we do not know it."""
    return TALEN[code].naam if code in TALEN else code


@register.filter
def taalrichting(code: str) -> str:
    """The direction in which a language is written, for the `dir` attribute."""
    return "rtl" if code in TALEN and TALEN[code].rechts_naar_links else "ltr"


MELDINGSOORT = {"success": "ok", "error": "error", "warning": "warning"}


@register.filter
def alertsoort(niveau: str) -> str:
    """The kind of Utrecht alert for the level of one of Django's messages."""
    return MELDINGSOORT.get(niveau, "info")

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

from meedoen.basis.ui.languages import LANGUAGES
from meedoen.basis.ui.law_language import enumeration, in_language
from meedoen.wet.artikel import Artikel
from meedoen.wet.concepts import Certainty
from meedoen.wet.duration import Duration
from meedoen.wet.termijn import termijn_rule

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

register = template.Library()
register.filter("in_language", in_language)
register.filter("enumeration", enumeration)

SOON = 7
"""Days before its last day that a term calls for attention."""
IN_DAYS = 56
"""Up to this many days a distance is told in days."""
MONTH = 30.44
YEAR = 24
"""From this many months on, a distance is told in years."""


def _as_day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(waarde: date | datetime | None) -> str:
    """A date as people write it: "ma 18 mei 2026". Empty for None."""
    moment = _as_day(waarde)
    return f"{_without_year(moment)} {moment.year}" if moment else ""


@register.filter
def short(waarde: date | datetime | None) -> str:
    """A date beside which the year goes without saying: "ma 18 mei", with the year when it is another."""
    moment = _as_day(waarde)
    return short_on(moment, timezone.localdate()) if moment else ""


def short_on(moment: date, today: date) -> str:
    """A date as `kort` writes it on this day."""
    return _without_year(moment) if moment.year == today.year else day(moment)


def _without_year(moment: date) -> str:
    # Django writes Dutch months with a capital, Dutch does not.
    written = f"{WEEKDAYS_ABBR[moment.weekday()]} {moment.day} {MONTHS_3[moment.month].capitalize()}"
    return written.lower() if get_language() == "nl" else written


@register.filter
def moment(waarde: datetime | None) -> str:
    """A moment: "ma 18 mei 2026, 14:30"."""
    return f"{day(waarde)}, {timezone.localtime(waarde):%H:%M}" if waarde else ""


@register.filter
def distance(waarde: date | datetime | None) -> str:
    """How far a last day is from today: "nog 3 dagen", "vandaag", "5 dagen te laat". Empty for None.

    In days up to eight weeks, then in months, then in years: the date itself always stands beside it.
    """
    moment = _as_day(waarde)
    return distance_on(moment, timezone.localdate()) if moment else ""


def distance_on(moment: date, today: date) -> str:
    """The distance as `afstand` tells it on this day."""
    days = (moment - today).days
    if days == 0:
        return _("vandaag")
    measures = {"hoeveel": _how_many(abs(days))}
    return _("nog %(hoeveel)s") % measures if days > 0 else _("%(hoeveel)s te laat") % measures


def _how_many(days: int) -> str:
    if days <= IN_DAYS:
        return ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days}
    months = int(days / MONTH)
    if months < YEAR:
        return ngettext("%(n)d maand", "%(n)d maanden", months) % {"n": months}
    return ngettext("%(n)d jaar", "%(n)d jaar", months // 12) % {"n": months // 12}


@register.filter
def ago(waarde: date | datetime | None) -> str:
    """How long ago a day was: "vandaag", "3 dagen geleden". Empty for None and for days to come."""
    moment = _as_day(waarde)
    if moment is None or (days := (timezone.localdate() - moment).days) < 0:
        return ""
    return _("%(hoeveel)s geleden") % {"hoeveel": _how_many(days)} if days else _("vandaag")


@dataclass(frozen=True)
class TermijnView:
    """How the state of a term is shown: a word, a tone (colour) and a shape, never colour alone."""

    word: str
    tone: str
    shape: str


def tone_on(last_day: date | None, today: date) -> str:
    """The tone of a term not met yet: `laat`, `nu` (within a week), `loopt`, or `rust` without a day."""
    if last_day is None:
        return "rust"
    if last_day < today:
        return "laat"
    return "nu" if (last_day - today).days <= SOON else "loopt"


def termijn_view(last_day: date | None, met_on: date | None = None, *, on: date | None = None) -> TermijnView:
    """The word, tone and shape for a term with this last day, met on this day or not yet.

    Tones: those of `tone_on`, and `goed`; there is a shape for each.
    """
    if last_day is not None and met_on is not None:
        if met_on > last_day:
            return TermijnView(_("te laat gehaald"), "laat", "vink")
        return TermijnView(_("gehaald"), "goed", "vink")
    tone = tone_on(last_day, on or timezone.localdate())
    return {
        "rust": TermijnView(_("geen termijn"), tone, "streep"),
        "laat": TermijnView(_("te laat"), tone, "uitroep"),
        "nu": TermijnView(_("bijna voorbij"), tone, "klok"),
        "loopt": TermijnView(_("loopt"), tone, "cirkel"),
    }[tone]


@register.inclusion_tag("ui/partials/termijn_status.html")
def termijn_status(
    laatste_dag: date | None, gehaald_op: date | None = None, *, short: bool = False
) -> dict[str, Any]:
    """The state of a term as a badge: word, colour and shape, with the distance while it runs.

    Usage: `{% termijn_status termijn.last_day termijn.gehaald_op %}`; `kort=True` leaves the word to the
    distance alone, as "5 dagen te laat" always does.
    """
    image = termijn_view(laatste_dag, gehaald_op)
    runs = laatste_dag is not None and gehaald_op is None
    short = runs and (short or image.tone == "laat")
    return {"image": image, "distance": distance(laatste_dag) if runs else "", "short": short}


@register.simple_tag
def artikel(grondslag: Artikel | str | None) -> SafeString | str:
    """The article a rule stands in, as a link when it has an address. Plain text passes unchanged."""
    if not isinstance(grondslag, Artikel):
        return grondslag or ""
    if grondslag.link is None:
        return in_language(grondslag.label)
    return format_html(
        '<a class="utrecht-link utrecht-link--html-a md-artikel" href="{}" rel="external noreferrer">{}</a>',
        grondslag.link,
        in_language(grondslag.label),
    )


@register.simple_tag
def duration_of_termijn(naam: str) -> str:
    """How long a term is by the rule that holds today, as it is said: "zes weken"."""
    duration = termijn_rule(naam, timezone.localdate()).duration
    return in_language(duration.spoken) if isinstance(duration, Duration) else ""


@register.inclusion_tag("ui/partials/to_confirm.html")
def to_confirm(zekerheid: str | Certainty | None) -> dict[str, Any]:
    """A mark beside a rule that we are not sure of (S and U); nothing beside one that we are."""
    try:
        degree = Certainty(zekerheid) if zekerheid else None
    except ValueError:
        degree = None
    certain = degree is None or not degree.needs_confirmation
    return {"meaning": "" if certain or degree is None else in_language(degree.meaning)}


@register.simple_tag
def icon(naam: str) -> SafeString:
    """A picture that says nothing by itself: the words beside it do. Drawn by `icons.css`."""
    return format_html('<span class="md-icon md-icon--{}" aria-hidden="true"></span>', naam)


@register.filter
def language_name(code: str) -> StrPromise | str:
    """The Dutch name of a language from its code; the code itself when we do not know it."""
    return LANGUAGES[code].naam if code in LANGUAGES else code


@register.filter
def language_direction(code: str) -> str:
    """The direction in which a language is written, for the `dir` attribute."""
    return "rtl" if code in LANGUAGES and LANGUAGES[code].right_to_links else "ltr"


REPORT_KIND = {"success": "ok", "error": "error", "warning": "warning"}


@register.filter
def alert_kind(niveau: str) -> str:
    """The kind of Utrecht alert for the level of one of Django's messages."""
    return REPORT_KIND.get(niveau, "info")

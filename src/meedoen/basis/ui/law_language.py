"""Texts that do not know of languages, in the language of the page.

The law (`wet`) speaks Dutch and knows no screen; rights, standard guide and logbook are Dutch texts that are
kept. `in_language` gives each its translation at the moment it is shown. `collect` writes those that no source
file marks for translation to `texts_collected`, so that `makemessages` finds them.
"""  # noqa: E501

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext_lazy, override
from django.utils.translation import gettext as _

from meedoen.wet.duration import Duration, Unit
from meedoen.wet.sentence import NOT_FILLED_IN, Sentence, in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


MEASURES = {
    Unit.DAY: ngettext_lazy("%(n)d dag", "%(n)d dagen", "n"),
    Unit.WEEK: ngettext_lazy("%(n)d week", "%(n)d weken", "n"),
    Unit.MONTH: ngettext_lazy("%(n)d maand", "%(n)d maanden", "n"),
    Unit.YEAR: ngettext_lazy("%(n)d jaar", "%(n)d jaar", "n"),
}
"""Lengths of terms, in each unit."""


def in_language(tekst: object) -> str:
    """Return a text, sentence, date or length in the language of the page.

    A text without a translation, such as a name or what a colleague wrote, comes back as it is; so does every
    text on a Dutch page.
    """
    if isinstance(tekst, Sentence):
        values = {name: in_language(value) for name, value in tekst.values.items()}
        return in_language(tekst.template).format(**values)
    if isinstance(tekst, date):
        return day_in_full(tekst)
    if isinstance(tekst, Duration):
        return MEASURES[tekst.unit] % {"n": tekst.number}
    if isinstance(tekst, tuple):
        return ", ".join(in_language(part) for part in tekst)
    # The translation of the empty text is the header of the catalogue.
    return _(str(NOT_FILLED_IN if tekst is None else tekst)) if tekst != "" else ""


def day_in_full(day: date) -> str:
    """Return a date as it is said: "vrijdag 15 mei 2026", "Friday 15 May 2026"."""
    return in_words(day) if get_language() == "nl" else date_format(day, "l j F Y")


def in_dutch(name: StrPromise | str) -> str:
    """Return a name in Dutch whatever the language of the page, for what is kept: the logbook is Dutch."""
    with override("nl"):
        return str(name)


def enumeration(tekst: str) -> str:
    """Return a row of words with commas between them, each in the language of the page."""
    return in_language(tuple(tekst.split(", ")))

"""The languages people speak with us, and how each is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Language:
    """A language: its code (BCP 47), its Dutch name, its own name, and its direction."""

    code: str
    naam: StrPromise
    own_name: str
    right_to_links: bool = False


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("nl", _("Nederlands"), "Nederlands"),
        Language("ar", _("Arabisch"), "العربية", right_to_links=True),
        Language("ti", _("Tigrinya"), "ትግርኛ"),
        Language("tr", _("Turks"), "Türkçe"),
        Language("fa", _("Farsi"), "فارسی", right_to_links=True),
        Language("prs", _("Dari"), "دری", right_to_links=True),
        Language("ps", _("Pasjtoe"), "پښتو", right_to_links=True),
        Language("uk", _("Oekraïens"), "Українська"),
        Language("fr", _("Frans"), "Français"),
        Language("en", _("Engels"), "English"),
        Language("so", _("Somalisch"), "Soomaali"),
        Language("am", _("Amhaars"), "አማርኛ"),
        Language("ku", _("Koerdisch"), "Kurdî"),
        Language("es", _("Spaans"), "Español"),
        Language("ru", _("Russisch"), "Русский"),
        Language("zh", _("Chinees"), "中文"),
    )
}

LANGUAGE_CHOICES = [(language.code, language.naam) for language in LANGUAGES.values()]

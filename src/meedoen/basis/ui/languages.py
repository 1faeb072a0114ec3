"""The languages people speak with us, and how each is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Taal:
    """A language: its code (BCP 47), its Dutch name, its own name, and its direction."""

    code: str
    naam: StrPromise
    eigen_naam: str
    rechts_naar_links: bool = False


TALEN: dict[str, Taal] = {
    taal.code: taal
    for taal in (
        Taal("nl", _("Nederlands"), "Nederlands"),
        Taal("ar", _("Arabisch"), "العربية", rechts_naar_links=True),
        Taal("ti", _("Tigrinya"), "ትግርኛ"),
        Taal("tr", _("Turks"), "Türkçe"),
        Taal("fa", _("Farsi"), "فارسی", rechts_naar_links=True),
        Taal("prs", _("Dari"), "دری", rechts_naar_links=True),
        Taal("ps", _("Pasjtoe"), "پښتو", rechts_naar_links=True),
        Taal("uk", _("Oekraïens"), "Українська"),
        Taal("fr", _("Frans"), "Français"),
        Taal("en", _("Engels"), "English"),
        Taal("so", _("Somalisch"), "Soomaali"),
        Taal("am", _("Amhaars"), "አማርኛ"),
        Taal("ku", _("Koerdisch"), "Kurdî"),
        Taal("es", _("Spaans"), "Español"),
        Taal("ru", _("Russisch"), "Русский"),
        Taal("zh", _("Chinees"), "中文"),
    )
}

TAALKEUZES = [(taal.code, taal.naam) for taal in TALEN.values()]

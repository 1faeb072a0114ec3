"""The letter as a PDF that a screen reader can read (PDF/UA-1): tagged, titled, each part in its language."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from meedoen.basis.access.rechten import Geweigerd
from meedoen.pip.letter import Brief

BRIEVEN = Path(__file__).parent / "letters"
SJABLOON = "beschikking.typ"
NODIG = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
)


class BriefFout(Geweigerd):
    """The letter could not be made; the sentence says what to do."""


def lettertypen() -> Path:
    """The folder with the fonts of letters, put together when Meedoen starts (`cli.pakketten`).

    Raises:
        BriefFout: they are not there.
    """
    folder = Path(settings.DATA_FOLDER) / "pakketten" / "lettertypen"
    if any(not (folder / naam).exists() for naam in NODIG):
        raise BriefFout(
            _(
                "De brief kan nu niet gemaakt worden: de lettertypen ontbreken. Vraag de beheerder om Meedoen"
                " opnieuw te starten met ./meedoen."
            )
        )
    return folder


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    """The fonts, read from the disk once: that takes longer than making a letter."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def maak_pdf(brief: Brief) -> bytes:
    """Set the letter.

    Raises:
        BriefFout: no fonts, or Typst could not set it.
    """
    inhoud = asdict(brief)
    inhoud["plan"]["leeg"] = brief.plan.is_leeg
    try:
        return typst.compile(
            str(BRIEVEN / SJABLOON),
            root=str(BRIEVEN),
            font_paths=_fonts(lettertypen()),
            sys_inputs={"brief": json.dumps(inhoud, ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        # What Typst says can hold words of the letter, so it is not passed on.
        raise BriefFout(_("De brief kan niet gemaakt worden. Meld dit bij de beheerder.")) from None

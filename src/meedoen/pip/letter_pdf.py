"""The letter as a PDF that a screen reader can read (PDF/UA-1): tagged, titled, each part in its language."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from meedoen.basis.access.rechten import Refused
from meedoen.pip.letter import Letter

LETTERS = Path(__file__).parent / "letters"
TEMPLATE = "beschikking.typ"
NEEDED = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
)


class LetterError(Refused):
    """The letter could not be made; the sentence says what to do."""


def fonts() -> Path:
    """The folder with the fonts of letters, put together when Meedoen starts (`cli.packages`).

    Raises:
        BriefFout: they are not there.
    """
    folder = Path(settings.DATA_FOLDER) / "pakketten" / "lettertypen"
    if any(not (folder / name).exists() for name in NEEDED):
        raise LetterError(
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


def make_pdf(letter: Letter) -> bytes:
    """Set the letter.

    Raises:
        BriefFout: no fonts, or Typst could not set it.
    """
    content = asdict(letter)
    content["plan"]["leeg"] = letter.plan.is_empty
    try:
        return typst.compile(
            str(LETTERS / TEMPLATE),
            root=str(LETTERS),
            font_paths=_fonts(fonts()),
            sys_inputs={"brief": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        # What Typst says can hold words of the letter, so it is not passed on.
        raise LetterError(_("De brief kan niet gemaakt worden. Meld dit bij de beheerder.")) from None

"""The words of a letter as they were fixed: kept with the document made of them, never put together anew.

Names, addresses and settings change; a letter that went out does not.
"""

from __future__ import annotations

from pydantic import TypeAdapter

from meedoen.dossiers.models import DossierDocument
from meedoen.pip.letter import Letter
from meedoen.pip.models import LetterText

SHAPE = TypeAdapter(Letter)
"""How a letter is kept. A field that `Letter` gets later needs a default: letters of before do not have it."""  # noqa: E501


def save_text(piece: DossierDocument, letter: Letter) -> None:
    """Keep what this document says."""
    LetterText.objects.create(
        gemeente_id=piece.gemeente_id,
        dossier_id=piece.dossier_id,
        piece=piece,
        inhoud=SHAPE.dump_python(letter, mode="json"),
    )


def saved_text(piece: DossierDocument) -> Letter | None:
    """What this document says; None when its words were not kept. One query."""
    saved = LetterText.objects.filter(piece=piece).first()
    return SHAPE.validate_python(saved.inhoud) if saved else None

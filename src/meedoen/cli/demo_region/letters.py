"""The letter behind a fixed decision in the demo: one specimen for all, that says what it is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import typst

from meedoen.basis.documents.services import path_of

TEXT = """
#set document(title: "Voorbeeld van een besluit", author: "Meedoen")
#set text(lang: "nl", size: 11pt)
#set page(margin: 3cm)
= Voorbeeld van een besluit
Dit is een brief in de demoregio van Meedoen. Alle mensen in deze demo zijn verzonnen.

De brief van een echt besluit wordt gemaakt op het moment dat het PIP wordt vastgesteld. Stel in de demo zelf
een PIP vast om zo'n brief te zien.
"""


@dataclass(frozen=True)
class SampleLetter:
    """The bytes of the specimen and their fingerprint."""

    inhoud: bytes

    @property
    def sha256(self) -> str:
        """As `Document` keeps it."""
        return hashlib.sha256(self.inhoud).hexdigest()


def make_sample_letter() -> SampleLetter:
    """Typeset the specimen."""
    return SampleLetter(typst.compile(TEXT.encode(), pdf_standards=["ua-1"]))


def put_down(letter: SampleLetter, documents: Sequence[str]) -> int:
    """Put the specimen where each document is looked for, as links to one file as far as the disk can.

    Returns how many.
    """
    first: Path | None = None
    folders: set[Path] = set()
    for document in documents:
        path = path_of(UUID(document))
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            folders.add(path.parent)
        if first is None or not _linked(first, path):
            path.unlink(missing_ok=True)
            path.write_bytes(letter.inhoud)
            path.chmod(0o600)
            first = path
    return len(documents)


def _linked(first: Path, path: Path) -> bool:
    """Make one file known under two names; false where it is there already or the disk makes no links."""
    try:
        os.link(first, path)
    except OSError:
        return False
    return True

"""The letter behind a fixed decision in the demo: one specimen for all, that says what it is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import typst

from meedoen.basis.documents.services import pad_van

TEKST = """
#set document(title: "Voorbeeld van een besluit", author: "Meedoen")
#set text(lang: "nl", size: 11pt)
#set page(margin: 3cm)
= Voorbeeld van een besluit
Dit is een brief in de demoregio van Meedoen. Alle mensen in deze demo zijn verzonnen.

De brief van een echt besluit wordt gemaakt op het moment dat het PIP wordt vastgesteld. Stel in de demo zelf
een PIP vast om zo'n brief te zien.
"""


@dataclass(frozen=True)
class Voorbeeldbrief:
    """The bytes of the specimen and their fingerprint."""

    inhoud: bytes

    @property
    def sha256(self) -> str:
        """As `Document` keeps it."""
        return hashlib.sha256(self.inhoud).hexdigest()


def maak_voorbeeldbrief() -> Voorbeeldbrief:
    """Typeset the specimen."""
    return Voorbeeldbrief(typst.compile(TEKST.encode(), pdf_standards=["ua-1"]))


def leg_neer(brief: Voorbeeldbrief, documenten: Sequence[str]) -> int:
    """Put the specimen where each document is looked for, as links to one file as far as the disk can.

    Returns how many.
    """
    eerste: Path | None = None
    mappen: set[Path] = set()
    for document in documenten:
        pad = pad_van(UUID(document))
        if pad.parent not in mappen:
            pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mappen.add(pad.parent)
        if eerste is None or not _gekoppeld(eerste, pad):
            pad.unlink(missing_ok=True)
            pad.write_bytes(brief.inhoud)
            pad.chmod(0o600)
            eerste = pad
    return len(documenten)


def _gekoppeld(eerste: Path, pad: Path) -> bool:
    """Make one file known under two names; false where it is there already or the disk makes no links."""
    try:
        os.link(eerste, pad)
    except OSError:
        return False
    return True

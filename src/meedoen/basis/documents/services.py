"""Keeping files: what may come in, where it is put, how it is read back and taken away again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path, PurePath
from uuid import UUID

import puremagic
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.documents.models import Document

GROOTSTE = 20 * 1024 * 1024

SOORTEN: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

HERROEPEN_BINNEN = timedelta(hours=24)


class DocumentFout(ValueError):  # noqa: N818  # fout is Dutch for error
    """A file that may not come in; the message says why, in Dutch."""


def keur(naam: str, inhoud: bytes) -> str:
    """Judge a file by its size, its ending and its content. Returns its media type.

    Raises:
        DocumentFout: too large, empty, an ending we do not take, or content that is something else.
    """
    einde = PurePath(naam).suffix.lower()
    if not inhoud:
        raise DocumentFout("Het bestand is leeg.")
    if len(inhoud) > GROOTSTE:
        raise DocumentFout(f"Het bestand is groter dan {GROOTSTE // 1024 // 1024} MB. Maak het kleiner.")
    if einde not in SOORTEN:
        raise DocumentFout("Dit soort bestand kan niet. Kies een PDF, Word, Excel, PNG of JPG.")
    try:
        gevonden = {kandidaat.extension for kandidaat in puremagic.magic_string(inhoud)}
    except puremagic.PureError:
        gevonden = set()
    gelijk = {".jpg", ".jpeg", ".jfif"} if einde in {".jpg", ".jpeg"} else {einde}
    if not gevonden & gelijk:
        raise DocumentFout(f"De inhoud van dit bestand is geen {einde[1:].upper()}.")
    return SOORTEN[einde]


def pad_van(document_id: UUID) -> Path:
    """Where the bytes of a document lie: two levels of folders, named by its id alone."""
    naam = str(document_id)
    return Path(settings.MEDIA_ROOT) / naam[:2] / naam[2:4] / naam


def bewaar(actor: Actor, gemeente_id: UUID, naam: str, inhoud: bytes) -> Document:
    """Keep a file and its row. The bytes are gone again when the transaction does not commit.

    Raises:
        DocumentFout: see `keur`.
    """
    mime = keur(naam, inhoud)
    document = Document.objects.create(
        gemeente_id=gemeente_id,
        naam=PurePath(naam).name[-160:],
        mime=mime,
        grootte=len(inhoud),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        geplaatst_door=actor.id,
    )
    pad = pad_van(document.pk)
    transaction.on_commit(lambda: _schrijf(pad, inhoud))
    return document


def lees(document: Document) -> bytes:
    """The bytes of a document, checked against its fingerprint.

    Raises:
        DocumentFout: missing or changed on disk.
    """
    pad = pad_van(document.pk)
    inhoud = pad.read_bytes() if pad.exists() else b""
    if hashlib.sha256(inhoud).hexdigest() != document.sha256:
        raise DocumentFout("Dit bestand is beschadigd of verdwenen. Meld het bij de beheerder.")
    return inhoud


def trek_in(actor: Actor, document: Document) -> None:
    """Take back a file put there by mistake: by the one who put it, within 24 hours.

    Raises:
        Geweigerd: by another, or too late.
    """
    if document.geplaatst_door != actor.id:
        raise Geweigerd(_("Alleen wie het document plaatste, kan het intrekken."))
    if timezone.now() - document.geplaatst_op > HERROEPEN_BINNEN:
        raise Geweigerd(_("Intrekken kan tot 24 uur na het plaatsen."))
    document.ingetrokken_op = timezone.now()
    document.save(update_fields=["ingetrokken_op"])
    pad = pad_van(document.pk)
    transaction.on_commit(lambda: pad.unlink(missing_ok=True))


def _schrijf(pad: Path, inhoud: bytes) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    tijdelijk = pad.with_suffix(".deel")
    tijdelijk.write_bytes(inhoud)
    tijdelijk.chmod(0o600)
    tijdelijk.replace(pad)

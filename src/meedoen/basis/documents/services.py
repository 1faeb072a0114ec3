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
from meedoen.basis.access.rechten import Refused
from meedoen.basis.documents.models import Document

LARGEST = 20 * 1024 * 1024

KINDS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

REVERT_WITHIN = timedelta(hours=24)


class DocumentError(ValueError):  # fout is Dutch for error
    """A file that may not come in; the message says why, in Dutch."""


def check(name: str, content: bytes) -> str:
    """Judge a file by its size, its ending and its content. Returns its media type.

    Raises:
        DocumentFout: too large, empty, an ending we do not take, or content that is something else.
    """
    end = PurePath(name).suffix.lower()
    if not content:
        raise DocumentError("Het bestand is leeg.")
    if len(content) > LARGEST:
        raise DocumentError(f"Het bestand is groter dan {LARGEST // 1024 // 1024} MB. Maak het kleiner.")
    if end not in KINDS:
        raise DocumentError("Dit soort bestand kan niet. Kies een PDF, Word, Excel, PNG of JPG.")
    try:
        found = {kandidaat.extension for kandidaat in puremagic.magic_string(content)}
    except puremagic.PureError:
        found = set()
    equal = {".jpg", ".jpeg", ".jfif"} if end in {".jpg", ".jpeg"} else {end}
    if not found & equal:
        raise DocumentError(f"De inhoud van dit bestand is geen {end[1:].upper()}.")
    return KINDS[end]


def path_of(document_id: UUID) -> Path:
    """Where the bytes of a document lie: two levels of folders, named by its id alone."""
    name = str(document_id)
    return Path(settings.MEDIA_ROOT) / name[:2] / name[2:4] / name


def save(actor: Actor, gemeente_id: UUID, naam: str, inhoud: bytes) -> Document:
    """Keep a file and its row. The bytes are gone again when the transaction does not commit.

    Raises:
        DocumentFout: see `keur`.
    """
    mime = check(naam, inhoud)
    document = Document.objects.create(
        gemeente_id=gemeente_id,
        naam=PurePath(naam).name[-160:],
        mime=mime,
        size=len(inhoud),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        placed_by=actor.id,
    )
    path = path_of(document.pk)
    transaction.on_commit(lambda: _write(path, inhoud))
    return document


def read(document: Document) -> bytes:
    """The bytes of a document, checked against its fingerprint.

    Raises:
        DocumentFout: missing or changed on disk.
    """
    path = path_of(document.pk)
    content = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DocumentError("Dit bestand is beschadigd of verdwenen. Meld het bij de beheerder.")
    return content


def withdraw(actor: Actor, document: Document) -> None:
    """Take back a file put there by mistake: by the one who put it, within 24 hours.

    Raises:
        Geweigerd: by another, or too late.
    """
    if document.placed_by != actor.id:
        raise Refused(_("Alleen wie het document plaatste, kan het intrekken."))
    if timezone.now() - document.placed_at > REVERT_WITHIN:
        raise Refused(_("Intrekken kan tot 24 uur na het plaatsen."))
    document.withdrawn_at = timezone.now()
    document.save(update_fields=["withdrawn_at"])
    path = path_of(document.pk)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(".deel")
    temporary.write_bytes(content)
    temporary.chmod(0o600)
    temporary.replace(path)

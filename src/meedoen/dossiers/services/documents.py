"""Documents of a dossier: who may see the dossier may open them, and each opening is logged."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.basis.documents import services as files
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier, DossierDocument


@transaction.atomic
def add_document(
    actor: Actor, dossier: Dossier, name: str, content: bytes, kind: str = DossierDocument.Kind.OTHERWISE
) -> DossierDocument:
    """Keep a file in a dossier.

    Raises:
        Geweigerd: the actor may not add to this dossier.
        DocumentFout: a file that may not come in (`bestanden.keur`).
    """
    piece = DossierDocument(dossier=dossier, gemeente_id=dossier.gemeente_id, soort=kind)
    rechten.DOCUMENT_EDIT.require(actor, piece)
    piece.document = files.save(actor, dossier.gemeente_id, name, content)
    piece.save()
    _log(actor, piece, Action.CREATED, gettext_noop("document toevoegen"))
    return piece


@transaction.atomic
def read_document(actor: Actor, piece: DossierDocument) -> bytes:
    """The bytes of a document, the reading logged.

    Raises:
        Geweigerd: not this actor's, or taken back.
        DocumentFout: missing or changed on disk.
    """
    rechten.DOCUMENT_VIEW.require(actor, piece)
    if piece.document.withdrawn_at:
        raise Refused(_("Dit document is ingetrokken. Het bestand is weg."))
    _log(actor, piece, Action.READ, gettext_noop("document openen"))
    return files.read(piece.document)


@transaction.atomic
def withdraw_document(actor: Actor, piece: DossierDocument) -> None:
    """Take back a document put in by mistake. That it was there stays visible; the file is gone.

    Raises:
        Geweigerd: by another than who put it there, after 24 hours, or when it is a decision.
    """
    rechten.DOCUMENT_EDIT.require(actor, piece)
    if piece.soort == DossierDocument.Kind.BESCHIKKING:
        raise Refused(_("Een beschikking kun je niet intrekken als document. Maak een nieuw besluit."))
    if piece.document.withdrawn_at:
        raise Refused(_("Dit document is al ingetrokken."))
    files.withdraw(actor, piece.document)
    _log(actor, piece, Action.WITHDRAWN, gettext_noop("document intrekken"))


def _log(actor: Actor, piece: DossierDocument, action: str, doel: str) -> None:
    log_dossier(actor, action, gettext_noop("document"), piece.dossier, doel)

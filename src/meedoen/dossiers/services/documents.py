"""Documents of a dossier: who may see the dossier may open them, and each opening is logged."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.basis.documents import services as bestanden
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier, DossierDocument


@transaction.atomic
def voeg_document_toe(
    actor: Actor, dossier: Dossier, naam: str, inhoud: bytes, soort: str = DossierDocument.Soort.ANDERS
) -> DossierDocument:
    """Keep a file in a dossier.

    Raises:
        Geweigerd: the actor may not add to this dossier.
        DocumentFout: a file that may not come in (`bestanden.keur`).
    """
    stuk = DossierDocument(dossier=dossier, gemeente_id=dossier.gemeente_id, soort=soort)
    rechten.DOCUMENT_BEWERKEN.eis(actor, stuk)
    stuk.document = bestanden.bewaar(actor, dossier.gemeente_id, naam, inhoud)
    stuk.save()
    _noteer(actor, stuk, Handeling.AANGEMAAKT, gettext_noop("document toevoegen"))
    return stuk


@transaction.atomic
def lees_document(actor: Actor, stuk: DossierDocument) -> bytes:
    """The bytes of a document, the reading logged.

    Raises:
        Geweigerd: not this actor's, or taken back.
        DocumentFout: missing or changed on disk.
    """
    rechten.DOCUMENT_BEKIJKEN.eis(actor, stuk)
    if stuk.document.ingetrokken_op:
        raise Geweigerd(_("Dit document is ingetrokken. Het bestand is weg."))
    _noteer(actor, stuk, Handeling.GELEZEN, gettext_noop("document openen"))
    return bestanden.lees(stuk.document)


@transaction.atomic
def trek_document_in(actor: Actor, stuk: DossierDocument) -> None:
    """Take back a document put in by mistake. That it was there stays visible; the file is gone.

    Raises:
        Geweigerd: by another than who put it there, after 24 hours, or when it is a decision.
    """
    rechten.DOCUMENT_BEWERKEN.eis(actor, stuk)
    if stuk.soort == DossierDocument.Soort.BESCHIKKING:
        raise Geweigerd(_("Een beschikking kun je niet intrekken als document. Maak een nieuw besluit."))
    if stuk.document.ingetrokken_op:
        raise Geweigerd(_("Dit document is al ingetrokken."))
    bestanden.trek_in(actor, stuk.document)
    _noteer(actor, stuk, Handeling.INGETROKKEN, gettext_noop("document intrekken"))


def _noteer(actor: Actor, stuk: DossierDocument, handeling: str, doel: str) -> None:
    noteer_dossier(actor, handeling, gettext_noop("document"), stuk.dossier, doel)

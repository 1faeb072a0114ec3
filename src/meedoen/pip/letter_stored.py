"""The words of a letter as they were fixed: kept with the document made of them, never put together anew.

Names, addresses and settings change; a letter that went out does not.
"""

from __future__ import annotations

from pydantic import TypeAdapter

from meedoen.dossiers.models import DossierDocument
from meedoen.pip.letter import Brief
from meedoen.pip.models import Brieftekst

VORM = TypeAdapter(Brief)
"""How a letter is kept. A field that `Brief` gets later needs a default: letters of before do not have it."""


def bewaar_tekst(stuk: DossierDocument, brief: Brief) -> None:
    """Keep what this document says."""
    Brieftekst.objects.create(
        gemeente_id=stuk.gemeente_id,
        dossier_id=stuk.dossier_id,
        stuk=stuk,
        inhoud=VORM.dump_python(brief, mode="json"),
    )


def bewaarde_tekst(stuk: DossierDocument) -> Brief | None:
    """What this document says; None when its words were not kept. One query."""
    bewaard = Brieftekst.objects.filter(stuk=stuk).first()
    return VORM.validate_python(bewaard.inhoud) if bewaard else None

"""Files of a municipality: what they are, and where they lie."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import GemeenteOwned


class Document(GemeenteOwned):
    """A file outside the web root. Who may open it follows from what it hangs on (a dossier)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    naam = models.CharField(_("naam"), max_length=160)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    placed_by = models.UUIDField(null=True)
    placed_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "-placed_at"], name="document_gemeente")]

    def __str__(self) -> str:
        return self.naam

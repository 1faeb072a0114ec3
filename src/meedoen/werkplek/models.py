"""What a professional keeps for herself: saved views of the worklist."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisaties.models import Gebruiker, Team


class Weergave(models.Model):
    """A saved view: a name for a set of filters. It holds no personal data, only the filters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="weergaven")
    naam = models.CharField(_("naam"), max_length=60)
    filters = models.CharField(max_length=400)
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.CASCADE, related_name="weergaven",
        verbose_name=_("gedeeld met team"),
    )

    class Meta:
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["gebruiker", "naam"], name="weergave_naam_uniek")]

    def __str__(self) -> str:
        return self.naam

"""What a professional keeps for herself, and what a team leader divides."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Account, GemeenteOwned, Team


class SavedView(models.Model):
    """A saved view: a name for a set of filters. It holds no personal data, only the filters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="saved_views")
    naam = models.CharField(_("naam"), max_length=60)
    filters = models.CharField(max_length=400)
    team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="saved_views",
        verbose_name=_("gedeeld met team"),
    )

    class Meta:
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["user", "naam"], name="weergave_naam_uniek")]

    def __str__(self) -> str:
        return self.naam


class ChosenSavedView(models.Model):
    """The view someone chose last: with it her worklist opens, on whatever computer."""

    user = models.OneToOneField(
        Account, primary_key=True, on_delete=models.CASCADE, related_name="chosen_saved_view"
    )
    saved_view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.saved_view)


class Redistribution(GemeenteOwned):
    """Dossiers given to a colleague in one go, with whose they were before, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    naar = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    previous = models.JSONField(default=dict)
    """Id of dossier → id of the klantmanager it had, or null."""
    reverted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"herverdeling van {len(self.previous)} dossiers"

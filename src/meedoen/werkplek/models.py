"""What a professional keeps for herself, and what a team leader divides."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Gebruiker, Team, VanGemeente


class Weergave(models.Model):
    """A saved view: a name for a set of filters. It holds no personal data, only the filters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="weergaven")
    naam = models.CharField(_("naam"), max_length=60)
    filters = models.CharField(max_length=400)
    team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="weergaven",
        verbose_name=_("gedeeld met team"),
    )

    class Meta:
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["gebruiker", "naam"], name="weergave_naam_uniek")]

    def __str__(self) -> str:
        return self.naam


class GekozenWeergave(models.Model):
    """The view someone chose last: with it her worklist opens, on whatever computer."""

    gebruiker = models.OneToOneField(
        Gebruiker, primary_key=True, on_delete=models.CASCADE, related_name="gekozen_weergave"
    )
    weergave = models.ForeignKey(Weergave, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.weergave)


class Herverdeling(VanGemeente):
    """Dossiers given to a colleague in one go, with whose they were before, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    naar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    vorige = models.JSONField(default=dict)
    """Id of dossier → id of the klantmanager it had, or null."""
    teruggedraaid_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"herverdeling van {len(self.vorige)} dossiers"

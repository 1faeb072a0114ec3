"""What a colleague decided where DUO and the municipality say something else."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Gebruiker
from meedoen.dossiers.models.dossier import VanDossier
from meedoen.dossiers.phases import FeitSoort


class Verschilkeuze(VanDossier):
    """One time that somebody chose between what DUO says and what the municipality says, and why.

    It settles the difference as it was: when either says something else, it is a difference again.
    """

    class Keuze(models.TextChoices):
        DUO = "duo", _("overgenomen van DUO")
        ONS = "ons", _("ons gegeven gehouden")

    soort = models.CharField(max_length=24, choices=FeitSoort)
    bij_duo = models.CharField(max_length=60)
    """What DUO said: its date and value, as `verschillen.Gegeven.sleutel` writes them."""
    bij_ons = models.CharField(max_length=60)
    keuze = models.CharField(max_length=4, choices=Keuze)
    reden = models.CharField(_("waarom"), max_length=300)
    door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"{self.soort}: {self.keuze}"

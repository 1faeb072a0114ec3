"""What a colleague decided where DUO and the municipality say something else."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Account
from meedoen.dossiers.models.dossier import DossierOwned
from meedoen.dossiers.phases import FeitSoort


class DifferenceChoice(DossierOwned):
    """One time that somebody chose between what DUO says and what the municipality says, and why.

    It settles the difference as it was: when either says something else, it is a difference again.
    """

    class Choice(models.TextChoices):
        DUO = "duo", _("overgenomen van DUO")
        US = "ons", _("ons gegeven gehouden")

    soort = models.CharField(max_length=24, choices=FeitSoort)
    at_duo = models.CharField(max_length=60)
    """What DUO said: its date and value, as `differences.Gegeven.sleutel` writes them."""
    at_us = models.CharField(max_length=60)
    keuze = models.CharField(max_length=4, choices=Choice)
    reden = models.CharField(_("waarom"), max_length=300)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"{self.soort}: {self.keuze}"

"""Client tokens: software that may ask on behalf of a municipality."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.rechten import REGISTER
from meedoen.basis.organisations.models import Gebruiker, Organisatie

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

BEDENKTIJD = timedelta(days=14)
"""After so long a proposal that its owner did not confirm lapses."""


def vingerafdruk(sleutel: str) -> str:
    """SHA-256 of a token, hexadecimal. Tokens are 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(sleutel.encode()).hexdigest()


class Toegangssleutel(models.Model):
    """A client token with an owner, a purpose, a scope and a last day.

    A proposal until its owner confirms it; only then it has a text, of which only the fingerprint is kept.
    """

    class Stand(models.TextChoices):
        """Where a token stands; only `GELDIG` opens anything."""

        VOORSTEL = "voorstel", _("wacht op de eigenaar")
        VERVALLEN = "vervallen", _("niet op tijd bevestigd")
        GELDIG = "geldig", _("in gebruik")
        VERLOPEN = "verlopen", _("verlopen")
        INGETROKKEN = "ingetrokken", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="toegangssleutels")
    naam = models.CharField(_("naam van de toepassing"), max_length=80)
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="toegangssleutels")
    voorgesteld_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    doel = models.CharField(_("doel"), max_length=200)
    bereik = ArrayField(models.CharField(max_length=60), verbose_name=_("rechten"))
    einddatum = models.DateField(_("geldig tot en met"))
    vingerafdruk = models.CharField(max_length=64, unique=True, null=True, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-gemaakt_op"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vingerafdruk=None, bevestigd_op=None)
                | Q(vingerafdruk__isnull=False, bevestigd_op__isnull=False)
                | Q(ingetrokken_op__isnull=False),
                name="sleutel_bevestigd",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def rechten(self) -> list[StrPromise | str]:
        """What it may, in plain words."""
        return [REGISTER[naam].zin if naam in REGISTER else naam for naam in self.bereik]

    @property
    def bevestigen_tot(self) -> date:
        """The last day on which its owner can confirm it."""
        return min(timezone.localdate(self.gemaakt_op) + BEDENKTIJD, self.einddatum)

    def stand_op(self, dag: date) -> Stand:
        """Where the token stands on this day."""
        if self.ingetrokken_op is not None:
            return self.Stand.INGETROKKEN
        if self.bevestigd_op is None:
            return self.Stand.VOORSTEL if dag <= self.bevestigen_tot else self.Stand.VERVALLEN
        return self.Stand.GELDIG if dag <= self.einddatum else self.Stand.VERLOPEN

    @property
    def stand(self) -> Stand:
        """Where the token stands today."""
        return self.stand_op(timezone.localdate())

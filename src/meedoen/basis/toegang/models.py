"""Client tokens: software that may ask on behalf of a municipality."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisaties.models import Gebruiker, Organisatie


def vingerafdruk(sleutel: str) -> str:
    """SHA-256 of a token, hexadecimal. Tokens are 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(sleutel.encode()).hexdigest()


class Toegangssleutel(models.Model):
    """A client token with an owner, a purpose, a scope and a last day. Only its fingerprint is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="toegangssleutels")
    naam = models.CharField(_("naam van de toepassing"), max_length=80)
    eigenaar = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="toegangssleutels")
    doel = models.CharField(_("doel"), max_length=200)
    bereik = ArrayField(models.CharField(max_length=60), verbose_name=_("rechten"))
    einddatum = models.DateField(_("geldig tot en met"))
    vingerafdruk = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-gemaakt_op"]

    def __str__(self) -> str:
        return self.naam

    def geldig(self, op: date | None = None) -> bool:
        """Does the token still open anything on this day?"""
        return self.ingetrokken_op is None and (op or timezone.localdate()) <= self.einddatum

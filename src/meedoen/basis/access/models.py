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
from meedoen.basis.organisations.models import Account, Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TIME_TO_RECONSIDER = timedelta(days=14)
"""After so long a proposal that its owner did not confirm lapses."""


def fingerprint(sleutel: str) -> str:
    """SHA-256 of a token, hexadecimal. Tokens are 256 random bits, so a slow hash would add nothing."""
    return hashlib.sha256(sleutel.encode()).hexdigest()


class ApiKey(models.Model):
    """A client token with an owner, a purpose, a scope and a last day.

    A proposal until its owner confirms it; only then it has a text, of which only the fingerprint is kept.
    """

    class ComputedState(models.TextChoices):
        """Where a token stands; only `VALID` opens anything."""

        PROPOSAL = "voorstel", _("wacht op de eigenaar")
        LAPSED = "vervallen", _("niet op tijd bevestigd")
        VALID = "geldig", _("in gebruik")
        EXPIRED = "verlopen", _("verlopen")
        WITHDRAWN = "ingetrokken", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="toegangssleutels")
    naam = models.CharField(_("naam van de toepassing"), max_length=80)
    eigenaar = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="toegangssleutels")
    proposed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    doel = models.CharField(_("doel"), max_length=200)
    bereik = ArrayField(models.CharField(max_length=60), verbose_name=_("rechten"))
    einddatum = models.DateField(_("geldig tot en met"))
    fingerprint = models.CharField(max_length=64, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fingerprint=None, confirmed_at=None)
                | Q(fingerprint__isnull=False, confirmed_at__isnull=False)
                | Q(withdrawn_at__isnull=False),
                name="sleutel_bevestigd",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def rechten(self) -> list[StrPromise | str]:
        """What it may, in plain words."""
        return [REGISTER[name].sentence if name in REGISTER else name for name in self.bereik]

    @property
    def confirm_until(self) -> date:
        """The last day on which its owner can confirm it."""
        return min(timezone.localdate(self.created_at) + TIME_TO_RECONSIDER, self.einddatum)

    def state_on(self, day: date) -> ComputedState:
        """Where the token stands on this day."""
        if self.withdrawn_at is not None:
            return self.ComputedState.WITHDRAWN
        if self.confirmed_at is None:
            return self.ComputedState.PROPOSAL if day <= self.confirm_until else self.ComputedState.LAPSED
        return self.ComputedState.VALID if day <= self.einddatum else self.ComputedState.EXPIRED

    @property
    def stand(self) -> ComputedState:
        """Where the token stands today."""
        return self.state_on(timezone.localdate())

"""The outbox: what goes outside, written in the same transaction as the fact that causes it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisaties.models import VanGemeente


class Bericht(VanGemeente):
    """One message. `id` is the message id by which the receiver recognises a second delivery.

    Messages with the same `volgsleutel` (a person, a mailbox) leave in the order of `volgnummer`.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", _("wacht")
        VERZONDEN = "verzonden", _("verzonden")
        MISLUKT = "mislukt", _("mislukt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volgnummer = models.BigIntegerField(
        db_default=models.Func(models.Value("berichten_volgnummer"), function="nextval"), editable=False
    )
    kanaal = models.CharField(_("kanaal"), max_length=20)
    soort = models.CharField(_("soort"), max_length=60)
    volgsleutel = models.CharField(max_length=80)
    inhoud = models.JSONField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WACHT)
    pogingen = models.PositiveSmallIntegerField(default=0)
    laatste_fout = models.CharField(max_length=200, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    verzonden_op = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "status", "volgnummer"], name="bericht_wachtrij"),
            models.Index(fields=["volgsleutel", "volgnummer"], name="bericht_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} ({self.status})"

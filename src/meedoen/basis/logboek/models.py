"""The logbook: append-only lines, sealed in batches."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisaties.models import VanGemeente


if TYPE_CHECKING:
    IntField = models.Field[int, int]
else:
    IntField = models.Field


class TransactieField(IntField):
    """A PostgreSQL transaction id (xid8), filled in by the database.

    Lines of concurrent transactions may become visible out of the order of their ids; a seal covers the
    transactions that are over, so it needs to know which one wrote a line.
    """

    def db_type(self, connection: object) -> str:  # noqa: ARG002  # Django's form
        return "xid8"

    def from_db_value(self, value: object, *_: object) -> int:
        """An xid8 comes from the driver as text."""
        return int(str(value))


class HuidigeTransactie(Func):
    """`pg_current_xact_id()`."""

    function = "pg_current_xact_id"
    output_field = TransactieField()


class Logregel(VanGemeente):
    """One line: who did what with whose data, and why. Reads carry no values, changes carry from and to."""

    alleen_toevoegen: ClassVar[bool] = True

    class Handeling(models.TextChoices):
        GELEZEN = "gelezen", _("gelezen")
        AANGEMAAKT = "aangemaakt", _("aangemaakt")
        GEWIJZIGD = "gewijzigd", _("gewijzigd")
        INGETROKKEN = "ingetrokken", _("ingetrokken")
        GEWEIGERD = "geweigerd", _("geweigerd")
        VERZONDEN = "verzonden", _("verzonden")

    id = models.BigAutoField(primary_key=True)
    transactie = TransactieField(db_default=HuidigeTransactie(), editable=False)
    tijd = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField(null=True)
    actor_naam = models.CharField(max_length=120)
    kanaal = models.CharField(max_length=10)
    handeling = models.CharField(max_length=12, choices=Handeling)
    onderwerp = models.CharField(max_length=40)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    betrokkenen = ArrayField(models.UUIDField(), default=list)
    doel = models.CharField(max_length=120)
    wijziging = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "-id"], name="logregel_gemeente"),
            models.Index(fields=["gemeente", "transactie"], name="logregel_transactie"),
            GinIndex(fields=["betrokkenen"], name="logregel_betrokkenen"),
        ]

    def __str__(self) -> str:
        return f"{self.tijd:%Y-%m-%d %H:%M} {self.actor_naam} {self.handeling} {self.onderwerp}"


class Zegel(VanGemeente):
    """A seal over all lines of a municipality written by transactions before `tot_transactie`.

    `waarde` = SHA-256 over the former seal and the lines; a changed or missing line breaks the chain.
    """

    alleen_toevoegen: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nummer = models.PositiveIntegerField()
    vanaf_transactie = models.BigIntegerField()
    tot_transactie = models.BigIntegerField()
    aantal = models.PositiveIntegerField()
    vorige = models.CharField(max_length=64)
    waarde = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "nummer"], name="zegel_nummer_uniek")]

    def __str__(self) -> str:
        return f"zegel {self.nummer}"

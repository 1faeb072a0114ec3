"""The logbook: append-only lines, sealed in batches."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import GemeenteOwned

if TYPE_CHECKING:
    IntField = models.Field[int, int]
else:
    IntField = models.Field


class TransactionField(IntField):
    """A PostgreSQL transaction id (xid8), filled in by the database.

    Lines of concurrent transactions may become visible out of the order of their ids; a seal covers the
    transactions that are over, so it needs to know which one wrote a line.
    """

    def db_type(self, connection: object) -> str:  # noqa: ARG002  # Django's form
        return "xid8"

    def from_db_value(self, value: object, *_: object) -> int:
        """An xid8 comes from the driver as text."""
        return int(str(value))


class CurrentTransaction(Func):
    """`pg_current_xact_id()`."""

    function = "pg_current_xact_id"
    output_field = TransactionField()


class CurrentScheme(Func):
    """The identifier PostgreSQL gave its data folder when it was made."""

    template = "(pg_control_system()).system_identifier"
    output_field = models.BigIntegerField()


class AuditEntry(GemeenteOwned):
    """One line: who did what with whose data, and why. Reads carry no values, changes carry from and to."""

    append_only: ClassVar[bool] = True

    class Action(models.TextChoices):
        READ = "gelezen", _("gelezen")
        CREATED = "aangemaakt", _("aangemaakt")
        CHANGED = "gewijzigd", _("gewijzigd")
        WITHDRAWN = "ingetrokken", _("ingetrokken")
        REFUSED = "geweigerd", _("geweigerd")
        SENT = "verzonden", _("verzonden")
        SUCCEEDED = "gelukt", _("gelukt")
        FAILED = "mislukt", _("mislukt")

    id = models.BigAutoField(primary_key=True)
    scheme = models.BigIntegerField(db_default=CurrentScheme(), editable=False)
    """Transaction ids start over in a restored copy; they only compare within one system."""
    transaction = TransactionField(db_default=CurrentTransaction(), editable=False)
    tijd = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    kanaal = models.CharField(max_length=10)
    handeling = models.CharField(max_length=12, choices=Action)
    onderwerp = models.CharField(max_length=40)
    onderwerp_id = models.CharField(max_length=40, blank=True)
    data_subjects = ArrayField(models.UUIDField(), default=list)
    doel = models.CharField(max_length=120)
    wijziging = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["gemeente", "-id"], name="logregel_gemeente"),
            models.Index(fields=["gemeente", "transaction"], name="logregel_transactie"),
            models.Index(fields=["gemeente", "actor_id", "-id"], name="logregel_actor"),
            # Nearly all lines are reads; of the rest one kind at a time is looked for.
            models.Index(
                fields=["gemeente", "handeling", "-id"],
                condition=~Q(handeling="gelezen"),
                name="logregel_handeling",
            ),
            BrinIndex(fields=["tijd"], name="logregel_tijd"),
        ]

    def __str__(self) -> str:
        return f"{self.tijd:%Y-%m-%d %H:%M} {self.actor_name} {self.handeling} {self.onderwerp}"


class DataSubject(GemeenteOwned):
    """Whose data a sealed line was about: the way to find the lines of one person.

    Filled as lines are sealed, so that writing a line stays one insert. An index on the array of the line
    itself would not serve: its operators are not leakproof, so row-level security does not let them go first.
    """

    append_only: ClassVar[bool] = True

    persoon = models.UUIDField()
    line = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["gemeente", "persoon", "-line"], name="betrokkene_persoon")]

    def __str__(self) -> str:
        return f"regel {self.line}"


class Seal(GemeenteOwned):
    """A seal over the lines of a municipality, of transactions of `stelsel` from `vanaf` to before `tot`.

    Transactions that were still open then are in `later`: their lines, if they wrote any, are under a later
    seal. `waarde` = SHA-256 over the former seal and the lines; a changed or missing line breaks the chain.
    """

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nummer = models.PositiveIntegerField()
    scheme = models.BigIntegerField()
    from_transaction = models.BigIntegerField()
    until_transaction = models.BigIntegerField()
    later = ArrayField(models.BigIntegerField(), default=list)
    aantal = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    waarde = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "nummer"], name="zegel_nummer_uniek")]

    def __str__(self) -> str:
        return f"zegel {self.nummer}"

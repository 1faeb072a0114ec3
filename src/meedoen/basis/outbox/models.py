"""The outbox: what goes outside, written in the same transaction as the fact that causes it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import GemeenteOwned


class Message(GemeenteOwned):
    """One message. `id` is the message id by which the receiver recognises a second delivery.

    Messages of one municipality and channel with the same `volgsleutel` (a person, a mailbox) leave in the
    order of `volgnummer`: a later one waits until each earlier one was sent or let go.
    """

    class Status(models.TextChoices):
        WAIT = "wacht", _("wacht")
        BUSY = "bezig", _("bezig")
        SENT = "verzonden", _("verzonden")
        REJECTED = "afgewezen", _("afgewezen")
        FAILED = "mislukt", _("mislukt")
        LAPSED = "vervallen", _("vervallen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volgnummer = models.BigIntegerField(
        db_default=models.Func(models.Value("outbox_volgnummer"), function="nextval"), editable=False
    )
    kanaal = models.CharField(_("kanaal"), max_length=20)
    soort = models.CharField(_("soort"), max_length=60)
    sequence_key = models.CharField(max_length=80)
    about = models.UUIDField(null=True)
    """The dossier it is about; no reference, since the outbox lies below the dossiers."""
    inhoud = models.JSONField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAIT)
    status_since = models.DateTimeField(default=timezone.now)
    next_attempt = models.DateTimeField(default=timezone.now)
    """Not tried before this moment."""
    leased_until = models.DateTimeField(null=True)
    """Until when a worker has it. Then its lease is lost: uncertain, so tried again with the same id."""
    pogingen = models.PositiveIntegerField(default=0)
    """Every time a worker took it. Only goes up: a worker that lost its lease is known by an older number."""
    errors_in_a_row = models.PositiveIntegerField(default=0)
    """Attempts that failed by this message itself, not because the other side was away."""
    failing_since = models.DateTimeField(null=True)
    """The first of the unexpected errors in a row."""
    last_error = models.CharField(max_length=200, blank=True)
    reasons = models.JSONField(default=list)
    """Why the other side refused it, in its own words."""
    lapsed_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    UNFINISHED = (Status.WAIT, Status.BUSY, Status.REJECTED, Status.FAILED)
    """A message in one of these holds up the later ones of its key."""

    class Meta:
        # Each for one purpose and unfit for the others: what row-level security adds misleads the planner.
        indexes = [
            models.Index(
                fields=["gemeente", "kanaal", "sequence_key", "volgnummer"],
                condition=Q(status__in=("wacht", "bezig", "afgewezen", "mislukt")),
                name="bericht_onaf",
            ),
            models.Index(
                fields=["gemeente", "sent_at"],
                condition=Q(sent_at__isnull=False),
                name="bericht_op_dag",
            ),
            models.Index(fields=["gemeente", "about"], condition=Q(about__isnull=False), name="bericht_over"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} ({self.status})"


class ChannelState(GemeenteOwned):
    """How a channel of a municipality is doing. While it is disturbed one message at a time probes."""

    kanaal = models.CharField(max_length=20)
    closed_until = models.DateTimeField(null=True)
    """Nothing is tried before this moment."""
    consecutive_errors = models.PositiveIntegerField(default=0)
    """How often in a row the other side did not answer. Zero: the channel is open."""
    last_error = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(null=True)
    """Since when the other side does not answer."""
    proef = models.UUIDField(null=True)
    """The message that finds out whether it answers again."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "kanaal"], name="kanaalstand_een_per_kanaal"),
        ]

    def __str__(self) -> str:
        return f"{self.kanaal}: {self.consecutive_errors}"

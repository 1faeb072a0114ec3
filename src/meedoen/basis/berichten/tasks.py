"""What the worker does with the outbox."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from meedoen.basis.berichten.services import verzend

OPNIEUW = RetryStrategy(exponential_wait=4, max_attempts=40)
"""4, 16, 64 … seconds; long enough to outlive a receiver that is down for a day."""


@app.task(name="berichten.verzend", retry=OPNIEUW)
def verzend_bericht(bericht_id: str, gemeente_id: str) -> None:
    """Deliver one message of the outbox."""
    verzend(UUID(bericht_id), UUID(gemeente_id))

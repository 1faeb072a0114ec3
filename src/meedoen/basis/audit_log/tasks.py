"""What the worker does with the logbook."""

from __future__ import annotations

from procrastinate.contrib.django import app

from meedoen.basis.access.scope import within
from meedoen.basis.audit_log.seals import seal_lines
from meedoen.basis.organisations.models import Organisation


@app.periodic(cron="*/10 * * * *")
@app.task(name="logboek.verzegel_alles", queueing_lock="logboek.verzegel_alles", pass_context=False)
def seal_everything(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Seal the logbook of every municipality, each by itself; returns how many seals were set."""
    placed = 0
    for gemeente in Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE).values_list(
        "pk", flat=True
    ):
        with within([gemeente]):
            placed += seal_lines(gemeente) is not None
    return placed

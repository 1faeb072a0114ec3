"""What the worker does with the logbook."""

from __future__ import annotations

from procrastinate.contrib.django import app

from meedoen.basis.access.scope import werkruimte
from meedoen.basis.audit_log.seals import verzegel
from meedoen.basis.organisations.models import Organisatie


@app.periodic(cron="*/10 * * * *")
@app.task(name="logboek.verzegel_alles", queueing_lock="logboek.verzegel_alles", pass_context=False)
def verzegel_alles(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Seal the logbook of every municipality, each by itself; returns how many seals were set."""
    gezet = 0
    for gemeente in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE).values_list("pk", flat=True):
        with werkruimte([gemeente]):
            gezet += verzegel(gemeente) is not None
    return gezet

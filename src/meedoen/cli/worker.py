"""The worker beside the web server: `python -m meedoen.cli.worker`, until it is told to stop.

When the database goes away it waits until there is one again and goes on. What a worker that was killed was
doing is found by its heartbeat and done again, so every task may run more than once.
"""

import asyncio
import contextlib
import logging
import signal
from typing import Any

import psycopg
from procrastinate import App, exceptions, jobs
from procrastinate.connector import BaseConnector
from procrastinate.psycopg_connector import PsycopgConnector

from meedoen.cli.database import start_django

JOBS_AT_ONCE = 4
POLL_SECONDS = 1.0
"""How late a planned job may begin; one that is asked for now begins at once."""
HEARTBEAT_SECONDS = 5.0
STALLED_SECONDS = 25.0
"""A worker whose heart did not beat for so long is dead; another does its jobs."""
LONGEST_WAIT = 5.0
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

logger = logging.getLogger(__name__)


class WorkerConnector(PsycopgConnector):
    """The queue as the worker sees it: on its own connections, but from within a job on Django's.

    So a job that asks for another does so in its own transaction, as a page does.
    """

    def __init__(self, django: BaseConnector, **options: Any) -> None:
        super().__init__(**options)
        self._django = django

    def get_sync_connector(self) -> BaseConnector:
        """What code that is not asynchronous works with."""
        return self._django


def work() -> None:
    """Take jobs from the queue until told to stop; what is being done then is finished first."""
    start_django()
    asyncio.run(_work_until_told())


async def _work_until_told() -> None:
    told = asyncio.Event()
    for number in ENDING:
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    while not told.is_set():
        if await _database_answers(told):
            try:
                await _work_while_it_lasts(told)
            except Exception as error:  # noqa: BLE001  # whatever it was, work goes on
                logger.warning("De worker begint opnieuw na %s.", type(error).__name__)
            await _wait(told, POLL_SECONDS)


async def _database_answers(told: asyncio.Event) -> bool:
    """Wait until the database can be reached; False when we are told to stop first."""
    from procrastinate.contrib.django.utils import connector_params

    pause = 0.25
    while not told.is_set():
        try:
            async with await psycopg.AsyncConnection.connect(**connector_params()):
                return True
        except psycopg.OperationalError:
            if pause < LONGEST_WAIT <= 2 * pause:
                logger.warning("De database geeft geen antwoord; de worker wacht.")
            await _wait(told, pause)
            pause = min(2 * pause, LONGEST_WAIT)
    return False


async def _work_while_it_lasts(told: asyncio.Event) -> None:
    """Work until told to stop. Raises, or just ends, when the database goes away."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params

    connector = WorkerConnector(app.connector, kwargs=connector_params())
    with app.replace_connector(connector):
        async with app.open_async():
            await asyncio.to_thread(_sweep)
            worker = asyncio.create_task(
                app.run_worker_async(
                    concurrency=JOBS_AT_ONCE,
                    delete_jobs="successful",
                    fetch_job_polling_interval=POLL_SECONDS,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=2.0,
                    stalled_worker_timeout=STALLED_SECONDS,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                )
            )
            others = [asyncio.create_task(told.wait()), asyncio.create_task(_keep_rescuing(app))]
            try:
                await asyncio.wait([worker, *others], return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in [worker, *others]:
                    task.cancel()
                outcomes = await asyncio.gather(worker, *others, return_exceptions=True)
            for outcome in outcomes:
                if isinstance(outcome, Exception):
                    raise outcome


def _sweep() -> None:
    """Ask for what should have been asked for: this may be the first worker since a crash."""
    from django.db import connections

    from meedoen.basis.outbox.tasks import sweep

    try:
        sweep()
    finally:
        connections.close_all()


async def _keep_rescuing(app: App) -> None:
    """Give the jobs of dead workers back to the queue."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            try:
                await app.job_manager.retry_job(job)
            except exceptions.UniqueViolation:  # another like it waits already
                await app.job_manager.finish_job(job, jobs.Status.FAILED, delete_job=True)
        await asyncio.sleep(STALLED_SECONDS)


async def _wait(told: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(told.wait(), seconds)


if __name__ == "__main__":
    work()

"""What crashes is started again: the database of our own, and the programs beside each other."""

import os
import signal
import time

import psutil
import psycopg
import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from meedoen.basis.outbox.services import enqueue
from meedoen.basis.outbox.tasks import TASK
from meedoen.cli import processes
from meedoen.cli.database import Database
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.roles import OWNER
from meedoen.cli.worker import WorkerConnector

SLEEPER = ("http.server", "0", "--bind", "127.0.0.1")


def children_since(before):
    """The programs of ours that began since then: the server all tests stand on is a child of ours too."""
    return [child for child in psutil.Process().children() if child.pid not in before]


@pytest.fixture
def before():
    return {child.pid for child in psutil.Process().children()}


def pid_of(server):
    return int((server.folder / "postmaster.pid").read_text().splitlines()[0])


def test_a_database_that_is_killed_comes_back_at_its_address_with_what_was_written(
    short_folder, make_server, capsys
):
    with make_server(short_folder / "postgres") as server:
        server.ensure_database("meedoen")
        url = server.url(OWNER, "meedoen")
        database = Database(url, url, server)
        database.keep_running()
        with psycopg.connect(database.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(pid_of(server), signal.SIGKILL)

        deadline = time.monotonic() + 30
        while "opnieuw gestart" not in capsys.readouterr().err:
            assert time.monotonic() < deadline
            database.keep_running()

        with psycopg.connect(database.url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_database_that_was_told_to_stop_stays_so(short_folder, make_server):
    server, other = make_server(short_folder / "postgres"), make_server(short_folder / "postgres")
    with server:
        other.stop()
        assert not server.keep_running()
        assert not (server.folder / "postmaster.pid").exists()


def test_a_job_that_asks_for_another_does_so_in_its_own_transaction(cast):
    """Else the worker could look for a message before it is there."""
    here = {"gemeente_id": cast.alkmaar.pk, "sequence_key": "x"}
    jobs = ProcrastinateJob.objects.filter(task_name=TASK)
    with app.replace_connector(WorkerConnector(app.connector)):
        savepoint = transaction.savepoint()
        enqueue("proef", "proef", {}, **here)
        assert jobs.count() == 1
        transaction.savepoint_rollback(savepoint)

    assert not jobs.exists()


def test_a_program_that_is_killed_begins_again(before, monkeypatch, capsys):
    monkeypatch.setattr(processes, "SHORTEST_LIFE", 0)
    seen = []

    def watch():
        for child in children_since(before):
            if child.pid not in seen:
                seen.append(child.pid)
                if len(seen) == 1:
                    child.kill()
        if len(seen) > 1:
            os.kill(os.getpid(), signal.SIGTERM)

    processes.run_together({"slaper": SLEEPER}, watch=watch)

    assert len(seen) == 2
    assert "De slaper is beëindigd en begint opnieuw." in capsys.readouterr().err


def test_a_program_that_is_killed_at_once_is_not_tried_for_ever(before):
    with pytest.raises(ErrorMessage, match=r"De slaper is vanzelf gestopt \(code -9\)"):
        processes.run_together(
            {"slaper": SLEEPER}, watch=lambda: [child.kill() for child in children_since(before)]
        )

"""How many messages a second does the outbox place and send?

    .venv/bin/python bench/outbox.py --berichten 2000

Places messages about 200 persons in the database of `./meedoen demo`, for a municipality that is made for it
and taken away again, and sends them to a receiver on this machine that takes 20 ms for each. Ends with exit
code 1 when 5,000 messages after a day of silence would take more than `MOST_MINUTES`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID, uuid4

import requests
from rich.console import Console
from rich.table import Table

from meedoen.cli.database import open_database, start_django

CHANNEL = "meting"
KEYS = 200
ANSWER_SECONDS = 0.02
MOST_MINUTES = 5
SILENCE = 5_000


@dataclass(frozen=True)
class Measured:
    """One series: messages, seconds on the clock and of this process on its processor."""

    what: str
    messages: int
    seconds: float
    processor: float

    @property
    def per_second(self) -> float:
        return self.messages / self.seconds

    @property
    def processor_ms(self) -> float:
        return 1000 * self.processor / self.messages


class Receiver(BaseHTTPRequestHandler):
    """Takes everything, not at once."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        """Answer as a party of the chain does."""
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(ANSWER_SECONDS)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def receive(port: Any) -> None:
    """Run the receiver in a process of its own; tell where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    port.send(server.server_port)
    server.serve_forever()


@contextmanager
def receiver() -> Iterator[int]:
    """Give the port of a receiver."""
    mine, its = multiprocessing.Pipe()
    process = multiprocessing.Process(target=receive, args=(its,), daemon=True)
    process.start()
    yield mine.recv()
    process.terminate()
    process.join()


@contextmanager
def municipality() -> Iterator[UUID]:
    """Give a municipality that is gone afterwards, with its messages."""
    from meedoen.basis.access.scope import within
    from meedoen.basis.organisations.models import Organisation
    from meedoen.basis.outbox.models import Message

    here = Organisation.objects.create(soort="gemeente", naam="Meting", code=f"meting-{uuid4().hex[:8]}")
    try:
        yield here.pk
    finally:
        with within([here.pk]):
            Message.objects.filter(gemeente=here).delete()
        here.delete()


def measure(what: str, messages: int, work: Any) -> Measured:
    """Time some work."""
    clock, processor = time.monotonic(), time.process_time()
    work()
    return Measured(what, messages, time.monotonic() - clock, time.process_time() - processor)


def place(where: UUID, messages: int) -> None:
    """Place messages, each in a transaction of its own, as pages do."""
    from meedoen.basis.access.scope import within
    from meedoen.basis.outbox.services import enqueue

    with within([where]):
        for number in range(messages):
            enqueue(CHANNEL, "proef", {"n": number}, gemeente_id=where, sequence_key=f"p:{number % KEYS}")


def send(where: UUID, threads: int) -> None:
    """Send everything."""
    from meedoen.basis.access.scope import set_scope
    from meedoen.basis.outbox import queue
    from meedoen.basis.outbox.delivery_round import deliver_round
    from meedoen.basis.outbox.tasks import take_over

    set_scope([where])
    take_over(where, CHANNEL)
    while queue.ready(where, CHANNEL, 1):
        deliver_round(where, CHANNEL, threads=threads)


def series(messages: int, port: int) -> list[Measured]:
    """Place and send with more and more threads."""
    import threading

    from meedoen.basis.outbox.deliverers import DELIVERERS, Deliverer
    from meedoen.basis.outbox.models import Message

    local = threading.local()

    class ViaHttp(Deliverer):
        def send(self, message: Message) -> Any:
            if not hasattr(local, "session"):
                local.session = requests.Session()
                local.session.trust_env = False
            local.session.put(f"http://127.0.0.1:{port}/", json=message.inhoud, timeout=10).raise_for_status()

    found = []
    with DELIVERERS.instead({CHANNEL: ViaHttp()}), municipality() as where:
        for threads in (1, 4, 8):
            found.append(measure("plaatsen", messages, lambda: place(where, messages)))
            found.append(
                measure(f"verzenden, {threads} tegelijk", messages, lambda n=threads: send(where, n))
            )
    return found


def main() -> int:
    """Measure and print. Return the exit code."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--berichten", type=int, default=2000)
    messages = reader.parse_args().messages
    with open_database(), receiver() as port:
        start_django()
        found = series(messages, port)
    table = Table("meting", "per seconde", "ms processor per bericht")
    for one in found:
        table.add_row(one.what, f"{one.per_second:.0f}", f"{one.processor_ms:.1f}")
    Console().print(table)
    best = max(one.per_second for one in found if one.what.startswith("verzenden"))
    return 0 if SILENCE / best < 60 * MOST_MINUTES else 1


if __name__ == "__main__":
    sys.exit(main())

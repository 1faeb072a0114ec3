"""A test talks to this machine only: one that reaches out fails, also when what it tests swallows the error.

Python itself tells of every connection and every question for an address, whichever library makes it. What a
program that a test starts does, and libpq (which finds PostgreSQL by a folder), is not seen here.
"""

import sys
from collections.abc import Generator
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

import pytest


class ReachedOut(RuntimeError):  # noqa: N818  # it reads as what happened
    """No `OSError`, which would be taken for a line that is down and be tried again."""


class Wall:
    """Stands around this machine while `up`; remembers what ran into it."""

    def __init__(self) -> None:
        self.up = False
        self.attempts: list[str] = []

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Judge what Python is about to do."""
        if not self.up or not event.startswith("socket."):
            return
        if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
            address = args[1]
            host = address[0] if isinstance(address, tuple) else None
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            host = args[0]
        else:
            return
        if not is_here(host):
            self.attempts.append(repr(host))
            raise ReachedOut(f"A test talks to this machine only, and this one reached out to {host!r}.")


def is_here(host: object) -> bool:
    """Is this address one of this machine? A socket of the file system, and no address at all, are."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in {"", "localhost"}:
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False


WALL = Wall()


def pytest_configure() -> None:
    """Build the wall."""
    sys.addaudithook(WALL)
    WALL.up = True


def pytest_unconfigure() -> None:
    """Take it down; Python keeps the hook."""
    WALL.up = False


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Generator[None]:
    WALL.attempts.clear()
    yield
    if WALL.attempts:
        pytest.fail(
            f"This test reached out to {', '.join(sorted(set(WALL.attempts)))}. A test talks to this machine "
            "only: let a server on 127.0.0.1 answer, or put something in the place of what asks.",
            pytrace=False,
        )

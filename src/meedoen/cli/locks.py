"""Locks between processes of one checkout; the kernel lets go of them when a process dies."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from meedoen.cli.errors import ErrorMessage


class SharedLock:
    """A lock file that many may hold at once, to know whether anyone else still uses something."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def take(self) -> None:
        """Hold the lock together with whoever else holds it."""
        self._descriptor = _open(self._path)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def let_go(self) -> bool:
        """Give the lock back. Return whether nobody holds it now."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        descriptor = _open(self._path)
        try:
            return _try(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def exclusive(path: Path, seconds: float, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a lock file alone; `waiting` is called once when somebody else holds it.

    Raises Foutmelding when it does not become free within `seconds`.
    """
    descriptor = _open(path)
    try:
        if not _try(descriptor):
            waiting()
            deadline = time.monotonic() + seconds
            while not _try(descriptor):
                if time.monotonic() > deadline:
                    raise ErrorMessage(
                        "Een andere start van Meedoen in deze map is al lang bezig; wacht of stop die eerst."
                    )
                time.sleep(0.1)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""What apps bring to the floors below them, each kind in a typed store that refuses doubles.

A floor says what it takes: it makes a `Registry` (one value for each key), `Several` (any number of values)
or `Single` (one at most). An app brings what it has in its own `manifest.py`, in a function `bring`. At any
other moment stores are closed, so what they hold never depends on what was imported first: docs/manifest.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Generic, TypeVar

from django.utils.module_loading import module_has_submodule

K = TypeVar("K")
V = TypeVar("V")

_bringing: ContextVar[str] = ContextVar("bringing", default="")
"""The app whose manifest is read now."""


class AlreadyBroughtError(Exception):
    """Two apps bring the same; the message names both."""


class ClosedError(Exception):
    """Something was brought outside a manifest."""


class Registry(Mapping[K, V]):
    """One value for each key, in the order of the floors: the lowest app first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._values: dict[K, V] = {}
        self._apps: dict[K, str] = {}

    def add(self, key: K, value: V) -> None:
        """Bring one value, while the manifest of an app is read."""
        app = _bringing.get()
        if not app:
            raise ClosedError(f"{self.name} {key} is brought outside a manifest")
        if key in self._values:
            raise AlreadyBroughtError(f"{self.name} {key} is brought by {self._apps[key]} and by {app}")
        self._values[key] = value
        self._apps[key] = app

    def add_all(self, values: Mapping[K, V]) -> None:
        """Bring several values at once."""
        for key, value in values.items():
            self.add(key, value)

    @contextmanager
    def instead(self, values: Mapping[K, V]) -> Iterator[None]:
        """Hold nothing but this for a while: for tests and measurements."""
        before, self._values = self._values, dict(values)
        try:
            yield
        finally:
            self._values = before

    def __getitem__(self, key: K) -> V:
        return self._values[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Several(Generic[K]):
    """Any number of values, in the order of the floors, mostly functions to call. Not the same one twice."""

    def __init__(self, name: str) -> None:
        self._store: Registry[K, K] = Registry(name)

    def add(self, value: K) -> None:
        """Bring one more. Refuses as `Registry.add`."""
        self._store.add(value, value)

    @contextmanager
    def instead(self, *values: K) -> Iterator[None]:
        """Hold nothing but these for a while: for tests."""
        with self._store.instead({value: value for value in values}):
            yield

    def __iter__(self) -> Iterator[K]:
        return iter(self._store)


class Single(Generic[V]):
    """One value at most, that one app brings."""

    def __init__(self, name: str) -> None:
        self._store: Registry[str, V] = Registry(name)

    def set(self, value: V) -> None:
        """Bring it. Refuses as `Registry.add`."""
        self._store.add("", value)

    def get(self) -> V | None:
        """What was brought, if anything."""
        return self._store.get("")


def discover(apps: Iterable[str]) -> None:
    """Let each of these apps that has a manifest bring what is in it, in this order."""
    for app in apps:
        if module_has_submodule(import_module(app), "manifest"):
            token = _bringing.set(app)
            try:
                import_module(f"{app}.manifest").bring()
            finally:
                _bringing.reset(token)

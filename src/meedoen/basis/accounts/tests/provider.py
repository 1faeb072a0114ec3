"""A municipality's identity provider that really listens, for tests (`tests/oidc/provider.mjs`)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from meedoen.environment import CHECKOUT

SCRIPT = CHECKOUT / "tests" / "oidc" / "provider.mjs"


@contextmanager
def running(people: dict[str, dict[str, Any]], back_to: str) -> Iterator[str]:
    """Start the provider, give its address, end it afterwards.

    Args:
        people: login name → claims.
        back_to: where Meedoen wants people back.
    """
    node = shutil.which("node")
    assert node, "Node is missing; ./meedoen test brings it."
    environment = {**os.environ, "OIDC_PEOPLE": json.dumps(people), "OIDC_REDIRECT": back_to}
    process = subprocess.Popen(
        [node, str(SCRIPT)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, "The identity provider did not start; is node_modules complete?"
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()


def app(address: str, **more: Any) -> dict[str, Any]:
    """The same provider as `MEEDOEN_OIDC` would describe it."""
    return {
        "id": "alkmaar",
        "naam": "gemeente Alkmaar",
        "client_id": "meedoen",
        "secret": "een geheim tussen ons twee",
        "server_url": address,
        **more,
    }

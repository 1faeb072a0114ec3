"""The Dutch texts of the standard guide, which is TOML."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def texts() -> Iterator[str]:
    """Return every text of the guide, in the order of the guide."""
    guide: dict[str, Any] = tomllib.loads(
        Path(__file__).with_name("leidraad.toml").read_text(encoding="utf-8")
    )
    yield guide["naam"]
    for domein in guide["domein"]:
        yield from (domein["naam"], domein["vraag"], *domein["hulpvragen"], *domein["signalen"])

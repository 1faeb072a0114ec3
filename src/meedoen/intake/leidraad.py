"""The standard conversation guide: data in the repository, loaded into the database after every migrate."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from meedoen.intake.models import Gespreksleidraad, Leefdomein

FILE = Path(__file__).with_name("leidraad.toml")

RESERVED = frozenset({"overzicht", "gesprek", "lbt", "informatie", "afronden", "heropenen", "afspraken"})
"""Words that stand in the address where the code of a domain would; no domain may be called so."""


def default_leidraad() -> dict[str, Any]:
    """The standard guide as it is written: naam, versie, vanaf, and a list `domein`."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@transaction.atomic
def load_default_leidraad() -> Gespreksleidraad:
    """Put the standard guide in the database, once per version. A guide that is there stays as it is."""
    data = default_leidraad()
    leidraad, new = Gespreksleidraad.objects.get_or_create(
        gemeente=None,
        version=data["versie"],
        defaults={"naam": data["naam"], "vanaf": data["vanaf"]},
    )
    if new:
        Leefdomein.objects.bulk_create(
            Leefdomein(leidraad=leidraad, volgorde=order, **domein)
            for order, domein in enumerate(data["domein"], start=1)
        )
    return leidraad


def after_migration(sender: Any, **kwargs: Any) -> None:  # noqa: ARG001  # a signal's form
    """Load the standard guide when the tables of this app are there."""
    load_default_leidraad()

"""The standard conversation guide: data in the repository, loaded into the database after every migrate."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from meedoen.intake.models import Gespreksleidraad, Leefdomein

BESTAND = Path(__file__).with_name("leidraad.toml")

GERESERVEERD = frozenset({"overzicht", "gesprek", "lbt", "informatie", "afronden", "heropenen", "afspraken"})
"""Words that stand in the address where the code of a domain would; no domain may be called so."""


def standaard_leidraad() -> dict[str, Any]:
    """The standard guide as it is written: naam, versie, vanaf, and a list `domein`."""
    return tomllib.loads(BESTAND.read_text(encoding="utf-8"))


@transaction.atomic
def laad_standaard_leidraad() -> Gespreksleidraad:
    """Put the standard guide in the database, once per version. A guide that is there stays as it is."""
    gegevens = standaard_leidraad()
    leidraad, nieuw = Gespreksleidraad.objects.get_or_create(
        gemeente=None,
        versie=gegevens["versie"],
        defaults={"naam": gegevens["naam"], "vanaf": gegevens["vanaf"]},
    )
    if nieuw:
        Leefdomein.objects.bulk_create(
            Leefdomein(leidraad=leidraad, volgorde=volgorde, **domein)
            for volgorde, domein in enumerate(gegevens["domein"], start=1)
        )
    return leidraad


def na_migratie(sender: Any, **kwargs: Any) -> None:  # noqa: ARG001  # a signal's form
    """Load the standard guide when the tables of this app are there."""
    laad_standaard_leidraad()

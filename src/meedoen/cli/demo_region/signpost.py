"""Accounts of the demo, their password, and for each the dossiers worth opening: `.meedoen/demo.json`."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q, QuerySet

from meedoen import environment
from meedoen.basis.access.scope import werkruimte
from meedoen.basis.organisations.models import Gebruiker, Organisatie, Rol
from meedoen.cli.demo_region.building import weiger_in_productie
from meedoen.cli.demo_region.region import ACCOUNTS, REGIO, Demoaccount
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase, Stap

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike when read from a screen."""

TE_ZIEN = {Rol.KLANTMANAGER, Rol.TEAMLEIDER, Rol.KWALITEIT}


def schrijf_demo_json(pad: Path, adres: str, oefen_duo: Mapping[str, Any] | None = None) -> None:
    """Write address, accounts, password and dossiers worth opening to a file only its owner can read.

    `oefen_duo` goes along: where the practice DUO is, and whom to try it with.

    A password that is in the file already and still opens the accounts stays; else a new one is made and set.

    Raises:
        Foutmelding: in productie.
    """
    weiger_in_productie()
    wachtwoord = _geldig_wachtwoord(pad) or _zet_wachtwoord()
    gemeenten = {o.code: o for o in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE)}
    with werkruimte(o.pk for o in gemeenten.values()):
        inhoud = {
            "address": adres,
            "oefen_duo": dict(oefen_duo or {}),
            "accounts": [_account(account, wachtwoord, gemeenten) for account in ACCOUNTS],
        }
    deel = pad.with_name(f"{pad.name}.deel")
    deel.unlink(missing_ok=True)
    pad.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(
        os.open(deel, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as bestand:
        json.dump(inhoud, bestand, ensure_ascii=False, indent=2)
    deel.replace(pad)


def accounts(pad: Path | None = None) -> list[dict[str, Any]]:
    """The accounts as `schrijf_demo_json` wrote them, by default in the data folder; none before that."""
    return list(_gelezen(pad or environment.data_folder() / "demo.json").get("accounts", []))


def _gelezen(pad: Path) -> Mapping[str, Any]:
    try:
        gelezen = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return gelezen if isinstance(gelezen, dict) else {}


def _geldig_wachtwoord(pad: Path) -> str | None:
    """The password in the file when it opens the first account."""
    eerder: list[dict[str, Any]] = list(_gelezen(pad).get("accounts", []))
    gebruiker = Gebruiker.objects.filter(email=ACCOUNTS[0].email).first()
    if not eerder or gebruiker is None:
        return None
    wachtwoord = str(eerder[0].get("password", ""))
    return wachtwoord if check_password(wachtwoord, gebruiker.password) else None


@transaction.atomic
def _zet_wachtwoord() -> str:
    """Make a password and give it to every demo account; their addresses count as confirmed."""
    wachtwoord = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    demo = Gebruiker.objects.filter(email__in=[account.email for account in ACCOUNTS])
    # One hash for all: making it costs half a second on purpose, and the password is on the screen anyway.
    demo.update(password=make_password(wachtwoord))
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=gebruiker, email=gebruiker.email, verified=True, primary=True)
            for gebruiker in demo
        ],
        ignore_conflicts=True,
    )
    return wachtwoord


def _account(account: Demoaccount, wachtwoord: str, gemeenten: Mapping[str, Organisatie]) -> dict[str, Any]:
    waar = "regio Alkmaar" if account.code == REGIO else gemeenten[account.code].naam
    regel: dict[str, Any] = {
        "email": account.email,
        "password": wachtwoord,
        "name": account.naam,
        "role": account.rol.value,
        "municipality": waar,
        "dossier": None,
        "dossiers": {},
    }
    if account.rol in TE_ZIEN:
        regel["dossiers"] = _het_openen_waard(account, gemeenten[account.code].pk)
        regel["dossier"] = next(iter(regel["dossiers"].values()), None)
    return regel


def _het_openen_waard(account: Demoaccount, gemeente: UUID) -> dict[str, str]:
    """Name → address of a dossier; the first is what this role would open first."""
    rijen = Dossier.objects.filter(gemeente=gemeente, afgeschermd=False).exclude(fase=Fase.AFGEROND)
    rijen = rijen.order_by("volgorde", "id")
    if account.rol != Rol.KLANTMANAGER:
        return _eerste(rijen, {"voorgelegd": Q(stap=Stap.PIP_GOEDKEUREN), "dringend": Q()})
    return _eerste(
        rijen.filter(klantmanager__email=account.email),
        {
            "dringend": Q(),
            "klaar_voor_pip": Q(stap=Stap.PIP_OPSTELLEN),
            "intake": Q(stap=Stap.INTAKE_VERDER),
            "vaststellen": Q(stap=Stap.PIP_ONDERTEKENEN),
            "traject": Q(stap=Stap.VOORTGANG),
        },
    )


def _eerste(rijen: QuerySet[Dossier], welke: Mapping[str, Q]) -> dict[str, str]:
    gevonden = {
        naam: rijen.filter(voorwaarde).values_list("pk", flat=True).first()
        for naam, voorwaarde in welke.items()
    }
    return {naam: f"/dossiers/{pk}/" for naam, pk in gevonden.items() if pk}

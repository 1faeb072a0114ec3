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
from meedoen.basis.access.scope import within
from meedoen.basis.organisations.models import Account, Organisation, Role
from meedoen.cli.demo_region.building import refuse_in_production
from meedoen.cli.demo_region.region import ACCOUNTS, REGION, DemoAccount
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase, Stap

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike when read from a screen."""

TO_SEE = {Role.KLANTMANAGER, Role.TEAMLEIDER, Role.QUALITY}


def write_demo_json(path: Path, address: str, oefen_duo: Mapping[str, Any] | None = None) -> None:
    """Write address, accounts, password and dossiers worth opening to a file only its owner can read.

    `oefen_duo` goes along: where the practice DUO is, and whom to try it with.

    A password that is in the file already and still opens the accounts stays; else a new one is made and set.

    Raises:
        Foutmelding: in productie.
    """
    refuse_in_production()
    password = _valid_password(path) or _set_password()
    gemeenten = {o.code: o for o in Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE)}
    with within(o.pk for o in gemeenten.values()):
        content = {
            "address": address,
            "oefen_duo": dict(oefen_duo or {}),
            "accounts": [_account(account, password, gemeenten) for account in ACCOUNTS],
        }
    part = path.with_name(f"{path.name}.deel")
    part.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
    part.replace(path)


def accounts(path: Path | None = None) -> list[dict[str, Any]]:
    """The accounts as `write_demo_json` wrote them, by default in the data folder; none before that."""
    return list(_read(path or environment.data_folder() / "demo.json").get("accounts", []))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _valid_password(path: Path) -> str | None:
    """The password in the file when it opens the first account."""
    earlier: list[dict[str, Any]] = list(_read(path).get("accounts", []))
    user = Account.objects.filter(email=ACCOUNTS[0].email).first()
    if not earlier or user is None:
        return None
    password = str(earlier[0].get("password", ""))
    return password if check_password(password, user.password) else None


@transaction.atomic
def _set_password() -> str:
    """Make a password and give it to every demo account; their addresses count as confirmed."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    demo = Account.objects.filter(email__in=[account.email for account in ACCOUNTS])
    # One hash for all: making it costs half a second on purpose, and the password is on the screen anyway.
    demo.update(password=make_password(password))
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in demo],
        ignore_conflicts=True,
    )
    return password


def _account(account: DemoAccount, password: str, gemeenten: Mapping[str, Organisation]) -> dict[str, Any]:
    where = "regio Alkmaar" if account.code == REGION else gemeenten[account.code].naam
    line: dict[str, Any] = {
        "email": account.email,
        "password": password,
        "name": account.naam,
        "role": account.rol.value,
        "municipality": where,
        "dossier": None,
        "dossiers": {},
    }
    if account.rol in TO_SEE:
        line["dossiers"] = _worth_opening(account, gemeenten[account.code].pk)
        line["dossier"] = next(iter(line["dossiers"].values()), None)
    return line


def _worth_opening(account: DemoAccount, gemeente: UUID) -> dict[str, str]:
    """Name → address of a dossier; the first is what this role would open first."""
    rows = Dossier.objects.filter(gemeente=gemeente, shielded=False).exclude(fase=Fase.COMPLETED)
    rows = rows.order_by("volgorde", "id")
    if account.rol != Role.KLANTMANAGER:
        return _first(rows, {"voorgelegd": Q(stap=Stap.APPROVE_PIP), "dringend": Q()})
    return _first(
        rows.filter(klantmanager__email=account.email),
        {
            "dringend": Q(),
            "klaar_voor_pip": Q(stap=Stap.DRAFT_PIP),
            "intake": Q(stap=Stap.INTAKE_FURTHER),
            "vaststellen": Q(stap=Stap.SIGN_PIP),
            "traject": Q(stap=Stap.PROGRESS),
        },
    )


def _first(rows: QuerySet[Dossier], which: Mapping[str, Q]) -> dict[str, str]:
    found = {
        name: rows.filter(condition).values_list("pk", flat=True).first() for name, condition in which.items()
    }
    return {name: f"/dossiers/{pk}/" for name, pk in found.items() if pk}

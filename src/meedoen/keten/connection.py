"""How a municipality reaches a party of the chain: addresses, OINs, certificates and sessions."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import requests

from meedoen.environment import ConfigurationError, certificates_folder
from meedoen.keten.models import Aansluiting, Partij

WACHTTIJD = (5.0, 20.0)
"""Seconds to wait for a connection, and then for an answer."""


@dataclass(frozen=True, slots=True)
class Verbinding:
    """One municipality's way to one party. Holds no secret, only where the files with them are."""

    basis_url: str
    eigen_adressen: Mapping[str, str] = field(hash=False)
    """Name of an API → its own base address."""
    oin: str
    """Who we are: 20 digits."""
    oin_partij: str
    """Who we speak to: 20 digits."""
    certificaat: Path | None = None
    sleutel: Path | None = None
    ca: Path | None = None

    def adres(self, api: str) -> str:
        """Return the base address of an API, by its name in `keten.duo.client`, with no slash at its end."""
        return (self.eigen_adressen.get(api) or self.basis_url).rstrip("/")


def is_aangesloten(gemeente_id: UUID, partij: Partij) -> bool:
    """Whether this municipality has a connection with the party in use."""
    return Aansluiting.objects.filter(gemeente_id=gemeente_id, partij=partij, actief=True).exists()


def verbinding_van(gemeente_id: UUID, partij: Partij) -> Verbinding | None:
    """Return how this municipality reaches the party; None when it has no connection in use.

    Raises ConfigurationError when a certificate is named that does not stand in the folder of certificates.
    """
    aansluiting = Aansluiting.objects.filter(gemeente_id=gemeente_id, partij=partij, actief=True).first()
    if aansluiting is None:
        return None
    return Verbinding(
        basis_url=aansluiting.basis_url,
        eigen_adressen=dict(aansluiting.eigen_adressen),
        oin=aansluiting.oin,
        oin_partij=aansluiting.oin_partij,
        certificaat=_bestand(aansluiting.certificaat),
        sleutel=_bestand(aansluiting.sleutel),
        ca=_bestand(aansluiting.ca),
    )


def _bestand(naam: str) -> Path | None:
    """The file in the folder of certificates. A name is never a path: nothing outside that folder is read."""
    if not naam:
        return None
    pad = certificates_folder() / naam
    if Path(naam).name != naam or not pad.is_file():
        raise ConfigurationError(f"In de map met certificaten staat geen bestand '{Path(naam).name}'.")
    return pad


class _Sessies(threading.local):
    """The sessions of one thread: a session may not be shared between threads."""

    def __init__(self) -> None:
        self.open: dict[Verbinding, requests.Session] = {}


_SESSIES = _Sessies()


def sessie_voor(verbinding: Verbinding) -> requests.Session:
    """Return this thread's session for the connection; what it opened stays open between calls."""
    sessie = _SESSIES.open.get(verbinding)
    if sessie is None:
        sessie = _SESSIES.open[verbinding] = nieuwe_sessie(verbinding)
    return sessie


def nieuwe_sessie(verbinding: Verbinding) -> requests.Session:
    """Make a session with mutual TLS.

    It takes nothing from the environment: no proxy, password file or other list of trusted issuers.
    """
    sessie = requests.Session()
    sessie.trust_env = False
    if verbinding.certificaat:
        sleutel = verbinding.sleutel
        certificaat = str(verbinding.certificaat)
        sessie.cert = (certificaat, str(sleutel)) if sleutel else certificaat
    if verbinding.ca:
        sessie.verify = str(verbinding.ca)
    return sessie

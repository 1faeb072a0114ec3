"""How a municipality reaches a party of the chain: addresses, OINs, certificates and sessions."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import requests

from meedoen.environment import ConfigurationError, certificates_folder
from meedoen.keten.models import ConnectionSettings, Party

WAITING_TIME = (5.0, 20.0)
"""Seconds to wait for a connection, and then for an answer."""


@dataclass(frozen=True, slots=True)
class Connection:
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


def is_connected(gemeente_id: UUID, party: Party) -> bool:
    """Whether this municipality has a connection with the party in use."""
    return ConnectionSettings.objects.filter(gemeente_id=gemeente_id, partij=party, actief=True).exists()


def connection_of(gemeente_id: UUID, party: Party) -> Connection | None:
    """Return how this municipality reaches the party; None when it has no connection in use.

    Raises ConfigurationError when a certificate is named that does not stand in the folder of certificates.
    """
    connection_settings = ConnectionSettings.objects.filter(
        gemeente_id=gemeente_id, partij=party, actief=True
    ).first()
    if connection_settings is None:
        return None
    return Connection(
        basis_url=connection_settings.basis_url,
        eigen_adressen=dict(connection_settings.eigen_adressen),
        oin=connection_settings.oin,
        oin_partij=connection_settings.oin_partij,
        certificaat=_file(connection_settings.certificaat),
        sleutel=_file(connection_settings.sleutel),
        ca=_file(connection_settings.ca),
    )


def _file(name: str) -> Path | None:
    """The file in the folder of certificates. A name is never a path: nothing outside that folder is read."""
    if not name:
        return None
    path = certificates_folder() / name
    if Path(name).name != name or not path.is_file():
        raise ConfigurationError(f"In de map met certificaten staat geen bestand '{Path(name).name}'.")
    return path


class _Sessions(threading.local):
    """The sessions of one thread: a session may not be shared between threads."""

    def __init__(self) -> None:
        self.open: dict[Connection, requests.Session] = {}


_SESSIONS = _Sessions()


def session_for(connection: Connection) -> requests.Session:
    """Return this thread's session for the connection; what it opened stays open between calls."""
    session = _SESSIONS.open.get(connection)
    if session is None:
        session = _SESSIONS.open[connection] = new_session(connection)
    return session


def new_session(connection: Connection) -> requests.Session:
    """Make a session with mutual TLS.

    It takes nothing from the environment: no proxy, password file or other list of trusted issuers.
    """
    session = requests.Session()
    session.trust_env = False
    if connection.certificaat:
        key = connection.sleutel
        certificate = str(connection.certificaat)
        session.cert = (certificate, str(key)) if key else certificate
    if connection.ca:
        session.verify = str(connection.ca)
    return session

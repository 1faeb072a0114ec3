"""The environment Meedoen runs in: names of variables, folders and the few values read from them.

Only the standard library, so that the command line can read it before Django is loaded.
"""

import os
import secrets
from pathlib import Path
from typing import Literal

CHECKOUT = Path(__file__).resolve().parents[2]

Environment = Literal["demo", "ontwikkeling", "productie"]
SHORTEST_SECRET = 24
ENVIRONMENTS: tuple[Environment, ...] = ("demo", "ontwikkeling", "productie")


class ConfigurationError(Exception):
    """The environment asks for something impossible; the message is one sentence for the operator."""


def environment() -> Environment:
    """Return what this process is for, from `MEEDOEN_OMGEVING` (default `ontwikkeling`).

    Raises ConfigurationError for any other word.
    """
    value = os.environ.get("MEEDOEN_OMGEVING") or "ontwikkeling"
    if value not in ENVIRONMENTS:
        raise ConfigurationError(
            f"MEEDOEN_OMGEVING is '{value}', maar kan alleen demo, ontwikkeling of productie zijn."
        )
    return value


def data_folder() -> Path:
    """Return the folder for everything that is made while running: `MEEDOEN_DATA`, default `.meedoen`."""
    return Path(os.environ.get("MEEDOEN_DATA") or CHECKOUT / ".meedoen").absolute()


def documents_folder() -> Path:
    """Return the folder of uploaded and generated documents, never below a folder that is served."""
    return Path(os.environ.get("MEEDOEN_DOCUMENTEN") or data_folder() / "documenten").absolute()


def certificates_folder() -> Path:
    """Return the folder with the certificates and keys of the chain, never below a folder that is served."""
    return Path(os.environ.get("MEEDOEN_CERTIFICATEN") or data_folder() / "certificaten").absolute()


def chain_proxy_header() -> str:
    """Return the header in which a proxy puts the subject or OIN of the certificate it checked.

    From `MEEDOEN_KETEN_KOP`, default `X-Client-Subject`.
    """
    return os.environ.get("MEEDOEN_KETEN_KOP") or "X-Client-Subject"


def chain_proxy_secret() -> str:
    """Return what that proxy also sends, to show that it is the one (`MEEDOEN_KETEN_GEHEIM`).

    Empty: no proxy ends the mutual TLS of the chain. Only production then still asks for a certificate.
    Raises ConfigurationError when it is too short to keep anybody out.
    """
    secret = os.environ.get("MEEDOEN_KETEN_GEHEIM") or ""
    if secret and len(secret) < SHORTEST_SECRET:
        raise ConfigurationError(
            f"Maak MEEDOEN_KETEN_GEHEIM minstens {SHORTEST_SECRET} tekens lang en willekeurig."
        )
    return secret


def number_above_zero(name: str, default: float) -> float:
    """Return the positive number in an environment variable, or the default when it is not set.

    Raises ConfigurationError for anything else.
    """
    text = os.environ.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ConfigurationError(f"{name} is '{text}', maar moet een getal boven nul zijn.")
    return value


def hosts() -> list[str]:
    """Return the host names that are answered, from `MEEDOEN_HOSTS` (separated by commas).

    Raises ConfigurationError in production when none is given.
    """
    names = [name.strip() for name in os.environ.get("MEEDOEN_HOSTS", "").split(",") if name.strip()]
    if names:
        return names
    if environment() == "productie":
        raise ConfigurationError(
            "Zet MEEDOEN_HOSTS op de naam waaronder Meedoen te bereiken is, bijvoorbeeld meedoen.gemeente.nl."
        )
    return ["localhost", "127.0.0.1", "[::1]"]


def secret() -> str:
    """Return the key that signs sessions: `MEEDOEN_GEHEIM`, else one that is made once per data folder.

    Raises ConfigurationError in production when none is given.
    """
    given = os.environ.get("MEEDOEN_GEHEIM")
    if given:
        return given
    if environment() == "productie":
        raise ConfigurationError(
            "Zet MEEDOEN_GEHEIM op een lange willekeurige tekst; in productie maakt Meedoen die niet zelf."
        )
    path = data_folder() / "geheim"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def _write_once(path: Path, text: str) -> None:
    """Write a private file whole or not at all; the first of two simultaneous writers wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def application_database_url() -> str:
    """Return the address of the database for the application's role (`DATABASE_URL`)."""
    return os.environ.get("DATABASE_URL") or "postgresql://meedoen_app@/meedoen"


def owner_database_url() -> str:
    """Return the address for the owner of the tables (`DATABASE_URL_EIGENAAR`, default `DATABASE_URL`)."""
    return os.environ.get("DATABASE_URL_EIGENAAR") or application_database_url()


def database_url() -> str:
    """Return the address this process uses: the application's, or the owner's with `MEEDOEN_ALS_EIGENAAR`.

    Only migrations and the bulk loader are the owner.
    """
    return owner_database_url() if os.environ.get("MEEDOEN_ALS_EIGENAAR") else application_database_url()


def mail_server() -> str | None:
    """Return the mail server as `smtp://user:password@host:port` (`smtps://` for TLS from the start).

    None means that mail is written to files. Raises ConfigurationError for that in production.
    """
    address = os.environ.get("MEEDOEN_SMTP") or None
    if address is None and environment() == "productie":
        raise ConfigurationError(
            "Zet MEEDOEN_SMTP op de mailserver, bijvoorbeeld smtp://gebruiker:wachtwoord@mail.gemeente.nl:587."
        )
    return address


def brp_headers() -> dict[str, str]:
    """Return what goes along with every question to the BRP: `MEEDOEN_BRP_KOPPEN`, empty by default.

    Written as `name: value; name: value`, for the doelbinding that a municipality's gateway asks for.
    `{oin}` in a value stands for the OIN of the municipality that asks. Raises ConfigurationError for a part
    without a colon.
    """
    headers = {}
    for part in filter(str.strip, os.environ.get("MEEDOEN_BRP_KOPPEN", "").split(";")):
        name, colon, value = part.partition(":")
        if not colon:
            raise ConfigurationError("Schrijf MEEDOEN_BRP_KOPPEN als 'naam: waarde; naam: waarde'.")
        headers[name.strip()] = value.strip()
    return headers

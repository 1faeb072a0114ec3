"""What stands in the files of a connection: until when a certificate holds, whose it is, and its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509.oid import NameOID
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.environment import certificates_folder

WARN = 60
"""Days before the end of a certificate that a new one has to be asked for."""
ALARM = 14
SAVED = 256

NO_NAME = gettext_noop("Een bestandsnaam is geen pad: laat mappen weg.")
MISSING = gettext_noop("Dit bestand staat niet in de map met certificaten.")
NO_CERTIFICATE = gettext_noop("Dit bestand is geen certificaat in PEM-vorm.")
NO_KEY = gettext_noop("Dit bestand is geen sleutel in PEM-vorm, of er zit een wachtwoord op.")


class Unusable(Exception):  # noqa: N818  # it reads as what happened
    """A file cannot be used; the message says why, in Dutch that is marked for translation."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One file with certificates.

    Attributes:
        tot: when the first of them ends; None when it cannot be read.
        oin: the OIN in the first, as PKIoverheid writes it; "" when there is none.
        fout: why it cannot be read.
    """

    bestand: str
    tot: datetime | None = None
    oin: str = ""
    fout: str = ""

    @property
    def dagen(self) -> int:
        """Whole days it still holds; below nought when it ended."""
        return (self.tot - timezone.now()).days if self.tot else -1

    @property
    def asks_attention(self) -> bool:
        """Has something to be done about it?"""
        return self.tot is None or self.dagen < WARN

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        if not self.asks_attention:
            return "goed"
        return "laat" if self.dagen < ALARM else "nu"


def certificate(bestand: str) -> Certificate:
    """What stands in a file of certificates; never raises."""
    try:
        return _read(bestand, *_state(bestand))
    except Unusable as error:
        return Certificate(bestand, fout=str(error))


def past(sleutel: str, at: str) -> bool:
    """Is this the key of the first certificate in that file?

    Raises:
        Onbruikbaar: one of them is not there or cannot be read.
    """
    first = _certificates(path_of(at))[0].public_key()
    try:
        own = load_pem_private_key(path_of(sleutel).read_bytes(), password=None).public_key()
    except (ValueError, TypeError, OSError):
        raise Unusable(NO_KEY) from None
    shape = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return own.public_bytes(*shape) == first.public_bytes(*shape)


def path_of(file: str) -> Path:
    """The file in the folder of certificates.

    Raises:
        Onbruikbaar: it names another folder, or is not there.
    """
    if Path(file).name != file:
        raise Unusable(NO_NAME)
    path = certificates_folder() / file
    if not path.is_file():
        raise Unusable(MISSING)
    return path


def _state(bestand: str) -> tuple[Path, int, int]:
    path = path_of(bestand)
    state = path.stat()
    return path, state.st_mtime_ns, state.st_size


@lru_cache(SAVED)
def _read(file: str, path: Path, changed: int, size: int) -> Certificate:  # noqa: ARG001  # a new file is read anew
    all_ = _certificates(path)
    numbers = [str(one.value) for one in all_[0].subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)]
    oin = next((number for number in numbers if len(number) == 20 and number.isdigit()), "")
    return Certificate(file, tot=min(one.not_valid_after_utc for one in all_), oin=oin)


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (ValueError, OSError):
        raise Unusable(NO_CERTIFICATE) from None

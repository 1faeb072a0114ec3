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

WAARSCHUW = 60
"""Days before the end of a certificate that a new one has to be asked for."""
ALARM = 14
BEWAARD = 256

GEEN_NAAM = gettext_noop("Een bestandsnaam is geen pad: laat mappen weg.")
ONTBREEKT = gettext_noop("Dit bestand staat niet in de map met certificaten.")
GEEN_CERTIFICAAT = gettext_noop("Dit bestand is geen certificaat in PEM-vorm.")
GEEN_SLEUTEL = gettext_noop("Dit bestand is geen sleutel in PEM-vorm, of er zit een wachtwoord op.")


class Onbruikbaar(Exception):  # noqa: N818  # it reads as what happened
    """A file cannot be used; the message says why, in Dutch that is marked for translation."""


@dataclass(frozen=True, slots=True)
class Certificaat:
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
    def vraagt_aandacht(self) -> bool:
        """Has something to be done about it?"""
        return self.tot is None or self.dagen < WAARSCHUW

    @property
    def toon(self) -> str:
        """The tone of its badge."""
        if not self.vraagt_aandacht:
            return "goed"
        return "laat" if self.dagen < ALARM else "nu"


def certificaat(bestand: str) -> Certificaat:
    """What stands in a file of certificates; never raises."""
    try:
        return _lees(bestand, *_stand(bestand))
    except Onbruikbaar as fout:
        return Certificaat(bestand, fout=str(fout))


def past(sleutel: str, bij: str) -> bool:
    """Is this the key of the first certificate in that file?

    Raises:
        Onbruikbaar: one of them is not there or cannot be read.
    """
    eerste = _certificaten(pad_van(bij))[0].public_key()
    try:
        eigen = load_pem_private_key(pad_van(sleutel).read_bytes(), password=None).public_key()
    except (ValueError, TypeError, OSError):
        raise Onbruikbaar(GEEN_SLEUTEL) from None
    vorm = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return eigen.public_bytes(*vorm) == eerste.public_bytes(*vorm)


def pad_van(bestand: str) -> Path:
    """The file in the folder of certificates.

    Raises:
        Onbruikbaar: it names another folder, or is not there.
    """
    if Path(bestand).name != bestand:
        raise Onbruikbaar(GEEN_NAAM)
    pad = certificates_folder() / bestand
    if not pad.is_file():
        raise Onbruikbaar(ONTBREEKT)
    return pad


def _stand(bestand: str) -> tuple[Path, int, int]:
    pad = pad_van(bestand)
    stand = pad.stat()
    return pad, stand.st_mtime_ns, stand.st_size


@lru_cache(BEWAARD)
def _lees(bestand: str, pad: Path, gewijzigd: int, grootte: int) -> Certificaat:  # noqa: ARG001  # a new file is read anew
    alle = _certificaten(pad)
    nummers = [str(een.value) for een in alle[0].subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)]
    oin = next((nummer for nummer in nummers if len(nummer) == 20 and nummer.isdigit()), "")
    return Certificaat(bestand, tot=min(een.not_valid_after_utc for een in alle), oin=oin)


def _certificaten(pad: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pad.read_bytes())
    except (ValueError, OSError):
        raise Onbruikbaar(GEEN_CERTIFICAAT) from None

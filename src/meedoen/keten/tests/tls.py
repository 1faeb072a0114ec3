"""An authority of our own for a test, and the certificates it gives out."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VALID_FROM, VALID_UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""OpenSSL looks at the clock of the machine, not at that of the tests."""


class Uitgever:
    """Gives out certificates in a folder: `<naam>.pem` with `<naam>.key`, and its own as `ca-<naam>.pem`."""

    def __init__(self, map_: Path, naam: str):
        self.map, self.sleutel = map_, ec.generate_private_key(ec.SECP256R1())
        self.naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
        self.ca = map_ / f"ca-{naam}.pem"
        kern = self._begin(self.naam, self.sleutel).add_extension(x509.BasicConstraints(True, None), True)
        kern = kern.add_extension(
            x509.KeyUsage(False, False, False, False, False, True, True, False, False), True
        )
        self._schrijf(self.ca, kern.sign(self.sleutel, hashes.SHA256()))

    def geef(self, naam: str) -> tuple[Path, Path]:
        """A certificate for 127.0.0.1 and its key."""
        sleutel = ec.generate_private_key(ec.SECP256R1())
        wie = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
        hier = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        uitgever = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.sleutel.public_key())
        kern = self._begin(wie, sleutel).add_extension(hier, False).add_extension(uitgever, False)
        pad = self.map / f"{naam}.pem"
        self._schrijf(pad, kern.sign(self.sleutel, hashes.SHA256()))
        pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        pad.with_suffix(".key").write_bytes(sleutel.private_bytes(*pem))
        return pad, pad.with_suffix(".key")

    def _begin(self, wie: x509.Name, sleutel: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(wie)
            .issuer_name(self.naam)
            .public_key(sleutel.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(VALID_FROM)
            .not_valid_after(VALID_UNTIL)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), False)
        )

    def _schrijf(self, pad: Path, certificaat: x509.Certificate) -> None:
        pad.write_bytes(certificaat.public_bytes(serialization.Encoding.PEM))


def die_naar_een_certificaat_vraagt(uitgever: Uitgever, naam: str = "duo") -> ssl.SSLContext:
    """The side of a server that lets in only who has a certificate of the same authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*uitgever.geef(naam))
    context.load_verify_locations(uitgever.ca)
    context.verify_mode = ssl.CERT_REQUIRED
    return context

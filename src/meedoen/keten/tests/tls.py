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


class Issuer:
    """Gives out certificates in a folder: `<naam>.pem` with `<naam>.key`, and its own as `ca-<naam>.pem`."""

    def __init__(self, map_: Path, naam: str):
        self.map, self.sleutel = map_, ec.generate_private_key(ec.SECP256R1())
        self.naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
        self.ca = map_ / f"ca-{naam}.pem"
        core = self._begin(self.naam, self.sleutel).add_extension(x509.BasicConstraints(True, None), True)
        core = core.add_extension(
            x509.KeyUsage(False, False, False, False, False, True, True, False, False), True
        )
        self._write(self.ca, core.sign(self.sleutel, hashes.SHA256()))

    def give(self, name: str) -> tuple[Path, Path]:
        """A certificate for 127.0.0.1 and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.sleutel.public_key())
        core = self._begin(who, key).add_extension(here, False).add_extension(issuer, False)
        path = self.map / f"{name}.pem"
        self._write(path, core.sign(self.sleutel, hashes.SHA256()))
        pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        path.with_suffix(".key").write_bytes(key.private_bytes(*pem))
        return path, path.with_suffix(".key")

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

    def _write(self, path: Path, certificate: x509.Certificate) -> None:
        path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def that_asks_for_a_certificate(issuer: Issuer, name: str = "duo") -> ssl.SSLContext:
    """The side of a server that lets in only who has a certificate of the same authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*issuer.give(name))
    context.load_verify_locations(issuer.ca)
    context.verify_mode = ssl.CERT_REQUIRED
    return context

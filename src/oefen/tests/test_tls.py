"""Over mutual TLS a municipality is who its certificate says it is."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from oefen.server import mutual_tls
from oefen.tests.conftest import ALKMAAR, BSN, HEILOO, set_scope

VALID_FROM, VALID_UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""OpenSSL looks at the clock of the machine, not at that of the tests."""
PLICHT = f"/personen/{BSN}/inburgeringsplicht"


class Issuer:
    """Issues certificates that only this test trusts."""

    def __init__(self, naam: str) -> None:
        self.naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
        self.sleutel = ec.generate_private_key(ec.SECP256R1())
        self.own = self._make(self.naam, self.sleutel, ca=True)

    def _make(self, subject, key, *, ca):
        build = x509.CertificateBuilder(self.naam, subject, key.public_key(), x509.random_serial_number())
        build = build.not_valid_before(VALID_FROM).not_valid_after(VALID_UNTIL)
        here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        build = build.add_extension(x509.BasicConstraints(ca, None), critical=True)
        build = build.add_extension(here, critical=False)
        who, of = (
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()),
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.sleutel.public_key()),
        )
        build = build.add_extension(who, critical=False).add_extension(of, critical=False)
        use = x509.KeyUsage(True, False, False, False, False, ca, ca, False, False)
        return build.add_extension(use, critical=True).sign(self.sleutel, hashes.SHA256())

    def give(self, map_, oin):
        """Write a certificate and its key. Return where."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.SERIAL_NUMBER, oin)])
        certificate, secret = map_ / f"{oin}.pem", map_ / f"{oin}.key"
        certificate.write_bytes(pem(self._make(subject, key, ca=False)))
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return certificate, secret


def pem(certificaat):
    return certificaat.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def secured(start, recipient, tmp_path):
    """A practice DUO that asks for certificates, and where to find those of the municipalities."""
    issuer, ca = Issuer("oefen-uitgever"), tmp_path / "ca.pem"
    ca.write_bytes(pem(issuer.own))
    oefen = start(tls=mutual_tls(*issuer.give(tmp_path, "00000099000000001000"), ca))
    oefen.session.verify, oefen.session.trust_env = str(ca), False
    set_scope(oefen, recipient)
    oefen.put()
    oefen.serve("POST", "klok", {})
    yield oefen, issuer, tmp_path
    oefen.session.close()


def test_a_municipality_shows_its_own_certificate(secured):
    oefen, issuer, map_ = secured
    oefen.session.cert = tuple(map(str, issuer.give(map_, ALKMAAR)))

    assert oefen.duo("GET", PLICHT).status_code == 200
    assert oefen.duo("GET", PLICHT, oin=HEILOO).status_code == 403


def test_without_a_certificate_nobody_is_let_in(secured):
    oefen, _, _ = secured

    assert oefen.duo("GET", PLICHT).status_code == 403


def test_a_certificate_of_another_issuer_ends_the_connection(secured):
    oefen, _, map_ = secured
    oefen.session.close()
    oefen.session.cert = tuple(map(str, Issuer("een ander").give(map_, ALKMAAR)))

    with pytest.raises(requests.ConnectionError):
        oefen.duo("GET", PLICHT)

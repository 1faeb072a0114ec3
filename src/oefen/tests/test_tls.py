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

from oefen.server import wederzijds_tls
from oefen.tests.conftest import ALKMAAR, BSN, HEILOO, stel_in

VALID_FROM, VALID_UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""OpenSSL looks at the clock of the machine, not at that of the tests."""
PLICHT = f"/personen/{BSN}/inburgeringsplicht"


class Uitgever:
    """Issues certificates that only this test trusts."""

    def __init__(self, naam: str) -> None:
        self.naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
        self.sleutel = ec.generate_private_key(ec.SECP256R1())
        self.eigen = self._maak(self.naam, self.sleutel, ca=True)

    def _maak(self, onderwerp, sleutel, *, ca):
        bouw = x509.CertificateBuilder(
            self.naam, onderwerp, sleutel.public_key(), x509.random_serial_number()
        )
        bouw = bouw.not_valid_before(VALID_FROM).not_valid_after(VALID_UNTIL)
        hier = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        bouw = bouw.add_extension(x509.BasicConstraints(ca, None), critical=True)
        bouw = bouw.add_extension(hier, critical=False)
        wie, van = (
            x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()),
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.sleutel.public_key()),
        )
        bouw = bouw.add_extension(wie, critical=False).add_extension(van, critical=False)
        gebruik = x509.KeyUsage(True, False, False, False, False, ca, ca, False, False)
        return bouw.add_extension(gebruik, critical=True).sign(self.sleutel, hashes.SHA256())

    def geef(self, map_, oin):
        """Write a certificate and its key. Return where."""
        sleutel = ec.generate_private_key(ec.SECP256R1())
        onderwerp = x509.Name([x509.NameAttribute(NameOID.SERIAL_NUMBER, oin)])
        certificaat, geheim = map_ / f"{oin}.pem", map_ / f"{oin}.key"
        certificaat.write_bytes(pem(self._maak(onderwerp, sleutel, ca=False)))
        geheim.write_bytes(
            sleutel.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return certificaat, geheim


def pem(certificaat):
    return certificaat.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def beveiligd(start, ontvanger, tmp_path):
    """A practice DUO that asks for certificates, and where to find those of the municipalities."""
    uitgever, ca = Uitgever("oefen-uitgever"), tmp_path / "ca.pem"
    ca.write_bytes(pem(uitgever.eigen))
    oefen = start(tls=wederzijds_tls(*uitgever.geef(tmp_path, "00000099000000001000"), ca))
    oefen.sessie.verify, oefen.sessie.trust_env = str(ca), False
    stel_in(oefen, ontvanger)
    oefen.zet()
    oefen.bedien("POST", "klok", {})
    yield oefen, uitgever, tmp_path
    oefen.sessie.close()


def test_a_municipality_shows_its_own_certificate(beveiligd):
    oefen, uitgever, map_ = beveiligd
    oefen.sessie.cert = tuple(map(str, uitgever.geef(map_, ALKMAAR)))

    assert oefen.duo("GET", PLICHT).status_code == 200
    assert oefen.duo("GET", PLICHT, oin=HEILOO).status_code == 403


def test_without_a_certificate_nobody_is_let_in(beveiligd):
    oefen, _, _ = beveiligd

    assert oefen.duo("GET", PLICHT).status_code == 403


def test_a_certificate_of_another_issuer_ends_the_connection(beveiligd):
    oefen, _, map_ = beveiligd
    oefen.sessie.close()
    oefen.sessie.cert = tuple(map(str, Uitgever("een ander").geef(map_, ALKMAAR)))

    with pytest.raises(requests.ConnectionError):
        oefen.duo("GET", PLICHT)

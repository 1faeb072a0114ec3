"""The port of the chain: mutual TLS by granian itself, and nothing there but DUO's door."""

import os
import socket
import subprocess
import sys
import time
import uuid

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from meedoen.cli.errors import ErrorMessage
from meedoen.cli.serve import chain
from meedoen.keten.duo.api import PATH
from meedoen.keten.duo.tests.world import ALKMAAR, DUO, MOMENT, connect
from meedoen.keten.tests.tls import VALID_FROM, VALID_UNTIL


class Issuer:
    """Issues certificates into a folder."""

    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        own = self._sign(self.subject, self.key, ca=True)
        (folder / f"{name}.pem").write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def issue(self, name):
        """A certificate and its key, as two files."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = self._sign(subject, key, ca=False)
        (self.folder / f"{name}.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        written = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (self.folder / f"{name}.key").write_bytes(written)
        return str(self.folder / f"{name}.crt"), str(self.folder / f"{name}.key")

    def _sign(self, subject, key, *, ca):
        names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
        identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(VALID_FROM)
            .not_valid_after(VALID_UNTIL)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(names, critical=False)
            .add_extension(identifier, critical=False)
            .add_extension(issuer, critical=False)
        )
        return builder.sign(self.key, hashes.SHA256())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder with certificates: ours, and the issuer we trust."""
    monkeypatch.setenv("MEEDOEN_CERTIFICATEN", str(tmp_path))
    issuer = Issuer(tmp_path, "uitgever")
    issuer.issue("gemeente")
    return tmp_path, issuer


def test_every_file_is_asked_for_by_its_name(folder):
    for names in (("", "", ""), ("gemeente.crt", "", ""), ("../x", "gemeente.key", "uitgever.pem")):
        with pytest.raises(ErrorMessage, match=r"--keten-"):
            chain("127.0.0.1", 1, *names)


@pytest.fixture
def port(transactional_db, cast, folder):
    """The port, running on the database of this test."""
    connect(cast.alkmaar)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    words = chain("127.0.0.1", number, "gemeente.crt", "gemeente.key", "uitgever.pem")
    with subprocess.Popen([sys.executable, "-m", *words], env=os.environ) as server:
        try:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", number)) == 0:
                        break
                time.sleep(0.05)
            yield f"https://localhost:{number}"
        finally:
            server.terminate()


def send(address, issuer, certificate=None, path=PATH):
    return requests.post(
        address + path,
        json={"registratieDatumTijd": MOMENT, "gebeurtenisId": "SS101"},
        headers={"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid.uuid4())},
        cert=certificate,
        verify=str(issuer.folder / "uitgever.pem"),
        timeout=10,
    )


@pytest.mark.traag
def test_duo_comes_in_with_its_certificate_and_nobody_else_anywhere(port, folder):
    where, issuer = folder
    duo = issuer.issue("duo")
    assert send(port, issuer, duo).status_code == 201
    assert send(port, issuer, duo, path="/accounts/login/").status_code == 404
    stranger = Issuer(where, "vreemd").issue("iemand")
    for certificate in (None, stranger):
        with pytest.raises(requests.ConnectionError):
            send(port, issuer, certificate)

"""The chain of Alkmaar as Ria manages it, and files with certificates as they are delivered."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from meedoen.basis.outbox.models import ChannelState, Message
from meedoen.keten.models import ConnectionSettings, Notification, Party

OIN = "00000099000000361000"
OIN_DUO = "00000099000000000001"


@pytest.fixture
def site(cast, client):
    """The site as one of the cast sees it."""

    def login(who):
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return login


@pytest.fixture
def ria(cast, site):
    return site(cast.ria)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of certificates."""
    monkeypatch.setenv("MEEDOEN_CERTIFICATEN", str(tmp_path))
    return tmp_path


@pytest.fixture
def issue(folder):
    """Put a certificate and its key in the folder; returns their names."""

    def issued(name="alkmaar", days=365, oin=OIN):
        key = ec.generate_private_key(ec.SECP256R1())
        who = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, "meedoen.voorbeeld.test"),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, oin),
            ]
        )
        end = timezone.now() + timedelta(days=days, hours=1)
        made = (
            x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
            .not_valid_before(end - timedelta(days=800))
            .not_valid_after(end)
            .sign(key, hashes.SHA256())
        )
        (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
        (folder / f"{name}.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return f"{name}.pem", f"{name}.key"

    return issued


@pytest.fixture
def connection_with(cast):
    """Connect a municipality (Alkmaar) with a party."""

    def connect(partij=Party.DUO, where=None, **fields):
        default = {"basis_url": "http://127.0.0.1:9", "oin": OIN, "oin_partij": OIN_DUO}
        return ConnectionSettings.objects.create(
            gemeente=where or cast.alkmaar, partij=partij, **(default | fields)
        )

    return connect


@pytest.fixture
def message(cast):
    """Put a message in the outbox of Alkmaar as it is after a while."""

    def put(soort="pip", status=Message.Status.WAIT, *, kanaal="duo", where=None, age=None, **fields):
        message = Message.objects.create(
            gemeente=where or cast.alkmaar,
            kanaal=kanaal,
            soort=soort,
            sequence_key=f"duo:{uuid4()}",
            inhoud={"bsn": "999990019"},
            status=status,
            **fields,
        )
        if age is not None:
            Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - age)
        return message

    return put


@pytest.fixture
def disturbed(cast):
    """Let DUO be away since so long ago."""

    def since(ago):
        now = timezone.now()
        return ChannelState.objects.create(
            gemeente=cast.alkmaar,
            kanaal="duo",
            consecutive_errors=3,
            since=now - ago,
            closed_until=now + timedelta(minutes=10),
            last_error="HTTP 503",
        )

    return since


@pytest.fixture
def notified(cast):
    """Let DUO have notified Alkmaar so long ago."""

    def notify(gebeurtenis="SS139", *, ago=timedelta(0), done=True):
        now = timezone.now()
        one = Notification.objects.create(
            gemeente=cast.alkmaar,
            id=uuid4(),
            gebeurtenis=gebeurtenis,
            bsn="999990019",
            geregistreerd_op=now,
            processed_at=now if done else None,
        )
        Notification.objects.filter(pk=one.pk).update(received_at=now - ago)
        return one

    return notify

"""How a municipality reaches a party: by settings, with a certificate of its own, and nowhere else."""

import threading
import uuid

import pytest

from meedoen.basis.outbox.deliverers import Unreachable
from meedoen.environment import ConfigurationError
from meedoen.keten.connection import Connection, connection_of, session_for
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.models import ConnectionSettings, Party
from meedoen.keten.tests.other_side import OtherSide, Reply
from meedoen.keten.tests.tls import Issuer, that_asks_for_a_certificate

WE = "00000001001234567000"
DUO = "00000001003214345000"
BSN = "900000012"


@pytest.fixture
def certificates(tmp_path, monkeypatch):
    monkeypatch.setenv("MEEDOEN_CERTIFICATEN", str(tmp_path))
    return tmp_path


@pytest.fixture
def connection_settings(cast, certificates):
    cast.see_all()
    for name in ("gemeente.pem", "gemeente.key", "ca.pem"):
        (certificates / name).write_text("-")
    return ConnectionSettings(
        gemeente=cast.alkmaar,
        partij=Party.DUO,
        basis_url="https://duo.example/v1",
        eigen_adressen={"examen": "https://examens.example/v1/"},
        oin=WE,
        oin_partij=DUO,
        certificaat="gemeente.pem",
        sleutel="gemeente.key",
        ca="ca.pem",
    )


def test_a_connection_follows_from_the_settings(connection_settings, certificates):
    connection_settings.save()
    connection = connection_of(connection_settings.gemeente_id, Party.DUO)
    assert (connection.oin, connection.oin_partij) == (WE, DUO)
    assert connection.adres("plicht") == "https://duo.example/v1"
    assert connection.adres("examen") == "https://examens.example/v1"
    assert connection.certificaat == certificates / "gemeente.pem"
    session = session_for(connection)
    assert session.cert == (str(certificates / "gemeente.pem"), str(certificates / "gemeente.key"))
    assert session.verify == str(certificates / "ca.pem")
    assert not session.trust_env


def test_a_connection_that_is_not_in_use_or_of_another_party_is_none(cast, connection_settings):
    assert connection_of(cast.alkmaar.pk, Party.DUO) is None
    connection_settings.save()
    assert connection_of(cast.alkmaar.pk, Party.BRP) is None
    assert connection_of(cast.heiloo.pk, Party.DUO) is None
    connection_settings.actief = False
    connection_settings.save()
    assert connection_of(cast.alkmaar.pk, Party.DUO) is None


@pytest.mark.parametrize(
    "name", ["bestaat_niet.pem", "../gemeente.pem", "/etc/passwd", "sub/gemeente.pem", ".."]
)
def test_a_certificate_stands_in_its_folder_and_nowhere_else(connection_settings, certificates, name):
    (certificates / "sub").mkdir()
    (certificates / "sub" / "gemeente.pem").write_text("-")
    (certificates.parent / "gemeente.pem").write_text("-")
    connection_settings.certificaat = name
    connection_settings.save()
    with pytest.raises(ConfigurationError):
        connection_of(connection_settings.gemeente_id, Party.DUO)


def test_a_session_is_kept_per_connection_and_per_thread():
    alkmaar, heiloo = (Connection("http://duo.example", {}, oin, DUO) for oin in (WE, "9" * 20))
    assert session_for(alkmaar) is session_for(Connection("http://duo.example", {}, WE, DUO))
    assert session_for(alkmaar) is not session_for(heiloo)
    elsewhere = []
    thread = threading.Thread(target=lambda: elsewhere.append(session_for(alkmaar)))
    thread.start()
    thread.join()
    assert elsewhere[0] is not session_for(alkmaar)


@pytest.fixture(scope="module")
def pki(tmp_path_factory):
    return Issuer(tmp_path_factory.mktemp("pki"), "pkio"), Issuer(tmp_path_factory.mktemp("ander"), "ander")


@pytest.fixture(scope="module")
def duo_with_tls(pki):
    side = OtherSide(that_asks_for_a_certificate(pki[0]))
    side.says(Reply(200, {"indicatorInburgeringsplicht": True}))
    yield side
    side.close()


def ask(side, **files):
    connection = Connection(side.adres, {}, WE, DUO, **files)
    return DuoClient(connection).plicht(BSN, uuid.uuid4())


def test_with_our_certificate_both_sides_know_each_other(duo_with_tls, pki):
    certificate, key = pki[0].give("gemeente")
    assert ask(duo_with_tls, certificaat=certificate, sleutel=key, ca=pki[0].ca)


def test_without_a_certificate_nothing_gets_through(duo_with_tls, pki):
    with pytest.raises(Unreachable):
        ask(duo_with_tls, ca=pki[0].ca)


def test_with_a_certificate_of_another_authority_nothing_gets_through(duo_with_tls, pki):
    certificate, key = pki[1].give("gemeente")
    with pytest.raises(Unreachable):
        ask(duo_with_tls, certificaat=certificate, sleutel=key, ca=pki[0].ca)


def test_a_party_that_we_do_not_trust_gets_nothing_of_us(duo_with_tls, pki):
    for_ = len(duo_with_tls.received)
    certificate, key = pki[0].give("gemeente")
    for ca in (pki[1].ca, None):
        with pytest.raises(Unreachable, match="certificaten"):
            ask(duo_with_tls, certificaat=certificate, sleutel=key, ca=ca)
    assert len(duo_with_tls.received) == for_


@pytest.mark.parametrize("content", ["geen certificaat", None])
def test_a_certificate_file_that_is_none_or_gone_makes_everything_wait(duo_with_tls, pki, tmp_path, content):
    broken = tmp_path / "kapot.pem"
    if content:
        broken.write_text(content)
    with pytest.raises(Unreachable):
        ask(duo_with_tls, certificaat=broken, sleutel=broken, ca=pki[0].ca)

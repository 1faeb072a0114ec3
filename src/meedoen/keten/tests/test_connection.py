"""How a municipality reaches a party: by settings, with a certificate of its own, and nowhere else."""

import threading
import uuid

import pytest

from meedoen.basis.outbox.deliverers import Onbereikbaar
from meedoen.environment import ConfigurationError
from meedoen.keten.connection import Verbinding, sessie_voor, verbinding_van
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.models import Aansluiting, Partij
from meedoen.keten.tests.other_side import AndereKant, Antwoord
from meedoen.keten.tests.tls import Uitgever, die_naar_een_certificaat_vraagt

WIJ = "00000001001234567000"
DUO = "00000001003214345000"
BSN = "900000012"


@pytest.fixture
def certificaten(tmp_path, monkeypatch):
    monkeypatch.setenv("MEEDOEN_CERTIFICATEN", str(tmp_path))
    return tmp_path


@pytest.fixture
def aansluiting(cast, certificaten):
    cast.see_all()
    for naam in ("gemeente.pem", "gemeente.key", "ca.pem"):
        (certificaten / naam).write_text("-")
    return Aansluiting(
        gemeente=cast.alkmaar,
        partij=Partij.DUO,
        basis_url="https://duo.example/v1",
        eigen_adressen={"examen": "https://examens.example/v1/"},
        oin=WIJ,
        oin_partij=DUO,
        certificaat="gemeente.pem",
        sleutel="gemeente.key",
        ca="ca.pem",
    )


def test_a_connection_follows_from_the_settings(aansluiting, certificaten):
    aansluiting.save()
    verbinding = verbinding_van(aansluiting.gemeente_id, Partij.DUO)
    assert (verbinding.oin, verbinding.oin_partij) == (WIJ, DUO)
    assert verbinding.adres("plicht") == "https://duo.example/v1"
    assert verbinding.adres("examen") == "https://examens.example/v1"
    assert verbinding.certificaat == certificaten / "gemeente.pem"
    sessie = sessie_voor(verbinding)
    assert sessie.cert == (str(certificaten / "gemeente.pem"), str(certificaten / "gemeente.key"))
    assert sessie.verify == str(certificaten / "ca.pem")
    assert not sessie.trust_env


def test_a_connection_that_is_not_in_use_or_of_another_party_is_none(cast, aansluiting):
    assert verbinding_van(cast.alkmaar.pk, Partij.DUO) is None
    aansluiting.save()
    assert verbinding_van(cast.alkmaar.pk, Partij.BRP) is None
    assert verbinding_van(cast.heiloo.pk, Partij.DUO) is None
    aansluiting.actief = False
    aansluiting.save()
    assert verbinding_van(cast.alkmaar.pk, Partij.DUO) is None


@pytest.mark.parametrize(
    "naam", ["bestaat_niet.pem", "../gemeente.pem", "/etc/passwd", "sub/gemeente.pem", ".."]
)
def test_a_certificate_stands_in_its_folder_and_nowhere_else(aansluiting, certificaten, naam):
    (certificaten / "sub").mkdir()
    (certificaten / "sub" / "gemeente.pem").write_text("-")
    (certificaten.parent / "gemeente.pem").write_text("-")
    aansluiting.certificaat = naam
    aansluiting.save()
    with pytest.raises(ConfigurationError):
        verbinding_van(aansluiting.gemeente_id, Partij.DUO)


def test_a_session_is_kept_per_connection_and_per_thread():
    alkmaar, heiloo = (Verbinding("http://duo.example", {}, oin, DUO) for oin in (WIJ, "9" * 20))
    assert sessie_voor(alkmaar) is sessie_voor(Verbinding("http://duo.example", {}, WIJ, DUO))
    assert sessie_voor(alkmaar) is not sessie_voor(heiloo)
    elders = []
    draad = threading.Thread(target=lambda: elders.append(sessie_voor(alkmaar)))
    draad.start()
    draad.join()
    assert elders[0] is not sessie_voor(alkmaar)


@pytest.fixture(scope="module")
def pki(tmp_path_factory):
    return Uitgever(tmp_path_factory.mktemp("pki"), "pkio"), Uitgever(
        tmp_path_factory.mktemp("ander"), "ander"
    )


@pytest.fixture(scope="module")
def duo_met_tls(pki):
    kant = AndereKant(die_naar_een_certificaat_vraagt(pki[0]))
    kant.zegt(Antwoord(200, {"indicatorInburgeringsplicht": True}))
    yield kant
    kant.sluit()


def vraag(kant, **bestanden):
    verbinding = Verbinding(kant.adres, {}, WIJ, DUO, **bestanden)
    return DuoClient(verbinding).plicht(BSN, uuid.uuid4())


def test_with_our_certificate_both_sides_know_each_other(duo_met_tls, pki):
    certificaat, sleutel = pki[0].geef("gemeente")
    assert vraag(duo_met_tls, certificaat=certificaat, sleutel=sleutel, ca=pki[0].ca)


def test_without_a_certificate_nothing_gets_through(duo_met_tls, pki):
    with pytest.raises(Onbereikbaar):
        vraag(duo_met_tls, ca=pki[0].ca)


def test_with_a_certificate_of_another_authority_nothing_gets_through(duo_met_tls, pki):
    certificaat, sleutel = pki[1].geef("gemeente")
    with pytest.raises(Onbereikbaar):
        vraag(duo_met_tls, certificaat=certificaat, sleutel=sleutel, ca=pki[0].ca)


def test_a_party_that_we_do_not_trust_gets_nothing_of_us(duo_met_tls, pki):
    voor = len(duo_met_tls.ontvangen)
    certificaat, sleutel = pki[0].geef("gemeente")
    for ca in (pki[1].ca, None):
        with pytest.raises(Onbereikbaar, match="certificaten"):
            vraag(duo_met_tls, certificaat=certificaat, sleutel=sleutel, ca=ca)
    assert len(duo_met_tls.ontvangen) == voor


@pytest.mark.parametrize("inhoud", ["geen certificaat", None])
def test_a_certificate_file_that_is_none_or_gone_makes_everything_wait(duo_met_tls, pki, tmp_path, inhoud):
    kapot = tmp_path / "kapot.pem"
    if inhoud:
        kapot.write_text(inhoud)
    with pytest.raises(Onbereikbaar):
        vraag(duo_met_tls, certificaat=kapot, sleutel=kapot, ca=pki[0].ca)

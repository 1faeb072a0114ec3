"""DUO at the door: who is let in, what is kept, and what it hears."""

import json
import logging
import uuid
from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from meedoen.keten.duo import api, reception
from meedoen.keten.duo.api import PAD, Onbekend, oin_uit
from meedoen.keten.duo.tests.world import ALKMAAR, DUO, MOMENT, meld, sluit_aan
from meedoen.keten.models import Notificatie

BSN = "999990019"


@pytest.fixture
def deur(cast):
    """DUO's client; after each message the test looks everywhere again."""
    sluit_aan(cast.alkmaar)

    class Deur(Client):
        def request(self, **verzoek):
            try:
                return super().request(**verzoek)
            finally:
                cast.see_all()

    return Deur(enforce_csrf_checks=True)


def jobs(bericht_id):
    return ProcrastinateJob.objects.filter(
        task_name="keten.duo.verwerk_notificatie", args__notificatie_id=str(bericht_id)
    ).count()


def test_a_notification_is_kept_with_its_job_and_answered_at_once(cast, deur):
    bericht_id = uuid.uuid4()
    antwoord = meld(deur, bericht_id=bericht_id, bsn=BSN)
    assert (antwoord.status_code, antwoord.content) == (201, b"")
    assert antwoord["API-Version"] == "1.8.0"
    assert antwoord["berichtId"] == str(bericht_id)
    kept = Notificatie.objects.get(pk=bericht_id)
    assert (kept.gemeente, kept.gebeurtenis, kept.bsn) == (cast.alkmaar, "SS139", BSN)
    assert kept.geregistreerd_op == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert kept.verwerkt_op is None
    assert jobs(bericht_id) == 1


def test_a_second_delivery_is_thanked_for_and_does_nothing(deur):
    bericht_id = uuid.uuid4()
    assert [meld(deur, bericht_id=bericht_id, bsn=BSN).status_code for _ in range(3)] == [201, 201, 201]
    assert Notificatie.objects.count() == 1
    assert jobs(bericht_id) == 1


def test_the_receiver_decides_the_municipality(cast, deur):
    elders = "00000001009999999000"
    sluit_aan(cast.heiloo, oin=elders)
    meld(deur, bsn=BSN, koppen={"doel": elders})
    assert [een.gemeente for een in Notificatie.objects.all()] == [cast.heiloo]


@pytest.mark.parametrize(
    ("koppen", "status"),
    [
        ({"doel": "00000009999999999000"}, 403),
        ({"bron": "00000009999999999000"}, 403),
        ({"bron": "DUO"}, 400),
        ({"doel": ALKMAAR + "0"}, 400),
        ({"berichtId": "12"}, 400),
        ({"berichtId": ""}, 400),
    ],
)
def test_who_has_no_agreement_with_us_is_refused(deur, koppen, status):
    antwoord = meld(deur, koppen=koppen, bsn=BSN)
    assert (antwoord.status_code, antwoord["API-Version"]) == (status, "1.8.0")
    assert not Notificatie.objects.exists()


def test_a_connection_that_is_out_of_use_lets_nobody_in(cast, deur):
    cast.alkmaar.aansluitingen.update(actief=False)
    assert meld(deur, bsn=BSN).status_code == 403


def test_two_municipalities_with_one_oin_is_nobody(cast, deur):
    sluit_aan(cast.heiloo)
    assert meld(deur, bsn=BSN).status_code == 403


@pytest.mark.parametrize(
    "velden",
    [
        {"bsn": "12345678"},
        {"bsn": 123456789},
        {"bsn": None},
        {"vNummer": "12"},
        {"vNummer": -1},
        {"vNummer": 10_000_000_000},
        {"vNummer": 1.5},
        {"vNummer": True},
        {"gebeurtenisId": "ss139"},
        {"gebeurtenisId": "SS13900"},
        {"gebeurtenisId": ""},
        {"registratieDatumTijd": "gisteren"},
        {"registratieDatumTijd": 5},
        {"registratieDatumTijd": "2026-11-22T12:99:00Z"},
        {"registratieDatumTijd": "2026-02-30T12:00:00Z"},
    ],
)
def test_what_does_not_follow_the_specification_is_refused(deur, velden):
    antwoord = deur.post(
        PAD,
        json.dumps({"registratieDatumTijd": MOMENT, "gebeurtenisId": "SS139"} | velden),
        content_type="application/json",
        headers={"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid.uuid4())},
    )
    assert antwoord.status_code == 400
    assert not Notificatie.objects.exists()


@pytest.mark.parametrize("inhoud", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_message_at_all_is_refused(deur, inhoud):
    antwoord = deur.post(
        PAD,
        inhoud,
        content_type="application/json",
        headers={"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid.uuid4())},
    )
    assert antwoord.status_code == 400


def test_a_v_nummer_is_kept_with_its_ten_digits(deur):
    meld(deur, vNummer=12)
    assert [(een.bsn, een.v_nummer) for een in Notificatie.objects.all()] == [("", "0000000012")]


def test_an_event_nobody_knows_is_kept_too(deur):
    assert meld(deur, "ZZ999", bsn=BSN, nieuwVeld="x").status_code == 201
    assert Notificatie.objects.get().gebeurtenis == "ZZ999"


def test_only_post_is_answered(deur):
    antwoord = deur.get(PAD)
    assert (antwoord.status_code, antwoord["Allow"], antwoord["API-Version"]) == (405, "POST", "1.8.0")


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (RuntimeError, 500)])
def test_what_goes_wrong_here_is_told_without_a_word_about_anybody(deur, monkeypatch, caplog, error, status):
    def fail(*_):
        raise error(f"Key (bsn)=({BSN})")

    monkeypatch.setattr(api, "neem_aan", fail)
    antwoord = meld(deur, bsn=BSN)
    assert (antwoord.status_code, antwoord["API-Version"]) == (status, "1.8.0")
    if status == 503:
        assert 0 < len(antwoord.json()["fouttekst"]) <= 200
    assert BSN not in antwoord.content.decode()
    assert BSN not in " ".join(record.getMessage() for record in caplog.records)


def test_the_log_names_the_message_and_nobody(deur, caplog):
    caplog.set_level(logging.DEBUG, logger="meedoen")
    bericht_id = uuid.uuid4()
    meld(deur, bericht_id=bericht_id, bsn=BSN)
    assert str(bericht_id) in caplog.text
    assert BSN not in caplog.text


class TestCertificate:
    """Who checks the certificate, and whose it was."""

    SECRET = "een-geheim-van-minstens-24-tekens"

    @pytest.fixture(autouse=True)
    def _proxy(self, settings):
        settings.KETEN_PROXY_GEHEIM = self.SECRET
        settings.KETEN_PROXY_KOP = "X-Client-Subject"

    def send(self, deur, **koppen):
        return meld(deur, bsn=BSN, koppen={naam.replace("_", "-"): wat for naam, wat in koppen.items()})

    def test_the_proxy_shows_itself_and_the_certificate_of_duo(self, deur):
        antwoord = self.send(deur, X_Keten_Geheim=self.SECRET, X_Client_Subject=f"CN=DUO,serialNumber={DUO}")
        assert antwoord.status_code == 201

    def test_who_goes_around_the_proxy_is_unknown(self, deur):
        assert self.send(deur, X_Client_Subject=DUO).status_code == 401
        assert self.send(deur, X_Keten_Geheim="geraden", X_Client_Subject=DUO).status_code == 401

    def test_who_shows_no_certificate_is_unknown(self, deur):
        assert self.send(deur, X_Keten_Geheim=self.SECRET).status_code == 401

    def test_a_certificate_of_somebody_else_is_refused(self, deur):
        antwoord = self.send(deur, X_Keten_Geheim=self.SECRET, X_Client_Subject="00000001000000000000")
        assert antwoord.status_code == 403

    def test_production_takes_nothing_without_a_proxy(self, deur, settings):
        settings.KETEN_PROXY_GEHEIM = ""
        settings.PRODUCTION = True
        assert meld(deur, bsn=BSN).status_code == 401

    def test_the_port_of_the_chain_let_only_known_certificates_through(self, deur, settings):
        settings.PRODUCTION = True
        assert (
            deur.post(
                PAD,
                json.dumps({"registratieDatumTijd": MOMENT, "gebeurtenisId": "SS101"}),
                content_type="application/json",
                headers={"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid.uuid4())},
                **{api.KETEN_POORT: True},
            ).status_code
            == 201
        )


@pytest.mark.parametrize(
    ("naam", "oin"),
    [
        (DUO, DUO),
        (f"CN=duo.nl,serialNumber={DUO},O=DUO,C=NL", DUO),
        (f"C=NL, O=DUO, SERIALNUMBER={DUO}, CN=duo.nl", DUO),
        (f"/C=NL/O=DUO/serialNumber={DUO}", DUO),
        (f"2.5.4.5={DUO},CN=x", DUO),
        (f"CN=x\\,serialNumber={DUO}", None),
        (f"CN=x,serialNumber={DUO},serialNumber={ALKMAAR}", None),
        (f"serialNumber={DUO}1", None),
        (f"CN={DUO}", None),
        ("", None),
    ],
)
def test_the_oin_is_read_from_a_subject_and_only_when_it_is_one(naam, oin):
    if oin is None:
        with pytest.raises(Onbekend):
            oin_uit(naam)
    else:
        assert oin_uit(naam) == oin


@pytest.mark.parametrize("jaar", ["0000", "0001", "9999"])
def test_a_year_that_cannot_be_does_not_stop_a_notification(jaar):
    melding = reception.lees_melding(
        json.dumps({"registratieDatumTijd": f"{jaar}-01-01T00:00:00Z", "gebeurtenisId": "SS101"}).encode(),
        "application/json",
    )
    assert melding.geregistreerd_op.year > 2000

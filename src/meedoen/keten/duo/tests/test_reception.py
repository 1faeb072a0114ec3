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
from meedoen.keten.duo.api import PATH, Unknown, oin_from
from meedoen.keten.duo.tests.world import ALKMAAR, DUO, MOMENT, connect, report
from meedoen.keten.models import Notification

BSN = "999990019"


@pytest.fixture
def entrance(cast):
    """DUO's client; after each message the test looks everywhere again."""
    connect(cast.alkmaar)

    class Entrance(Client):
        def request(self, **request):
            try:
                return super().request(**request)
            finally:
                cast.see_all()

    return Entrance(enforce_csrf_checks=True)


def jobs(message_id):
    return ProcrastinateJob.objects.filter(
        task_name="keten.duo.verwerk_notificatie", args__notification_id=str(message_id)
    ).count()


def test_a_notification_is_kept_with_its_job_and_answered_at_once(cast, entrance):
    message_id = uuid.uuid4()
    answer = report(entrance, bericht_id=message_id, bsn=BSN)
    assert (answer.status_code, answer.content) == (201, b"")
    assert answer["API-Version"] == "1.8.0"
    assert answer["berichtId"] == str(message_id)
    kept = Notification.objects.get(pk=message_id)
    assert (kept.gemeente, kept.gebeurtenis, kept.bsn) == (cast.alkmaar, "SS139", BSN)
    assert kept.geregistreerd_op == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert kept.processed_at is None
    assert jobs(message_id) == 1


def test_a_second_delivery_is_thanked_for_and_does_nothing(entrance):
    message_id = uuid.uuid4()
    assert [report(entrance, bericht_id=message_id, bsn=BSN).status_code for _ in range(3)] == [201, 201, 201]
    assert Notification.objects.count() == 1
    assert jobs(message_id) == 1


def test_the_receiver_decides_the_municipality(cast, entrance):
    elsewhere = "00000001009999999000"
    connect(cast.heiloo, oin=elsewhere)
    report(entrance, bsn=BSN, headers={"doel": elsewhere})
    assert [one.gemeente for one in Notification.objects.all()] == [cast.heiloo]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"doel": "00000009999999999000"}, 403),
        ({"bron": "00000009999999999000"}, 403),
        ({"bron": "DUO"}, 400),
        ({"doel": ALKMAAR + "0"}, 400),
        ({"berichtId": "12"}, 400),
        ({"berichtId": ""}, 400),
    ],
)
def test_who_has_no_agreement_with_us_is_refused(entrance, headers, status):
    answer = report(entrance, headers=headers, bsn=BSN)
    assert (answer.status_code, answer["API-Version"]) == (status, "1.8.0")
    assert not Notification.objects.exists()


def test_a_connection_that_is_out_of_use_lets_nobody_in(cast, entrance):
    cast.alkmaar.connections.update(actief=False)
    assert report(entrance, bsn=BSN).status_code == 403


def test_two_municipalities_with_one_oin_is_nobody(cast, entrance):
    connect(cast.heiloo)
    assert report(entrance, bsn=BSN).status_code == 403


@pytest.mark.parametrize(
    "fields",
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
def test_what_does_not_follow_the_specification_is_refused(entrance, fields):
    answer = entrance.post(
        PATH,
        json.dumps({"registratieDatumTijd": MOMENT, "gebeurtenisId": "SS139"} | fields),
        content_type="application/json",
        headers={"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid.uuid4())},
    )
    assert answer.status_code == 400
    assert not Notification.objects.exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_message_at_all_is_refused(entrance, content):
    answer = entrance.post(
        PATH,
        content,
        content_type="application/json",
        headers={"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid.uuid4())},
    )
    assert answer.status_code == 400


def test_a_v_nummer_is_kept_with_its_ten_digits(entrance):
    report(entrance, vNummer=12)
    assert [(one.bsn, one.v_nummer) for one in Notification.objects.all()] == [("", "0000000012")]


def test_an_event_nobody_knows_is_kept_too(entrance):
    assert report(entrance, "ZZ999", bsn=BSN, nieuwVeld="x").status_code == 201
    assert Notification.objects.get().gebeurtenis == "ZZ999"


def test_only_post_is_answered(entrance):
    answer = entrance.get(PATH)
    assert (answer.status_code, answer["Allow"], answer["API-Version"]) == (405, "POST", "1.8.0")


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (RuntimeError, 500)])
def test_what_goes_wrong_here_is_told_without_a_word_about_anybody(
    entrance, monkeypatch, caplog, error, status
):
    def fail(*_):
        raise error(f"Key (bsn)=({BSN})")

    monkeypatch.setattr(api, "adopt", fail)
    answer = report(entrance, bsn=BSN)
    assert (answer.status_code, answer["API-Version"]) == (status, "1.8.0")
    if status == 503:
        assert 0 < len(answer.json()["fouttekst"]) <= 200
    assert BSN not in answer.content.decode()
    assert BSN not in " ".join(record.getMessage() for record in caplog.records)


def test_the_log_names_the_message_and_nobody(entrance, caplog):
    caplog.set_level(logging.DEBUG, logger="meedoen")
    message_id = uuid.uuid4()
    report(entrance, bericht_id=message_id, bsn=BSN)
    assert str(message_id) in caplog.text
    assert BSN not in caplog.text


class TestCertificate:
    """Who checks the certificate, and whose it was."""

    SECRET = "een-geheim-van-minstens-24-tekens"

    @pytest.fixture(autouse=True)
    def _proxy(self, settings):
        settings.KETEN_PROXY_SECRET = self.SECRET
        settings.KETEN_PROXY_HEADER = "X-Client-Subject"

    def send(self, entrance, **headers):
        return report(
            entrance, bsn=BSN, headers={name.replace("_", "-"): what for name, what in headers.items()}
        )

    def test_the_proxy_shows_itself_and_the_certificate_of_duo(self, entrance):
        answer = self.send(
            entrance, X_Keten_Geheim=self.SECRET, X_Client_Subject=f"CN=DUO,serialNumber={DUO}"
        )
        assert answer.status_code == 201

    def test_who_goes_around_the_proxy_is_unknown(self, entrance):
        assert self.send(entrance, X_Client_Subject=DUO).status_code == 401
        assert self.send(entrance, X_Keten_Geheim="geraden", X_Client_Subject=DUO).status_code == 401

    def test_who_shows_no_certificate_is_unknown(self, entrance):
        assert self.send(entrance, X_Keten_Geheim=self.SECRET).status_code == 401

    def test_a_certificate_of_somebody_else_is_refused(self, entrance):
        answer = self.send(entrance, X_Keten_Geheim=self.SECRET, X_Client_Subject="00000001000000000000")
        assert answer.status_code == 403

    def test_production_takes_nothing_without_a_proxy(self, entrance, settings):
        settings.KETEN_PROXY_SECRET = ""
        settings.PRODUCTION = True
        assert report(entrance, bsn=BSN).status_code == 401

    def test_the_port_of_the_chain_let_only_known_certificates_through(self, entrance, settings):
        settings.PRODUCTION = True
        assert (
            entrance.post(
                PATH,
                json.dumps({"registratieDatumTijd": MOMENT, "gebeurtenisId": "SS101"}),
                content_type="application/json",
                headers={"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid.uuid4())},
                **{api.KETEN_PORT: True},
            ).status_code
            == 201
        )


@pytest.mark.parametrize(
    ("name", "oin"),
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
def test_the_oin_is_read_from_a_subject_and_only_when_it_is_one(name, oin):
    if oin is None:
        with pytest.raises(Unknown):
            oin_from(name)
    else:
        assert oin_from(name) == oin


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
def test_a_year_that_cannot_be_does_not_stop_a_notification(year):
    report = reception.read_report(
        json.dumps({"registratieDatumTijd": f"{year}-01-01T00:00:00Z", "gebeurtenisId": "SS101"}).encode(),
        "application/json",
    )
    assert report.geregistreerd_op.year > 2000

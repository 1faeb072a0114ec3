"""From a fixed PIP to a term on the line, with the practice DUO at the other side over real HTTP."""

from __future__ import annotations

import json
import time
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.basis.outbox.delivery_round import deliver_round
from meedoen.basis.outbox.models import ChannelState, Message
from meedoen.dossiers.models import Feit, Signaal
from meedoen.dossiers.services import assign
from meedoen.keten.duo.api import PATH
from meedoen.keten.duo.asking import ask, last
from meedoen.keten.duo.tasks import process_notification
from meedoen.keten.models import ConnectionSettings, Notification, Party
from meedoen.traject import services
from meedoen.traject.models import Contactpersoon
from meedoen.traject.tests.conftest import Course, day, today
from oefen.tests.conftest import ALKMAAR, DUO, recipient, start  # noqa: F401  # the practice DUO

SCHOOL = "0000000101"


class Chain:
    """Alkmaar, connected with the practice DUO, which knows Amina."""

    def __init__(self, cast, stage, practice, receiver) -> None:
        self.cast, self.stage, self.practice, self.receiver = cast, stage, practice, receiver
        person = stage.dossier.persoon
        self.knows(
            bsn=person.bsn,
            gemeente="0361",
            gevestigd_op="2026-06-01",
            plicht={"indicatorInburgeringsplicht": True, "begindatum": "2026-08-20"},
            doelgroep={"indeling": "Asielstatushouder", "begindatum": "2026-08-20"},
        )

    def knows(self, **person: object) -> None:
        """Tell the practice DUO who somebody is."""
        self.practice.serve("PUT", "personen", {"personen": [person]})

    def behaves(self, **how: object) -> None:
        """Tell the practice DUO how to misbehave."""
        self.practice.serve("PUT", "gedrag", {"termijn_na_ms": 0} | how)

    def works(self) -> None:
        """Let the worker send what may go now, until nothing is left that can."""
        for _ in range(4):
            Message.objects.filter(status=Message.Status.WAIT).update(next_attempt=timezone.now())
            ChannelState.objects.update(closed_until=timezone.now())
            deliver_round(self.cast.alkmaar.pk, "duo", threads=1)
            self.cast.see_all()

    def registered(self, kind: str) -> list[dict[str, object]]:
        """What DUO really wrote down of this kind."""
        return [row for row in self.practice.received if row["soort"] == kind]

    def is_notified(self, event: str) -> None:
        """Wait until DUO sent this event, and let it in at our door."""
        until = time.monotonic() + 10
        while event not in self.receiver.events() and time.monotonic() < until:
            time.sleep(0.02)
        head, body = next(row for row in self.receiver.within if row[1]["gebeurtenisId"] == event)
        header = {name.lower(): value for name, value in head.items()}
        headers = {"bron": header["bron"], "doel": header["doel"], "berichtId": header["berichtid"]}
        answer = Client().post(PATH, json.dumps(body), content_type="application/json", headers=headers)
        assert answer.status_code == 201
        self.cast.see_all()
        note = Notification.objects.get(pk=UUID(headers["berichtId"]))
        process_notification(notification_id=str(note.pk), gemeente_id=str(note.gemeente_id))
        self.cast.see_all()


@pytest.fixture
def chain(cast, stage, start, recipient):  # noqa: F811  # the fixtures imported above
    practice = start()
    gemeenten = [{"code": "0361", "oin": ALKMAAR, "naam": "Alkmaar", "adres": recipient.adres}]
    practice.serve("PUT", "gemeenten", {"gemeenten": gemeenten})
    ConnectionSettings.objects.create(
        gemeente=cast.alkmaar,
        partij=Party.DUO,
        basis_url=f"{practice.server.adres}/v1",
        oin=ALKMAAR,
        oin_partij=DUO,
    )
    chain = Chain(cast, stage, practice, recipient)
    chain.behaves()
    yield chain
    practice.session.close()


def test_a_fixed_pip_becomes_a_term_on_the_line_and_nobody_types_anything_twice(chain, stage, cast, login):
    stage.fixed(day(3))
    chain.works()

    [row] = chain.registered("pip")
    assert row["inhoud"] == {
        "dagtekeningPip": day(3).isoformat(),
        "leerroute": "B",
        "niveau": "B1",
        "geschatteIntensiteitB1Route": 900,
        "indicatorMagOpleidingAfmaken": False,
        "indicatorAlfabetiseringsonderwijs": "NVT",
    }
    assert last(cast.alkmaar.pk, stage.dossier.persoon.bsn, "pip").inhoud["gemeentecode"] == "0361"

    chain.is_notified("SS102")
    chain.works()

    term = Feit.objects.get(dossier=stage.dossier, soort="termijn_begin", withdrawn_at=None)
    assert (term.datum, term.bron) == (day(2), Feit.Source.DUO)
    browser = login(cast.nadia)
    page = browser.get(f"/dossiers/{stage.dossier.pk}/pip/").content.decode()
    assert "bekend bij DUO" in page
    assert "Haal weg bij DUO" not in page, "DUO lets go of no PIP whose term runs"
    assert "begin van de inburgeringstermijn" in (
        browser.get(f"/dossiers/{stage.dossier.pk}/").content.decode().lower()
    )


def test_a_pip_whose_answer_got_lost_is_registered_once(chain, stage):
    chain.behaves(antwoord_kwijt=1)
    stage.fixed(day(3))
    chain.works()
    chain.behaves()
    chain.works()

    assert len(chain.registered("pip")) == 1
    assert Message.objects.get(soort="pip").status == Message.Status.SENT


def test_a_pip_that_was_typed_at_duo_by_hand_is_not_reported_again(chain, stage):
    stage.fixed(day(3))
    body = {
        "dagtekeningPip": day(3).isoformat(),
        "leerroute": "B",
        "niveau": "B1",
        "geschatteIntensiteitB1Route": 900,
        "indicatorAlfabetiseringsonderwijs": "NVT",
    }
    answer = chain.practice.duo("POST", f"/personen/{stage.dossier.persoon.bsn}/PIP", body)
    assert answer.status_code == 201
    chain.works()

    assert len(chain.registered("pip")) == 1
    assert Message.objects.get(soort="pip").status == Message.Status.SENT


def test_what_duo_refuses_becomes_a_task_and_the_corrected_report_goes_on(chain, stage, cast, login):
    chain.knows(
        bsn=stage.dossier.persoon.bsn,
        gemeente="0361",
        gevestigd_op=today().isoformat(),
        plicht={"indicatorInburgeringsplicht": True, "begindatum": "2026-08-20"},
        doelgroep={"indeling": "Asielstatushouder", "begindatum": "2026-08-20"},
    )
    stage.fixed(day(3))
    services.record_uren(stage.nadia, stage.dossier, "intake", uren=40, tot_en_met=today())
    chain.works()

    task = Signaal.objects.get(dossier=stage.dossier)
    assert task.afwijzing.errors
    assert not chain.registered("uren_intake"), "what comes later waits for its turn"

    chain.knows(
        bsn=stage.dossier.persoon.bsn,
        gemeente="0361",
        gevestigd_op="2026-06-01",
        plicht={"indicatorInburgeringsplicht": True, "begindatum": "2026-08-20"},
        doelgroep={"indeling": "Asielstatushouder", "begindatum": "2026-08-20"},
    )
    login(cast.nadia).post(reverse("traject:melden", args=[stage.dossier.pk]), {"soort": "pip", "deel": ""})
    chain.works()

    assert [row["soort"] for row in chain.practice.received] == ["pip", "uren_intake"]
    task.refresh_from_db()
    assert task.opgelost_op is not None


def test_everything_a_traject_reports_is_taken_by_duo(chain, stage, cast):
    cast.bram.telefoon = "072 548 8888"
    cast.bram.save()
    pip = stage.fixed(day(70))
    ask(cast.alkmaar.pk, "instellingen")
    chain.works()
    chain.is_notified("SS102")
    chain.works()
    course = Course(stage, pip)

    assign(cast.actor(cast.els), [course.dossier], cast.bram)
    bram = cast.actor(cast.bram)
    offer = services.record_aanbod(
        bram,
        course.dossier,
        instellingsnummer=SCHOOL,
        instelling="Oefenschool",
        alfabetisering="NVT",
        datum=day(60),
        start=day(59),
        einde=day(-300),
    )
    services.record_resultaat(bram, course.dossier, "pvt", datum=day(30))
    services.record_resultaat(bram, course.dossier, "map", datum=day(10))
    for kind in ("intake", "participatie", "taalles"):
        services.record_uren(bram, course.dossier, kind, uren=100, tot_en_met=today())
    chain.works()
    services.withdraw(bram, offer, "verkeerde school")
    services.withdraw(bram, course.dossier.resultaat_set.get(soort="map", withdrawn_at=None), "nooit geweest")
    chain.works()

    stuck = Message.objects.filter(kanaal="duo").exclude(status=Message.Status.SENT)
    assert [(row.soort, row.reasons, row.last_error) for row in stuck] == []
    assert Contactpersoon.objects.get(user=cast.bram).duo_number
    [offered] = chain.registered("aanbod")
    assert offered["inhoud"]["verwachteEinddatumOpleiding"] == day(-301).isoformat(), "the day after the last"
    known = last(cast.alkmaar.pk, course.dossier.persoon.bsn, "resultaten").inhoud
    assert known == {"pvt": {"datumOndertekeningPvt": day(30).isoformat()}}

"""Each event of DUO as work: what stands in the dossier afterwards, and who has to act."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from meedoen.basis.organisations.models import Appointment
from meedoen.dossiers.keten import events
from meedoen.dossiers.keten.events import PROCEDURES
from meedoen.dossiers.models import Dossier, Feit, Persoon, Signaal
from meedoen.dossiers.services import assign, open_dossier, record_feit
from meedoen.dossiers.tests.news import answer, message
from meedoen.keten.duo.events import EVENTS

NEW_BSN = "999990032"
DAY = date(2026, 11, 20)


def facts(dossier):
    valid = Feit.objects.filter(dossier=dossier, withdrawn_at=None)
    return {feit.soort: (feit.waarde or feit.datum, feit.bron) for feit in valid}


def signals(dossier):
    return [one.omschrijving for one in Signaal.objects.filter(dossier=dossier, opgelost_op=None)]


def test_every_event_that_duo_describes_has_an_outcome():
    assert set(PROCEDURES) == set(EVENTS)


OPENS = sorted(name for name, what in PROCEDURES.items() if what.opens)
OPENS_NOTHING = sorted(name for name, what in PROCEDURES.items() if not what.opens)


def test_the_end_of_a_duty_is_the_only_thing_that_opens_no_dossier():
    ends = {"SS106", "SS107", "SS108", "SS109", "SS110", "SS111", "SS122", "SS123"}
    assert set(OPENS_NOTHING) == ends


@pytest.mark.parametrize("event", OPENS)
def test_somebody_new_gets_a_dossier(cast, event):
    notification = message(cast.alkmaar, event, bsn=NEW_BSN)
    dossier = Dossier.objects.get(persoon__bsn=NEW_BSN)
    assert notification.dossier_id == dossier.pk
    assert notification.uitkomst.startswith("dossier geopend · ")
    assert dossier.persoon.naam == "naam nog onbekend"
    assert dossier.klantmanager is None
    assert dossier.team.naam == "Inburgering"


@pytest.mark.parametrize("event", OPENS_NOTHING)
def test_the_end_of_a_duty_we_never_knew_of_is_kept_and_does_nothing(cast, event):
    assert message(cast.alkmaar, event, bsn=NEW_BSN).uitkomst == events.NO_DOSSIER
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("event", sorted(PROCEDURES))
def test_who_must_act_is_told_and_nothing_of_the_municipality_is_touched(cast, amina, event):
    before = facts(amina)
    for _ in range(2):
        notification = message(cast.alkmaar, event, bsn=amina.persoon.bsn)
    assert notification.dossier_id == amina.pk
    assert notification.uitkomst == PROCEDURES[event].done
    assert facts(amina) == before
    task = PROCEDURES[event].task
    assert signals(amina) == ([task.tekst] if task else [])
    for signaal in Signaal.objects.filter(dossier=amina):
        assert signaal.eigenaar == cast.nadia
        assert signaal.uiterlijk == timezone.localdate() + timedelta(days=task.dagen)


def test_ss139_starts_the_ten_weeks_at_once(cast):
    message(cast.alkmaar, "SS139", bsn=NEW_BSN)
    dossier = Dossier.objects.get()
    assert facts(dossier) == {
        "kennisgeving_duo": (DAY, "duo"),
        "inschrijving_brp": (DAY, "duo"),
    }
    assert (dossier.eerste_termijn, dossier.eerste_dag) == ("pip", date(2027, 1, 29))
    assert dossier.new_on == timezone.localdate()
    assert Feit.objects.filter(toelichting=events.OF_THE_MESSAGE).count() == 2


def test_the_day_that_duo_itself_gives_takes_the_place_of_that_of_the_notification(cast):
    message(cast.alkmaar, "SS139", bsn=NEW_BSN)
    answer(
        cast.alkmaar,
        "plicht",
        NEW_BSN,
        {
            "indicatorInburgeringsplicht": True,
            "begindatum": "2026-11-01",
            "datumKennisgevingInburgeringsplicht": "2026-11-18",
        },
    )
    dossier = Dossier.objects.get()
    assert facts(dossier) == {
        "kennisgeving_duo": (date(2026, 11, 18), "duo"),
        "begin_plicht": (date(2026, 11, 1), "duo"),
        "inschrijving_brp": (DAY, "duo"),
    }


def test_a_day_that_we_knew_ourselves_starts_the_ten_weeks(cast, amina):
    message(cast.alkmaar, "SS139", bsn=amina.persoon.bsn)
    amina.refresh_from_db()
    assert facts(amina)["kennisgeving_duo"] == (date(2026, 9, 8), "gemeente")
    assert amina.eerste_dag == date(2026, 11, 17)


def test_somebody_is_found_by_v_nummer_and_gets_the_bsn(cast):
    persoon = Persoon(gemeente=cast.alkmaar, achternaam="Tesfay", v_nummer="28123456")
    dossier = open_dossier(cast.system, persoon, {})
    with_bsn = message(cast.alkmaar, "SS101", bsn=NEW_BSN, v_nummer="0028123456")
    assert with_bsn.dossier_id == dossier.pk
    assert Persoon.objects.get().bsn == NEW_BSN


def test_a_notification_without_bsn_borrows_the_one_we_know(cast, amina):
    notification = message(cast.alkmaar, "SS139", v_nummer=amina.persoon.v_nummer)
    assert (notification.dossier_id, notification.bsn) == (amina.pk, amina.persoon.bsn)


def test_who_is_unknown_by_v_nummer_too_gets_a_dossier_under_it(cast):
    for _ in range(2):
        message(cast.alkmaar, "SS139", v_nummer="0028123456")
    assert Dossier.objects.get().persoon.v_nummer == "0028123456"


def test_a_v_nummer_of_two_people_points_at_nobody(cast):
    for achternaam in ("Een", "Twee"):
        persoon = Persoon(gemeente=cast.alkmaar, achternaam=achternaam, v_nummer="28123456")
        open_dossier(cast.system, persoon, {})
    message(cast.alkmaar, "SS101", v_nummer="28123456")
    assert Dossier.objects.count() == 3


def test_a_notification_about_nobody_is_kept_and_says_so(cast):
    assert message(cast.alkmaar, "SS139").uitkomst == events.NO_NUMBER


def test_an_unknown_event_is_told_to_whom_it_may_concern(cast, amina):
    notification = message(cast.alkmaar, "SS777", bsn=amina.persoon.bsn)
    assert notification.uitkomst == "onbekende gebeurtenis"
    assert notification.dossier_id == amina.pk
    assert signals(amina) == ["DUO meldt iets dat Meedoen niet kent (SS777). Kijk bij DUO."]


def test_another_municipality_does_not_see_or_touch_a_dossier(cast, amina):
    message(cast.heiloo, "SS111", bsn=amina.persoon.bsn)
    assert signals(amina) == []


def test_what_is_of_nobody_goes_to_a_team_leader(cast):
    message(cast.alkmaar, "SS121", bsn=NEW_BSN)
    assert [one.eigenaar for one in Signaal.objects.all()] == [cast.els]


def test_without_a_team_leader_what_is_of_nobody_goes_to_a_colleague(cast):
    cast.els.appointments.update(tot=timezone.localdate() - timedelta(days=1))

    message(cast.alkmaar, "SS121", bsn=NEW_BSN)

    assert [one.eigenaar for one in Signaal.objects.all()] == [cast.bram]


def test_where_nobody_works_any_more_no_signal_is_lost_in_an_error(cast):
    Appointment.objects.update(tot=timezone.localdate() - timedelta(days=1))
    message(cast.alkmaar, "SS121", bsn=NEW_BSN)
    assert Dossier.objects.exists()
    assert not Signaal.objects.exists()


class TestOnTop:
    """News stands on top of the worklist until a colleague takes it up."""

    @pytest.fixture
    def dossier(self, cast, amina):
        message(cast.alkmaar, "SS139", bsn=NEW_BSN, moment=timezone.now())
        return Dossier.objects.get(persoon__bsn=NEW_BSN)

    def test_before_what_is_late(self, dossier, amina):
        amina.refresh_from_db()
        assert amina.eerste_dag < timezone.localdate() < dossier.eerste_dag
        assert list(Dossier.objects.order_by("volgorde")) == [dossier, amina]

    def test_until_it_is_somebodys(self, cast, dossier):
        assign(cast.actor(cast.els), [dossier], cast.nadia)
        dossier.refresh_from_db()
        assert (dossier.new_on, dossier.volgorde) == (None, dossier.eerste_dag)

    def test_until_something_is_done_with_it(self, cast, dossier):
        record_feit(cast.actor(cast.nadia), dossier, "eerste_contact", datum=timezone.localdate())
        dossier.refresh_from_db()
        assert dossier.new_on is None

    def test_not_gone_by_what_duo_answers(self, cast, dossier):
        answer(
            cast.alkmaar,
            "doelgroep",
            NEW_BSN,
            {"indeling": "Asielstatushouder", "begindatum": "2026-11-01"},
        )
        dossier.refresh_from_db()
        assert dossier.doelgroep == "asielstatushouder"
        assert dossier.new_on is not None

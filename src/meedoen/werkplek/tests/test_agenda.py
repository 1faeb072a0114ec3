"""The diary: what is planned, what was never written up, what should be; and the signals that wait."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.models import Contactmoment, Signaal
from meedoen.werkplek.agenda import agenda


@pytest.fixture
def talk(cast):
    """Plan a talk so many days from now, at ten in the morning."""

    def plan(dossier, days, *, who=None, **fields):
        moment = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(10)))
        return Contactmoment.objects.create(
            gemeente=dossier.gemeente,
            dossier=dossier,
            moment=moment,
            onderwerp="voortgang",
            by=who or cast.nadia,
            **fields,
        )

    return plan


def test_two_weeks_of_my_own_talks_stand_by_day(cast, dossier, talk):
    row = dossier()
    for days in (0, 3, 13, 14):
        talk(row, days)
    talk(row, 3, who=cast.bram)
    talk(row, 3, uitkomst="afgemeld")

    mine = agenda(cast.actor(cast.nadia))

    today = timezone.localdate()
    assert [((day - today).days, len(talks)) for day, talks in mine.dagen] == [(0, 1), (3, 1), (13, 1)]


def test_a_talk_that_was_never_written_up_stays_in_sight(cast, dossier, talk):
    talk(dossier(), -1)

    mine = agenda(cast.actor(cast.nadia))

    assert [each.wie for each in mine.open_end] == ["Y., Amina"]
    assert mine.dagen == []


def test_a_dossier_whose_next_step_is_a_talk_is_there_until_one_is_planned(cast, dossier, talk):
    to_plan, planned = (dossier(f"{name} X", stap="voortgang", fase="traject") for name in ("Nog", "Al"))
    talk(planned, 30)
    dossier("Intake X", stap="intake_starten")

    mine = agenda(cast.actor(cast.nadia))

    assert [row.id for row in mine.to_plan] == [to_plan.pk]


def test_everybody_in_the_diary_is_in_the_logbook_once(cast, dossier, talk, login):
    row = dossier(stap="voortgang", fase="traject")
    talk(row, 1)
    talk(row, 2)

    login(cast.nadia).get("/agenda/")

    assert AuditEntry.objects.get(doel="agenda").data_subjects == [row.persoon_id]


def test_a_quality_officer_has_no_diary(cast, login):
    assert login(cast.karim).get("/agenda/").status_code == 403


def test_only_open_signals_of_my_own_are_counted_and_shown(cast, dossier, login):
    mine, hidden = dossier(), dossier("Veilig Thuis", shielded=True, klantmanager=cast.bram)
    for row, owner, solved in (
        (mine, cast.nadia, None),
        (mine, cast.nadia, timezone.now()),
        (mine, cast.bram, None),
        (hidden, cast.nadia, None),
    ):
        Signaal.objects.create(
            gemeente=row.gemeente,
            dossier=row,
            omschrijving="Post blijft liggen",
            eigenaar=owner,
            opgelost_op=solved,
        )

    page = login(cast.nadia).get("/meldingen/")

    assert len(page.context["signalen"]) == 1
    assert 'aria-label="1 melding"' in page.content.decode()

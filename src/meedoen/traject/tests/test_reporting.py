"""From a fact to a report: in the same transaction, in order, and replaced when DUO refused it."""

from __future__ import annotations

import pytest
from django.db import transaction

from meedoen.basis.access.rechten import Refused
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.models import Feit, Persoon, Signaal
from meedoen.dossiers.services import assign
from meedoen.keten.duo import hooks
from meedoen.keten.duo.channel import DuoDeliverer
from meedoen.keten.models import ConnectionSettings, KetenState
from meedoen.traject import services
from meedoen.traject.evaluation import Unmet
from meedoen.traject.models import Aanbod, Afwijzing, Contactpersoon, Resultaat, Uren
from meedoen.traject.tests.conftest import day, today

Status = Message.Status
SCHOOL = {"instellingsnummer": "1234567890", "instelling": "Taalhuis Noord", "alfabetisering": "NVT"}


def refuse(message: Message, *reasons: str) -> None:
    """DUO refuses a report, as the outbox writes it down."""
    message.status, message.reasons = Status.REJECTED, list(reasons)
    message.save()
    DuoDeliverer().on_afwijzing(message, list(reasons))


def accept(message: Message) -> None:
    """DUO takes a report."""
    message.status = Status.SENT
    message.save()
    DuoDeliverer().process(message, None)


def test_fixing_a_pip_reports_it_with_what_the_decision_says(course):
    report = course.last("pip")

    assert report.about == course.dossier.pk
    assert report.sequence_key == f"duo:{course.dossier.persoon_id}"
    assert report.inhoud == {
        "bsn": course.dossier.persoon.bsn,
        "dagtekening": day(70).isoformat(),
        "leerroute": "B",
        "niveau": "B1",
        "intensiteit_uren": 900,
        "mag_opleiding_afmaken": False,
        "alfabetisering": "NVT",
        "gemeentecode": "0361",
    }


def test_no_fixed_pip_without_its_report_and_no_report_without_the_pip(connected, stage):
    with transaction.atomic():
        stage.fixed()
        transaction.set_rollback(True)

    assert not Message.objects.filter(kanaal="duo", soort="pip").exists()


def test_without_a_connection_everything_works_and_nothing_is_placed(stage):
    stage.fixed()
    services.record_uren(stage.nadia, stage.dossier, "intake", uren=40, tot_en_met=today())

    assert not Message.objects.filter(kanaal="duo").exists()
    assert Uren.objects.get().uren == 40


def test_who_has_no_bsn_is_not_reported_and_can_be_later(course):
    Persoon.objects.filter(pk=course.dossier.persoon_id).update(bsn="")
    services.record_uren(course.nadia, course.dossier, "intake", uren=40, tot_en_met=today())
    assert "uren_intake" not in course.kinds()

    Persoon.objects.filter(pk=course.dossier.persoon_id).update(bsn="999990019")
    services.report_again(course.nadia, course.dossier, "uren_intake")

    assert course.last("uren_intake").inhoud == {"bsn": "999990019", "uren": 40}


def test_reports_of_one_person_stand_in_one_row_in_the_order_of_the_facts(course):
    services.record_aanbod(course.nadia, course.dossier, datum=day(60), **SCHOOL)
    services.record_resultaat(course.nadia, course.dossier, "pvt", datum=day(30))
    services.record_uren(course.nadia, course.dossier, "taalles", uren=120, tot_en_met=today())

    rows = Message.objects.filter(kanaal="duo", sequence_key=f"duo:{course.dossier.persoon_id}")
    assert [row.soort for row in rows.order_by("volgnummer")] == ["pip", "aanbod", "pvt", "uren_taalles"]


def test_an_offer_enrols_who_was_not_enrolled_yet_and_leaves_an_enrolment_that_was(course):
    services.record_aanbod(course.nadia, course.dossier, datum=day(60), **SCHOOL)
    fact = Feit.objects.get(dossier=course.dossier, soort="aangemeld_aanbieder", withdrawn_at=None)
    assert (fact.datum, fact.toelichting) == (day(60), "Taalhuis Noord")

    services.record_aanbod(
        course.nadia, course.dossier, datum=day(50), **SCHOOL | {"instellingsnummer": "9876543210"}
    )
    fact = Feit.objects.get(dossier=course.dossier, soort="aangemeld_aanbieder", withdrawn_at=None)
    assert fact.datum == day(60)


def test_a_correction_keeps_what_stood_there_and_reports_the_new(course):
    first = services.record_resultaat(course.nadia, course.dossier, "map", datum=day(10))
    services.record_resultaat(course.nadia, course.dossier, "map", datum=day(9), reden="verkeerde dag")

    first.refresh_from_db()
    assert (first.datum, first.withdrawal_reason) == (day(10), "verkeerde dag")
    assert Resultaat.objects.get(withdrawn_at=None).datum == day(9)
    assert course.last("map").inhoud["datum"] == day(9).isoformat()


@pytest.mark.parametrize(
    ("record", "kind", "content"),
    [
        (lambda c: services.record_aanbod(c.nadia, c.dossier, datum=day(60), **SCHOOL), "aanbod_weg", {}),
        (
            lambda c: services.record_resultaat(c.nadia, c.dossier, "pvt", datum=day(5)),
            "pvt",
            {"datum": None, "verwijtbaar": None},
        ),
        (
            lambda c: services.record_uren(c.nadia, c.dossier, "taalles", uren=80, tot_en_met=day(1)),
            "uren_taalles",
            {"uren": 0},
        ),
    ],
)
def test_withdrawing_takes_it_back_at_duo_and_keeps_it_here(course, record, kind, content):
    row = record(course)
    services.withdraw(course.nadia, row, "hoort bij iemand anders")

    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert content.items() <= course.last(kind).inhoud.items()
    with pytest.raises(Refused):
        services.withdraw(course.nadia, row, "nog eens")


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda c: services.record_resultaat(c.nadia, c.dossier, "map", datum=day(-1)), "datum"),
        (lambda c: services.record_resultaat(c.nadia, c.dossier, "pvt", datum=day(70)), "datum"),
        (
            lambda c: services.record_resultaat(c.nadia, c.dossier, "map", datum=day(1), verwijtbaar=True),
            "verwijtbaar",
        ),
        (lambda c: services.record_aanbod(c.nadia, c.dossier, datum=day(71), **SCHOOL), "datum"),
        (
            lambda c: services.record_uren(c.nadia, c.dossier, "intake", uren=10_000, tot_en_met=day(1)),
            "uren",
        ),
    ],
)
def test_what_duo_would_refuse_is_refused_here_at_its_field_and_never_sent(course, act, field):
    before = course.kinds()

    with pytest.raises(Unmet) as refusal:
        act(course)

    assert refusal.value.field == field
    assert refusal.value.artikel
    assert course.kinds() == before


def test_the_term_that_duo_says_counts_above_our_own_reckoning(course):
    KetenState.objects.create(
        gemeente=course.dossier.gemeente,
        partij="duo",
        onderwerp="termijn",
        bsn=course.dossier.persoon.bsn,
        inhoud={"startdatum": day(20).isoformat(), "einddatum": day(-900).isoformat()},
        said_at="2026-01-01T12:00:00Z",
        confirmed_at="2026-01-01T12:00:00Z",
    )

    with pytest.raises(Unmet):
        services.record_resultaat(course.nadia, course.dossier, "map", datum=day(30))
    services.record_resultaat(course.nadia, course.dossier, "map", datum=day(20))


def test_a_refusal_becomes_a_task_of_the_klantmanager_with_duos_words(course, cast):
    refuse(course.last("pip"), "De dagtekening ligt voor de vestiging.")

    task = Signaal.objects.get()
    assert task.eigenaar == cast.nadia
    assert task.ernst == Signaal.Ernst.NOW
    assert task.omschrijving == "DUO neemt het PIP niet aan: De dagtekening ligt voor de vestiging."
    assert task.afwijzing.adres == f"/dossiers/{course.dossier.pk}/pip/"
    assert "inburgeringstermijn" in task.afwijzing.meaning


def test_the_same_refusal_told_twice_is_one_task(course):
    report = course.last("pip")
    refuse(report, "Nee.")
    hooks.report_afwijzing(report, ["Nee."])

    assert Signaal.objects.count() == 1


def test_a_refusal_in_a_dossier_of_nobody_goes_to_a_team_leader(course, cast):
    assign(cast.actor(cast.els), [course.dossier], None)
    refuse(course.last("pip"), "Nee.")

    assert Signaal.objects.get().eigenaar == cast.els


def test_long_words_of_duo_fit_in_the_task_and_are_kept_whole_beside_it(course):
    refuse(course.last("pip"), "x" * 200, "y" * 200)

    task = Signaal.objects.get()
    assert len(task.omschrijving) == 300
    assert task.afwijzing.errors == ["x" * 200, "y" * 200]


def test_a_corrected_fact_replaces_the_refused_report_and_ends_the_task(course):
    services.record_resultaat(course.nadia, course.dossier, "map", datum=day(10))
    refused = course.last("map")
    refuse(refused, "Nee.")

    services.record_resultaat(course.nadia, course.dossier, "map", datum=day(9), reden="verkeerde dag")

    refused.refresh_from_db()
    assert refused.status == Status.LAPSED
    assert course.last("map").status == Status.WAIT
    assert Signaal.objects.get().opgelost_op is not None


def test_a_correction_of_one_school_leaves_the_refused_offer_of_another(course):
    services.record_aanbod(course.nadia, course.dossier, datum=day(60), **SCHOOL)
    refused = course.last("aanbod")
    refuse(refused, "Nee.")

    services.record_aanbod(
        course.nadia, course.dossier, datum=day(50), **SCHOOL | {"instellingsnummer": "9876543210"}
    )

    refused.refresh_from_db()
    assert refused.status == Status.REJECTED


def test_what_is_sent_again_and_taken_after_all_ends_the_task(course):
    report = course.last("pip")
    refuse(report, "Nee.")
    accept(report)

    assert Signaal.objects.get().oplossing == "DUO heeft de melding aangenomen."


def test_after_duo_took_a_pip_it_is_asked_what_it_has(course):
    accept(course.last("pip"))

    assert Message.objects.filter(soort="vraag:pip", about=course.dossier.pk).exists()


def test_taking_a_pip_back_is_possible_until_duo_knows_the_term(course):
    services.remove_pip(course.nadia, course.dossier, "verkeerde persoon")
    assert course.last("pip_weg").inhoud == {"bsn": course.dossier.persoon.bsn}

    KetenState.objects.create(
        gemeente=course.dossier.gemeente,
        partij="duo",
        onderwerp="termijn",
        bsn=course.dossier.persoon.bsn,
        inhoud={"startdatum": day(69).isoformat(), "einddatum": day(-1000).isoformat()},
        said_at="2026-01-01T12:00:00Z",
        confirmed_at="2026-01-01T12:00:00Z",
    )
    with pytest.raises(Unmet):
        services.remove_pip(course.nadia, course.dossier, "verkeerde persoon")


@pytest.mark.parametrize("kind", ["pip_weg", "aanbod_weg", "map", "uren_intake", "ontkoppeling"])
def test_nothing_is_taken_away_or_made_up_by_asking_to_report_again(course, kind):
    before = course.kinds()

    with pytest.raises(Refused):
        services.report_again(course.nadia, course.dossier, kind)

    assert course.kinds() == before


def test_a_withdrawal_that_duo_refused_goes_again(course):
    row = services.record_resultaat(course.nadia, course.dossier, "pvt", datum=day(5))
    services.withdraw(course.nadia, row, "nooit geweest")
    refuse(course.last("pvt"), "Nee.")

    services.report_again(course.nadia, course.dossier, "pvt")

    assert (course.last("pvt").status, course.last("pvt").inhoud["datum"]) == (Status.WAIT, None)


def test_who_may_only_read_records_nothing(course, cast):
    with pytest.raises(Refused):
        services.record_uren(cast.actor(cast.karim), course.dossier, "intake", uren=1, tot_en_met=today())


class TestContactpersoon:
    @pytest.fixture(autouse=True)
    def _phone(self, cast):
        cast.bram.telefoon = "072 548 8888"
        cast.bram.save()

    def test_another_klantmanager_is_made_known_and_coupled(self, course, cast):
        assign(cast.actor(cast.els), [course.dossier], cast.bram)

        assert course.last("contactpersoon").inhoud == {
            "gebruiker": str(cast.bram.pk),
            "naam": "Bram Visser",
            "email": "bram@voorbeeld.test",
            "telefoon": "072 548 8888",
        }
        coupling = course.last("koppeling")
        assert coupling.inhoud["gebruiker"] == str(cast.bram.pk)
        assert coupling.sequence_key != course.last("pip").sequence_key

    def test_who_cannot_be_reached_is_not_coupled_until_she_says_how(self, course, cast):
        cast.bram.telefoon = ""
        cast.bram.save()
        assign(cast.actor(cast.els), [course.dossier], cast.bram)
        assert "koppeling" not in course.kinds()

        services.save_contactpersoon(
            cast.actor(cast.bram),
            services.contactpersoon_of(cast.alkmaar.pk, cast.bram),
            naam="Bram Visser",
            email="bram@voorbeeld.test",
            telefoon="072 548 8888",
        )
        assert course.kinds()[-2:] == ["contactpersoon", "koppeling"]

    def test_who_was_contact_person_before_the_connection_is_reported_by_a_button(self, course, cast):
        cast.nadia.telefoon = "072 548 8888"
        cast.nadia.save()
        assert "koppeling" not in course.kinds()

        services.report_again(course.nadia, course.dossier, "koppeling")

        assert course.kinds()[-2:] == ["contactpersoon", "koppeling"]

    def test_details_that_duo_refuses_are_asked_for_again_where_somebody_waits(self, course, cast):
        assign(cast.actor(cast.els), [course.dossier], cast.bram)
        refuse(course.last("contactpersoon"), "Onbekend telefoonnummer.")

        task = Signaal.objects.get(dossier=course.dossier)
        assert task.eigenaar == cast.bram
        assert task.afwijzing.adres == f"/dossiers/{course.dossier.pk}/traject/contactpersoon/"

        contact = services.contactpersoon_of(cast.alkmaar.pk, cast.bram)
        services.save_contactpersoon(
            cast.actor(cast.bram), contact, naam="Bram Visser", email="b@b.nl", telefoon="0725488888"
        )
        task.refresh_from_db()
        assert task.opgelost_op is not None

    def test_a_dossier_of_nobody_lets_go_of_who_had_it(self, course, cast):
        assign(cast.actor(cast.els), [course.dossier], cast.bram)
        assign(cast.actor(cast.els), [course.dossier], None)

        assert course.last("ontkoppeling").inhoud["gebruiker"] == str(cast.bram.pk)

    def test_a_colleague_does_not_change_how_another_is_reached(self, course, cast):
        contact = Contactpersoon.objects.create(
            gemeente=cast.alkmaar, user=cast.bram, naam="Bram", email="b@b.nl", telefoon="0725488888"
        )
        with pytest.raises(Refused):
            services.save_contactpersoon(
                course.nadia, contact, naam="B", email="b@b.nl", telefoon="0725488888"
            )


def test_a_second_offer_of_the_same_school_replaces_the_first(course):
    services.record_aanbod(course.nadia, course.dossier, datum=day(60), **SCHOOL)
    services.record_aanbod(course.nadia, course.dossier, datum=day(50), **SCHOOL)

    assert Aanbod.objects.filter(withdrawn_at=None).count() == 1
    assert Aanbod.objects.count() == 2


def test_a_municipality_that_is_no_longer_connected_says_so_when_asked_to_report(course):
    ConnectionSettings.objects.update(actief=False)
    with pytest.raises(Refused, match="aangesloten"):
        services.report_again(course.nadia, course.dossier, "pip")
    assert not Afwijzing.objects.exists()


def test_nothing_is_withdrawn_without_a_reason_and_duo_hears_nothing(course):
    row = services.record_uren(course.nadia, course.dossier, "taalles", uren=80, tot_en_met=day(1))
    before = course.kinds()

    with pytest.raises(Refused, match="Zeg waarom"):
        services.withdraw(course.nadia, row, "  ")

    row.refresh_from_db()
    assert row.withdrawn_at is None
    assert course.kinds() == before


def test_a_pip_is_not_taken_back_without_a_reason(course):
    with pytest.raises(Refused, match="Zeg waarom"):
        services.remove_pip(course.nadia, course.dossier, "  ")

    assert "pip_weg" not in course.kinds()

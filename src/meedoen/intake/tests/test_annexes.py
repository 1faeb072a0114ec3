"""The leerbaarheidstoets, and information from others: what is recorded, and what it does to the line."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.selectors import feiten_as_mapping
from meedoen.dossiers.services import record_feit
from meedoen.intake import selectors, services
from meedoen.intake.models import InformationRequest, Leerbaarheidstoets

MADE = {
    "examennummer": "123456789012",
    "afgenomen_op": date(2026, 10, 10),
    "resultaat": "haalbaar",
    "behaalde_score": 30,
    "benodigde_score": 25,
    "overslaan": "",
    "reden": "",
}
SKIPPED = {
    "examennummer": "",
    "afgenomen_op": None,
    "resultaat": "",
    "behaalde_score": None,
    "benodigde_score": None,
    "overslaan": "zicht",
    "reden": "Ziet bijna niets, ook met bril.",
}


def form(**fields):
    return {"gang": "gemaakt", "afgenomen_op": "2026-10-10", "resultaat": "haalbaar", **fields}


# --- leerbaarheidstoets


def test_a_result_is_a_fact_on_the_day_of_the_test(cast, amina):
    services.record_lbt(cast.actor(cast.nadia), amina, MADE)

    assert feiten_as_mapping(amina)["lbt"] == date(2026, 10, 10)


def test_a_skipped_test_is_a_fact_on_the_day_it_is_written_down(cast, amina):
    services.record_lbt(cast.actor(cast.nadia), amina, SKIPPED)

    assert feiten_as_mapping(amina)["lbt"] == timezone.localdate()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({**SKIPPED, "reden": " "}, "waarom"),
        ({**SKIPPED, "resultaat": "haalbaar"}, "niet allebei"),
        ({**SKIPPED, "examennummer": "1"}, "niet allebei"),
        ({**MADE, "resultaat": ""}, "uitslag"),
        ({**MADE, "afgenomen_op": None}, "dag"),
    ],
)
def test_a_test_is_taken_or_skipped_with_a_reason(cast, amina, values, reason):
    with pytest.raises(Refused, match=reason):
        services.record_lbt(cast.actor(cast.nadia), amina, values)


def test_a_correction_needs_a_reason_and_keeps_its_history_in_the_logbook(cast, amina):
    actor = cast.actor(cast.nadia)
    services.record_lbt(actor, amina, MADE)
    otherwise = {**MADE, "behaalde_score": 20, "resultaat": "niet_haalbaar", "reden": "vertelde over thuis"}
    with pytest.raises(Refused, match="waarom"):
        services.record_lbt(actor, amina, otherwise)

    services.record_lbt(actor, amina, otherwise, correctie_reden="tikfout")

    line = AuditEntry.objects.filter(onderwerp="leerbaarheidstoets").latest("pk")
    assert line.wijziging["behaalde_score"] == [30, 20]
    assert line.wijziging["resultaat"] == ["haalbaar", "niet_haalbaar"]
    assert "thuis" not in str(line.wijziging)
    assert (line.doel, "tikfout" in str(line.wijziging)) == ("uitslag verbeteren", False)
    assert Leerbaarheidstoets.objects.get(dossier=amina).correctie_reden == "tikfout"


def test_a_result_stays_when_a_pip_is_fixed_on_it(cast, amina):
    actor = cast.actor(cast.nadia)
    services.record_lbt(actor, amina, MADE)
    record_feit(actor, amina, "pip_dagtekening", datum=date(2026, 11, 1))

    with pytest.raises(Refused, match="nieuw besluit"):
        services.record_lbt(actor, amina, SKIPPED, correctie_reden="x")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        (form(examennummer="1234567890123"), "12"),
        (form(examennummer="12 34"), "cijfers, letters"),
        (form(afgenomen_op="2099-01-01"), "nog niet geweest"),
        (form(resultaat=""), "verplicht"),
        (form(behaalde_score="30"), "beide scores"),
        (form(behaalde_score="20", benodigde_score="25"), "past niet"),
        ({"gang": "overgeslagen", "reden": "x"}, "verplicht"),
        ({"gang": "overgeslagen", "overslaan": "zicht"}, "Leg uit"),
        ({"gang": "overgeslagen", "overslaan": "gehoor", "reden": "doof"}, "echt niet kan volgen"),
    ],
)
def test_the_form_says_what_is_wrong(cast, amina, login, fields, error):
    response = login(cast.nadia).post(reverse("intake:lbt", args=[amina.pk]), fields)

    assert response.status_code == 422
    assert error in response.content.decode()
    cast.see_all()
    assert not Leerbaarheidstoets.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        form(behaalde_score="25", benodigde_score="25", examennummer="A-1"),
        {"gang": "overgeslagen", "overslaan": "zicht", "reden": "blind", "afgenomen_op": "2026-10-10"},
        {"gang": "overgeslagen", "overslaan": "gehoor", "reden": "doof", "geen_uitleg": "on"},
    ],
)
def test_the_form_records_one_of_the_two_ways(cast, amina, login, fields):
    response = login(cast.nadia).post(reverse("intake:lbt", args=[amina.pk]), fields)

    assert response.status_code == 302
    cast.see_all()
    assert bool(selectors.lbt_of(amina).overslaan) == (fields["gang"] == "overgeslagen")


# --- information from others


@pytest.fixture
def information_request(cast, amina):
    return services.ask_information(
        cast.actor(cast.nadia),
        amina,
        bij_wie="GGD",
        wat="Kan zij lessen volgen?",
        gevraagd_op=date(2026, 10, 1),
    )


def test_asking_alone_does_not_move_the_ten_weeks(cast, amina, information_request):
    ten_weeks = selectors.ten_weeks(cast.actor(cast.nadia), amina, feiten_as_mapping(amina))

    assert not ten_weeks.moves
    assert ten_weeks.with_.laatste_dag == date(2026, 11, 17)


def test_two_weeks_after_receipt_when_that_is_later(cast, amina, information_request):
    actor = cast.actor(cast.nadia)
    services.receive_information(actor, amina, information_request.pk, date(2026, 11, 10))

    ten_weeks = selectors.ten_weeks(actor, amina, feiten_as_mapping(amina))

    assert (ten_weeks.without.laatste_dag, ten_weeks.with_.laatste_dag) == (
        date(2026, 11, 17),
        date(2026, 11, 24),
    )
    assert Dossier.objects.get(pk=amina.pk).eerste_dag == date(2026, 11, 24)


def test_the_last_information_counts_and_a_lapsed_request_does_not(cast, amina, information_request):
    actor = cast.actor(cast.nadia)
    other = services.ask_information(
        actor, amina, bij_wie="school", wat="rapport", gevraagd_op=date(2026, 10, 2)
    )
    services.receive_information(actor, amina, other.pk, date(2026, 11, 16))
    services.receive_information(actor, amina, information_request.pk, date(2026, 11, 10))
    assert feiten_as_mapping(amina)["informatie_derden"] == date(2026, 11, 16)

    services.discard(actor, amina, other.pk, "was niet nodig")
    assert feiten_as_mapping(amina)["informatie_derden"] == date(2026, 11, 10)

    services.discard(actor, amina, information_request.pk, "verkeerd dossier")
    assert "informatie_derden" not in feiten_as_mapping(amina)
    assert Feit.objects.filter(dossier=amina, soort="informatie_derden").count() == 2
    assert InformationRequest.objects.filter(dossier=amina).count() == 2
    assert not AuditEntry.objects.filter(doel__contains="verkeerd dossier").exists()


@pytest.mark.parametrize("day", [date(2026, 9, 30), timezone.localdate() + timedelta(days=1)])
def test_receipt_lies_between_the_question_and_today(cast, amina, information_request, day):
    with pytest.raises(Refused, match="vanaf de dag"):
        services.receive_information(cast.actor(cast.nadia), amina, information_request.pk, day)


def test_a_request_of_another_dossier_is_not_found(cast, amina, information_request):
    other = Dossier.objects.get(pk=amina.pk)
    other.pk = None

    with pytest.raises(Refused):
        services.receive_information(cast.actor(cast.tom), amina, information_request.pk, date(2026, 11, 10))


def test_the_page_shows_both_days(cast, amina, information_request, login):
    browser = login(cast.nadia)
    browser.post(reverse("intake:ontvangen", args=[amina.pk, information_request.pk]), {"op": "2026-11-10"})

    page = browser.get(reverse("intake:informatie", args=[amina.pk])).content.decode()

    assert "di 17 nov 2026" in page
    assert "di 24 nov 2026" in page


def test_a_receipt_without_a_day_is_refused_on_the_page(cast, amina, information_request, login):
    response = login(cast.nadia).post(
        reverse("intake:ontvangen", args=[amina.pk, information_request.pk]), {"op": ""}
    )

    assert response.status_code == 422
    assert "Ontvangen op" in response.content.decode()

"""The leerbaarheidstoets, and information from others: what is recorded, and what it does to the line."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.models import Logregel
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.selectors import feiten_als_mapping
from meedoen.dossiers.services import leg_feit_vast
from meedoen.intake import selectors, services
from meedoen.intake.models import InformatieVerzoek, Leerbaarheidstoets

GEMAAKT = {
    "examennummer": "123456789012",
    "afgenomen_op": date(2026, 10, 10),
    "resultaat": "haalbaar",
    "behaalde_score": 30,
    "benodigde_score": 25,
    "overslaan": "",
    "reden": "",
}
OVERGESLAGEN = {
    "examennummer": "",
    "afgenomen_op": None,
    "resultaat": "",
    "behaalde_score": None,
    "benodigde_score": None,
    "overslaan": "zicht",
    "reden": "Ziet bijna niets, ook met bril.",
}


def formulier(**velden):
    return {"gang": "gemaakt", "afgenomen_op": "2026-10-10", "resultaat": "haalbaar", **velden}


# --- leerbaarheidstoets


def test_a_result_is_a_fact_on_the_day_of_the_test(cast, amina):
    services.leg_lbt_vast(cast.actor(cast.nadia), amina, GEMAAKT)

    assert feiten_als_mapping(amina)["lbt"] == date(2026, 10, 10)


def test_a_skipped_test_is_a_fact_on_the_day_it_is_written_down(cast, amina):
    services.leg_lbt_vast(cast.actor(cast.nadia), amina, OVERGESLAGEN)

    assert feiten_als_mapping(amina)["lbt"] == timezone.localdate()


@pytest.mark.parametrize(
    ("waarden", "reden"),
    [
        ({**OVERGESLAGEN, "reden": " "}, "waarom"),
        ({**OVERGESLAGEN, "resultaat": "haalbaar"}, "niet allebei"),
        ({**OVERGESLAGEN, "examennummer": "1"}, "niet allebei"),
        ({**GEMAAKT, "resultaat": ""}, "uitslag"),
        ({**GEMAAKT, "afgenomen_op": None}, "dag"),
    ],
)
def test_a_test_is_taken_or_skipped_with_a_reason(cast, amina, waarden, reden):
    with pytest.raises(Geweigerd, match=reden):
        services.leg_lbt_vast(cast.actor(cast.nadia), amina, waarden)


def test_a_correction_needs_a_reason_and_keeps_its_history_in_the_logbook(cast, amina):
    actor = cast.actor(cast.nadia)
    services.leg_lbt_vast(actor, amina, GEMAAKT)
    anders = {**GEMAAKT, "behaalde_score": 20, "resultaat": "niet_haalbaar", "reden": "vertelde over thuis"}
    with pytest.raises(Geweigerd, match="waarom"):
        services.leg_lbt_vast(actor, amina, anders)

    services.leg_lbt_vast(actor, amina, anders, correctie_reden="tikfout")

    regel = Logregel.objects.filter(onderwerp="leerbaarheidstoets").latest("pk")
    assert regel.wijziging["behaalde_score"] == [30, 20]
    assert regel.wijziging["resultaat"] == ["haalbaar", "niet_haalbaar"]
    assert "thuis" not in str(regel.wijziging)
    assert (regel.doel, "tikfout" in str(regel.wijziging)) == ("uitslag verbeteren", False)
    assert Leerbaarheidstoets.objects.get(dossier=amina).correctie_reden == "tikfout"


def test_a_result_stays_when_a_pip_is_fixed_on_it(cast, amina):
    actor = cast.actor(cast.nadia)
    services.leg_lbt_vast(actor, amina, GEMAAKT)
    leg_feit_vast(actor, amina, "pip_dagtekening", datum=date(2026, 11, 1))

    with pytest.raises(Geweigerd, match="nieuw besluit"):
        services.leg_lbt_vast(actor, amina, OVERGESLAGEN, correctie_reden="x")


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        (formulier(examennummer="1234567890123"), "12"),
        (formulier(examennummer="12 34"), "cijfers, letters"),
        (formulier(afgenomen_op="2099-01-01"), "nog niet geweest"),
        (formulier(resultaat=""), "verplicht"),
        (formulier(behaalde_score="30"), "beide scores"),
        (formulier(behaalde_score="20", benodigde_score="25"), "past niet"),
        ({"gang": "overgeslagen", "reden": "x"}, "verplicht"),
        ({"gang": "overgeslagen", "overslaan": "zicht"}, "Leg uit"),
        ({"gang": "overgeslagen", "overslaan": "gehoor", "reden": "doof"}, "echt niet kan volgen"),
    ],
)
def test_the_form_says_what_is_wrong(cast, amina, als, velden, fout):
    response = als(cast.nadia).post(reverse("intake:lbt", args=[amina.pk]), velden)

    assert response.status_code == 422
    assert fout in response.content.decode()
    cast.see_all()
    assert not Leerbaarheidstoets.objects.exists()


@pytest.mark.parametrize(
    "velden",
    [
        formulier(behaalde_score="25", benodigde_score="25", examennummer="A-1"),
        {"gang": "overgeslagen", "overslaan": "zicht", "reden": "blind", "afgenomen_op": "2026-10-10"},
        {"gang": "overgeslagen", "overslaan": "gehoor", "reden": "doof", "geen_uitleg": "on"},
    ],
)
def test_the_form_records_one_of_the_two_ways(cast, amina, als, velden):
    response = als(cast.nadia).post(reverse("intake:lbt", args=[amina.pk]), velden)

    assert response.status_code == 302
    cast.see_all()
    assert bool(selectors.lbt_van(amina).overslaan) == (velden["gang"] == "overgeslagen")


# --- information from others


@pytest.fixture
def verzoek(cast, amina):
    return services.vraag_informatie(
        cast.actor(cast.nadia),
        amina,
        bij_wie="GGD",
        wat="Kan zij lessen volgen?",
        gevraagd_op=date(2026, 10, 1),
    )


def test_asking_alone_does_not_move_the_ten_weeks(cast, amina, verzoek):
    tien_weken = selectors.tien_weken(cast.actor(cast.nadia), amina, feiten_als_mapping(amina))

    assert not tien_weken.schuift
    assert tien_weken.met.laatste_dag == date(2026, 11, 17)


def test_two_weeks_after_receipt_when_that_is_later(cast, amina, verzoek):
    actor = cast.actor(cast.nadia)
    services.ontvang_informatie(actor, amina, verzoek.pk, date(2026, 11, 10))

    tien_weken = selectors.tien_weken(actor, amina, feiten_als_mapping(amina))

    assert (tien_weken.zonder.laatste_dag, tien_weken.met.laatste_dag) == (
        date(2026, 11, 17),
        date(2026, 11, 24),
    )
    assert Dossier.objects.get(pk=amina.pk).eerste_dag == date(2026, 11, 24)


def test_the_last_information_counts_and_a_lapsed_request_does_not(cast, amina, verzoek):
    actor = cast.actor(cast.nadia)
    ander = services.vraag_informatie(
        actor, amina, bij_wie="school", wat="rapport", gevraagd_op=date(2026, 10, 2)
    )
    services.ontvang_informatie(actor, amina, ander.pk, date(2026, 11, 16))
    services.ontvang_informatie(actor, amina, verzoek.pk, date(2026, 11, 10))
    assert feiten_als_mapping(amina)["informatie_derden"] == date(2026, 11, 16)

    services.laat_vervallen(actor, amina, ander.pk, "was niet nodig")
    assert feiten_als_mapping(amina)["informatie_derden"] == date(2026, 11, 10)

    services.laat_vervallen(actor, amina, verzoek.pk, "verkeerd dossier")
    assert "informatie_derden" not in feiten_als_mapping(amina)
    assert Feit.objects.filter(dossier=amina, soort="informatie_derden").count() == 2
    assert InformatieVerzoek.objects.filter(dossier=amina).count() == 2
    assert not Logregel.objects.filter(doel__contains="verkeerd dossier").exists()


@pytest.mark.parametrize("dag", [date(2026, 9, 30), timezone.localdate() + timedelta(days=1)])
def test_receipt_lies_between_the_question_and_today(cast, amina, verzoek, dag):
    with pytest.raises(Geweigerd, match="vanaf de dag"):
        services.ontvang_informatie(cast.actor(cast.nadia), amina, verzoek.pk, dag)


def test_a_request_of_another_dossier_is_not_found(cast, amina, verzoek):
    ander = Dossier.objects.get(pk=amina.pk)
    ander.pk = None

    with pytest.raises(Geweigerd):
        services.ontvang_informatie(cast.actor(cast.tom), amina, verzoek.pk, date(2026, 11, 10))


def test_the_page_shows_both_days(cast, amina, verzoek, als):
    browser = als(cast.nadia)
    browser.post(reverse("intake:ontvangen", args=[amina.pk, verzoek.pk]), {"op": "2026-11-10"})

    pagina = browser.get(reverse("intake:informatie", args=[amina.pk])).content.decode()

    assert "di 17 nov 2026" in pagina
    assert "di 24 nov 2026" in pagina


def test_a_receipt_without_a_day_is_refused_on_the_page(cast, amina, verzoek, als):
    response = als(cast.nadia).post(reverse("intake:ontvangen", args=[amina.pk, verzoek.pk]), {"op": ""})

    assert response.status_code == 422
    assert "Ontvangen op" in response.content.decode()

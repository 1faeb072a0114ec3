"""The pages of a traject, as the one who is signed in sees them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from meedoen.basis.outbox.models import Message
from meedoen.keten.models import KetenState
from meedoen.traject import services
from meedoen.traject.models import Aanbod, Contactpersoon, Resultaat, Uren
from meedoen.traject.tests.conftest import day, today
from meedoen.traject.tests.test_reporting import SCHOOL, accept, refuse

SCHOOLS = [
    {
        "instellingsnummer": "1234567890",
        "naam": "Taalhuis Noord",
        "plaatsnaam": "Alkmaar",
        "postcode": "1811AA",
        "huisnummer": 1,
        "indicatieBowKeurmerk": True,
        "indicatieTstKeurmerk": False,
    },
    {
        "instellingsnummer": "9876543210",
        "naam": "Schakelschool",
        "plaatsnaam": "Hoorn",
        "postcode": "1621AA",
        "huisnummer": 2,
        "indicatieBowKeurmerk": False,
        "indicatieTstKeurmerk": True,
    },
]


def url(name: str, course, *more: object) -> str:
    return reverse(f"traject:{name}", args=[course.dossier.pk, *more])


def body(response) -> str:
    return response.content.decode()


@pytest.fixture
def schools(course):
    KetenState.objects.create(
        gemeente=course.dossier.gemeente,
        partij="duo",
        onderwerp="instellingen",
        bsn="",
        inhoud=SCHOOLS,
        said_at="2026-01-01T12:00:00Z",
        confirmed_at="2026-01-01T12:00:00Z",
    )


def test_the_tab_shows_what_was_recorded_and_how_far_each_report_is(course, cast, login):
    services.record_resultaat(course.nadia, course.dossier, "pvt", datum=day(30))
    accept(course.last("pip"))
    accept(course.last("pvt"))
    services.record_uren(course.nadia, course.dossier, "taalles", uren=120, tot_en_met=today())

    page = body(login(cast.nadia).get(url("traject", course)))

    assert page.count("bekend bij DUO") == 2
    assert page.count("onderweg naar DUO") == 1
    assert "120 uur" in page
    assert page.count("<h1") == 1


def test_a_refusal_stands_on_top_with_duos_words_what_it_means_and_where_it_is_solved(course, cast, login):
    refuse(course.last("pip"), "De dagtekening ligt voor de vestiging.")
    browser = login(cast.nadia)

    for page in (
        body(browser.get(url("traject", course))),
        body(browser.get(f"/dossiers/{course.dossier.pk}/pip/")),
    ):
        assert "De dagtekening ligt voor de vestiging." in page
        assert "geweigerd door DUO" in page
        assert "Bij DUO begint de inburgeringstermijn nu niet." in page
    task = course.dossier.signaal_set.get()
    page = body(browser.get(reverse("dossiers:signaal", args=[course.dossier.pk, task.pk])))
    assert f'href="/dossiers/{course.dossier.pk}/pip/"' in page
    assert "Wat DUO zegt" in page


def test_what_stands_in_the_row_behind_a_refused_report_says_that_it_waits(course, cast, login):
    services.record_resultaat(course.nadia, course.dossier, "pvt", datum=day(30))
    refuse(course.last("pip"), "Nee.")

    assert "wacht op een eerdere melding" in body(login(cast.nadia).get(url("traject", course)))


def test_a_refused_report_is_sent_again_by_a_button(course, cast, login):
    refuse(course.last("pip"), "Nee.")

    response = login(cast.nadia).post(url("melden", course), {"soort": "pip", "deel": ""})

    assert response.status_code == 302
    assert course.last("pip").status == Message.Status.WAIT
    assert Message.objects.filter(soort="pip", status=Message.Status.LAPSED).count() == 1


def test_the_form_of_an_offer_begins_with_what_is_known_and_takes_the_school_from_duos_list(
    course, schools, cast, login
):
    browser = login(cast.nadia)
    browser.post(
        reverse("traject:plaatsing", args=[course.dossier.pk]),
        {"aanbieder": "Taalhuis Noord", "aangemeld": day(40), "geplaatst": day(30)},
    )
    page = body(browser.get(url("aanbod_nieuw", course)))
    assert 'value="1234567890"' in page
    assert f'value="{day(30).isoformat()}"' in page or day(30).strftime("%d-%m-%Y") in page

    response = browser.post(
        url("aanbod_nieuw", course),
        {"instellingsnummer": "1234567890", "datum": day(30), "alfabetisering": "NVT"},
    )
    assert response.status_code == 302
    assert Aanbod.objects.get().instelling == "Taalhuis Noord"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0000000000", "DUO kent geen school met dit nummer."),
        ("9876543210", "Keurmerk Blik op Werk: nee."),
        ("12345", "tien cijfers of letters"),
    ],
)
def test_a_school_that_cannot_be_is_refused_at_its_field(course, schools, cast, login, number, said):
    response = login(cast.nadia).post(
        url("aanbod_nieuw", course),
        {"instellingsnummer": number, "datum": day(30), "alfabetisering": "NVT"},
    )

    assert response.status_code == 422
    assert said in body(response)
    assert "id_instellingsnummer_error" in body(response)
    assert not Aanbod.objects.exists()


def test_the_conditions_of_duo_stand_beside_the_form_met_and_unmet(course, cast, login):
    page = body(login(cast.nadia).get(url("resultaat", course, "map")))

    assert "Voorwaarden van DUO" in page
    assert "Het PIP dat nu geldt, is van deze gemeente." in page
    assert "Zo kan het niet" not in page

    page = body(login(cast.nadia).post(url("resultaat", course, "map"), {"datum": day(-2)}))
    assert "Zo kan het niet" in page
    assert "id_datum_error" in page


def test_a_result_is_recorded_corrected_and_withdrawn(course, cast, login):
    browser = login(cast.nadia)
    assert browser.post(url("resultaat", course, "map"), {"datum": day(9)}).status_code == 302
    assert browser.post(url("resultaat", course, "map"), {"datum": day(8)}).status_code == 422
    correction = {"datum": day(8), "reden": "verkeerde dag"}
    assert browser.post(url("resultaat", course, "map"), correction).status_code == 302
    row = Resultaat.objects.get(withdrawn_at=None)

    assert browser.get(url("intrekken", course, "resultaat", row.pk)).status_code == 200
    response = browser.post(url("intrekken", course, "resultaat", row.pk), {"reden": "nooit gebeurd"})
    assert response.status_code == 302
    assert not Resultaat.objects.filter(withdrawn_at=None).exists()


def test_hours_are_a_total_and_never_of_days_to_come(course, cast, login):
    browser = login(cast.nadia)
    assert (
        browser.post(url("uren", course, "taalles"), {"uren": 10, "tot_en_met": day(-1)}).status_code == 422
    )
    assert browser.post(url("uren", course, "taalles"), {"uren": 10, "tot_en_met": day(1)}).status_code == 302
    page = body(browser.get(url("uren", course, "taalles")))
    assert "Een nieuw totaal komt in de plaats van het vorige." in page
    assert Uren.objects.get().uren == 10


def test_a_contact_person_says_how_she_is_reached(course, cast, login):
    browser = login(cast.nadia)
    page = body(browser.get(url("traject", course)))
    assert "telefoonnummer ontbreekt" in page

    data = {"naam": "Nadia de Wit", "email": "nadia@voorbeeld.test", "telefoon": "bel de receptie"}
    assert browser.post(url("contactpersoon", course), data).status_code == 422
    assert browser.post(url("contactpersoon", course), data | {"telefoon": "072 5488888"}).status_code == 302
    assert Contactpersoon.objects.get().telefoon == "072 5488888"
    assert login(cast.bram).get(url("contactpersoon", course)).status_code == 403


def test_a_pip_is_taken_back_on_a_page_of_its_own(course, cast, login):
    accept(course.last("pip"))
    browser = login(cast.nadia)
    assert url("pip_weghalen", course) in body(browser.get(f"/dossiers/{course.dossier.pk}/pip/"))
    assert "Haal PIP weg bij DUO" in body(browser.get(url("pip_weghalen", course)))

    assert browser.post(url("pip_weghalen", course), {"reden": "verkeerde persoon"}).status_code == 302
    assert "Weghalen:" in body(browser.get(f"/dossiers/{course.dossier.pk}/pip/"))


def test_who_reads_sees_no_buttons_and_another_municipality_sees_nothing(course, cast, login):
    page = body(login(cast.karim).get(url("traject", course)))
    assert url("uren", course, "taalles") not in page
    assert login(cast.karim).get(url("uren", course, "taalles")).status_code == 403
    assert login(cast.tom).get(url("traject", course)).status_code == 403


def test_the_tab_costs_few_queries_however_much_was_recorded(course, cast, login, at_most_queries):
    for number in range(6):
        services.record_aanbod(
            course.nadia,
            course.dossier,
            datum=day(30),
            **SCHOOL | {"instellingsnummer": f"12345678{number:02}"},
        )
    browser = login(cast.nadia)
    browser.get(url("traject", course))

    with at_most_queries(22):
        page = browser.get(url("traject", course))

    assert len(page.content) < 60_000


def test_without_a_connection_the_tab_says_so(stage, cast, login):
    stage.fixed()

    page = body(login(cast.nadia).get(reverse("traject:traject", args=[stage.dossier.pk])))

    assert "nog niet aangesloten op DUO" in page
    assert "Meld aan DUO" not in page

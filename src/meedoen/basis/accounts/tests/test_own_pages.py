"""The page on which somebody decides about software that works in her name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meedoen.basis.access.models import ApiKey
from meedoen.basis.accounts import services

PAGE = "/toegang/software/"
TODAY = timezone.localdate()


@pytest.fixture
def proposal(cast):
    return services.propose_key(
        cast.actor(cast.ria),
        cast.alkmaar,
        naam="zaaksysteem",
        eigenaar=cast.nadia,
        doel="dossiers overnemen",
        bereik=["dossier.bekijken"],
        einddatum=TODAY + timedelta(days=30),
        adres="https://meedoen.example",
    )


@pytest.fixture
def confirm(proposal):
    """Press the button."""

    def confirm(client):
        return client.post(f"{PAGE}{proposal.pk}/bevestigen/")

    return confirm


def test_without_any_software_the_page_says_how_that_would_go(cast, site):
    page = site(cast.nadia).get(PAGE).content.decode()

    assert "Er werkt geen software namens jou" in page
    assert "Dan krijg je een e-mail en beslis je hier." in page


def test_a_proposal_says_who_wants_what_why_and_until_when(cast, site, proposal):
    page = site(cast.nadia).get(PAGE).content.decode()

    for said in ("Ria Mol wil dat zaaksysteem", "dossiers overnemen", "Bevestigen kan tot en met"):
        assert said in page
    assert "dossier.bekijken" not in page
    assert page.count("<h1") == 1


def test_ones_account_tells_that_a_proposal_waits(cast, site, proposal, confirm):
    nadia = site(cast.nadia)
    assert "1 programma wil namens jou werken" in nadia.get("/accounts/").content.decode()

    confirm(nadia)

    assert "wil namens jou werken" not in nadia.get("/accounts/").content.decode()


def test_confirming_shows_a_token_that_works_once_and_to_the_owner_alone(cast, site, confirm):
    nadia = site(cast.nadia)

    answer = confirm(nadia)

    page = answer.content.decode()
    text = page.partition('<code class="md-seal">')[2].partition("</code>")[0]
    assert services.actor_of_key(text).id == cast.nadia.pk
    assert page.count("meedoen_") == 1
    assert "no-store" in answer["Cache-Control"]
    assert "meedoen_" not in nadia.get(PAGE).content.decode()


def test_sending_the_confirmation_again_shows_nothing_and_keeps_the_token(cast, site, confirm):
    nadia = site(cast.nadia)
    confirm(nadia)
    before = ApiKey.objects.get().fingerprint

    again = confirm(nadia)

    assert again.status_code == 403
    assert "Je hebt deze sleutel al bevestigd." in again.content.decode()
    assert "meedoen_" not in again.content.decode()
    assert ApiKey.objects.get().fingerprint == before


def test_the_address_of_the_answer_leads_back_to_the_page(cast, site, proposal):
    assert site(cast.nadia).get(f"{PAGE}{proposal.pk}/bevestigen/")["Location"] == PAGE


@pytest.mark.parametrize("who", ["ria", "els", "bram", "petra", "fg", "tom"])
@pytest.mark.parametrize("act", ["bevestigen", "intrekken"])
def test_for_anybody_else_it_does_not_exist(cast, site, proposal, who, act):
    other = site(getattr(cast, who))

    assert other.post(f"{PAGE}{proposal.pk}/{act}/").status_code == 404
    assert "zaaksysteem" not in other.get(PAGE).content.decode()
    assert ApiKey.objects.get().stand == "voorstel"


def test_a_button_on_another_site_confirms_nothing(cast, proposal):
    nadia = Client(enforce_csrf_checks=True)
    nadia.force_login(cast.nadia)

    answer = nadia.post(f"{PAGE}{proposal.pk}/bevestigen/", headers={"Origin": "https://elders.example"})

    assert answer.status_code == 403
    assert ApiKey.objects.get().stand == "voorstel"


def test_turning_a_proposal_down_ends_it(cast, site, proposal):
    page = site(cast.nadia).post(f"{PAGE}{proposal.pk}/intrekken/", follow=True).content.decode()

    assert "Het voorstel is afgewezen." in page
    assert ApiKey.objects.get().stand == "ingetrokken"


def test_withdrawing_a_token_ends_it(cast, site, proposal, confirm):
    nadia = site(cast.nadia)
    confirm(nadia)

    page = nadia.post(f"{PAGE}{proposal.pk}/intrekken/", follow=True).content.decode()

    assert "De toegangssleutel is ingetrokken." in page
    assert 'type="submit">Trek in' not in page


def test_a_lapsed_proposal_offers_no_button(cast, site, proposal):
    ApiKey.objects.update(created_at=timezone.now() - timedelta(days=20))

    page = site(cast.nadia).get(PAGE).content.decode()

    assert "niet op tijd bevestigd" in page
    assert "/bevestigen/" not in page


def test_an_owner_without_a_role_here_decides_nothing_here(cast, site, proposal):
    cast.nadia.appointments.update(tot=TODAY - timedelta(days=1))

    assert site(cast.nadia).post(f"{PAGE}{proposal.pk}/bevestigen/").status_code == 404


def test_the_page_takes_few_queries_however_many_tokens(cast, site, django_assert_max_num_queries):
    for n in range(12):
        cast.token(cast.nadia, ["dossier.bekijken"], f"meedoen_{n}")
    nadia = site(cast.nadia)
    nadia.get(PAGE)

    with django_assert_max_num_queries(10):
        page = nadia.get(PAGE)

    assert page.content.decode().count("Zaaksysteem</th>") == 12

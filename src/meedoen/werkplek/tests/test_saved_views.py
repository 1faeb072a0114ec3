"""Saved views: one's own, shared with the team, remembered."""

import pytest

from meedoen.werkplek.models import ChosenSavedView, SavedView


@pytest.fixture
def kept(cast, login):
    """Nadia kept what is late of the intake under a name, and shares it."""
    login(cast.nadia).post(
        "/weergaven/bewaar/",
        {"naam": "Late intakes", "filters": "wie=mijn&fase=intake&wanneer=laat", "delen": "on"},
    )
    return SavedView.objects.get(naam="Late intakes")


def choices(client):
    return [view["naam"] for view in client.get("/?wie=mijn").context["desk"].saved_views]


def test_filters_are_kept_under_a_name_and_open_the_list_next_time(cast, kept, login):
    response = login(cast.nadia).get("/")

    assert (response.status_code, response.url) == (302, "/?wie=mijn&fase=intake&wanneer=laat")


def test_keeping_under_the_same_name_replaces_what_was_kept(cast, kept, login):
    login(cast.nadia).post("/weergaven/bewaar/", {"naam": "Late intakes", "filters": "wie=team&fase=pip"})

    kept.refresh_from_db()
    assert (kept.filters, kept.team) == ("wie=team&fase=pip", None)


def test_only_filters_are_kept_and_nothing_else_that_was_sent(cast, login):
    login(cast.nadia).post(
        "/weergaven/bewaar/", {"naam": "x", "filters": "wie=mijn&fase=pip&zoek=Yohannes&na=abc"}
    )

    assert SavedView.objects.get(naam="x").filters == "wie=mijn&fase=pip"


def test_the_plain_list_can_be_chosen_again(cast, kept, login):
    client = login(cast.nadia)

    client.post("/weergaven/kies/", {"weergave": ""})

    assert client.get("/").status_code == 200


def test_a_shared_view_is_for_the_team_and_for_nobody_else(cast, kept, login):
    assert choices(login(cast.bram)) == ["Late intakes"]
    assert choices(login(cast.tom)) == []


def test_a_colleague_may_choose_a_shared_view_but_not_change_it(cast, kept, login):
    bram = login(cast.bram)

    assert bram.post("/weergaven/kies/", {"weergave": str(kept.pk)}).status_code == 302
    assert bram.post(f"/weergaven/{kept.pk}/", {"naam": "van mij"}).status_code == 403
    assert bram.post(f"/weergaven/{kept.pk}/verwijder/").status_code == 403
    assert ChosenSavedView.objects.get(user=cast.bram).saved_view == kept


def test_a_view_of_another_team_cannot_be_chosen(cast, kept, login):
    assert login(cast.tom).post("/weergaven/kies/", {"weergave": str(kept.pk)}).status_code == 403


def test_a_view_gets_another_name_unless_that_is_taken(cast, kept, login):
    client = login(cast.nadia)
    client.post("/weergaven/bewaar/", {"naam": "Anders", "filters": "wie=team"})

    refused = client.post(f"/weergaven/{kept.pk}/", {"naam": "Anders"})
    client.post(f"/weergaven/{kept.pk}/", {"naam": "Te late intakes"})

    assert "Je hebt al een weergave met deze naam" in refused.content.decode()
    kept.refresh_from_db()
    assert kept.naam == "Te late intakes"


def test_a_removed_view_leaves_the_list_as_it_was(cast, kept, login):
    client = login(cast.nadia)

    client.post(f"/weergaven/{kept.pk}/verwijder/")

    assert client.get("/").status_code == 200
    assert not SavedView.objects.exists()

"""A team leader divides the work: with a look before, and a way back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.models import Dossier
from meedoen.werkplek import services
from meedoen.werkplek.models import Redistribution


def give(client, dossiers, to=None, *, do=False):
    data = {"dossier": [str(row.pk) for row in dossiers]}
    if to:
        data["naar"] = str(to.pk)
    if do:
        data["doe"] = "1"
    return client.post("/verdelen/", data)


def owners(*dossiers):
    return [Dossier.objects.get(pk=row.pk).klantmanager for row in dossiers]


def test_a_colleague_is_chosen_by_how_much_she_has_already(cast, dossier, login):
    chosen = [dossier("Een A"), dossier("Twee B")]
    dossier("Drie C", klantmanager=cast.bram)

    html = give(login(cast.els), chosen).content.decode()

    assert "Aan wie geef je deze 2 dossiers?" in html
    assert "Nadia de Wit – 2 dossiers" in html
    assert "Bram Visser – 1 dossier" in html
    assert html.index("Els Bakker – 0") < html.index("Bram Visser – 1") < html.index("Nadia de Wit – 2")


def test_before_anything_happens_one_reads_what_will_and_who_is_skipped(cast, dossier, login):
    goes, stays, about = (
        dossier("Een A"),
        dossier("Twee B", klantmanager=cast.bram),
        dossier("Drie C", fase="afgerond"),
    )

    html = give(login(cast.els), [goes, stays, about], cast.bram).content.decode()

    assert "1 dossier gaat naar Bram Visser" in html
    assert "2 dossiers slaan we over" in html
    assert "is al van Bram Visser" in html
    assert "dit dossier is afgerond" in html
    assert owners(goes) == [cast.nadia]


def test_dossiers_change_hands_each_with_its_own_line_in_the_logbook(cast, dossier, login):
    chosen = [dossier("Een A"), dossier("Twee B")]

    response = give(login(cast.els), chosen, cast.bram, do=True)

    assert (response.status_code, response.url) == (302, "/?wie=team")
    assert owners(*chosen) == [cast.bram, cast.bram]
    assert AuditEntry.objects.filter(doel="dossier toewijzen", handeling="gewijzigd").count() == 2


def test_it_can_be_undone_except_where_the_work_has_moved_on(cast, dossier, login):
    from_nadia, moved_on = dossier("Een A"), dossier("Twee B")
    els = login(cast.els)
    give(els, [from_nadia, moved_on], cast.bram, do=True)
    give(els, [moved_on], cast.els, do=True)
    division = Redistribution.objects.get(naar=cast.bram)

    page = els.post(f"/verdelen/{division.pk}/terug/", follow=True)

    assert owners(from_nadia, moved_on) == [cast.nadia, cast.els]
    assert "1 dossier is terug. 1 dossier bleef waar het is" in page.content.decode()


def test_the_way_back_is_in_the_message_and_asks_first(cast, dossier, login):
    els = login(cast.els)
    give(els, [dossier()], cast.bram, do=True)
    way_back = f"/verdelen/{Redistribution.objects.get().pk}/terug/"

    assert way_back in els.get("/?wie=team").content.decode()
    assert "Dossiers teruggeven?" in els.get(way_back).content.decode()
    assert Redistribution.objects.get().reverted_at is None


@pytest.mark.parametrize("reason", ["somebody else", "a day later", "twice"])
def test_it_is_undone_only_by_who_did_it_within_a_day_and_once(cast, dossier, login, reason):
    give(login(cast.els), [dossier()], cast.bram, do=True)
    division = Redistribution.objects.get()
    client = login(cast.nadia if reason == "somebody else" else cast.els)
    if reason == "a day later":
        Redistribution.objects.update(op=timezone.now() - timedelta(hours=25))
    if reason == "twice":
        client.post(f"/verdelen/{division.pk}/terug/")

    assert client.post(f"/verdelen/{division.pk}/terug/").status_code == 403


def test_only_a_team_leader_divides(cast, dossier, login):
    row = dossier()

    assert give(login(cast.nadia), [row], cast.bram, do=True).status_code == 403
    assert owners(row) == [cast.nadia]
    assert 'type="checkbox" name="dossier"' not in login(cast.nadia).get("/?wie=team").content.decode()


def test_dossiers_of_another_municipality_are_not_there_to_give(cast, dossier, login):
    row = dossier(gemeente=cast.heiloo, klantmanager=cast.tom)

    response = give(login(cast.els), [row], cast.bram, do=True)

    cast.see_all()
    assert (response.status_code, response.url) == (302, "/?wie=team")
    assert owners(row) == [cast.tom]


def test_a_colleague_elsewhere_cannot_be_chosen(cast, dossier, login):
    row = dossier()

    html = give(login(cast.els), [row], cast.tom, do=True).content.decode()

    assert "Aan wie geef je dit dossier?" in html
    assert owners(row) == [cast.nadia]


def test_choosing_nothing_is_said_and_not_an_error(cast, login):
    page = login(cast.els).post("/verdelen/", {"dossier": ["geen id"]}, follow=True)

    assert "Kies eerst een of meer dossiers" in page.content.decode()


def test_the_act_itself_gives_nothing_to_a_colleague_of_another_municipality(cast, dossier):
    row = dossier()

    with pytest.raises(Refused, match="werkt niet"):
        services.distribute(cast.actor(cast.els), services.Distribution(cast.tom, by=[row]))

    assert owners(row) == [cast.nadia]
    assert not Redistribution.objects.exists()


def test_undoing_leaves_where_it_is_what_was_of_who_no_longer_works_here(cast, dossier, login):
    from_nadia, from_bram = dossier("Een A"), dossier("Twee B", klantmanager=cast.bram)
    els = login(cast.els)
    give(els, [from_nadia, from_bram], cast.els, do=True)
    cast.bram.appointments.update(tot=timezone.localdate() - timedelta(days=1))

    back = services.revert(cast.actor(cast.els), Redistribution.objects.get().pk)

    assert back == (1, 1)
    assert owners(from_nadia, from_bram) == [cast.nadia, cast.els]

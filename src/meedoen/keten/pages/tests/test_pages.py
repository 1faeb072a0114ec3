"""The chain page: how each party is doing, messages that are stuck, and nobody's data."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.models import Appointment, Role
from meedoen.basis.outbox.models import Message
from meedoen.keten.duo.channel import MESSAGE_TYPES as DUO_KINDS
from meedoen.keten.pages import apis, services

HERE = "/keten/0361/"
PAGES = ("", "berichten/", "aansluitingen/", "aansluitingen/duo/")
Status = Message.Status


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["nadia", "els", "karim", "petra", "fg", "tom"])
def test_the_chain_is_for_administrators_of_this_municipality(cast, site, page, who):
    assert site(getattr(cast, who)).get(HERE + page).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_an_administrator_stays_in_her_own_municipality(ria, page):
    assert ria.get(f"/keten/0399/{page}").status_code == 403


def test_with_one_municipality_there_is_nothing_to_choose(ria):
    assert ria.get("/keten/")["Location"] == HERE


def test_an_administrator_of_the_region_chooses_and_sees_where_something_is_wrong(cast, site, message):
    Appointment.objects.filter(user=cast.ria).update(organisation=cast.region)
    message(status=Status.FAILED)

    page = text(site(cast.ria).get("/keten/"))

    assert "/keten/0361/" in page
    assert "/keten/0399/" in page
    main = page[page.index("<main") :]
    assert main.count("1 ding vraagt aandacht") == 1


def test_every_kind_of_message_has_an_interface_and_a_name():
    assert {*DUO_KINDS} <= {*apis.KINDS}
    for kind, (api, _name) in apis.KINDS.items():
        assert any(api in names for names in apis.APIS.values()), kind


def test_an_empty_chain_says_how_to_begin(ria):
    page = text(ria.get(HERE))

    assert "niet aangesloten" in page
    assert "Sluit aan op DUO" in page
    assert "Niets. Meedoen verzendt en probeert zelf opnieuw." in page


def test_an_interface_tells_what_waits_and_how_long_it_took(ria, connection_with, message):
    connection_with()
    now = timezone.now()
    message("pip", age=timedelta(hours=3))
    message("vraag:pip", age=timedelta(minutes=5))
    message("pip", Status.FAILED)
    for seconds in (1, 2, 3, 90):
        message("pip", Status.SENT, age=timedelta(seconds=seconds), sent_at=now)

    page = ria.get(HERE)

    (duo,) = [one for one in page.context["parties"] if one.partij == "duo"]
    (pip,) = duo.apis
    assert (pip.naam, pip.wacht, pip.fixed, pip.sent) == ("PIP", 2, 1, 4)
    assert round(pip.p50.total_seconds()) == 2
    assert round(pip.p95.total_seconds()) == 90
    assert pip.per_day[-1] == 4
    assert 'data-kop="Oudste wacht">3 uur</td>' in text(page)


def test_the_days_before_fourteen_are_left_out(ria, connection_with, message):
    connection_with()
    message("pip", Status.SENT, sent_at=timezone.now() - timedelta(days=13))
    message("pip", Status.SENT, sent_at=timezone.now() - timedelta(days=15))

    duo = ria.get(HERE).context["charts"][0]

    assert (duo.total, duo.rows[0][1:]) == (1, (1, 100))


def test_a_paused_channel_tells_since_when_and_when_it_is_tried_again(ria, connection_with, disturbed):
    connection_with()
    disturbed(timedelta(minutes=20))

    page = text(ria.get(HERE))

    assert "antwoordt niet" in page
    assert "DUO antwoordt niet sinds" in page
    assert "Meedoen probeert het weer op" in page
    assert "HTTP 503" in page


def test_an_event_nobody_knows_is_shown(ria, notified):
    notified("SS139")
    notified("SS777")
    notified("SS777")

    page = text(ria.get(HERE))

    assert "SS777: 2 keer" in page
    assert "SS139" not in page


def test_other_municipalities_are_not_counted(ria, cast, connection_with, message):
    connection_with()
    message("pip", where=cast.heiloo)

    assert [one.wacht for one in ria.get(HERE).context["parties"]] == [0, 0]


def test_a_message_tells_its_error_and_nothing_of_whom_it_is_about(ria, message, amina):
    refused = message(
        "pip",
        Status.REJECTED,
        reasons=["De termijn van 999990019 is al begonnen."],
        about=amina.pk,
        next_attempt=timezone.now(),
    )

    page = text(ria.get(f"{HERE}berichten/"))

    assert "melding: PIP" in page
    assert str(refused.pk) in page
    assert "De termijn van … is al begonnen." in page
    for secret in ("999990019", "Amina", amina.nummer, str(amina.pk)):
        assert secret not in page


def test_who_may_also_open_the_dossier_gets_the_way_to_it(cast, ria, message, amina):
    Appointment.objects.create(
        user=cast.ria, organisation=cast.alkmaar, rol=Role.TEAMLEIDER, vanaf=timezone.localdate()
    )
    message("pip", Status.REJECTED, about=amina.pk)

    page = text(ria.get(f"{HERE}berichten/"))

    assert f"dossier {amina.nummer}" in page


@pytest.mark.parametrize("status", [Status.REJECTED, Status.FAILED])
def test_what_is_stuck_is_sent_again_once_and_that_is_written_down(ria, cast, message, status):
    fixed = message(status=status)

    for _ in range(2):
        assert ria.post(f"{HERE}berichten/{fixed.pk}/opnieuw/").status_code == 302

    cast.see_all()
    fixed.refresh_from_db()
    assert fixed.status == Status.WAIT
    assert AuditEntry.objects.filter(onderwerp="bericht", onderwerp_id=str(fixed.pk)).count() == 1


def test_a_message_is_let_go_only_with_a_reason(ria, cast, message):
    fixed = message(status=Status.FAILED)
    address = f"{HERE}berichten/{fixed.pk}/vervallen/"

    refused = ria.post(address, {"reden": ""})
    ria.post(address, {"reden": "Al via het portaal gemeld."})

    assert refused.status_code == 422
    cast.see_all()
    fixed.refresh_from_db()
    assert (fixed.status, fixed.lapsed_reason) == (Status.LAPSED, "Al via het portaal gemeld.")
    assert AuditEntry.objects.filter(onderwerp_id=str(fixed.pk), handeling="gewijzigd").count() == 1
    assert "Al via het portaal gemeld." in text(ria.get(f"{HERE}berichten/?stand=vervallen"))


def test_the_act_itself_asks_for_the_reason_too(cast, message):
    fixed = message(status=Status.FAILED)

    with pytest.raises(Refused, match="Zeg waarom"):
        services.discard(cast.actor(cast.ria), fixed, "  ")

    fixed.refresh_from_db()
    assert fixed.status == Status.FAILED


@pytest.mark.parametrize("act", ["opnieuw", "vervallen"])
def test_a_message_of_another_municipality_is_out_of_reach(ria, cast, message, act):
    elsewhere = message(status=Status.FAILED, where=cast.heiloo)

    assert ria.post(f"{HERE}berichten/{elsewhere.pk}/{act}/", {"reden": "x"}).status_code == 403


def test_mail_is_not_of_the_chain(ria, message):
    letter = message("wijziging", Status.FAILED, kanaal="email")

    assert ria.post(f"{HERE}berichten/{letter.pk}/opnieuw/").status_code == 403


def test_pages_are_turned_until_everything_was_seen_once(ria, message):
    fixed = [str(message(status=Status.FAILED).pk) for _ in range(30)]
    seen, address = [], "?stand=vast"

    while address:
        answer = ria.get(f"{HERE}berichten/{address}")
        seen += [str(line.message.pk) for line in answer.context["lines"]]
        address = answer.context["volgende"]

    assert seen == fixed


@pytest.mark.parametrize("query", ["?stand=x", "?na=x", "?na=-1", "?na=9999999999999999999999", "?stand="])
def test_an_address_that_somebody_made_up_is_no_error(ria, query):
    assert ria.get(f"{HERE}berichten/{query}").status_code in {200, 404}


def test_an_empty_list_says_so(ria):
    assert "Er is niets mislukt of afgewezen" in text(ria.get(f"{HERE}berichten/"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_few_queries_however_much_is_under_way(
    ria, page, connection_with, message, notified, django_assert_max_num_queries
):
    connection_with()
    for kind in ("pip", "aanbod", "map", "vraag:termijn"):
        for status in (Status.WAIT, Status.FAILED, Status.SENT):
            message(kind, status, sent_at=timezone.now() if status == Status.SENT else None)
    notified(done=False)
    ria.get(HERE + page)

    with django_assert_max_num_queries(18):
        answer = ria.get(HERE + page)

    assert len(answer.content) < 60_000

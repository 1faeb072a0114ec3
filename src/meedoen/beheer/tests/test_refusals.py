"""A refusal stands in the logbook though its request was undone: who, which right, when; bounded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from meedoen.basis.access.rechten import REGISTER, Refused
from meedoen.basis.audit_log.bounded import LIMIT_REACHED, REFUSALS, log_refusal
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.models import Appointment, Organisation, Role
from meedoen.wet.artikel import WET, Artikel


@pytest.fixture
def refusals(cast):
    """The lines about refusals, oldest first."""

    def refusals(**which):
        cast.see_all()
        return list(AuditEntry.objects.filter(handeling="geweigerd", **which).order_by("pk"))

    return refusals


def test_a_refused_page_is_written_down_with_who_and_which_right(cast, site, refusals):
    site(cast.nadia).get("/beheer/0361/gebruikers/")

    (line,) = refusals()
    assert (line.gemeente_id, line.actor_id, line.actor_name) == (
        cast.alkmaar.pk,
        cast.nadia.pk,
        "Nadia de Wit",
    )
    assert (line.onderwerp, line.doel) == ("gebruikers.beheren", "geen rol met dit recht")
    assert line.tijd > timezone.now() - timedelta(minutes=1)
    assert (line.data_subjects, line.wijziging) == ([], None)


@pytest.mark.usefixtures("for_real")
def test_the_line_stays_when_what_the_request_wrote_is_undone(cast, monkeypatch, refusals):
    from meedoen.beheer import views

    def refuse_after_writing(request, code):
        Organisation.objects.create(soort="aanbieder", naam="half werk", code="half")
        raise Refused("Dat kan niet.")

    monkeypatch.setattr(views, "_gemeente", refuse_after_writing)
    ria = Client()
    ria.force_login(cast.ria)

    assert ria.get("/beheer/0361/gebruikers/").status_code == 403

    assert not Organisation.objects.filter(code="half").exists()
    assert [line.onderwerp for line in refusals()] == ["beheer:gebruikers"]


def test_a_refusal_does_not_keep_what_was_typed(cast, refusals):
    typed = Refused("Naam: 'Amina Yohannes' klopt niet.", artikel=Artikel(WET, "14 lid 3"))
    for refusal in (typed, Refused("'Amina' bestaat niet.")):
        log_refusal(cast.actor(cast.nadia), refusal, where="intake:domein")

    lines = refusals()
    assert [line.doel for line in lines] == ["art. 14 lid 3 Wet inburgering 2021", "kan nu niet"]
    assert "Amina" not in str([vars(line) for line in lines])


def test_a_refusal_keeps_the_id_of_what_one_was_after(cast, site, amina, refusals):
    dossier_id = uuid4()
    site(cast.nadia).get(f"/dossiers/{dossier_id}/")

    assert [line.onderwerp_id for line in refusals()] == [str(dossier_id)]


def test_the_words_are_dutch_whatever_the_language_of_the_page(cast, refusals):
    with override("en"):
        log_refusal(
            cast.actor(cast.nadia), REGISTER["pip.goedkeuren"].refused(cast.actor(cast.nadia)), where=""
        )

    assert [line.doel for line in refusals()] == ["geen rol met dit recht"]


@pytest.mark.parametrize(
    ("right", "why"),
    [("dossier.bekijken", "dit recht geldt hier niet"), ("pip.goedkeuren", "geen rol met dit recht")],
)
def test_it_says_whether_the_role_or_the_case_was_wrong(cast, refusals, right, why):
    actor = cast.actor(cast.nadia)

    log_refusal(actor, REGISTER[right].refused(actor), where="")

    assert [line.doel for line in refusals()] == [why]


def test_who_works_for_several_municipalities_is_written_down_in_each(cast, site, refusals):
    site(cast.petra).get("/logboek/")

    assert {line.gemeente_id for line in refusals()} == {cast.alkmaar.pk, cast.heiloo.pk}


def test_who_works_nowhere_any_more_is_written_down_where_she_worked(cast, site, refusals):
    Appointment.objects.filter(user=cast.tom).update(tot=timezone.localdate() - timedelta(days=1))

    site(cast.tom).get("/logboek/")

    assert [line.gemeente_id for line in refusals()] == [cast.heiloo.pk]


def test_a_flood_of_refusals_is_bounded_and_the_last_line_says_so(cast, site, refusals):
    nadia = site(cast.nadia)
    for _ in range(REFUSALS.at_most + 5):
        nadia.get("/logboek/")

    lines = refusals()
    assert len(lines) == REFUSALS.at_most
    assert [line.doel for line in lines].index(LIMIT_REACHED) == REFUSALS.at_most - 1


def test_the_flood_of_one_hides_nobody_else(cast, refusals):
    nadia, bram = cast.actor(cast.nadia), cast.actor(cast.bram)
    for _ in range(REFUSALS.at_most):
        log_refusal(nadia, Refused("nee"), where="x")

    log_refusal(bram, Refused("nee"), where="x")

    assert refusals()[-1].actor_id == cast.bram.pk


def test_a_client_that_is_refused_again_and_again_does_not_hide_its_owner(cast, client, site, refusals):
    token = cast.token(cast.nadia, ["signaal.bekijken"])
    for _ in range(REFUSALS.at_most + 2):
        client.get("/api/v1/dossiers", headers={"Authorization": f"Bearer {token}"})

    site(cast.nadia).get("/logboek/")

    assert len(refusals(kanaal="api")) == REFUSALS.at_most
    assert [line.onderwerp for line in refusals(kanaal="web")] == ["logboek.bekijken"]


def test_after_a_while_refusals_are_written_down_again(cast, monkeypatch, refusals):
    actor = cast.actor(cast.nadia)
    for _ in range(REFUSALS.at_most + 1):
        log_refusal(actor, Refused("nee"), where="x")
    later = timezone.now() + REFUSALS.within
    monkeypatch.setattr(timezone, "now", lambda: later)

    log_refusal(actor, Refused("nee"), where="x")

    assert len(refusals()) == REFUSALS.at_most + 1


@pytest.mark.usefixtures("for_real")
def test_nobody_waits_for_somebody_who_is_writing_a_line(cast, colleague, refusals):
    with colleague.transaction():
        colleague.execute("SELECT set_config('meedoen.gemeenten', %s, false)", [str(cast.alkmaar.pk)])
        colleague.execute(
            "INSERT INTO audit_log_auditentry (gemeente_id, actor_id, actor_name, kanaal, handeling, onderwerp,"  # noqa: E501
            " onderwerp_id, data_subjects, doel, tijd)"
            " VALUES (%s, %s, '', 'web', 'geweigerd', 'x', '', '{}', '', now())",
            [cast.alkmaar.pk, cast.nadia.pk],
        )

        log_refusal(cast.actor(cast.nadia), Refused("nee"), where="x")

        assert len(refusals()) == 1


def test_a_refused_page_leaves_the_connection_seeing_what_it_saw(cast, site):
    from django.db import connection

    site(cast.tom).get("/logboek/")

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('meedoen.gemeenten')")
        assert cursor.fetchone() == (str(cast.heiloo.pk),)


class TestTheApi:
    """The same lines, by the same way."""

    @pytest.fixture
    def call(self, cast, client):
        def call(path, *scope, owner=None):
            token = cast.token(owner or cast.nadia, scope)
            return client.get(f"/api/v1/dossiers{path}", headers={"Authorization": f"Bearer {token}"})

        return call

    def test_a_call_outside_its_scope_says_so(self, call, refusals):
        assert call("", "signaal.bekijken").status_code == 403

        (line,) = refusals()
        assert (line.actor_name, line.kanaal) == ("Zaaksysteem (namens Nadia de Wit)", "api")
        assert line.onderwerp == "dossier.bekijken"
        assert line.doel == "koppeling zaaksysteem: valt buiten de toegangssleutel"

    def test_a_dossier_of_another_municipality_is_told_as_absent_and_written_down(
        self, cast, call, amina, refusals
    ):
        assert call(f"/{amina.pk}", "dossier.bekijken", owner=cast.tom).status_code == 404

        (line,) = refusals()
        assert (line.gemeente_id, line.onderwerp, line.onderwerp_id) == (
            cast.heiloo.pk,
            "dossier.bekijken",
            str(amina.pk),
        )

    def test_what_a_call_wrote_before_it_was_refused_is_undone(
        self, cast, client, call, amina, monkeypatch, refusals
    ):
        def refuse_after_writing(*_args, **_more):
            Organisation.objects.create(soort="aanbieder", naam="half werk", code="half")
            raise Refused("Dat kan niet.")

        monkeypatch.setattr("meedoen.dossiers.selectors.dossier_list", refuse_after_writing)

        assert call("", "dossier.bekijken").status_code == 403

        assert not Organisation.objects.filter(code="half").exists()
        assert len(refusals()) == 1


class TestTheOfficer:
    """Finds them."""

    def test_by_kind_and_colleague_in_words(self, cast, site, amina):
        site(cast.nadia).get("/beheer/0361/gebruikers/")
        site(cast.bram).get("/logboek/")

        question = {"handeling": "geweigerd", "wie": str(cast.nadia.pk)}
        page = site(cast.fg).get("/logboek/", question).content.decode()

        assert page.count("<td>geweigerd: ") == 1
        assert f"geweigerd: {REGISTER['gebruikers.beheren'].sentence}".replace("'", "&#x27;") in page
        assert "geen rol met dit recht" in page

    def test_of_her_own_municipality_alone(self, cast, site):
        site(cast.tom).get("/logboek/")

        page = site(cast.fg).get("/logboek/", {"handeling": "geweigerd"}).content.decode()

        assert "Tom Prins" not in page
        assert "Geen regels gevonden" in page

    def test_in_english(self, cast, site):
        site(cast.nadia).get("/logboek/")
        officer = site(cast.fg)
        officer.post("/stijl/taal/", {"language": "en", "next": "/"})

        page = officer.get("/logboek/", {"handeling": "geweigerd"}).content.decode()

        assert "no role with this right" in page

    @pytest.mark.parametrize("kind", ["niets", "geweigerd' OR 1=1", "\0"])
    def test_a_kind_that_does_not_exist_is_no_error(self, cast, site, kind):
        assert site(cast.fg).get("/logboek/", {"handeling": kind}).status_code == 200


def test_every_role_that_is_refused_anything_is_known_to_have_had_no_right(cast, site, refusals):
    for who, page in [(cast.nadia, "/logboek/"), (cast.fg, "/beheer/"), (cast.ria, "/logboek/zegels/")]:
        assert site(who).get(page).status_code == 403

    assert [line.onderwerp for line in refusals()] == [
        "logboek.bekijken",
        "gebruikers.beheren",
        "logboek.bekijken",
    ]
    assert Role.FG in REGISTER["logboek.bekijken"].roles

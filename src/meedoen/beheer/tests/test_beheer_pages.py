"""The pages of the administrator: one municipality, everything written down, nobody's data in the outbox."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.models import ApiKey
from meedoen.basis.accounts import services
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.models import Account, Appointment, GemeenteSettings, Organisation, Role
from meedoen.basis.outbox.models import Message

HERE = "/beheer/0361/"
TODAY = timezone.localdate()


@pytest.fixture
def ria(cast, site):
    return site(cast.ria)


@pytest.fixture
def settings_form():
    """The settings page as the browser sends it."""
    return {
        "plaatsing_dagen": "20",
        "bevoegd_gezag": "het college van burgemeester en wethouders",
        "accentkleur": "#0a5c63",
        "adres": "Mallegatsplein 10",
    }


@pytest.mark.parametrize(
    "page", ["gebruikers", "gebruikers/uitnodigen", "instellingen", "toegangssleutels", "berichten"]
)
@pytest.mark.parametrize("who", ["nadia", "els", "karim", "petra", "fg", "tom"])
def test_administration_is_for_administrators_of_this_municipality(cast, site, page, who):
    assert site(getattr(cast, who)).get(f"{HERE}{page}/").status_code == 403


@pytest.mark.parametrize("code", ["0399", "regio-alkmaar", "9999"])
def test_an_administrator_stays_in_her_own_municipality(ria, code):
    assert ria.get(f"/beheer/{code}/gebruikers/").status_code == 403


def test_with_one_municipality_there_is_nothing_to_choose(ria):
    assert ria.get("/beheer/")["Location"] == f"{HERE}gebruikers/"


def test_an_administrator_of_the_region_chooses_a_municipality(cast, site):
    Appointment.objects.filter(user=cast.ria).update(organisation=cast.region)

    page = site(cast.ria).get("/beheer/").content.decode()

    assert "/beheer/0361/gebruikers/" in page
    assert "/beheer/0399/gebruikers/" in page


def test_an_administrator_sees_who_works_here_also_for_the_region(ria):
    page = ria.get(f"{HERE}gebruikers/").content.decode()

    assert "Nadia de Wit" in page
    assert "Petra Smit" in page
    assert "Tom Prins" not in page


def test_inviting_by_the_page(ria, cast):
    form = {
        "naam": "Sanne Vos",
        "email": "sanne@voorbeeld.test",
        "rol": Role.KLANTMANAGER,
        "vanaf": TODAY.isoformat(),
    }

    answer = ria.post(f"{HERE}gebruikers/uitnodigen/", form, follow=True)

    assert "Sanne Vos is uitgenodigd." in answer.content.decode()
    cast.see_all()
    assert Message.objects.get().inhoud["adres"] == "http://testserver"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "geen adres"}, "e-mail"),
        ({"naam": ""}, "Naam"),
        ({"tot": (TODAY - timedelta(days=9)).isoformat()}, "Kies een dag op of na de eerste dag."),
    ],
)
def test_a_wrong_invitation_says_what_is_wrong_and_invites_nobody(ria, wrong, sentence):
    form = {
        "naam": "Sanne",
        "email": "sanne@voorbeeld.test",
        "rol": Role.KLANTMANAGER,
        "vanaf": TODAY.isoformat(),
    }
    before = Account.objects.count()

    page = ria.post(f"{HERE}gebruikers/uitnodigen/", {**form, **wrong}).content.decode()

    assert sentence in page
    assert "md-errors" in page
    assert Account.objects.count() == before


def test_ending_a_role_by_the_page(ria, cast):
    appointment = cast.bram.appointments.get()

    ria.post(f"{HERE}rollen/{appointment.pk}/beeindigen/", {"laatste_dag": TODAY.isoformat()})

    appointment.refresh_from_db()
    assert appointment.tot == TODAY


def test_ones_own_role_offers_no_button(ria, cast):
    page = ria.get(f"{HERE}gebruikers/{cast.ria.pk}/").content.decode()

    assert "beeindigt een andere" in page.replace("ë", "e")
    assert "/beeindigen/" not in page


def test_a_colleague_of_another_municipality_is_not_found(ria, cast):
    assert ria.get(f"{HERE}gebruikers/{cast.tom.pk}/").status_code == 404
    assert ria.post(f"{HERE}rollen/{cast.tom.appointments.get().pk}/beeindigen/").status_code == 404


def test_deactivating_by_the_page_signs_the_colleague_out(ria, cast):
    from django.test import Client

    bram = Client()
    bram.force_login(cast.bram)
    assert bram.get("/accounts/").status_code == 200

    ria.post(f"{HERE}gebruikers/{cast.bram.pk}/uitzetten/")

    assert bram.get("/accounts/").status_code == 302


def test_what_the_law_leaves_open_has_no_default(ria, cast):
    page = ria.get(f"{HERE}instellingen/").content.decode()

    assert page.count("Nog niet ingevuld. De wet zegt hier niets over") == 2
    assert GemeenteSettings.objects.get(gemeente=cast.alkmaar).voortgangsgesprek_weken is None


def test_settings_are_kept_and_what_changed_is_written_down(ria, cast, settings_form):
    ria.post(
        f"{HERE}instellingen/",
        {**settings_form, "voortgangsgesprek_weken": "13", "tweede_factor_verplicht": "on"},
    )

    cast.see_all()
    kept = GemeenteSettings.objects.get(gemeente=cast.alkmaar)
    assert (kept.voortgangsgesprek_weken, kept.eerste_contact_dagen, kept.accentkleur) == (
        13,
        None,
        "#0a5c63",
    )
    assert Organisation.objects.get(pk=cast.alkmaar.pk).adres == "Mallegatsplein 10"
    assert AuditEntry.objects.get(onderwerp="instellingen").wijziging == {
        "voortgangsgesprek_weken": [None, 13],
        "accentkleur": ["", "#0a5c63"],
        "tweede_factor_verplicht": [False, True],
        "adres": ["", "Mallegatsplein 10"],
    }


def test_saving_the_same_settings_writes_nothing_down(ria, cast, settings_form):
    for _ in range(2):
        ria.post(f"{HERE}instellingen/", settings_form)

    cast.see_all()
    assert AuditEntry.objects.filter(onderwerp="instellingen").count() == 1


@pytest.mark.parametrize("colour", ["#ffff00", "#8899aa", "blauw", "#12345", "red;}*{"])
def test_a_colour_nobody_can_read_is_refused(ria, cast, settings_form, colour):
    page = ria.post(f"{HERE}instellingen/", {**settings_form, "accentkleur": colour}).content.decode()

    assert "md-errors" in page
    assert GemeenteSettings.objects.get(gemeente=cast.alkmaar).accentkleur == ""


@pytest.fixture
def proposal_form(cast):
    return {
        "naam": "zaaksysteem",
        "eigenaar": str(cast.nadia.pk),
        "doel": "dossiers overnemen",
        "bereik": ["dossier.bekijken"],
        "einddatum": (TODAY + timedelta(days=30)).isoformat(),
    }


def test_an_administrator_proposes_a_token_and_never_sees_it(ria, cast, proposal_form):
    answer = ria.post(f"{HERE}toegangssleutels/", proposal_form, follow=True)

    page = answer.content.decode()
    assert "Het voorstel staat klaar voor Nadia de Wit" in page
    assert "dossiers overnemen" in page
    assert "wacht op de eigenaar" in page
    services.confirm_key(cast.actor(cast.nadia), ApiKey.objects.get().pk)
    page = ria.get(f"{HERE}toegangssleutels/").content.decode()
    assert "in gebruik" in page
    assert "meedoen_" not in page
    cast.see_all()
    assert "http://testserver/toegang/software/" in Message.objects.earliest("volgnummer").inhoud["tekst"]


def test_an_administrator_withdraws_a_token(ria, proposal_form):
    ria.post(f"{HERE}toegangssleutels/", proposal_form)

    ria.post(f"{HERE}toegangssleutels/{ApiKey.objects.get().pk}/intrekken/")

    assert ApiKey.objects.get().stand == "ingetrokken"
    page = ria.get(f"{HERE}toegangssleutels/").content.decode()
    assert page.count('type="submit">Trek in') == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"eigenaar": "karim", "bereik": ["dossier.bewerken"]}, "Karim Haddad mag dit zelf niet"),
        ({"eigenaar": "tom"}, "Eigenaar:"),
        ({"eigenaar": "ria"}, "Eigenaar:"),
        ({"bereik": ["gebruikers.beheren"]}, "Rechten:"),
        ({"naam": "x\0"}, "Naam van de toepassing:"),
        ({"einddatum": (TODAY - timedelta(days=1)).isoformat()}, "Kies een dag vanaf vandaag"),
    ],
)
def test_a_proposal_that_cannot_be_says_what_is_wrong(ria, cast, proposal_form, wrong, sentence):
    if who := wrong.get("eigenaar"):
        wrong = {**wrong, "eigenaar": str(getattr(cast, who).pk)}

    page = ria.post(f"{HERE}toegangssleutels/", {**proposal_form, **wrong}).content.decode()

    assert sentence in page
    assert "md-errors" in page
    assert not ApiKey.objects.exists()


def test_a_token_of_another_municipality_cannot_be_withdrawn(ria, cast):
    cast.token(cast.tom, ["dossier.bekijken"])
    other = ApiKey.objects.get()

    assert ria.post(f"{HERE}toegangssleutels/{other.pk}/intrekken/").status_code == 404
    assert "Zaaksysteem" not in ria.get(f"{HERE}toegangssleutels/").content.decode()


@pytest.fixture
def message(cast):
    """A message about someone, in a state."""

    def message(status, where=None):
        return Message.objects.create(
            gemeente=where or cast.alkmaar,
            kanaal="duo",
            soort="pip vastgesteld",
            sequence_key="persoon:Amina",
            inhoud={"naam": "Amina Yohannes"},
            status=status,
            last_error="ConnectionError",
        )

    return message


def test_the_outbox_counts_and_names_nobody(ria, message):
    message(Message.Status.WAIT)
    message(Message.Status.SENT)
    message(Message.Status.FAILED)

    page = ria.get(f"{HERE}berichten/").content.decode()

    assert page.count('<td class="md-number">1</td>') == 3
    assert "Laatste fout: ConnectionError" in page
    assert "Amina" not in page


def test_a_dead_letter_is_sent_again_and_that_is_written_down(ria, cast, message):
    dead = message(Message.Status.FAILED)

    for _ in range(2):
        ria.post(f"{HERE}berichten/{dead.pk}/opnieuw/")

    cast.see_all()
    dead.refresh_from_db()
    assert dead.status == Message.Status.WAIT
    assert AuditEntry.objects.filter(onderwerp="bericht", onderwerp_id=str(dead.pk)).count() == 1


def test_a_dead_letter_of_another_municipality_is_out_of_reach(ria, cast, message):
    dead = message(Message.Status.FAILED, where=cast.heiloo)

    assert ria.post(f"{HERE}berichten/{dead.pk}/opnieuw/").status_code == 403


@pytest.mark.parametrize("page", ["gebruikers", "toegangssleutels", "berichten"])
def test_a_list_takes_few_queries(ria, page, django_assert_max_num_queries):
    ria.get(f"{HERE}{page}/")

    with django_assert_max_num_queries(12):
        answer = ria.get(f"{HERE}{page}/")

    assert len(answer.content) < 60_000

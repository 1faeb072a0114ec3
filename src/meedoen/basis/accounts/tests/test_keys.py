"""A client token is proposed by a beheerder, confirmed by its owner, shown to her once, and worth no more."""

from datetime import date, timedelta

import psycopg
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meedoen.basis.access.models import TIME_TO_RECONSIDER, ApiKey
from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts import services
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.organisations.models import Appointment, Role
from meedoen.basis.outbox.models import Message
from meedoen.beheer.users import invite, switch_off

TODAY = timezone.localdate()
SITE = "https://meedoen.example"


@pytest.fixture
def propose(cast):
    def propose(by=None, **more):
        fields = {
            "naam": "zaaksysteem",
            "eigenaar": cast.nadia,
            "doel": "dossiers overnemen",
            "bereik": ["dossier.bekijken"],
            "einddatum": TODAY + timedelta(days=30),
            "adres": SITE,
        }
        return services.propose_key(cast.actor(by or cast.ria), cast.alkmaar, **{**fields, **more})

    return propose


@pytest.fixture
def make(cast, propose):
    """A token that Nadia confirmed, with its text."""

    def make(**more):
        return services.confirm_key(cast.actor(cast.nadia), propose(**more).pk)

    return make


@pytest.fixture
def days_later(monkeypatch):
    """Let so many days go by."""

    def days_later(days):
        def localdate(moment=None):
            return timezone.localtime(moment).date() if moment else TODAY + timedelta(days=days)

        monkeypatch.setattr(timezone, "localdate", localdate)

    return days_later


class TestAProposal:
    """What a beheerder can do in somebody else's name: nothing, but ask."""

    def test_has_no_text_so_that_nobody_can_use_it(self, propose):
        proposal = propose()

        assert (proposal.fingerprint, proposal.stand) == (None, "voorstel")

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_is_mailed_to_its_owner_in_the_language_she_reads(self, cast, propose, language):
        cast.nadia.taal = language
        cast.nadia.save()

        propose()

        mail = Message.objects.get().inhoud
        said = {
            "nl": "Ria Mol wil dat 'zaaksysteem' namens jou werkt in Meedoen. Het doel: dossiers overnemen.",
            "en": "Ria Mol wants 'zaaksysteem' to work for you in Meedoen. The purpose: dossiers overnemen.",
        }
        assert mail["aan"] == cast.nadia.email
        assert said[language] in mail["tekst"]
        assert f"{SITE}/toegang/software/" in mail["tekst"]

    def test_adds_no_lines_of_its_own_to_the_mail(self, propose):
        propose(naam="z\r\n\r\nBeste Nadia,", doel="x\nKlik hier")

        mail = Message.objects.get().inhoud
        assert "wil dat 'z Beste Nadia,' namens jou werkt in Meedoen. Het doel: x Klik hier." in mail["tekst"]

    def test_stands_in_the_logbook_with_who_asked_and_for_what(self, cast, propose):
        proposal = propose()

        line = AuditEntry.objects.get(onderwerp="voorstel voor een toegangssleutel")
        assert (line.actor_id, line.onderwerp_id) == (cast.ria.pk, str(proposal.pk))
        assert line.wijziging["eigenaar"] == [None, str(cast.nadia.pk)]

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"bereik": []}, "Kies rechten"),
            ({"bereik": ["gebruikers.beheren"]}, "Kies rechten"),
            ({"bereik": ["toegangssleutels.eigen"]}, "Kies rechten"),
            ({"bereik": ["dossier.bekijken", "bestaat.niet"]}, "Kies rechten"),
            ({"einddatum": TODAY - timedelta(days=1)}, "hoogstens een jaar"),
            ({"einddatum": TODAY + timedelta(days=366)}, "hoogstens een jaar"),
        ],
    )
    def test_that_asks_too_much_is_refused_and_tells_nobody(self, propose, wrong, sentence):
        with pytest.raises(Refused, match=sentence):
            propose(**wrong)

        assert not ApiKey.objects.exists()
        assert not Message.objects.exists()

    @pytest.mark.parametrize(
        ("owner", "right", "may"),
        [
            ("nadia", "dossier.bewerken", True),
            ("karim", "dossier.bekijken", True),
            ("karim", "dossier.bewerken", False),
            ("ria", "dossier.bekijken", False),
            ("petra", "dossier.bekijken", False),
        ],
    )
    def test_asks_no_more_than_its_owner_may(self, cast, propose, owner, right, may):
        if may:
            propose(eigenaar=getattr(cast, owner), bereik=[right])
        else:
            with pytest.raises(Refused, match="niet meer dan de eigenaar"):
                propose(eigenaar=getattr(cast, owner), bereik=[right])

    def test_is_about_somebody_who_works_here_today(self, cast, propose):
        with pytest.raises(Refused, match="moet in deze gemeente werken"):
            propose(eigenaar=cast.tom)
        cast.nadia.appointments.update(vanaf=TODAY + timedelta(days=1))
        with pytest.raises(Refused, match="moet in deze gemeente werken"):
            propose()

    @pytest.mark.parametrize("who", ["nadia", "els", "karim", "petra", "fg", "tom"])
    def test_comes_from_an_administrator_of_the_municipality(self, cast, propose, who):
        with pytest.raises(Refused):
            propose(by=getattr(cast, who))

    def test_ends_when_either_side_withdraws_it(self, cast, propose):
        for who in (cast.nadia, cast.ria):
            proposal = propose()
            services.withdraw_key(cast.actor(who), proposal)
            with pytest.raises(Refused, match="is ingetrokken"):
                services.confirm_key(cast.actor(cast.nadia), proposal.pk)


class TestConfirming:
    """The owner alone, in time, once."""

    def test_makes_a_text_of_which_only_the_fingerprint_is_kept(self, cast, make):
        token, text = make()

        assert text.startswith("meedoen_")
        assert len(text) > 48
        assert text not in str(ApiKey.objects.values().get())
        assert text not in str(list(AuditEntry.objects.values()))
        assert text not in str(list(Message.objects.values()))
        line = AuditEntry.objects.get(onderwerp="toegangssleutel")
        assert (line.actor_id, line.onderwerp_id) == (cast.nadia.pk, str(token.pk))

    def test_two_tokens_are_never_the_same(self, make):
        assert make()[1] != make()[1]

    @pytest.mark.parametrize("who", ["ria", "els", "bram", "karim", "petra", "fg", "tom"])
    def test_is_for_the_owner_alone(self, cast, propose, who):
        proposal = propose()

        with pytest.raises(Refused):
            services.confirm_key(cast.actor(getattr(cast, who)), proposal.pk)

        proposal.refresh_from_db()
        assert proposal.fingerprint is None

    def test_a_second_time_shows_no_text_and_leaves_the_first_as_it_was(self, cast, make):
        token, text = make()

        with pytest.raises(Refused, match="al bevestigd"):
            services.confirm_key(cast.actor(cast.nadia), token.pk)

        assert services.actor_of_key(text) is not None

    def test_is_possible_up_to_its_last_day(self, cast, propose, days_later):
        proposal, late = propose(), propose()
        days_later(TIME_TO_RECONSIDER.days)
        services.confirm_key(cast.actor(cast.nadia), proposal.pk)

        days_later(TIME_TO_RECONSIDER.days + 1)
        with pytest.raises(Refused, match="vervallen"):
            services.confirm_key(cast.actor(cast.nadia), late.pk)

    def test_is_not_possible_after_the_token_itself_would_have_ended(self, cast, propose, days_later):
        proposal = propose(einddatum=TODAY + timedelta(days=2))
        days_later(3)

        with pytest.raises(Refused, match="vervallen"):
            services.confirm_key(cast.actor(cast.nadia), proposal.pk)

    def test_is_refused_when_the_owner_may_less_by_now(self, cast, propose):
        proposal = propose(bereik=["dossier.bewerken"])
        cast.nadia.appointments.update(rol=Role.QUALITY)

        with pytest.raises(Refused, match="niet meer dan de eigenaar"):
            services.confirm_key(cast.actor(cast.nadia), proposal.pk)

    def test_is_refused_to_an_owner_who_left(self, cast, propose):
        proposal = propose()
        actor = cast.actor(cast.nadia)
        cast.nadia.is_active = False
        cast.nadia.save()

        with pytest.raises(Refused, match="moet in deze gemeente werken"):
            services.confirm_key(actor, proposal.pk)

    def test_is_told_to_the_owner_in_case_it_was_not_she(self, make):
        make()

        told = Message.objects.order_by("-volgnummer").first().inhoud["tekst"]
        assert "Je maakte een toegangssleutel waarmee 'zaaksysteem' namens jou werkt." in told

    def test_cannot_be_done_with_a_token(self, cast, make, propose):
        _token, text = make(bereik=["dossier.bekijken"])

        with pytest.raises(Refused):
            services.confirm_key(services.actor_of_key(text), propose().pk)


@pytest.mark.usefixtures("for_real")
def test_of_two_confirmations_at_the_same_time_one_waits(cast, propose, owner):
    proposal = propose()
    with transaction.atomic():
        services.confirm_key(cast.actor(cast.nadia), proposal.pk)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            owner.execute("SELECT FROM access_apikey WHERE id = %s FOR UPDATE NOWAIT", [proposal.pk])


def test_the_database_knows_no_token_that_nobody_confirmed(make):
    token, _text = make()

    with pytest.raises(IntegrityError, match="sleutel_bevestigd"), transaction.atomic():
        ApiKey.objects.filter(pk=token.pk).update(confirmed_at=None)


def test_a_token_asks_as_its_owner_within_its_scope_and_municipality(cast, make):
    Appointment.objects.create(
        user=cast.nadia, organisation=cast.heiloo, rol=Role.TEAMLEIDER, vanaf=date(2022, 1, 1)
    )
    _token, text = make()

    actor = services.actor_of_key(text)

    assert actor.id == cast.nadia.pk
    assert actor.naam == "zaaksysteem (namens Nadia de Wit)"
    assert actor.roles == {Role.KLANTMANAGER: frozenset({cast.alkmaar.pk})}
    assert actor.bereik == {"dossier.bekijken"}
    assert actor.kanaal == "api"


@pytest.mark.parametrize("text", ["", "meedoen_geraden", "meedoen_\0", "é", "None"])
def test_a_made_up_token_opens_nothing(make, propose, text):
    make()
    propose()

    assert services.actor_of_key(text) is None


class TestATokenOpensNothingAnyMore:
    """When it, its owner or its owner's work is over."""

    @pytest.mark.parametrize("who", ["nadia", "ria"])
    def test_when_it_is_withdrawn(self, cast, make, who):
        token, text = make()
        services.withdraw_key(cast.actor(getattr(cast, who)), token)
        assert services.actor_of_key(text) is None

    def test_after_its_last_day(self, make, days_later):
        _token, text = make()
        days_later(30)
        assert services.actor_of_key(text) is not None
        days_later(31)
        assert services.actor_of_key(text) is None

    def test_when_its_owner_no_longer_works_there(self, cast, make):
        _token, text = make()
        cast.nadia.appointments.update(organisation=cast.heiloo)
        assert services.actor_of_key(text) is None

    def test_when_its_owner_is_deactivated_nor_when_she_comes_back(self, cast, make):
        _token, text = make()
        cast.nadia.is_active = False
        cast.nadia.save()
        assert services.actor_of_key(text) is None

        cast.nadia.is_active = True
        cast.nadia.save()
        ria = cast.actor(cast.ria)
        switch_off(ria, cast.alkmaar, cast.nadia)
        back = {"email": cast.nadia.email, "naam": "Nadia", "rol": Role.KLANTMANAGER, "vanaf": TODAY}
        assert invite(ria, cast.alkmaar, adres=SITE, **back).is_active
        assert services.actor_of_key(text) is None


@pytest.mark.parametrize("who", ["els", "bram", "karim", "petra", "fg", "tom"])
def test_nobody_else_withdraws_a_token(cast, make, who):
    token, text = make()

    with pytest.raises(Refused):
        services.withdraw_key(cast.actor(getattr(cast, who)), token)

    assert services.actor_of_key(text) is not None


def test_the_owner_is_told_when_somebody_else_withdraws_it(cast, make):
    token, _text = make()

    services.withdraw_key(cast.actor(cast.ria), token)

    told = Message.objects.order_by("-volgnummer").first().inhoud["tekst"]
    assert "Ria Mol trok de toegangssleutel voor 'zaaksysteem' in." in told


def test_withdrawing_twice_is_written_down_once(cast, make):
    token, _text = make()

    for _ in range(2):
        services.withdraw_key(cast.actor(cast.ria), token)

    assert AuditEntry.objects.filter(handeling="ingetrokken").count() == 1

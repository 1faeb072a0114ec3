"""Four eyes: submitting, approving, giving back."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.organisations.models import Appointment
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.models import Dossier
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip import selectors, services
from meedoen.pip.content import FIELDS
from meedoen.pip.evaluation import NotYet
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import facts, today


def test_a_submitted_pip_is_a_fact_and_waits_for_approval(stage):
    submitted = stage.submitted()

    assert submitted.status == Beschikking.Status.SUBMITTED
    assert facts(stage.dossier)["pip_voorgelegd"] == today()
    assert Dossier.objects.get(pk=stage.dossier.pk).fase != "traject"


@pytest.mark.parametrize(
    ("fields", "sentence", "article"),
    [
        ({"leerroute": ""}, "noemt de leerroute", "art. 15 Wet inburgering 2021"),
        ({"begeleiding": ""}, "ondersteuning", "art. 15 Wet inburgering 2021"),
        ({"niveau": "A2"}, "eerste PIP is nooit", "koppelvlak gemeenten van DUO"),
        ({"pvt_uren": 11}, "minstens 12 uur", "art. 3.1 Besluit inburgering 2021"),
        ({"map_uren": None}, "aantal uren MAP", "art. 15 Wet inburgering 2021"),
        ({"leerroute": "O", "intensiteit_uren": None}, "geen Module", "art. 8 lid 3 Wet inburgering 2021"),
        ({"leerroute": "Z"}, "niveau niet B1", "koppelvlak gemeenten van DUO"),
        ({"leerroute": "O", "map_uren": None}, "alleen bij een asielstatushouder", "koppelvlak"),
    ],
)
def test_a_pip_that_a_rule_refuses_is_not_submitted(stage, fields, sentence, article):
    draft = stage.draft(**fields)

    with pytest.raises(NotYet, match=sentence) as refusal:
        services.submit(stage.nadia, draft)

    assert article in str(refusal.value.artikel)
    assert Beschikking.objects.get(pk=draft.pk).submitted_at is None
    assert "pip_voorgelegd" not in facts(stage.dossier)


def test_without_a_leerbaarheidstoets_a_first_pip_is_refused(stage):
    Leerbaarheidstoets.objects.all().delete()

    with pytest.raises(NotYet, match="leerbaarheidstoets") as refusal:
        stage.submitted()

    assert str(refusal.value.artikel) == "art. 14 Wet inburgering 2021"


def test_a_letter_without_a_reason_is_not_submitted(stage):
    with pytest.raises(NotYet, match="waarom deze leerroute past"):
        stage.submitted(motivering=" ")


def test_what_is_only_to_be_confirmed_warns_and_does_not_refuse(stage):
    submitted = stage.submitted(map_uren=20, onderwijsroute_onderzocht="")

    unmet = {tried.rule.name for tried in selectors.conditions_of(submitted).attention_points}
    assert {"map_minstens_uren", "onderwijsroute_onderzocht"} <= unmet


def test_who_may_approve_gets_a_mail_that_names_no_newcomer(cast, stage):
    stage.submitted()

    mails = [message.inhoud for message in Message.objects.filter(soort="pip_voorgelegd")]

    assert {mail["aan"] for mail in mails} == {cast.karim.email, cast.els.email}
    for mail in mails:
        assert stage.dossier.nummer in mail["onderwerp"]
        words = f"{mail['onderwerp']} {mail['tekst']}"
        assert "Amina" not in words
        assert "Yohannes" not in words


def test_of_a_shielded_dossier_only_the_team_leader_hears(cast, stage):
    Dossier.objects.filter(pk=stage.dossier.pk).update(shielded=True)
    stage.dossier.refresh_from_db()

    stage.submitted()

    assert [mail.inhoud["aan"] for mail in Message.objects.filter(soort="pip_voorgelegd")] == [cast.els.email]


def test_a_pip_is_not_submitted_when_nobody_else_can_approve_it(cast, stage):
    Appointment.objects.filter(user__in=[cast.els, cast.karim]).update(
        tot=timezone.localdate().replace(day=1)
    )
    Appointment.objects.filter(user=cast.karim).delete()
    Appointment.objects.filter(user=cast.els).delete()

    with pytest.raises(NotYet, match="Niemand anders"):
        stage.submitted()


@pytest.mark.parametrize("who", ["karim", "els"])
def test_a_quality_officer_and_a_team_leader_may_approve(cast, stage, who):
    approved = services.approve(cast.actor(getattr(cast, who)), stage.submitted())

    assert approved.status == Beschikking.Status.APPROVED
    assert facts(stage.dossier)["pip_goedgekeurd"] == today()
    assert Message.objects.get(soort="pip_goedgekeurd").inhoud["aan"] == cast.nadia.email


@pytest.mark.parametrize("who", ["nadia", "bram", "ria", "petra", "fg", "tom"])
def test_nobody_else_may_approve(cast, stage, who):
    submitted = stage.submitted()

    with pytest.raises(Refused) as refusal:
        services.approve(cast.actor(getattr(cast, who)), submitted)

    assert not isinstance(refusal.value, NotYet)
    assert "pip_goedgekeurd" not in facts(stage.dossier)


@pytest.mark.parametrize("role", ["submits", "writes"])
def test_a_team_leader_does_not_approve_what_she_wrote_or_submitted(cast, stage, role):
    els = cast.actor(cast.els)
    if role == "writes":
        draft = services.save(els, services.draft(els, stage.dossier), stage_fields())
        submitted = services.submit(stage.nadia, draft)
    else:
        submitted = services.submit(els, stage.draft())

    with pytest.raises(NotYet, match="keurt het niet zelf goed") as refusal:
        services.approve(els, submitted)

    assert str(refusal.value.artikel) == "eigen afspraak van de gemeente"


def stage_fields():
    """A complete B1-route."""
    from meedoen.pip.tests.conftest import B1_ROUTE

    return B1_ROUTE


def test_who_rewrote_the_draft_of_another_does_not_approve_it(cast, stage):
    draft = stage.draft()
    services.save(cast.actor(cast.els), draft, {"begeleiding": "Elke week een gesprek."})
    submitted = services.submit(stage.nadia, Beschikking.objects.get())

    with pytest.raises(NotYet):
        services.approve(cast.actor(cast.els), submitted)
    assert services.approve(stage.karim, submitted).approved_by == cast.karim


def test_the_database_keeps_writers_from_approving(stage):
    approved = stage.approved()

    with pytest.raises(IntegrityError, match="vier_ogen"), transaction.atomic():
        Beschikking.objects.filter(pk=approved.pk).update(writers=[approved.approved_by_id])


@pytest.mark.parametrize("column", ["submitted_by", "drafted_by"])
def test_the_database_itself_keeps_to_four_eyes(stage, column):
    approved = stage.approved()

    with pytest.raises(IntegrityError, match="vier_ogen"), transaction.atomic():
        Beschikking.objects.filter(pk=approved.pk).update(**{column: approved.approved_by})


def test_a_draft_is_not_approved_and_nothing_is_approved_twice(stage):
    with pytest.raises(NotYet, match="niet ter goedkeuring"):
        services.approve(stage.karim, stage.draft())

    submitted = services.submit(stage.nadia, Beschikking.objects.get())
    services.approve(stage.karim, submitted)

    with pytest.raises(NotYet, match="niet ter goedkeuring"):
        services.approve(stage.karim, submitted)


@pytest.mark.parametrize("moment", ["submitted", "approved"])
def test_what_is_given_back_is_a_draft_again_and_its_facts_are_gone(cast, stage, moment):
    decision = getattr(stage, moment)()

    back = services.give_back(stage.karim, decision, "Leg uit waarom de uren zo hoog zijn.")

    assert (back.status, back.returned_reason) == ("concept", "Leg uit waarom de uren zo hoog zijn.")
    assert not {"pip_voorgelegd", "pip_goedgekeurd"} & set(facts(stage.dossier))
    mail = Message.objects.get(soort="pip_teruggegeven").inhoud
    assert mail["aan"] == cast.nadia.email
    assert "uren zo hoog" not in mail["tekst"]


def test_the_approver_sees_what_changed_since_it_came_back(stage):
    back = services.give_back(stage.karim, stage.submitted(), "Te weinig uren.")
    again = services.save(stage.nadia, back, {"intensiteit_uren": 1100})

    again = services.submit(stage.nadia, again)

    assert [(change.van, change.naar) for change in selectors.since_return(again)] == [("900", "1100")]


def test_the_writer_takes_an_approved_pip_back_when_the_talk_asks_for_it(stage):
    draft = services.take_back(stage.nadia, stage.approved(), "Amina wil meer uren.")

    assert draft.status == Beschikking.Status.DRAFT
    assert services.submit(stage.nadia, draft).status == Beschikking.Status.SUBMITTED


@pytest.mark.parametrize(("verb", "who"), [("give_back", "nadia"), ("take_back", "karim")])
def test_giving_back_is_for_approvers_and_taking_back_for_writers(cast, stage, verb, who):
    submitted = stage.submitted()

    with pytest.raises(Refused) as refusal:
        getattr(services, verb)(cast.actor(getattr(cast, who)), submitted, "Daarom.")

    assert not isinstance(refusal.value, NotYet)


def test_nothing_goes_back_without_a_reason_and_nothing_fixed_goes_back(stage):
    submitted = stage.submitted()
    with pytest.raises(NotYet, match="Zeg waarom"):
        services.give_back(stage.karim, submitted, " ")

    approved = services.approve(stage.karim, submitted)
    fixed = services.fix(stage.nadia, approved, dagtekening=today(), verzending_op=today())

    with pytest.raises(NotYet, match="staat vast"):
        services.give_back(stage.karim, fixed, "Toch niet.")


def test_the_list_of_an_approver_holds_what_others_wrote(cast, stage):
    stage.submitted()

    def waiting(who):
        return selectors.for_approval(cast.actor(who)).count()

    assert (waiting(cast.karim), waiting(cast.els)) == (1, 1)
    assert (waiting(cast.nadia), waiting(cast.tom)) == (0, 0)


@pytest.mark.parametrize("field", FIELDS)
def test_the_database_changes_no_word_of_what_was_approved(stage, field):
    approved = stage.approved()
    old = getattr(approved, field)
    new = {bool: not old, int: 999, str: "X"}.get(type(old), 999)

    with pytest.raises(ProgrammingError, match="approved does not change"), transaction.atomic():
        Beschikking.objects.filter(pk=approved.pk).update(**{field: new})

"""Four eyes: submitting, approving, giving back."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.organisations.models import Aanstelling
from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.models import Dossier
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip import selectors, services
from meedoen.pip.content import VELDEN
from meedoen.pip.evaluation import NogNiet
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import facts, today


def test_a_submitted_pip_is_a_fact_and_waits_for_approval(stage):
    submitted = stage.submitted()

    assert submitted.status == Beschikking.Status.VOORGELEGD
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

    with pytest.raises(NogNiet, match=sentence) as refusal:
        services.leg_voor(stage.nadia, draft)

    assert article in str(refusal.value.artikel)
    assert Beschikking.objects.get(pk=draft.pk).voorgelegd_op is None
    assert "pip_voorgelegd" not in facts(stage.dossier)


def test_without_a_leerbaarheidstoets_a_first_pip_is_refused(stage):
    Leerbaarheidstoets.objects.all().delete()

    with pytest.raises(NogNiet, match="leerbaarheidstoets") as refusal:
        stage.submitted()

    assert str(refusal.value.artikel) == "art. 14 Wet inburgering 2021"


def test_a_letter_without_a_reason_is_not_submitted(stage):
    with pytest.raises(NogNiet, match="waarom deze leerroute past"):
        stage.submitted(motivering=" ")


def test_what_is_only_to_be_confirmed_warns_and_does_not_refuse(stage):
    submitted = stage.submitted(map_uren=20, onderwijsroute_onderzocht="")

    unmet = {tried.rule.name for tried in selectors.voorwaarden_van(submitted).aandachtspunten}
    assert {"map_minstens_uren", "onderwijsroute_onderzocht"} <= unmet


def test_who_may_approve_gets_a_mail_that_names_no_newcomer(cast, stage):
    stage.submitted()

    mails = [message.inhoud for message in Bericht.objects.filter(soort="pip_voorgelegd")]

    assert {mail["aan"] for mail in mails} == {cast.karim.email, cast.els.email}
    for mail in mails:
        assert stage.dossier.nummer in mail["onderwerp"]
        words = f"{mail['onderwerp']} {mail['tekst']}"
        assert "Amina" not in words
        assert "Yohannes" not in words


def test_of_a_shielded_dossier_only_the_team_leader_hears(cast, stage):
    Dossier.objects.filter(pk=stage.dossier.pk).update(afgeschermd=True)
    stage.dossier.refresh_from_db()

    stage.submitted()

    assert [mail.inhoud["aan"] for mail in Bericht.objects.filter(soort="pip_voorgelegd")] == [cast.els.email]


def test_a_pip_is_not_submitted_when_nobody_else_can_approve_it(cast, stage):
    Aanstelling.objects.filter(gebruiker__in=[cast.els, cast.karim]).update(
        tot=timezone.localdate().replace(day=1)
    )
    Aanstelling.objects.filter(gebruiker=cast.karim).delete()
    Aanstelling.objects.filter(gebruiker=cast.els).delete()

    with pytest.raises(NogNiet, match="Niemand anders"):
        stage.submitted()


@pytest.mark.parametrize("who", ["karim", "els"])
def test_a_quality_officer_and_a_team_leader_may_approve(cast, stage, who):
    approved = services.keur_goed(cast.actor(getattr(cast, who)), stage.submitted())

    assert approved.status == Beschikking.Status.GOEDGEKEURD
    assert facts(stage.dossier)["pip_goedgekeurd"] == today()
    assert Bericht.objects.get(soort="pip_goedgekeurd").inhoud["aan"] == cast.nadia.email


@pytest.mark.parametrize("who", ["nadia", "bram", "ria", "petra", "fg", "tom"])
def test_nobody_else_may_approve(cast, stage, who):
    submitted = stage.submitted()

    with pytest.raises(Geweigerd) as refusal:
        services.keur_goed(cast.actor(getattr(cast, who)), submitted)

    assert not isinstance(refusal.value, NogNiet)
    assert "pip_goedgekeurd" not in facts(stage.dossier)


@pytest.mark.parametrize("role", ["submits", "writes"])
def test_a_team_leader_does_not_approve_what_she_wrote_or_submitted(cast, stage, role):
    els = cast.actor(cast.els)
    if role == "writes":
        draft = services.bewaar(els, services.stel_op(els, stage.dossier), stage_fields())
        submitted = services.leg_voor(stage.nadia, draft)
    else:
        submitted = services.leg_voor(els, stage.draft())

    with pytest.raises(NogNiet, match="keurt het niet zelf goed") as refusal:
        services.keur_goed(els, submitted)

    assert str(refusal.value.artikel) == "eigen afspraak van de gemeente"


def stage_fields():
    """A complete B1-route."""
    from meedoen.pip.tests.conftest import B1_ROUTE

    return B1_ROUTE


def test_who_rewrote_the_draft_of_another_does_not_approve_it(cast, stage):
    draft = stage.draft()
    services.bewaar(cast.actor(cast.els), draft, {"begeleiding": "Elke week een gesprek."})
    submitted = services.leg_voor(stage.nadia, Beschikking.objects.get())

    with pytest.raises(NogNiet):
        services.keur_goed(cast.actor(cast.els), submitted)
    assert services.keur_goed(stage.karim, submitted).goedgekeurd_door == cast.karim


def test_the_database_keeps_writers_from_approving(stage):
    approved = stage.approved()

    with pytest.raises(IntegrityError, match="vier_ogen"), transaction.atomic():
        Beschikking.objects.filter(pk=approved.pk).update(schrijvers=[approved.goedgekeurd_door_id])


@pytest.mark.parametrize("column", ["voorgelegd_door", "opgesteld_door"])
def test_the_database_itself_keeps_to_four_eyes(stage, column):
    approved = stage.approved()

    with pytest.raises(IntegrityError, match="vier_ogen"), transaction.atomic():
        Beschikking.objects.filter(pk=approved.pk).update(**{column: approved.goedgekeurd_door})


def test_a_draft_is_not_approved_and_nothing_is_approved_twice(stage):
    with pytest.raises(NogNiet, match="niet ter goedkeuring"):
        services.keur_goed(stage.karim, stage.draft())

    submitted = services.leg_voor(stage.nadia, Beschikking.objects.get())
    services.keur_goed(stage.karim, submitted)

    with pytest.raises(NogNiet, match="niet ter goedkeuring"):
        services.keur_goed(stage.karim, submitted)


@pytest.mark.parametrize("moment", ["submitted", "approved"])
def test_what_is_given_back_is_a_draft_again_and_its_facts_are_gone(cast, stage, moment):
    decision = getattr(stage, moment)()

    back = services.geef_terug(stage.karim, decision, "Leg uit waarom de uren zo hoog zijn.")

    assert (back.status, back.teruggegeven_reden) == ("concept", "Leg uit waarom de uren zo hoog zijn.")
    assert not {"pip_voorgelegd", "pip_goedgekeurd"} & set(facts(stage.dossier))
    mail = Bericht.objects.get(soort="pip_teruggegeven").inhoud
    assert mail["aan"] == cast.nadia.email
    assert "uren zo hoog" not in mail["tekst"]


def test_the_approver_sees_what_changed_since_it_came_back(stage):
    back = services.geef_terug(stage.karim, stage.submitted(), "Te weinig uren.")
    again = services.bewaar(stage.nadia, back, {"intensiteit_uren": 1100})

    again = services.leg_voor(stage.nadia, again)

    assert [(change.van, change.naar) for change in selectors.sinds_teruggave(again)] == [("900", "1100")]


def test_the_writer_takes_an_approved_pip_back_when_the_talk_asks_for_it(stage):
    draft = services.haal_terug(stage.nadia, stage.approved(), "Amina wil meer uren.")

    assert draft.status == Beschikking.Status.CONCEPT
    assert services.leg_voor(stage.nadia, draft).status == Beschikking.Status.VOORGELEGD


@pytest.mark.parametrize(("verb", "who"), [("geef_terug", "nadia"), ("haal_terug", "karim")])
def test_giving_back_is_for_approvers_and_taking_back_for_writers(cast, stage, verb, who):
    submitted = stage.submitted()

    with pytest.raises(Geweigerd) as refusal:
        getattr(services, verb)(cast.actor(getattr(cast, who)), submitted, "Daarom.")

    assert not isinstance(refusal.value, NogNiet)


def test_nothing_goes_back_without_a_reason_and_nothing_fixed_goes_back(stage):
    submitted = stage.submitted()
    with pytest.raises(NogNiet, match="Zeg waarom"):
        services.geef_terug(stage.karim, submitted, " ")

    approved = services.keur_goed(stage.karim, submitted)
    fixed = services.stel_vast(stage.nadia, approved, dagtekening=today(), verzending_op=today())

    with pytest.raises(NogNiet, match="staat vast"):
        services.geef_terug(stage.karim, fixed, "Toch niet.")


def test_the_list_of_an_approver_holds_what_others_wrote(cast, stage):
    stage.submitted()

    def waiting(who):
        return selectors.ter_goedkeuring(cast.actor(who)).count()

    assert (waiting(cast.karim), waiting(cast.els)) == (1, 1)
    assert (waiting(cast.nadia), waiting(cast.tom)) == (0, 0)


@pytest.mark.parametrize("field", VELDEN)
def test_the_database_changes_no_word_of_what_was_approved(stage, field):
    approved = stage.approved()
    old = getattr(approved, field)
    new = {bool: not old, int: 999, str: "X"}.get(type(old), 999)

    with pytest.raises(ProgrammingError, match="approved does not change"), transaction.atomic():
        Beschikking.objects.filter(pk=approved.pk).update(**{field: new})

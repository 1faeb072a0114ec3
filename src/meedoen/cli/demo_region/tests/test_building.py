"""The demo region in the database: complete, consistent and lawful."""

import json

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.utils import timezone

from meedoen.basis.access.wall import secured_models
from meedoen.basis.documents.services import read
from meedoen.basis.organisations.models import Account, Organisation
from meedoen.cli.demo_region import accounts, build, write_demo_json
from meedoen.cli.demo_region.building import TABLES
from meedoen.cli.demo_region.region import ACCOUNTS
from meedoen.cli.demo_region.tests.conftest import SIZE
from meedoen.cli.errors import ErrorMessage
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Feit, Persoon, Termijn
from meedoen.dossiers.services import next_number, recompute, search_terms
from meedoen.intake.models import BredeIntake
from meedoen.pip.evaluation import circumstances_of, evaluate, pip_feiten
from meedoen.pip.models import Beschikking

pytestmark = pytest.mark.usefixtures("region")

COMPUTED = ["doelgroep", "fase", "stap", "wacht_op", "eerste_termijn", "eerste_dag"]


def test_every_dossier_is_there_with_its_person():
    assert Dossier.objects.count() == SIZE
    assert Persoon.objects.filter(dossiers__isnull=True).count() == 0


def test_progress_goes_up_to_the_end(region):
    done = [one for one, _ in region]

    assert done == sorted(done)
    assert region[-1] == (SIZE, SIZE)


def test_what_follows_from_the_facts_is_what_the_law_computes():
    gemeente = Organisation.objects.get(code="0399")
    dossiers = list(Dossier.objects.filter(gemeente=gemeente).order_by("pk"))
    before = [[getattr(dossier, field) for field in COMPUTED] for dossier in dossiers]
    terms = set(
        Termijn.objects.filter(gemeente=gemeente).values_list("dossier", "soort", "laatste_dag", "gehaald_op")
    )

    recompute(dossiers)

    assert [[getattr(dossier, field) for field in COMPUTED] for dossier in dossiers] == before
    after = Termijn.objects.filter(gemeente=gemeente).values_list(
        "dossier", "soort", "laatste_dag", "gehaald_op"
    )
    assert set(after) == terms


def test_no_rule_of_the_law_refuses_any_decision():
    refused = {}
    for decision in Beschikking.objects.select_related("dossier", "replaces"):
        facts = pip_feiten(
            decision,
            circumstances_of(decision.dossier),
            peildatum=timezone.localdate(),
            opsteller_is_goedkeurder=decision.approved_by_id
            in {decision.drafted_by_id, decision.submitted_by_id}
            and decision.approved_by_id is not None,
        )
        for refusal in evaluate(facts).refusals:
            refused.setdefault(refusal.line.id, []).append(decision.pk)

    assert refused == {}


def test_decisions_are_in_every_state_and_some_replace_another():
    states = {decision.status for decision in Beschikking.objects.all()}

    assert states == set(Beschikking.Status)
    assert Beschikking.objects.filter(replaces__isnull=False).exists()


def test_a_decision_that_changes_a_pip_is_the_next_step_of_its_dossier():
    begun = Beschikking.objects.filter(fixed_at=None).exclude(aanleiding="eerste")

    assert set(begun.values_list("dossier__stap", flat=True)) == {"pip_wijzigen"}


def test_a_letter_can_be_opened_and_says_that_it_is_a_specimen():
    letter = DossierDocument.objects.select_related("document").first()

    assert read(letter.document).startswith(b"%PDF")


def test_names_are_found_by_the_same_terms_as_when_typed():
    person = Persoon.objects.filter(achternaam__contains="-").first()

    found = set(person.search_terms.values_list("term", flat=True))
    assert found == set(search_terms(person.roepnaam, person.voornamen, person.achternaam))


def test_numbers_go_on_where_the_demo_stopped():
    gemeente = Organisation.objects.get(code="0361")

    number = next_number(gemeente)

    assert not Dossier.objects.filter(gemeente=gemeente, nummer=number).exists()


def test_there_are_talks_held_missed_and_planned():
    outcomes = set(Contactmoment.objects.values_list("uitkomst", flat=True))

    assert outcomes == set(Contactmoment.Uitkomst)
    assert not Contactmoment.objects.filter(uitkomst="gehouden", moment__gt=timezone.now()).exists()


def test_the_references_and_the_wall_stand_again():
    with connection.cursor() as cursor:
        for model in TABLES:
            table = model._meta.db_table
            cursor.execute(
                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass", [table]
            )
            assert cursor.fetchone()[0] == sum(
                1 for field in model._meta.concrete_fields if field.is_relation
            ), table
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relforcerowsecurity AND relname = ANY(%s)",
            [[model._meta.db_table for model in secured_models()]],
        )
        assert cursor.fetchone()[0] == len(secured_models())


def test_the_demo_klantmanager_has_a_full_and_lively_worklist():
    mine = Dossier.objects.filter(klantmanager__email=ACCOUNTS[0].email).exclude(fase="afgerond")

    assert 50 <= mine.count() <= 70
    assert mine.values("stap").distinct().count() >= 10
    assert mine.filter(eerste_dag__lt=timezone.localdate()).exists()


def test_corrected_facts_are_kept():
    assert Feit.objects.filter(withdrawn_at__isnull=False).exclude(withdrawal_reason="").exists()


def test_an_intake_uses_the_standard_guide():
    assert BredeIntake.objects.filter(leidraad__gemeente__isnull=True).count() == BredeIntake.objects.count()


def test_a_database_with_organisations_is_left_alone():
    with pytest.raises(ErrorMessage, match="lege database"):
        build(10, lambda done, total: None)


@pytest.mark.parametrize(
    "act", [lambda path: build(10, lambda *_: None), lambda path: write_demo_json(path, "x")]
)
def test_it_refuses_to_be_in_production(monkeypatch, tmp_path, act):
    monkeypatch.setenv("MEEDOEN_OMGEVING", "productie")

    with pytest.raises(ErrorMessage, match="productie"):
        act(tmp_path / "demo.json")


def test_the_list_of_accounts_opens_the_demo(tmp_path):
    path = tmp_path / "demo.json"

    write_demo_json(path, "http://localhost:8000")

    written = json.loads(path.read_text())
    assert written["address"] == "http://localhost:8000"
    assert [one["email"] for one in written["accounts"]] == [account.email for account in ACCOUNTS]
    assert path.stat().st_mode & 0o077 == 0
    first = accounts(path)[0]
    hashed = Account.objects.get(email=first["email"]).password
    assert check_password(first["password"], hashed)
    for one in accounts(path):
        user = Account.objects.get(email=one["email"])
        assert (one["password"], user.password) == (first["password"], hashed)
        assert user.emailaddress_set.filter(verified=True, primary=True).count() == 1


def test_writing_the_list_again_keeps_the_password(tmp_path):
    path = tmp_path / "demo.json"
    write_demo_json(path, "http://localhost:8000")
    first = accounts(path)[0]["password"]

    write_demo_json(path, "http://localhost:9000")

    assert accounts(path)[0]["password"] == first


def test_each_account_is_shown_a_dossier_it_may_open(tmp_path):
    path = tmp_path / "demo.json"
    write_demo_json(path, "http://localhost:8000")
    shown = {one["email"]: one["dossiers"] for one in accounts(path)}

    klantmanager = shown["klantmanager.alkmaar@meedoen.test"]
    assert set(klantmanager) == {"dringend", "klaar_voor_pip", "intake", "vaststellen", "traject"}
    approver = shown["kwaliteit.alkmaar@meedoen.test"]["voorgelegd"].strip("/").split("/")[-1]
    assert Dossier.objects.get(pk=approver).stap == "pip_goedkeuren"
    assert shown["beheer.alkmaar@meedoen.test"] == {}

"""A whole file goes in, once, or not at all."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from rich.console import Console

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.import_dossiers import take_over_file
from meedoen.conftest import TODAY
from meedoen.dossiers.models import Dossier, Feit, Persoon, SearchTerm, Termijn
from meedoen.dossiers.services import recompute
from meedoen.dossiers.takeover import writing
from meedoen.dossiers.takeover.tests.helpers import AMINA, HEADER, MALEE, SAMER, write_csv, write_xlsx
from meedoen.pip.taken_over import TakenOverPip, taken_over_pip


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def take_over(cast, tmp_path):
    def run(rows, *, suffix="csv", **choices):
        path = tmp_path / f"dossiers.{suffix}"
        (write_csv if suffix == "csv" else write_xlsx)(path, rows)
        screen = io.StringIO()
        left_out = take_over_file(
            path, choices.pop("gemeente", "0361"), proef=choices.pop("proef", False),
            shield=Console(file=screen, width=120), **choices,
        )  # fmt: skip
        run.screen, run.errors = screen.getvalue(), tmp_path / f"dossiers.{suffix}.fouten.csv"
        return left_out

    return run


def stored():
    """Everything an import writes, as values."""
    facts = Feit.objects.order_by("dossier__nummer", "soort").values_list(
        "dossier__persoon__achternaam", "soort", "datum", "waarde", "bron"
    )
    dossiers = Dossier.objects.order_by("nummer").values_list(
        "nummer", "persoon__achternaam", "fase", "stap", "eerste_dag"
    )
    return list(facts), list(dossiers)


def test_a_caseload_is_taken_over_with_what_follows_from_it(take_over):
    assert take_over([HEADER, AMINA, SAMER, MALEE]) == 0

    amina, samer, malee = Dossier.objects.order_by("nummer").select_related("persoon")
    assert (amina.persoon.geboortedatum, amina.doelgroep, amina.fase) == (
        date(1992, 5, 4),
        "asielstatushouder",
        "intake",
    )
    assert Termijn.objects.get(dossier=amina, soort="pip").laatste_dag == date(2026, 11, 17)
    assert (samer.fase, samer.eerste_termijn) == ("traject", "inburgeringstermijn")
    assert Feit.objects.get(dossier=samer, soort="leerroute").datum == date(2025, 5, 12)
    assert malee.persoon.geboortedatum == date(1990, 5, 7)
    assert set(Feit.objects.values_list("bron", flat=True)) == {"import"}
    assert SearchTerm.objects.filter(term="haddad").exists()


def test_a_pip_from_a_file_is_one_that_the_former_system_fixed(take_over):
    take_over([HEADER, AMINA, SAMER])

    amina, samer = Dossier.objects.order_by("nummer")
    assert taken_over_pip(samer) == TakenOverPip(date(2025, 5, 12), "B", None)
    assert taken_over_pip(amina) is None


def test_the_imported_state_is_what_the_law_computes(take_over):
    take_over([HEADER, AMINA, SAMER, MALEE])
    before = stored()[1]

    recompute(Dossier.objects.all())

    assert stored()[1] == before


def test_running_it_twice_changes_nothing(take_over):
    take_over([HEADER, AMINA, SAMER, MALEE])
    before, people = stored(), Persoon.objects.count()

    assert take_over([HEADER, AMINA, SAMER, MALEE]) == 0

    assert (stored(), Persoon.objects.count()) == (before, people)
    assert "Stonden er al" in take_over.screen


def test_who_is_here_already_is_left_as_colleagues_made_him(take_over, amina):
    other = [*AMINA]
    other[7] = "1-1-2026"

    take_over([HEADER, other])

    assert Dossier.objects.count() == 1
    assert Feit.objects.get(dossier=amina, soort="kennisgeving_duo").datum == date(2026, 9, 8)


def test_someone_without_numbers_of_the_state_is_recognised_by_the_number_of_the_former_system(take_over):
    rows = [["Dossiernummer", "Naam"], ["K-17", "Haddad, Samer"]]
    take_over(rows)
    take_over(rows)

    assert [(one.origin, one.persoon.naam) for one in Dossier.objects.all()] == [
        ("bron:K-17", "Samer Haddad")
    ]


def test_excel_and_csv_give_the_same(take_over):
    take_over([HEADER, AMINA, SAMER, MALEE])
    as_csv = stored()
    for model in (Termijn, Feit, Dossier, Persoon):
        model.objects.all().delete()

    take_over([HEADER, AMINA, SAMER, MALEE], suffix="xlsx")

    assert stored() == as_csv


def test_a_trial_writes_nothing_and_says_what_would_happen(take_over):
    take_over([HEADER, AMINA, SAMER], proef=True)

    assert (Persoon.objects.count(), Dossier.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)
    assert "Proef" in take_over.screen
    assert "Nieuwe dossiers" in take_over.screen


BAD = {
    "bsn": (0, "999990018", "elfproef"),
    "date": (4, "31-02-1990", "bestaat niet"),
    "choice": (5, "weet niet", "Kies uit"),
    "future": (7, "1-1-2027", "nog niet geweest"),
    "name": (2, "", "achternaam"),
    "route": (10, "", "leerroute"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_row_is_left_out_and_told_with_its_line(take_over, what):
    place, text, why = BAD[what]
    bad = [*SAMER]
    bad[place] = text

    assert take_over([HEADER, AMINA, bad], hoogstens_fout=50) == 1

    assert list(Persoon.objects.values_list("achternaam", flat=True)) == ["Yohannes"]
    (line,) = csv.DictReader(io.StringIO(take_over.errors.read_text(encoding="utf-8-sig")), delimiter=";")
    assert (line["regel"], line["overgenomen"]) == ("3", "nee")
    assert why in line["wat te doen"]


def test_the_list_of_errors_and_the_screen_name_nobody(take_over):
    bad = [*SAMER]
    bad[4] = "Samer"

    take_over([HEADER, AMINA, bad], hoogstens_fout=50)

    seen = take_over.errors.read_text(encoding="utf-8-sig") + take_over.screen
    assert not any(word in seen for word in ("Samer", "Haddad", "Yohannes", "2811111111", "999990019"))


def test_the_list_of_errors_is_gone_when_all_is_well(take_over):
    take_over([HEADER, AMINA, [*SAMER[:4], "x", *SAMER[5:]]], hoogstens_fout=50)

    take_over([HEADER, AMINA, SAMER])

    assert not take_over.errors.exists()


def test_the_same_number_twice_in_a_file_is_told(take_over):
    assert take_over([HEADER, AMINA, SAMER, AMINA], hoogstens_fout=50) == 1

    assert "regel 2" in take_over.errors.read_text(encoding="utf-8-sig")


def test_numbers_of_two_people_are_not_mixed(take_over):
    take_over([HEADER, AMINA, SAMER])
    mixed = [*AMINA]
    mixed[1] = SAMER[1]

    assert take_over([HEADER, mixed, MALEE], hoogstens_fout=50) == 1

    assert "verschillende mensen" in take_over.errors.read_text(encoding="utf-8-sig")


def test_with_too_many_bad_rows_nothing_happens(take_over):
    with pytest.raises(ErrorMessage, match="niets overgenomen"):
        take_over([HEADER, AMINA, [*SAMER[:4], "x", *SAMER[5:]]])

    assert Persoon.objects.count() == 0


def test_half_an_import_is_impossible(take_over, monkeypatch):
    monkeypatch.setattr(writing, "PER_TURN", 1)
    written = writing.Takeover.write

    def fails_at_the_third(self, batch):
        if batch.personen[0]["achternaam"] == "Wongsa":
            raise OSError("the disk is full")
        written(self, batch)

    monkeypatch.setattr(writing.Takeover, "write", fails_at_the_third)

    with pytest.raises(OSError, match="disk"):
        take_over([HEADER, AMINA, SAMER, MALEE])

    assert (Persoon.objects.count(), Dossier.objects.count(), Feit.objects.count()) == (0, 0, 0)


def test_a_colleague_gets_her_own_dossiers(take_over, cast):
    header = [*HEADER, "Consulent"]

    take_over([header, [*AMINA, "nadia@voorbeeld.test"], [*SAMER, "Bram Visser"], [*MALEE, "Onbekend"]])

    owners = Dossier.objects.order_by("nummer").values_list("klantmanager", flat=True)
    assert list(owners) == [cast.nadia.pk, cast.bram.pk, None]
    assert "zonder klantmanager" in take_over.errors.read_text(encoding="utf-8-sig")


def test_it_reaches_one_municipality_only(take_over, cast):
    take_over([HEADER, AMINA], gemeente="0399")
    cast.see_all()

    assert set(Dossier.objects.values_list("gemeente", flat=True)) == {cast.heiloo.pk}
    assert AuditEntry.objects.get().gemeente_id == cast.heiloo.pk


def test_an_unknown_municipality_is_told(take_over):
    with pytest.raises(ErrorMessage, match="geen gemeente met code 9999"):
        take_over([HEADER, AMINA], gemeente="9999")


def test_numbers_of_dossiers_go_on(take_over, amina):
    take_over([HEADER, SAMER])

    assert Dossier.objects.get(persoon__achternaam="Haddad").nummer > amina.nummer


def test_the_logbook_names_everybody_once(take_over):
    take_over([HEADER, AMINA, SAMER])

    line = AuditEntry.objects.get()
    assert set(line.data_subjects) == set(Persoon.objects.values_list("pk", flat=True))
    assert (line.actor_name, line.kanaal) == ("Overname van bestand", "systeem")


def test_the_number_of_queries_does_not_grow_with_the_rows(take_over, django_assert_max_num_queries):
    rows = [["", f"28{number:08}", f"Naam{number}", *AMINA[3:]] for number in range(300)]

    with django_assert_max_num_queries(25):
        take_over([HEADER, *rows])

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dossiers_dossier")
        assert cursor.fetchone() == (300,)


def test_a_mapping_that_was_kept_is_followed_the_next_time(take_over, tmp_path):
    kept = tmp_path / "koppeling.toml"
    take_over([HEADER, AMINA], proef=True, bewaar_koppeling=kept)
    kept.write_text(kept.read_text().replace('"Achternaam"', '"Wie"'))

    take_over([[*HEADER[:2], "Wie", *HEADER[3:]], AMINA], koppeling=kept)

    assert Persoon.objects.get().achternaam == "Yohannes"


def test_a_column_name_that_a_spreadsheet_would_compute_is_made_harmless(take_over, tmp_path):
    mapping = tmp_path / "koppeling.toml"
    mapping.write_text('[kolommen]\nhuisvesting = "=1+1"', encoding="utf-8")

    take_over([[*HEADER, "=1+1"], [*AMINA, ""], [*SAMER, "geen datum"]], koppeling=mapping, hoogstens_fout=50)

    assert ";'=1+1;" in take_over.errors.read_text(encoding="utf-8-sig")

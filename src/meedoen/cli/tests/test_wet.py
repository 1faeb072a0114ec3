import csv
import io
from datetime import date

import polars as pl
import pytest

from meedoen.cli.__main__ import main
from meedoen.cli.wet import read_file
from meedoen.wet.termijn.compute import OUTCOME
from meedoen.wet.termijn.feiten import COLUMNS

HEADER = ",".join(COLUMNS)
GOOD = "A,asielstatushouder,ja,2026-03-06,2026-01-12,,,,B,2026-09-01,,"
EMPTY = "B,,,,,,,,,,,"


@pytest.fixture
def compute(tmp_path, capsys):
    """Run the command on some lines; gives exit code, outcome as rows, and the lines of the error output."""

    def run(*lines, encoding="utf-8", arguments=(), header=HEADER):
        feiten, off = tmp_path / "feiten.csv", tmp_path / "termijnen.csv"
        feiten.write_bytes("\n".join([header, *lines]).encode(encoding))
        code = main(
            ["wet", "termijnen", str(feiten), "--peildatum", "2026-11-22", "--uit", str(off), *arguments]
        )
        rows = (
            list(csv.DictReader(io.StringIO(off.read_text(encoding="utf-8"), newline="")))
            if off.exists()
            else None
        )
        return code, rows, capsys.readouterr().err.splitlines()

    return run


def test_a_file_of_facts_becomes_a_file_of_terms(compute):
    code, rows, errors = compute(GOOD, EMPTY)
    assert (code, errors) == (0, [])
    assert tuple(rows[0]) == OUTCOME
    assert [row["dossier"] for row in rows] == ["A"] * 6 + ["B"] * 6
    assert rows[0] == {
        "dossier": "A",
        "termijn": "pip",
        "begin": "2026-03-06",
        "laatste_dag_ruw": "2026-05-15",
        "laatste_dag": "2026-05-18",
        "verschoven_door": "gelijkgestelde dag, zaterdag, zondag",
        "status": "te_laat",
        "gehaald_op": "",
        "grondslag": "art. 5.3 Besluit inburgering 2021",
        "zekerheid": "S",
    }


def test_a_byte_order_mark_and_another_order_of_columns_change_nothing(compute):
    _, plain, _ = compute(GOOD)
    reversed_ = ",".join(reversed(GOOD.split(",")))
    code, rows, _ = compute(reversed_, encoding="utf-8-sig", header=",".join(reversed(COLUMNS)))
    assert (code, rows) == (0, plain)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("C,toerist,,,,,,,,,,", 'doelgroep: "toerist" is geen bekende waarde'),
        ("C,,misschien,,,,,,,,,", 'asielvergunning: "misschien"'),
        ("C,,,,,,,,X,,,", 'leerroute: "X"'),
        ("C,,,2026-02-30,,,,,,,,", 'kennisgeving_duo: "2026-02-30" bestaat niet'),
        ("C,,,01-02-2026,,,,,,,,", 'kennisgeving_duo: "01-02-2026" is geen datum'),
        ("C,,,2026-1-2,,,,,,,,", 'kennisgeving_duo: "2026-1-2" is geen datum'),
        ("C,,,9999-12-31,,,,,,,,", "ligt buiten 1900-2199"),
        (",,,,,,,,,,,", "dossier: het nummer ontbreekt"),
        ("A,,,,,,,,,,,", "dossier: dit nummer staat al eerder in het bestand"),
        ("C,,,", "4 velden in plaats van 12"),
        ("C,,,,,,,,,,,,,", "14 velden in plaats van 12"),
        ('C,"a"b,,,,,,,,,,', "de aanhalingstekens kloppen niet"),
        ("C,toerist,,2026-02-30,,,,,,,,", "; kennisgeving_duo:"),
    ],
)
def test_a_bad_row_is_reported_and_the_good_rows_are_computed(compute, row, reason):
    code, rows, errors = compute(GOOD, row, EMPTY)
    assert code == 2
    assert [row["dossier"] for row in rows[::6]] == ["A", "B"]
    assert errors[0].startswith("regel 3: ")
    assert reason in errors[0]
    assert errors[1] == "1 slechte rijen overgeslagen, 2 dossiers berekend."


def test_a_line_break_inside_quotes_does_not_shift_the_line_numbers(compute):
    code, rows, errors = compute('"A\nmet een regel erbij",,,,,,,,,,,', "", "C,,,,,,,,X,,,", EMPTY)
    assert code == 2
    assert [row["dossier"] for row in rows[::6]] == ["A\nmet een regel erbij", "B"]
    assert errors[0].startswith("regel 5: leerroute")


def test_a_bad_value_cannot_write_control_characters_to_the_screen(compute):
    _, _, errors = compute("C,\x1b[31mrood,,,,,,,,,,")
    assert "\x1b" not in errors[0]


def test_a_quote_that_never_closes_is_one_bad_row(compute):
    code, rows, errors = compute(EMPTY, '"C,,,,,,,,,,,', GOOD)
    assert code == 2
    assert [row["dossier"] for row in rows[::6]] == ["B"]
    assert errors[0].startswith("regel 3: de aanhalingstekens")


def test_bad_rows_are_reported_in_the_order_of_the_file(compute):
    _, _, errors = compute("C,,,,,,,,X,,,", "D,,", "E,,,,,,,,X,,,")
    assert [error.split(":")[0] for error in errors[:3]] == ["regel 2", "regel 3", "regel 4"]


def test_a_missing_column_is_named_in_one_sentence(compute):
    code, rows, errors = compute(header=HEADER.replace(",geplaatst", ""))
    assert (code, rows, len(errors)) == (1, None, 1)
    assert "deze kolommen ontbreken: geplaatst" in errors[0]


def test_a_file_that_is_not_utf8_is_refused_in_one_sentence(compute):
    code, rows, errors = compute("Zoë,,,,,,,,,,,", encoding="latin-1")
    assert (code, rows) == (1, None)
    assert errors == ["feiten.csv kan niet worden gelezen: het is geen UTF-8. Sla het op als CSV in UTF-8."]


def test_a_column_that_stands_there_twice_is_refused(compute):
    code, _, errors = compute(header=HEADER + ",leerroute")
    assert (code, errors) == (
        1,
        ["feiten.csv kan niet worden gelezen: deze kolommen staan er vaker in: leerroute."],
    )


def test_a_missing_or_empty_file_is_told_in_one_sentence(tmp_path, capsys):
    (tmp_path / "leeg.csv").touch()
    for name, reason in (("weg.csv", "bestaat niet"), ("leeg.csv", "is leeg"), (".", "het is een map")):
        assert main(["wet", "termijnen", str(tmp_path / name)]) == 1
        [sentence] = capsys.readouterr().err.splitlines()
        assert reason in sentence


def test_an_outcome_that_cannot_be_written_is_told_in_one_sentence(compute, tmp_path):
    code, _, errors = compute(GOOD, arguments=["--uit", str(tmp_path / "geen" / "map.csv")])
    assert (code, errors) == (
        1,
        ["De uitkomst kan niet worden geschreven: het bestand of de map bestaat niet."],
    )


def test_an_impossible_reference_date_is_refused(tmp_path, capsys):
    assert main(["wet", "termijnen", str(tmp_path / "x.csv"), "--peildatum", "2026-02-30"]) != 0
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_header_alone_gives_a_header_alone(compute):
    code, rows, errors = compute()
    assert (code, rows, errors) == (0, [], [])


def test_without_a_file_the_outcome_comes_on_the_screen(tmp_path, capsys):
    (tmp_path / "feiten.csv").write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    assert main(["wet", "termijnen", str(tmp_path / "feiten.csv")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == ",".join(OUTCOME)


def test_terms_beyond_the_known_calendar_are_counted_on_the_error_output(compute):
    code, _, errors = compute("C,,,,,,2029-01-01,,,,,")
    assert code == 0
    assert errors[0].startswith("Let op: 1 termijnen eindigen buiten 2022-2028.")


def test_the_municipality_can_set_its_days_for_placement(compute):
    _, rows, _ = compute("C,,,,,,,,,,2026-12-01,", arguments=["--plaatsing-dagen", "5"])
    assert rows[5]["laatste_dag"] == "2026-12-06"


def test_a_large_file_is_read_in_parts_without_losing_rows(tmp_path, monkeypatch):
    monkeypatch.setattr("meedoen.cli.wet.ROWS_PER_TURN", 10)
    path = tmp_path / "feiten.csv"
    path.write_text(
        "\n".join([HEADER, *(f"{number},,,2026-01-05,,,,,,,," for number in range(95)), "3,,,,,,,,,,,"])
    )
    good, errors = read_file(path)
    assert good["dossier"].to_list() == [str(number) for number in range(95)]
    assert good["kennisgeving_duo"].unique().to_list() == [date(2026, 1, 5)]
    assert good.schema["geplaatst"] == pl.Date
    assert errors == [(97, "dossier: dit nummer staat al eerder in het bestand")]


def test_the_rules_are_shown_and_the_page_in_docs_is_current(capsys):
    assert main(["wet", "regels"]) == 0
    assert "Voorwaarden voor een PIP" in capsys.readouterr().out
    assert main(["wet", "regels", "--controleer"]) == 0, "run ./meedoen wet regels --markdown > docs/wet.md"


def test_a_stale_page_is_refused(tmp_path, monkeypatch, capsys):
    page = tmp_path / "wet.md"
    monkeypatch.setattr("meedoen.cli.wet.PAGE", page)
    assert main(["wet", "regels", "--controleer"]) == 1
    main(["wet", "regels", "--markdown"])
    page.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["wet", "regels", "--controleer"]) == 0
    page.write_text(page.read_text(encoding="utf-8").replace("tien weken", "elf weken"), encoding="utf-8")
    assert main(["wet", "regels", "--controleer"]) == 1


def test_measuring_prints_the_seconds_and_fails_when_they_are_too_many(monkeypatch, capsys):
    assert main(["wet", "meet", "--aantal", "1000"]) == 0
    assert "1000 dossiers, 6 termijnen, 6000 rijen" in capsys.readouterr().out
    monkeypatch.setattr("meedoen.cli.wet.AT_MOST_SECONDS", 0.0)
    assert main(["wet", "meet", "--aantal", "1000"]) == 1

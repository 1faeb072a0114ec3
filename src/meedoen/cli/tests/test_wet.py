import csv
import io
from datetime import date

import polars as pl
import pytest

from meedoen.cli.__main__ import main
from meedoen.cli.wet import lees_bestand
from meedoen.wet.termijn.compute import OUTCOME
from meedoen.wet.termijn.feiten import COLUMNS

KOP = ",".join(COLUMNS)
GOED = "A,asielstatushouder,ja,2026-03-06,2026-01-12,,,,B,2026-09-01,,"
LEEG = "B,,,,,,,,,,,"


@pytest.fixture
def bereken(tmp_path, capsys):
    """Run the command on some lines; gives exit code, outcome as rows, and the lines of the error output."""

    def run(*regels, codering="utf-8", argumenten=(), kop=KOP):
        feiten, uit = tmp_path / "feiten.csv", tmp_path / "termijnen.csv"
        feiten.write_bytes("\n".join([kop, *regels]).encode(codering))
        code = main(
            ["wet", "termijnen", str(feiten), "--peildatum", "2026-11-22", "--uit", str(uit), *argumenten]
        )
        rijen = (
            list(csv.DictReader(io.StringIO(uit.read_text(encoding="utf-8"), newline="")))
            if uit.exists()
            else None
        )
        return code, rijen, capsys.readouterr().err.splitlines()

    return run


def test_a_file_of_facts_becomes_a_file_of_terms(bereken):
    code, rijen, fouten = bereken(GOED, LEEG)
    assert (code, fouten) == (0, [])
    assert tuple(rijen[0]) == OUTCOME
    assert [rij["dossier"] for rij in rijen] == ["A"] * 6 + ["B"] * 6
    assert rijen[0] == {
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


def test_a_byte_order_mark_and_another_order_of_columns_change_nothing(bereken):
    _, gewoon, _ = bereken(GOED)
    omgekeerd = ",".join(reversed(GOED.split(",")))
    code, rijen, _ = bereken(omgekeerd, codering="utf-8-sig", kop=",".join(reversed(COLUMNS)))
    assert (code, rijen) == (0, gewoon)


@pytest.mark.parametrize(
    ("rij", "reden"),
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
def test_a_bad_row_is_reported_and_the_good_rows_are_computed(bereken, rij, reden):
    code, rijen, fouten = bereken(GOED, rij, LEEG)
    assert code == 2
    assert [rij["dossier"] for rij in rijen[::6]] == ["A", "B"]
    assert fouten[0].startswith("regel 3: ")
    assert reden in fouten[0]
    assert fouten[1] == "1 slechte rijen overgeslagen, 2 dossiers berekend."


def test_a_line_break_inside_quotes_does_not_shift_the_line_numbers(bereken):
    code, rijen, fouten = bereken('"A\nmet een regel erbij",,,,,,,,,,,', "", "C,,,,,,,,X,,,", LEEG)
    assert code == 2
    assert [rij["dossier"] for rij in rijen[::6]] == ["A\nmet een regel erbij", "B"]
    assert fouten[0].startswith("regel 5: leerroute")


def test_a_bad_value_cannot_write_control_characters_to_the_screen(bereken):
    _, _, fouten = bereken("C,\x1b[31mrood,,,,,,,,,,")
    assert "\x1b" not in fouten[0]


def test_a_quote_that_never_closes_is_one_bad_row(bereken):
    code, rijen, fouten = bereken(LEEG, '"C,,,,,,,,,,,', GOED)
    assert code == 2
    assert [rij["dossier"] for rij in rijen[::6]] == ["B"]
    assert fouten[0].startswith("regel 3: de aanhalingstekens")


def test_bad_rows_are_reported_in_the_order_of_the_file(bereken):
    _, _, fouten = bereken("C,,,,,,,,X,,,", "D,,", "E,,,,,,,,X,,,")
    assert [fout.split(":")[0] for fout in fouten[:3]] == ["regel 2", "regel 3", "regel 4"]


def test_a_missing_column_is_named_in_one_sentence(bereken):
    code, rijen, fouten = bereken(kop=KOP.replace(",geplaatst", ""))
    assert (code, rijen, len(fouten)) == (1, None, 1)
    assert "deze kolommen ontbreken: geplaatst" in fouten[0]


def test_a_file_that_is_not_utf8_is_refused_in_one_sentence(bereken):
    code, rijen, fouten = bereken("Zoë,,,,,,,,,,,", codering="latin-1")
    assert (code, rijen) == (1, None)
    assert fouten == ["feiten.csv kan niet worden gelezen: het is geen UTF-8. Sla het op als CSV in UTF-8."]


def test_a_column_that_stands_there_twice_is_refused(bereken):
    code, _, fouten = bereken(kop=KOP + ",leerroute")
    assert (code, fouten) == (
        1,
        ["feiten.csv kan niet worden gelezen: deze kolommen staan er vaker in: leerroute."],
    )


def test_a_missing_or_empty_file_is_told_in_one_sentence(tmp_path, capsys):
    (tmp_path / "leeg.csv").touch()
    for naam, reden in (("weg.csv", "bestaat niet"), ("leeg.csv", "is leeg"), (".", "het is een map")):
        assert main(["wet", "termijnen", str(tmp_path / naam)]) == 1
        [zin] = capsys.readouterr().err.splitlines()
        assert reden in zin


def test_an_outcome_that_cannot_be_written_is_told_in_one_sentence(bereken, tmp_path):
    code, _, fouten = bereken(GOED, argumenten=["--uit", str(tmp_path / "geen" / "map.csv")])
    assert (code, fouten) == (
        1,
        ["De uitkomst kan niet worden geschreven: het bestand of de map bestaat niet."],
    )


def test_an_impossible_reference_date_is_refused(tmp_path, capsys):
    assert main(["wet", "termijnen", str(tmp_path / "x.csv"), "--peildatum", "2026-02-30"]) != 0
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_header_alone_gives_a_header_alone(bereken):
    code, rijen, fouten = bereken()
    assert (code, rijen, fouten) == (0, [], [])


def test_without_a_file_the_outcome_comes_on_the_screen(tmp_path, capsys):
    (tmp_path / "feiten.csv").write_text(f"{KOP}\n{GOED}\n", encoding="utf-8")
    assert main(["wet", "termijnen", str(tmp_path / "feiten.csv")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == ",".join(OUTCOME)


def test_terms_beyond_the_known_calendar_are_counted_on_the_error_output(bereken):
    code, _, fouten = bereken("C,,,,,,2029-01-01,,,,,")
    assert code == 0
    assert fouten[0].startswith("Let op: 1 termijnen eindigen buiten 2022-2028.")


def test_the_municipality_can_set_its_days_for_placement(bereken):
    _, rijen, _ = bereken("C,,,,,,,,,,2026-12-01,", argumenten=["--plaatsing-dagen", "5"])
    assert rijen[5]["laatste_dag"] == "2026-12-06"


def test_a_large_file_is_read_in_parts_without_losing_rows(tmp_path, monkeypatch):
    monkeypatch.setattr("meedoen.cli.wet.RIJEN_PER_KEER", 10)
    pad = tmp_path / "feiten.csv"
    pad.write_text(
        "\n".join([KOP, *(f"{nummer},,,2026-01-05,,,,,,,," for nummer in range(95)), "3,,,,,,,,,,,"])
    )
    goed, fouten = lees_bestand(pad)
    assert goed["dossier"].to_list() == [str(nummer) for nummer in range(95)]
    assert goed["kennisgeving_duo"].unique().to_list() == [date(2026, 1, 5)]
    assert goed.schema["geplaatst"] == pl.Date
    assert fouten == [(97, "dossier: dit nummer staat al eerder in het bestand")]


def test_the_rules_are_shown_and_the_page_in_docs_is_current(capsys):
    assert main(["wet", "regels"]) == 0
    assert "Voorwaarden voor een PIP" in capsys.readouterr().out
    assert main(["wet", "regels", "--controleer"]) == 0, "run ./meedoen wet regels --markdown > docs/wet.md"


def test_a_stale_page_is_refused(tmp_path, monkeypatch, capsys):
    pagina = tmp_path / "wet.md"
    monkeypatch.setattr("meedoen.cli.wet.PAGINA", pagina)
    assert main(["wet", "regels", "--controleer"]) == 1
    main(["wet", "regels", "--markdown"])
    pagina.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["wet", "regels", "--controleer"]) == 0
    pagina.write_text(pagina.read_text(encoding="utf-8").replace("tien weken", "elf weken"), encoding="utf-8")
    assert main(["wet", "regels", "--controleer"]) == 1


def test_measuring_prints_the_seconds_and_fails_when_they_are_too_many(monkeypatch, capsys):
    assert main(["wet", "meet", "--aantal", "1000"]) == 0
    assert "1000 dossiers, 6 termijnen, 6000 rijen" in capsys.readouterr().out
    monkeypatch.setattr("meedoen.cli.wet.HOOGSTENS_SECONDEN", 0.0)
    assert main(["wet", "meet", "--aantal", "1000"]) == 1

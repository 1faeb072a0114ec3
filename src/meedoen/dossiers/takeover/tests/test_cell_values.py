"""Cells of all sorts become values, or a sentence that says what to do and nothing of the value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.dossiers.takeover.cell_values import (
    CautionError,
    CellValueError,
    read_date,
    read_value,
    value_kind,
)
from meedoen.dossiers.takeover.column_mapping import ColumnMapping, ColumnMappingError, as_toml, link
from meedoen.dossiers.takeover.fields import FIELD, FIELDS, bare_name
from meedoen.dossiers.takeover.reading import ReadError, read_table
from meedoen.dossiers.takeover.tests.helpers import AMINA, HEADER, MALEE, SAMER, write_csv, write_xlsx


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01T00:00:00", date(2026, 3, 1)),
        ("2026-03-01 00:00:00", date(2026, 3, 1)),
        ("1-3-2026", date(2026, 3, 1)),
        ("01/03/2026", date(2026, 3, 1)),
        ("01.03.2026", date(2026, 3, 1)),
        ("1 maart 2026", date(2026, 3, 1)),
        ("1 mrt. 2026", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        ("46082", date(2026, 3, 1)),
    ],
)
def test_a_date_is_read_as_people_and_excel_write_it(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["31-02-2026", "2026-13-01", "1-3-26", "vorige week", "12", "999999999"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(CellValueError):
        read_date(text)


@given(st.dates(date(1910, 1, 1), date(2100, 1, 1)))
def test_every_day_survives_every_way_of_writing_it(day):
    written = [day.isoformat(), f"{day:%d-%m-%Y}", f"{day:%Y%m%d}", str((day - date(1899, 12, 30)).days)]

    assert {read_date(text) for text in written} == {day}


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("bsn", "9999.90.019", "999990019"),
        ("v_nummer", "V-2812345678", "2812345678"),
        ("doelgroep", "Vergunninghouder", "asielstatushouder"),
        ("leerroute", "Zelfredzaamheidsroute", "Z"),
        ("contacttaal", "Tigrinya", "ti"),
        ("tolk_nodig", "x", "ja"),
        ("geslacht", "V", "vrouw"),
    ],
)
def test_a_value_is_read_as_municipalities_write_it(field, text, value):
    assert read_value(FIELD[field], text, {}) == value


def test_a_municipality_says_what_its_own_words_mean():
    assert (
        read_value(FIELD["doelgroep"], "Nareiziger", {"nareiziger": "asielstatushouder"})
        == "asielstatushouder"
    )


@pytest.mark.parametrize("text", ["00-00-1985", "19850000", "1985-00-00", "1985"])
def test_a_birth_day_that_nobody_knows_stays_empty(text):
    with pytest.raises(CautionError):
        read_value(FIELD["geboortedatum"], text, {})


@given(st.text(min_size=1, max_size=40).map(lambda text: f"Fatima {text}"))
def test_no_message_repeats_the_value(text):
    said = [value_kind(text)]
    for field in FIELDS:
        try:
            read_value(field, text, {})
        except CellValueError as error:
            said.append(str(error))

    assert not any(text in sentence for sentence in said)


def test_no_two_fields_go_by_the_same_name():
    names = [
        bare_name(name) for field in FIELDS for name in {bare_name(n) for n in (field.naam, *field.otherwise)}
    ]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252")])
def test_a_file_is_read_whatever_spreadsheet_wrote_it(tmp_path, separator, encoding):
    path = write_csv(
        tmp_path / "a.csv",
        [HEADER, ["", "1", "Büşra" if encoding[0] == "u" else "Zoë"]],
        separator=separator,
        encoding=encoding,
    )

    columns, rows = read_table(path)

    assert columns == HEADER
    assert [(row.line, row.cells[2]) for row in rows] == [(2, "Büşra" if encoding[0] == "u" else "Zoë")]


def test_excel_and_csv_give_the_same_rows(tmp_path):
    rows = [HEADER, AMINA, SAMER, MALEE]

    in_csv, in_xlsx = (
        read_table(one)
        for one in (write_csv(tmp_path / "a.csv", rows), write_xlsx(tmp_path / "a.xlsx", rows))
    )

    assert in_csv[0] == in_xlsx[0]
    assert [(row.line, list(row.cells)) for row in in_csv[1]] == [
        (row.line, list(row.cells)) for row in in_xlsx[1]
    ]


def test_the_line_number_is_that_of_the_file_also_after_a_cell_of_two_lines(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('bsn,achternaam\n"","twee\nregels"\n\n999990019,Haddad\n', encoding="utf-8")

    assert [row.line for row in read_table(path)[1]] == [2, 5]


@pytest.mark.parametrize(("name", "content"), [("a.csv", b""), ("a.xlsx", b"geen zip"), ("a.csv", b"a\0b")])
def test_a_file_that_is_none_is_told_in_one_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ReadError):
        list(read_table(tmp_path / name)[1])


def test_columns_are_recognised_by_many_names():
    found = link(["Burgerservicenummer", "Geslachtsnaam", "Geb.Datum", "Datum intake", "Kleur"])

    assert dict(found.places) == {"bsn": 0, "achternaam": 1, "geboortedatum": 2, "intake_gestart": 3}
    assert found.unused == ("Kleur",)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (["bsn", "voornaam"], "achternaam"),
        (["achternaam", "voornaam"], "BSN"),
        (["bsn", "achternaam", "familienaam"], "allebei achternaam"),
    ],
)
def test_columns_that_do_not_suffice_are_refused(columns, why):
    with pytest.raises(ColumnMappingError, match=why):
        link(columns)


def test_a_saved_mapping_gives_the_same_again(tmp_path):
    columns = ["nr", 'wie "is" het', "BSN"]
    mapping = ColumnMapping(
        {"achternaam": 1, "bsn": 2, "bron_nummer": 0}, {"doelgroep": {"nareis": "asielstatushouder"}}
    )
    path = tmp_path / "koppeling.toml"

    path.write_text(as_toml(mapping, columns), encoding="utf-8")

    again = link(columns, path)
    assert (dict(again.places), dict(again.values)) == (dict(mapping.places), dict(mapping.values))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[kolommen", "geldig TOML"),
        ('[kolommen]\nachternaam = "Weg"', "staat niet in het bestand"),
        ('[kolommen]\nschoenmaat = "bsn"', "geen veld"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(tmp_path, text, why):
    path = tmp_path / "koppeling.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ColumnMappingError, match=why):
        link(["bsn", "achternaam"], path)

"""From the text of a cell to a value, or to what is wrong with it and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from meedoen.dossiers.numbers import is_bsn
from meedoen.dossiers.takeover.fields import CellType, Field

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari",
            "feb februari",
            "mrt maart",
            "apr april",
            "mei",
            "jun juni",
            "jul juli",
            "aug augustus",
            "sep sept september",
            "okt oktober",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")
DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: \d{1,2}:\d{2}(:\d{2})?)?")
JOINED = re.compile(r"(\d{4})(\d{2})(\d{2})")
DEREGISTERED = re.compile(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})")
EXCEL_BEGIN = date(1899, 12, 30)
EXCEL_LIMITS = (3_654, 80_000)
"""Numbers that Excel means as a day from 1910 up to 2119; a longer or shorter number is no date."""


class CellValueError(ValueError):  # the Dutch word for it
    """A value that cannot be taken over; the message says what to do, and repeats nothing of the value."""


class CautionError(CellValueError):  # the Dutch word for it
    """A value that is left empty, and that somebody should look at; the row itself is good."""


def value_kind(text: str) -> str:
    """What kind of thing stands in a cell, without repeating it: for the report of errors."""
    text = text.strip()
    if not text:
        return "leeg"
    if text.isdigit():
        return f"getal van {len(text)} cijfers"
    if re.fullmatch(r"[\d\-/. :T]+", text):
        return "datum of getal met tekens"
    return f"tekst van {len(text)} tekens"


def read_value(field: Field, text: str, own: Mapping[str, str]) -> str | date:
    """The value of a cell that is not empty.

    Args:
        eigen: what this municipality writes for the choices of this field, lower case.

    Raises:
        WaardeFout: it is not what the field asks for.
    """
    text = " ".join(text.split())
    if text.casefold() in own:
        text = own[text.casefold()]
    return READERS[field.soort](field, text)


def read_date(text: str) -> date:
    """A date in ISO (2026-03-01), Dutch (1-3-2026, 1 maart 2026) or Excel form.

    Raises:
        WaardeFout: something else, or a day that does not exist.
    """
    low = text.casefold()
    parts: tuple[int, int, int] | None = None
    if found := ISO.fullmatch(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif found := DUTCH.fullmatch(text):
        parts = (int(found[3]), int(found[2]), int(found[1]))
    elif found := JOINED.fullmatch(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif (found := DEREGISTERED.fullmatch(low)) and found[2] in MONTHS:
        parts = (int(found[3]), MONTHS[found[2]], int(found[1]))
    elif text.isdigit() and EXCEL_LIMITS[0] <= int(text) <= EXCEL_LIMITS[1]:
        return EXCEL_BEGIN + timedelta(days=int(text))
    if parts is None:
        raise CellValueError("Dit is geen datum die we kennen. Schrijf jjjj-mm-dd of dd-mm-jjjj.")
    try:
        return date(*parts)
    except ValueError:
        raise CellValueError("Deze dag bestaat niet. Controleer dag en maand.") from None


def _geboortedatum(_field: Field, tekst: str) -> date:
    if re.fullmatch(r"(0{1,2}[-/.]0{1,2}[-/.]\d{4}|\d{4}0000|\d{4}(-00-00)?)", tekst):
        raise CautionError("De geboortedag is niet bekend. De geboortedatum blijft leeg; vul hem later aan.")
    return read_date(tekst)


def _bsn(_field: Field, tekst: str) -> str:
    figures = re.sub(r"[ .-]", "", tekst)
    # A spreadsheet drops the zero in front.
    figures = figures.zfill(9) if len(figures) == 8 else figures
    if not is_bsn(figures):
        raise CellValueError("Dit BSN voldoet niet aan de elfproef. Zoek het op in de BRP of laat het leeg.")
    return figures


def _v_number(_field: Field, tekst: str) -> str:
    figures = re.sub(r"^[vV][- ]?|[ .-]", "", tekst)
    if not (figures.isascii() and figures.isdigit() and len(figures) <= 10):
        raise CellValueError(
            "Een V-nummer heeft alleen cijfers, hooguit 10. Controleer het of laat het leeg."
        )
    return figures


def _text(field: Field, tekst: str) -> str:
    if len(tekst) > field.length:
        raise CellValueError(f"Deze tekst is te lang: er passen {field.length} tekens. Maak hem korter.")
    if field.naam == "email":
        try:
            validate_email(tekst)
        except ValidationError:
            raise CautionError("Dit is geen e-mailadres. Het blijft leeg; vul het later aan.") from None
    return tekst


def _choice(field: Field, tekst: str) -> str:
    choices = field.choices or {}
    if tekst.casefold() in choices:
        return choices[tekst.casefold()]
    possible = ", ".join(dict.fromkeys(choices.values()))
    raise CellValueError(
        f"Deze waarde kennen we niet. Kies uit {possible}, of zeg in de koppeling wat hij betekent."
    )


READERS: Mapping[CellType, Callable[[Field, str], str | date]] = {
    CellType.TEXT: _text,
    CellType.NAME: _text,
    CellType.BSN: _bsn,
    CellType.V_NUMMER: _v_number,
    CellType.DATE: lambda _field, text: read_date(text),
    CellType.GEBOORTEDATUM: _geboortedatum,
    CellType.CHOICE: _choice,
    CellType.YES_NO: _choice,
}

"""From the text of a cell to a value, or to what is wrong with it and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from meedoen.dossiers.numbers import is_bsn
from meedoen.dossiers.takeover.fields import Soort, Veld

MAANDEN = {
    naam: nummer
    for nummer, namen in enumerate(
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
    for naam in namen.split()
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")
NEDERLANDS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: \d{1,2}:\d{2}(:\d{2})?)?")
AANEEN = re.compile(r"(\d{4})(\d{2})(\d{2})")
UITGESCHREVEN = re.compile(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})")
EXCEL_BEGIN = date(1899, 12, 30)
EXCEL_GRENZEN = (3_654, 80_000)
"""Numbers that Excel means as a day from 1910 up to 2119; a longer or shorter number is no date."""


class WaardeFout(ValueError):  # noqa: N818  # the Dutch word for it
    """A value that cannot be taken over; the message says what to do, and repeats nothing of the value."""


class LetOp(WaardeFout):  # the Dutch word for it
    """A value that is left empty, and that somebody should look at; the row itself is good."""


def waardesoort(tekst: str) -> str:
    """What kind of thing stands in a cell, without repeating it: for the report of errors."""
    tekst = tekst.strip()
    if not tekst:
        return "leeg"
    if tekst.isdigit():
        return f"getal van {len(tekst)} cijfers"
    if re.fullmatch(r"[\d\-/. :T]+", tekst):
        return "datum of getal met tekens"
    return f"tekst van {len(tekst)} tekens"


def lees_waarde(veld: Veld, tekst: str, eigen: Mapping[str, str]) -> str | date:
    """The value of a cell that is not empty.

    Args:
        eigen: what this municipality writes for the choices of this field, lower case.

    Raises:
        WaardeFout: it is not what the field asks for.
    """
    tekst = " ".join(tekst.split())
    if tekst.casefold() in eigen:
        tekst = eigen[tekst.casefold()]
    return LEZERS[veld.soort](veld, tekst)


def lees_datum(tekst: str) -> date:
    """A date in ISO (2026-03-01), Dutch (1-3-2026, 1 maart 2026) or Excel form.

    Raises:
        WaardeFout: something else, or a day that does not exist.
    """
    laag = tekst.casefold()
    delen: tuple[int, int, int] | None = None
    if gevonden := ISO.fullmatch(tekst):
        delen = (int(gevonden[1]), int(gevonden[2]), int(gevonden[3]))
    elif gevonden := NEDERLANDS.fullmatch(tekst):
        delen = (int(gevonden[3]), int(gevonden[2]), int(gevonden[1]))
    elif gevonden := AANEEN.fullmatch(tekst):
        delen = (int(gevonden[1]), int(gevonden[2]), int(gevonden[3]))
    elif (gevonden := UITGESCHREVEN.fullmatch(laag)) and gevonden[2] in MAANDEN:
        delen = (int(gevonden[3]), MAANDEN[gevonden[2]], int(gevonden[1]))
    elif tekst.isdigit() and EXCEL_GRENZEN[0] <= int(tekst) <= EXCEL_GRENZEN[1]:
        return EXCEL_BEGIN + timedelta(days=int(tekst))
    if delen is None:
        raise WaardeFout("Dit is geen datum die we kennen. Schrijf jjjj-mm-dd of dd-mm-jjjj.")
    try:
        return date(*delen)
    except ValueError:
        raise WaardeFout("Deze dag bestaat niet. Controleer dag en maand.") from None


def _geboortedatum(_veld: Veld, tekst: str) -> date:
    if re.fullmatch(r"(0{1,2}[-/.]0{1,2}[-/.]\d{4}|\d{4}0000|\d{4}(-00-00)?)", tekst):
        raise LetOp("De geboortedag is niet bekend. De geboortedatum blijft leeg; vul hem later aan.")
    return lees_datum(tekst)


def _bsn(_veld: Veld, tekst: str) -> str:
    cijfers = re.sub(r"[ .-]", "", tekst)
    # A spreadsheet drops the zero in front.
    cijfers = cijfers.zfill(9) if len(cijfers) == 8 else cijfers
    if not is_bsn(cijfers):
        raise WaardeFout("Dit BSN voldoet niet aan de elfproef. Zoek het op in de BRP of laat het leeg.")
    return cijfers


def _v_nummer(_veld: Veld, tekst: str) -> str:
    cijfers = re.sub(r"^[vV][- ]?|[ .-]", "", tekst)
    if not (cijfers.isascii() and cijfers.isdigit() and len(cijfers) <= 10):
        raise WaardeFout("Een V-nummer heeft alleen cijfers, hooguit 10. Controleer het of laat het leeg.")
    return cijfers


def _tekst(veld: Veld, tekst: str) -> str:
    if len(tekst) > veld.lengte:
        raise WaardeFout(f"Deze tekst is te lang: er passen {veld.lengte} tekens. Maak hem korter.")
    if veld.naam == "email":
        try:
            validate_email(tekst)
        except ValidationError:
            raise LetOp("Dit is geen e-mailadres. Het blijft leeg; vul het later aan.") from None
    return tekst


def _keuze(veld: Veld, tekst: str) -> str:
    keuzes = veld.keuzes or {}
    if tekst.casefold() in keuzes:
        return keuzes[tekst.casefold()]
    mogelijk = ", ".join(dict.fromkeys(keuzes.values()))
    raise WaardeFout(
        f"Deze waarde kennen we niet. Kies uit {mogelijk}, of zeg in de koppeling wat hij betekent."
    )


LEZERS: Mapping[Soort, Callable[[Veld, str], str | date]] = {
    Soort.TEKST: _tekst,
    Soort.NAAM: _tekst,
    Soort.BSN: _bsn,
    Soort.V_NUMMER: _v_nummer,
    Soort.DATUM: lambda _veld, tekst: lees_datum(tekst),
    Soort.GEBOORTEDATUM: _geboortedatum,
    Soort.KEUZE: _keuze,
    Soort.JA_NEE: _keuze,
}

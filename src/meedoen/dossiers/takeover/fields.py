"""What can be taken over, and under which names the columns of other systems go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from meedoen.basis.ui.languages import LANGUAGES
from meedoen.dossiers.phases import VALUES
from meedoen.dossiers.phases import FeitSoort as F


class CellType(Enum):
    """How a value is read."""

    TEXT = "tekst"
    NAME = "naam"
    BSN = "bsn"
    V_NUMMER = "v_nummer"
    DATE = "datum"
    GEBOORTEDATUM = "geboortedatum"
    CHOICE = "keuze"
    YES_NO = "ja_nee"


@dataclass(frozen=True)
class Field:
    """A field that can be filled from a file.

    Attributes:
        anders: other names for its column, besides its own.
        lengte: how many characters fit, for text.
        keuzes: for a choice, what is written in files → what we keep.
    """

    naam: str
    soort: CellType = CellType.TEXT
    otherwise: tuple[str, ...] = ()
    length: int = 120
    choices: Mapping[str, str] | None = None


YES_NO = dict.fromkeys(("ja", "j", "yes", "y", "true", "waar", "1", "x"), "ja") | dict.fromkeys(
    ("nee", "n", "no", "false", "onwaar", "0"), "nee"
)
GESLACHT = (
    dict.fromkeys(("m", "man", "mannelijk", "1"), "man")
    | dict.fromkeys(("v", "vrouw", "vrouwelijk", "f", "2"), "vrouw")
    | dict.fromkeys(("o", "x", "onbekend", "0"), "onbekend")
)
DOELGROEP = dict.fromkeys(
    ("asielstatushouder", "asiel", "statushouder", "asielmigrant", "vergunninghouder", "vh", "a"),
    "asielstatushouder",
) | dict.fromkeys(
    (
        "gezinsmigrant",
        "gezins- en overige migrant",
        "gezinsmigrant en overige migrant",
        "gezinshereniger",
        "gezinsvormer",
        "gezin",
        "overige migrant",
        "overig",
        "regulier",
        "geestelijk bedienaar",
        "g",
    ),
    "gezinsmigrant",
)
LEERROUTE = (
    dict.fromkeys(("b", "b1", "b1-route", "b1 route", "b1route"), "B")
    | dict.fromkeys(("o", "onderwijsroute", "onderwijs"), "O")
    | dict.fromkeys(("z", "z-route", "z route", "zelfredzaamheidsroute", "zroute"), "Z")
)
RESIDENCE = (
    dict.fromkeys(("azc", "coa", "opvang"), "azc")
    | dict.fromkeys(("woning", "eigen woning", "huis"), "woning")
    | dict.fromkeys(("tijdelijk", "tijdelijk adres", "logeert"), "tijdelijk")
    | {"onbekend": "onbekend"}
)
LANGUAGE = {code: code for code in LANGUAGES} | {
    str(language.naam).lower(): code for code, language in LANGUAGES.items()
}

FIELDS: tuple[Field, ...] = (
    Field(
        "bron_nummer",
        otherwise=("dossiernummer", "zaaknummer", "clientnummer", "client nr", "client id", "nummer"),
        length=50,
    ),
    Field("bsn", CellType.BSN, ("burgerservicenummer", "sofinummer", "bsn nummer", "bsnnr")),
    Field("v_nummer", CellType.V_NUMMER, ("vnr", "vreemdelingnummer", "vreemdelingennummer", "v nr")),
    Field("naam", CellType.NAME, ("volledige naam", "naam client", "naam inburgeraar"), 240),
    Field("voornamen", otherwise=("voornaam", "voorna(a)m(en)", "given name", "first name", "vn")),
    Field("roepnaam", length=60),
    Field("voorvoegsel", otherwise=("tussenvoegsel", "tussenvoegsels", "voorvoegsels", "tv"), length=20),
    Field("achternaam", otherwise=("geslachtsnaam", "familienaam", "last name", "surname", "an")),
    Field(
        "geboortedatum",
        CellType.GEBOORTEDATUM,
        ("geb datum", "geb dat", "gebdatum", "geboren", "geboren op", "date of birth"),
    ),
    Field("geslacht", CellType.CHOICE, ("m/v", "sekse", "gender"), choices=GESLACHT),
    Field(
        "land_van_herkomst",
        otherwise=("land", "herkomst", "herkomstland", "nationaliteit", "geboorteland"),
        length=60,
    ),
    Field("telefoon", otherwise=("tel", "telefoonnummer", "mobiel", "gsm", "tel nr"), length=22),
    Field("email", otherwise=("e mail", "mail", "emailadres", "e mailadres"), length=254),
    Field("contacttaal", CellType.CHOICE, ("taal", "voertaal", "moedertaal", "spreektaal"), choices=LANGUAGE),
    Field("tolk_nodig", CellType.YES_NO, ("tolk",), choices=YES_NO),
    Field(
        "adres_soort", CellType.CHOICE, ("verblijf", "huisvesting soort", "soort adres"), choices=RESIDENCE
    ),
    Field("plaats", otherwise=("woonplaats", "plaatsnaam", "woonplaatsnaam"), length=80),
    Field(
        "klantmanager",
        otherwise=(
            "consulent",
            "regisseur",
            "casemanager",
            "behandelaar",
            "contactpersoon",
            "trajectbegeleider",
        ),
        length=254,
    ),
    Field(F.KOPPELING, CellType.DATE, ("datum koppeling", "gekoppeld", "gekoppeld op", "koppeldatum")),
    Field(F.FIRST_CONTACT, CellType.DATE, ("datum eerste contact", "eerste gesprek", "kennismaking")),
    Field(
        F.HANDOVER,
        CellType.DATE,
        ("datum overdracht", "warme overdracht", "driegesprek", "datum driegesprek"),
    ),
    Field(
        F.HUISVESTING,
        CellType.DATE,
        ("datum huisvesting", "gehuisvest", "gehuisvest op", "datum sleutel", "verhuisd op"),
    ),
    Field(
        F.DOELGROEP, CellType.CHOICE, ("groep", "soort inburgeraar", "type inburgeraar"), choices=DOELGROEP
    ),
    Field(F.ASIELVERGUNNING, CellType.YES_NO, ("asiel vergunning", "heeft asielvergunning"), choices=YES_NO),
    Field(
        F.BEGIN_PLICHT,
        CellType.DATE,
        (
            "begin inburgeringsplicht",
            "start inburgeringsplicht",
            "datum inburgeringsplicht",
            "startdatum plicht",
        ),
    ),
    Field(
        F.KENNISGEVING_DUO,
        CellType.DATE,
        (
            "kennisgeving",
            "datum kennisgeving",
            "brief duo",
            "datum brief duo",
            "kennisgeving inburgeringsplicht",
        ),
    ),
    Field(
        F.INSCHRIJVING_BRP,
        CellType.DATE,
        (
            "inschrijving gemeente",
            "datum inschrijving",
            "brp datum",
            "datum brp",
            "vestigingsdatum",
            "datum vestiging",
        ),
    ),
    Field(
        F.BIJSTAND_FROM,
        CellType.DATE,
        ("start bijstand", "datum bijstand", "uitkering vanaf", "ingangsdatum uitkering", "pw vanaf"),
    ),
    Field(
        F.INTAKE_STARTED,
        CellType.DATE,
        (
            "start intake",
            "datum intake",
            "intake",
            "brede intake",
            "start brede intake",
            "datum brede intake",
        ),
    ),
    Field(F.INFORMATION_THIRD_PARTIES, CellType.DATE, ("informatie van derden", "advies ontvangen")),
    Field(F.LBT, CellType.DATE, ("leerbaarheidstoets", "datum lbt", "datum leerbaarheidstoets")),
    Field(
        F.INTAKE_COMPLETED,
        CellType.DATE,
        ("einde intake", "intake klaar", "einde brede intake", "datum einde intake"),
    ),
    Field(F.LEERROUTE, CellType.CHOICE, ("route", "leer route"), choices=LEERROUTE),
    Field(
        F.PIP_DAGTEKENING,
        CellType.DATE,
        ("pip", "datum pip", "dagtekening pip", "pip datum", "pip vastgesteld", "dagtekening"),
    ),
    Field(F.PIP_MADE_KNOWN, CellType.DATE, ("pip verzonden", "datum verzending pip", "bekendmaking pip")),
    Field(
        F.SIGNED_IN_AANBIEDER,
        CellType.DATE,
        ("aanmelding taalschool", "aangemeld", "datum aanmelding", "aanmelding aanbieder"),
    ),
    Field(
        F.PLACED,
        CellType.DATE,
        ("start taalschool", "datum plaatsing", "plaatsing", "start les", "startdatum les"),
    ),
    Field(
        F.END_PLICHT,
        CellType.DATE,
        ("einde inburgeringsplicht", "einddatum plicht", "datum voldaan", "ingeburgerd op", "afgesloten op"),
    ),
)
FIELD = {field.naam: field for field in FIELDS}

FEIT_FIELDS = tuple(kind for kind in F if kind in FIELD)
DATE_FEITEN = tuple(kind for kind in FEIT_FIELDS if kind not in VALUES)


def bare_name(name: str) -> str:
    """A column name without what differs by accident: case, accents, punctuation, spaces."""
    without = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(
        r"[^a-z0-9]+", "", "".join(character for character in without if not unicodedata.combining(character))
    )

"""What can be taken over, and under which names the columns of other systems go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from meedoen.basis.ui.languages import TALEN
from meedoen.dossiers.phases import WAARDEN
from meedoen.dossiers.phases import FeitSoort as F


class Soort(Enum):
    """How a value is read."""

    TEKST = "tekst"
    NAAM = "naam"
    BSN = "bsn"
    V_NUMMER = "v_nummer"
    DATUM = "datum"
    GEBOORTEDATUM = "geboortedatum"
    KEUZE = "keuze"
    JA_NEE = "ja_nee"


@dataclass(frozen=True)
class Veld:
    """A field that can be filled from a file.

    Attributes:
        anders: other names for its column, besides its own.
        lengte: how many characters fit, for text.
        keuzes: for a choice, what is written in files → what we keep.
    """

    naam: str
    soort: Soort = Soort.TEKST
    anders: tuple[str, ...] = ()
    lengte: int = 120
    keuzes: Mapping[str, str] | None = None


JA_NEE = dict.fromkeys(("ja", "j", "yes", "y", "true", "waar", "1", "x"), "ja") | dict.fromkeys(
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
VERBLIJF = (
    dict.fromkeys(("azc", "coa", "opvang"), "azc")
    | dict.fromkeys(("woning", "eigen woning", "huis"), "woning")
    | dict.fromkeys(("tijdelijk", "tijdelijk adres", "logeert"), "tijdelijk")
    | {"onbekend": "onbekend"}
)
TAAL = {code: code for code in TALEN} | {str(taal.naam).lower(): code for code, taal in TALEN.items()}

VELDEN: tuple[Veld, ...] = (
    Veld(
        "bron_nummer",
        anders=("dossiernummer", "zaaknummer", "clientnummer", "client nr", "client id", "nummer"),
        lengte=50,
    ),
    Veld("bsn", Soort.BSN, ("burgerservicenummer", "sofinummer", "bsn nummer", "bsnnr")),
    Veld("v_nummer", Soort.V_NUMMER, ("vnr", "vreemdelingnummer", "vreemdelingennummer", "v nr")),
    Veld("naam", Soort.NAAM, ("volledige naam", "naam client", "naam inburgeraar"), 240),
    Veld("voornamen", anders=("voornaam", "voorna(a)m(en)", "given name", "first name", "vn")),
    Veld("roepnaam", lengte=60),
    Veld("voorvoegsel", anders=("tussenvoegsel", "tussenvoegsels", "voorvoegsels", "tv"), lengte=20),
    Veld("achternaam", anders=("geslachtsnaam", "familienaam", "last name", "surname", "an")),
    Veld(
        "geboortedatum",
        Soort.GEBOORTEDATUM,
        ("geb datum", "geb dat", "gebdatum", "geboren", "geboren op", "date of birth"),
    ),
    Veld("geslacht", Soort.KEUZE, ("m/v", "sekse", "gender"), keuzes=GESLACHT),
    Veld(
        "land_van_herkomst",
        anders=("land", "herkomst", "herkomstland", "nationaliteit", "geboorteland"),
        lengte=60,
    ),
    Veld("telefoon", anders=("tel", "telefoonnummer", "mobiel", "gsm", "tel nr"), lengte=22),
    Veld("email", anders=("e mail", "mail", "emailadres", "e mailadres"), lengte=254),
    Veld("contacttaal", Soort.KEUZE, ("taal", "voertaal", "moedertaal", "spreektaal"), keuzes=TAAL),
    Veld("tolk_nodig", Soort.JA_NEE, ("tolk",), keuzes=JA_NEE),
    Veld("adres_soort", Soort.KEUZE, ("verblijf", "huisvesting soort", "soort adres"), keuzes=VERBLIJF),
    Veld("plaats", anders=("woonplaats", "plaatsnaam", "woonplaatsnaam"), lengte=80),
    Veld(
        "klantmanager",
        anders=(
            "consulent",
            "regisseur",
            "casemanager",
            "behandelaar",
            "contactpersoon",
            "trajectbegeleider",
        ),
        lengte=254,
    ),
    Veld(F.KOPPELING, Soort.DATUM, ("datum koppeling", "gekoppeld", "gekoppeld op", "koppeldatum")),
    Veld(F.EERSTE_CONTACT, Soort.DATUM, ("datum eerste contact", "eerste gesprek", "kennismaking")),
    Veld(
        F.OVERDRACHT,
        Soort.DATUM,
        ("datum overdracht", "warme overdracht", "driegesprek", "datum driegesprek"),
    ),
    Veld(
        F.HUISVESTING,
        Soort.DATUM,
        ("datum huisvesting", "gehuisvest", "gehuisvest op", "datum sleutel", "verhuisd op"),
    ),
    Veld(F.DOELGROEP, Soort.KEUZE, ("groep", "soort inburgeraar", "type inburgeraar"), keuzes=DOELGROEP),
    Veld(F.ASIELVERGUNNING, Soort.JA_NEE, ("asiel vergunning", "heeft asielvergunning"), keuzes=JA_NEE),
    Veld(
        F.BEGIN_PLICHT,
        Soort.DATUM,
        (
            "begin inburgeringsplicht",
            "start inburgeringsplicht",
            "datum inburgeringsplicht",
            "startdatum plicht",
        ),
    ),
    Veld(
        F.KENNISGEVING_DUO,
        Soort.DATUM,
        (
            "kennisgeving",
            "datum kennisgeving",
            "brief duo",
            "datum brief duo",
            "kennisgeving inburgeringsplicht",
        ),
    ),
    Veld(
        F.INSCHRIJVING_BRP,
        Soort.DATUM,
        (
            "inschrijving gemeente",
            "datum inschrijving",
            "brp datum",
            "datum brp",
            "vestigingsdatum",
            "datum vestiging",
        ),
    ),
    Veld(
        F.BIJSTAND_VANAF,
        Soort.DATUM,
        ("start bijstand", "datum bijstand", "uitkering vanaf", "ingangsdatum uitkering", "pw vanaf"),
    ),
    Veld(
        F.INTAKE_GESTART,
        Soort.DATUM,
        (
            "start intake",
            "datum intake",
            "intake",
            "brede intake",
            "start brede intake",
            "datum brede intake",
        ),
    ),
    Veld(F.INFORMATIE_DERDEN, Soort.DATUM, ("informatie van derden", "advies ontvangen")),
    Veld(F.LBT, Soort.DATUM, ("leerbaarheidstoets", "datum lbt", "datum leerbaarheidstoets")),
    Veld(
        F.INTAKE_AFGEROND,
        Soort.DATUM,
        ("einde intake", "intake klaar", "einde brede intake", "datum einde intake"),
    ),
    Veld(F.LEERROUTE, Soort.KEUZE, ("route", "leer route"), keuzes=LEERROUTE),
    Veld(
        F.PIP_DAGTEKENING,
        Soort.DATUM,
        ("pip", "datum pip", "dagtekening pip", "pip datum", "pip vastgesteld", "dagtekening"),
    ),
    Veld(F.PIP_BEKENDGEMAAKT, Soort.DATUM, ("pip verzonden", "datum verzending pip", "bekendmaking pip")),
    Veld(
        F.AANGEMELD_AANBIEDER,
        Soort.DATUM,
        ("aanmelding taalschool", "aangemeld", "datum aanmelding", "aanmelding aanbieder"),
    ),
    Veld(
        F.GEPLAATST,
        Soort.DATUM,
        ("start taalschool", "datum plaatsing", "plaatsing", "start les", "startdatum les"),
    ),
    Veld(
        F.EINDE_PLICHT,
        Soort.DATUM,
        ("einde inburgeringsplicht", "einddatum plicht", "datum voldaan", "ingeburgerd op", "afgesloten op"),
    ),
)
VELD = {veld.naam: veld for veld in VELDEN}

FEITVELDEN = tuple(soort for soort in F if soort in VELD)
DATUMFEITEN = tuple(soort for soort in FEITVELDEN if soort not in WAARDEN)


def kale_naam(naam: str) -> str:
    """A column name without what differs by accident: case, accents, punctuation, spaces."""
    zonder = unicodedata.normalize("NFKD", naam.casefold())
    return re.sub(r"[^a-z0-9]+", "", "".join(teken for teken in zonder if not unicodedata.combining(teken)))

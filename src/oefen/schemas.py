"""What goes over the line, with DUO's names.

What a request holds is checked strictly: a field DUO does not have is refused, also where its description
would let it pass unseen.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel, to_pascal


class OpDeLijn(BaseModel):
    """Something DUO describes; its names are written as DUO writes them."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", strict=True)

    def als_json(self) -> dict[str, Any]:
        """Return it as DUO would answer it: what is not known is left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class MetHoofdletters(OpDeLijn):
    """The few things of which DUO writes the names with a capital."""

    model_config = ConfigDict(alias_generator=to_pascal)


class Leerroute(StrEnum):
    B1 = "B"
    ONDERWIJS = "O"
    Z = "Z"


class NiveauPip(StrEnum):
    A2 = "A2"
    B1 = "B1"


class Alfabetisering(StrEnum):
    A = "A"
    AA = "AA"
    NVT = "NVT"


class Indeling(StrEnum):
    ASIEL = "Asielstatushouder"
    GEZIN = "Gezinsmigrant en overige migrant"


class GedetailleerdeDoelgroep(StrEnum):
    ASIELSTATUSHOUDER = "Asielstatushouder"
    GEESTELIJK_BEDIENAAR = "Geestelijk bedienaar"
    GEZINSHERENIGER = "Gezinshereniger"
    GEZINSHERENIGER_ASIEL = "Gezinshereniger met Asielstatushouder"
    GEZINSVORMER = "Gezinsvormer"
    GEZINSVORMER_ASIEL = "Gezinsvormer met Asielstatushouder"
    OVERIG = "Overig"


class Asielrechten(StrEnum):
    TOEGEKEND = "Asielrechten toegekend"
    BEHOUD = "Behoud asielrechten"
    OP_VERZOEK_BEHOUD_GEZIN = "Op verzoek behoud rechten van gezins- en overige migrant"
    OP_VERZOEK_GEZIN = "Op verzoek rechten van gezins- en overige migrant toegekend"


class RedenGeenPlicht(StrEnum):
    ONTHEFFING = "Volledige ontheffing"
    VRIJSTELLING = "Volledige vrijstelling"
    VOLDAAN = "Inburgeringsplicht voldaan"
    VERBLIJFSDOEL = "Verblijfsdoel gewijzigd"
    VERTREK = "Vertrek uit Nederland langer dan een jaar"
    OVERLIJDEN = "Overlijden"
    OVERIG = "Overig"
    TIJDELIJK = "Tijdelijke vrijstelling"


class Oordeel(StrEnum):
    TOEKENNING = "Toekenning"
    AFWIJZING = "Afwijzing"


class RedenVrijstelling(StrEnum):
    AVI = "AVI"
    DIP = "DIP"
    DOC = "DOC"
    GED = "GED"
    INB = "INB"
    INS = "INS"
    OPL = "OPL"


class Grond(StrEnum):
    BIJZONDER = "BIO"
    MEDISCH = "MED"


class Taalonderdeel(StrEnum):
    LEZEN = "LE"
    LUISTEREN = "LU"
    SCHRIJVEN = "SC"
    SPREKEN = "SP"


class Examenonderdeel(StrEnum):
    KNM = "KNM"
    LEZEN = "LE"
    LUISTEREN = "LU"
    SCHRIJVEN = "SC"
    SPREKEN = "SP"


class Examenniveau(StrEnum):
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"


class Uitslag(StrEnum):
    GESLAAGD = "Geslaagd"
    GEZAKT = "Gezakt"
    GEEN = "Geen"


class RedenGeenUitslag(StrEnum):
    VERWIJTBAAR = "Verwijtbaar"
    NIET_VERWIJTBAAR = "Nietverwijtbaar"
    AFGEMELD = "Afgemeld"
    ABSENT = "Absent"


class Haalbaar(StrEnum):
    WEL = "B1-route haalbaar"
    NIET = "B1-route niet haalbaar"
    ONBEKEND = "Onbekend"


class JaNee(StrEnum):
    JA = "Ja"
    NEE = "Nee"


class Plicht(OpDeLijn):
    """Duty to integrate; `einddatum` is its last day."""

    indicator_inburgeringsplicht: bool
    begindatum: date | None = None
    einddatum: date | None = None
    wijzigingsdatum: date | None = None
    datum_kennisgeving_inburgeringsplicht: date | None = None
    reden_geen_inburgeringsplicht: RedenGeenPlicht | None = None


class Plichthistorie(OpDeLijn):
    indicator_inburgeringsplicht: bool
    begindatum: date | None = None
    einddatum: date | None = None
    wijzigingsdatum: date | None = None


class Doelgroep(OpDeLijn):
    indeling: Indeling | None = None
    begindatum: date | None = None
    gedetailleerde_doelgroep: GedetailleerdeDoelgroep | None = None
    asielrechten_wijziging_verblijfsdoel: Asielrechten | None = None


class Doelgroephistorie(OpDeLijn):
    """A group somebody was in; `einddatum` is the last day."""

    indeling: Indeling | None = None
    begindatum: date | None = None
    einddatum: date | None = None


class Grondverlenging(OpDeLijn):
    code: Annotated[str, Field(min_length=1, max_length=10)]
    omschrijving: Annotated[str, Field(min_length=1, max_length=200)]


class Termijn(OpDeLijn):
    """The term; `einddatum` is the first day after it."""

    startdatum: date
    einddatum: date
    wijzigingsdatum: date | None = None
    verlengingsgrondcode: str | None = None
    verlengingsgrondomschrijving: str | None = None


class Termijnhistorie(OpDeLijn):
    einddatum: date | None = None
    wijzigingsdatum: date | None = None
    verlengingsgrondcode: str | None = None
    verlengingsgrondomschrijving: str | None = None


class Toetsresultaat(OpDeLijn):
    """A result of the leerbaarheidstoets; scores with a comma and two decimals."""

    resultaat: Haalbaar
    behaalde_score: Annotated[str, Field(pattern=r"^\d{1,3},\d{2}$")]
    benodigde_score: Annotated[str, Field(pattern=r"^\d{1,3},\d{2}$")]
    datum_afname: date


class Examenresultaat(OpDeLijn):
    examendatum: date
    resultaat: Uitslag
    reden_geen_resultaat: RedenGeenUitslag | None = None
    onderdeel: Examenonderdeel
    niveau: Examenniveau | None = None


class GratisPogingen(OpDeLijn):
    onderdeel: Examenonderdeel
    gratis_pogingen_tegoed: Annotated[int, Field(ge=0, le=99)]


class GeheleVrijstelling(OpDeLijn):
    oordeel: Oordeel
    reden: RedenVrijstelling
    datum_oordeel: date | None = None


class TijdelijkeVrijstelling(GeheleVrijstelling):
    """`einddatum` is the last day."""

    startdatum: date | None = None
    einddatum: date | None = None


class GedeeltelijkeVrijstelling(GeheleVrijstelling):
    examenonderdeel: Taalonderdeel | None = None
    examenniveau: NiveauPip | None = None


class Vrijstelling(MetHoofdletters):
    gehele_vrijstelling: GeheleVrijstelling | None = None
    tijdelijke_vrijstelling: TijdelijkeVrijstelling | None = None
    gedeeltelijke_vrijstelling: GedeeltelijkeVrijstelling | None = None


class GeheleOntheffing(OpDeLijn):
    oordeel: Oordeel
    datum_oordeel: date
    grond: Grond


class GedeeltelijkeOntheffing(GeheleOntheffing):
    examenonderdeel: Examenonderdeel | None = None
    uren_belastbaarheid_participatieactiviteit: Annotated[int, Field(ge=0, le=9999)] | None = None


class Ontheffing(MetHoofdletters):
    gehele_ontheffing: GeheleOntheffing | None = None
    gedeeltelijke_ontheffing: GedeeltelijkeOntheffing | None = None


class Pip(OpDeLijn):
    dagtekening_pip: date
    leerroute: Leerroute
    niveau: NiveauPip | None = None
    geschatte_intensiteit_b1_route: Annotated[int, Field(ge=1, le=9999)] | None = None
    indicator_mag_opleiding_afmaken: bool | None = None
    indicator_alfabetiseringsonderwijs: Alfabetisering | None = None


def _naam(woord: str) -> str:
    """Let through letters, white space, dashes, quotes and dots."""
    for teken in woord:
        soort = unicodedata.category(teken)
        if not (soort.startswith("L") or soort == "Pd" or teken.isspace() or teken in "'‘."):
            raise ValueError("een naam heeft alleen letters, spaties, streepjes en aanhalingstekens")
    return woord


class Contactgegevens(OpDeLijn):
    naam: Annotated[str, Field(max_length=100), AfterValidator(_naam)]
    email: Annotated[str, Field(min_length=4, max_length=241)]
    telefoonnummer: Annotated[
        str,
        Field(
            min_length=3,
            max_length=22,
            pattern=r"^(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}([,][1-9][0-9]{1,8})?$",
        ),
    ]


class Aanbod(OpDeLijn):
    """An offer at one school; `verwachte_einddatum_opleiding` is the first day after the course."""

    datum_inburgeringsaanbod: date | None = None
    verwachte_startdatum_opleiding: date | None = None
    verwachte_einddatum_opleiding: date | None = None
    indicator_alfabetiseringsonderwijs: Alfabetisering


class Instelling(OpDeLijn):
    instellingsnummer: Annotated[str, Field(min_length=10, max_length=10)]
    naam: Annotated[str, Field(min_length=1, max_length=128)]
    postcode: Annotated[str, Field(pattern=r"^[1-9][0-9]{3}[A-Z]{2}$")]
    huisnummer: Annotated[int, Field(ge=1, le=99999)]
    huisnummertoevoeging: str | None = None
    plaatsnaam: Annotated[str, Field(min_length=1, max_length=40)]
    bow: str | None = None
    brin: str | None = None
    indicatie_bow_keurmerk: bool = False
    indicatie_tst_keurmerk: bool = False


class ResultaatMap(OpDeLijn):
    datum_eindgesprek_map: date | None = None
    verwijtbaar: JaNee | None = None


class ResultaatPvt(OpDeLijn):
    datum_ondertekening_pvt: date | None = None
    verwijtbaar: JaNee | None = None


class ResultaatZroute(OpDeLijn):
    datum_afronding_zroute: date | None = None


class Uren(OpDeLijn):
    uren: Annotated[int, Field(ge=0, le=9999)]

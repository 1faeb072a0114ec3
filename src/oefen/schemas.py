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


class WireModel(BaseModel):
    """Something DUO describes; its names are written as DUO writes them."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", strict=True)

    def as_json(self) -> dict[str, Any]:
        """Return it as DUO would answer it: what is not known is left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class WithCapitals(WireModel):
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
    NOT_APPLICABLE = "NVT"


class Indeling(StrEnum):
    ASIEL = "Asielstatushouder"
    GEZIN = "Gezinsmigrant en overige migrant"


class DetailedDoelgroep(StrEnum):
    ASIELSTATUSHOUDER = "Asielstatushouder"
    RELIGIOUS_MINISTER = "Geestelijk bedienaar"
    GEZINSHERENIGER = "Gezinshereniger"
    GEZINSHERENIGER_ASIEL = "Gezinshereniger met Asielstatushouder"
    GEZINSVORMER = "Gezinsvormer"
    GEZINSVORMER_ASIEL = "Gezinsvormer met Asielstatushouder"
    OTHER = "Overig"


class Asielrechten(StrEnum):
    GRANTED = "Asielrechten toegekend"
    RETENTION = "Behoud asielrechten"
    ON_REQUEST_RETENTION_GEZIN = "Op verzoek behoud rechten van gezins- en overige migrant"
    ON_REQUEST_GEZIN = "Op verzoek rechten van gezins- en overige migrant toegekend"


class ReasonNoPlicht(StrEnum):
    ONTHEFFING = "Volledige ontheffing"
    VRIJSTELLING = "Volledige vrijstelling"
    VOLDAAN = "Inburgeringsplicht voldaan"
    VERBLIJFSDOEL = "Verblijfsdoel gewijzigd"
    DEPARTURE = "Vertrek uit Nederland langer dan een jaar"
    OVERLIJDEN = "Overlijden"
    OTHER = "Overig"
    TEMPORARY = "Tijdelijke vrijstelling"


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
    SPECIAL = "BIO"
    MEDICAL = "MED"


class LanguageComponent(StrEnum):
    READ = "LE"
    LISTENING = "LU"
    WRITE = "SC"
    SPEAK = "SP"


class Examenonderdeel(StrEnum):
    KNM = "KNM"
    READ = "LE"
    LISTENING = "LU"
    WRITE = "SC"
    SPEAK = "SP"


class Examenniveau(StrEnum):
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"


class Uitslag(StrEnum):
    GESLAAGD = "Geslaagd"
    GEZAKT = "Gezakt"
    NONE = "Geen"


class RedenGeenUitslag(StrEnum):
    VERWIJTBAAR = "Verwijtbaar"
    NOT_VERWIJTBAAR = "Nietverwijtbaar"
    SIGNED_OFF = "Afgemeld"
    ABSENT = "Absent"


class Feasible(StrEnum):
    INDEED = "B1-route haalbaar"
    NOT = "B1-route niet haalbaar"
    ONBEKEND = "Onbekend"


class YesNo(StrEnum):
    YES = "Ja"
    NO = "Nee"


class Plicht(WireModel):
    """Duty to integrate; `einddatum` is its last day."""

    indicator_inburgeringsplicht: bool
    begindatum: date | None = None
    einddatum: date | None = None
    wijzigingsdatum: date | None = None
    datum_kennisgeving_inburgeringsplicht: date | None = None
    reden_geen_inburgeringsplicht: ReasonNoPlicht | None = None


class Plichthistorie(WireModel):
    indicator_inburgeringsplicht: bool
    begindatum: date | None = None
    einddatum: date | None = None
    wijzigingsdatum: date | None = None


class Doelgroep(WireModel):
    indeling: Indeling | None = None
    begindatum: date | None = None
    gedetailleerde_doelgroep: DetailedDoelgroep | None = None
    asielrechten_wijziging_verblijfsdoel: Asielrechten | None = None


class Doelgroephistorie(WireModel):
    """A group somebody was in; `einddatum` is the last day."""

    indeling: Indeling | None = None
    begindatum: date | None = None
    einddatum: date | None = None


class Grondverlenging(WireModel):
    code: Annotated[str, Field(min_length=1, max_length=10)]
    omschrijving: Annotated[str, Field(min_length=1, max_length=200)]


class Termijn(WireModel):
    """The term; `einddatum` is the first day after it."""

    startdatum: date
    einddatum: date
    wijzigingsdatum: date | None = None
    verlengingsgrondcode: str | None = None
    verlengingsgrondomschrijving: str | None = None


class TermijnHistory(WireModel):
    einddatum: date | None = None
    wijzigingsdatum: date | None = None
    verlengingsgrondcode: str | None = None
    verlengingsgrondomschrijving: str | None = None


class Toetsresultaat(WireModel):
    """A result of the leerbaarheidstoets; scores with a comma and two decimals."""

    resultaat: Feasible
    behaalde_score: Annotated[str, Field(pattern=r"^\d{1,3},\d{2}$")]
    benodigde_score: Annotated[str, Field(pattern=r"^\d{1,3},\d{2}$")]
    datum_afname: date


class Examenresultaat(WireModel):
    examendatum: date
    resultaat: Uitslag
    reden_geen_resultaat: RedenGeenUitslag | None = None
    onderdeel: Examenonderdeel
    niveau: Examenniveau | None = None


class GratisAttempts(WireModel):
    onderdeel: Examenonderdeel
    gratis_pogingen_tegoed: Annotated[int, Field(ge=0, le=99)]


class WholeVrijstelling(WireModel):
    oordeel: Oordeel
    reden: RedenVrijstelling
    datum_oordeel: date | None = None


class TijdelijkeVrijstelling(WholeVrijstelling):
    """`einddatum` is the last day."""

    startdatum: date | None = None
    einddatum: date | None = None


class PartialVrijstelling(WholeVrijstelling):
    examenonderdeel: LanguageComponent | None = None
    examenniveau: NiveauPip | None = None


class Vrijstelling(WithCapitals):
    gehele_vrijstelling: WholeVrijstelling | None = None
    tijdelijke_vrijstelling: TijdelijkeVrijstelling | None = None
    gedeeltelijke_vrijstelling: PartialVrijstelling | None = None


class WholeOntheffing(WireModel):
    oordeel: Oordeel
    datum_oordeel: date
    grond: Grond


class PartialOntheffing(WholeOntheffing):
    examenonderdeel: Examenonderdeel | None = None
    uren_belastbaarheid_participatieactiviteit: Annotated[int, Field(ge=0, le=9999)] | None = None


class Ontheffing(WithCapitals):
    gehele_ontheffing: WholeOntheffing | None = None
    gedeeltelijke_ontheffing: PartialOntheffing | None = None


class Pip(WireModel):
    dagtekening_pip: date
    leerroute: Leerroute
    niveau: NiveauPip | None = None
    geschatte_intensiteit_b1_route: Annotated[int, Field(ge=1, le=9999)] | None = None
    indicator_mag_opleiding_afmaken: bool | None = None
    indicator_alfabetiseringsonderwijs: Alfabetisering | None = None


def _name(word: str) -> str:
    """Let through letters, white space, dashes, quotes and dots."""
    for character in word:
        kind = unicodedata.category(character)
        if not (kind.startswith("L") or kind == "Pd" or character.isspace() or character in "'‘."):
            raise ValueError("een naam heeft alleen letters, spaties, streepjes en aanhalingstekens")
    return word


class ContactDetails(WireModel):
    naam: Annotated[str, Field(max_length=100), AfterValidator(_name)]
    email: Annotated[str, Field(min_length=4, max_length=241)]
    telefoonnummer: Annotated[
        str,
        Field(
            min_length=3,
            max_length=22,
            pattern=r"^(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}([,][1-9][0-9]{1,8})?$",
        ),
    ]


class Aanbod(WireModel):
    """An offer at one school; `verwachte_einddatum_opleiding` is the first day after the course."""

    datum_inburgeringsaanbod: date | None = None
    verwachte_startdatum_opleiding: date | None = None
    verwachte_einddatum_opleiding: date | None = None
    indicator_alfabetiseringsonderwijs: Alfabetisering


class Instelling(WireModel):
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


class ResultaatMap(WireModel):
    datum_eindgesprek_map: date | None = None
    verwijtbaar: YesNo | None = None


class ResultaatPvt(WireModel):
    datum_ondertekening_pvt: date | None = None
    verwijtbaar: YesNo | None = None


class ResultaatZroute(WireModel):
    datum_afronding_zroute: date | None = None


class Uren(WireModel):
    uren: Annotated[int, Field(ge=0, le=9999)]

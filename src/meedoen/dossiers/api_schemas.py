"""The shapes in which dossiers go in and out of the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

from meedoen.basis.api.schema import ApiSchema
from meedoen.basis.ui.languages import LANGUAGES
from meedoen.dossiers.models import Contactmoment, Dossier, Persoon, Signaal
from meedoen.dossiers.phases import Fase, FeitSoort, Stap, WachtOp


def _without_control_characters(tekst: str) -> str:
    if any(ord(character) < 32 and character not in "\n\t" for character in tekst):
        raise ValueError("bevat een stuurteken")
    return tekst


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"is geen taal die Meedoen kent; kies uit {', '.join(LANGUAGES)}")
    return code


def _in_this_century(moment: datetime) -> datetime:
    if not 2000 <= moment.year < 2100:
        raise ValueError("ligt niet tussen 2000 en 2100")
    return moment


Moment = Annotated[datetime, AfterValidator(_in_this_century)]
ShortText = Annotated[str, StringConstraints(max_length=120), AfterValidator(_without_control_characters)]
SentenceText = Annotated[
    str, StringConstraints(min_length=1, max_length=300), AfterValidator(_without_control_characters)
]
ReportText = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_without_control_characters)]
LanguageCode = Annotated[str, AfterValidator(_known_language)]


class PersoonVorm(ApiSchema):
    """The newcomer a dossier is about."""

    bsn: Annotated[str, StringConstraints(pattern=r"^([0-9]{9})?$")] = ""
    v_nummer: Annotated[str, StringConstraints(pattern=r"^[0-9]{0,10}$")] = ""
    voornamen: ShortText = ""
    voorvoegsel: Annotated[
        str, StringConstraints(max_length=20), AfterValidator(_without_control_characters)
    ] = ""
    achternaam: Annotated[
        str, StringConstraints(min_length=1, max_length=120), AfterValidator(_without_control_characters)
    ]
    geboortedatum: date | None = None
    geslacht: Persoon.Geslacht = Persoon.Geslacht.ONBEKEND
    contacttalen: list[LanguageCode] = []
    tolk_nodig: bool = False


class DossierVorm(ApiSchema):
    """A dossier and what follows from its facts."""

    id: UUID
    nummer: str
    persoon: PersoonVorm
    doelgroep: Dossier.Doelgroep | Literal[""]
    fase: Fase
    stap: Stap
    wacht_op: WachtOp | Literal[""]
    eerste_termijn: str
    eerste_dag: date | None
    klantmanager: str | None
    adres_soort: Dossier.Adres

    @classmethod
    def van(cls, dossier: Dossier) -> DossierVorm:
        """The shape of a dossier."""
        persoon = dossier.persoon
        return cls(
            id=dossier.pk,
            nummer=dossier.nummer,
            # What is kept may be older than a check, so what goes out is not judged again.
            persoon=PersoonVorm.model_construct(
                bsn=persoon.bsn,
                v_nummer=persoon.v_nummer,
                voornamen=persoon.voornamen,
                voorvoegsel=persoon.voorvoegsel,
                achternaam=persoon.achternaam,
                geboortedatum=persoon.geboortedatum,
                geslacht=Persoon.Geslacht(persoon.geslacht),
                contacttalen=persoon.contacttalen,
                tolk_nodig=persoon.tolk_nodig,
            ),
            doelgroep=Dossier.Doelgroep(dossier.doelgroep) if dossier.doelgroep else "",
            fase=Fase(dossier.fase),
            stap=Stap(dossier.stap),
            wacht_op=WachtOp(dossier.wacht_op) if dossier.wacht_op else "",
            eerste_termijn=dossier.eerste_termijn,
            eerste_dag=dossier.eerste_dag,
            klantmanager=dossier.klantmanager.naam if dossier.klantmanager else None,
            adres_soort=Dossier.Adres(dossier.adres_soort),
        )


class NieuwDossier(ApiSchema):
    """A person COA coupled to the municipality, or whom DUO reported."""

    persoon: PersoonVorm
    doelgroep: Dossier.Doelgroep
    koppeling: date | None = None
    kennisgeving_duo: date | None = None
    inschrijving_brp: date | None = None
    adres_soort: Dossier.Adres = Dossier.Adres.ONBEKEND


class FeitVorm(ApiSchema):
    """A fact: when it was so, what it says, who said it."""

    soort: FeitSoort
    datum: date | None
    waarde: str
    bron: str
    vastgelegd_op: datetime


class FeitWaarde(ApiSchema):
    """What a fact should be from now on; the former one is kept as withdrawn."""

    datum: date
    waarde: Literal["", "asielstatushouder", "gezinsmigrant", "ja", "nee"] = ""
    toelichting: Annotated[
        str, StringConstraints(max_length=300), AfterValidator(_without_control_characters)
    ] = ""


class TermijnVorm(ApiSchema):
    """A term with its dates, where it stands today and on what it rests."""

    termijn: str
    titel: str
    begin: date
    laatste_dag_ruw: date
    laatste_dag: date
    verschoven_door: str
    gehaald_op: date | None
    status: str
    grondslag: str
    zekerheid: str


class NieuwContactmoment(ApiSchema):
    """A talk or message, planned or held."""

    moment: Moment
    kanaal: Contactmoment.Kanaal
    onderwerp: Contactmoment.Onderwerp
    uitkomst: Contactmoment.Uitkomst = Contactmoment.Uitkomst.PLANNED
    met_tolk: bool = False
    plek: ShortText = ""
    verslag: ReportText = ""


class ContactmomentVorm(NieuwContactmoment):
    """A talk or message as it is kept."""

    id: UUID


class ContactmomentWijziging(ApiSchema):
    """What changes in a talk; what is left out stays."""

    moment: Moment | None = None
    uitkomst: Contactmoment.Uitkomst | None = None
    verslag: ReportText | None = None


class NieuwSignaal(ApiSchema):
    """Something that needs an owner. Without one it is given to the fixed contact person."""

    omschrijving: SentenceText
    ernst: Signaal.Ernst = Signaal.Ernst.CAUTION
    uiterlijk: date | None = None


class SignaalVorm(ApiSchema):
    """A signal, its owner, and what was done about it."""

    id: UUID
    domein: str
    omschrijving: str
    ernst: Signaal.Ernst
    eigenaar: str
    uiterlijk: date | None
    opgelost_op: datetime | None
    oplossing: str

    @classmethod
    def van(cls, signaal: Signaal) -> SignaalVorm:
        """The shape of a signal."""
        return cls(
            id=signaal.pk,
            domein=signaal.domein,
            omschrijving=signaal.omschrijving,
            ernst=Signaal.Ernst(signaal.ernst),
            eigenaar=signaal.eigenaar.naam,
            uiterlijk=signaal.uiterlijk,
            opgelost_op=signaal.opgelost_op,
            oplossing=signaal.oplossing,
        )


class Oplossing(ApiSchema):
    """What was done about a signal."""

    oplossing: SentenceText

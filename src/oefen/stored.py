"""What the practice DUO keeps: municipalities, persons, the ledger, notifications, its own behaviour."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from oefen.schemas import (
    Aanbod,
    ContactDetails,
    Doelgroep,
    Doelgroephistorie,
    Examenresultaat,
    GratisAttempts,
    Indeling,
    Ontheffing,
    Pip,
    Plicht,
    Plichthistorie,
    Termijn,
    TermijnHistory,
    Toetsresultaat,
    Vrijstelling,
    YesNo,
)


class Stored(BaseModel):
    """Something the practice DUO keeps for itself."""

    model_config = ConfigDict(extra="forbid")


class Gemeente(Stored):
    """A municipality that is connected: its code, its OIN, and where it wants to be notified."""

    code: Annotated[str, Field(pattern=r"^\d{4}$")]
    oin: Annotated[str, Field(min_length=20, max_length=20)]
    naam: str = ""
    adres: str = ""
    """Base address of its receiving end, without `/notificaties`; empty: it is not notified."""


class PipOfGemeente(Stored):
    gemeentecode: str
    geregistreerd_op: datetime
    pip: Pip


class Resultaat(Stored):
    """End of MAP or PVT as a municipality reported it."""

    gemeentecode: str
    datum: date | None = None
    verwijtbaar: YesNo | None = None


class UrenOfGemeente(Stored):
    """Totals of one municipality; `bekend_tot` is the first day after what is known."""

    bekend_tot: date
    taalles_intake: int | None = None
    participatieactiviteiten: int | None = None
    taalles: int | None = None


class AanbodOfGemeente(Stored):
    gemeentecode: str
    aanbod: Aanbod


class Persoon(Stored):
    """All that DUO knows of somebody. `gemeente` is where he lives, or, while `coa`, is coupled to."""

    bsn: Annotated[str, Field(pattern=r"^\d{9}$")]
    v_nummer: Annotated[int, Field(ge=0, le=9999999999)] | None = None
    naam: str = ""
    nieuw: bool = False
    """Whether no municipality heard of him yet: the first to whom something happens when nobody is named."""
    wi2021: bool = True
    gemeente: str
    coa: bool = False
    gevestigd_op: date | None = None
    """Since when he lives in `gemeente`."""
    plicht: Plicht | None = None
    plicht_historie: list[Plichthistorie] = []
    doelgroep: Doelgroep | None = None
    doelgroep_historie: list[Doelgroephistorie] = []
    termijn: Termijn | None = None
    termijn_historie: list[TermijnHistory] = []
    examennummer: str | None = None
    toetsresultaten: list[Toetsresultaat] = []
    examens: list[Examenresultaat] = []
    gratis_pogingen: list[GratisAttempts] = []
    vrijstellingen: list[Vrijstelling] = []
    ontheffingen: list[Ontheffing] = []
    pips: list[PipOfGemeente] = []
    """In order of registration; the last one is the current one."""
    contactpersoon: int | None = None
    aanbod: dict[str, AanbodOfGemeente] = {}
    """By the number of the school."""
    map: Resultaat | None = None
    pvt: Resultaat | None = None
    zroute: date | None = None
    uren: dict[str, UrenOfGemeente] = {}
    """By the code of the municipality."""
    cursusuren: int = 0
    """Hours that schools told DUO about the present offer."""

    @property
    def pip(self) -> PipOfGemeente | None:
        return self.pips[-1] if self.pips else None

    @property
    def asiel(self) -> bool:
        return self.doelgroep is not None and self.doelgroep.indeling == Indeling.ASIEL


class Contactpersoon(Stored):
    id: int
    gemeentecode: str
    gegevens: ContactDetails


class Receipt(Stored):
    """One line of the ledger: a report that was registered. `nummer` counts from one, in order."""

    nummer: int
    tijd: datetime
    bericht_id: UUID
    gemeentecode: str
    soort: str
    bsn: str | None = None
    sleutel: str | None = None
    """Number of the contact person or of the school, when the report was about one."""
    inhoud: dict[str, Any] | None = None


class StoredReply(Stored):
    """What was answered to a report, for when it comes again. `vraag` recognises its content."""

    bron: str
    bericht_id: UUID
    vraag: str
    status: int
    inhoud: Any = None


class Notification(Stored):
    """A notification that goes, or went, to a municipality."""

    bericht_id: UUID
    gemeentecode: str
    bsn: str | None = None
    v_nummer: int | None = None
    gebeurtenis: Annotated[str, Field(pattern=r"^[0-9A-Z]{1,6}$")]
    geregistreerd_op: datetime
    stand: Literal["wacht", "bezorgd", "geweigerd"] = "wacht"
    pogingen: int = 0
    laatste_antwoord: str = ""

    def as_message(self) -> dict[str, Any]:
        """Return the body of the request; it says of whom and what, and holds no data."""
        message = {
            "registratieDatumTijd": self.geregistreerd_op.isoformat(timespec="milliseconds"),
            "bsn": self.bsn,
            "vNummer": self.v_nummer,
            "gebeurtenisId": self.gebeurtenis,
        }
        return {name: value for name, value in message.items() if value is not None}


class Behaviour(Stored):
    """How the practice DUO misbehaves. Shares lie between 0 (never) and 1 (always)."""

    traag_ms: Annotated[int, Field(ge=0)] = 0
    plat: bool = False
    plat_hoe: Literal["503", "verbinding"] = "503"
    plat_tot: datetime | None = None
    """Down until the practice clock says this, whatever `plat` says."""
    antwoord_kwijt: Annotated[float, Field(ge=0, le=1)] = 0
    """Share of the reports that is registered without an answer: the connection breaks."""
    storing: Annotated[float, Field(ge=0, le=1)] = 0
    """Share of all requests that is answered with 500, before anything is done."""
    weiger: Annotated[float, Field(ge=0, le=1)] = 0
    """Share of the reports that is refused with 403 and a text, right or wrong."""
    dubbel: bool = False
    """Every notification comes twice."""
    dubbel_id: Literal["zelfde", "nieuw"] = "zelfde"
    volgorde_om: bool = False
    """Of the notifications that wait for a municipality the last goes first."""
    termijn_na_ms: Annotated[int, Field(ge=0)] | None = 1500
    """How long after a first PIP the term is fixed; null: only when told to."""
    zaad: int | None = None
    """Starts chance anew, so that the same requests meet the same fate."""

"""What the BRP says about somebody (Haal Centraal BRP personen bevragen). Lenient: see `keten.vorm`."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from meedoen.keten.wire import InboundModel, OutboundModel


class PersonQuery(OutboundModel):
    """One question about one person, by BSN."""

    type: str = "RaadpleegMetBurgerservicenummer"
    fields: list[str] = Field(min_length=1, max_length=130)
    burgerservicenummer: list[str] = Field(min_length=1, max_length=20)


class BrpDate(InboundModel):
    """A date as far as the BRP knows it: whole, without the day, the year only, or not at all."""

    type: str = ""
    lang_formaat: str = ""
    datum: date | None = None
    jaar: int | None = None
    maand: int | None = None


class TableValue(InboundModel):
    """A row of one of the BRP's tables."""

    code: str = ""
    omschrijving: str = ""


class PersonName(InboundModel):
    """A name; who has one name only has it as surname."""

    voornamen: str = ""
    voorvoegsel: str = ""
    geslachtsnaam: str = ""


class Birth(InboundModel):
    """Birth."""

    datum: BrpDate | None = None


class Overlijden(InboundModel):
    """Death. It may be known without its day."""

    datum: BrpDate | None = None


class Verblijfadres(InboundModel):
    """An address in the Netherlands, or what is known of another."""

    korte_straatnaam: str = ""
    huisnummer: int | None = None
    huisletter: str = ""
    huisnummertoevoeging: str = ""
    postcode: str = ""
    woonplaats: str = ""

    @property
    def line(self) -> str:
        """Street and number on one line."""
        number = f"{self.huisnummer or ''}{self.huisletter}"
        toevoeging = f"-{self.huisnummertoevoeging}" if self.huisnummertoevoeging else ""
        return f"{self.korte_straatnaam} {number}{toevoeging}".strip()


class Verblijfplaats(InboundModel):
    """Where somebody lives. `type` says whether it is an address, a place, abroad or unknown."""

    type: str = ""
    datum_van: BrpDate | None = None
    verblijfadres: Verblijfadres | None = None


class Related(InboundModel):
    """A partner, child or parent, as far as a number."""

    burgerservicenummer: str = ""


class Opschorting(InboundModel):
    """Why the BRP stopped writing about somebody: code O is death, E is emigration."""

    reden: TableValue | None = None
    datum: BrpDate | None = None


class Persoon(InboundModel):
    """Somebody."""

    burgerservicenummer: str = ""
    naam: PersonName | None = None
    geboorte: Birth | None = None
    overlijden: Overlijden | None = None
    opschorting_bijhouding: Opschorting | None = None
    geheimhouding_persoonsgegevens: bool = False
    """Whether the person asked the BRP not to give the data to others."""
    gemeente_van_inschrijving: TableValue | None = None
    datum_inschrijving_in_gemeente: BrpDate | None = None
    verblijfplaats: Verblijfplaats | None = None
    partners: list[Related] = []
    kinderen: list[Related] = []
    ouders: list[Related] = []

    @property
    def is_deceased(self) -> bool:
        """Whether the BRP says that the person died."""
        suspended = self.opschorting_bijhouding
        code = suspended.reden.code if suspended and suspended.reden else ""
        return self.overlijden is not None or code == "O"

    @property
    def died_on(self) -> date | None:
        """The day of death; None when there is none, or when it is not known to the day."""
        date_ = self.overlijden.datum if self.overlijden else None
        if date_ is None and self.is_deceased and self.opschorting_bijhouding:
            date_ = self.opschorting_bijhouding.datum
        return date_.datum if date_ else None


class Answer(InboundModel):
    """The answer to a question: nobody, or the one it was about."""

    personen: list[Persoon] = []

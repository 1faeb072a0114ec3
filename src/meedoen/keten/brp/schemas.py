"""What the BRP says about somebody (Haal Centraal BRP personen bevragen). Lenient: see `keten.vorm`."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from meedoen.keten.wire import Gelezen, Gemeld


class Vraag(Gemeld):
    """One question about one person, by BSN."""

    type: str = "RaadpleegMetBurgerservicenummer"
    fields: list[str] = Field(min_length=1, max_length=130)
    burgerservicenummer: list[str] = Field(min_length=1, max_length=20)


class Datum(Gelezen):
    """A date as far as the BRP knows it: whole, without the day, the year only, or not at all."""

    type: str = ""
    lang_formaat: str = ""
    datum: date | None = None
    jaar: int | None = None
    maand: int | None = None


class Waarde(Gelezen):
    """A row of one of the BRP's tables."""

    code: str = ""
    omschrijving: str = ""


class Naam(Gelezen):
    """A name; who has one name only has it as surname."""

    voornamen: str = ""
    voorvoegsel: str = ""
    geslachtsnaam: str = ""


class Geboorte(Gelezen):
    """Birth."""

    datum: Datum | None = None


class Overlijden(Gelezen):
    """Death. It may be known without its day."""

    datum: Datum | None = None


class Verblijfadres(Gelezen):
    """An address in the Netherlands, or what is known of another."""

    korte_straatnaam: str = ""
    huisnummer: int | None = None
    huisletter: str = ""
    huisnummertoevoeging: str = ""
    postcode: str = ""
    woonplaats: str = ""

    @property
    def regel(self) -> str:
        """Street and number on one line."""
        nummer = f"{self.huisnummer or ''}{self.huisletter}"
        toevoeging = f"-{self.huisnummertoevoeging}" if self.huisnummertoevoeging else ""
        return f"{self.korte_straatnaam} {nummer}{toevoeging}".strip()


class Verblijfplaats(Gelezen):
    """Where somebody lives. `type` says whether it is an address, a place, abroad or unknown."""

    type: str = ""
    datum_van: Datum | None = None
    verblijfadres: Verblijfadres | None = None


class Verwant(Gelezen):
    """A partner, child or parent, as far as a number."""

    burgerservicenummer: str = ""


class Opschorting(Gelezen):
    """Why the BRP stopped writing about somebody: code O is death, E is emigration."""

    reden: Waarde | None = None
    datum: Datum | None = None


class Persoon(Gelezen):
    """Somebody."""

    burgerservicenummer: str = ""
    naam: Naam | None = None
    geboorte: Geboorte | None = None
    overlijden: Overlijden | None = None
    opschorting_bijhouding: Opschorting | None = None
    geheimhouding_persoonsgegevens: bool = False
    """Whether the person asked the BRP not to give the data to others."""
    gemeente_van_inschrijving: Waarde | None = None
    datum_inschrijving_in_gemeente: Datum | None = None
    verblijfplaats: Verblijfplaats | None = None
    partners: list[Verwant] = []
    kinderen: list[Verwant] = []
    ouders: list[Verwant] = []

    @property
    def is_overleden(self) -> bool:
        """Whether the BRP says that the person died."""
        opgeschort = self.opschorting_bijhouding
        code = opgeschort.reden.code if opgeschort and opgeschort.reden else ""
        return self.overlijden is not None or code == "O"

    @property
    def overleden_op(self) -> date | None:
        """The day of death; None when there is none, or when it is not known to the day."""
        datum = self.overlijden.datum if self.overlijden else None
        if datum is None and self.is_overleden and self.opschorting_bijhouding:
            datum = self.opschorting_bijhouding.datum
        return datum.datum if datum else None


class Antwoord(Gelezen):
    """The answer to a question: nobody, or the one it was about."""

    personen: list[Persoon] = []

"""The words of the law that the rules choose between, with the values that the interfaces of Meedoen use."""

from enum import StrEnum


class Doelgroep(StrEnum):
    """The two groups of the law (Besluit inburgering 2021 art. 1.1; wi2021.md 1.13)."""

    ASIELSTATUSHOUDER = "asielstatushouder"
    GEZINSMIGRANT = "gezinsmigrant"


class Leerroute(StrEnum):
    """The three learning routes, by the code of DUO (wi2021.md §5 and 15.1)."""

    B1 = "B"
    ONDERWIJS = "O"
    Z = "Z"


class Niveau(StrEnum):
    """The language level that a PIP aims at (wi2021.md 15.1)."""

    A2 = "A2"
    B1 = "B1"


class Alfabetisering(StrEnum):
    """Whether somebody first learns to read and write, or to do so in our script (wi2021.md 5.3)."""

    ANALFABEET = "A"
    ANDERS_GEALFABETISEERD = "AA"
    NIET_NODIG = "NVT"


class LbtResultaat(StrEnum):
    """What the leerbaarheidstoets answers: can this person reach B1? (wi2021.md 3.5)."""

    HAALBAAR = "haalbaar"
    NIET_HAALBAAR = "niet_haalbaar"
    ONBEKEND = "onbekend"


class Zekerheid(StrEnum):
    """How sure we are of a rule (wi2021.md 0.1); anything but V1 and V2 is shown as "te bevestigen"."""

    V1 = "V1"
    V2 = "V2"
    S = "S"
    U = "U"

    @property
    def betekenis(self) -> str:
        """What the label means, in plain Dutch."""
        return {
            Zekerheid.V1: "gelezen in de officiële tekst",
            Zekerheid.V2: "door anderen vergeleken met de officiële tekst",
            Zekerheid.S: "te bevestigen: alleen gelezen in een tekst over de wet",
            Zekerheid.U: "niet in de wet gevonden: een keuze van de gemeente",
        }[self]

    @property
    def is_te_bevestigen(self) -> bool:
        """Whether a screen must say "te bevestigen" beside the rule."""
        return self not in (Zekerheid.V1, Zekerheid.V2)


class Status(StrEnum):
    """Where a term stands on a given day."""

    NIET_VAN_TOEPASSING = "niet_van_toepassing"
    NIET_BEGONNEN = "niet_begonnen"
    LOOPT = "loopt"
    GEHAALD = "gehaald"
    TE_LAAT = "te_laat"
    VOORBIJ = "voorbij"


LEERROUTE_NAAM = {
    Leerroute.B1: "B1-route",
    Leerroute.ONDERWIJS: "onderwijsroute",
    Leerroute.Z: "Z-route",
}
"""The names of the learning routes as people say them."""

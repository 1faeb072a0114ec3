"""The words of the law that the rules choose between, with the values that the interfaces of Meedoen use."""

from enum import StrEnum


class Doelgroep(StrEnum):
    """The two groups of the law (Besluit inburgering 2021 art. 1.1; regelblad 1.13)."""

    ASIELSTATUSHOUDER = "asielstatushouder"
    GEZINSMIGRANT = "gezinsmigrant"


class Leerroute(StrEnum):
    """The three learning routes, by the code of DUO (regelblad §5 and 15.1)."""

    B1 = "B"
    ONDERWIJS = "O"
    Z = "Z"


class Niveau(StrEnum):
    """The language level that a PIP aims at (regelblad 15.1)."""

    A2 = "A2"
    B1 = "B1"


class Alfabetisering(StrEnum):
    """Whether somebody first learns to read and write, or to do so in our script (regelblad 5.3)."""

    ANALFABEET = "A"
    ANDERS_GEALFABETISEERD = "AA"
    NIET_NODIG = "NVT"


class LbtResultaat(StrEnum):
    """What the leerbaarheidstoets answers: can this person reach B1? (regelblad 3.5)."""

    HAALBAAR = "haalbaar"
    NIET_HAALBAAR = "niet_haalbaar"
    ONBEKEND = "onbekend"


class Certainty(StrEnum):
    """How sure we are of a rule (regelblad 0.1); anything but V1 and V2 is shown as "te bevestigen"."""

    V1 = "V1"
    V2 = "V2"
    S = "S"
    U = "U"

    @property
    def meaning(self) -> str:
        """What the label means, in plain Dutch."""
        return {
            Certainty.V1: "gelezen in de officiële tekst",
            Certainty.V2: "door anderen vergeleken met de officiële tekst",
            Certainty.S: "te bevestigen: alleen gelezen in een tekst over de wet",
            Certainty.U: "niet in de wet gevonden: een keuze van de gemeente",
        }[self]

    @property
    def needs_confirmation(self) -> bool:
        """Whether a screen must say "te bevestigen" beside the rule."""
        return self not in (Certainty.V1, Certainty.V2)


class Status(StrEnum):
    """Where a term stands on a given day."""

    NIET_VAN_TOEPASSING = "niet_van_toepassing"
    NIET_BEGONNEN = "niet_begonnen"
    LOOPT = "loopt"
    GEHAALD = "gehaald"
    TE_LAAT = "te_laat"
    VOORBIJ = "voorbij"


LEERROUTE_NAMES = {
    Leerroute.B1: "B1-route",
    Leerroute.ONDERWIJS: "onderwijsroute",
    Leerroute.Z: "Z-route",
}
"""The names of the learning routes as people say them."""

"""Where a rule stands: the article, its text and a link for whoever wants to read it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regeling:
    """A law, decree or specification. `bwb` is its number at wetten.overheid.nl, when known."""

    naam: str
    bwb: str | None = None
    adres: str | None = None


@dataclass(frozen=True, slots=True)
class Artikel:
    """One place in a regeling. `afgeleid` says that the number was inferred, not read in the text itself."""

    regeling: Regeling
    nummer: str | None = None
    afgeleid: bool = False

    @property
    def label(self) -> str:
        """The name to print, such as "art. 5.3 Besluit inburgering 2021"."""
        return f"art. {self.nummer} {self.regeling.naam}" if self.nummer else self.regeling.naam

    @property
    def link(self) -> str | None:
        """The address of the article, or of the whole text; None when neither is known."""
        if self.regeling.bwb and self.nummer:
            # A link with a paragraph ("17 lid 3") finds nothing; the article it stands in does.
            return f"https://wetten.overheid.nl/jci1.3:c:{self.regeling.bwb}&artikel={self.nummer.split()[0]}"
        if self.regeling.bwb:
            return f"https://wetten.overheid.nl/{self.regeling.bwb}/"
        return self.regeling.adres

    def __str__(self) -> str:
        """Return the label, so that an article can stand in a sentence."""
        return self.label


WET = Regeling("Wet inburgering 2021", bwb="BWBR0044770")
BESLUIT = Regeling("Besluit inburgering 2021", bwb="BWBR0045555")
AWT = Regeling("Algemene termijnenwet", bwb="BWBR0002448")
AWB = Regeling("Algemene wet bestuursrecht", bwb="BWBR0005537")
PARTICIPATIEWET = Regeling("Participatiewet", bwb="BWBR0015703")
DUO = Regeling(
    "koppelvlak gemeenten van DUO",
    adres="https://github.com/duonl/gemeente-m2m-inburgering/blob/main/README.md",
)
GEMEENTE = Regeling("eigen afspraak van de gemeente")

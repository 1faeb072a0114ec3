"""Where a rule stands: the article, its text and a link for whoever wants to read it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regeling:
    """A law, decree or specification. `bwb` is its number at wetten.overheid.nl, when known."""

    name: str
    bwb: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Artikel:
    """One place in a regeling. `inferred` says that the number was inferred, not read in the text itself."""

    regeling: Regeling
    number: str | None = None
    inferred: bool = False

    @property
    def label(self) -> str:
        """The name to print, such as "art. 5.3 Besluit inburgering 2021"."""
        return f"art. {self.number} {self.regeling.name}" if self.number else self.regeling.name

    @property
    def link(self) -> str | None:
        """The address of the article, or of the whole text; None when neither is known."""
        if self.regeling.bwb and self.number:
            # A link with a paragraph ("17 lid 3") finds nothing; the article it stands in does.
            return f"https://wetten.overheid.nl/jci1.3:c:{self.regeling.bwb}&artikel={self.number.split()[0]}"
        if self.regeling.bwb:
            return f"https://wetten.overheid.nl/{self.regeling.bwb}/"
        return self.regeling.url

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
    url="https://github.com/duonl/gemeente-m2m-inburgering/blob/main/README.md",
)
GEMEENTE = Regeling("eigen afspraak van de gemeente")

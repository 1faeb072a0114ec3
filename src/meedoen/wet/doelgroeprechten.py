"""What each of the two groups of the law gets and pays (wi2021.md §1, offer per group)."""

from dataclasses import dataclass

from meedoen.wet.begrippen import Doelgroep, Zekerheid


@dataclass(frozen=True, slots=True)
class Doelgroeprecht:
    """One subject, and how it is for each group."""

    onderwerp: str
    asiel: str
    gezin: str
    zekerheid: Zekerheid

    def voor(self, doelgroep: str) -> str:
        """How it is for one group; empty for a group that is not known."""
        teksten = {Doelgroep.ASIELSTATUSHOUDER.value: self.asiel, Doelgroep.GEZINSMIGRANT.value: self.gezin}
        return teksten.get(doelgroep, "")


DOELGROEPRECHTEN = (
    Doelgroeprecht(
        "Taalles en KNM",
        "de gemeente biedt het aan en betaalt het",
        "betaalt zelf of leent bij DUO",
        Zekerheid.V1,
    ),
    Doelgroeprecht(
        "Examens",
        "de eerste twee pogingen van elk onderdeel zijn gratis",
        "betaalt zelf of leent bij DUO",
        Zekerheid.V2,
    ),
    Doelgroeprecht(
        "Meedoen in de Z-route",
        "800 uur hoort bij de route",
        "niet verplicht, wel een gesprek aan het eind",
        Zekerheid.V2,
    ),
    Doelgroeprecht("Maatschappelijke begeleiding", "ja", "nee", Zekerheid.S),
    Doelgroeprecht(
        "Financieel ontzorgen",
        "ja, bij bijstand en een asielvergunning",
        "niet verplicht voor de gemeente",
        Zekerheid.S,
    ),
    Doelgroeprecht("Lening bij DUO", "nee", "ja, het inkomen telt mee", Zekerheid.V1),
    Doelgroeprecht("Boete van DUO als het te laat is", "nooit", "mogelijk", Zekerheid.V2),
)

"""What each of the two groups of the law gets and pays (regelblad §1, offer per group)."""

from dataclasses import dataclass
from datetime import date

from meedoen.wet.concepts import Certainty, Doelgroep
from meedoen.wet.duo import duo_condition
from meedoen.wet.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Doelgroeprecht:
    """One subject, and how it is for each group; `uren_of` is the condition whose hours the texts name."""

    subject: str
    asiel: str
    gezin: str
    certainty: Certainty
    uren_of: str = ""

    def for_group(self, doelgroep: str, day: date) -> Sentence:
        """How it is for one group on a day; empty for a group that is not known."""
        texts = {Doelgroep.ASIELSTATUSHOUDER.value: self.asiel, Doelgroep.GEZINSMIGRANT.value: self.gezin}
        uren = {"uren": duo_condition(self.uren_of, day).numbers["minst"]} if self.uren_of else {}
        return Sentence(texts.get(doelgroep, ""), uren)


DOELGROEPRECHTEN = (
    Doelgroeprecht(
        "Taalles en KNM",
        "de gemeente biedt het aan en betaalt het",
        "betaalt zelf of leent bij DUO",
        Certainty.V1,
    ),
    Doelgroeprecht(
        "Examens",
        "de eerste twee pogingen van elk onderdeel zijn gratis",
        "betaalt zelf of leent bij DUO",
        Certainty.V2,
    ),
    Doelgroeprecht(
        "Meedoen in de Z-route",
        "{uren} uur hoort bij de route",
        "niet verplicht, wel een gesprek aan het eind",
        Certainty.V2,
        uren_of="zroute_participatie_uren",
    ),
    Doelgroeprecht("Maatschappelijke begeleiding", "ja", "nee", Certainty.S),
    Doelgroeprecht(
        "Financieel ontzorgen",
        "ja, bij bijstand en een asielvergunning",
        "niet verplicht voor de gemeente",
        Certainty.S,
    ),
    Doelgroeprecht("Lening bij DUO", "nee", "ja, het inkomen telt mee", Certainty.V1),
    Doelgroeprecht("Boete van DUO als het te laat is", "nooit", "mogelijk", Certainty.V2),
)

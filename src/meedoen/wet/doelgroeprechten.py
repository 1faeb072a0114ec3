"""What each of the two groups of the law gets and pays (regelblad §1, offer per group)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from meedoen.wet.concepts import Certainty, Doelgroep
from meedoen.wet.duo import z_route_uren
from meedoen.wet.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Doelgroeprecht:
    """One subject, and how it is for each group; the texts name `numbers` in braces."""

    subject: str
    asiel: str
    gezin: str
    certainty: Certainty
    numbers: Mapping[str, int] = field(default_factory=dict)

    def for_group(self, doelgroep: str) -> Sentence:
        """How it is for one group; empty for a group that is not known."""
        texts = {Doelgroep.ASIELSTATUSHOUDER.value: self.asiel, Doelgroep.GEZINSMIGRANT.value: self.gezin}
        return Sentence(texts.get(doelgroep, ""), self.numbers)


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
        {"uren": z_route_uren(Doelgroep.ASIELSTATUSHOUDER)["participatie"]},
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

"""The newcomer's line: who it is about, the facts, what follows from them."""

from meedoen.dossiers.models.contact import Contactmoment, DossierDocument, Signaal
from meedoen.dossiers.models.dossier import Afscherming, Dossier, VanDossier
from meedoen.dossiers.models.feit import Feit, FeitSoort, Termijn
from meedoen.dossiers.models.keten import Verschilkeuze
from meedoen.dossiers.models.persoon import Huishouden, Persoon, Zoekterm

__all__ = [
    "Afscherming",
    "Contactmoment",
    "Dossier",
    "DossierDocument",
    "Feit",
    "FeitSoort",
    "Huishouden",
    "Persoon",
    "Signaal",
    "Termijn",
    "VanDossier",
    "Verschilkeuze",
    "Zoekterm",
]

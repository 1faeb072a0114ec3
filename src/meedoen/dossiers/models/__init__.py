"""The newcomer's line: who it is about, the facts, what follows from them."""

from meedoen.dossiers.models.contact import Contactmoment, DossierDocument, Signaal
from meedoen.dossiers.models.dossier import Dossier, DossierOwned, Shielding
from meedoen.dossiers.models.feit import Feit, FeitSoort, Termijn
from meedoen.dossiers.models.keten import DifferenceChoice
from meedoen.dossiers.models.persoon import Huishouden, Persoon, SearchTerm

__all__ = [
    "Contactmoment",
    "DifferenceChoice",
    "Dossier",
    "DossierDocument",
    "DossierOwned",
    "Feit",
    "FeitSoort",
    "Huishouden",
    "Persoon",
    "SearchTerm",
    "Shielding",
    "Signaal",
    "Termijn",
]

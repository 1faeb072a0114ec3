"""Forms of a dossier, one file per subject."""

from meedoen.dossiers.forms.dossier import AfschermForm, FeitForm, IntrekForm, ToewijsForm
from meedoen.dossiers.forms.gesprek import GesprekForm, OplossingForm, SignaalForm, StukForm
from meedoen.dossiers.forms.persoon import HuishoudenForm, NieuwForm, PersoonForm, VerblijfForm

__all__ = [
    "AfschermForm",
    "FeitForm",
    "GesprekForm",
    "HuishoudenForm",
    "IntrekForm",
    "NieuwForm",
    "OplossingForm",
    "PersoonForm",
    "SignaalForm",
    "StukForm",
    "ToewijsForm",
    "VerblijfForm",
]

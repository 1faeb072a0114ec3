"""Forms of a dossier, one file per subject."""

from meedoen.dossiers.forms.dossier import AssignForm, FeitForm, ShieldForm, WithdrawForm
from meedoen.dossiers.forms.gesprek import DocumentForm, GesprekForm, SignaalForm, SolutionForm
from meedoen.dossiers.forms.persoon import HuishoudenForm, NewForm, PersoonForm, ResidenceForm

__all__ = [
    "AssignForm",
    "DocumentForm",
    "FeitForm",
    "GesprekForm",
    "HuishoudenForm",
    "NewForm",
    "PersoonForm",
    "ResidenceForm",
    "ShieldForm",
    "SignaalForm",
    "SolutionForm",
    "WithdrawForm",
]

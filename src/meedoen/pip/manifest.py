"""What the PIP brings to a dossier, and what it does with news from DUO."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.ui.shell import MENU, Way
from meedoen.dossiers.phases import CHANGE, FeitSoort, Stap
from meedoen.dossiers.places import ORIGINS, STEPS, TABS, Origin, Tab
from meedoen.keten.duo.hooks import ANSWERS, AnswerHook
from meedoen.pip.keten import on_pip
from meedoen.pip.rechten import APPROVE_PIP

PAGE = "pip:pip"
DONE_HERE = (Stap.DRAFT_PIP, Stap.APPROVE_PIP, Stap.SIGN_PIP, Stap.MAKE_PIP_KNOWN, Stap.CHANGE_PIP)
FOLLOWS = (
    FeitSoort.PIP_SUBMITTED,
    FeitSoort.PIP_APPROVED,
    FeitSoort.LEERROUTE,
    FeitSoort.PIP_DAGTEKENING,
    FeitSoort.PIP_MADE_KNOWN,
    *CHANGE,
)


def bring() -> None:
    """Bring the tab, its steps, the facts that follow from it, the way to approval; listen to DUO."""
    TABS.add("pip", Tab("pip", _("Plan (PIP)"), PAGE, 30))
    STEPS.add_all(dict.fromkeys(DONE_HERE, (PAGE, "")))
    ORIGINS.add_all(dict.fromkeys(FOLLOWS, Origin(PAGE, _("volgt uit de PIP"))))
    ANSWERS.add(AnswerHook("pip", on_pip))
    MENU.add("pip:ter_goedkeuring", Way(_("Goedkeuren"), 20, APPROVE_PIP.may_anywhere))

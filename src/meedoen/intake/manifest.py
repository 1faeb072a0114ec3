"""What the intake brings to a dossier, and what it does with news from DUO."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.ui.shell import ACCOUNT_MENU, Way
from meedoen.dossiers.phases import FeitSoort, Stap
from meedoen.dossiers.places import ORIGINS, STEPS, TABS, Origin, Tab
from meedoen.intake.keten import on_lbt
from meedoen.intake.rechten import LEIDRAAD_MANAGE
from meedoen.keten.duo.hooks import ANSWERS, AnswerHook

PAGE = "intake:intake"


def bring() -> None:
    """Bring the tab, its steps, the facts that follow from it, the way to the guide; listen to DUO."""
    TABS.add("intake", Tab("intake", _("Intake"), PAGE, 20))
    STEPS.add_all(
        {Stap.START_INTAKE: (PAGE, ""), Stap.INTAKE_FURTHER: (PAGE, ""), Stap.LBT: ("intake:lbt", "")}
    )
    facts = (FeitSoort.INTAKE_STARTED, FeitSoort.INTAKE_COMPLETED, FeitSoort.LBT)
    ORIGINS.add_all(dict.fromkeys(facts, Origin(PAGE, _("volgt uit de intake"))))
    ANSWERS.add(AnswerHook("lbt", on_lbt))
    ACCOUNT_MENU.add("intake:leidraad", Way(_("Gespreksleidraad"), 20, LEIDRAAD_MANAGE.may_anywhere))

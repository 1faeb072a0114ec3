"""What a dossier has by itself."""

from django.utils.translation import gettext_lazy as _

from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS, TABS, Tab


def bring() -> None:
    """Bring the tabs and steps of a dossier."""
    for tab in (
        Tab("overzicht", _("Overzicht"), "dossiers:dossier", 10),
        Tab("gesprekken", _("Gesprekken"), "dossiers:gesprekken", 50),
        Tab("documenten", _("Documenten"), "dossiers:documenten", 60),
        Tab("duo", _("DUO"), "dossiers:duo", 70),
        Tab("netwerk", _("Netwerk"), "dossiers:netwerk", 80),
        Tab("logboek", _("Logboek"), "dossiers:logboek", 90),
    ):
        TABS.add(tab.name, tab)
    STEPS.add_all(
        {
            Stap.FIRST_CONTACT: ("dossiers:contact_nieuw", "?onderwerp=kennismaking"),
            Stap.HANDOVER: ("dossiers:contact_nieuw", "?onderwerp=driegesprek"),
            Stap.PROGRESS: ("dossiers:contact_nieuw", "?onderwerp=voortgang"),
            Stap.NONE: ("dossiers:dossier", ""),
        }
    )

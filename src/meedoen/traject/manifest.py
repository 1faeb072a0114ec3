"""What the traject brings to a dossier and its PIP, and what it does with news about reports."""

from django.utils.translation import gettext_lazy as _

from meedoen.dossiers.assignment import ASSIGNMENTS
from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS, TABS, Tab
from meedoen.keten.duo.hooks import AFWIJZINGEN
from meedoen.keten.duo.reporting import AANVAARDINGEN, CONTACT_BOOK, REPLACEMENTS
from meedoen.pip.panels import PANELS
from meedoen.traject import keten
from meedoen.traject.selectors import pip_at_duo_panel
from meedoen.traject.services import follow_assignment


def bring() -> None:
    """Bring the tab and its steps, and on the page of a PIP what DUO has of it; listen to DUO."""
    TABS.add("traject", Tab("traject", _("Traject"), "traject:traject", 40))
    STEPS.add_all(dict.fromkeys((Stap.SIGN_IN, Stap.PLAATSING), ("traject:plaatsing", "")))
    PANELS.add("traject/_pip_at_duo.html", pip_at_duo_panel)
    CONTACT_BOOK.set(keten.Ledger())
    REPLACEMENTS.add(keten.on_replacement)
    AANVAARDINGEN.add(keten.on_aanvaarding)
    AFWIJZINGEN.add(keten.on_afwijzing)
    ASSIGNMENTS.add(follow_assignment)

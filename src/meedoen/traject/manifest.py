"""What the traject brings to a dossier and its PIP."""

from django.utils.translation import gettext_lazy as _

from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS, TABS, Tab
from meedoen.pip.panels import PANELS
from meedoen.traject.selectors import pip_at_duo_panel


def bring() -> None:
    """Bring the tab and its steps, and on the page of a PIP what DUO has of it."""
    TABS.add("traject", Tab("traject", _("Traject"), "traject:traject", 40))
    STEPS.add_all(dict.fromkeys((Stap.SIGN_IN, Stap.PLAATSING), ("traject:plaatsing", "")))
    PANELS.add("traject/_pip_at_duo.html", pip_at_duo_panel)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrajectConfig(AppConfig):
    """What happens after the PIP and DUO needs to know: offer, hours, results, contact person."""

    name = "meedoen.traject"
    label = "traject"

    def ready(self) -> None:
        """Bring the traject to a dossier and its PIP; listen to DUO and to who gets a new klantmanager."""
        from meedoen.dossiers import places
        from meedoen.dossiers.phases import Stap
        from meedoen.pip.panels import bring_panel
        from meedoen.traject import keten
        from meedoen.traject.selectors import pip_at_duo_panel

        places.bring_tab(places.Tab("traject", _("Traject"), "traject:traject", 40))
        places.bring_steps(
            {Stap.SIGN_IN: ("traject:plaatsing", ""), Stap.PLAATSING: ("traject:plaatsing", "")}
        )
        bring_panel("traject/_pip_at_duo.html", pip_at_duo_panel)
        keten.hang_up()

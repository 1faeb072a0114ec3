from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PipConfig(AppConfig):
    """The PIP in two layers: the decision and the living plan."""

    name = "meedoen.pip"
    label = "pip"

    def ready(self) -> None:
        """Bring the PIP to a dossier, and listen to DUO."""
        from meedoen.dossiers import places
        from meedoen.dossiers.phases import WIJZIGING, FeitSoort, Stap
        from meedoen.pip import keten

        page = "pip:pip"
        places.bring_tab(places.Tab("pip", _("Plan (PIP)"), page, 30))
        places.bring_steps(
            {
                Stap.PIP_OPSTELLEN: (page, ""),
                Stap.PIP_GOEDKEUREN: (page, ""),
                Stap.PIP_ONDERTEKENEN: (page, ""),
                Stap.PIP_BEKENDMAKEN: (page, ""),
                Stap.PIP_WIJZIGEN: (page, ""),
            }
        )
        places.bring_origin(
            places.Origin(page, _("volgt uit de PIP")),
            (
                FeitSoort.PIP_VOORGELEGD,
                FeitSoort.PIP_GOEDGEKEURD,
                FeitSoort.LEERROUTE,
                FeitSoort.PIP_DAGTEKENING,
                FeitSoort.PIP_BEKENDGEMAAKT,
                *WIJZIGING,
            ),
        )
        keten.hang_op()

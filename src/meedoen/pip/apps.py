from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PipConfig(AppConfig):
    """The PIP in two layers: the decision and the living plan."""

    name = "meedoen.pip"
    label = "pip"

    def ready(self) -> None:
        """Bring the PIP to a dossier, and listen to DUO."""
        from meedoen.dossiers import places
        from meedoen.dossiers.phases import CHANGE, FeitSoort, Stap
        from meedoen.pip import keten

        page = "pip:pip"
        places.bring_tab(places.Tab("pip", _("Plan (PIP)"), page, 30))
        places.bring_steps(
            {
                Stap.DRAFT_PIP: (page, ""),
                Stap.APPROVE_PIP: (page, ""),
                Stap.SIGN_PIP: (page, ""),
                Stap.MAKE_PIP_KNOWN: (page, ""),
                Stap.CHANGE_PIP: (page, ""),
            }
        )
        places.bring_origin(
            places.Origin(page, _("volgt uit de PIP")),
            (
                FeitSoort.PIP_SUBMITTED,
                FeitSoort.PIP_APPROVED,
                FeitSoort.LEERROUTE,
                FeitSoort.PIP_DAGTEKENING,
                FeitSoort.PIP_MADE_KNOWN,
                *CHANGE,
            ),
        )
        keten.hang_up()

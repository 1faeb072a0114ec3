from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """The brede intake by conversation guide, and the leerbaarheidstoets."""

    name = "meedoen.intake"
    label = "intake"

    def ready(self) -> None:
        """Bring the intake to a dossier, load the standard guide after every migrate, and listen to DUO."""
        from meedoen.dossiers import places
        from meedoen.dossiers.phases import FeitSoort, Stap
        from meedoen.intake import keten
        from meedoen.intake.leidraad import na_migratie

        page = "intake:intake"
        places.bring_tab(places.Tab("intake", _("Intake"), page, 20))
        places.bring_steps(
            {Stap.INTAKE_STARTEN: (page, ""), Stap.INTAKE_VERDER: (page, ""), Stap.LBT: ("intake:lbt", "")}
        )
        places.bring_origin(
            places.Origin(page, _("volgt uit de intake")),
            (FeitSoort.INTAKE_GESTART, FeitSoort.INTAKE_AFGEROND, FeitSoort.LBT),
        )
        keten.hang_aan()
        post_migrate.connect(na_migratie, sender=self)

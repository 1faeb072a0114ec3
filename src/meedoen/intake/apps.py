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
        from meedoen.intake.leidraad import after_migration

        page = "intake:intake"
        places.bring_tab(places.Tab("intake", _("Intake"), page, 20))
        places.bring_steps(
            {Stap.START_INTAKE: (page, ""), Stap.INTAKE_FURTHER: (page, ""), Stap.LBT: ("intake:lbt", "")}
        )
        places.bring_origin(
            places.Origin(page, _("volgt uit de intake")),
            (FeitSoort.INTAKE_STARTED, FeitSoort.INTAKE_COMPLETED, FeitSoort.LBT),
        )
        keten.attach()
        post_migrate.connect(after_migration, sender=self)

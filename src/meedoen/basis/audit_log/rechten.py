"""Who may look into the logbook."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Role

VIEW_AUDIT_LOG = Recht(
    "logboek.bekijken",
    _("In het logboek zien wie wiens gegevens las of wijzigde, en waarom"),
    _("De functionaris gegevensbescherming houdt toezicht, en helpt wie wil weten wie in zijn dossier keek."),
    frozenset({Role.FG}),
)

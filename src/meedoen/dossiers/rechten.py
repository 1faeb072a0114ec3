"""Who may do what with a dossier. One predicate a right, for page, list, search, export and API."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Recht, Rows
from meedoen.basis.organisations.models import Role

CLIENT = frozenset({Role.KLANTMANAGER, Role.TEAMLEIDER})
READERS = CLIENT | {Role.QUALITY}


def open_or_mine(voorvoegsel: str = "") -> Rows:
    """Rows of the own municipality; of a shielded dossier only for its klantmanager and for a team leader.

    Args:
        voorvoegsel: the path from the row to its dossier, "dossier__" for what hangs on one.
    """

    def rows(actor: Actor, gemeenten: frozenset[UUID]) -> Q:
        leader = gemeenten & actor.gemeenten_as([Role.TEAMLEIDER])
        open_or_own = Q(**{f"{voorvoegsel}shielded": False}) | Q(
            **{f"{voorvoegsel}klantmanager_id": actor.id}
        )
        if leader:
            open_or_own |= Q(gemeente_id__in=leader)
        return Q(gemeente_id__in=gemeenten) & open_or_own

    return rows


SHIELDED = _("Dit dossier is afgeschermd of hoort bij een andere gemeente. Vraag de teamleider.")

DOSSIER_VIEW = Recht(
    "dossier.bekijken",
    _("Dossiers van de eigen gemeente bekijken"),
    _("Nodig om mensen te begeleiden, en om de kwaliteit van besluiten te bewaken."),
    READERS,
    open_or_mine(),
    SHIELDED,
    via_api=True,
)
DOSSIER_EDIT = Recht(
    "dossier.bewerken",
    _("Dossiers van de eigen gemeente openen en bijwerken"),
    _("Wie mensen begeleidt, legt vast wat er gebeurt."),
    CLIENT,
    open_or_mine(),
    SHIELDED,
    via_api=True,
)
DOSSIER_ASSIGN = Recht(
    "dossier.toewijzen",
    _("Dossiers aan een andere collega geven en dossiers afschermen"),
    _("De teamleider verdeelt het werk."),
    frozenset({Role.TEAMLEIDER}),
)
CONTACT_VIEW = Recht(
    "contactmoment.bekijken",
    _("Gesprekken en berichten in een dossier lezen"),
    _("Hoort bij het begeleiden van mensen."),
    READERS,
    open_or_mine("dossier__"),
    SHIELDED,
    via_api=True,
)
CONTACT_EDIT = Recht(
    "contactmoment.bewerken",
    _("Gesprekken plannen en vastleggen"),
    _("Wie mensen begeleidt, legt gesprekken vast."),
    CLIENT,
    open_or_mine("dossier__"),
    SHIELDED,
    via_api=True,
)
SIGNAAL_VIEW = Recht(
    "signaal.bekijken",
    _("Signalen in een dossier lezen"),
    _("Een signaal heeft een eigenaar die er iets mee moet doen."),
    READERS,
    open_or_mine("dossier__"),
    SHIELDED,
    via_api=True,
)
SIGNAAL_EDIT = Recht(
    "signaal.bewerken",
    _("Signalen melden en oplossen"),
    _("Wie begeleidt, ziet ook schulden, zorgen en wat er ontbreekt."),
    CLIENT,
    open_or_mine("dossier__"),
    SHIELDED,
    via_api=True,
)
DOCUMENT_VIEW = Recht(
    "document.bekijken",
    _("Documenten in een dossier openen"),
    _("Hoort bij het begeleiden van mensen."),
    READERS,
    open_or_mine("dossier__"),
    SHIELDED,
)
DOCUMENT_EDIT = Recht(
    "document.bewerken",
    _("Documenten aan een dossier toevoegen"),
    _("Wie begeleidt, bewaart de stukken."),
    CLIENT,
    open_or_mine("dossier__"),
    SHIELDED,
)
DOSSIER_AUDIT_LOG = Recht(
    "dossier.logboek",
    _("Zien wie een dossier las en wijzigde"),
    _("Wie een dossier ziet, mag weten wie er nog meer in keek. Dat houdt iedereen zorgvuldig."),
    READERS,
    open_or_mine(),
    SHIELDED,
)
FIGURES_VIEW = Recht(
    "cijfers.bekijken",
    _("Aantallen en doorlooptijden zien, zonder namen"),
    _("Nodig om te sturen; wie alleen stuurt, hoeft niemand bij naam te kennen."),
    frozenset({Role.TEAMLEIDER, Role.QUALITY, Role.POLICY}),
)

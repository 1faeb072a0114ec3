"""Who may do what with a dossier. One predicate a right, for page, list, search, export and API."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Bereik, Recht
from meedoen.basis.organisations.models import Rol

KLANT = frozenset({Rol.KLANTMANAGER, Rol.TEAMLEIDER})
LEZERS = KLANT | {Rol.KWALITEIT}


def open_of_van_mij(voorvoegsel: str = "") -> Bereik:
    """Rows of the own municipality; of a shielded dossier only for its klantmanager and for a team leader.

    Args:
        voorvoegsel: the path from the row to its dossier, "dossier__" for what hangs on one.
    """

    def bereik(actor: Actor, gemeenten: frozenset[UUID]) -> Q:
        leider = gemeenten & actor.gemeenten_als([Rol.TEAMLEIDER])
        open_of_eigen = Q(**{f"{voorvoegsel}afgeschermd": False}) | Q(
            **{f"{voorvoegsel}klantmanager_id": actor.id}
        )
        if leider:
            open_of_eigen |= Q(gemeente_id__in=leider)
        return Q(gemeente_id__in=gemeenten) & open_of_eigen

    return bereik


AFGESCHERMD = _("Dit dossier is afgeschermd of hoort bij een andere gemeente. Vraag de teamleider.")

DOSSIER_BEKIJKEN = Recht(
    "dossier.bekijken",
    _("Dossiers van de eigen gemeente bekijken"),
    _("Nodig om mensen te begeleiden, en om de kwaliteit van besluiten te bewaken."),
    LEZERS,
    open_of_van_mij(),
    AFGESCHERMD,
    via_api=True,
)
DOSSIER_BEWERKEN = Recht(
    "dossier.bewerken",
    _("Dossiers van de eigen gemeente openen en bijwerken"),
    _("Wie mensen begeleidt, legt vast wat er gebeurt."),
    KLANT,
    open_of_van_mij(),
    AFGESCHERMD,
    via_api=True,
)
DOSSIER_TOEWIJZEN = Recht(
    "dossier.toewijzen",
    _("Dossiers aan een andere collega geven en dossiers afschermen"),
    _("De teamleider verdeelt het werk."),
    frozenset({Rol.TEAMLEIDER}),
)
CONTACT_BEKIJKEN = Recht(
    "contactmoment.bekijken",
    _("Gesprekken en berichten in een dossier lezen"),
    _("Hoort bij het begeleiden van mensen."),
    LEZERS,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
    via_api=True,
)
CONTACT_BEWERKEN = Recht(
    "contactmoment.bewerken",
    _("Gesprekken plannen en vastleggen"),
    _("Wie mensen begeleidt, legt gesprekken vast."),
    KLANT,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
    via_api=True,
)
SIGNAAL_BEKIJKEN = Recht(
    "signaal.bekijken",
    _("Signalen in een dossier lezen"),
    _("Een signaal heeft een eigenaar die er iets mee moet doen."),
    LEZERS,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
    via_api=True,
)
SIGNAAL_BEWERKEN = Recht(
    "signaal.bewerken",
    _("Signalen melden en oplossen"),
    _("Wie begeleidt, ziet ook schulden, zorgen en wat er ontbreekt."),
    KLANT,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
    via_api=True,
)
DOCUMENT_BEKIJKEN = Recht(
    "document.bekijken",
    _("Documenten in een dossier openen"),
    _("Hoort bij het begeleiden van mensen."),
    LEZERS,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
DOCUMENT_BEWERKEN = Recht(
    "document.bewerken",
    _("Documenten aan een dossier toevoegen"),
    _("Wie begeleidt, bewaart de stukken."),
    KLANT,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
DOSSIER_LOGBOEK = Recht(
    "dossier.logboek",
    _("Zien wie een dossier las en wijzigde"),
    _("Wie een dossier ziet, mag weten wie er nog meer in keek. Dat houdt iedereen zorgvuldig."),
    LEZERS,
    open_of_van_mij(),
    AFGESCHERMD,
)
CIJFERS_BEKIJKEN = Recht(
    "cijfers.bekijken",
    _("Aantallen en doorlooptijden zien, zonder namen"),
    _("Nodig om te sturen; wie alleen stuurt, hoeft niemand bij naam te kennen."),
    frozenset({Rol.TEAMLEIDER, Rol.KWALITEIT, Rol.BELEID}),
)

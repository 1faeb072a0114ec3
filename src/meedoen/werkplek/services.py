"""Acts of the workplace: keeping views, giving dossiers to a colleague and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.organisations.models import Gebruiker, Team
from meedoen.dossiers import rechten
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors import collegas
from meedoen.dossiers.services import wijs_toe
from meedoen.werkplek.desk import weergaven_van
from meedoen.werkplek.models import GekozenWeergave, Herverdeling, Weergave

TERUG_TOT = timedelta(hours=24)
"""So long a division can be undone by who made it."""


def _wie(actor: Actor) -> UUID:
    if actor.id is None:
        raise Geweigerd(_("Dit kan alleen wie zelf is ingelogd."))
    return actor.id


@transaction.atomic
def bewaar_weergave(actor: Actor, naam: str, filters: str, *, delen: bool) -> Weergave:
    """Keep filters under a name, and choose that view. The same name again replaces what was kept.

    Args:
        filters: as `Filters.als_query` writes them.
        delen: let her team see the view too; nothing is shared by who is in no team.
    """
    team = Team.objects.filter(pk__in=actor.teams).order_by("pk").first() if delen else None
    weergave, _nieuw = Weergave.objects.update_or_create(
        gebruiker_id=_wie(actor), naam=naam, defaults={"filters": filters, "team": team}
    )
    GekozenWeergave.objects.update_or_create(gebruiker_id=_wie(actor), defaults={"weergave": weergave})
    return weergave


@transaction.atomic
def kies_weergave(actor: Actor, weergave_id: UUID | None) -> Weergave | None:
    """Open the worklist with this view from now on; None for the plain list.

    Raises:
        Geweigerd: the view is gone, or of another team.
    """
    GekozenWeergave.objects.filter(gebruiker_id=_wie(actor)).delete()
    if weergave_id is None:
        return None
    weergave = weergaven_van(actor).filter(pk=weergave_id).first()
    if weergave is None:
        raise Geweigerd(_("Deze weergave is er niet meer."))
    GekozenWeergave.objects.create(gebruiker_id=_wie(actor), weergave=weergave)
    return weergave


def eigen_weergave(actor: Actor, weergave_id: UUID) -> Weergave:
    """A view that this actor made herself.

    Raises:
        Geweigerd: it is gone, or a colleague's.
    """
    weergave = Weergave.objects.filter(pk=weergave_id, gebruiker_id=_wie(actor)).first()
    if weergave is None:
        raise Geweigerd(_("Alleen wie een weergave maakte, kan die veranderen."))
    return weergave


@dataclass
class Verdeling:
    """Which of the chosen dossiers can go to a colleague, and why the others cannot."""

    naar: Gebruiker
    door: list[Dossier] = field(default_factory=list)
    overgeslagen: list[tuple[Dossier, str]] = field(default_factory=list)


def kiesbaar(actor: Actor, ids: Iterable[UUID]) -> list[Dossier]:
    """The chosen dossiers that this actor may divide, most urgent first; others are left out."""
    rijen = Dossier.objects.filter(pk__in=list(ids)).select_related("persoon", "klantmanager", "gemeente")
    return list(rechten.DOSSIER_TOEWIJZEN.filter(actor, rijen).order_by("volgorde", "pk"))


def bereid_voor(dossiers: list[Dossier], naar: Gebruiker) -> Verdeling:
    """Say beforehand what giving these dossiers to this colleague would do."""
    gemeenten = {dossier.gemeente_id for dossier in dossiers}
    werkt_in = {gemeente for gemeente in gemeenten if collegas(gemeente).filter(pk=naar.pk).exists()}
    verdeling = Verdeling(naar)
    for dossier in dossiers:
        if dossier.fase == Fase.AFGEROND:
            verdeling.overgeslagen.append((dossier, _("dit dossier is afgerond")))
        elif dossier.klantmanager_id == naar.pk:
            verdeling.overgeslagen.append((dossier, _("is al van %(naam)s") % {"naam": naar.naam}))
        elif dossier.gemeente_id not in werkt_in:
            verdeling.overgeslagen.append(
                (dossier, _("%(naam)s werkt niet in deze gemeente") % {"naam": naar.naam})
            )
        else:
            verdeling.door.append(dossier)
    return verdeling


@transaction.atomic
def verdeel(actor: Actor, verdeling: Verdeling) -> list[Herverdeling]:
    """Give the dossiers to the colleague, and remember whose they were: one division per municipality."""
    per_gemeente: dict[UUID, list[Dossier]] = {}
    for dossier in verdeling.door:
        per_gemeente.setdefault(dossier.gemeente_id, []).append(dossier)
    gemaakt = []
    for gemeente_id, dossiers in per_gemeente.items():
        vorige = {str(dossier.pk): _als_tekst(dossier.klantmanager_id) for dossier in dossiers}
        wijs_toe(actor, dossiers, verdeling.naar)
        gemaakt.append(
            Herverdeling.objects.create(
                gemeente_id=gemeente_id, door_id=_wie(actor), naar=verdeling.naar, vorige=vorige
            )
        )
    return gemaakt


def _als_tekst(gebruiker_id: UUID | None) -> str | None:
    return str(gebruiker_id) if gebruiker_id else None


@transaction.atomic
def draai_terug(actor: Actor, herverdeling_id: UUID) -> tuple[int, int]:
    """Give dossiers back to whose they were. Returns how many went back, and how many could not.

    Raises:
        Geweigerd: somebody else's division, one of more than a day ago, or one that was undone already.
    """
    herverdeling = (
        Herverdeling.objects.select_for_update().filter(pk=herverdeling_id, door_id=_wie(actor)).first()
    )
    if herverdeling is None or herverdeling.op < timezone.now() - TERUG_TOT:
        raise Geweigerd(_("Dit kan alleen degene die de dossiers gaf, tot een dag erna."))
    if herverdeling.teruggedraaid_op:
        raise Geweigerd(_("Deze dossiers zijn al teruggegeven."))
    nog_daar = [
        dossier
        for dossier in kiesbaar(actor, map(UUID, herverdeling.vorige))
        if dossier.klantmanager_id == herverdeling.naar_id
    ]
    gebruikers = Gebruiker.objects.in_bulk([pk for pk in herverdeling.vorige.values() if pk])
    terug = 0
    hier = set(collegas(herverdeling.gemeente_id).values_list("pk", flat=True))
    for dossier in nog_daar:
        vorige = herverdeling.vorige[str(dossier.pk)]
        if vorige and UUID(vorige) not in hier:
            continue  # who had it left within the day: better with a colleague than with nobody
        terug += wijs_toe(actor, [dossier], gebruikers[UUID(vorige)] if vorige else None)
    herverdeling.teruggedraaid_op = timezone.now()
    herverdeling.save(update_fields=["teruggedraaid_op"])
    return terug, len(herverdeling.vorige) - terug

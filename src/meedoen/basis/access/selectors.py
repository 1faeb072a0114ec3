"""What the page "wie mag wat, en waarom" shows."""

from __future__ import annotations

from dataclasses import dataclass

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import REGISTER, Besluit, Recht
from meedoen.basis.organisations.models import Aanstelling, Organisatie, Rol
from meedoen.basis.organisations.selectors import aanstellingen_in, geldig_op


@dataclass(frozen=True)
class Uitspraak:
    """A right, who has it, and whether it is mine."""

    recht: Recht
    rollen: list[str]
    voor_mij: Besluit


def uitspraken(actor: Actor) -> list[Uitspraak]:
    """Every right with its verdict for this actor; what is about the same thing stands together."""
    alle = sorted(REGISTER.values(), key=lambda recht: recht.naam.split(".")[0])
    return [_uitspraak(recht, actor) for recht in alle]


def _uitspraak(recht: Recht, actor: Actor) -> Uitspraak:
    mag = recht.mag_ergens(actor)
    besluit = Besluit(mag=True) if mag else Besluit(mag=False, reden=recht.reden_waarom_niet(actor))
    return Uitspraak(recht, [str(Rol(rol).label) for rol in Rol if rol in recht.rollen], besluit)


def gemeenten_van(actor: Actor) -> list[Organisatie]:
    """The municipalities the actor works in."""
    return list(Organisatie.objects.filter(pk__in=actor.gemeenten))


def collegas_per_rol(gemeente: Organisatie) -> list[tuple[str, list[Aanstelling]]]:
    """Who has which role in a municipality today, role by role; also by way of its region."""
    nu = list(aanstellingen_in(gemeente).filter(geldig_op(), gebruiker__is_active=True))
    return [(str(rol.label), wie) for rol in Rol if (wie := [een for een in nu if een.rol == rol])]

"""What the page "wie mag wat, en waarom" shows."""

from __future__ import annotations

from dataclasses import dataclass

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import REGISTER, Recht, Verdict
from meedoen.basis.organisations.models import Appointment, Organisation, Role
from meedoen.basis.organisations.selectors import appointments_in, valid_on


@dataclass(frozen=True)
class Statement:
    """A right, who has it, and whether it is mine."""

    recht: Recht
    roles: list[str]
    for_me: Verdict


def statements(actor: Actor) -> list[Statement]:
    """Every right with its verdict for this actor; what is about the same thing stands together."""
    all_ = sorted(REGISTER.values(), key=lambda recht: recht.naam.split(".")[0])
    return [_statement(recht, actor) for recht in all_]


def _statement(recht: Recht, actor: Actor) -> Statement:
    may = recht.may_anywhere(actor)
    decision = Verdict(may=True) if may else Verdict(may=False, reden=recht.reason_why_not(actor))
    return Statement(recht, [str(Role(role).label) for role in Role if role in recht.roles], decision)


def gemeenten_of(actor: Actor) -> list[Organisation]:
    """The municipalities the actor works in."""
    return list(Organisation.objects.filter(pk__in=actor.gemeenten))


def colleagues_per_role(gemeente: Organisation) -> list[tuple[str, list[Appointment]]]:
    """Who has which role in a municipality today, role by role; also by way of its region."""
    now = list(appointments_in(gemeente).filter(valid_on(), user__is_active=True))
    return [(str(role.label), who) for role in Role if (who := [one for one in now if one.rol == role])]

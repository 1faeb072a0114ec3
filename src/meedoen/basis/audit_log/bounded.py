"""Lines that somebody can cause at will, by asking again and again what is refused: so many and no more.

Signing in that fails, and refusals. The bound is read from the logbook itself: nothing is counted elsewhere,
so writers wait for nobody, and two at the same moment are at worst one line over it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.access.scope import within
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.selectors import gemeenten_of_account

LOOK_BACK = 200
"""Lines of the same actor that are looked at; who does that many other things in between is not bounded."""


@dataclass(frozen=True)
class Boundary:
    """At most so many lines in so much time; the last one says that more are not written down."""

    at_most: int
    within: timedelta


REFUSALS = Boundary(30, timedelta(minutes=10))
SIGN_INS = Boundary(10, timedelta(hours=1))
UNKNOWN = Boundary(4, timedelta(hours=1))
"""For the whole site: nobody knows who it is."""

LIMIT_REACHED = gettext_noop("vaak achter elkaar; wat nu volgt, wordt even niet opgeschreven")
OUTSIDE_KEY = gettext_noop("valt buiten de toegangssleutel")
NO_ROLE = gettext_noop("geen rol met dit recht")
NOT_HERE = gettext_noop("dit recht geldt hier niet")
CANNOT = gettext_noop("kan nu niet")


def log_bounded(
    actor: Actor,
    action: str,
    subject: str,
    *,
    gemeenten: Collection[UUID],
    doel: str,
    limit: Boundary,
    onderwerp_id: str = "",
) -> None:
    """Write a line in the logbook of each municipality, unless this actor has caused enough of them.

    In a transaction of its own when none is running; whatever the connection may see now.
    """
    if not gemeenten:
        return
    all_ = sorted(gemeenten)
    with within(all_):
        already = _recently(actor, action, all_[0], limit.within)
        if already >= limit.at_most:
            return
        if already == limit.at_most - 1:
            doel = LIMIT_REACHED
        for gemeente_id in all_:
            log(actor, action, subject, gemeente_id=gemeente_id, doel=doel, onderwerp_id=onderwerp_id)


def log_refusal(actor: Actor, refusal: Refused, *, where: str, onderwerp_id: str = "") -> None:
    """Write down that somebody was refused: which right, and why in a few fixed words.

    The reason she read is not kept: it may repeat what she typed. Goes to the logbook of every municipality
    she works for, or else worked for: whose it was that she was after, nobody knows.

    Args:
        waar: the page or call, for a refusal that is not about a right.
        onderwerp_id: the id of what she was after.
    """
    log_bounded(
        actor,
        Action.REFUSED,
        refusal.recht.naam if refusal.recht else where[:40],
        gemeenten=actor.gemeenten or (gemeenten_of_account(actor.id) if actor.id else ()),
        doel=_why(actor, refusal),
        limit=REFUSALS,
        onderwerp_id=onderwerp_id,
    )


def _why(actor: Actor, refusal: Refused) -> str:
    if (recht := refusal.recht) is None:
        return refusal.artikel.label if refusal.artikel else CANNOT
    if actor.bereik is not None and recht.naam not in actor.bereik:
        return OUTSIDE_KEY
    return NOT_HERE if recht.may_anywhere(actor) else NO_ROLE


def _recently(actor: Actor, action: str, gemeente_id: UUID, within: timedelta) -> int:
    """How many such lines this actor caused lately, by this channel: a client does not hide its owner's."""
    since = timezone.now() - within
    own = AuditEntry.objects.filter(gemeente=gemeente_id, actor_id=actor.id).order_by("-pk")
    return sum(
        (what, channel) == (action, actor.kanaal) and time >= since
        for what, channel, time in own.values_list("handeling", "kanaal", "tijd")[:LOOK_BACK]
    )

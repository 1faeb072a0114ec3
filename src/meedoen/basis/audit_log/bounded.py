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
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.access.scope import werkruimte
from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.selectors import gemeenten_van_account

TERUGKIJKEN = 200
"""Lines of the same actor that are looked at; who does that many other things in between is not bounded."""


@dataclass(frozen=True)
class Grens:
    """At most so many lines in so much time; the last one says that more are not written down."""

    hoogstens: int
    binnen: timedelta


WEIGERINGEN = Grens(30, timedelta(minutes=10))
AANMELDINGEN = Grens(10, timedelta(hours=1))
ONBEKENDEN = Grens(4, timedelta(hours=1))
"""For the whole site: nobody knows who it is."""

GRENS_BEREIKT = gettext_noop("vaak achter elkaar; wat nu volgt, wordt even niet opgeschreven")
BUITEN_SLEUTEL = gettext_noop("valt buiten de toegangssleutel")
GEEN_ROL = gettext_noop("geen rol met dit recht")
HIER_NIET = gettext_noop("dit recht geldt hier niet")
KAN_NIET = gettext_noop("kan nu niet")


def noteer_begrensd(
    actor: Actor,
    handeling: str,
    onderwerp: str,
    *,
    gemeenten: Collection[UUID],
    doel: str,
    grens: Grens,
    onderwerp_id: str = "",
) -> None:
    """Write a line in the logbook of each municipality, unless this actor has caused enough of them.

    In a transaction of its own when none is running; whatever the connection may see now.
    """
    if not gemeenten:
        return
    alle = sorted(gemeenten)
    with werkruimte(alle):
        al = _onlangs(actor, handeling, alle[0], grens.binnen)
        if al >= grens.hoogstens:
            return
        if al == grens.hoogstens - 1:
            doel = GRENS_BEREIKT
        for gemeente_id in alle:
            noteer(actor, handeling, onderwerp, gemeente_id=gemeente_id, doel=doel, onderwerp_id=onderwerp_id)


def noteer_weigering(actor: Actor, weigering: Geweigerd, *, waar: str, onderwerp_id: str = "") -> None:
    """Write down that somebody was refused: which right, and why in a few fixed words.

    The reason she read is not kept: it may repeat what she typed. Goes to the logbook of every municipality
    she works for, or else worked for: whose it was that she was after, nobody knows.

    Args:
        waar: the page or call, for a refusal that is not about a right.
        onderwerp_id: the id of what she was after.
    """
    noteer_begrensd(
        actor,
        Handeling.GEWEIGERD,
        weigering.recht.naam if weigering.recht else waar[:40],
        gemeenten=actor.gemeenten or (gemeenten_van_account(actor.id) if actor.id else ()),
        doel=_waarom(actor, weigering),
        grens=WEIGERINGEN,
        onderwerp_id=onderwerp_id,
    )


def _waarom(actor: Actor, weigering: Geweigerd) -> str:
    if (recht := weigering.recht) is None:
        return weigering.artikel.label if weigering.artikel else KAN_NIET
    if actor.bereik is not None and recht.naam not in actor.bereik:
        return BUITEN_SLEUTEL
    return HIER_NIET if recht.mag_ergens(actor) else GEEN_ROL


def _onlangs(actor: Actor, handeling: str, gemeente_id: UUID, binnen: timedelta) -> int:
    """How many such lines this actor caused lately, by this channel: a client does not hide its owner's."""
    sinds = timezone.now() - binnen
    eigen = Logregel.objects.filter(gemeente=gemeente_id, actor_id=actor.id).order_by("-pk")
    return sum(
        (wat, kanaal) == (handeling, actor.kanaal) and tijd >= sinds
        for wat, kanaal, tijd in eigen.values_list("handeling", "kanaal", "tijd")[:TERUGKIJKEN]
    )

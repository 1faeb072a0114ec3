"""Every right as one object: a name, a plain sentence, who has it and why, and one predicate.

The predicate is used for a single object, for filtering a queryset, for search, export and API. Rights are
declared in the app they are about (`<app>/rechten.py`) and found here by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.predicate import NOTHING, satisfies
from meedoen.basis.organisations.models import Role
from meedoen.basis.registry import AlreadyBroughtError
from meedoen.wet.artikel import Artikel
from meedoen.wet.concepts import Certainty

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

M = TypeVar("M", bound=Model)

Rows = Callable[[Actor, frozenset[UUID]], Q]
"""From the actor and the municipalities in which it holds one of the roles, the rows it may have."""

SYSTEM = "systeem"

REGISTER: dict[str, Recht] = {}
"""All rights by name, in the order in which they were declared."""


@dataclass(frozen=True)
class Verdict:
    """The answer to "may I?", with its reason when it is no."""

    may: bool
    reden: str = ""

    def __bool__(self) -> bool:
        return self.may


class Refused(Exception):  # noqa: N818  # a refusal, not an error
    """A refusal for people: what may not, why, and the article with its certainty when the law says so.

    `recht` is the right that is missing, when it is for want of one.
    """

    def __init__(
        self,
        reden: str,
        *,
        recht: Recht | None = None,
        artikel: Artikel | None = None,
        zekerheid: Certainty | None = None,
    ) -> None:
        super().__init__(reden)
        self.reden = reden
        self.recht = recht
        self.artikel = artikel
        self.zekerheid = zekerheid


def own_gemeente(_actor: Actor, gemeenten: frozenset[UUID]) -> Q:
    """Every row of the municipalities in which the role is held."""
    return Q(gemeente_id__in=gemeenten)


@dataclass(frozen=True)
class Recht:
    """May this actor do or see this?

    Attributes:
        naam: the name code and tokens use, "dossier.bekijken".
        zin: the same in plain Dutch, for the page "wie mag wat".
        waarom: why these roles have it.
        rollen: the roles that have it.
        bereik: the predicate over rows; of the own municipality unless said otherwise.
        weigering: what someone reads who may not.
        via_api: whether a client token may carry it.
    """

    naam: str
    sentence: StrPromise | str
    why: StrPromise | str
    roles: frozenset[str]
    bereik: Rows = own_gemeente
    refusal: StrPromise | str = ""
    via_api: bool = False

    def __post_init__(self) -> None:
        if self.naam in REGISTER:
            raise AlreadyBroughtError(f"right {self.naam} is declared twice")
        REGISTER[self.naam] = self

    def q(self, actor: Actor) -> Q:
        """The rows this actor may have by this right, as a predicate."""
        if actor.bereik is not None and self.naam not in actor.bereik:
            return NOTHING
        if system := actor.roles.get(SYSTEM):
            return Q(gemeente_id__in=system)
        gemeenten = actor.gemeenten_as(self.roles)
        return self.bereik(actor, gemeenten) if gemeenten else NOTHING

    def filter(self, actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
        """Only the rows this actor may have."""
        return rows.filter(self.q(actor))

    def may(self, actor: Actor, obj: Model) -> Verdict:
        """May this actor do this with this object? The reason when not."""
        if satisfies(obj, self.q(actor)):
            return Verdict(may=True)
        return Verdict(may=False, reden=self.reason_why_not(actor))

    def may_anywhere(self, actor: Actor) -> bool:
        """Does the actor hold this right in any municipality? For showing or hiding a menu."""
        return self.q(actor) != NOTHING

    def require(self, actor: Actor, obj: Model) -> None:
        """Go on only when the actor may.

        Raises:
            Geweigerd: with the reason.
        """
        if not self.may(actor, obj):
            raise self.refused(actor)

    def refused(self, actor: Actor) -> Refused:
        """The refusal for an actor without this right, to raise."""
        return Refused(self.reason_why_not(actor), recht=self)

    def reason_why_not(self, actor: Actor) -> str:
        """Why not, in one sentence."""
        who = ", ".join(str(role.label) for role in Role if role in self.roles)
        if actor.bereik is not None and self.naam not in actor.bereik:
            return _("Deze toegangssleutel heeft het recht '%(recht)s' niet.") % {"recht": self.naam}
        if not actor.gemeenten_as(self.roles):
            return _("Dit mag alleen: %(wie)s. Jouw rol heeft dit recht niet.") % {"wie": who}
        if self.refusal:
            return _(str(self.refusal))
        return _("Dit mag alleen binnen de eigen gemeente: %(wie)s.") % {"wie": who}

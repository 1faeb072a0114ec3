"""The person of a dossier: corrected, and joined with the others of the household."""

from __future__ import annotations

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, difference
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier, Huishouden, Persoon
from meedoen.dossiers.services.dossier import register_persoon

Role = Persoon.RoleInHuishouden


@transaction.atomic
def change_persoon(
    actor: Actor, dossier: Dossier, persoon: Persoon, *, adres_soort: str, plaats: str
) -> Persoon:
    """Save changed data of the person of a dossier, and where she lives. The form has judged the fields.

    Raises:
        Geweigerd: the actor may not change this dossier.
    """
    rechten.DOSSIER_EDIT.require(actor, dossier)
    for_ = model_to_dict(Persoon.objects.select_for_update().get(pk=dossier.persoon_id))
    for_ |= {"adres_soort": dossier.adres_soort, "plaats": dossier.plaats}
    register_persoon(actor, persoon)
    dossier.adres_soort, dossier.plaats = adres_soort, plaats
    dossier.save(update_fields=["adres_soort", "plaats"])
    if change := difference(for_, model_to_dict(persoon) | {"adres_soort": adres_soort, "plaats": plaats}):
        _log(actor, dossier, persoon, gettext_noop("gegevens bijwerken"), change)
    return persoon


@transaction.atomic
def link_huishouden(
    actor: Actor, dossier: Dossier, other: Dossier, *, rol: str, rol_ander: str
) -> Huishouden:
    """Put the person of another dossier in the household of this dossier's person.

    Of two who both have a household already, the other moves to this one.

    Raises:
        Geweigerd: the actor may not change one of the dossiers, or they cannot be one household.
    """
    rechten.DOSSIER_EDIT.require(actor, dossier)
    rechten.DOSSIER_EDIT.require(actor, other)
    persoon = dossier.persoon
    if other.gemeente_id != persoon.gemeente_id:
        raise Refused(_("Deze persoon hoort bij een andere gemeente."))
    if other.persoon_id == persoon.pk:
        raise Refused(_("Kies een ander dan deze persoon zelf."))
    huishouden = persoon.huishouden or Huishouden.objects.create(gemeente_id=persoon.gemeente_id)
    for who, what in ((persoon, rol), (other.persoon, rol_ander)):
        for_ = {"huishouden": who.huishouden_id, "rol_in_huishouden": who.role_in_huishouden}
        who.huishouden, who.role_in_huishouden = huishouden, what
        who.save(update_fields=["huishouden", "role_in_huishouden"])
        after = {"huishouden": huishouden.pk, "rol_in_huishouden": what}
        if change := difference(for_, after):
            _log(actor, dossier, who, gettext_noop("huishouden bijwerken"), change)
    return huishouden


@transaction.atomic
def leave_huishouden(actor: Actor, dossier: Dossier) -> None:
    """Take the person of this dossier out of the household. One who stays alone has no household either.

    Nothing is written about a member whose dossier this actor may not change: who is shielded stays as she
    is, and her own colleague decides what her household is then.

    Raises:
        Geweigerd: the actor may not change this dossier.
    """
    rechten.DOSSIER_EDIT.require(actor, dossier)
    huishouden = dossier.persoon.huishouden
    if huishouden is None:
        return
    members = list(huishouden.members.select_for_update())
    stays_alone = len(members) <= 2
    for member in members:
        if member.pk == dossier.persoon_id or (stays_alone and _may_update(actor, member)):
            for_ = {"huishouden": member.huishouden_id, "rol_in_huishouden": member.role_in_huishouden}
            member.huishouden, member.role_in_huishouden = None, Role.ONLY
            member.save(update_fields=["huishouden", "role_in_huishouden"])
            after = {"huishouden": None, "rol_in_huishouden": Role.ONLY}
            _log(actor, dossier, member, gettext_noop("huishouden bijwerken"), difference(for_, after))
    dossier.persoon.huishouden = None


def _may_update(actor: Actor, persoon: Persoon) -> bool:
    """Whether the actor may change every dossier of this person."""
    are = Dossier.objects.filter(persoon=persoon)
    return rechten.DOSSIER_EDIT.filter(actor, are).count() == are.count()


def _log(
    actor: Actor, dossier: Dossier, persoon: Persoon, doel: str, change: dict[str, list[object]]
) -> None:
    log_dossier(actor, Action.CHANGED, gettext_noop("persoon"), dossier, doel, change, persoon_id=persoon.pk)

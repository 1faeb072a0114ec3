"""The person of a dossier: corrected, and joined with the others of the household."""

from __future__ import annotations

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, verschil
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier, Huishouden, Persoon
from meedoen.dossiers.services.dossier import registreer_persoon

Rol = Persoon.RolInHuishouden


@transaction.atomic
def wijzig_persoon(
    actor: Actor, dossier: Dossier, persoon: Persoon, *, adres_soort: str, plaats: str
) -> Persoon:
    """Save changed data of the person of a dossier, and where she lives. The form has judged the fields.

    Raises:
        Geweigerd: the actor may not change this dossier.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    voor = model_to_dict(Persoon.objects.select_for_update().get(pk=dossier.persoon_id))
    voor |= {"adres_soort": dossier.adres_soort, "plaats": dossier.plaats}
    registreer_persoon(actor, persoon)
    dossier.adres_soort, dossier.plaats = adres_soort, plaats
    dossier.save(update_fields=["adres_soort", "plaats"])
    if wijziging := verschil(voor, model_to_dict(persoon) | {"adres_soort": adres_soort, "plaats": plaats}):
        _noteer(actor, dossier, persoon, gettext_noop("gegevens bijwerken"), wijziging)
    return persoon


@transaction.atomic
def koppel_huishouden(
    actor: Actor, dossier: Dossier, ander: Dossier, *, rol: str, rol_ander: str
) -> Huishouden:
    """Put the person of another dossier in the household of this dossier's person.

    Of two who both have a household already, the other moves to this one.

    Raises:
        Geweigerd: the actor may not change one of the dossiers, or they cannot be one household.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    rechten.DOSSIER_BEWERKEN.eis(actor, ander)
    persoon = dossier.persoon
    if ander.gemeente_id != persoon.gemeente_id:
        raise Geweigerd(_("Deze persoon hoort bij een andere gemeente."))
    if ander.persoon_id == persoon.pk:
        raise Geweigerd(_("Kies een ander dan deze persoon zelf."))
    huishouden = persoon.huishouden or Huishouden.objects.create(gemeente_id=persoon.gemeente_id)
    for wie, wat in ((persoon, rol), (ander.persoon, rol_ander)):
        voor = {"huishouden": wie.huishouden_id, "rol_in_huishouden": wie.rol_in_huishouden}
        wie.huishouden, wie.rol_in_huishouden = huishouden, wat
        wie.save(update_fields=["huishouden", "rol_in_huishouden"])
        na = {"huishouden": huishouden.pk, "rol_in_huishouden": wat}
        if wijziging := verschil(voor, na):
            _noteer(actor, dossier, wie, gettext_noop("huishouden bijwerken"), wijziging)
    return huishouden


@transaction.atomic
def verlaat_huishouden(actor: Actor, dossier: Dossier) -> None:
    """Take the person of this dossier out of the household. One who stays alone has no household either.

    Nothing is written about a member whose dossier this actor may not change: who is shielded stays as she
    is, and her own colleague decides what her household is then.

    Raises:
        Geweigerd: the actor may not change this dossier.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    huishouden = dossier.persoon.huishouden
    if huishouden is None:
        return
    leden = list(huishouden.leden.select_for_update())
    blijft_alleen = len(leden) <= 2
    for lid in leden:
        if lid.pk == dossier.persoon_id or (blijft_alleen and _mag_bijwerken(actor, lid)):
            voor = {"huishouden": lid.huishouden_id, "rol_in_huishouden": lid.rol_in_huishouden}
            lid.huishouden, lid.rol_in_huishouden = None, Rol.ALLEEN
            lid.save(update_fields=["huishouden", "rol_in_huishouden"])
            na = {"huishouden": None, "rol_in_huishouden": Rol.ALLEEN}
            _noteer(actor, dossier, lid, gettext_noop("huishouden bijwerken"), verschil(voor, na))
    dossier.persoon.huishouden = None


def _mag_bijwerken(actor: Actor, persoon: Persoon) -> bool:
    """Whether the actor may change every dossier of this person."""
    zijn = Dossier.objects.filter(persoon=persoon)
    return rechten.DOSSIER_BEWERKEN.filter(actor, zijn).count() == zijn.count()


def _noteer(
    actor: Actor, dossier: Dossier, persoon: Persoon, doel: str, wijziging: dict[str, list[object]]
) -> None:
    noteer_dossier(
        actor, Handeling.GEWIJZIGD, gettext_noop("persoon"), dossier, doel, wijziging, persoon_id=persoon.pk
    )

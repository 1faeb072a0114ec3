"""What the BRP tells about somebody whom DUO reported: a name, a birth, an address, and since when."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop

from meedoen.basis.audit_log.services import Action, difference
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.keten.finding import brp_in, dossier_of
from meedoen.dossiers.keten.following import DOEL_BRP, follow, raise_signaal
from meedoen.dossiers.models import Dossier, Feit, Signaal
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import register_persoon
from meedoen.keten.brp.answers import Persoon as BrpPersoon
from meedoen.keten.brp.answers import read_persoon
from meedoen.keten.brp.channel import ask as ask_brp
from meedoen.keten.models import KetenState

DECEASED = gettext_noop("Volgens de BRP is deze persoon overleden. Kijk het na en rond het dossier af.")


def ask_who(dossier: Dossier) -> None:
    """Ask the BRP who somebody is, when we do not know the name yet."""
    if dossier.persoon.bsn and not dossier.persoon.achternaam:
        ask_brp(dossier.gemeente_id, dossier.persoon.bsn, about=dossier.pk)


def on_persoon(gemeente_id: UUID, bsn: str, stand: KetenState, _previous: KetenState | None) -> None:
    """Fill in what is empty about somebody, and the day of registration here. Nothing of ours is changed.

    Of a death a colleague hears, once; it ends nothing by itself.
    """
    dossier, said = dossier_of(gemeente_id, bsn), read_persoon(stand)
    if dossier is None or said is None:
        return
    _fill_persoon(dossier, said)
    _fill_woonplaats(dossier, said)
    here = said.gemeente
    if said.enrolled_on and here and here.code == dossier.gemeente.code:
        follow(dossier, FeitSoort.INSCHRIJVING_BRP, said.enrolled_on, bron=Feit.Source.BRP)
    told = Signaal.objects.filter(dossier=dossier, omschrijving=DECEASED)
    if said.is_deceased and not told.exists():
        raise_signaal(dossier, DECEASED, dagen=0, nu=True, on_behalf_of=brp_in(gemeente_id))


def _fill_persoon(dossier: Dossier, said: BrpPersoon) -> None:
    persoon = dossier.persoon
    name, born = said.naam, said.born
    new: dict[str, object] = {}
    if name and not persoon.achternaam:
        new = {
            "voornamen": name.voornamen[:120],
            "voorvoegsel": name.voorvoegsel[:20],
            "achternaam": name.achternaam[:120],
        }
    if born and born.day and not persoon.geboortedatum:
        new["geboortedatum"] = born.day
    if change := difference({field: getattr(persoon, field) for field in new}, new):
        for field, value in new.items():
            setattr(persoon, field, value)
        brp = brp_in(dossier.gemeente_id)
        register_persoon(brp, persoon)
        log_dossier(brp, Action.CHANGED, gettext_noop("persoon"), dossier, DOEL_BRP, change)


def _fill_woonplaats(dossier: Dossier, said: BrpPersoon) -> None:
    address = said.adres
    if address and address.woonplaats and not dossier.plaats:
        dossier.plaats = address.woonplaats[:80]
        dossier.save(update_fields=["plaats"])
        change = {"plaats": ["", dossier.plaats]}
        brp = brp_in(dossier.gemeente_id)
        log_dossier(brp, Action.CHANGED, gettext_noop("dossier"), dossier, DOEL_BRP, change)

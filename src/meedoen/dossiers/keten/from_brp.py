"""What the BRP tells about somebody whom DUO reported: a name, a birth, an address, and since when."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_noop

from meedoen.basis.audit_log.services import Handeling, verschil
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.keten.finding import brp_in, dossier_van
from meedoen.dossiers.keten.following import DOEL_BRP, signaleer, volg
from meedoen.dossiers.models import Dossier, Feit, Signaal
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import registreer_persoon
from meedoen.keten.brp.answers import Persoon as BrpPersoon
from meedoen.keten.brp.answers import read_persoon
from meedoen.keten.brp.channel import vraag as vraag_brp
from meedoen.keten.models import Ketenstand

OVERLEDEN = gettext_noop("Volgens de BRP is deze persoon overleden. Kijk het na en rond het dossier af.")


def vraag_wie(dossier: Dossier) -> None:
    """Ask the BRP who somebody is, when we do not know the name yet."""
    if dossier.persoon.bsn and not dossier.persoon.achternaam:
        vraag_brp(dossier.gemeente_id, dossier.persoon.bsn, over=dossier.pk)


def bij_persoon(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """Fill in what is empty about somebody, and the day of registration here. Nothing of ours is changed.

    Of a death a colleague hears, once; it ends nothing by itself.
    """
    dossier, gezegd = dossier_van(gemeente_id, bsn), read_persoon(stand)
    if dossier is None or gezegd is None:
        return
    _vul_persoon(dossier, gezegd)
    _vul_woonplaats(dossier, gezegd)
    hier = gezegd.gemeente
    if gezegd.ingeschreven_op and hier and hier.code == dossier.gemeente.code:
        volg(dossier, FeitSoort.INSCHRIJVING_BRP, gezegd.ingeschreven_op, bron=Feit.Bron.BRP)
    verteld = Signaal.objects.filter(dossier=dossier, omschrijving=OVERLEDEN)
    if gezegd.is_overleden and not verteld.exists():
        signaleer(dossier, OVERLEDEN, dagen=0, nu=True, namens=brp_in(gemeente_id))


def _vul_persoon(dossier: Dossier, gezegd: BrpPersoon) -> None:
    persoon = dossier.persoon
    naam, geboren = gezegd.naam, gezegd.geboren
    nieuw: dict[str, object] = {}
    if naam and not persoon.achternaam:
        nieuw = {
            "voornamen": naam.voornamen[:120],
            "voorvoegsel": naam.voorvoegsel[:20],
            "achternaam": naam.achternaam[:120],
        }
    if geboren and geboren.dag and not persoon.geboortedatum:
        nieuw["geboortedatum"] = geboren.dag
    if wijziging := verschil({veld: getattr(persoon, veld) for veld in nieuw}, nieuw):
        for veld, waarde in nieuw.items():
            setattr(persoon, veld, waarde)
        brp = brp_in(dossier.gemeente_id)
        registreer_persoon(brp, persoon)
        noteer_dossier(brp, Handeling.GEWIJZIGD, gettext_noop("persoon"), dossier, DOEL_BRP, wijziging)


def _vul_woonplaats(dossier: Dossier, gezegd: BrpPersoon) -> None:
    adres = gezegd.adres
    if adres and adres.woonplaats and not dossier.plaats:
        dossier.plaats = adres.woonplaats[:80]
        dossier.save(update_fields=["plaats"])
        wijziging = {"plaats": ["", dossier.plaats]}
        brp = brp_in(dossier.gemeente_id)
        noteer_dossier(brp, Handeling.GEWIJZIGD, gettext_noop("dossier"), dossier, DOEL_BRP, wijziging)

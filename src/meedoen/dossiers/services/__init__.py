"""Acts on a dossier: each checks, changes, recomputes and logs in one transaction. One file per subject."""

from meedoen.dossiers.services.contact import leg_gesprek_vast, plan_gesprek
from meedoen.dossiers.services.documents import lees_document, trek_document_in, voeg_document_toe
from meedoen.dossiers.services.dossier import (
    feiten_frame,
    herbereken,
    instellingen_van,
    leg_feit_vast,
    meld_aan,
    open_dossier,
    registreer_persoon,
    scherm_af,
    trek_feit_in,
    volgend_nummer,
    wijs_toe,
    zoektermen,
)
from meedoen.dossiers.services.personen import koppel_huishouden, verlaat_huishouden, wijzig_persoon
from meedoen.dossiers.services.signalen import los_signaal_op, meld_signaal
from meedoen.dossiers.services.taking_up import pak_op

__all__ = [
    "feiten_frame",
    "herbereken",
    "instellingen_van",
    "koppel_huishouden",
    "lees_document",
    "leg_feit_vast",
    "leg_gesprek_vast",
    "los_signaal_op",
    "meld_aan",
    "meld_signaal",
    "open_dossier",
    "pak_op",
    "plan_gesprek",
    "registreer_persoon",
    "scherm_af",
    "trek_document_in",
    "trek_feit_in",
    "verlaat_huishouden",
    "voeg_document_toe",
    "volgend_nummer",
    "wijs_toe",
    "wijzig_persoon",
    "zoektermen",
]

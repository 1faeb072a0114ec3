"""Acts on a dossier: each checks, changes, recomputes and logs in one transaction. One file per subject."""

from meedoen.dossiers.services.contact import plan_gesprek, record_gesprek
from meedoen.dossiers.services.documents import add_document, read_document, withdraw_document
from meedoen.dossiers.services.dossier import (
    assign,
    feiten_frame,
    next_number,
    open_dossier,
    recompute,
    record_feit,
    register,
    register_persoon,
    search_terms,
    settings_of,
    shield,
    withdraw_feit,
)
from meedoen.dossiers.services.personen import change_persoon, leave_huishouden, link_huishouden
from meedoen.dossiers.services.signalen import report_signaal, solve_signaal
from meedoen.dossiers.services.taking_up import take_up

__all__ = [
    "add_document",
    "assign",
    "change_persoon",
    "feiten_frame",
    "leave_huishouden",
    "link_huishouden",
    "next_number",
    "open_dossier",
    "plan_gesprek",
    "read_document",
    "recompute",
    "record_feit",
    "record_gesprek",
    "register",
    "register_persoon",
    "report_signaal",
    "search_terms",
    "settings_of",
    "shield",
    "solve_signaal",
    "take_up",
    "withdraw_document",
    "withdraw_feit",
]

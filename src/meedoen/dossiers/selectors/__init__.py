"""Reads of dossiers: always what this actor may see, always written in the logbook."""

from meedoen.dossiers.selectors.dossier import (
    colleagues,
    dossier_for,
    dossiers_for,
    feiten_as_mapping,
    frame,
    pip_taken_over,
    shieldings,
    termijnen_of,
    valid_feiten,
)
from meedoen.dossiers.selectors.listing import dossier_list, duplicates
from meedoen.dossiers.selectors.pages import (
    audit_log_page,
    documents_page,
    explanation_of,
    feiten_page,
    gesprekken_page,
    huisgenoten,
    network_page,
    overview,
)

__all__ = [
    "audit_log_page",
    "colleagues",
    "documents_page",
    "dossier_for",
    "dossier_list",
    "dossiers_for",
    "duplicates",
    "explanation_of",
    "feiten_as_mapping",
    "feiten_page",
    "frame",
    "gesprekken_page",
    "huisgenoten",
    "network_page",
    "overview",
    "pip_taken_over",
    "shieldings",
    "termijnen_of",
    "valid_feiten",
]

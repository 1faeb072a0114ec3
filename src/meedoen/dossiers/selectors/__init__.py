"""Reads of dossiers: always what this actor may see, always written in the logbook."""

from meedoen.dossiers.selectors.dossier import (
    afschermingen,
    collegas,
    dossier_voor,
    dossiers_voor,
    feiten_als_mapping,
    geldige_feiten,
    kader,
    pip_overgenomen,
    termijnen_van,
)
from meedoen.dossiers.selectors.listing import dossierlijst, dubbelen
from meedoen.dossiers.selectors.pages import (
    documentenpagina,
    feitenpagina,
    gesprekkenpagina,
    huisgenoten,
    logboekpagina,
    netwerkpagina,
    overzicht,
    uitleg_van,
)

__all__ = [
    "afschermingen",
    "collegas",
    "documentenpagina",
    "dossier_voor",
    "dossierlijst",
    "dossiers_voor",
    "dubbelen",
    "feiten_als_mapping",
    "feitenpagina",
    "geldige_feiten",
    "gesprekkenpagina",
    "huisgenoten",
    "kader",
    "logboekpagina",
    "netwerkpagina",
    "overzicht",
    "pip_overgenomen",
    "termijnen_van",
    "uitleg_van",
]

"""What the dossiers do with news from DUO and the BRP: work and facts, never over what we say ourselves."""

from __future__ import annotations


def hang_aan() -> None:
    """Let DUO's news reach the dossiers. Called in `AppConfig.ready`."""
    from meedoen.dossiers.keten import antwoorden
    from meedoen.dossiers.keten.gebeurtenissen import bij_gebeurtenis
    from meedoen.dossiers.keten.uit_brp import bij_persoon
    from meedoen.dossiers.keten.verwijzen import verwijs
    from meedoen.keten.brp import haken as brp_haken
    from meedoen.keten.duo import haken
    from meedoen.keten.pagina.nummers import verwijs_met

    haken.op_gebeurtenis(bij_gebeurtenis)
    haken.op_antwoord("plicht", antwoorden.bij_plicht)
    haken.op_antwoord("doelgroep", antwoorden.bij_doelgroep)
    haken.op_antwoord("termijn", antwoorden.bij_termijn)
    haken.op_antwoord("vrijstelling", antwoorden.bij_vrijstelling)
    haken.op_afwijzing(antwoorden.bij_afwijzing)
    brp_haken.op_persoon(bij_persoon)
    verwijs_met(verwijs)

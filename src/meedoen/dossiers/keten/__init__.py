"""What the dossiers do with news from DUO: events become work, answers become facts, never over ours."""

from __future__ import annotations


def hang_aan() -> None:
    """Let DUO's news reach the dossiers. Called in `AppConfig.ready`."""
    from meedoen.dossiers.keten import antwoorden
    from meedoen.dossiers.keten.gebeurtenissen import bij_gebeurtenis
    from meedoen.keten.duo import haken

    haken.op_gebeurtenis(bij_gebeurtenis)
    haken.op_antwoord("plicht", antwoorden.bij_plicht)
    haken.op_antwoord("doelgroep", antwoorden.bij_doelgroep)
    haken.op_antwoord("termijn", antwoorden.bij_termijn)
    haken.op_antwoord("vrijstelling", antwoorden.bij_vrijstelling)
    haken.op_afwijzing(antwoorden.bij_afwijzing)

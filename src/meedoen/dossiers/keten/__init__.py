"""What the dossiers do with news from DUO and the BRP: work and facts, never over what we say ourselves."""

from __future__ import annotations


def hang_aan() -> None:
    """Let DUO's news reach the dossiers. Called in `AppConfig.ready`."""
    from meedoen.dossiers.keten import answers
    from meedoen.dossiers.keten.events import bij_gebeurtenis
    from meedoen.dossiers.keten.from_brp import bij_persoon
    from meedoen.dossiers.keten.referring import verwijs
    from meedoen.keten.brp import hooks as brp_haken
    from meedoen.keten.duo import hooks
    from meedoen.keten.pages.numbers import verwijs_met

    hooks.op_gebeurtenis(bij_gebeurtenis)
    hooks.op_antwoord("plicht", answers.bij_plicht)
    hooks.op_antwoord("doelgroep", answers.bij_doelgroep)
    hooks.op_antwoord("termijn", answers.bij_termijn)
    hooks.op_antwoord("vrijstelling", answers.bij_vrijstelling)
    hooks.op_afwijzing(answers.bij_afwijzing)
    brp_haken.op_persoon(bij_persoon)
    verwijs_met(verwijs)

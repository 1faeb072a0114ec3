"""What the dossiers do with news from DUO and the BRP: work and facts, never over what we say ourselves."""

from __future__ import annotations


def attach() -> None:
    """Let DUO's news reach the dossiers. Called in `AppConfig.ready`."""
    from meedoen.dossiers.keten import answers
    from meedoen.dossiers.keten.events import on_event
    from meedoen.dossiers.keten.from_brp import on_persoon
    from meedoen.dossiers.keten.referring import refer
    from meedoen.keten.brp import hooks as brp_hooks
    from meedoen.keten.duo import hooks
    from meedoen.keten.pages.numbers import refer_with

    hooks.on_event(on_event)
    hooks.on_answer("plicht", answers.on_plicht)
    hooks.on_answer("doelgroep", answers.on_doelgroep)
    hooks.on_answer("termijn", answers.on_termijn)
    hooks.on_answer("vrijstelling", answers.on_vrijstelling)
    hooks.on_afwijzing(answers.on_afwijzing)
    brp_hooks.handle_persoon(on_persoon)
    refer_with(refer)

"""Acts on a PIP: each checks, changes, writes the facts, logs and tells who must act, in one transaction."""

from meedoen.pip.services.approval import approve, give_back, submit, take_back
from meedoen.pip.services.beschikking import change, change_taken_over, delete_draft, draft, save
from meedoen.pip.services.making_known import fix, make_known
from meedoen.pip.services.plan import (
    Why,
    change_afspraak,
    change_doel,
    complete,
    lapses,
    make_afspraak,
    make_doel,
)

__all__ = [
    "Why",
    "approve",
    "change",
    "change_afspraak",
    "change_doel",
    "change_taken_over",
    "complete",
    "delete_draft",
    "draft",
    "fix",
    "give_back",
    "lapses",
    "make_afspraak",
    "make_doel",
    "make_known",
    "save",
    "submit",
    "take_back",
]

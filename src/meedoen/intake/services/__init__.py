"""Acts on a brede intake: each checks, changes, writes the facts and logs in one transaction."""

from meedoen.intake.services.domeinen import choose_text, domein_of, save
from meedoen.intake.services.gesprekken import (
    begin_gesprek,
    complete_gesprek,
    complete_intake,
    reopen_intake,
    set_afspraken,
)
from meedoen.intake.services.information import ask_information, discard, receive_information
from meedoen.intake.services.lbt import record_lbt
from meedoen.intake.services.leidraden import (
    discard_draft,
    make_own_leidraad,
    save_leidraad,
    take_into_use,
)

__all__ = [
    "ask_information",
    "begin_gesprek",
    "choose_text",
    "complete_gesprek",
    "complete_intake",
    "discard",
    "discard_draft",
    "domein_of",
    "make_own_leidraad",
    "receive_information",
    "record_lbt",
    "reopen_intake",
    "save",
    "save_leidraad",
    "set_afspraken",
    "take_into_use",
]

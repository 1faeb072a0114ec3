"""What the chain brings to the outbox: who delivers to the parties, and which kinds of message DUO has."""

from meedoen.basis.outbox.deliverers import DELIVERERS
from meedoen.keten.brp import channel as brp
from meedoen.keten.duo import channel as duo
from meedoen.keten.duo.asking import QUESTIONS
from meedoen.keten.duo.report_kinds import KINDS


def bring() -> None:
    """Deliver to DUO and the BRP."""
    DELIVERERS.add(duo.CHANNEL, duo.DuoDeliverer())
    DELIVERERS.add(brp.CHANNEL, brp.BrpDeliverer())
    for kind in (*QUESTIONS, *KINDS):
        duo.MESSAGE_TYPES.add(kind.naam, kind)

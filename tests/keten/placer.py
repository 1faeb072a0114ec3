"""A program that places facts as a colleague does: each in a transaction, until it is sure that it stands.

`python plaatser.py <hand> <seed> <seconds>`: which facts, and over how many seconds to spread them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from feiten import Fact, facts_of

from meedoen.cli.database import start_django


def main(hand: int, seed: int, seconds: float) -> None:
    """Place the facts of one hand."""
    start_django()
    from meedoen.basis.organisations.models import Organisation

    todo = list(facts_of(hand, seed))
    places = {place.code: place.pk for place in _patiently(lambda: list(Organisation.objects.all()))}
    began = time.monotonic()
    for number, fact in enumerate(todo):
        time.sleep(max(0.0, began + seconds * number / len(todo) - time.monotonic()))
        place = places[fact.person.municipality]
        if number % 20 == 0:
            _patiently(lambda fact=fact, place=place: _place_and_undo(fact, place))
        _patiently(lambda fact=fact, place=place: _place_once(fact, place))


def _patiently(act):
    """Do something that the database may not be there for."""
    from django.db import InterfaceError, OperationalError, connection

    while True:
        try:
            return act()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)


def _place_once(fact: Fact, place) -> None:
    """Look first: the connection may have broken after the transaction was over."""
    from django.db import transaction

    from meedoen.basis.access.scope import set_scope
    from meedoen.basis.outbox.models import Message
    from meedoen.basis.outbox.services import enqueue

    set_scope([place])
    mine = Message.objects.filter(sequence_key=fact.person.key, soort=fact.kind)
    if not mine.filter(inhoud=fact.content).exists():
        with transaction.atomic():
            enqueue("duo", fact.kind, fact.content, gemeente_id=place, sequence_key=fact.person.key)


def _place_and_undo(fact: Fact, place) -> None:
    """A colleague who does not save after all."""
    from django.db import transaction

    from meedoen.basis.access.scope import set_scope
    from meedoen.basis.outbox.services import enqueue

    set_scope([place])
    with transaction.atomic():
        wrong = fact.content | {"uren": 9999}
        enqueue("duo", fact.kind, wrong, gemeente_id=place, sequence_key=fact.person.key)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))

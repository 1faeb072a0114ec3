"""What the tests of news from DUO share: a notification that was worked off, and an answer that came in."""

from __future__ import annotations

import uuid

from meedoen.keten.duo import asking, hooks, tasks
from meedoen.keten.models import Notification

MOMENT = "2026-11-20T09:00:00+01:00"


def message(gemeente, gebeurtenis, *, bsn="", v_nummer="", moment=MOMENT):
    """DUO notified this municipality, and the worker did its job."""
    notification = Notification.objects.create(
        gemeente=gemeente,
        id=uuid.uuid4(),
        gebeurtenis=gebeurtenis,
        bsn=bsn,
        v_nummer=v_nummer,
        geregistreerd_op=moment,
    )
    tasks.process(notification.pk)
    notification.refresh_from_db()
    return notification


def answer(gemeente, naam, bsn, inhoud):
    """DUO answered a question."""
    state, previous = asking.save(gemeente.pk, naam, bsn, inhoud)
    hooks.report_answer(state, previous)
    return state

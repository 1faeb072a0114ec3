"""How long a session lasts: a while without a request, a day at most, and no longer than the account."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest

SEEN = "gezien"
BEGUN = "begonnen"
PRECISION = 60
"""Seconds; the last request is written down no more often than this."""


def watch(request: HttpRequest) -> None:
    """End the session when it is over, else remember that it is in use.

    A session of an account that was deactivated, or whose password was changed elsewhere, is wiped: it does
    not come back to life with the account.
    """
    session = request.session
    if not request.user.is_authenticated:
        if SESSION_KEY in session:
            session.flush()
        return
    now = int(time.time())
    seen, begun = session.get(SEEN, now), session.get(BEGUN, now)
    if now - seen > settings.SESSION_IDLE or now - begun > settings.SESSION_COOKIE_AGE:
        logout(request)
    elif SEEN not in session or now - seen >= PRECISION:
        session[SEEN] = now
        session[BEGUN] = begun

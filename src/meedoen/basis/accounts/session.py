"""How long a session lasts: a while without a request, a day at most, and no longer than the account."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest

GEZIEN = "gezien"
BEGONNEN = "begonnen"
PRECISIE = 60
"""Seconds; the last request is written down no more often than this."""


def bewaak(request: HttpRequest) -> None:
    """End the session when it is over, else remember that it is in use.

    A session of an account that was deactivated, or whose password was changed elsewhere, is wiped: it does
    not come back to life with the account.
    """
    sessie = request.session
    if not request.user.is_authenticated:
        if SESSION_KEY in sessie:
            sessie.flush()
        return
    nu = int(time.time())
    gezien, begonnen = sessie.get(GEZIEN, nu), sessie.get(BEGONNEN, nu)
    if nu - gezien > settings.SESSIE_STIL or nu - begonnen > settings.SESSION_COOKIE_AGE:
        logout(request)
    elif GEZIEN not in sessie or nu - gezien >= PRECISIE:
        sessie[GEZIEN] = nu
        sessie[BEGONNEN] = begonnen

"""What the worker asks the database for every message.

As text: to build it anew each time costs more than to run it, and its shape is chosen so that the planner can
take one index only (`bericht_onaf`), whatever it believes about how many rows a municipality has.

The head of a key is its first unfinished message. What was finished never becomes unfinished again, and a
later message never gets an earlier number (`services.plaats`), so a head stays one until it is finished.
"""

from __future__ import annotations

from typing import Final

_HEADERS: Final = """
    SELECT DISTINCT ON (sequence_key) id, volgnummer, pogingen, status, next_attempt
    FROM outbox_message
    WHERE gemeente_id = %(gemeente_id)s AND kanaal = %(kanaal)s
        AND status IN ('wacht', 'bezig', 'afgewezen', 'mislukt')
    ORDER BY sequence_key, volgnummer"""
_OPEN: Final = """
    NOT EXISTS (
        SELECT FROM outbox_channelstate
        WHERE gemeente_id = %(gemeente_id)s AND kanaal = %(kanaal)s AND consecutive_errors > 0
    )"""
_LEASE: Final = """
    UPDATE outbox_message
    SET status = 'bezig', status_since = %(nu)s, leased_until = %(tot)s, pogingen = pogingen + 1"""

# Only the texts above are filled in.
HEADERS: Final = f"""
    SELECT id FROM ({_HEADERS}) kop WHERE status = 'wacht' AND next_attempt <= %(nu)s
    ORDER BY volgnummer LIMIT %(at_most)s"""  # noqa: S608
"""The heads that may go now, the oldest first."""
PROBE: Final = f"""
    SELECT id FROM ({_HEADERS}) kop WHERE status = 'wacht' AND next_attempt <= %(nu)s
    ORDER BY pogingen, volgnummer LIMIT 1"""  # noqa: S608
"""The head that probes: not the same one again and again, since it may be the cause."""
NEXT_UP: Final = f"""
    SELECT min(next_attempt) FROM ({_HEADERS}) kop WHERE status = 'wacht'"""  # noqa: S608
"""When a head may go again."""

_WAIT: Final = "SELECT id FROM outbox_message WHERE id = %(id)s AND status = 'wacht'"

LEASE: Final = f"{_LEASE} WHERE id = ({_WAIT} FOR UPDATE SKIP LOCKED) RETURNING *"
"""Lease a head, unless another worker was first."""
LEASE_WHEN_OPEN: Final = f"{_LEASE} WHERE id = ({_WAIT} AND {_OPEN} FOR UPDATE SKIP LOCKED) RETURNING *"
"""The same, unless its channel was paused meanwhile."""
LEASE_NEXT: Final = f"""{_LEASE}
    WHERE status = 'wacht' AND next_attempt <= %(nu)s AND {_OPEN} AND id = (
        SELECT id FROM outbox_message
        WHERE gemeente_id = %(gemeente_id)s AND kanaal = %(kanaal)s AND sequence_key = %(sequence_key)s
            AND status IN ('wacht', 'bezig', 'afgewezen', 'mislukt')
        ORDER BY volgnummer LIMIT 1
    )
    RETURNING *"""  # noqa: S608
"""Lease the head of one key, when it may go now."""
SENT: Final = """
    UPDATE outbox_message
    SET status = 'verzonden', status_since = %(nu)s, sent_at = %(nu)s, leased_until = NULL,
        last_error = '', reasons = '[]'
    WHERE id = %(id)s AND status = 'bezig' AND pogingen = %(attempt)s
    RETURNING id"""
"""Write that it arrived, unless its lease was lost."""

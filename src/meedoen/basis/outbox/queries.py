"""What the worker asks the database for every message.

As text: to build it anew each time costs more than to run it, and its shape is chosen so that the planner can
take one index only (`bericht_onaf`), whatever it believes about how many rows a municipality has.

The head of a key is its first unfinished message. What was finished never becomes unfinished again, and a
later message never gets an earlier number (`services.plaats`), so a head stays one until it is finished.
"""

from __future__ import annotations

from typing import Final

_KOPPEN: Final = """
    SELECT DISTINCT ON (volgsleutel) id, volgnummer, pogingen, status, volgende_poging
    FROM outbox_bericht
    WHERE gemeente_id = %(gemeente_id)s AND kanaal = %(kanaal)s
        AND status IN ('wacht', 'bezig', 'afgewezen', 'mislukt')
    ORDER BY volgsleutel, volgnummer"""
_OPEN: Final = """
    NOT EXISTS (
        SELECT FROM outbox_kanaalstand
        WHERE gemeente_id = %(gemeente_id)s AND kanaal = %(kanaal)s AND opeenvolgende_fouten > 0
    )"""
_HUUR: Final = """
    UPDATE outbox_bericht
    SET status = 'bezig', status_sinds = %(nu)s, bezig_tot = %(tot)s, pogingen = pogingen + 1"""

# Only the texts above are filled in.
KOPPEN: Final = f"""
    SELECT id FROM ({_KOPPEN}) kop WHERE status = 'wacht' AND volgende_poging <= %(nu)s
    ORDER BY volgnummer LIMIT %(hooguit)s"""  # noqa: S608
"""The heads that may go now, the oldest first."""
PROEF: Final = f"""
    SELECT id FROM ({_KOPPEN}) kop WHERE status = 'wacht' AND volgende_poging <= %(nu)s
    ORDER BY pogingen, volgnummer LIMIT 1"""  # noqa: S608
"""The head that probes: not the same one again and again, since it may be the cause."""
EERSTVOLGENDE: Final = f"""
    SELECT min(volgende_poging) FROM ({_KOPPEN}) kop WHERE status = 'wacht'"""  # noqa: S608
"""When a head may go again."""

_WACHT: Final = "SELECT id FROM outbox_bericht WHERE id = %(id)s AND status = 'wacht'"

HUUR: Final = f"{_HUUR} WHERE id = ({_WACHT} FOR UPDATE SKIP LOCKED) RETURNING *"
"""Lease a head, unless another worker was first."""
HUUR_ALS_OPEN: Final = f"{_HUUR} WHERE id = ({_WACHT} AND {_OPEN} FOR UPDATE SKIP LOCKED) RETURNING *"
"""The same, unless its channel was paused meanwhile."""
HUUR_VOLGENDE: Final = f"""{_HUUR}
    WHERE status = 'wacht' AND volgende_poging <= %(nu)s AND {_OPEN} AND id = (
        SELECT id FROM outbox_bericht
        WHERE gemeente_id = %(gemeente_id)s AND kanaal = %(kanaal)s AND volgsleutel = %(volgsleutel)s
            AND status IN ('wacht', 'bezig', 'afgewezen', 'mislukt')
        ORDER BY volgnummer LIMIT 1
    )
    RETURNING *"""  # noqa: S608
"""Lease the head of one key, when it may go now."""
VERZONDEN: Final = """
    UPDATE outbox_bericht
    SET status = 'verzonden', status_sinds = %(nu)s, verzonden_op = %(nu)s, bezig_tot = NULL,
        laatste_fout = '', redenen = '[]'
    WHERE id = %(id)s AND status = 'bezig' AND pogingen = %(poging)s
    RETURNING id"""
"""Write that it arrived, unless its lease was lost."""

"""What the tests of receiving share: a connection, and DUO at the door."""

from __future__ import annotations

import json
import uuid

from meedoen.keten.duo.api import PATH
from meedoen.keten.models import ConnectionSettings, Party

DUO = "00000001003214345000"
ALKMAAR = "00000001001234567000"
MOMENT = "2026-11-22T09:30:00+01:00"


def connect(gemeente, oin=ALKMAAR, **fields):
    """A municipality with a connection to DUO in use."""
    return ConnectionSettings.objects.create(
        gemeente=gemeente,
        partij=Party.DUO,
        basis_url="http://127.0.0.1:9/v1",
        oin=oin,
        oin_partij=DUO,
        **fields,
    )


def report(client, gebeurtenis="SS139", *, bericht_id=None, headers=None, **fields):
    """Send a notification as DUO does; `velden` are members of the body, `koppen` other headers."""
    content = {"registratieDatumTijd": MOMENT, "gebeurtenisId": gebeurtenis, **fields}
    header = {"bron": DUO, "doel": ALKMAAR, "berichtId": str(bericht_id or uuid.uuid4())}
    return client.post(
        PATH, json.dumps(content), content_type="application/json", headers={**header, **(headers or {})}
    )

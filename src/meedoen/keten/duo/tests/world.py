"""What the tests of receiving share: a connection, and DUO at the door."""

from __future__ import annotations

import json
import uuid

from meedoen.keten.duo.api import PAD
from meedoen.keten.models import Aansluiting, Partij

DUO = "00000001003214345000"
ALKMAAR = "00000001001234567000"
MOMENT = "2026-11-22T09:30:00+01:00"


def sluit_aan(gemeente, oin=ALKMAAR, **velden):
    """A municipality with a connection to DUO in use."""
    return Aansluiting.objects.create(
        gemeente=gemeente,
        partij=Partij.DUO,
        basis_url="http://127.0.0.1:9/v1",
        oin=oin,
        oin_partij=DUO,
        **velden,
    )


def meld(client, gebeurtenis="SS139", *, bericht_id=None, koppen=None, **velden):
    """Send a notification as DUO does; `velden` are members of the body, `koppen` other headers."""
    inhoud = {"registratieDatumTijd": MOMENT, "gebeurtenisId": gebeurtenis, **velden}
    kop = {"bron": DUO, "doel": ALKMAAR, "berichtId": str(bericht_id or uuid.uuid4())}
    return client.post(
        PAD, json.dumps(inhoud), content_type="application/json", headers={**kop, **(koppen or {})}
    )

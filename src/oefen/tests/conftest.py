"""A practice DUO on a free port, with one municipality that is notified and one that is not."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import pytest
import requests

from oefen.server import OefenServer

DUO = "00000099000000001000"
ALKMAAR, HEILOO = "00000099000000361000", "00000099000000399000"
BSN, ANDER = "999990019", "999990020"
GISTEREN = date(2026, 11, 21)


@dataclass
class Oefen:
    """What a test says to the practice DUO."""

    server: OefenServer
    sessie: requests.Session = field(default_factory=requests.Session)

    def duo(
        self, methode: str, pad: str, inhoud: Any = None, *, oin: str = ALKMAAR, **koppen: str
    ) -> requests.Response:
        """Ask or report something as a municipality."""
        alle = {"bron": oin, "doel": DUO, "berichtId": str(uuid4())} | koppen
        return self.sessie.request(
            methode, f"{self.server.adres}/v1{pad}", json=inhoud, headers=alle, timeout=30
        )

    def bedien(self, methode: str, pad: str, inhoud: Any = None) -> Any:
        """Use the control interface. Return what it answers."""
        antwoord = self.sessie.request(methode, f"{self.server.adres}/oefen/{pad}", json=inhoud, timeout=30)
        assert antwoord.ok, antwoord.text
        return antwoord.json() if antwoord.content else None

    def zet(self, **velden: Any) -> None:
        """Load the person of most tests, with these fields changed."""
        self.bedien("PUT", "personen", {"personen": [iemand(**velden)]})

    def pip(self, **velden: Any) -> requests.Response:
        return self.duo("POST", f"/personen/{BSN}/PIP", PIP | velden)

    @property
    def ontvangen(self) -> list[dict[str, Any]]:
        rijen: list[dict[str, Any]] = self.bedien("GET", "ontvangen")["ontvangen"]
        return rijen


PIP = {"dagtekeningPip": "2026-11-20", "leerroute": "B"}


def iemand(**velden: Any) -> dict[str, Any]:
    """Return an asylum holder in Alkmaar, duty-bound since the summer, as he is loaded."""
    return {
        "bsn": BSN,
        "gemeente": "0361",
        "gevestigd_op": "2026-08-01",
        "plicht": {"indicatorInburgeringsplicht": True, "begindatum": "2026-07-01"},
        "doelgroep": {"indeling": "Asielstatushouder", "begindatum": "2026-07-01"},
    } | velden


def met_pip(leerroute: str = "B", dag: str = "2026-09-01", gemeente: str = "0361") -> dict[str, Any]:
    """Return a PIP as it is loaded."""
    return {
        "gemeentecode": gemeente,
        "geregistreerd_op": f"{dag}T12:00:00+02:00",
        "pip": {"dagtekeningPip": dag, "leerroute": leerroute},
    }


@dataclass
class Ontvanger:
    """The receiving end of a municipality: what came, and what it answers."""

    binnen: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    antwoorden: list[int] = field(default_factory=list)
    adres: str = ""

    def gebeurtenissen(self) -> list[str]:
        return [inhoud["gebeurtenisId"] for _, inhoud in self.binnen]


@pytest.fixture
def ontvanger():
    """A municipality that answers 201, or first what `antwoorden` says."""
    import json

    zelf = Ontvanger()

    class Lijn(BaseHTTPRequestHandler):
        def do_POST(self):
            inhoud = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            zelf.binnen.append((dict(self.headers) | {"pad": self.path}, inhoud))
            self.send_response(zelf.antwoorden.pop(0) if zelf.antwoorden else 201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Lijn)
    zelf.adres = f"http://127.0.0.1:{server.server_port}/keten/duo/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield zelf
    server.shutdown()
    server.server_close()


@pytest.fixture
def start():
    """Start practice DUOs that end with the test."""
    servers = []

    def begin(bestand=None, tls=None):
        server = OefenServer(0, bestand, tls)
        servers.append(server)
        server.begin()
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return Oefen(server)

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def oefen(start, ontvanger):
    """A practice DUO on 22 November 2026 that knows one person in Alkmaar."""
    zelf = start()
    zelf.bedien("POST", "klok", {"nu": "2026-11-22T10:00:00+01:00"})
    stel_in(zelf, ontvanger)
    zelf.zet()
    yield zelf
    zelf.sessie.close()


def stel_in(oefen: Oefen, ontvanger: Ontvanger) -> None:
    """Connect Alkmaar, which is notified, and Heiloo, which is not."""
    gemeenten = [
        {"code": "0361", "oin": ALKMAAR, "naam": "Alkmaar", "adres": ontvanger.adres},
        {"code": "0399", "oin": HEILOO, "naam": "Heiloo"},
    ]
    oefen.bedien("PUT", "gemeenten", {"gemeenten": gemeenten})

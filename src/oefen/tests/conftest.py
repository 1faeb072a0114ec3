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
BSN, OTHER = "999990019", "999990020"
YESTERDAY = date(2026, 11, 21)


@dataclass
class Oefen:
    """What a test says to the practice DUO."""

    server: OefenServer
    session: requests.Session = field(default_factory=requests.Session)

    def duo(
        self, method: str, path: str, inhoud: Any = None, *, oin: str = ALKMAAR, **headers: str
    ) -> requests.Response:
        """Ask or report something as a municipality."""
        all_ = {"bron": oin, "doel": DUO, "berichtId": str(uuid4())} | headers
        return self.session.request(
            method, f"{self.server.adres}/v1{path}", json=inhoud, headers=all_, timeout=30
        )

    def serve(self, method: str, path: str, content: Any = None) -> Any:
        """Use the control interface. Return what it answers."""
        answer = self.session.request(method, f"{self.server.adres}/oefen/{path}", json=content, timeout=30)
        assert answer.ok, answer.text
        return answer.json() if answer.content else None

    def put(self, **fields: Any) -> None:
        """Load the person of most tests, with these fields changed."""
        self.serve("PUT", "personen", {"personen": [someone(**fields)]})

    def pip(self, **fields: Any) -> requests.Response:
        return self.duo("POST", f"/personen/{BSN}/PIP", PIP | fields)

    @property
    def received(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.serve("GET", "ontvangen")["ontvangen"]
        return rows


PIP = {"dagtekeningPip": "2026-11-20", "leerroute": "B"}


def someone(**fields: Any) -> dict[str, Any]:
    """Return an asylum holder in Alkmaar, duty-bound since the summer, as he is loaded."""
    return {
        "bsn": BSN,
        "gemeente": "0361",
        "gevestigd_op": "2026-08-01",
        "plicht": {"indicatorInburgeringsplicht": True, "begindatum": "2026-07-01"},
        "doelgroep": {"indeling": "Asielstatushouder", "begindatum": "2026-07-01"},
    } | fields


def with_pip(leerroute: str = "B", day: str = "2026-09-01", gemeente: str = "0361") -> dict[str, Any]:
    """Return a PIP as it is loaded."""
    return {
        "gemeentecode": gemeente,
        "geregistreerd_op": f"{day}T12:00:00+02:00",
        "pip": {"dagtekeningPip": day, "leerroute": leerroute},
    }


@dataclass
class Recipient:
    """The receiving end of a municipality: what came, and what it answers."""

    within: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    adres: str = ""

    def events(self) -> list[str]:
        return [content["gebeurtenisId"] for _, content in self.within]


@pytest.fixture
def recipient():
    """A municipality that answers 201, or first what `antwoorden` says."""
    import json

    self_ = Recipient()

    class ConnectionHandler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self_.within.append((dict(self.headers) | {"pad": self.path}, content))
            self.send_response(self_.answers.pop(0) if self_.answers else 201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), ConnectionHandler)
    self_.adres = f"http://127.0.0.1:{server.server_port}/keten/duo/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield self_
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
def oefen(start, recipient):
    """A practice DUO on 22 November 2026 that knows one person in Alkmaar."""
    self_ = start()
    self_.serve("POST", "klok", {"nu": "2026-11-22T10:00:00+01:00"})
    set_scope(self_, recipient)
    self_.put()
    yield self_
    self_.session.close()


def set_scope(oefen: Oefen, recipient: Recipient) -> None:
    """Connect Alkmaar, which is notified, and Heiloo, which is not."""
    gemeenten = [
        {"code": "0361", "oin": ALKMAAR, "naam": "Alkmaar", "adres": recipient.adres},
        {"code": "0399", "oin": HEILOO, "naam": "Heiloo"},
    ]
    oefen.serve("PUT", "gemeenten", {"gemeenten": gemeenten})

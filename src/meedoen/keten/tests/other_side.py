"""The other side of the chain in a test: a small server over real HTTP that answers what it is told."""

from __future__ import annotations

import io
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
from requests.adapters import BaseAdapter


@dataclass
class Ontvangen:
    """What came in."""

    methode: str
    pad: str
    kop: dict[str, str]
    """Names in lower case."""
    inhoud: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.inhoud)


@dataclass
class Antwoord:
    """What goes back. `inhoud` is bytes as they are, or something to write as JSON."""

    status: int = 200
    inhoud: Any = None
    kop: dict[str, str] = field(default_factory=dict)
    na: float = 0.0
    """Seconds to wait first."""
    hang_op: bool = False
    """Close the connection without a word."""

    @property
    def bytes(self) -> bytes:
        if self.inhoud is None:
            return b""
        return self.inhoud if isinstance(self.inhoud, bytes) else json.dumps(self.inhoud).encode()


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection for the other side that the server belongs to."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def doe(self):
        inhoud = self.rfile.read(int(self.headers.get("content-length") or 0))
        kop = {naam.lower(): waarde for naam, waarde in self.headers.items()}
        antwoord = self.server.kant.neem(Ontvangen(self.command, self.path, kop, inhoud))
        time.sleep(antwoord.na)
        if antwoord.hang_op:
            self.close_connection = True
            return
        tekst = antwoord.bytes
        self.send_response(antwoord.status)
        for naam, waarde in {"Content-Type": "application/json", **antwoord.kop}.items():
            self.send_header(naam, waarde)
        if antwoord.status != 204:
            self.send_header("Content-Length", str(len(tekst)))
        self.end_headers()
        self.wfile.write(tekst)


for _methode in ("GET", "POST", "PUT", "DELETE"):
    setattr(_Handler, f"do_{_methode}", _Handler.doe)


class AndereKant:
    """A server on a free port. Answers in the order they were laid ready; the last one stays."""

    def __init__(self, ssl_context=None):
        self.ontvangen: list[Ontvangen] = []
        self.klaar: list[Antwoord] = [Antwoord()]
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.kant = self
        self.server.daemon_threads = True
        if ssl_context is not None:
            self.server.handle_error = lambda *args: None
            self.server.socket = ssl_context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.schema = "https" if ssl_context else "http"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def neem(self, verzoek: Ontvangen) -> Antwoord:
        self.ontvangen.append(verzoek)
        return self.klaar.pop(0) if len(self.klaar) > 1 else self.klaar[0]

    @property
    def adres(self) -> str:
        return f"{self.schema}://127.0.0.1:{self.server.server_address[1]}"

    def zegt(self, *antwoorden: Antwoord) -> None:
        self.klaar = list(antwoorden)

    @property
    def laatste(self) -> Ontvangen:
        return self.ontvangen[-1]

    def sluit(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class TegenAdapter(BaseAdapter):
    """The same without a network, for tests that ask thousands of times: mount it on a session."""

    def __init__(self):
        super().__init__()
        self.antwoord = Antwoord()

    def send(self, request, *args, **kwargs):
        terug = requests.Response()
        terug.status_code = self.antwoord.status
        terug.headers.update(self.antwoord.kop)
        terug.request, terug.url = request, request.url
        terug.raw = io.BytesIO(self.antwoord.bytes)
        return terug

    def close(self):
        pass

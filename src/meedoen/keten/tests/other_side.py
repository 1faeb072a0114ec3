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
class Received:
    """What came in."""

    method: str
    path: str
    header: dict[str, str]
    """Names in lower case."""
    inhoud: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.inhoud)


@dataclass
class Reply:
    """What goes back. `inhoud` is bytes as they are, or something to write as JSON."""

    status: int = 200
    inhoud: Any = None
    header: dict[str, str] = field(default_factory=dict)
    na: float = 0.0
    """Seconds to wait first."""
    hang_up: bool = False
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

    def do(self):
        content = self.rfile.read(int(self.headers.get("content-length") or 0))
        header = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.side.take(Received(self.command, self.path, header, content))
        time.sleep(answer.na)
        if answer.hang_up:
            self.close_connection = True
            return
        text = answer.bytes
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.header}.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


for _method in ("GET", "POST", "PUT", "DELETE"):
    setattr(_Handler, f"do_{_method}", _Handler.do)


class OtherSide:
    """A server on a free port. Answers in the order they were laid ready; the last one stays."""

    def __init__(self, ssl_context=None):
        self.received: list[Received] = []
        self.ready: list[Reply] = [Reply()]
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.side = self
        self.server.daemon_threads = True
        if ssl_context is not None:
            self.server.handle_error = lambda *args: None
            self.server.socket = ssl_context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.schema = "https" if ssl_context else "http"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def take(self, request: Received) -> Reply:
        self.received.append(request)
        return self.ready.pop(0) if len(self.ready) > 1 else self.ready[0]

    @property
    def adres(self) -> str:
        return f"{self.schema}://127.0.0.1:{self.server.server_address[1]}"

    def says(self, *answers: Reply) -> None:
        self.ready = list(answers)

    @property
    def last(self) -> Received:
        return self.received[-1]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class MockAdapter(BaseAdapter):
    """The same without a network, for tests that ask thousands of times: mount it on a session."""

    def __init__(self):
        super().__init__()
        self.antwoord = Reply()

    def send(self, request, *args, **kwargs):
        back = requests.Response()
        back.status_code = self.antwoord.status
        back.headers.update(self.antwoord.header)
        back.request, back.url = request, request.url
        back.raw = io.BytesIO(self.antwoord.bytes)
        return back

    def close(self):
        pass

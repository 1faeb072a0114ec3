"""The practice DUO over HTTP: threads, keep-alive, and everything that can go wrong on a line."""

from __future__ import annotations

import json
import logging
import socket
import ssl
import struct
import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from oefen import brp
from oefen.controls import Controls, Page
from oefen.desk import Desk, Notice
from oefen.follow_up import FollowUp
from oefen.notifying import Courier
from oefen.world import World

logger = logging.getLogger(__name__)

HERE = "127.0.0.1"
LARGEST = 512 * 1024 * 1024
"""Largest body in bytes: a whole region of persons is loaded at once."""
VERSION = {"API-Version": "1.0.0"}


class OefenServer(ThreadingHTTPServer):
    """Practice DUO (under /v1), practice BRP (under /brp) and their control (under /oefen) on one port."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, poort: int, bestand: Path | None = None, tls: ssl.SSLContext | None = None) -> None:
        """Listen on this computer only; port 0 takes a free one.

        Args:
            bestand: where to keep what is registered; None keeps it in memory.
            tls: see `mutual_tls`; None speaks plain HTTP.
        """
        self.tls = tls
        self.world = World(bestand)
        self.courier = Courier(self.world)
        self.follow_up = FollowUp(self.world, self.courier)
        self.counter = Desk(self.world, self.follow_up.after_registration)
        self.control = Controls(self.world, self.courier)
        super().__init__((HERE, poort), ConnectionHandler)

    @property
    def adres(self) -> str:
        """Where it is reached, without a path."""
        return f"{'https' if self.tls else 'http'}://{HERE}:{self.server_port}"

    def begin(self) -> None:
        """Start what happens without being asked: notifications and terms."""
        self.courier.go_on()
        self.follow_up.start()

    def server_close(self) -> None:
        """Stop listening and sending."""
        super().server_close()
        self.follow_up.stop()
        self.courier.stop()
        self.world.close()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - as socketserver has it
        """Say in the log what broke off a connection; the other side may always do so."""
        kind = sys.exc_info()[0]
        logger.info("verbinding met %s verbroken: %s", client_address, kind.__name__ if kind else "")


def mutual_tls(certificate: Path, key: Path, ca: Path) -> ssl.SSLContext:
    """Return a context with which DUO shows who it is and asks the same, from files in PEM.

    Args:
        ca: who may have issued the certificates of municipalities.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.load_verify_locations(ca)
    # Not required, because the control interface is for who has none; DUO's own part asks for it.
    context.verify_mode = ssl.CERT_OPTIONAL
    return context


class ConnectionHandler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "Oefen-DUO"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: OefenServer

    def setup(self) -> None:
        """Begin; with TLS in the thread of this connection, so that a slow one holds up no other."""
        if self.server.tls is not None:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        """End; the server closes only what it opened itself."""
        super().finish()
        if self.server.tls is not None:
            self.request.close()

    def _do(self) -> None:
        """Answer a request by where it goes."""
        body = self._body()
        if body is None:
            return
        if self.path.split("?")[0].rstrip("/") == "/oefen" or self.path.startswith("/oefen/"):
            self._send_page(self.server.control.handle(self.command, self.path, body))
        elif self._fails():
            return
        elif self.path.startswith("/brp/"):
            self._brp(body)
        elif self.path.startswith("/v1/"):
            headers = {name.lower(): value for name, value in self.headers.items()}
            path = urlsplit(self.path).path.removeprefix("/v1")
            if not self._certificate_is_valid(headers.get("bron", "")):
                self._send(403, None, VERSION)
                return
            self._send_reply(self.server.counter.handle(self.command, path, headers, body))
        else:
            self._send(404, None, VERSION)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = _do  # noqa: N815 - names of http.server

    def _body(self) -> bytes | None:
        """Read the body. Return None when it was refused."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > LARGEST or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._send(400, None, VERSION)
            return None
        return self.rfile.read(int(length))

    def _certificate_is_valid(self, source: str) -> bool:
        """Return whether, with TLS, the certificate is of who says to send: its serialNumber is the OIN."""
        if not isinstance(self.connection, ssl.SSLSocket):
            return True
        subject = (self.connection.getpeercert() or {}).get("subject", ())
        return ("serialNumber", source) in {part for series in subject for part in series}

    def _fails(self) -> bool:
        """Behave as badly as was asked for. Return whether the request ended with that."""
        world = self.server.world
        if world.gedrag.traag_ms:
            time.sleep(world.gedrag.traag_ms / 1000)
        if world.plat():
            if world.gedrag.plat_hoe == "verbinding":
                self._break()
            else:
                self._send(503, None, VERSION)
            return True
        if world.gedrag.storing and world.chance.random() < world.gedrag.storing:
            self._send(500, None, VERSION)
            return True
        return False

    def _break(self) -> None:
        """Let the connection break, as when a machine goes down."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def _send_reply(self, reply: Notice) -> None:
        logger.info("%s %s %s", self.command, reply.soort, reply.status)
        if reply.lost:
            self._break()
        else:
            self._send(reply.status, reply.inhoud, dict(reply.headers or {}))

    def _brp(self, body: bytes) -> None:
        if urlsplit(self.path).path != "/brp/personen" or self.command != "POST":
            self._send(404, {"title": "Niet gevonden.", "status": 404}, {"Content-Type": brp.PROBLEM})
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.server.world.lock:
            answer = brp.answer_it(self.server.world.brp, headers, body)
        logger.info("POST brp %s", answer.status)
        self._send(answer.status, answer.inhoud, {"Content-Type": answer.soort})

    def _send_page(self, page: Page) -> None:
        if page.html is not None:
            self._send(page.status, page.html.encode(), {"Content-Type": "text/html; charset=utf-8"})
        elif page.naar:
            self._send(page.status, None, {"Location": page.naar})
        else:
            self._send(page.status, page.inhoud, {})

    def _send(self, status: int, inhoud: object, headers: dict[str, str]) -> None:
        """Send an answer; what is not bytes goes as JSON, None as no body at all."""
        body = b""
        if isinstance(inhoud, bytes):
            body = inhoud
        elif inhoud is not None:
            body = json.dumps(inhoud, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        self.send_response(status, HTTPStatus(status).phrase)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server uses
        """Log nothing by address: there stands a burgerservicenummer in it."""

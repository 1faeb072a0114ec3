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
from oefen.controls import Bediening, Blad
from oefen.desk import Balie, Bescheid
from oefen.follow_up import Vervolg
from oefen.notifying import Bode
from oefen.world import Staat

logger = logging.getLogger(__name__)

HIER = "127.0.0.1"
GROOTSTE = 512 * 1024 * 1024
"""Largest body in bytes: a whole region of persons is loaded at once."""
VERSIE = {"API-Version": "1.0.0"}


class OefenServer(ThreadingHTTPServer):
    """Practice DUO (under /v1), practice BRP (under /brp) and their control (under /oefen) on one port."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, poort: int, bestand: Path | None = None, tls: ssl.SSLContext | None = None) -> None:
        """Listen on this computer only; port 0 takes a free one.

        Args:
            bestand: where to keep what is registered; None keeps it in memory.
            tls: see `wederzijds_tls`; None speaks plain HTTP.
        """
        self.tls = tls
        self.staat = Staat(bestand)
        self.bode = Bode(self.staat)
        self.vervolg = Vervolg(self.staat, self.bode)
        self.balie = Balie(self.staat, self.vervolg.na_registratie)
        self.bediening = Bediening(self.staat, self.bode)
        super().__init__((HIER, poort), Lijn)

    @property
    def adres(self) -> str:
        """Where it is reached, without a path."""
        return f"{'https' if self.tls else 'http'}://{HIER}:{self.server_port}"

    def begin(self) -> None:
        """Start what happens without being asked: notifications and terms."""
        self.bode.ga_verder()
        self.vervolg.start()

    def server_close(self) -> None:
        """Stop listening and sending."""
        super().server_close()
        self.vervolg.stop()
        self.bode.stop()
        self.staat.sluit()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - as socketserver has it
        """Say in the log what broke off a connection; the other side may always do so."""
        soort = sys.exc_info()[0]
        logger.info("verbinding met %s verbroken: %s", client_address, soort.__name__ if soort else "")


def wederzijds_tls(certificaat: Path, sleutel: Path, ca: Path) -> ssl.SSLContext:
    """Return a context with which DUO shows who it is and asks the same, from files in PEM.

    Args:
        ca: who may have issued the certificates of municipalities.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificaat, sleutel)
    context.load_verify_locations(ca)
    # Not required, because the control interface is for who has none; DUO's own part asks for it.
    context.verify_mode = ssl.CERT_OPTIONAL
    return context


class Lijn(BaseHTTPRequestHandler):
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

    def _doe(self) -> None:
        """Answer a request by where it goes."""
        lichaam = self._lichaam()
        if lichaam is None:
            return
        if self.path.split("?")[0].rstrip("/") == "/oefen" or self.path.startswith("/oefen/"):
            self._stuur_blad(self.server.bediening.behandel(self.command, self.path, lichaam))
        elif self._valt_uit():
            return
        elif self.path.startswith("/brp/"):
            self._brp(lichaam)
        elif self.path.startswith("/v1/"):
            koppen = {naam.lower(): waarde for naam, waarde in self.headers.items()}
            pad = urlsplit(self.path).path.removeprefix("/v1")
            if not self._certificaat_klopt(koppen.get("bron", "")):
                self._stuur(403, None, VERSIE)
                return
            self._stuur_bescheid(self.server.balie.behandel(self.command, pad, koppen, lichaam))
        else:
            self._stuur(404, None, VERSIE)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = _doe  # noqa: N815 - names of http.server

    def _lichaam(self) -> bytes | None:
        """Read the body. Return None when it was refused."""
        lengte = self.headers.get("Content-Length", "0")
        if not lengte.isdigit() or int(lengte) > GROOTSTE or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._stuur(400, None, VERSIE)
            return None
        return self.rfile.read(int(lengte))

    def _certificaat_klopt(self, bron: str) -> bool:
        """Return whether, with TLS, the certificate is of who says to send: its serialNumber is the OIN."""
        if not isinstance(self.connection, ssl.SSLSocket):
            return True
        onderwerp = (self.connection.getpeercert() or {}).get("subject", ())
        return ("serialNumber", bron) in {deel for reeks in onderwerp for deel in reeks}

    def _valt_uit(self) -> bool:
        """Behave as badly as was asked for. Return whether the request ended with that."""
        staat = self.server.staat
        if staat.gedrag.traag_ms:
            time.sleep(staat.gedrag.traag_ms / 1000)
        if staat.plat():
            if staat.gedrag.plat_hoe == "verbinding":
                self._verbreek()
            else:
                self._stuur(503, None, VERSIE)
            return True
        if staat.gedrag.storing and staat.toeval.random() < staat.gedrag.storing:
            self._stuur(500, None, VERSIE)
            return True
        return False

    def _verbreek(self) -> None:
        """Let the connection break, as when a machine goes down."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def _stuur_bescheid(self, bescheid: Bescheid) -> None:
        logger.info("%s %s %s", self.command, bescheid.soort, bescheid.status)
        if bescheid.kwijt:
            self._verbreek()
        else:
            self._stuur(bescheid.status, bescheid.inhoud, dict(bescheid.koppen or {}))

    def _brp(self, lichaam: bytes) -> None:
        if urlsplit(self.path).path != "/brp/personen" or self.command != "POST":
            self._stuur(404, {"title": "Niet gevonden.", "status": 404}, {"Content-Type": brp.PROBLEEM})
            return
        koppen = {naam.lower(): waarde for naam, waarde in self.headers.items()}
        with self.server.staat.slot:
            antwoord = brp.beantwoord(self.server.staat.brp, koppen, lichaam)
        logger.info("POST brp %s", antwoord.status)
        self._stuur(antwoord.status, antwoord.inhoud, {"Content-Type": antwoord.soort})

    def _stuur_blad(self, blad: Blad) -> None:
        if blad.html is not None:
            self._stuur(blad.status, blad.html.encode(), {"Content-Type": "text/html; charset=utf-8"})
        elif blad.naar:
            self._stuur(blad.status, None, {"Location": blad.naar})
        else:
            self._stuur(blad.status, blad.inhoud, {})

    def _stuur(self, status: int, inhoud: object, koppen: dict[str, str]) -> None:
        """Send an answer; what is not bytes goes as JSON, None as no body at all."""
        lichaam = b""
        if isinstance(inhoud, bytes):
            lichaam = inhoud
        elif inhoud is not None:
            lichaam = json.dumps(inhoud, ensure_ascii=False).encode()
            koppen.setdefault("Content-Type", "application/json")
        self.send_response(status, HTTPStatus(status).phrase)
        for naam, waarde in koppen.items():
            self.send_header(naam, waarde)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(lichaam)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(lichaam)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server uses
        """Log nothing by address: there stands a burgerservicenummer in it."""

"""`python -m oefen`: runs the practice DUO until it is told to stop."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from oefen.controls import Gemeenten, InDeBrp, Personen
from oefen.server import OefenServer, wederzijds_tls
from oefen.world import Regel


def main(woorden: list[str]) -> int:
    """Listen until a signal comes. Return the exit code."""
    if os.environ.get("MEEDOEN_OMGEVING") == "productie":
        sys.stderr.write("De oefen-DUO start niet met MEEDOEN_OMGEVING=productie: zij is om te oefenen.\n")
        return 1
    lezer = argparse.ArgumentParser(prog="oefen-duo")
    lezer.add_argument("--poort", type=int, required=True)
    lezer.add_argument(
        "--bewaar", type=Path, help="file in which registrations survive the end of the process"
    )
    lezer.add_argument("--laad", type=Path, action="append", default=[], help="file to begin with")
    lezer.add_argument("--tls", type=Path, nargs=3, metavar=("CERTIFICAAT", "SLEUTEL", "CA"))
    lezer.add_argument("--log", default="WARNING")
    opties = lezer.parse_args(woorden)
    logging.basicConfig(level=opties.log, format="%(asctime)s %(name)s %(message)s")
    tls = wederzijds_tls(*opties.tls) if opties.tls else None
    server = OefenServer(opties.poort, opties.bewaar, tls)
    for bestand in opties.laad:
        laad(server, bestand)
    server.begin()
    for nummer in (signal.SIGTERM, signal.SIGINT):
        signal.signal(nummer, lambda *_: threading.Thread(target=server.shutdown).start())
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        server.server_close()
    return 0


def laad(server: OefenServer, bestand: Path) -> None:
    """Take over the municipalities of a file, and its persons when nobody is known yet."""
    inhoud = json.loads(bestand.read_text(encoding="utf-8"))
    regel = Regel()
    if "gemeenten" in inhoud:
        regel.gemeenten = Gemeenten(gemeenten=inhoud["gemeenten"]).gemeenten
    if not server.staat.personen:
        regel.personen = Personen.model_validate_json(
            json.dumps({"personen": inhoud.get("personen", [])})
        ).personen
        regel.brp = InDeBrp(personen=inhoud.get("brp", [])).personen
    server.staat.bewaar(regel)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

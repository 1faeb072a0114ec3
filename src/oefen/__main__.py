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

from oefen.controls import Gemeenten, InTheBrp, Personen
from oefen.server import OefenServer, mutual_tls
from oefen.world import UrenLine


def main(words: list[str]) -> int:
    """Listen until a signal comes. Return the exit code."""
    if os.environ.get("MEEDOEN_OMGEVING") == "productie":
        sys.stderr.write("De oefen-DUO start niet met MEEDOEN_OMGEVING=productie: zij is om te oefenen.\n")
        return 1
    reader = argparse.ArgumentParser(prog="oefen-duo")
    reader.add_argument("--poort", type=int, required=True)
    reader.add_argument(
        "--bewaar", type=Path, help="file in which registrations survive the end of the process"
    )
    reader.add_argument("--laad", type=Path, action="append", default=[], help="file to begin with")
    reader.add_argument("--tls", type=Path, nargs=3, metavar=("CERTIFICAAT", "SLEUTEL", "CA"))
    reader.add_argument("--log", default="WARNING")
    options = reader.parse_args(words)
    logging.basicConfig(level=options.log, format="%(asctime)s %(name)s %(message)s")
    tls = mutual_tls(*options.tls) if options.tls else None
    server = OefenServer(options.poort, options.bewaar, tls)
    for file in options.laad:
        load(server, file)
    server.begin()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        server.server_close()
    return 0


def load(server: OefenServer, bestand: Path) -> None:
    """Take over the municipalities of a file, and its persons when nobody is known yet."""
    content = json.loads(bestand.read_text(encoding="utf-8"))
    line = UrenLine()
    if "gemeenten" in content:
        line.gemeenten = Gemeenten(gemeenten=content["gemeenten"]).gemeenten
    if not server.world.personen:
        line.personen = Personen.model_validate_json(
            json.dumps({"personen": content.get("personen", [])})
        ).personen
        line.brp = InTheBrp(personen=content.get("brp", [])).personen
    server.world.save(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`./meedoen serve` and `./meedoen worker`: Meedoen for use in a municipality."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from meedoen.cli.database import open_database, start_django
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.migrate import refuse_when_behind
from meedoen.cli.packages import collect_static, compile_translations, prepare_packages
from meedoen.cli.processes import refuse_taken_port, run_together, wait_for_answer
from meedoen.cli.roles import refuse_role_above_the_rows
from meedoen.environment import certificates_folder

HERE = "127.0.0.1"
WORKER = ("meedoen.cli.worker",)


def serve(
    poort: Annotated[int, typer.Option(help="Poort waarop Meedoen luistert.", min=1, max=65535)] = 8000,
    adres: Annotated[
        str, typer.Option(help="Adres waarop Meedoen luistert, achter een proxy met TLS.")
    ] = HERE,
    processen: Annotated[int, typer.Option(help="Aantal processen dat pagina's maakt.", min=1, max=64)] = 2,
    keten_poort: Annotated[
        int | None,
        typer.Option(
            help="Eigen poort met TLS waarop alleen DUO meldt. Zonder eindigt TLS bij de proxy.", max=65535
        ),
    ] = None,
    keten_adres: Annotated[str, typer.Option(help="Adres waarop de poort voor DUO luistert.")] = HERE,
    keten_certificaat: Annotated[str, typer.Option(help="Bestand met ons certificaat.")] = "",
    keten_sleutel: Annotated[str, typer.Option(help="Bestand met de sleutel (PKCS#8).")] = "",
    keten_ca: Annotated[str, typer.Option(help="Bestand met de uitgevers van het certificaat van DUO.")] = "",
    keten_crl: Annotated[str, typer.Option(help="Bestand met ingetrokken certificaten.")] = "",
) -> None:
    """Draai Meedoen voor gebruik in een gemeente.

    Vraagt MEEDOEN_GEHEIM, MEEDOEN_HOSTS, MEEDOEN_SMTP en een bijgewerkte database (./meedoen migrate). Start
    daarnaast ./meedoen worker. Bestanden voor --keten-poort staan in de map met certificaten.
    """
    os.environ.setdefault("MEEDOEN_OMGEVING", "productie")
    refuse_taken_port(adres, poort)
    servers = {"webserver": web(adres, poort, processen)}
    if keten_poort is not None:
        refuse_taken_port(keten_adres, keten_poort)
        servers["poort voor DUO"] = chain(
            keten_adres, keten_poort, keten_certificaat, keten_sleutel, keten_ca, keten_crl
        )
    with open_database() as database:
        refuse_role_above_the_rows(database.url)
        prepare_packages()
        compile_translations()
        start_django()
        refuse_when_behind()
        collect_static()
        run_together(servers, lambda: _tell_address(adres, poort), database.keep_running)


def worker() -> None:
    """Verwerk de berichten en taken die klaarstaan, tot je stopt (Ctrl-C)."""
    os.environ.setdefault("MEEDOEN_OMGEVING", "productie")
    with open_database() as database:
        refuse_role_above_the_rows(database.url)
        prepare_packages()
        start_django()
        refuse_when_behind()
        run_together({"worker": WORKER}, watch=database.keep_running)


def chain(
    address: str, port: int, certificate: str, key: str, issuers: str, revoked: str = ""
) -> Sequence[str]:
    """Return the words that start the port on which DUO notifies: TLS on both sides, and nothing else.

    The server lets in whoever has a certificate of these issuers, and does not tell us whose it is. A proxy
    that does (MEEDOEN_KETEN_GEHEIM) is to be preferred when they issue for others than DUO too.

    Raises Foutmelding when one of the files is not there.
    """
    files = {
        "--ssl-certificate": _file(certificate, "--keten-certificaat"),
        "--ssl-keyfile": _file(key, "--keten-sleutel"),
        "--ssl-ca": _file(issuers, "--keten-ca"),
    }
    if revoked:
        files["--ssl-crl"] = _file(revoked, "--keten-crl")
    return (
        *("granian", "--interface", "wsgi", "--host", address, "--port", str(port), "--no-ws"),
        *("--workers", "1", "--blocking-threads", "4", "--backpressure", "64"),
        *("--workers-kill-timeout", "5", "--respawn-failed-workers", "--log-level", "warning"),
        *("--ssl-client-verify", "--ssl-protocol-min", "tls1.2"),
        *(word for option, file in files.items() for word in (option, str(file))),
        "meedoen.keten.wsgi:application",
    )


def _file(name: str, option: str) -> Path:
    """Return a file in the folder of certificates; a name is never a path out of it."""
    folder = certificates_folder()
    if not name or Path(name).name != name or not (folder / name).is_file():
        raise ErrorMessage(f"Geef met {option} de naam van een bestand in {folder}.", code=2)
    return folder / name


def web(address: str, port: int, processes: int) -> Sequence[str]:
    """Return the words that start the web server."""
    return (
        *("granian", "--interface", "wsgi", "--host", address, "--port", str(port), "--no-ws"),
        # More threads in one Python only make each other wait: the slowest answers took half as long again.
        *("--workers", str(processes), "--blocking-threads", "2", "--backpressure", "64"),
        *("--workers-kill-timeout", "5", "--respawn-failed-workers", "--log-level", "warning"),
        "meedoen.wsgi:application",
    )


def _tell_address(address: str, port: int) -> None:
    if wait_for_answer(address, port):
        sys.stdout.write(f"Meedoen luistert op {address}:{port}. Stoppen: Ctrl-C.\n")
        sys.stdout.flush()

"""`./meedoen duo-oefen`: a DUO and a BRP to practise with, for demo and test only."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import requests
import typer

from meedoen import environment
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.processes import refuse_taken_port

HERE = "127.0.0.1"
SECONDS = 10

app = typer.Typer(invoke_without_command=True)


def folder() -> Path:
    """Return the folder of the practice DUO: what it registered, and where it listens."""
    return environment.data_folder() / "oefen"


def registrations() -> Path:
    """Return the file in which its registrations survive its end."""
    return folder() / "duo.jsonl"


def forget() -> None:
    """Throw away what it registered and whom it knew."""
    for file in (registrations(), people()):
        file.unlink(missing_ok=True)


def people() -> Path:
    """Return the file with the people of the demo region, as DUO and BRP know them."""
    return folder() / "mensen.json"


def municipalities() -> Path:
    """Return the file with the municipalities of the demo region and where they are notified."""
    return folder() / "gemeenten.json"


def write_address(port: int) -> str:
    """Write down where the practice DUO listens, for `stuur`. Return it."""
    folder().mkdir(parents=True, exist_ok=True)
    address = f"http://{HERE}:{port}"
    (folder() / "adres").write_text(address, encoding="ascii")
    return address


def command(port: int, *to_load: Path) -> Sequence[str]:
    """Return the words that start it, with files to begin with."""
    loaded = [word for file in to_load for word in ("--laad", str(file))]
    return ("oefen", "--poort", str(port), "--bewaar", str(registrations()), *loaded)


def refuse_production() -> None:
    """Raise Foutmelding where real people's data may be."""
    if environment.environment() == "productie":
        raise ErrorMessage("De oefen-DUO start niet met MEEDOEN_OMGEVING=productie: zij is om te oefenen.")


@app.callback()
def duo_oefen(
    context: typer.Context,
    poort: Annotated[int, typer.Option(help="Poort van de oefen-DUO.", min=1, max=65535)] = 8001,
    laad: Annotated[
        Path | None, typer.Option(help="Bestand met gemeenten en personen om mee te beginnen.")
    ] = None,
    schoon: Annotated[bool, typer.Option("--schoon", help="Vergeet wat er eerder geregistreerd is.")] = False,
) -> None:
    """Draai een DUO en een BRP om mee te oefenen, zonder echte gegevens."""
    if context.invoked_subcommand is not None:
        return
    from oefen.__main__ import main

    refuse_production()
    refuse_taken_port(HERE, poort)
    if schoon:
        forget()
    address = write_address(poort)
    sys.stdout.write(f"Oefen-DUO, geen echte gegevens: {address}/oefen/. Stoppen: Ctrl-C.\n")
    sys.stdout.flush()
    main(list(command(poort, *([laad] if laad else []))[1:]))


@app.command("stuur")
def send(
    gebeurtenis: Annotated[str, typer.Argument(help="Nummer van de gebeurtenis, bijvoorbeeld SS139.")],
    bsn: Annotated[str | None, typer.Option(help="Over wie; anders iemand die nog nieuw is.")] = None,
    gemeente: Annotated[
        str | None, typer.Option(help="Code van de nieuwe gemeente, bij een verhuizing.")
    ] = None,
    adres: Annotated[
        str | None, typer.Option(help="Adres van de oefen-DUO, anders de laatst gestarte.")
    ] = None,
) -> None:
    """Laat bij een draaiende oefen-DUO iets gebeuren.

    Zij stuurt daarna de gemeente een bericht.
    """
    asked = {"gebeurtenis": gebeurtenis.upper(), "bsn": bsn, "gemeente": gemeente}
    answer = _post(adres or _known_address(), {name: word for name, word in asked.items() if word})
    sys.stdout.write(
        f"{answer['gebeurtenis']} over {answer['bsn']} gaat naar gemeente {answer['gemeentecode']}.\n"
    )


def _known_address() -> str:
    try:
        return (folder() / "adres").read_text(encoding="ascii").strip()
    except OSError:
        raise ErrorMessage(
            "Er is nog geen oefen-DUO gestart; doe dat met ./meedoen duo-oefen of ./meedoen demo."
        ) from None


def _post(address: str, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        answer = requests.post(f"{address}/oefen/notificaties", json=asked, timeout=SECONDS)
    except requests.RequestException:
        raise ErrorMessage(
            f"Op {address} antwoordt geen oefen-DUO; start die met ./meedoen duo-oefen."
        ) from None
    content: dict[str, Any] = json.loads(answer.content)
    if answer.status_code == 409:
        raise ErrorMessage(str(content["fout"]))
    if not answer.ok:
        raise ErrorMessage("Dat begrijpt de oefen-DUO niet: een gebeurtenis is bijvoorbeeld SS139.")
    return content

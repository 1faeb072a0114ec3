"""`python -m meedoen.cli`: the commands of `./meedoen`, each loaded only when it is asked for."""

import contextlib
import importlib
import io
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

import typer
from typer.exceptions import TyperException

from meedoen.cli import dutch
from meedoen.cli.errors import ErrorMessage, report


@dataclass(frozen=True)
class Command:
    """Where a command lives (a function, or a Typer with its own commands) and what it does."""

    place: str
    does: str
    hidden: bool = False
    passes_on: bool = False  # words it does not know itself are for another program

    def load(self) -> Any:
        module, name = self.place.split(":")
        return getattr(importlib.import_module(module), name)


COMMANDS = {
    "demo": Command(
        "meedoen.cli.demo:demo", "Start de demoregio met synthetische dossiers op deze computer."
    ),
    "test": Command(
        "meedoen.cli.run_tests:evaluate", "Voer alle controles uit die CI ook uitvoert.", passes_on=True
    ),
    "serve": Command("meedoen.cli.serve:serve", "Draai Meedoen voor gebruik in een gemeente."),
    "worker": Command("meedoen.cli.serve:worker", "Verwerk de berichten en taken die klaarstaan."),
    "migrate": Command("meedoen.cli.migrate:migrate", "Breng de tabellen van de database op orde."),
    "wet": Command("meedoen.cli.wet:app", "Termijnen en regels van de Wet inburgering 2021."),
    "importeer": Command(
        "meedoen.cli.import_dossiers:import_dossiers", "Neem de bestaande dossiers van een gemeente over."
    ),
    "duo-oefen": Command(
        "meedoen.cli.duo_oefen:app", "Draai een DUO om mee te oefenen, zonder echte gegevens."
    ),
    "omgeving": Command(
        "meedoen.cli.development:environment", "Start de database voor ontwikkelaars.", hidden=True
    ),
    "stop": Command("meedoen.cli.development:stop", "Stop de ingebouwde database.", hidden=True),
}


def application(words: Sequence[str]) -> typer.Typer:
    """Return the commands; only the one that is asked for is loaded, so that help is quick."""
    app = typer.Typer(
        help="Meedoen: open software voor inburgering.",
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)
    for name, command in COMMANDS.items():
        content = command.load() if words[:1] == [name] else _stand_in(command)
        if isinstance(content, typer.Typer):
            app.add_typer(content, name=name, help=command.does, hidden=command.hidden)
        else:
            settings = {"ignore_unknown_options": command.passes_on}
            app.command(name, help=content.__doc__, hidden=command.hidden, context_settings=settings)(content)
    return app


def _stand_in(command: Command) -> Callable[[], None]:
    def nothing() -> None: ...

    nothing.__doc__ = command.does
    return nothing


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is told in one sentence."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        return _run(list(words))
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last stop before the screen
        return report(error)


def _run(words: list[str]) -> int:
    if words and not words[0].startswith("-") and words[0] not in COMMANDS:
        known = ", ".join(name for name, command in COMMANDS.items() if not command.hidden)
        raise ErrorMessage(f"De opdracht '{words[0]}' bestaat niet; kies uit {known}.", code=2)
    words = words or ["--help"]
    app = application(words)
    page = io.StringIO()
    with contextlib.redirect_stdout(page) if "--help" in words else contextlib.nullcontext():
        try:
            outcome = app(words, prog_name="./meedoen", standalone_mode=False)
        except TyperException as error:
            if type(error).__name__ != "NoArgsIsHelpError":
                raise ErrorMessage(_refusal(words, error), code=2) from None
            return _run([*words, "--help"])
        except typer.Abort:
            return 1
    sys.stdout.write(dutch.help_text(page.getvalue()))
    return outcome if isinstance(outcome, int) else 0


def _refusal(words: list[str], error: Any) -> str:
    return f"Dat gaat niet: {dutch.refusal(error.format_message())}. Zie ./meedoen {words[0]} --help"


def _leave(number: int, _frame: FrameType | None) -> None:
    # As an exception, so that what was opened is closed again on the way out.
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

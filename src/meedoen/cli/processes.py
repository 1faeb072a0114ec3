"""Programs that run together and end together: the web server and the worker beside it."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from meedoen.cli.errors import ErrorMessage

END_SECONDS = 15
ANSWER_SECONDS = 60
PORTS_TO_TRY = 100
SHORTEST_LIFE = 5
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def refuse_taken_port(address: str, port: int) -> None:
    """Raise Foutmelding when another program listens on this port, or we may not."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError:
            raise ErrorMessage(
                f"Poort {port} mag alleen root gebruiken; kies een hogere met --poort."
            ) from None
        except OSError as error:
            reason = (
                "is al in gebruik"
                if error.errno == errno.EADDRINUSE
                else f"is niet te gebruiken ({error.strerror})"
            )
            raise ErrorMessage(
                f"Poort {port} {reason}; kies een andere, bijvoorbeeld --poort {port + 1}."
            ) from None


def free_port(address: str, first: int) -> int:
    """Return the first port from `first` on that is free. Raises Foutmelding when there is none."""
    for port in range(first, min(first + PORTS_TO_TRY, 65536)):
        try:
            refuse_taken_port(address, port)
        except ErrorMessage:
            continue
        return port
    raise ErrorMessage(f"Vanaf poort {first} is er geen vrij; kies een andere met --poort.")


def wait_for_answer(address: str, port: int) -> bool:
    """Return whether something answers on a port within a minute."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection((address, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def run_together(
    commands: Mapping[str, Sequence[str]],
    ready: Callable[[], None] = lambda: None,
    watch: Callable[[], None] = lambda: None,
) -> None:
    """Run Python modules (name for the screen: module and words) until one ends or we are told to stop.

    One that is killed begins again. `ready` is called in a thread of its own once all have begun, `watch` now
    and then. Raises Foutmelding when one ends by itself, or is killed as soon as it begins.
    """
    stopping = threading.Event()
    with _signals(stopping), ExitStack() as stack:
        children = {name: stack.enter_context(_child(words)) for name, words in commands.items()}
        begun = dict.fromkeys(commands, time.monotonic())
        threading.Thread(target=ready, daemon=True).start()
        while not stopping.wait(0.25):
            watch()
            for name, child in children.items():
                if child.poll() is None:
                    continue
                if child.returncode >= 0 or time.monotonic() - begun[name] < SHORTEST_LIFE:
                    raise ErrorMessage(f"De {name} is vanzelf gestopt (code {child.returncode}).")
                sys.stderr.write(f"De {name} is beëindigd en begint opnieuw.\n")
                begun[name] = time.monotonic()
                children[name] = stack.enter_context(_child(commands[name]))


@contextmanager
def _signals(stopping: threading.Event) -> Iterator[None]:
    before = {number: signal.signal(number, lambda *_: stopping.set()) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _child(words: Sequence[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a module that ends with us: asked to when we stop, by the end of its input when we are killed."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", "meedoen.cli.processes", *words]
    # Its own session, so that Ctrl-C in the terminal reaches only us and all end in order.
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as child:
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()


def _end_with_parent() -> None:
    # Not by sys.stdin, whose lock an interpreter that ends would wait for.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _become(words: Sequence[str]) -> None:
    """Run a module as the main program, as `python -m` would."""
    import runpy

    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.argv = list(words)
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _become(sys.argv[1:])

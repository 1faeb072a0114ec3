"""The system account PostgreSQL runs as when Meedoen is started by root (PostgreSQL refuses root itself)."""

import grp
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

DATABASE_ACCOUNT = "meedoen-db"


def database_account(data: Path) -> pwd.struct_passwd | None:
    """Return the account to run PostgreSQL as; None means: as whoever started Meedoen.

    Data that exist already stay with their owner. Else root uses `meedoen-db`, which is made on the first
    start, and `nobody` where no account can be made.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for attempt in (_existing, _made):
        account = attempt(DATABASE_ACCOUNT)
        if account:
            return account
    return pwd.getpwnam("nobody")


def _existing(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _made(name: str) -> pwd.struct_passwd | None:
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")
    if program is None:
        return None
    command = [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    # A start in another checkout may win the race; then the account is there all the same.
    subprocess.run(command, check=False, capture_output=True, timeout=60)
    return _existing(name)


def make_reachable(folders: Iterable[Path], account: pwd.struct_passwd, tell: Callable[[str], None]) -> None:
    """Let `account` pass through the parents of `folders`: adds `o+x` where it is missing and says so.

    Passing through is all it gives: the contents of such a folder still cannot be listed.
    """
    groups = {group.gr_gid for group in grp.getgrall() if account.pw_name in group.gr_mem} | {account.pw_gid}
    parents = {parent for folder in folders for parent in folder.resolve().parents}
    for parent in sorted(parents, key=lambda path: len(path.parts)):
        status = parent.stat()
        if not _may_pass(status, account, groups):
            parent.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXOTH)
            tell(f"De map {parent} is doorgankelijk gemaakt (o+x) voor databasegebruiker {account.pw_name}.")


def _may_pass(status: os.stat_result, account: pwd.struct_passwd, groups: set[int]) -> bool:
    if status.st_uid == account.pw_uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid in groups:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)

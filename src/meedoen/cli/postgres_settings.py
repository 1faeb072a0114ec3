"""How our own PostgreSQL is set up: for two cores, short transactions and one big load of data."""

import os
from collections.abc import Mapping
from pathlib import Path

MEGABYTE = 1024 * 1024
FIRST_WITH_BUILTIN_LOCALE = 17


def initdb_options(version: int) -> list[str]:
    """Return the options of initdb: UTF-8, local only, in an order that no system library changes."""
    options = ["--encoding=UTF8", "--auth-local=trust", "--auth-host=reject", "--no-instructions"]
    options += ["--text-search-config=simple", "--data-checksums"]
    if version >= FIRST_WITH_BUILTIN_LOCALE:
        return [*options, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [*options, "--locale=C.UTF-8"]


def command_line(socket_folder: Path, extra: Mapping[str, str]) -> list[str]:
    """Return the options of the server; they apply on every start, so a new Meedoen can change them."""
    memory = memory_of_this_machine()
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder),
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "shared_buffers": _megabytes(memory / 8, least=64, most=512),
        "effective_cache_size": _megabytes(memory / 2, least=256, most=8192),
        "maintenance_work_mem": _megabytes(memory / 32, least=64, most=256),
        "work_mem": _megabytes(memory / 256, least=4, most=32),
        "jit": "off",
        "random_page_cost": "1.1",
        # A parallel plan needs room in /dev/shm, which is 64 MB in most containers.
        "max_parallel_workers_per_gather": "0",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] ",
        # The text of a failing statement and the row it was about hold personal data.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    } | dict(extra)
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def memory_of_this_machine() -> int:
    """Return the bytes of memory we may use: of the machine, or less when a container says so."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
    except OSError:
        return physical
    return min(physical, int(limit)) if limit.isdigit() else physical


def _megabytes(size: float, *, least: int, most: int) -> str:
    return f"{min(most, max(least, round(size / MEGABYTE)))}MB"

"""What goes wrong is told in one sentence; a traceback goes to a file, never to the screen."""

import errno
import os
import sys
import time
import traceback
from pathlib import Path

from meedoen.environment import ConfigurationError, data_folder


class ErrorMessage(Exception):  # noqa: N818 - the Dutch word for what the user gets to read
    """An expected failure. Its text is one Dutch sentence that says what is wrong and what to do.

    `code` is the exit code: 1, or 2 when the input was wrong and the rest was done.
    """

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def sentence_for(error: BaseException) -> str:
    """Return the one sentence for the screen; an error nobody expected is first written to a file."""
    if isinstance(error, ErrorMessage | ConfigurationError):
        return str(error)
    if isinstance(error, OSError):
        known = _sentence_for_os_error(error)
        if known:
            return known
    return f"Er ging iets mis dat we niet verwachtten ({type(error).__name__}); {_where_it_is_kept(error)}"


def _sentence_for_os_error(error: OSError) -> str | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"De schijf is vol: maak ruimte bij {data_folder()} en probeer het opnieuw."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS} and error.filename:
        return f"Meedoen mag niet bij {error.filename}; start het als de gebruiker van die map."
    return None


def _where_it_is_kept(error: BaseException) -> str:
    """Write the traceback to a private file and say where it is."""
    folder = data_folder() / "log"
    path = folder / f"fout-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_private(path, "".join(traceback.format_exception(error)))
    except OSError:
        return "wat er precies gebeurde kon niet worden bewaard."
    return f"wat er precies gebeurde staat in {path}."


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def report(error: BaseException) -> int:
    """Print the sentence for an error and return the exit code that goes with it."""
    sys.stderr.write(f"{sentence_for(error)}\n")
    return error.code if isinstance(error, ErrorMessage) else 1

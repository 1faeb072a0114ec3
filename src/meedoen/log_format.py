"""Lines of the log that say where something went wrong, and never about whom."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class FormatterWithoutData(logging.Formatter):
    """A formatter that leaves out the message of an exception.

    A database error repeats the row it is about ("Key (bsn)=(...)"), a form error the value typed. Type and
    place are enough to find the cause.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name is logging's
        """Return the frames and types of an exception and its causes, oldest first, without messages."""
        parts: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(reversed(parts))

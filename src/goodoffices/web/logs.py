"""Log lines without words: what went wrong and where in our code, never what an entry says."""

from __future__ import annotations

import logging
import traceback


class WithoutWords(logging.Formatter):
    """Formats a line with the place of an error and its class, without its message.

    A message of an exception may hold words of the record, and so may the arguments of a line.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The level, the logger, and for an error its class and its places."""
        said = f"{record.levelname} {record.name}"
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            places = " < ".join(f"{one.name}:{one.lineno}" for one in reversed(frames[-6:]))
            return f"{said}: {record.exc_info[0].__name__} at {places}"
        return f"{said}: {record.msg if not record.args else str(record.msg).split('%')[0]}"

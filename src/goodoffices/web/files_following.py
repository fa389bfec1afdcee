"""What follows the archive of the case that is served: its files, and the rows of its database."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection

from goodoffices.case.errors import GoodOfficesError
from goodoffices.storage import files
from goodoffices.storage.rows import bring_rows
from goodoffices.web.desks import the_desk


def following_the_archive(say: Callable[[str], None]) -> files.Following:
    """Start the thread that keeps files and rows up to date; whoever gets it stops it."""
    return files.start(the_desk(), say=say, also=_bring_rows)


def _bring_rows() -> None:
    try:
        bring_rows(the_desk())
    except (DatabaseError, GoodOfficesError):
        connection.close()  # the next time it goes on from where the rows are

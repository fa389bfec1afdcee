"""The desk of the case that this process serves."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from goodoffices.storage.desk import Desk


@cache
def the_desk() -> Desk:
    """Return the desk of the case that is open; there is none on the first page."""
    assert settings.CASE is not None
    return Desk(settings.CASE)

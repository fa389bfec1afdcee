"""What only who sits at this machine may open: a one-time link of the process itself."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

_THIS_MACHINE: Final = frozenset({"127.0.0.1", "::1"})
_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


def is_on_this_machine(request: HttpRequest) -> bool:
    """Return whether a request comes from this machine itself, and not through a proxy of it."""
    name = request.get_host().rpartition(":")[0] or request.get_host()
    forwarded = any(one in request.headers for one in ("X-Forwarded-For", "Forwarded", "Via"))
    return request.META.get("REMOTE_ADDR") in _THIS_MACHINE and name in _NAMES and not forwarded

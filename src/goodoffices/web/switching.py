"""From one case to another: the server starts anew for it and keeps its port.

A view says what it wants and answers with an address that works as soon as the server is up
again; requests wait until then in the socket, which stays open.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from goodoffices.web.one_time_link import new_token

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Switch:
    """The case to serve next, None for the first page, and the token that opens it."""

    case: Path | None
    token: str


class Switchboard:
    """Where views leave the wish to switch, and the server looks for it."""

    def __init__(self) -> None:
        self._wanted: Switch | None = None
        self._stop_accepting: Callable[[], None] | None = None
        self.by = ""
        self._lock = threading.Lock()

    def open(self, *, by: str, stop_accepting: Callable[[], None]) -> None:
        """Take wishes from now on: there is a server that can start anew, started by somebody.

        Parameters
        ----------
        stop_accepting
            Leaves new connections to the server that comes; called before the answer goes out.
        """
        with self._lock:
            self.by = by
            self._stop_accepting = stop_accepting

    @property
    def is_open(self) -> bool:
        """Whether a wish would be heard."""
        return self._stop_accepting is not None

    def is_leaving(self) -> bool:
        """Whether the server is about to start anew."""
        return self._wanted is not None

    @property
    def wanted(self) -> Switch | None:
        """What is wanted, if anything."""
        return self._wanted

    def ask_for(self, case: Path | None) -> str:
        """Ask for a case, or for the first page, and return where the browser shall go."""
        switch = Switch(case, new_token())
        with self._lock:
            self._wanted = switch
            if self._stop_accepting is not None:
                self._stop_accepting()
        opened = "first-run" if case is not None else "enter"
        return f"/{opened}/{switch.token}/"


SWITCHBOARD: Final = Switchboard()
"""The one of this process."""


def leaving_at_a_switch(application: WSGIApplication) -> WSGIApplication:
    """Return an application whose connections end with a switch, so that none leads back to it.

    A browser keeps connections open and may send the next request through any of them; what
    comes after the switch is told to come again, through a new one.
    """

    def leaving(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if SWITCHBOARD.is_leaving():
            query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
            again = quote(environ.get("PATH_INFO", "/").encode("latin-1")) + query
            start_response("307 Temporary Redirect", [("Location", again)])
            return _of_no_length([])

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:  # noqa: ANN401 -- WSGI's
            kept = headers
            if SWITCHBOARD.is_leaving():
                kept = [one for one in headers if one[0].lower() != "content-length"]
            return start_response(status, kept, *more)

        answer = application(environ, start)
        return _of_no_length(answer) if SWITCHBOARD.is_leaving() else answer

    return leaving


def _of_no_length(answer: Iterable[bytes]) -> Iterator[bytes]:
    """An answer whose length is not said before: its connection ends with it."""
    yield b""
    yield from answer

"""A switch from one case to another: no request is answered by the server that goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

import pytest

from goodoffices.web import switching
from goodoffices.web.switching import Switchboard, leaving_at_a_switch

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

Answer = tuple[str, list[tuple[str, str]], bytes]


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Switchboard:
    """A switchboard of this test alone."""
    board = Switchboard()
    monkeypatch.setattr(switching, "SWITCHBOARD", board)
    return board


def ask(path: str, query: str = "", *, view: Callable[[], bytes] = lambda: b"page") -> Answer:
    """What the application answers."""
    said: list[Any] = []

    def application(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        page = view()
        start_response("200 OK", [("Content-Length", str(len(page)))])
        return [page]

    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query}
    setup_testing_defaults(environ)

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        said.extend([status, headers])

    body = b"".join(leaving_at_a_switch(application)(environ, start))
    return said[0], said[1], body


def test_without_a_switch_an_answer_is_left_as_it_is(board: Switchboard) -> None:
    assert ask("/") == ("200 OK", [("Content-Length", "4")], b"page")


def test_the_answer_that_switches_ends_its_connection(board: Switchboard) -> None:
    """An answer that does not say its length ends where its connection ends."""

    def view() -> bytes:
        board.ask_for(None)
        return b"page"

    assert ask("/", view=view) == ("200 OK", [], b"page")


def test_what_comes_after_it_is_told_to_come_again(board: Switchboard) -> None:
    board.ask_for(Path("doha"))
    status, headers, body = ask("/first-run/é x/", "page=2")
    assert (status, body) == ("307 Temporary Redirect", b"")
    assert headers == [("Location", "/first-run/%E9%20x/?page=2")]


def test_new_connections_are_left_to_the_server_that_comes(board: Switchboard) -> None:
    stopped: list[bool] = []
    assert not board.is_open
    board.open(by="mira", stop_accepting=lambda: stopped.append(board.wanted is not None))
    assert (board.is_open, board.by, stopped) == (True, "mira", [])
    where = board.ask_for(Path("doha"))
    assert stopped == [True]
    assert board.wanted is not None
    assert (board.wanted.case, where) == (Path("doha"), f"/first-run/{board.wanted.token}/")

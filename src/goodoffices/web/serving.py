"""One case, or the first page, served on this machine, from its address to the last answer.

Nothing here imports Django before the socket listens, so that a browser that is quick waits
for its answer and is not turned away.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final

from goodoffices.case.errors import CannotWrite, GoodOfficesError
from goodoffices.web import environment
from goodoffices.web.known_cases import remember_case
from goodoffices.web.listening import DEFAULT_PORT, HOST, listening_socket
from goodoffices.web.one_time_link import THE_LINK
from goodoffices.web.preparing import Prepared, prepare_case, prepare_database
from goodoffices.web.switching import SWITCHBOARD, Switch, leaving_at_a_switch
from goodoffices.web.working import WorkerKeeper

THREADS: Final = 8
IN_MEMORY: Final = 2**28
"""Bytes of a request or an answer that are kept in memory: no words in files of the system."""
LOOK_S: Final = 0.25
"""How often the loop looks whether a switch is wanted, at least."""
LAST_ANSWERS_S: Final = 3.0
"""How long answers on their way are waited for before the server starts anew."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What is to be served: a case or the first page, where, and how it is said."""

    case: Path | None
    port: int | None
    by: str
    opens_browser: bool
    say: Callable[[str], None]


def serve(serving: Serving) -> None:
    """Serve until somebody stops it; it does not return where another case is chosen.

    Raises
    ------
    InvalidCase, NotACase, RecordTampered, ArchiveBusy, CannotWrite
        Where the case cannot be served.
    PortTaken
        Where another program has the port.
    """
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_, _interrupt)
    listening = listening_socket(serving.port)
    try:
        switch = _served(serving, listening)
    except KeyboardInterrupt:
        switch = None
    if switch is not None:
        _start_anew(switch, listening, by=serving.by)
    listening.close()
    serving.say("Stopped.")


def _served(serving: Serving, listening: socket.socket) -> Switch | None:
    """Serve until it is stopped or a switch is wanted, and put everything in order after."""
    with ExitStack() as stack:
        if serving.case is not None:
            _say_prepared(serving, prepare_case(serving.case, by=serving.by))
        prepare_database(serving.case)
        server = _Server(listening, by=serving.by)
        _say_address(serving, listening)
        if serving.case is not None:
            _remember(serving.case, serving.say)
            stack.callback(_follow_the_archive(serving.say))
            stack.callback(WorkerKeeper(serving.say).stop)
            threading.Thread(target=_warm, daemon=True).start()
        stack.callback(server.close)
        return server.run()


def _follow_the_archive(say: Callable[[str], None]) -> Callable[[], None]:
    """Keep the files up to date from now on; return what ends it."""
    from goodoffices.storage import files  # noqa: PLC0415 -- slow import
    from goodoffices.web.desks import the_desk  # noqa: PLC0415 -- slow import

    return files.start(the_desk(), say=say).stop


def _say_prepared(serving: Serving, prepared: Prepared) -> None:
    if prepared.recorded:
        serving.say(f"Recorded {_counted(prepared.recorded)} of the files as {serving.by}.")
    if prepared.written_back:
        serving.say(f"Brought the files up to date: {_counted(prepared.written_back)}.")
    if prepared.kept:
        serving.say(f"Kept {_counted(prepared.kept)} as edited by hand; see the settings.")


def _counted(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _say_address(serving: Serving, listening: socket.socket) -> None:
    """Say where the pages are, and open them; a link that works once says what it is."""
    token = os.environ.pop(environment.LINK, "")  # the server was started anew
    port, path = listening.getsockname()[1], "/"
    if serving.case is None:
        path = f"/enter/{THE_LINK.offer(token)}/"
    elif _has_no_account():
        path = f"/first-run/{THE_LINK.offer(token)}/"
    elif token:
        THE_LINK.offer(token)  # leads the browser that chose the case to signing in
    if serving.port is None and port != DEFAULT_PORT and not token:
        serving.say(f"The usual port is taken by another program; this one is on {port}.")
    what = serving.case.resolve().name if serving.case is not None else "Your cases"
    address = f"http://{HOST}:{port}{path}"
    serving.say(f"{what}: {address}")
    if path != "/":
        serving.say("The link works once, on this machine. Keep it to yourself.")
    serving.say("Ctrl-C stops it.")
    if serving.opens_browser:  # a browser in a terminal would hold us up
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _remember(path: Path, say: Callable[[str], None]) -> None:
    """Let the first page list the case from now on; it is served all the same where it cannot."""
    try:
        remember_case(path)
    except (CannotWrite, OSError) as error:
        say(f"The list of your cases was not kept: {error}.")


def _has_no_account() -> bool:
    from goodoffices.storage.models import Account  # noqa: PLC0415 -- slow import

    return not Account.objects.exists()


def _warm() -> None:
    """Read the case and fold it before somebody waits for its first page."""
    from goodoffices.record.visibility import THE_TEAM  # noqa: PLC0415 -- slow import
    from goodoffices.web.desks import the_desk  # noqa: PLC0415 -- slow import

    try:
        the_desk().fold(THE_TEAM)
    except GoodOfficesError:
        return  # the page that needs it says so


class _Server:
    """Waitress, with a loop that can also end because another case is wanted."""

    def __init__(self, listening: socket.socket, *, by: str) -> None:
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- slow import
        from waitress.server import create_server  # noqa: PLC0415 -- optional dependency

        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            leaving_at_a_switch(get_wsgi_application()),
            map=self._sockets,
            sockets=[listening.dup()],  # ours stays open for who starts anew
            threads=THREADS,
            ident=None,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
        )
        SWITCHBOARD.open(by=by, stop_accepting=self._stop_accepting)

    def run(self) -> Switch | None:
        """Answer until it is interrupted, or a switch is wanted and the last answers are out."""
        try:
            while SWITCHBOARD.wanted is None:
                self._look()
            ends = time.monotonic() + LAST_ANSWERS_S
            while self._is_answering() and time.monotonic() < ends:
                self._look()
        except KeyboardInterrupt:
            return None
        return SWITCHBOARD.wanted

    def close(self) -> None:
        """Let the answers at hand end, and close every connection."""
        self._server.task_dispatcher.shutdown()
        for one in list(self._sockets.values()):
            one.close()

    def _stop_accepting(self) -> None:
        self._server.accepting = False

    def _look(self) -> None:
        from waitress import wasyncore  # noqa: PLC0415 -- optional dependency

        wasyncore.loop(timeout=LOOK_S, map=self._sockets, use_poll=True, count=1)

    def _is_answering(self) -> bool:
        channels = self._server.active_channels.values()
        return any(one.requests or one.total_outbufs_len for one in channels)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _start_anew(switch: Switch, listening: socket.socket, *, by: str) -> None:
    """Become the server of another case, with the same socket."""
    listening.set_inheritable(True)
    for name in (environment.CASE, "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(name, None)
    os.environ[environment.SOCKET] = str(listening.fileno())
    os.environ[environment.LINK] = switch.token
    case = [str(switch.case)] if switch.case is not None else []
    words = [sys.executable, "-m", "goodoffices", "serve", *case, "--no-browser", "--by", by]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, words)  # noqa: S606 -- our own program

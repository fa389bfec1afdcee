"""The socket of the server: on this machine alone, and kept over a change of the case."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from typing import Final

from goodoffices.case.errors import PortTaken
from goodoffices.web import environment

HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8420
TRIES: Final = 20
"""Ports that are tried where the usual one is taken."""
BACKLOG: Final = 128


def listening_socket(port: int | None) -> socket.socket:
    """Return a socket that listens on this machine alone.

    Parameters
    ----------
    port
        The port asked for; None for the usual one, or the next that is free.

    Raises
    ------
    PortTaken
        Where another program has the port.
    """
    kept = os.environ.pop(environment.SOCKET, "")
    if kept:
        return socket.socket(fileno=int(kept))
    if port is not None:
        return _on(port)
    for tried in range(DEFAULT_PORT, DEFAULT_PORT + TRIES):
        with contextlib.suppress(PortTaken):
            return _on(tried)
    raise PortTaken(DEFAULT_PORT, upto=DEFAULT_PORT + TRIES - 1)


def _on(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=BACKLOG)
    except OSError as error:
        if error.errno in {errno.EADDRINUSE, errno.EACCES, errno.EPERM}:
            raise PortTaken(port) from error
        raise

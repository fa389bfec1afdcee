"""A link that works once, for who sits at this machine; only its digest is kept.

It opens the first page, or makes the first account of a case. It ends with the process.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from typing import Final

TOKEN_BYTES: Final = 32


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class OneTimeLink:
    """The link that this process offers, if any; safe to use from several threads.

    Examples
    --------
    >>> link = OneTimeLink()
    >>> token = link.offer()
    >>> link.is_opened_by("guess"), link.is_opened_by(token)
    (False, True)
    >>> link.use(token), link.use(token)
    (True, False)
    """

    def __init__(self) -> None:
        self._digest = ""
        self._lock = threading.Lock()

    def offer(self, token: str = "") -> str:
        """Let a token open the link, a new one where none is given, and return it."""
        token = token or new_token()
        with self._lock:
            self._digest = digest_of(token)
        return token

    def is_opened_by(self, token: str) -> bool:
        """Return whether a token opens the link, without using it."""
        with self._lock:
            return self._matches(token)

    def use(self, token: str) -> bool:
        """Use the link, so that it is no more; false where the token does not open it."""
        with self._lock:
            if not self._matches(token):
                return False
            self._digest = ""
            return True

    def _matches(self, token: str) -> bool:
        return bool(self._digest) and hmac.compare_digest(digest_of(token), self._digest)


THE_LINK: Final = OneTimeLink()
"""The one of this process."""

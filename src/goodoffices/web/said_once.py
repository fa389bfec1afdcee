"""What a page says once after a form was taken: kept in memory, for it may name what is confided.

The session, which lies in the database, holds nothing of it but a token.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, Final

from django.contrib.messages.storage.base import BaseStorage, Message
from django.core.cache import cache

TOKEN: Final = "said"  # noqa: S105 -- the name of a field of the session
LASTS_S: Final = 600
"""How long a sentence waits for the next page; after that nobody looks for it."""


class SaidOnce(BaseStorage):
    """Django's storage of messages, in the memory of this process."""

    def _get(self, *_args: Any, **_more: Any) -> tuple[list[Message], bool]:  # noqa: ANN401 -- Django's
        token = self.request.session.get(TOKEN, "")
        return (cache.get(_key(token)) or [] if token else []), True

    def _store(
        self,
        messages: Sequence[Message],
        response: object,  # noqa: ARG002 -- Django's signature
        *_args: Any,  # noqa: ANN401 -- Django's
        **_more: Any,  # noqa: ANN401 -- Django's
    ) -> list[Message]:
        session = self.request.session
        token = session.get(TOKEN, "")
        if messages:
            token = token or secrets.token_urlsafe()
            session[TOKEN] = token
            cache.set(_key(token), list(messages), LASTS_S)
        elif token:
            del session[TOKEN]
            cache.delete(_key(token))
        return []


def _key(token: str) -> str:
    return f"said:{token}"

"""Accounts and open sessions, made in the database of a case before it is served.

    python -m bench.web.signing_in CASE NUMBER

Prints the names of the cookies and a session for each account, as JSON. The first is Ana, who
leads; the others are members of the team under names of their own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from goodoffices.web.preparing import prepare_database


def open_sessions(number: int) -> list[str]:
    """Return the keys of sessions of so many accounts, which are made where they are missing."""
    from django.conf import settings  # noqa: PLC0415 -- Django is made ready first
    from django.contrib import auth  # noqa: PLC0415 -- the same
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 -- the same

    from goodoffices.storage.models import Account, AccountRole  # noqa: PLC0415 -- the same

    keys = []
    for name in ("ana", *(f"member{each}" for each in range(2, number + 1))):
        role = AccountRole.LEAD if name == "ana" else AccountRole.MEMBER
        given = {"member": name, "role": role, "first_name": name.capitalize()}
        account, _ = Account.objects.get_or_create(username=name, defaults=given)
        session = SessionStore()
        session[auth.SESSION_KEY] = str(account.pk)
        session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        keys.append(str(session.session_key))
    return keys


def main(words: list[str]) -> None:
    """Make the accounts, and print their sessions."""
    prepare_database(Path(words[0]))
    from django.conf import settings  # noqa: PLC0415 -- Django is made ready first

    names = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    print(json.dumps({**names, "keys": open_sessions(int(words[1]))}))


if __name__ == "__main__":
    main(sys.argv[1:])

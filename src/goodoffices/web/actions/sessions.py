"""Ending sessions: of one account, or of everybody at once."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from goodoffices.storage.auditing import note_deed
from goodoffices.storage.models import Account


def end_sessions_of(account: Account) -> None:
    """End every session of one account: its next page is signing in."""
    key = str(account.pk)
    ended = [
        session.pk
        for session in Session.objects.all()
        if session.get_decoded().get(SESSION_KEY) == key
    ]
    Session.objects.filter(pk__in=ended).delete()


def lock_everything(by: Account) -> None:
    """End every session of this server at once: whoever looks next has to sign in."""
    Session.objects.all().delete()
    note_deed(by, "locked")

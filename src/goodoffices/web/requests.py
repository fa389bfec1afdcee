"""A request as the views get it: signed in, with the case at hand."""

from __future__ import annotations

from django.http import HttpRequest

from goodoffices.record.visibility import Viewer, ViewerKind
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import Account


class CaseRequest(HttpRequest):
    """A request of somebody with an account, for the case that is open."""

    user: Account
    desk: Desk


def viewer_of(account: Account) -> Viewer:
    """Return as whom somebody sees the record."""
    return Viewer(ViewerKind.MEMBER, account.member)

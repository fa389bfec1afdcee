"""When somebody was last here: a visit begins when they come after half an hour of nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from goodoffices.storage.models import Account, Visit

PAUSE: Final = timedelta(minutes=30)
"""Nothing for longer than this ends a visit."""
FINE: Final = timedelta(minutes=1)
"""How finely it is noted when somebody was seen last."""


def note_presence(account: Account, *, now: datetime | None = None) -> None:
    """Note that somebody is here; after a pause, a new visit begins."""
    now = now or timezone.now()
    visit, is_first = Visit.objects.get_or_create(
        account=account, defaults={"began_at": now, "last_seen_at": now}
    )
    if is_first or now - visit.last_seen_at < FINE:
        return
    if now - visit.last_seen_at > PAUSE:
        visit.before, visit.began_at = visit.last_seen_at, now
    visit.last_seen_at = now
    visit.save()


def end_of_last_visit(account: Account) -> datetime | None:
    """Return when the visit before this one ended; None where this is the first."""
    return Visit.objects.filter(account=account).values_list("before", flat=True).first()

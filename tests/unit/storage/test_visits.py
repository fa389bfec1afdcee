"""A visit begins when somebody comes after half an hour of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from goodoffices.storage.models import Account, Visit
from goodoffices.storage.visits import end_of_last_visit, note_presence

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def ana() -> Iterator[Account]:
    with transaction.atomic():
        yield Account.objects.create_user(username="ana", member="ana")
        transaction.set_rollback(True)


def come(account: Account, *minutes: float) -> tuple[datetime, datetime | None]:
    """Be there at these minutes past noon; when the visit began, and when the last one ended."""
    for one in minutes:
        note_presence(account, now=NOON + timedelta(minutes=one))
    return Visit.objects.get(account=account).began_at, end_of_last_visit(account)


def test_somebody_who_was_never_here_has_no_last_visit(ana: Account) -> None:
    assert end_of_last_visit(ana) is None
    assert come(ana, 0) == (NOON, None)


def test_a_visit_lasts_as_long_as_no_pause_is_longer_than_half_an_hour(ana: Account) -> None:
    assert come(ana, 0, 20, 45, 75) == (NOON, None)


def test_after_a_pause_a_visit_begins_and_the_last_one_ended_where_somebody_was_seen(
    ana: Account,
) -> None:
    assert come(ana, 0, 20, 51) == (NOON + timedelta(minutes=51), NOON + timedelta(minutes=20))


def test_the_end_of_the_last_visit_stays_during_the_visit(ana: Account) -> None:
    assert come(ana, 0, 60, 70, 80)[1] == NOON


def test_within_a_minute_nothing_is_written(ana: Account) -> None:
    come(ana, 0, 0.5)
    assert Visit.objects.get(account=ana).last_seen_at == NOON

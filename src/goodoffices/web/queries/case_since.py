"""Since when the case at a glance says what changed: my last visit, a day, a round, a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from django.http import QueryDict
from django.urls import reverse

from goodoffices.case.errors import GoodOfficesError
from goodoffices.record.since import view_before
from goodoffices.record.view import View
from goodoffices.storage.visits import end_of_last_visit
from goodoffices.web.forms.matrix import VISIT, SinceForm
from goodoffices.web.pages.case import Since
from goodoffices.web.queries.case_changes import changed_since
from goodoffices.web.queries.choosing import Looking, address
from goodoffices.web.queries.matrix_changes import changes_since, mark_in_words, section_of
from goodoffices.web.requests import CaseRequest
from goodoffices.web.templatetags.shown import local_time

SHORT_RECORD: Final = 5_000
"""Entries up to which the first page compares positions, and looks for what was taken out."""
LISTED: Final = 20
FIRST_VISIT: Final = (
    "This is your first visit: from the next one on, what changed in between stands here."
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Since when: the name in the address, the moment, the view before, and in words."""

    name: str
    moment: datetime
    before: View
    words: str


def since_of(request: CaseRequest, look: Looking) -> tuple[Since, SinceForm]:
    """Return what changed since when somebody asks, and the form that says so.

    Where nothing is asked it is since the last visit, without one's own deeds.
    """
    visit = end_of_last_visit(request.user)
    form = SinceForm(_query(request.GET, visit), _named(look, visit))
    since = form.asked()
    if not since:
        words = "" if visit is not None or form.errors else FIRST_VISIT
        return Since(words, (), 0, None, "", is_compared=False), form
    try:
        asked = _asked(since, visit, look)
        return _since(asked, look, own=request.user.member if since == VISIT else ""), form
    except (GoodOfficesError, OverflowError, ValueError) as error:
        said = f"{error}." if isinstance(error, GoodOfficesError) else "Nothing was on record then."
        form.add_error("since", said)
        return Since("", (), 0, None, "", is_compared=False), form


def _query(query: QueryDict, visit: datetime | None) -> QueryDict:
    if visit is None or "since" in query or "since_day" in query:
        return query
    usual = query.copy()
    usual["since"] = VISIT
    return usual


def _named(look: Looking, visit: datetime | None) -> list[tuple[str, str]]:
    rounds = [
        (held.id, f"{held.name}, {held.held_on.end}")
        for held in look.fold().record.rounds
        if held.held_on is not None and held.held_on.end is not None
    ]
    named = [(VISIT, f"my last visit, {local_time(visit)}")] if visit is not None else []
    return [*named, *rounds, *((mark, mark_in_words(mark)) for mark in _marks(look))]


def _marks(look: Looking) -> Mapping[str, datetime]:
    return look.desk.kept("marks with moments", look.desk.archive.marks)


def _asked(since: str, visit: datetime | None, look: Looking) -> _Asked:
    if since == VISIT and visit is not None:
        before = replace(look.view, known_at=visit.isoformat())
        return _Asked(since, visit, before, f"Since your last visit, {local_time(visit)}")
    marks, rounds = _marks(look), look.fold().record.rounds
    before = view_before(look.view, since, rounds=rounds, marks=marks)
    if before.as_of is not None:
        name = next((held.name for held in rounds if held.id == since), "")
        of = f"{name}, " if name else ""
        return _Asked(since, _end_of(before.as_of), before, f"Since {of}{before.as_of}")
    return _Asked(
        since, marks[since], before, f"Since {mark_in_words(since)}, {local_time(marks[since])}"
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max).astimezone()


def _since(asked: _Asked, look: Looking, *, own: str) -> Since:
    is_short = len(look.desk.seen_by(look.viewer).recorded) <= SHORT_RECORD
    entries = changed_since(
        look.desk, look.viewer, asked.moment, without=own, with_removed=is_short
    )
    has_changed = bool(entries) or asked.before.as_of is not None
    section = None
    if is_short and has_changed:
        section = section_of(changes_since(look, asked.before), look)
    if section is not None:
        section = replace(section, title="Positions")
    return Since(
        words=asked.words,
        entries=entries[:LISTED],
        left_out=max(0, len(entries) - LISTED),
        positions=section,
        compare_url="" if is_short else address(reverse("matrix"), View(), [("since", asked.name)]),
        is_compared=True,
    )

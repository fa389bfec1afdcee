"""What changed in a view since a day, a round, a mark, or my last visit."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.case.errors import GoodOfficesError
from goodoffices.drafting.first_page import change_section
from goodoffices.drafting.page import Section
from goodoffices.gaps.changes import Changes, compare
from goodoffices.record.copies import MERGED
from goodoffices.record.since import view_before
from goodoffices.record.view import View
from goodoffices.storage.models import Visit
from goodoffices.web.forms.matrix import VISIT, SinceForm
from goodoffices.web.queries.choosing import Looking, marks_of
from goodoffices.web.queries.matrix import states_of
from goodoffices.web.requests import CaseRequest
from goodoffices.web.templatetags.shown import local_time


def since_of(request: CaseRequest, look: Looking) -> tuple[str, Changes | None, SinceForm]:
    """Return since when, what changed since then, and the form that says so.

    Where it cannot be told, the form says why.
    """
    visit = Visit.objects.filter(account=request.user).values_list("before", flat=True).first()
    named = [(VISIT, f"my last visit, {local_time(visit)}")] if visit else []
    form = SinceForm(request.GET, [*named, *_named(look)])
    since = form.asked()
    if not since:
        return "", None, form
    try:
        if since == VISIT and visit is not None:
            before = replace(look.view, known_at=visit.isoformat())
        else:
            marks = marks_of(look.desk)
            before = view_before(look.view, since, rounds=look.fold().record.rounds, marks=marks)
        return since, changes_since(look, before), form
    except (GoodOfficesError, OverflowError, ValueError) as error:
        form.add_error("since", _why_not(error))
        return "", None, form


def _why_not(error: Exception) -> str:
    if isinstance(error, GoodOfficesError):
        return f"{error}."
    return "Nothing was on record at that time."


def _named(look: Looking) -> list[tuple[str, str]]:
    """Return the rounds that ended on a known day, and the marks."""
    rounds = [
        (held.id, f"{held.name}, {held.held_on.end}")
        for held in look.fold().record.rounds
        if held.held_on is not None and held.held_on.end is not None
    ]
    return [*rounds, *((mark, mark_in_words(mark)) for mark in marks_of(look.desk))]


def mark_in_words(mark: str) -> str:
    """Return a mark as a list of marks says it; the one that a merge leaves by what it was.

    Examples
    --------
    >>> mark_in_words("briefed"), mark_in_words("merged 8fc3b6284406593f")
    ('mark briefed', 'the merge of the copy 8fc3b628')
    """
    if not mark.startswith(MERGED):
        return f"mark {mark}"
    return f"the merge of the copy {mark.removeprefix(MERGED)[:8]}"


def changes_since(look: Looking, before: View) -> Changes:
    """Return what changed from an earlier view of the case to this one."""

    def find() -> Changes:
        then = look.in_view(before)
        was, now = states_of(then)[0], states_of(look)[0]
        return compare(then.case(), look.case(), states=(tuple(was.values()), tuple(now.values())))

    return look.kept(("changes", before), find, is_past=True)


def section_of(changes: Changes | None, look: Looking) -> Section | None:
    """Return the changes as a section; None where nothing was compared."""
    return change_section(changes, look.case()) if changes is not None else None

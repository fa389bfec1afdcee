"""What the case at a glance shows."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.urls import reverse

from goodoffices.case.errors import NothingLeft
from goodoffices.drafting.labels import Labels
from goodoffices.record.record import Record
from goodoffices.record.view import View
from goodoffices.storage.models import Account
from goodoffices.web.forms.matrix import SinceForm
from goodoffices.web.pages.case import CasePage, Clashes, FirstStep, SetLine
from goodoffices.web.pages.page import basis_of
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.case_since import since_of
from goodoffices.web.queries.case_waiting import next_days, waiting_messages, waiting_of
from goodoffices.web.queries.choosing import Looking, looking
from goodoffices.web.queries.explain import CUT_OFF, explanation_of, labels_of
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.requests import CaseRequest

SETS: Final = 8


def case_page(request: CaseRequest) -> tuple[CasePage, SinceForm]:
    """Return the case at a glance for whoever asks, and the form of since when."""
    look = looking(request, View())
    seen = look.desk.seen_by(look.viewer)
    since, form = since_of(request, look)
    all_questions = request.GET.get("questions") == "all"
    page = CasePage(
        title=seen.title,
        basis=basis_of(look.case()),
        caution=seen.caution,
        first_steps=_first_steps(seen, request.user),
        since=since,
        clashes=_clashes(look),
        messages=waiting_messages(look.desk, look.viewer),
        days=next_days(look.desk, look.viewer),
        waiting=waiting_of(look.desk, request.user, all_questions=all_questions),
        mark=f"briefed-{date.today()}",  # noqa: DTZ011 -- the team's day
        may_write=may(request.user, Deed.KEEP),
        may_review=may(request.user, Deed.REVIEW),
    )
    return page, form


def _clashes(look: Looking) -> Clashes:
    """What cannot all stand under the readings in use, a line for each set."""
    try:
        explanation = explanation_of(look)
    except NothingLeft as error:
        return Clashes((), 0, in_a_sentence(error))
    leading = explanation.leading
    labels = labels_of(look, explanation)
    ordered = labels.order(leading.incompatible)
    return Clashes(
        sets=tuple(
            SetLine(_set_in_words(one, labels), labels.cites(one)) for one in ordered[:SETS]
        ),
        left_out=max(0, len(ordered) - SETS),
        caution="" if leading.complete else CUT_OFF,
        is_empty=not leading.positions,
    )


def _set_in_words(positions: list[str], labels: Labels) -> str:
    held = [labels.position(one) for one in positions]
    return "; ".join(f"{labels.holders(one)}: {labels.stated(one)}" for one in held)


def _first_steps(seen: Record, account: Account) -> tuple[FirstStep, ...]:
    """What to do first, for as long as something of it is missing."""
    if not may(account, Deed.KEEP):
        return ()
    steps = (
        FirstStep(
            "Name the parties, with both names where a side has two.",
            reverse("new-party"),
            "Add a party",
            bool(seen.parties),
        ),
        FirstStep(
            "Write down what was said: a meeting note takes three minutes.",
            reverse("meeting-note"),
            "Meeting note",
            bool(seen.statements),
        ),
        FirstStep(
            "Or read a report: what it seems to say waits for you as drafts.",
            reverse("read-report"),
            "Read a report",
            bool(seen.documents),
        ),
        FirstStep(
            "Say what the talks are about: the issues, and their options.",
            reverse("issues"),
            "Issues",
            bool(seen.issues),
        ),
    )
    is_begun = bool(seen.parties and seen.issues and (seen.statements or seen.documents))
    return () if is_begun else steps

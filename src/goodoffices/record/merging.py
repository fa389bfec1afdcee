"""Two laptops worked on copies of one case: taking in what the other one recorded.

The rule
--------
Both archives begin alike; what each did since is told against the latest state that both
know (see `copies`).

- What only they added, changed, moved or removed is taken in, under the name of the one who
  recorded it there, recorded here now. What both did alike is no news.
- What both changed differently waits for a person: *ours* or *theirs*. Where both gave a new
  entry the same id, theirs can also get another one (*rename theirs*), and what they recorded
  that refers to it follows. An entry that one copy removed and the other rests something new
  on is such a question too.
- An erasure made there is always made here, of every version, ours included. One made here is
  never undone by what they still hold.
- All of it is one step of the archive. It leaves a mark, "merged" and the head of the other
  copy, so that a later merge asks nothing again that was decided, and the copy that takes in
  the result gets the same decisions without being asked.

Its limits
----------
- An entry is taken whole: two people who changed two fields of one statement are asked.
- Only what was recorded is seen. Edits of files that were not recorded, drafts, and documents
  in the form in which they came (`original`) do not travel in an archive; texts do.
- The time of an entry taken in is that of the merge: it was not known here before. Marks set
  there are told and not taken over, since no moment here is the one they marked.
- Parties, issues, rules, preferences and undertakings keep their ids: their names stand in
  propositions, or in references to tranches. Where both added one under the same id for
  different things, one copy has to give its own another id before.
- Each copy may hold together and both not: a note may name an issue that the other removed.
  `check` says so, and whoever merges looks at it.
- What was erased and then recorded again on purpose stays, unless the other copy erased it
  once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

from goodoffices.case.errors import CannotRecord
from goodoffices.record.archive import Archive
from goodoffices.record.compartments import READING
from goodoffices.record.copies import (
    MERGED,
    Copy,
    Signature,
    common_lengths,
    erasures_unknown_to,
    find_bases,
    read_copy,
)
from goodoffices.record.erasure import finish_erasures
from goodoffices.record.merge_comparison import STATEMENT, compare, field_of
from goodoffices.record.merge_events import events_of_merge
from goodoffices.record.merges import Choice, MarkThere, Merge, PassedErasure
from goodoffices.record.replay import Key
from goodoffices.record.verify import Event


def plan_merge(ours: Archive, theirs: Archive) -> Merge:
    """Return what taking in their copy would change here, and what a person has to decide.

    Nothing is written. Their archive is verified whole first.

    Raises
    ------
    RecordTampered
        Where either archive is damaged.
    NotACopy
        Where both hold something and share no beginning.

    Examples
    --------
    >>> import shutil, tempfile
    >>> from goodoffices.record.archive import NewEvent
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ours, theirs = Archive(f"{folder}/a"), Archive(f"{folder}/b")
    ...     first = NewEvent("added", "note", "n1", by="ana", content={"text": "One."})
    ...     _ = ours.append("team", [first])
    ...     _ = shutil.copytree(ours.folder, theirs.folder)
    ...     second = NewEvent("added", "note", "n2", by="ben", content={"text": "Two."})
    ...     _ = theirs.append("team", [second])
    ...     merge = plan_merge(ours, theirs)
    ...     [one.key for one in merge.news]
    ...     [str(event.what) for event in apply_merge(ours, merge, choices={}, by="ana")]
    ...     ours.replay()["note", "n2"].recorded_by, plan_merge(ours, theirs).is_empty
    [('note', 'n2')]
    ['added', 'mark']
    ('ben', True)
    """
    here, there = read_copy(ours), read_copy(theirs)
    common = common_lengths(here, there)
    bases = find_bases(here, there, common)
    erased_there = erasures_unknown_to(here, of=there)
    passed = _passed(here, there, erased_there)
    found = compare(
        here,
        there,
        bases,
        kept_erased=frozenset(erasures_unknown_to(there, of=here)),
        passed=frozenset((one.kind, one.id) for one in passed),
    )
    return Merge(
        here.head,
        there.head,
        common,
        news=found.news,
        same=found.same,
        conflicts=found.conflicts,
        erasures=tuple(one for one in passed if one.compartments),
        withheld=found.withheld,
        marks=_marks(there, common),
        readings=found.readings,
    )


def apply_merge(
    ours: Archive,
    merge: Merge,
    *,
    choices: Mapping[Key, Choice],
    by: str,
    at: datetime | None = None,
) -> list[Event]:
    """Take in what they recorded, as one step of our archive; return its events.

    Doing it twice does nothing the second time.

    Parameters
    ----------
    ours
        The archive that takes it in.
    merge
        From `plan_merge`, of this archive as it is now.
    choices
        What was decided for each conflict.
    by
        Who merges.
    at
        When; now, when it is not given.

    Raises
    ------
    NotConfirmed
        Where a conflict has no choice, or nobody is named.
    UnknownId
        Where a choice is for no conflict of this merge.
    CannotRecord
        Where something was recorded here since the merge was planned.
    ArchiveBusy, CannotWrite, RecordTampered
        As for `Archive.append_step`.
    """
    step = events_of_merge(merge, choices=choices, by=by)
    events: list[Event] = []
    if step and merge.mark not in ours.marks():
        with ours.writing():
            if ours.head() != merge.head_here:
                reason = "something was recorded here since it was planned; plan it again"
                raise CannotRecord("the merge", reason)
            events = ours.append_unlocked(step, at=at)
    if merge.erasures:
        finish_erasures(ours)
    return events


def _passed(
    here: Copy, there: Copy, unknown: Mapping[Key, Counter[Signature]]
) -> list[PassedErasure]:
    """Their erasures with what has to go here: a statement's readings go with it."""
    passed = [_erasure(here, key, _event_of(there, key, unknown[key])) for key in sorted(unknown)]
    there_still = there.standing()
    statements = {one.id: one for one in passed if one.kind == STATEMENT}
    for key, version in sorted(here.standing().items()):
        statement = field_of(version, STATEMENT)
        is_gone = field_of(there_still.get(key), STATEMENT) != statement
        if key[0] == READING and statement in statements and key not in unknown and is_gone:
            one = statements[statement]
            passed.append(PassedErasure(*key, one.on, one.by, one.reason, here.holding(key)))
    return passed


def _event_of(there: Copy, key: Key, signatures: Counter[Signature]) -> Event:
    """The last event by which they erased an entry in a way that is not known here."""
    events = [
        event
        for chain in there.chains.values()
        for event in chain
        if event.entry == key and event.what == "erased" and (event.by, event.reason) in signatures
    ]
    return max(events, key=attrgetter("at"))


def _erasure(here: Copy, key: Key, event: Event) -> PassedErasure:
    return PassedErasure(*key, event.at, event.by, event.reason, here.holding(key))


def _marks(there: Copy, common: Mapping[str, int]) -> tuple[MarkThere, ...]:
    """The marks that only they set, each as it was set last."""
    found = {
        event.name: MarkThere(event.name, event.by, event.at)
        for event in sorted(
            (event for name, chain in there.chains.items() for event in chain[common[name] :]),
            key=attrgetter("at"),
        )
        if event.what == "mark" and not event.name.startswith(MERGED)
    }
    return tuple(found.values())

"""Entry by entry, what two copies of a case did since the latest state that both know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from goodoffices.record.compartments import READING
from goodoffices.record.copies import Copy, State, Version
from goodoffices.record.merges import Conflict, News, ReadingHere, Withheld
from goodoffices.record.renaming import (
    RENAMABLE,
    find_free_file,
    find_free_id,
    find_references,
    ids_in,
)
from goodoffices.record.replay import Entry, Erased, Json, Key

DOCUMENT = "document"
STATEMENT = "statement"

NEW_IN_BOTH = "new in both copies"
CHANGED_IN_BOTH = "changed in both copies"
REMOVED_HERE = "removed here and changed there"
REMOVED_THERE = "changed here and removed there"
RESTS_HERE = "removed there, while something recorded here rests on it"
RESTS_THERE = "removed here, while something recorded there rests on it"


class _Verdict(Enum):
    """Which copy changed an entry."""

    SAME = "same"
    ONLY_WE = "only we"
    ONLY_THEY = "only they"
    BOTH = "both"


@dataclass(frozen=True)
class Compared:
    """What was found; see `Merge` for each."""

    news: tuple[News, ...]
    same: tuple[Key, ...]
    conflicts: tuple[Conflict, ...]
    withheld: tuple[Withheld, ...]
    readings: tuple[ReadingHere, ...]


def compare(
    here: Copy,
    there: Copy,
    bases: Sequence[State],
    *,
    kept_erased: frozenset[Key],
    passed: frozenset[Key],
) -> Compared:
    """Return what is news, what both did alike, and what a person has to decide.

    Parameters
    ----------
    here, there
        The two copies.
    bases
        The latest states that both know. Where there are two, only what follows from each of
        them alike is taken without asking.
    kept_erased
        Entries erased here in a way that they do not know.
    passed
        Entries that are erased here because they were erased there.
    """
    comparison = _Comparison(here, there, bases, kept_erased, passed)
    comparison.sort()
    comparison.find_what_rests()
    comparison.find_alike_in_name_only()
    conflicts = tuple(comparison.named_conflicts())
    return Compared(
        tuple(comparison.news_with_files()),
        tuple(sorted(comparison.same)),
        conflicts,
        tuple(comparison.withheld),
        tuple(comparison.readings(conflicts)),
    )


@dataclass
class _Comparison:
    """The state of a comparison: each entry goes to one of its lists."""

    here: Copy
    there: Copy
    bases: Sequence[State]
    kept_erased: frozenset[Key]
    passed: frozenset[Key]
    news: dict[Key, Version] = field(default_factory=dict)
    same: set[Key] = field(default_factory=set)
    kept: dict[Key, Version | None] = field(default_factory=dict)
    conflicts: dict[Key, str] = field(default_factory=dict)
    rests: dict[Key, tuple[Key, ...]] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ours = {k: v for k, v in self.here.standing().items() if k not in self.passed}
        self.theirs = self.there.standing()

    # -------------------------------------------------------------- sorting

    def sort(self) -> None:
        """Put every entry that differs from what both know where it belongs."""
        for key in sorted({*self.ours, *self.theirs}.union(*self.bases)):
            mine, yours = self.ours.get(key), self.theirs.get(key)
            if key in self.kept_erased or self._is_of_erased(yours):
                if yours is not None and not any(yours.says_the_same_as(b) for b in self._at(key)):
                    self.withheld.append(Withheld(*key))
            elif key in self.passed:
                if yours is not None:
                    self.news[key] = yours
            else:
                self._place(key, mine, yours)

    def _place(self, key: Key, mine: Version | None, yours: Version | None) -> None:
        bases = self._at(key)
        verdicts = {_judge(mine, yours, base) for base in bases}
        verdict = verdicts.pop() if len(verdicts) == 1 else _Verdict.BOTH
        if verdict is _Verdict.SAME:
            if not any(_is_same(mine, base) for base in bases):
                self.same.add(key)
        elif verdict is _Verdict.ONLY_WE:
            self.kept[key] = mine
        elif verdict is _Verdict.ONLY_THEY:
            self.news[key] = yours or self._removal(self.there, key)
        elif mine is None:
            self.conflicts[key] = REMOVED_HERE
        elif yours is None:
            self.conflicts[key] = REMOVED_THERE
        else:
            self.conflicts[key] = CHANGED_IN_BOTH if any(bases) else NEW_IN_BOTH

    def _at(self, key: Key) -> list[Version | None]:
        return [base.get(key) for base in self.bases]

    def _is_of_erased(self, yours: Version | None) -> bool:
        """Whether it reads a statement that was erased here: it read what is gone."""
        return (STATEMENT, field_of(yours, STATEMENT)) in self.kept_erased

    def _removal(self, copy: Copy, key: Key) -> Version:
        event = copy.last_event(key) or copy.last_merge()  # one left out by a merge has none
        assert event is not None, key
        return Version(event.compartment, None, event.by, event.at, is_there=False)

    # -------------------------------------------------------------- what hangs together

    def find_what_rests(self) -> None:
        """Ask about what one copy removed while the other recorded something that rests on it."""
        added_there = {k: v for k, v in self.news.items() if v.is_there} | {
            key: self.theirs[key] for key in self.conflicts if key in self.theirs
        }
        added_here = {k: v for k, v in self.kept.items() if v is not None} | {
            key: self.ours[key] for key in (*self.conflicts, *self.kept_erased) if key in self.ours
        }
        on_there, on_here = _resting(added_there), _resting(added_here)
        for key in [k for k, mine in self.kept.items() if mine is None and k[1] in on_there]:
            del self.kept[key]
            self.conflicts[key], self.rests[key] = RESTS_THERE, on_there[key[1]]
        for key in [k for k, one in self.news.items() if not one.is_there and k[1] in on_here]:
            if key in self.ours:
                del self.news[key]
                self.conflicts[key], self.rests[key] = RESTS_HERE, on_here[key[1]]

    def find_alike_in_name_only(self) -> None:
        """Ask about new entries that say the same of two different things of one id."""
        while True:
            ids = {key[1] for key, why in self.conflicts.items() if why == NEW_IN_BOTH}
            found = {
                key
                for key in self.same
                if key in self.ours and not any(self._at(key))
                if ids & find_references(self.ours[key].content)
            }
            if not found:
                return
            self.same -= found
            self.conflicts |= dict.fromkeys(found, NEW_IN_BOTH)

    # -------------------------------------------------------------- results

    def named_conflicts(self) -> Iterator[Conflict]:
        """Yield the conflicts, each with the id that theirs could get."""
        taken = {
            name
            for copy in (self.here, self.there)
            for key, entry in copy.entries.items()
            for name in (key[1], *_inner_ids(entry))
        }
        for key, why in sorted(self.conflicts.items()):
            conflict = Conflict(
                *key,
                self.ours.get(key) or self._removal(self.here, key),
                self.theirs.get(key) or self._removal(self.there, key),
                why,
                rests=self.rests.get(key, ()),
            )
            if why == NEW_IN_BOTH and key[0] in RENAMABLE:
                name = find_free_id(taken, key[1])
                taken.add(name)
                file_to = self._file_to(conflict.theirs, among=self.ours)
                conflict = replace(conflict, rename_to=name, file_to=file_to)
            yield conflict

    def news_with_files(self) -> Iterator[News]:
        """Yield the news; a document's file gets a name that no other document here has."""
        for key, version in sorted(self.news.items()):
            others = {other: one for other, one in self.ours.items() if other != key}
            file_to = self._file_to(version, among=others) if key[0] == DOCUMENT else ""
            yield News(*key, self.ours.get(key), version, file_to)

    def _file_to(self, version: Version, *, among: Mapping[Key, Version]) -> str:
        file = field_of(version, "file")
        texts = {
            field_of(one, "text")
            for key, one in among.items()
            if key[0] == DOCUMENT and field_of(one, "file") == file
        }
        if not file or texts <= {field_of(version, "text")}:
            return ""
        everywhere = [*self.ours.values(), *self.theirs.values()]
        return find_free_file((field_of(one, "file") for one in everywhere), file)

    def readings(self, conflicts: Sequence[Conflict]) -> Iterator[ReadingHere]:
        """Yield the readings here of statements that may not stand after the merge."""
        sides = [(one.key, side) for one in conflicts for side in (one.ours, one.theirs)]
        after = [*self.news.items(), *sides]
        gone = {name for (kind, name), one in after if kind == STATEMENT and not one.is_there}
        for key, version in sorted(self.ours.items()):
            statement = field_of(version, STATEMENT)
            if key[0] == READING and statement in gone:
                yield ReadingHere(statement, key[1], version)


def _judge(mine: Version | None, yours: Version | None, base: Version | None) -> _Verdict:
    if _is_same(mine, yours):
        return _Verdict.SAME
    if _is_same(yours, base):
        return _Verdict.ONLY_WE
    if _is_same(mine, base):
        return _Verdict.ONLY_THEY
    return _Verdict.BOTH


def _is_same(one: Version | None, other: Version | None) -> bool:
    return one.says_the_same_as(other) if one is not None else other is None


def _resting(added: Mapping[Key, Version]) -> dict[str, tuple[Key, ...]]:
    """What rests on each id, among some entries."""
    found: dict[str, list[Key]] = {}
    for key, version in sorted(added.items()):
        for name in find_references(version.content):
            found.setdefault(name, []).append(key)
    return {name: tuple(keys) for name, keys in found.items()}


def _inner_ids(entry: Entry) -> Iterator[str]:
    return iter(()) if isinstance(entry.content, Erased) else ids_in(entry.content)


def field_of(version: Version | None, name: str) -> str:
    """Return a text that a version holds under a name; empty where there is none."""
    content: Json = version.content if version is not None else None
    value = content.get(name) if isinstance(content, dict) else None
    return value if isinstance(value, str) else ""

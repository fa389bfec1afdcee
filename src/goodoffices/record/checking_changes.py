"""The checks of a case on a record that stands in no files, close only where it changed.

What a change can break lies in the changed entries themselves, or in what names them, or in
a few lists that only make sense as a whole. By the kinds of what changed it is decided how
much is looked at: a new statement among a hundred thousand costs a moment, an issue whose
options changed costs a look at everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from goodoffices.case.errors import Mistake
from goodoffices.case.model import Model
from goodoffices.record.applying import LISTS
from goodoffices.record.checks.dates import check_dates
from goodoffices.record.checks.links import check_links
from goodoffices.record.checks.preferences import check_preferences
from goodoffices.record.checks.propositions import check_propositions
from goodoffices.record.checks.references import WORDS_OF_CHAINS, check_named, check_names
from goodoffices.record.checks.spans import check_spans
from goodoffices.record.checks.undertakings import check_undertakings
from goodoffices.record.compartments import READING, Content
from goodoffices.record.entries import Reading, Statement
from goodoffices.record.entry_source import EntrySource
from goodoffices.record.folder import Folder
from goodoffices.record.folder_in_memory import NamesInMemory, locate_entries, locate_entry
from goodoffices.record.record import Record
from goodoffices.record.replay import Key
from goodoffices.record.working_copy import HEAD

BEHIND_EVERYTHING: Final = frozenset({"issue", "party"})
"""Kinds of which any change may break whatever names an option, or an organ."""

BEHIND_STATEMENTS: Final = frozenset({"document", "meeting", "source", "member"})
"""Kinds that statements name, or whoever holds them: gone, all statements are looked at."""

TOGETHER: Final = (
    frozenset({"rule", "norm"}),
    frozenset({"link"}),
    frozenset({"preference"}),
    frozenset({"undertaking", "linkage", "importance", "schedule", HEAD[0]}),
)
"""Kinds of which all entries are looked at where one changed: they hang on each other."""


def check_record(
    contents: Mapping[Key, Content], record: Record, *, changed: Collection[Key], today: date
) -> list[Mistake]:
    """Return every mistake that a change has brought into a case which had none.

    A page asks this before a change is recorded: what is recorded can be used.

    Parameters
    ----------
    contents
        All entries after the change.
    record
        The record they make, from `apply_contents`.
    changed
        The entries that were added or changed, and those that are gone.
    today
        The day that entries not yet recorded count as.

    Returns
    -------
    list of Mistake
        Sorted; the file of each is the entry, and the field in it.

    Examples
    --------
    >>> from goodoffices.record.archived import record_of
    >>> tie = {"id": "l1", "kind": "repeats", "statement": "s1", "other": "s2"}
    >>> contents = {("link", "l1"): tie}
    >>> day = date(2026, 1, 1)
    >>> for one in check_record(contents, record_of(contents), changed=contents, today=day):
    ...     print(one)
    link l1, other: there is no statement of this name; found "s2"
    link l1, statement: there is no statement of this name; found "s1"
    """
    names = NamesInMemory(record, contents)
    folder = locate_entries(record, contents, only=_close(contents, record, changed))
    kinds = {kind for kind, _ in changed}
    gone = {kind for kind, name in changed if (kind, name) not in contents}
    may_lack_names = "party" in kinds or bool(gone & BEHIND_STATEMENTS)
    wide = _with_statements(folder, record) if may_lack_names or "issue" in kinds else folder
    mistakes = check_named(wide if may_lack_names else folder, names)
    if any(_stands_twice(key, names) for key in changed if key in contents):
        mistakes += check_names(folder)
    mistakes += check_propositions(wide if "issue" in kinds else folder)
    mistakes += check_undertakings(folder)
    mistakes += check_preferences(folder)
    mistakes += check_spans(folder)
    mistakes += check_links(folder, _holders(folder, contents))
    mistakes += check_dates(folder, record, today)
    mistakes += _homeless(contents, changed)
    return sorted(set(mistakes))


def _with_statements(folder: Folder, record: Record) -> Folder:
    statements = [locate_entry("statement", one) for one in record.statements]
    return replace(folder, parts={**folder.parts, "statements": statements})


def _stands_twice(key: Key, names: NamesInMemory) -> bool:
    """Whether something else, or a word of relay chains, has a name that this entry brings.

    A party brings names of organs too; the names of issues are apart from all others.
    """
    kind, name = key
    if kind in ("issue", HEAD[0]):
        return False
    organs = [
        organ.id
        for party in names.record.parties
        if key == ("party", party.id)
        for organ in party.organs
    ]
    return any(each in WORDS_OF_CHAINS or names.bearers(each) > 1 for each in (name, *organs))


def _close(
    contents: Mapping[Key, Content], record: Record, changed: Collection[Key]
) -> dict[str, Collection[Model]]:
    """For each list that need not be looked at whole, the entries that must be."""
    kinds = {kind for kind, _ in changed}
    only: dict[str, Collection[Model]] = {"statements": _statements(record, changed)}
    if kinds & BEHIND_EVERYTHING or any(key not in contents for key in changed):
        return only
    whole = {"issue", *(kind for group in TOGETHER if group & kinds for kind in group)}
    for kind, name in LISTS.items():
        if kind not in whole and kind != "statement":
            wanted = {one for of, one in changed if of == kind}
            entries = getattr(record, name) if wanted else ()
            only[name] = [one for one in entries if one.id in wanted]
    return only


def _statements(record: Record, changed: Collection[Key]) -> list[Statement]:
    """The statements that changed, and those that rest on a reading or document that did."""
    statements = {name for kind, name in changed if kind == "statement"}
    readings = {name for kind, name in changed if kind == READING}
    documents = {name for kind, name in changed if kind == "document"}
    if not statements and not readings and not documents:
        return []
    return [
        one
        for one in record.statements
        if one.id in statements
        or one.document in documents
        or (readings and any(_rests_on(reading, readings) for reading in one.readings))
    ]


def _rests_on(reading: Reading, changed: Collection[str]) -> bool:
    return (
        reading.id in changed
        or reading.alternative_to in changed
        or any(one in changed for one in reading.withdraws)
    )


def _holders(folder: Folder, contents: Mapping[Key, Content]) -> dict[str, str]:
    """The party of each reading that statements in this folder take back."""
    return {
        name: str(contents[READING, name].get("party"))
        for located in folder.located("statements", Statement)
        for reading in located.entry.readings
        for name in reading.withdraws
        if (READING, name) in contents
    }


def _homeless(contents: Mapping[Key, Content], changed: Collection[Key]) -> Iterator[Mistake]:
    """A mistake for each reading whose statement is not there."""
    gone = {name for kind, name in changed if kind == "statement" and (kind, name) not in contents}
    homeless = [
        key
        for key in changed
        if key[0] == READING and key in contents and not _has_home(contents[key], contents)
    ]
    if gone:
        homeless += [
            key
            for key, content in contents.items()
            if key[0] == READING and content.get("statement") in gone
        ]
    for key in homeless:
        source = EntrySource(*key, contents[key])
        found = str(contents[key].get("statement"))
        yield source.mistake(("statement",), "there is no statement of this name", found=found)


def _has_home(reading: Content, contents: Mapping[Key, Content]) -> bool:
    return ("statement", str(reading.get("statement"))) in contents

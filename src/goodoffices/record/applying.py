"""A record with some of its entries changed: only those are looked at anew.

The result is what `record_of` makes of all the contents, and the rest of the record is
shared, so that a change of one entry among a hundred thousand takes a moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Reversible, Sequence
from itertools import takewhile
from typing import Final, cast

from pydantic import BaseModel

from goodoffices.case.errors import InvalidCase, Mistake
from goodoffices.case.validation import validate
from goodoffices.record.archived import erased_of, recorded_of
from goodoffices.record.compartments import READING, Content
from goodoffices.record.entry_source import EntrySource
from goodoffices.record.folder import FILES, HEAD_FIELDS
from goodoffices.record.record import Record
from goodoffices.record.replay import Entry, Key
from goodoffices.record.working_copy import HEAD, KINDS, as_files

LISTS: Final[Mapping[str, str]] = {
    kind: name for kind, (_, name) in KINDS.items() if kind != "erased"
}
"""The list of a record in which the entries of each kind stand."""


def apply_contents(
    record: Record, changed: Mapping[Key, Content | None], *, contents: Mapping[Key, Content]
) -> Record:
    """Return the record with changed entries, in the order of the contents.

    Parameters
    ----------
    record
        Made from the contents before, by `record_of` or by this function.
    changed
        The new content of each entry that was added or changed; None for one that is gone.
    contents
        All contents after the change, no reading without its statement. What was there before
        has kept its order.

    Returns
    -------
    Record
        Equal to `record_of(contents)`, but that `recorded`, `erased` and `unrecorded` are
        those of the record given.

    Raises
    ------
    InvalidCase
        Where a changed entry is not what its kind has to be; each mistake names the entry and
        the field, and the list as its file.

    Examples
    --------
    >>> from goodoffices.record.archived import record_of
    >>> before = record_of({})
    >>> key, said = ("statement", "s1"), {"id": "s1", "words": "No."}
    >>> after = apply_contents(before, {key: said}, contents={key: said})
    >>> [one.words for one in after.statements]
    ['No.']
    """
    change = _Change(record, changed, contents)
    models, mistakes = _validated(change.parts())
    mistakes += _strange_ids(changed)
    new: dict[str, object] = {}
    if HEAD in changed:
        new, wrong = _head(contents.get(HEAD, {}))
        mistakes += wrong
    if mistakes:
        raise InvalidCase(sorted(set(mistakes)))
    for kind in change.kinds:
        new[LISTS[kind]] = change.applied(kind, models)
    if "document" in change.kinds:
        new["texts"] = _texts(record, changed)
    return record.with_(**new)


def apply_entries(
    record: Record, changed: Mapping[Key, Entry | None], *, entries: Mapping[Key, Entry]
) -> Record:
    """Return the record with changed entries of its archive: when and by whom, and erasures too.

    Parameters
    ----------
    record
        Of the entries before.
    changed
        From `following.fold_news`.
    entries
        All entries after the change, those erased included.

    Raises
    ------
    InvalidCase
        As for `apply_contents`.
    """
    after = _Contents(entries)
    known = {key: one for key, one in changed.items() if one is not None}
    recorded = {**record.recorded, **recorded_of(known)}
    for key, one in changed.items():
        if one is None:
            recorded.pop(key, None)
    is_erasure = any(one.erased is not None for one in known.values())
    was_erased = any((one.kind, one.id) in changed for one in record.erased)
    contents = {key: after.get(key) for key in changed}
    return apply_contents(record, contents, contents=after).with_(
        recorded=recorded,
        erased=erased_of(entries) if is_erasure or was_erased else record.erased,
    )


class _Contents(Mapping[Key, Content]):
    """The contents of entries, those erased left out; nothing is copied."""

    def __init__(self, entries: Mapping[Key, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, key: Key) -> Content:
        content = self._entries[key].content
        if not isinstance(content, dict):
            raise KeyError(key)
        return cast("Content", content)

    def __iter__(self) -> Iterator[Key]:
        return (key for key, one in self._entries.items() if isinstance(one.content, dict))

    def __reversed__(self) -> Iterator[Key]:
        keys = reversed(self._entries) if isinstance(self._entries, Reversible) else [*self][::-1]
        return (key for key in keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Change:
    """What a change touches of a record, and in which order it stands afterwards."""

    def __init__(
        self,
        record: Record,
        changed: Mapping[Key, Content | None],
        contents: Mapping[Key, Content],
    ) -> None:
        self._record = record
        self._changed = changed
        self._contents = contents
        self._statements = _held_statements(record, changed)
        kinds = dict.fromkeys(kind for kind, _ in changed if kind in LISTS)
        self.kinds = (
            [*kinds, "statement"] if self._statements and "statement" not in kinds else [*kinds]
        )
        # as a rule what came stands last: then nothing else need be walked
        found = reversed(contents) if isinstance(contents, Reversible) else ()
        self._last = list(takewhile(changed.__contains__, found))

    def parts(self) -> dict[Key, Content]:
        """The contents that are looked at anew: statements with all their readings."""
        keys = [key for key in self._changed if key[0] in LISTS]
        keys += [("statement", name) for name in self._statements]
        for key in [key for key in dict.fromkeys(keys) if key[0] == "statement"]:
            keys += self._readings(key[1])
        return {key: self._contents[key] for key in keys if key in self._contents}

    def applied(self, kind: str, models: Mapping[Key, BaseModel]) -> tuple[BaseModel, ...]:
        """One list of the record, in the order of the contents."""
        before: Sequence[BaseModel] = getattr(self._record, LISTS[kind])
        places = self._places(kind)
        came = [key for key in models if key[0] == kind and key[1] not in places]
        last = self._came_last(came, {(kind, name) for name in places})
        if len(last) < len(came):
            now = {(kind, str(getattr(one, "id", ""))): one for one in before} | {**models}
            return tuple(now[key] for key in self._contents if key[0] == kind)
        entries: list[BaseModel | None] = [*before]
        for name, place in places.items():
            entries[place] = models.get((kind, name))
        gone = any((kind, name) not in models for name in places)
        kept = [one for one in entries if one is not None] if gone else entries
        return tuple(cast("list[BaseModel]", [*kept, *(models[key] for key in last)]))

    def _places(self, kind: str) -> Mapping[str, int]:
        """Where the entries of a kind that are touched stood."""
        if kind == "statement":
            return self._statements
        wanted = {name for of, name in self._changed if of == kind}
        entries = enumerate(getattr(self._record, LISTS[kind]))
        return {one.id: place for place, one in entries if one.id in wanted}

    def _readings(self, statement: str) -> list[Key]:
        """The readings of a statement in the order of the contents."""
        place = self._statements.get(statement)
        before = self._record.statements[place].readings if place is not None else ()
        held = {(READING, one.id): None for one in before}
        stayed = [key for key in held if self._stands_by(key, statement)]
        came = [
            key
            for key in self._changed
            if key[0] == READING and key not in held and self._stands_by(key, statement)
        ]
        last = self._came_last(came, stayed)
        if len(last) == len(came):
            return [*stayed, *last]
        every = {*stayed, *came}
        return [key for key in self._contents if key in every]

    def _stands_by(self, reading: Key, statement: str) -> bool:
        return self._contents.get(reading, {}).get("statement") == statement

    def _came_last(self, came: Collection[Key], stayed: Collection[Key]) -> list[Key]:
        """Those of what came that stand behind all that stayed, in the order of the contents."""
        behind = takewhile(lambda key: key not in stayed, self._last)
        return [key for key in behind if key in came][::-1]


def _held_statements(record: Record, changed: Mapping[Key, Content | None]) -> dict[str, int]:
    """Statements that changed, or a reading of which did, or came, or went; where they stand."""
    readings = {name for kind, name in changed if kind == READING}
    wanted = {name for kind, name in changed if kind == "statement"} | {
        str(content.get("statement"))
        for (kind, _), content in changed.items()
        if kind == READING and content is not None
    }
    if not wanted and not readings:
        return {}
    return {
        statement.id: place
        for place, statement in enumerate(record.statements)
        if statement.id in wanted
        or (readings and any(reading.id in readings for reading in statement.readings))
    }


def _validated(parts: Mapping[Key, Content]) -> tuple[dict[Key, BaseModel], list[Mistake]]:
    """Each entry as its model, and every mistake in those that are none."""
    files = as_files(parts)
    models: dict[Key, BaseModel] = {}
    mistakes: list[Mistake] = []
    for kind, list_name in LISTS.items():
        data = files[KINDS[kind][0]].get(list_name, ())
        keys = [key for key in parts if key[0] == kind]
        for key, entry in zip(keys, cast("Collection[object]", data), strict=True):
            source = EntrySource(*key, entry)
            found, wrong = validate(_model_of(kind), source)
            mistakes += [_in_list(list_name, one) for one in wrong]
            if found is not None:
                models[key] = found
    return models, mistakes


def _model_of(kind: str) -> type[BaseModel]:
    file, name = KINDS[kind]
    info = FILES[file].model_fields[name]
    return cast("type[BaseModel]", info.annotation.__args__[0])  # type: ignore[union-attr]


def _in_list(name: str, mistake: Mistake) -> Mistake:
    message = f"{mistake.file}: {mistake.message}"
    return Mistake(name, 0, 0, message, mistake.found, mistake.allowed)


def _strange_ids(changed: Mapping[Key, Content | None]) -> Iterator[Mistake]:
    """An entry that is kept under another id than the one it says."""
    for (kind, name), content in changed.items():
        if content is not None and (kind, name) != HEAD and content.get("id") != name:
            message = f"{kind} {name}, id: this is not the id under which the entry is kept"
            found = str(content.get("id", ""))
            yield Mistake(LISTS.get(kind, "readings"), 0, 0, message, found, name)


def _head(content: Content) -> tuple[dict[str, object], list[Mistake]]:
    """What a case says of itself as a whole."""
    parts: dict[str, object] = {}
    mistakes: list[Mistake] = []
    for file, data in as_files({HEAD: content}).items():
        found, wrong = validate(FILES[file], EntrySource(*HEAD, data))
        mistakes += [_in_list("case", one) for one in wrong]
        for name in HEAD_FIELDS:
            if hasattr(found, name):
                parts[name] = getattr(found, name)
    return parts, mistakes


def _texts(record: Record, changed: Mapping[Key, Content | None]) -> dict[str, str]:
    """The words of the documents."""
    texts = dict(record.texts)
    for (kind, name), content in changed.items():
        if kind == "document":
            texts.pop(name, None)
            if content is not None and "text" in content:
                texts[name] = str(content["text"])
    return texts

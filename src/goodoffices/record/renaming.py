"""Giving an entry another id, with what refers to it; and which ids an entry refers to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from goodoffices.record.replay import Json

RENAMABLE: Final = frozenset(
    {
        "document",
        "link",
        "meeting",
        "message",
        "note",
        "reading",
        "round",
        "schedule",
        "source",
        "statement",
    }
)
"""Kinds whose ids stand only where an id stands alone. Ids of parties and issues stand in
propositions too, those of undertakings in references to their tranches: they keep theirs."""

REFERRING: Final = frozenset(
    {
        "affiliation",
        "alternative_to",
        "asked_by",
        "beneficiaries",
        "cause",
        "cites",
        "contested_by",
        "document",
        "documents_tabled",
        "given_by",
        "held_by",
        "invoked_by",
        "meeting",
        "not_the_same_as",
        "other",
        "party",
        "present",
        "reason_for",
        "responsible",
        "rests_on",
        "round",
        "speaker",
        "statement",
        "to",
        "withdraws",
    }
)
"""The fields, at whatever depth, that hold an id or a list of ids of entries."""


def rename_references(content: Json, names: Mapping[str, str]) -> Json:
    """Return a content in which whatever referred to an old id refers to the new one.

    Words are never touched: only fields that hold ids are.

    Examples
    --------
    >>> rename_references({"text": "see s1", "rests_on": ["s1", "s2"]}, {"s1": "s9"})
    {'text': 'see s1', 'rests_on': ['s9', 's2']}
    """
    if isinstance(content, list):
        return [rename_references(each, names) for each in content]
    if not isinstance(content, dict):
        return content
    return {
        name: _renamed(value, names) if name in REFERRING else rename_references(value, names)
        for name, value in content.items()
    }


def _renamed(value: Json, names: Mapping[str, str]) -> Json:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return rename_references(value, names)


def find_references(content: Json) -> frozenset[str]:
    """Return the ids that a content refers to in fields of its own; propositions are not read.

    Examples
    --------
    >>> sorted(find_references({"id": "n1", "rests_on": ["s1"], "chain": [{"speaker": "egypt"}]}))
    ['egypt', 's1']
    """
    return frozenset(_references(content, is_reference=False))


def _references(content: Json, *, is_reference: bool) -> Iterator[str]:
    if isinstance(content, str):
        if is_reference and content:
            yield content
    elif isinstance(content, list):
        for each in content:
            yield from _references(each, is_reference=is_reference)
    elif isinstance(content, dict):
        for name, value in content.items():
            yield from _references(value, is_reference=name in REFERRING)


def ids_in(content: Json) -> Iterator[str]:
    """Yield every id that a content gives, to itself or to a part of it."""
    if isinstance(content, list):
        for each in content:
            yield from ids_in(each)
    elif isinstance(content, dict):
        for name, value in content.items():
            if name == "id" and isinstance(value, str):
                yield value
            yield from ids_in(value)


def find_free_id(taken: Collection[str], like: str) -> str:
    """Return the next id after one that nothing has.

    Examples
    --------
    >>> find_free_id({"s14", "s15"}, like="s14"), find_free_id({"efe"}, like="efe")
    ('s16', 'efe_2')
    """
    stem, number = _split(like)
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _split(like: str) -> tuple[str, int]:
    found = re.fullmatch(r"(.*?)([0-9]+)", like)
    return (found[1], int(found[2]) + 1) if found else (f"{like}_", 2)


def find_free_file(taken: Iterable[str], like: str) -> str:
    """Return a name like that of a file, which no other has.

    Examples
    --------
    >>> find_free_file(["note.txt", "note-2.txt"], like="note.txt")
    'note-3.txt'
    """
    names = set(taken)
    stem, dot, ending = like.rpartition(".") if "." in like else (like, "", "")
    number = 2
    while f"{stem}-{number}{dot}{ending}" in names:
        number += 1
    return f"{stem}-{number}{dot}{ending}"

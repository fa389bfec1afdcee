"""Erasing an entry of a case: in the archive first, then in the files and the cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from goodoffices.case.errors import NotConfirmed, StillCited, UnknownId
from goodoffices.case.undertaking_facts import references_of
from goodoffices.case.undertakings import Importance, Linkage, Schedule, Undertaking
from goodoffices.case.yaml_cache import drop_cache
from goodoffices.case.yaml_edit import append_entries, remove_entry
from goodoffices.record.archived import Archived, read_archived
from goodoffices.record.compartments import READING, Content
from goodoffices.record.draft_files import (
    delete_text,
    erase_document,
    erase_draft,
    erase_source,
    has_draft,
)
from goodoffices.record.erasure import erase
from goodoffices.record.folder import DRAFTS_FOLDER, RECORD_FILE, Folder, read_folder
from goodoffices.record.one_step import edit_in_one_step
from goodoffices.record.replay import Key
from goodoffices.record.working_copy import KINDS, current_entries

ERASABLE = (
    "document",
    "source",
    "statement",
    "link",
    "message",
    "note",
    "preference",
    "undertaking",
    "linkage",
    "importance",
    "schedule",
)
"""What can be erased; the `erased` list of `record.yaml` says what went."""
DRAFT = "draft"
"""The kind of what waits in the drafts folder and is no entry."""


def erase_entry(path: Path, entry_id: str, *, by: str, reason: str) -> list[str]:
    """Destroy an entry's content in the archive, the files and the cache; say what was done.

    A statement goes with its readings and its draft, a document with its text, the file as it
    came and all that was drafted from it, a source with every draft that names it. The archive
    comes first, and the entry in the files last: if this is interrupted, doing it again
    finishes it. What was only drafted goes too, by the id of the draft or of its document; it
    was never in the record, so nothing stays to tell of it.

    Raises
    ------
    UnknownId
        Where no entry of that id can be erased.
    NotConfirmed
        Where statements still cite a document that should go, or others still name an
        undertaking, or nobody is named or no reason given.
    """
    if not by.strip() or not reason.strip():
        raise NotConfirmed(f"erasing {entry_id}", "say who erases it, and why")
    folder = read_folder(path)
    archived = read_archived(folder)
    entries = {key: content for key, (_, content) in current_entries(folder).items()}
    key = _key_of(entry_id, entries, archived, path)
    _refuse_if_cited(key, folder)
    done: list[str] = []
    for kind, one in [key, *_readings_of(key, entries, archived)]:
        if (kind, one) in archived.entries:
            erase(archived.archive, kind, one, by=by, reason=reason)
            done.append(f"Erased {kind} {one} in the archive.")
    drop_cache(path)
    done += erase_beside(path, key, entries.get(key, {}))
    if key in entries:
        _erase_in_files(path, key, entries, by=by, reason=reason)
        done.append(f"Erased {key[0]} {key[1]} in {KINDS[key[0]][0]}.")
    drop_cache(path)
    return done + _remains(key, entries, folder)


def _remains(key: Key, entries: Mapping[Key, Content], folder: Folder) -> list[str]:
    """Say where the words of an erased statement still stand: in entries of their own."""
    content = entries.get(key, {})
    words, document = str(content.get("words", "")), str(content.get("document", ""))
    if key[0] != "statement" or not words:
        return []
    told = [
        f"{kind} {one}"
        for (kind, one), other in entries.items()
        if (kind, one) != key and kind in {"statement", "note"}
        if words in str(other.get("words", "") or other.get("text", ""))
    ]
    if words in folder.texts.get(document, ""):
        told.insert(0, f"document {document}")
    if not told:
        return []
    which = "which is an entry of its own" if len(told) == 1 else "which are entries of their own"
    return [f"Its words still stand in {', '.join(told)}, {which}."]


def erase_beside(path: Path, key: Key, content: Content) -> list[str]:
    """Destroy what lies beside the files of an entry: its drafts, and a document's own files.

    Parameters
    ----------
    path, key
        The case, and the entry in it.
    content
        What the files say of the entry; empty where they do not have it.
    """
    kind, entry_id = key
    if kind == "document":
        done = erase_document(path, entry_id)
        for name in ("file", "original"):
            delete_text(path, str(content.get(name, "")))
        return done
    if kind == "source":
        return erase_source(path, entry_id)
    words = str(content.get("words", "") or content.get("text", ""))
    return erase_draft(path, entry_id, words=words)


def _key_of(entry_id: str, entries: Mapping[Key, Content], archived: Archived, path: Path) -> Key:
    known = {key: None for key in (*entries, *archived.entries) if key[0] in ERASABLE}
    for key in known:
        if key[1] == entry_id:
            return key
    if has_draft(path, entry_id):  # only drafted, so known to the drafts folder alone
        is_document = (path / DRAFTS_FOLDER / f"{entry_id}.json").is_file()
        return "document" if is_document else DRAFT, entry_id
    raise UnknownId("entry to erase", entry_id, [one for _, one in known])


def _refuse_if_cited(key: Key, folder: Folder) -> None:
    kind, entry_id = key
    citing: list[str] = []
    if kind in {"document", "source"}:
        citing = [
            str(entry.get("id"))
            for _, _, entry in folder.raw("statements")
            if entry.get("document") == entry_id or _is_named(entry_id, entry.get("chain"))
        ]
    if kind == "undertaking":
        citing = list(_hanging_on(entry_id, folder))
    if citing:
        raise StillCited(f"erasing {kind} {entry_id}", citing)


def _hanging_on(undertaking: str, folder: Folder) -> Iterator[str]:
    """What names an undertaking: others that wait for it, linkages, importance, schedules."""
    named: list[tuple[str, Iterable[str]]] = [
        (one.entry.id, one.entry.after)
        for one in folder.located("undertakings", Undertaking)
        if one.entry.id != undertaking
    ]
    named += [
        (one.entry.id, (one.entry.step, one.entry.after))
        for one in folder.located("linkages", Linkage)
    ]
    named += [
        (one.entry.id, references_of(one.entry)) for one in folder.located("importance", Importance)
    ]
    named += [
        (one.entry.id, (each for p in one.entry.phases for s in p.steps for each in s.does))
        for one in folder.located("schedules", Schedule)
    ]
    for name, references in named:
        if any(each.partition(".")[0] == undertaking for each in references):
            yield name


def _is_named(source: str, chain: object) -> bool:
    hops = chain if isinstance(chain, list) else []
    return any(
        isinstance(hop, dict) and source in {hop.get("speaker"), hop.get("to")} for hop in hops
    )


def _readings_of(key: Key, entries: Mapping[Key, Content], archived: Archived) -> list[Key]:
    if key[0] != "statement":
        return []
    contents = {one: entry.content for one, entry in archived.entries.items()} | {**entries}
    return sorted(
        one
        for one, content in contents.items()
        if one[0] == READING and isinstance(content, dict) and content.get("statement") == key[1]
    )


def _erase_in_files(
    path: Path, key: Key, entries: Mapping[Key, Content], *, by: str, reason: str
) -> None:
    kind, entry_id = key
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    names = [key, *(_readings_in(entry_id, entries) if kind == "statement" else [])]
    gone = [{"kind": what, "id": one, "on": day, "by": by, "reason": reason} for what, one in names]
    file, list_name = KINDS[kind]

    def take_out(copies: Path) -> None:
        append_entries(copies / RECORD_FILE, "erased", gone)
        remove_entry(copies / file, list_name, entry_id)

    edit_in_one_step(path, take_out)


def _readings_in(statement: str, entries: Mapping[Key, Content]) -> list[Key]:
    return sorted(
        key
        for key, content in entries.items()
        if key[0] == READING and isinstance(content, dict) and content.get("statement") == statement
    )

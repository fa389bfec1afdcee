"""What of a case's `drafts/` folder concerns the record: how much waits, and what erasing takes.

The files are written and read by intake, which this package does not know. Here they are
plain data: a draft is a mapping with an `id` and a `state`, and nothing more is asked of it.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from goodoffices.case.errors import ArchiveBusy, CannotWrite, InvalidCase, Mistake
from goodoffices.case.safe_write import explain_failure, write_bytes
from goodoffices.record.durability import locked
from goodoffices.record.folder import DOCUMENTS_FOLDER, DRAFTS_FOLDER

LOG_FILE: Final = "log.jsonl"
"""What people decided on drafts, one line a decision; only where somebody asked for it."""
LOCK_FILE: Final = ".lock"
WAIT_S: Final = 20.0
"""How long to wait for another program that is at work in the drafts folder."""
PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_LEFT_BEHIND: Final = re.compile(r"\.[0-9a-f]{12}\.(?:new|old)")
"""How a file is called while it is written."""
DRAFT_LISTS: Final = ("drafts", "rounds", "events")
"""The lists of a drafts file that wait for a person."""
OPEN_STATES: Final = frozenset({"waiting", "deferred"})

Plain = Mapping[str, Any]


def draft_files(path: Path) -> list[Path]:
    """Return the drafts files of a case, by name; none where there is no such folder."""
    return sorted((path / DRAFTS_FOLDER).glob("*.json"))


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Change what is in the drafts folder while no other program does; the folder is made.

    Whoever reads a drafts file to write it again does both in here, so that two people who
    review at once, or one who reviews while another reads reports, lose nothing.

    Raises
    ------
    CannotWrite
        Where the folder cannot be made, or another program keeps changing what is in it.
    """
    folder = make_folder(path)
    try:
        with locked(folder / LOCK_FILE, wait_s=WAIT_S):
            yield
    except ArchiveBusy as error:
        raise CannotWrite(str(folder), "another program is at work in it; try again") from error


def make_folder(path: Path) -> Path:
    """Make the drafts folder of a case where it is missing, readable by its owner alone.

    Raises
    ------
    CannotWrite
        Where it cannot be made.
    """
    folder = path / DRAFTS_FOLDER
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise CannotWrite(str(folder), explain_failure(error)) from error
    return folder


def encoded(data: object) -> bytes:
    """Return a drafts file as it stands on the disk: the same data gives the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def count_open(path: Path) -> dict[str, int]:
    """Return how many drafts of each document wait for a person, deferred ones included.

    A statement that was accepted still waits where one of its readings does. What cannot be
    read is left out: reviewing it says what is wrong.
    """
    found: dict[str, int] = {}
    for file in draft_files(path):
        try:
            data = json.loads(file.read_bytes())
        except (OSError, ValueError):
            continue
        waiting = sum(1 for draft in _drafts_in(data) if _is_open(draft))
        if waiting:
            found[file.stem] = waiting
    return found


def _is_open(draft: Plain) -> bool:
    state = draft.get("state", "waiting")
    if state == "accepted":
        readings = draft.get("readings")
        return any(
            isinstance(one, dict) and one.get("state", "waiting") in OPEN_STATES
            for one in (readings if isinstance(readings, list) else ())
        )
    return state in OPEN_STATES


def _drafts_in(data: object) -> Iterator[Plain]:
    for name in DRAFT_LISTS:
        listed = data.get(name) if isinstance(data, dict) else None
        for draft in listed if isinstance(listed, list) else ():
            if isinstance(draft, dict):
                yield draft


def has_draft(path: Path, draft_id: str) -> bool:
    """Whether a draft of this id, or a document read under it, is in the drafts folder."""
    return any(
        file.stem == draft_id
        or any(draft.get("id") == draft_id for draft in _drafts_in(_read(file)))
        for file in draft_files(path)
    )


def erase_document(path: Path, document: str) -> list[str]:
    """Destroy what was drafted from a document, with its texts and its lines of the log.

    Nothing is done where it was never read.
    """
    file = path / DRAFTS_FOLDER / f"{document}.json"
    if not (path / DRAFTS_FOLDER).is_dir():
        return []
    with alone(path):
        return _erase_document(path, file, document)


def _erase_document(path: Path, file: Path, document: str) -> list[str]:
    _clean_log(path, lambda line: line.get("document") == document)
    _sweep(path)
    if not file.is_file():
        return []
    try:
        read = json.loads(file.read_bytes()).get("document", {})
    except (OSError, ValueError, AttributeError):
        read = {}  # damaged: it goes all the same
    for name in ("file", "original"):
        delete_text(path, str(read.get(name, "")))
    _delete(file)
    return [f"Erased what was drafted from {document}."]


def _sweep(path: Path) -> None:
    """Delete what a write that was interrupted left: it may hold any words."""
    for name in (DRAFTS_FOLDER, DOCUMENTS_FOLDER):
        for file in (path / name).glob(".*"):
            if _LEFT_BEHIND.fullmatch(file.name):
                _delete(file)


def delete_text(path: Path, name: str) -> None:
    """Delete a file of the documents folder; a name that leads out of it is left alone."""
    documents = (path / DOCUMENTS_FOLDER).resolve()
    file = documents / name
    if name and file.resolve().is_relative_to(documents) and not file.is_dir():
        _delete(file)


def erase_draft(path: Path, draft_id: str, *, words: str = "") -> list[str]:
    """Take a draft out of its file, and out of the log whatever speaks of it or holds its words.

    Other drafts that hold the same words go too, such as the event that they tell of, and what is
    told within them.

    Raises
    ------
    InvalidCase
        Where a drafts file is damaged, so that nobody could say what it holds.
    """
    said = {one for one in _words_of(path, draft_id) | {words} if one}
    places = [(file, _span(draft)) for file, draft in _every_draft(path) if _id(draft) == draft_id]

    def goes(file: Path, draft: Plain) -> bool:
        start, end = _span(draft)
        within = any(file == of and at <= start < end <= to for of, (at, to) in places)
        meets = any(file == of and start < to and at < end for of, (at, to) in places)
        holds = any(one in text for text in _texts(draft) for one in said)
        return _id(draft) == draft_id or within or (holds and (meets or not places))

    return _erase_drafts(path, goes, said, about=draft_id)


def erase_source(path: Path, source: str) -> list[str]:
    """Take a source out of the drafts folder, with every draft in whose chain it stands.

    Other sources that were held apart from it, or held to be the same, name it no more.
    """

    def goes(_file: Path, draft: Plain) -> bool:
        return source in {_id(draft), *_speakers(draft)}

    return _erase_drafts(path, goes, set(), about=source)


def _erase_drafts(
    path: Path, goes: Callable[[Path, Plain], bool], words: set[str], *, about: str
) -> list[str]:
    if not (path / DRAFTS_FOLDER).is_dir():
        return []
    done: list[str] = []
    with alone(path):
        _sweep(path)
        for file in draft_files(path):
            data = _read(file)
            kept = dict(data)
            for name in (*DRAFT_LISTS, "sources"):
                listed = data.get(name)
                if isinstance(listed, list):
                    kept[name] = [_unnamed(one, about) for one in listed if not goes(file, one)]
            if kept != data:
                write_bytes(file, encoded(kept), mode=PRIVATE_FILE)
                done.append(f"Erased what {DRAFTS_FOLDER}/{file.name} drafted of {about}.")

        def tells(line: Plain) -> bool:
            of = path / DRAFTS_FOLDER / f"{line.get('document')}.json"
            parts = [*_list(line, "before"), *_list(line, "after")]
            return any(goes(of, part) or _unnamed(part, about) != part for part in parts) or any(
                one in text for text in _texts(line) for one in words
            )

        _clean_log(path, tells)
    return done


def _unnamed(part: Plain, gone: str) -> Plain:
    """A source that names another no more as the same or not the same; any other as it is."""
    lists = ("not_the_same_as", "perhaps_the_same_as")
    changed = {
        name: [one for one in part[name] if one != gone]
        for name in lists
        if isinstance(part.get(name), list) and gone in part[name]
    }
    return {**part, **changed}


def _every_draft(path: Path) -> Iterator[tuple[Path, Plain]]:
    for file in draft_files(path):
        for draft in _drafts_in(_read(file)):
            yield file, draft


def _id(draft: Plain) -> object:
    return draft.get("id")


def _span(draft: Plain) -> tuple[int, int]:
    """Where the words of a draft stand; nowhere for a source, which has none of its own."""
    span = draft.get("span")
    start, end = (span.get("start"), span.get("end")) if isinstance(span, dict) else (0, 0)
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)


def _words_of(path: Path, draft_id: str) -> set[str]:
    return {
        str(draft.get("words", "")) for _, draft in _every_draft(path) if _id(draft) == draft_id
    }


def _speakers(draft: Plain) -> set[object]:
    hops = _list(draft, "chain")
    return {hop.get("speaker") for hop in hops} | {hop.get("to") for hop in hops}


def _list(data: Plain, name: str) -> list[Plain]:
    listed = data.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _texts(value: object) -> Iterator[str]:
    """Every string in plain data."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _clean_log(path: Path, goes: Callable[[Plain], bool]) -> None:
    """Drop lines of the log; one that cannot be read goes too: nobody knows what it holds."""
    file = path / DRAFTS_FOLDER / LOG_FILE
    if not file.is_file():
        return
    lines = file.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not _is_gone(line, goes)]
    if kept != lines:
        write_bytes(file, b"".join(kept), mode=PRIVATE_FILE)


def _is_gone(line: bytes, goes: Callable[[Plain], bool]) -> bool:
    try:
        data = json.loads(line)
    except ValueError:
        return True
    return not isinstance(data, dict) or goes(data)


def _read(file: Path) -> dict[str, Any]:
    name = f"{DRAFTS_FOLDER}/{file.name}"
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise InvalidCase([Mistake(name, 0, 0, explain_failure(error))]) from error
    except UnicodeDecodeError as error:
        raise InvalidCase([Mistake(name, 0, 0, "this is no UTF-8")]) from error
    except json.JSONDecodeError as error:
        message = "this file is damaged: take it away, and read its document again"
        raise InvalidCase([Mistake(name, error.lineno, error.colno, message)]) from error
    if not isinstance(data, dict):
        raise InvalidCase([Mistake(name, 1, 1, "this is no file of drafts")])
    return data


def _delete(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(str(file), explain_failure(error)) from error

"""Documents: a file that is to be read gets its place in the case, unchanged, with its hash.

The file as it came and its text both lie in `documents/`; a plain UTF-8 file is its own text.
What was read before is known by its hash, whatever its name is now.
"""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from goodoffices.case.errors import CannotWrite, UnreadableDocument
from goodoffices.case.handling import TEAM_ONLY, Handling
from goodoffices.case.safe_write import explain_failure, write_bytes
from goodoffices.case.when import When
from goodoffices.intake.drafts import DraftDocument, DraftsFile, Page
from goodoffices.intake.texts import PlainText
from goodoffices.record.draft_files import PRIVATE_FILE
from goodoffices.record.entries import Document
from goodoffices.record.folder import DOCUMENTS_FOLDER, LARGEST_TEXT

LONGEST_ID: Final = 40
"""Characters of a document's id, so that the ids of its drafts keep within theirs."""
LONGEST_NAME: Final = 120
"""Bytes of a kept file's name before its endings, so that a disk takes all of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person who reads a file says of it, beyond what is printed in it."""

    by: str = ""
    outlet: str = ""
    dated: When | None = None
    handling: Handling = TEAM_ONLY


@dataclass(frozen=True, slots=True)
class Known:
    """A document that the case has: in the record, among the drafts, or both."""

    id: str
    file: str
    hashes: frozenset[str]
    entry: Document | None = None
    drafts: DraftsFile | None = None

    @property
    def handling(self) -> Handling | None:
        """How the case handles it; None where it was read in this run, as the person told."""
        if self.entry is not None:
            return self.entry.handling
        return self.drafts.document.handling if self.drafts is not None else None

    def is_wider_than(self, told: Handling) -> bool:
        """Whether others know it by now than those who alone should hold it."""
        if not told.held_by or self.handling is None:
            return False
        return not self.handling.held_by or not {*self.handling.held_by} <= {*told.held_by}


class Library:
    """The documents of a case, by their hashes and files, and the ids that are taken.

    Parameters
    ----------
    entries, texts
        The documents of the record, and the texts of those that have one by their ids: what a
        person wrote down without a hash is known by its text.
    drafts
        What was read before.
    taken
        Ids that nothing new may have.
    """

    def __init__(
        self,
        entries: Sequence[Document],
        texts: Mapping[str, str],
        drafts: Sequence[DraftsFile],
        taken: Iterable[str],
    ) -> None:
        self._known = {one.id: one for one in _known(entries, texts, drafts)}
        self._taken = {*taken, *self._known}

    def with_hash(self, sha256: str) -> Known | None:
        """The document that is this file, or has this text."""
        return next((one for one in self._known.values() if sha256 in one.hashes), None)

    def with_file(self, name: str) -> Known | None:
        """The document whose text lies in `documents/` under this name."""
        return next((one for one in self._known.values() if one.file == name), None)

    def new_id(self, stem: str) -> str:
        """An id for a document that is called so, and taken from now on."""
        base = id_of(stem)
        name, number = base, 2
        while name in self._taken or self._begins_another(name):
            name, number = f"{base[: LONGEST_ID - 4]}_{number}", number + 1
        self._taken.add(name)
        return name

    def _begins_another(self, name: str) -> bool:
        """Whether a draft of a document of this id would be called as something is already."""
        drafted = re.compile(rf"{re.escape(name)}_[a-z]\d+(?:_\w+)?")
        return any(drafted.fullmatch(one) for one in self._taken)

    def add(self, document: DraftDocument) -> None:
        """Know a document that has just been read, here or by another program."""
        hashes = frozenset(filter(None, (document.sha256, document.original_sha256)))
        self._known[document.id] = Known(document.id, document.file, hashes)


def _known(
    entries: Sequence[Document], texts: Mapping[str, str], drafts: Sequence[DraftsFile]
) -> Iterator[Known]:
    read = {one.document.id: one for one in drafts}
    for entry in entries:
        hashes = {entry.sha256, entry.original_sha256}
        if entry.id in texts:
            hashes.add(hashlib.sha256(texts[entry.id].encode()).hexdigest())
        if entry.id in read:
            hashes |= {read[entry.id].document.sha256, read[entry.id].document.original_sha256}
        yield Known(entry.id, entry.file, frozenset(hashes - {""}), entry, read.pop(entry.id, None))
    for name, one in read.items():
        hashes = {one.document.sha256, one.document.original_sha256}
        yield Known(name, one.document.file, frozenset(hashes - {""}), None, one)


def id_of(stem: str) -> str:
    """An id made of a file's name.

    Examples
    --------
    >>> id_of("2024-08-28 Réunion (final)"), id_of("Talks resume")
    ('doc_2024_08_28_reunion_final', 'talks_resume')
    """
    apart = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "_", apart.lower()).strip("_") or "document"
    plain = plain if plain[0].isalpha() else f"doc_{plain}"
    return plain[:LONGEST_ID].strip("_")


def shown(path: Path) -> str:
    r"""A path as it can be printed: a name may hold bytes that are no text, or steer a terminal.

    Examples
    --------
    >>> print(shown(Path("a/b\x1b[2J.txt")))
    a/b?[2J.txt
    """
    return "".join(one if one.isprintable() else "?" for one in str(path))


def read_file(path: Path) -> bytes:
    """The bytes of a file that is to be read.

    Raises
    ------
    UnreadableDocument
        Where it is not there or no file, cannot be opened, or is larger than is read.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device may never end
            raise UnreadableDocument(str(path), "this is no file that can be read")
        if found.st_size > LARGEST_TEXT:
            size = f"it has {found.st_size:,} bytes, where {LARGEST_TEXT:,} are read at most"
            raise UnreadableDocument(str(path), size)
        return path.read_bytes()
    except FileNotFoundError as error:
        gone = (
            "this is a link to what is not there" if path.is_symlink() else "there is no such file"
        )
        raise UnreadableDocument(str(path), gone) from error
    except (OSError, ValueError) as error:  # a name that no disk can hold is a ValueError
        reason = explain_failure(error) if isinstance(error, OSError) else str(error)
        raise UnreadableDocument(str(path), reason) from error


def describe(
    path: Path, raw: bytes, plain: PlainText, *, document: str, known: Known | None, told: Told
) -> DraftDocument:
    """Say what a document is: as printed in it, else as the person says, else as the case has it.

    The date that a person sets goes before a printed one, and says who set it.
    """
    entry = known.entry if known is not None else None
    text = plain.text.encode()
    name = known.file if known is not None and plain.is_raw and known.file else _file_name(path)
    printed = When.model_validate(plain.dated) if plain.dated else None
    dated = told.dated or (entry.dated if entry is not None else None) or printed
    outlet = told.outlet or (entry.outlet if entry is not None else "") or plain.outlet
    questions = list(plain.notes)
    if dated is None or not dated.is_resolved:
        questions.append("when was it published? relative dates in it wait for that")
    if not outlet:
        questions.append("who published it? the last hop of each chain waits for that")
    return DraftDocument(
        id=document,
        file=name if plain.is_raw else f"{name}.txt",
        sha256=hashlib.sha256(text).hexdigest(),
        original="" if plain.is_raw else name,
        original_sha256="" if plain.is_raw else hashlib.sha256(raw).hexdigest(),
        kind=plain.kind,
        title=(entry.title if entry is not None else "") or plain.title,
        outlet=outlet,
        author=(entry.author if entry is not None else "") or plain.author,
        dated=dated,
        language=plain.language or "en",
        handling=(known.handling if known is not None else None) or told.handling,
        pages=tuple(
            Page(number=number, start=page.start, end=page.end)
            for number, page in enumerate(plain.pages, 1)
        ),
        questions=tuple(questions),
    )


def _file_name(path: Path) -> str:
    """A plain name for a file in `documents/`: what is no letter, digit, dot or dash goes."""
    plain = re.sub(r"[^\w-]+", "-", path.stem).strip("-")
    stem = plain.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore") or "document"
    ending = re.sub(r"[^\w]+", "", path.suffix).lower()[:10]
    return f"{stem}.{ending}" if ending else f"{stem}.txt"


def keep(case_path: Path, document: DraftDocument, raw: bytes, text: str) -> DraftDocument:
    """Put a file and its text into `documents/`, under names that are free, and say which.

    What only some of the team hold is readable by its owner alone.

    Raises
    ------
    CannotWrite
        Where they cannot be written.
    """
    folder = case_path / DOCUMENTS_FOLDER
    mode = PRIVATE_FILE if document.handling.held_by else None
    try:
        folder.mkdir(exist_ok=True)
        if not document.original:
            name = _free(folder, document.file, raw)
            _put(folder / name, raw, mode)
            return document.model_copy(update={"file": name})
        original = _free(folder, document.original, raw)
        name = _free(folder, f"{original}.txt", text.encode())
        _put(folder / original, raw, mode)
        _put(folder / name, text.encode(), mode)
    except OSError as error:
        raise CannotWrite(str(folder), explain_failure(error)) from error
    return document.model_copy(update={"file": name, "original": original})


def _put(file: Path, data: bytes, mode: int | None) -> None:
    if not file.exists():
        write_bytes(file, data, mode=mode)
    elif mode is not None:  # a reading that was interrupted may have left it
        file.chmod(mode)


def _free(folder: Path, name: str, data: bytes) -> str:
    """A name in a folder under which nothing else lies; the same bytes may lie there."""
    stem, dot, ending = name.partition(".")
    tried, number = name, 2
    while (folder / tried).exists() and not _holds(folder / tried, data):
        tried, number = f"{stem}-{number}{dot}{ending}", number + 1
    return tried


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data

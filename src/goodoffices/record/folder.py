"""A case on disk: a folder that people can read, diff and edit, as one record.

`read_folder` gives what holds together with every mistake; `load` gives a record that is
fit for use, or refuses with all mistakes at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar, cast

from pydantic import BaseModel

from goodoffices.case.errors import InvalidCase, Mistake, NotACase
from goodoffices.case.validation import validate, validate_entries
from goodoffices.case.yaml_cache import CACHE_FOLDER, read_cached
from goodoffices.case.yaml_source import Source, Where
from goodoffices.record.entries import (
    CaseFile,
    Document,
    PreferencesFile,
    RecordFile,
    RoundsFile,
    UndertakingsFile,
)
from goodoffices.record.record import Record

CASE_FILE: Final = "case.yaml"
ROUNDS_FILE: Final = "rounds.yaml"
RECORD_FILE: Final = "record.yaml"
PREFERENCES_FILE: Final = "preferences.yaml"
UNDERTAKINGS_FILE: Final = "undertakings.yaml"
DOCUMENTS_FOLDER: Final = "documents"
ARCHIVE_FOLDER: Final = "archive"
DRAFTS_FOLDER: Final = "drafts"
"""Where what was read from documents waits for a person; no part of the record."""
LARGEST_TEXT: Final = 20_000_000
"""Bytes of a document's text that are read at most."""

FILES: Final[Mapping[str, type[BaseModel]]] = {
    CASE_FILE: CaseFile,
    ROUNDS_FILE: RoundsFile,
    RECORD_FILE: RecordFile,
    PREFERENCES_FILE: PreferencesFile,
    UNDERTAKINGS_FILE: UndertakingsFile,
}

HEAD_FIELDS: Final = ("title", "caution", "outcome", "common_unit")
"""What the files say of the case as a whole, beside their lists; each stands in one of them."""

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Located(Generic[ModelT]):
    """A part of a case, with the file and the place in it from which it came."""

    entry: ModelT
    source: Source
    where: Where

    def mistake(
        self, *step: str | int, message: str, found: str = "", allowed: str = ""
    ) -> Mistake:
        """A mistake at this part, or at a field of it."""
        return self.source.mistake((*self.where, *step), message, found=found, allowed=allowed)


@dataclass
class Folder:
    """A case folder as read: its parts with their places, the texts, and the mistakes.

    `parts` holds the lists of the files by name ("statements", "issues"); the entries
    that do not hold are missing from it and named in `mistakes`.
    """

    path: Path
    sources: dict[str, Source] = field(default_factory=dict)
    head: Mapping[str, object] = field(default_factory=dict)
    parts: dict[str, list[Located[BaseModel]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def located(self, name: str, model: type[ModelT]) -> Sequence[Located[ModelT]]:
        """The entries of one list, with their places."""
        del model
        return cast("Sequence[Located[ModelT]]", self.parts.get(name, []))

    def entries(self, name: str) -> tuple[BaseModel, ...]:
        """The entries of one list, in the order of the file."""
        return tuple(located.entry for located in self.parts.get(name, []))

    def raw(self, name: str) -> Iterator[tuple[Source, Where, Mapping[str, object]]]:
        """The entries of one list as plain data, those that do not hold included."""
        for source in self.sources.values():
            data = source.data
            entries = data.get(name) if isinstance(data, dict) else None
            for index, entry in enumerate(entries if isinstance(entries, list) else ()):
                if isinstance(entry, dict):
                    yield source, (name, index), entry

    @property
    def is_read(self) -> bool:
        """Whether each of the files that are there could be read as YAML."""
        return all(name in self.sources for name in FILES if (self.path / name).exists())

    def is_whole(self, name: str) -> bool:
        """Whether every entry of one list holds."""
        return len(self.parts.get(name, [])) == sum(1 for _ in self.raw(name))

    def record(self) -> Record:
        """The parts as one record, nothing of the archive yet."""
        lists = {name: self.entries(name) for model in FILES.values() for name in _lists_of(model)}
        head = {name: str(self.head.get(name) or "") for name in HEAD_FIELDS}
        return Record(texts=dict(self.texts), **head, **lists)  # type: ignore[arg-type]


def read_folder(path: Path) -> Folder:
    """Return a case folder as read: what holds, and the mistakes of shape in it.

    References, propositions, spans and dates are looked at by `goodoffices.record.checks`.

    Raises
    ------
    NotACase
        Where the path is no folder, or has no `case.yaml`.
    """
    if not path.exists():
        raise NotACase(str(path), "there is nothing of that name")
    if not path.is_dir():
        raise NotACase(str(path), "a case is a folder, and this is a file")
    if not (path / CASE_FILE).is_file():
        raise NotACase(str(path), f"there is no {CASE_FILE} in it")
    folder = Folder(path)
    for name, model in FILES.items():
        if (path / name).exists():
            _read_file(folder, name, model)
    for document in folder.located("documents", Document):
        _read_text(folder, document)
    return folder


def _lists_of(model: type[BaseModel]) -> Iterator[str]:
    """The fields of a file's model that are lists of entries."""
    for name, info in model.model_fields.items():
        if info.annotation is not None and getattr(info.annotation, "__origin__", None) is tuple:
            yield name


def _read_file(folder: Folder, name: str, model: type[BaseModel]) -> None:
    try:
        source = read_cached(folder.path / name, folder.path / CACHE_FOLDER)
    except InvalidCase as error:
        folder.mistakes += error.mistakes
        return
    folder.sources[name] = source
    whole, mistakes = validate(model, source)
    if whole is not None:
        folder.head = {**_head_of(whole), **folder.head}
        for part in _lists_of(model):
            entries = getattr(whole, part)
            folder.parts[part] = [
                Located(entry, source, (part, index)) for index, entry in enumerate(entries)
            ]
        return
    folder.mistakes += mistakes
    for part in _lists_of(model):
        kind = model.model_fields[part].annotation.__args__[0]  # type: ignore[union-attr]
        good = _good_entries(kind, source, part)
        folder.parts[part] = [Located(good[index], source, (part, index)) for index in sorted(good)]


def _head_of(whole: BaseModel) -> dict[str, object]:
    return {name: getattr(whole, name) for name in HEAD_FIELDS if hasattr(whole, name)}


def _good_entries(kind: type[BaseModel], source: Source, part: str) -> dict[int, BaseModel]:
    if not isinstance(source.data, dict) or not isinstance(source.data.get(part), list):
        return {}
    return validate_entries(kind, source, (part,))[0]


def _read_text(folder: Folder, document: Located[Document]) -> None:
    """Read the words of a document; a document may also be known by its title alone."""
    file = document.entry.file
    if not file:
        return
    try:
        text, message, allowed = _text_of(folder.path / DOCUMENTS_FOLDER, file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        text, allowed = None, ""
        message = f"the document cannot be read: {str(reason).lower()}"
    if text is not None:
        folder.texts[document.entry.id] = text
        return
    mistake = document.mistake("file", message=message, found=file, allowed=allowed)
    folder.mistakes.append(mistake)


def _text_of(documents: Path, file: str) -> tuple[str | None, str, str]:
    """The words of a document, or None, why there are none, and what is allowed."""
    path, inside = documents / file, documents.resolve()
    if not path.resolve().is_relative_to(inside):
        return None, f"a document's file lies in the folder {DOCUMENTS_FOLDER}/", ""
    if not path.is_file():
        there = sorted(one.name for one in inside.glob("*") if one.is_file())
        return None, f"there is no such file in {DOCUMENTS_FOLDER}/", ", ".join(there)
    if path.stat().st_size > LARGEST_TEXT:
        size = f"{path.stat().st_size:,} bytes, where {LARGEST_TEXT:,} are read at most"
        return None, f"the document has {size}", ""
    try:
        return path.read_bytes().decode("utf-8-sig"), "", ""
    except UnicodeDecodeError as error:
        return None, f"the document is not UTF-8: byte {error.start + 1} cannot be read", ""

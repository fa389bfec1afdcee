"""Texts of documents beside the files: written, and taken away with their documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.case.errors import CannotWrite
from goodoffices.case.safe_write import explain_failure, write_files
from goodoffices.record.compartments import Content
from goodoffices.record.draft_files import delete_text
from goodoffices.record.folder import DOCUMENTS_FOLDER, LARGEST_TEXT
from goodoffices.record.growth import State
from goodoffices.record.replay import Key


@dataclass(frozen=True)
class Texts:
    """The files of the documents folder that a write touches.

    Parameters
    ----------
    new
        The bytes of each file.
    old
        Files whose words are in the archive, and which no document names any more.
    """

    new: Mapping[Path, bytes]
    old: Sequence[str]


def plan_texts(
    path: Path,
    files: Mapping[Key, Content],
    written: Mapping[Key, Content | None],
    states: Mapping[Key, Sequence[State]],
) -> tuple[Texts, frozenset[Key]]:
    """Return which texts change, and the documents whose text has no place in the folder.

    There is no place for a text without a file's name, with a name that leads out of the
    folder, or where a file of that name holds words that were never recorded of the document.
    """
    new: dict[Path, bytes] = {}
    old: set[str] = set()
    unplaced: set[Key] = set()
    for key, content in written.items():
        if key[0] != "document":
            continue
        recorded = [_text_of(state) for state in states.get(key, ())] + [_text_of(files.get(key))]
        if content is not None and "text" in content:
            file, text = _place(path, content), str(content["text"])
            if file is None or _holds_other(file, [*recorded, text]):
                unplaced.add(key)
                continue
            new[file] = _encoded(text)
        said = files.get(key, {})
        name = str(said.get("file", ""))
        if name and name != (content or {}).get("file") and _text_of(said) is not None:
            old.add(name)
    named = {
        str(content.get("file", ""))
        for key, content in {**files, **written}.items()
        if key[0] == "document" and content is not None
    }
    return Texts(new, sorted(old - named)), frozenset(unplaced)


def write_texts(path: Path, texts: Texts) -> None:
    """Write the texts that are new or changed.

    Raises
    ------
    CannotWrite
        Where one is larger than what is read, or the disk refuses; nothing is changed then.
    """
    for file, data in texts.new.items():
        if len(data) > LARGEST_TEXT:
            size = f"it would have {len(data):,} bytes, and at most {LARGEST_TEXT:,} are read"
            raise CannotWrite(str(file), size)
    changed = {file: data for file, data in texts.new.items() if _bytes_of(file) != data}
    try:
        for file in changed:
            file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(path / DOCUMENTS_FOLDER), explain_failure(error)) from error
    write_files(changed)


def remove_old_texts(path: Path, texts: Texts) -> None:
    """Take away the files that no document names any more."""
    for name in texts.old:
        delete_text(path, name)


def _place(path: Path, content: Content) -> Path | None:
    name = content.get("file")
    folder = path / DOCUMENTS_FOLDER
    if not isinstance(name, str) or not name:
        return None
    file = folder / name
    is_inside = (
        file.resolve().is_relative_to(folder.resolve()) and file.resolve() != folder.resolve()
    )
    return file if is_inside and not file.is_dir() else None


def _holds_other(file: Path, known: Sequence[str | None]) -> bool:
    """Whether there is such a file, with words that are none of those known."""
    if not file.is_file():
        return False
    try:
        return file.read_bytes().decode("utf-8-sig") not in known
    except UnicodeDecodeError:
        return True


def _text_of(state: object) -> str | None:
    text = state.get("text") if isinstance(state, Mapping) else None
    return text if isinstance(text, str) else None


def _encoded(text: str) -> bytes:
    """The bytes of a text; a mark at its beginning is doubled, as reading takes one away."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8")


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None

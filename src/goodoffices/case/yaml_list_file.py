"""A YAML file whose list is changed entry by entry: cut into lines, changed, and read back.

For `yaml_edit` alone, which says what is promised.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from goodoffices.case.errors import CannotWrite, InvalidCase, UnknownId
from goodoffices.case.safe_write import write_bytes
from goodoffices.case.yaml_cache import CACHE_FOLDER, parse_cached
from goodoffices.case.yaml_change import Change, ended
from goodoffices.case.yaml_lines import Page, split_trailing
from goodoffices.case.yaml_source import Source, Where, parse_source, read_raw
from goodoffices.case.yaml_style import INDENT, Data, dumped, round_trip, styled

_BOM: Final = b"\xef\xbb\xbf"


@dataclass
class ListFile:
    """A file, cut into what stands before its list, the list's entries, and the rest.

    `entries` is what the list has to say after the changes so far. A list without lines of
    its own has no `chunks`: all of its file is `head`. What `head` has beyond `begun` was left
    there by entries that went.
    """

    path: Path
    list_key: str
    raw: bytes
    data: dict[str, Data]
    entries: list[Data]
    page: Page
    head: str
    tail: str = ""
    dash: int = INDENT
    newline: str = "\n"
    chunks: list[str] = field(default_factory=list)
    begun: int = 0

    @classmethod
    def read(cls, path: Path, list_key: str) -> ListFile:
        """Read and cut a file."""
        raw = read_raw(path, name=path.name)
        cache = path.parent / CACHE_FOLDER / f"{path.name}.jsonl"
        source = parse_cached(raw, cache, name=path.name)
        data, entries = _checked(source, list_key)
        text = raw.decode("utf-8-sig")
        newline = "\r\n" if 0 < text.count("\r\n") == text.count("\n") else "\n"
        text = text.replace(newline, "\n")
        page = Page(text, source)
        file = cls(path, list_key, raw, data, entries, page, text, newline=newline)
        file.cut()
        return file

    def cut(self) -> None:
        """Cut the text, where the list has lines of its own."""
        where = (self.list_key,)
        if self.entries and self.page.is_block(where):
            self.head, self.chunks, self.tail = self.page.cut(where)
            self.dash = self.page.column((*where, 0))
        self.begun = len(self.head)

    @property
    def text(self) -> str:
        """The whole text as it stands."""
        return self.head + "".join(self.chunks) + self.tail

    def append(self, new: list[Data]) -> None:
        """Add entries at the end."""
        if not new:
            return
        self.entries = [*self.entries, *new]
        if self.chunks:
            chunks = self._last_chunk_and(new)
            if _says("".join(chunks), self.entries[len(self.chunks) - 1 :]):
                self.chunks[-1:] = chunks
                return
        elif len(self.entries) == len(new) and self._whole(self._begun(new)):
            return
        self._rewrite(lambda entries: entries.extend(map(styled, new)))

    def change(self, entry_id: str, where: Where, change: Change) -> None:
        """Make one change to one field of one entry."""
        index = self._find(entry_id)
        self.entries[index] = copy.deepcopy(self.entries[index])
        change.apply(self.entries[index], where)
        if not self.chunks:
            self._rewrite(lambda entries: change.apply(entries[index], where))
            return
        chunk = self.chunks[index]
        ways = (
            partial(change.splice, chunk, (0, *where)),
            partial(_rewritten_entry, chunk, self.dash, lambda entry: change.apply(entry, where)),
        )
        for way in ways:
            new = _tried(way)
            if new is not None and self._fits(index, new):
                self.chunks[index] = new
                return
        raise self._by_hand()

    def remove(self, entry_id: str) -> None:
        """Take one entry out."""
        index = self._find(entry_id)
        del self.entries[index]
        if len(self.chunks) > 1:
            trailing = split_trailing(self.chunks[index], self.dash)[1]
            chunks = [*self.chunks[:index], *self.chunks[index + 1 :]]
            first = max(index - 1, 0)
            if index:
                chunks[first] += trailing
            if _says("".join(chunks[first : index + 1]), self.entries[first : index + 1]):
                self.chunks = chunks
                self.head += "" if index else trailing
                return
        elif self.chunks and self._whole(self._emptied()):
            return
        self._rewrite(lambda entries: entries.pop(index))

    def write(self) -> str:
        """Write the text, unless somebody changed the file meanwhile, and return it."""
        if read_raw(self.path, name=self.path.name) != self.raw:
            raise CannotWrite(str(self.path), "somebody changed it meanwhile")
        text = self.text.replace("\n", self.newline)
        bom = _BOM if self.raw.startswith(_BOM) else b""
        new = bom + text.encode()
        if new != self.raw:
            write_bytes(self.path, new)
        return text

    def _find(self, entry_id: str) -> int:
        ids = [entry.get("id") if isinstance(entry, dict) else None for entry in self.entries]
        if entry_id not in ids:
            known = [each for each in ids if isinstance(each, str)]
            raise UnknownId(f"entry of {self.list_key}", entry_id, known)
        return ids.index(entry_id)

    def _last_chunk_and(self, new: Sequence[Data]) -> list[str]:
        kept, trailing = split_trailing(self.chunks[-1], self.dash)
        gap = "\n" if len(self.chunks) > 1 and _ends_apart(self.chunks[-2], self.dash) else ""
        yaml = round_trip(self.dash)
        added = [gap + dumped(yaml, CommentedSeq([styled(entry)])) for entry in new]
        added[-1] += trailing
        return [ended(kept), *added]

    def _fits(self, index: int, new: str) -> bool:
        """Whether a new chunk says what it should, and leaves its neighbours alone."""
        first, last = max(index - 1, 0), index + 2
        chunks = [*self.chunks[first:index], new, *self.chunks[index + 1 : last]]
        return _says("".join(chunks), self.entries[first:last])

    def _begun(self, new: Sequence[Data]) -> str:
        """The text with the first entries of its list."""
        yaml = round_trip(self.dash)
        entries = CommentedSeq(styled(entry) for entry in new)
        if self.list_key not in self.data:
            return ended(self.text) + dumped(yaml, CommentedMap({self.list_key: entries}))
        before, after = self.page.split_empty(self.list_key)
        return ended(before) + dumped(yaml, entries) + after

    def _emptied(self) -> str:
        """The text without the only entry of its list."""
        trailing = split_trailing(self.chunks[0], self.dash)[1]
        return self.page.with_empty(self.list_key) + self.head[self.begun :] + trailing + self.tail

    def _rewrite(self, change: Callable[[Data], object]) -> None:
        """Let ruamel.yaml write the whole file anew, after a change to its list."""
        yaml = round_trip(self.dash)
        root = yaml.load(self.text)
        if not root.get(self.list_key):
            root[self.list_key] = CommentedSeq()
        change(root[self.list_key])
        if not self._whole(dumped(yaml, root)):
            raise self._by_hand()

    def _whole(self, text: str) -> bool:
        """Take a whole new text, if it says what it should."""
        source = _parsed(text)
        if source is None or source.data != {**self.data, self.list_key: self.entries}:
            return False
        self.page = Page(text, source)
        self.head, self.chunks, self.tail = text, [], ""
        self.cut()
        return True

    def _by_hand(self) -> CannotWrite:
        return CannotWrite(str(self.path), "it is laid out so that only a person can change it")


def _checked(source: Source, list_key: str) -> tuple[dict[str, Data], list[Data]]:
    data = {} if source.data is None else source.data
    if not isinstance(data, dict):
        raise InvalidCase([source.mistake((), "the top of this file has to be a mapping")])
    entries = data.get(list_key)
    if entries is not None and not isinstance(entries, list):
        raise InvalidCase([source.mistake((list_key,), "this has to be a list")])
    return data, list(entries or [])


def _rewritten_entry(chunk: str, dash: int, change: Callable[[Data], None]) -> str:
    kept, trailing = split_trailing(chunk, dash)
    yaml = round_trip(dash)
    root = yaml.load(kept)
    change(root[0])
    return dumped(yaml, root) + trailing


def _tried(way: Callable[[], str | None]) -> str | None:
    try:
        return way()
    except (YAMLError, InvalidCase):  # lines that do not stand alone
        return None


def _says(text: str, expected: object) -> bool:
    source = _parsed(text)
    return source is not None and source.data == expected


def _parsed(text: str) -> Source | None:
    try:
        return parse_source(text.encode(), name="")
    except InvalidCase:
        return None


def _ends_apart(chunk: str, dash: int) -> bool:
    """Whether an empty line separates an entry from the next."""
    trailing = split_trailing(chunk, dash)[1]
    return any(not line.strip() for line in io.StringIO(trailing))

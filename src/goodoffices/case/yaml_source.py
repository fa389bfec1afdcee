"""Reading one YAML file into plain data, with the place of everything in it.

People write these files by hand, so a mistake is told with its line and column. The files
also come from strangers, so what YAML offers beyond plain lists and mappings (anchors,
tags, merges) is refused: no case needs it, and with it a small file can fill the memory.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from goodoffices.case.errors import InvalidCase, Mistake
from goodoffices.case.safe_write import explain_failure
from goodoffices.case.yaml_plain import Plain, explain_no_text, read_plain
from goodoffices.case.yaml_wording import explain_syntax

LIMIT_BYTES: Final = 20_000_000
"""Largest file that is read, in bytes."""

LIMIT_DEPTH: Final = 60
"""How deep lists and mappings may stand in one another."""

Where = tuple[str | int, ...]
"""The way to a value from the top of a file: keys and indexes (from 0)."""

Place = tuple[int, int]
"""Line and column, both counted from 1."""

_TOP: Final[Place] = (1, 1)
_TAG_PREFIX: Final = "tag:yaml.org,2002:"
_SCALAR_TAGS: Final = frozenset({"str", "int", "float", "bool", "null"})
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_PARSER_FAILURES: Final = (
    YAMLError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What ruamel.yaml raises on files that are no YAML: its own errors, and slips of its scanner."""


class Places(Mapping[Where, Place]):
    """Where every value of a file stands, by its way from the top.

    Only numbers are kept until the first question: a file without mistakes asks none.
    """

    def __init__(self, data: object, marks: list[int]) -> None:
        self._data = data
        self.marks = marks
        """Line and column of every key and value in the order of the file."""

    def __getitem__(self, where: Where) -> Place:
        return self._index[0][where]

    def __iter__(self) -> Iterator[Where]:
        return iter(self._index[0])

    def __len__(self) -> int:
        return len(self._index[0])

    @property
    def keys_of(self) -> Mapping[Where, Place]:
        """Where the key of each value of a mapping stands."""
        return self._index[1]

    @cached_property
    def _index(self) -> tuple[dict[Where, Place], dict[Where, Place]]:
        numbers = iter(self.marks)
        places = zip(numbers, numbers, strict=True)
        values: dict[Where, Place] = {}
        keys: dict[Where, Place] = {}
        waiting: list[tuple[Where, object, bool]] = [((), self._data, False)] if self.marks else []
        while waiting:
            where, value, has_key = waiting.pop()
            if has_key:
                keys[where] = next(places)
            values[where] = next(places)
            if isinstance(value, dict):
                waiting += [((*where, key), part, True) for key, part in reversed(value.items())]
            elif isinstance(value, list):
                last = len(value) - 1
                waiting += [
                    ((*where, last - back), part, False)
                    for back, part in enumerate(reversed(value))
                ]
        return values, keys


@dataclass(frozen=True)
class Source:
    r"""One file as plain data, and where everything in it stands.

    Examples
    --------
    >>> source = parse_source(b"title: Talks\nparties:\n  - id: north\n", name="case.yaml")
    >>> source.data
    {'title': 'Talks', 'parties': [{'id': 'north'}]}
    >>> source.place(("parties", 0, "id")), source.key_place(("parties", 0, "id"))
    ((3, 9), (3, 5))
    >>> source.place(("parties", 0, "name"))
    (3, 5)
    """

    file: str
    data: object
    places: Places
    digest: str

    def place(self, where: Where) -> Place:
        """Line and column of a value; of the nearest value around it where it is missing."""
        return _nearest(self.places, where)

    def key_place(self, where: Where) -> Place:
        """Line and column of a value's key; of the value itself where it has no key."""
        return self.places.keys_of.get(where) or self.place(where)

    def told_place(self, where: Where) -> str:
        """Where a value stands, as the end of a sentence about it."""
        return f"at {self.file}:{self.place(where)[0]}"

    def mistake(
        self,
        where: Where,
        message: str,
        *,
        found: str = "",
        allowed: str = "",
        at_key: bool = False,
        ahead: int = 0,
    ) -> Mistake:
        r"""A mistake at a value of this file, at its key, or some characters into it.

        Examples
        --------
        >>> print(parse_source(b"a: 1\n", name="x.yaml").mistake(("a",), "too small", found="1"))
        x.yaml:1:4: too small; found "1"
        """
        line, column = self.key_place(where) if at_key else self.place(where)
        return Mistake(self.file, line, column + ahead, message, found, allowed)


def read_source(path: Path, *, name: str | None = None, limit_bytes: int = LIMIT_BYTES) -> Source:
    """Return one YAML file as plain data.

    Parameters
    ----------
    path
        The file.
    name
        What to call it in mistakes; its own name by default.
    limit_bytes
        Largest size that is read.

    Returns
    -------
    Source
        Dictionaries, lists, strings, numbers, truth values and None, and their places. An
        empty file is None.

    Raises
    ------
    InvalidCase
        With every mistake that could be told, in the order of the file. Nothing is told
        after a mistake that ends the reading (no YAML, too large, too deep).

    Notes
    -----
    One pass over the parser's events, without recursion, in linear time.
    """
    shown = name or path.name
    return parse_source(read_raw(path, name=shown, limit_bytes=limit_bytes), name=shown)


def read_raw(path: Path, *, name: str, limit_bytes: int = LIMIT_BYTES) -> bytes:
    """Return the bytes of a file, if it can be read and is not too large.

    Raises
    ------
    InvalidCase
        When it is missing, unreadable, or larger than `limit_bytes`.
    """
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            raw = stream.read(limit_bytes + 1) if size <= limit_bytes else b""
    except FileNotFoundError:
        raise _one(name, 0, 0, "the file does not exist") from None
    except OSError as error:
        raise _one(name, 0, 0, f"the file cannot be read: {explain_failure(error)}") from error
    size = max(size, len(raw))
    if size > limit_bytes:
        raise _one(
            name,
            0,
            0,
            f"the file is too large: {size / 1e6:.1f} MB, and at most {limit_bytes / 1e6:g} MB"
            " are read",
        )
    return raw


def parse_source(raw: bytes, *, name: str) -> Source:
    """Return the bytes of a YAML file as plain data; see `read_source`.

    Raises
    ------
    InvalidCase
        With every mistake that could be told.
    """
    text = _decode(raw, name)
    _refuse_forbidden(text, name)
    builder = _Builder(name)
    yaml = YAML(typ="safe", pure=True)
    try:
        for event in yaml.parse(text):
            builder.take(event)
    except _Enough:
        pass
    except _PARSER_FAILURES as error:
        builder.mistakes.append(_syntax_mistake(error, text, last=builder.last_place, file=name))
    if builder.mistakes:
        raise InvalidCase(sorted(builder.mistakes))
    places = Places(builder.data, builder.marks)
    return Source(name, builder.data, places, hashlib.sha256(raw).hexdigest())


class _Enough(Exception):
    """Nothing more can be told about this file."""


class _Frame:
    """A list or mapping that is being read."""

    __slots__ = ("items", "key", "values")

    def __init__(self, *, is_mapping: bool) -> None:
        self.items: list[object] | None = None if is_mapping else []
        self.values: dict[str, object] = {}
        self.key: str | None = None

    @property
    def wants_key(self) -> bool:
        return self.items is None and self.key is None

    def add(self, value: object) -> None:
        if self.items is not None:
            self.items.append(value)
        elif self.key is not None:
            self.values[self.key] = value
            self.key = None


class _Builder:
    """Plain data from the events of a parser, and everything that is refused on the way."""

    def __init__(self, file: str) -> None:
        self.data: object = None
        self.marks: list[int] = []
        self.mistakes: list[Mistake] = []
        self._file = file
        self._open: list[_Frame] = []
        self._documents = 0

    @property
    def last_place(self) -> Place:
        """Where the last key or value stands that was read."""
        return (self.marks[-2], self.marks[-1]) if self.marks else _TOP

    def take(self, event: Event) -> None:
        """Take one event of the parser."""
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._start(event, is_mapping=isinstance(event, MappingStartEvent))
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._end()
        elif isinstance(event, AliasEvent):
            self._refuse(event, f"the alias *{event.anchor} is refused: write the words again")
            self._place(event, self._open[-1] if self._open else None)
            self._add(None)
        elif isinstance(event, DocumentStartEvent):
            self._start_document(event)

    def _start_document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(event, "a second document begins here: one file holds one document")
            raise _Enough
        if event.version not in (None, (1, 2)):
            version = ".".join(map(str, event.version))
            self._refuse(event, f"the file says YAML {version}: only YAML 1.2 is read")
        if event.tags:
            self._refuse(event, "a %TAG line is refused: tags are not used here")

    def _take_scalar(self, event: ScalarEvent) -> None:
        mark, frame = event.start_mark, self._open[-1] if self._open else None
        if event.value or event.style or frame is None or frame.key is None:
            self.marks.append(mark.line + 1)
            self.marks.append(mark.column + 1)
        else:  # nothing behind a key: the parser is further on, the mistake is at the key
            self.marks += self.marks[-2:]
        value: Plain = event.value
        if event.ctag is not None or event.anchor is not None:
            value = self._read_marked(event)
        elif event.style is None:
            value = self._read_plain(event, event.value)
        elif event.style == '"' and (no_text := explain_no_text(event.value)):
            self._refuse(event, no_text)
        if frame is None:
            self.data = value
        elif frame.items is None and frame.key is None:
            self._take_key(frame, value, event)
        else:
            frame.add(value)

    def _take_key(self, frame: _Frame, value: Plain, event: ScalarEvent) -> None:
        key = event.value
        if not isinstance(value, str):
            kind = "nothing" if value is None else f"the {_kind(value)} {_short(key)}"
            self._refuse(event, f"a key must be words, and this is {kind}: put it in quotes")
        elif key == "<<" and event.style is None:
            self._refuse(event, "the merge key << is refused: write the fields out")
        elif key in frame.values:
            self._refuse(event, f'the key "{_short(key)}" stands twice here')
        frame.key = key

    def _start(self, event: MappingStartEvent | SequenceStartEvent, *, is_mapping: bool) -> None:
        self._place(event, self._open[-1] if self._open else None)
        if event.ctag is not None or event.anchor is not None:
            self._check_marked_collection(event, "map" if is_mapping else "seq")
        if len(self._open) == LIMIT_DEPTH:
            self._refuse(event, f"lists and mappings stand more than {LIMIT_DEPTH} deep here")
            raise _Enough
        self._open.append(_Frame(is_mapping=is_mapping))

    def _end(self) -> None:
        frame = self._open.pop()
        self._add(frame.values if frame.items is None else frame.items)

    def _add(self, value: object) -> None:
        if self._open:
            self._open[-1].add(value)
        else:
            self.data = value

    def _place(self, event: Event, frame: _Frame | None) -> None:
        if frame is not None and frame.wants_key:
            self._refuse(event, "a key must be words, and this is a list, a mapping or an alias")
            raise _Enough
        self.marks += (event.start_mark.line + 1, event.start_mark.column + 1)

    def _read_marked(self, event: ScalarEvent) -> Plain:
        self._refuse_anchor(event)
        tag = "!" if event.ctag is None else str(event.ctag)
        if tag == "!":
            return (
                event.value if event.ctag or event.style else self._read_plain(event, event.value)
            )
        kind = tag.removeprefix(_TAG_PREFIX)
        if kind == "str":
            return str(event.value)
        value = self._read_plain(event, event.value)
        if kind not in _SCALAR_TAGS:
            self._refuse_tag(event, tag)
        elif not _fits(value, kind):
            self._refuse(event, f"the tag !!{kind} does not fit this value", _short(event.value))
        return float(value) if kind == "float" and isinstance(value, int) else value

    def _check_marked_collection(
        self, event: MappingStartEvent | SequenceStartEvent, kind: str
    ) -> None:
        self._refuse_anchor(event)
        tag = "!" if event.ctag is None else str(event.ctag)
        if tag not in ("!", _TAG_PREFIX + kind):
            self._refuse_tag(event, tag)

    def _read_plain(self, event: ScalarEvent, text: str) -> Plain:
        try:
            return read_plain(text)
        except ValueError as error:
            self._refuse(event, str(error), _short(text))
            return None

    def _refuse_anchor(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, f"the anchor &{event.anchor} is refused: write the words again")

    def _refuse_tag(self, event: Event, tag: str) -> None:
        shown = "!!" + tag.removeprefix(_TAG_PREFIX) if tag.startswith(_TAG_PREFIX) else tag
        self._refuse(
            event, f"the tag {_short(shown)} is refused: write plain words, lists and mappings"
        )

    def _refuse(self, event: Event, message: str, found: str = "") -> None:
        mark = event.start_mark
        self.mistakes.append(Mistake(self._file, mark.line + 1, mark.column + 1, message, found))


def _nearest(places: Mapping[Where, Place], where: Where) -> Place:
    for length in range(len(where), -1, -1):
        if where[:length] in places:
            return places[where[:length]]
    return _TOP


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise _one(file, 1, 1, "the file is UTF-16: save it as UTF-8") from None
        # with a byte order mark, the decoder counts from behind it
        start = error.start + len(raw) - len(error.object)
        line, column = _position(raw[:start].decode("utf-8-sig"))
        message = "this byte is no UTF-8: save the file as UTF-8"
        raise _one(file, line, column, message, found=f"0x{raw[start]:02X}") from None


def _refuse_forbidden(text: str, file: str) -> None:
    found = _FORBIDDEN.search(text)
    if found is None:
        return
    line, column = _position(text[: found.start()])
    code = ord(found.group())
    if code in (0x85, 0x2028, 0x2029):
        message = f"a line separator (U+{code:04X}) stands here: make it a space or a new line"
    elif code == 0xFEFF:
        message = "a byte order mark (U+FEFF) stands inside the file: remove it"
    else:
        message = f"a control character (U+{code:04X}) stands here: remove it"
    raise _one(file, line, column, message)


def _syntax_mistake(error: Exception, text: str, *, last: Place, file: str) -> Mistake:
    """Say what the parser raised; `last` is the place it had reached, for errors without one."""
    mark = start = None
    if isinstance(error, MarkedYAMLError):
        mark, start = error.problem_mark or error.context_mark, error.context_mark
    line, column = (mark.line, mark.column) if mark else (last[0] - 1, last[1] - 1)
    lines = _LINE_END.split(text)
    shown = lines[line] if line < len(lines) else ""
    said = explain_syntax(error, before=shown[:column], rest=shown[column:])
    if said.at_start and start:
        line, column = start.line, start.column
    return Mistake(file, line + 1, column + 1, said.message)


def _position(before: str) -> Place:
    lines = _LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1


def _one(file: str, line: int, column: int, message: str, *, found: str = "") -> InvalidCase:
    return InvalidCase([Mistake(file, line, column, message, found)])


def _fits(value: Plain, kind: str) -> bool:
    if kind == "float":
        return type(value) in (int, float)
    return _kind(value) == {"int": "whole number", "bool": "truth value"}.get(kind, kind)


def _kind(value: Plain) -> str:
    names = {int: "whole number", float: "number", bool: "truth value", str: "str"}
    return names.get(type(value), "null")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"

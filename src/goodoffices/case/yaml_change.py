"""One change to one field, on the data of an entry and on its lines."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from goodoffices.case.errors import UnknownId
from goodoffices.case.yaml_lines import Page
from goodoffices.case.yaml_source import Where, parse_source
from goodoffices.case.yaml_style import WIDTH, Data, dumped, round_trip, styled


class Change(Protocol):
    """One change to one field."""

    def apply(self, entry: Data, field: Where) -> None:
        """Make the change in data.

        Raises
        ------
        UnknownId
            When the field, or one on the way to it, is not there.
        """

    def splice(self, text: str, where: Where) -> str | None:
        """Return text in block style with the change made in its lines.

        None where the field has no lines of its own. The other lines stay as they are.
        """


@dataclass(frozen=True)
class SetField:
    """Give a field a value; a mapping may not have it yet."""

    value: Data

    def apply(self, entry: Data, field: Where) -> None:
        """Make the change in data; see `Change.apply`."""
        parent = _parent(entry, field)
        if not isinstance(parent, dict) and not _has(parent, field[-1]):
            raise UnknownId("field", _dotted(field), [])
        value = self.value
        if isinstance(parent, (CommentedMap, CommentedSeq)):
            value = styled(value, in_brackets=bool(parent.fa.flow_style()))
        parent[field[-1]] = value

    def splice(self, text: str, where: Where) -> str | None:
        """Make the change in lines; see `Change.splice`."""
        page = Page(text, parse_source(text.encode(), name=""))
        key, parent = where[-1], where[:-1]
        if not isinstance(key, str) or not page.is_block(parent):
            return None
        column = page.mapping_column(parent)
        yaml = round_trip(width=WIDTH - column)
        if page.has(where):
            start, end = page.span(where)
            first, old = page.dedented(start, end, column)
            new = yaml.load(old)
            new[key] = styled(self.value)
        else:
            start = end = page.span(parent)[1]
            first, new = " " * column, CommentedMap({key: styled(self.value)})
        lines = _indented(dumped(yaml, new), column)
        return ended("".join(page.lines[:start])) + first + lines + "".join(page.lines[end:])


@dataclass(frozen=True)
class RemoveField:
    """Take a field away, with its value and the comment on its line."""

    def apply(self, entry: Data, field: Where) -> None:
        """Make the change in data; see `Change.apply`."""
        parent = _parent(entry, field)
        if not _has(parent, field[-1]):
            raise UnknownId("field", _dotted(field), _names(parent))
        del parent[field[-1]]

    def splice(self, text: str, where: Where) -> str | None:
        """Make the change in lines; see `Change.splice`."""
        page = Page(text, parse_source(text.encode(), name=""))
        if not page.is_block(where[:-1]) or not page.begins_line(where):
            return None
        start, end = page.span(where)
        return "".join([*page.lines[:start], *page.lines[end:]])


@dataclass(frozen=True)
class AddItem:
    """Add a value at the end of a list."""

    value: Data

    def apply(self, entry: Data, field: Where) -> None:
        """Make the change in data; see `Change.apply`."""
        listed = _parent(entry, (*field, 0))
        if not isinstance(listed, list):
            raise UnknownId("list", _dotted(field), [])
        value = self.value
        if isinstance(listed, CommentedSeq):
            value = styled(value, in_brackets=bool(listed.fa.flow_style()))
        listed.append(value)

    def splice(self, text: str, where: Where) -> str | None:
        """Make the change in lines; see `Change.splice`."""
        page = Page(text, parse_source(text.encode(), name=""))
        if not page.is_block(where) or not page.has((*where, 0)):
            return None
        end = page.span(where)[1]
        yaml = round_trip(page.column((*where, 0)))
        added = dumped(yaml, CommentedSeq([styled(self.value)]))
        return ended("".join(page.lines[:end])) + added + "".join(page.lines[end:])


def ended(text: str) -> str:
    """Return text with an end to its last line."""
    return text if not text or text.endswith(("\n", "\r")) else text + "\n"


def _parent(entry: Data, field: Where) -> Data:
    for number, step in enumerate(field[:-1]):
        if not _has(entry, step):
            raise UnknownId("field", _dotted(field[: number + 1]), _names(entry))
        entry = entry[step]
    return entry


def _has(container: Data, step: str | int) -> bool:
    if isinstance(container, dict):
        return step in container
    return isinstance(container, list) and isinstance(step, int) and 0 <= step < len(container)


def _names(container: Data) -> list[str]:
    return [str(key) for key in container] if isinstance(container, dict) else []


def _dotted(field: Sequence[str | int]) -> str:
    return ".".join(map(str, field))


def _indented(text: str, column: int) -> str:
    """Indent text but for its first line, which goes behind what stands there already."""
    pad = " " * column
    padded = "".join(pad + line if line.strip() else line for line in io.StringIO(text))
    return padded[column:]

"""Which lines of a YAML file belong to which part of its data.

For block style only, where a part has lines of its own; brackets and braces share theirs.
"""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import Final

from goodoffices.case.yaml_source import Source, Where

_KEY: Final = re.compile(r"""^(?:"[^"]*"|'[^']*'|[^\s:]+)\s*:""")
_NOTHING: Final = re.compile(r"^(?:\[\s*\]|null|~)")


class Page:
    r"""The lines of a file, with the plain data that they say.

    Examples
    --------
    >>> from goodoffices.case.yaml_source import parse_source
    >>> text = "parties:\n  # the host\n  - id: south\n    name: South\n  - id: north\n"
    >>> page = Page(text, parse_source(text.encode(), name="case.yaml"))
    >>> page.span(("parties", 0)), page.span(("parties", 0, "name")), page.column(("parties", 0))
    ((2, 4), (3, 4), 2)
    """

    def __init__(self, text: str, source: Source) -> None:
        self.lines = list(io.StringIO(text, newline=""))
        self._source = source

    def has(self, where: Where) -> bool:
        """Whether there is such a part."""
        return where in self._source.places

    def is_block(self, where: Where) -> bool:
        """Whether a list or mapping, and each one around it, stands on lines of its own."""
        return all(
            self.has(where[:length]) and self._char(where[:length]) not in "[{"
            for length in range(len(where) + 1)
        ) and isinstance(self._part(where), (dict, list))

    def begins_line(self, where: Where) -> bool:
        """Whether nothing but spaces stands before a part on its first line."""
        return not self.lines[self._start(where)][: self.column(where)].strip()

    def column(self, where: Where) -> int:
        """Spaces before the key or the dash of a part."""
        if isinstance(where[-1], int):
            return self._source.place(where[:-1])[1] - 1
        return self._source.key_place(where)[1] - 1

    def mapping_column(self, where: Where) -> int:
        """Spaces before the keys of a block mapping."""
        return self._source.place(where)[1] - 1

    def span(self, where: Where) -> tuple[int, int]:
        """Lines of a part, from its key or dash up to what follows it.

        Empty lines and comments behind it belong to what follows.
        """
        start = self._start(where) if where else 0
        end = self._next(where)
        column = self.column(where) if where else 0
        while end > start + 1 and _is_beside(self.lines[end - 1], column):
            end -= 1
        return start, end

    def cut(self, where: Where) -> tuple[str, list[str], str]:
        """Cut the text into what stands before a list, its entries, and what stands behind it.

        An entry has the lines up to the next entry, or up to what follows the list.
        """
        entries = self._part(where)
        assert isinstance(entries, list)
        starts = [self._start((*where, index)) for index in range(len(entries))]
        bounds = [*starts, self._next(where)]
        chunks = ["".join(self.lines[start:end]) for start, end in pairwise(bounds)]
        return "".join(self.lines[: starts[0]]), chunks, "".join(self.lines[bounds[-1] :])

    def split_empty(self, key: str) -> tuple[str, str]:
        """Cut the text behind the line of an empty list's key, and leave out the emptiness.

        What is returned first is ready to have entries written below it.
        """
        line, column = self._source.place((key,))
        text = self.lines[line - 1]
        text = text[: column - 1].rstrip() + _NOTHING.sub("", text[column - 1 :])
        return "".join([*self.lines[: line - 1], text]), "".join(self.lines[line:])

    def with_empty(self, key: str) -> str:
        """Return the text before the first entry of a list at the top, its key saying "none"."""
        line, column = self._source.key_place((key,))
        text = self.lines[line - 1]
        text = text[: column - 1] + _KEY.sub(r"\g<0> []", text[column - 1 :])
        comments = self.lines[line : self._start((key, 0))]
        return "".join([*self.lines[: line - 1], text, *comments])

    def dedented(self, start: int, end: int, column: int) -> tuple[str, str]:
        """Return what stands before a key on its line, and its lines moved to the left."""
        first, rest = self.lines[start], self.lines[start + 1 : end]
        pad = " " * column
        if all(line.startswith(pad) or not line.strip() for line in rest):
            rest = [line[column:] if line.strip() else line for line in rest]
        return first[:column], first[column:] + "".join(rest)

    def _part(self, where: Where) -> object:
        data = self._source.data
        for step in where:
            data = data[step]  # type: ignore[index]
        return data

    def _char(self, where: Where) -> str:
        line, column = self._source.place(where)
        return self.lines[line - 1][column - 1 : column] if line <= len(self.lines) else ""

    def _start(self, where: Where) -> int:
        """First line of a part: the one of its key or dash."""
        if not isinstance(where[-1], int):
            return self._source.key_place(where)[0] - 1
        dash = self.column(where)
        line = self._source.place(where)[0] - 1
        while line and not self._is_dash(line, dash):
            line -= 1
        return line

    def _is_dash(self, line: int, column: int) -> bool:
        text = self.lines[line]
        return text[column : column + 1] == "-" and not text[:column].strip(" -?:")

    def _next(self, where: Where) -> int:
        """The line where something else begins."""
        if not where:
            return len(self.lines)
        parent, last = self._part(where[:-1]), where[-1]
        if isinstance(parent, list) and isinstance(last, int):
            following: str | int | None = last + 1 if last + 1 < len(parent) else None
        else:
            assert isinstance(parent, dict)
            keys = list(parent)
            rest = keys[keys.index(last) + 1 :]
            following = rest[0] if rest else None
        if following is None:
            return self._next(where[:-1])
        return self._start((*where[:-1], following))


def split_trailing(text: str, column: int) -> tuple[str, str]:
    r"""Split the lines of a part from the empty lines and comments behind it.

    Parameters
    ----------
    text
        Whole lines.
    column
        Spaces before the part; comments further to the right are its own.

    Examples
    --------
    >>> split_trailing("  - id: s1\n    # its own\n\n  # the next one\n", 2)
    ('  - id: s1\n    # its own\n', '\n  # the next one\n')
    """
    lines = list(io.StringIO(text, newline=""))
    end = len(lines)
    while end > 1 and _is_beside(lines[end - 1], column):
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _is_beside(line: str, column: int) -> bool:
    """Whether a line says nothing by itself: empty, a comment to the left, or the file's end."""
    stripped = line.strip()
    if not stripped or stripped == "...":
        return True
    return stripped.startswith("#") and len(line) - len(line.lstrip()) <= column

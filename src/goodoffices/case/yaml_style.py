"""How new text looks in a YAML file: the style in which a person would write it.

ruamel.yaml writes; here stands only what it is asked for.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Mapping
from datetime import date
from enum import Enum
from itertools import accumulate
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
    SingleQuotedScalarString,
)

from goodoffices.case.yaml_plain import explain_no_text, read_plain

Data = Any
"""Plain data, or the containers of ruamel.yaml, which behave the same and keep comments."""

WIDTH: Final = 100
"""Column at which long words are folded."""

LINE: Final = 84
"""Longest line of folded words, less their indentation."""

INDENT: Final = 2
"""Spaces before the dash of a list, and of a nested mapping, where the file shows no habit."""

_NEEDS_ESCAPES: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class _PlainDates(VersionedResolver):
    """The resolver of ruamel.yaml, but for dates: they stay the words that a person wrote."""

    def add_version_implicit_resolver(
        self, version: Data, tag: str, regexp: object, first: object
    ) -> None:
        if not tag.endswith(":timestamp"):
            super().add_version_implicit_resolver(version, tag, regexp, first)


def round_trip(dash: int = INDENT, *, width: int = WIDTH) -> YAML:
    """Return a reader and writer that keeps comments and quotes.

    Parameters
    ----------
    dash
        Spaces before the dash of a list, as the file at hand has them.
    width
        Column at which long words are folded.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = max(width, WIDTH // 4)
    yaml.indent(mapping=INDENT, sequence=dash + INDENT, offset=dash)
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.Resolver = _PlainDates
    return yaml


def dumped(yaml: YAML, data: Data) -> str:
    """Return data as YAML text."""
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def to_plain(value: object) -> Data:
    """Return a value as the plain data that a file can hold.

    Raises
    ------
    TypeError
        When it is nothing that has a place in a file.
    ValueError
        When words hold control characters.

    Examples
    --------
    >>> to_plain({"on": date(2024, 8, 16), "span": (1, 2)})
    {'on': '2024-08-16', 'span': [1, 2]}
    """
    if isinstance(value, Enum):
        return to_plain(value.value)
    if isinstance(value, Mapping):
        return {str(key): to_plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        if no_text := explain_no_text(value):
            raise ValueError(no_text)
        return str(value)
    if value is None or isinstance(value, (int, float)):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a YAML file")


def styled(value: Data, *, in_brackets: bool = False) -> Data:
    """Return plain data in the style in which a person would write it.

    Parameters
    ----------
    value
        Plain data.
    in_brackets
        Whether it goes between brackets or braces, where words have no lines of their own.

    Examples
    --------
    >>> print(dumped(round_trip(), styled({"said_on": "2024-08-16", "words": "no", "n": "12"})))
    said_on: 2024-08-16
    words: no
    n: '12'
    """
    if isinstance(value, dict):
        parts = {key: styled(part, in_brackets=in_brackets) for key, part in value.items()}
        return CommentedMap((_styled_key(key), part) for key, part in parts.items())
    if isinstance(value, list):
        return CommentedSeq(styled(part, in_brackets=in_brackets) for part in value)
    if isinstance(value, str):
        return _styled_key(value) if in_brackets else _styled_words(value)
    return value


def _styled_words(text: str) -> str:
    if "\n" in text and _fits_literal(text):
        return _in_style(LiteralScalarString, text)
    if len(text) > LINE and _fits_folded(text):
        return _folded(text)
    return _styled_key(text)


def _styled_key(text: str) -> str:
    style: type[str] = PlainScalarString  # a bare str would take over the quotes it replaces
    if "\n" in text or _NEEDS_ESCAPES.search(text):
        style = DoubleQuotedScalarString
    elif text and (text[0] == "?" or not _is_read_as_words(text)):
        style = SingleQuotedScalarString
    return _in_style(style, text)


def _in_style(style: type[str], text: str) -> str:
    return style(text)


def _folded(text: str) -> str:
    """Return words folded at spaces, under a `>-`."""
    lines = textwrap.wrap(text, LINE, break_on_hyphens=False, break_long_words=False)
    ends = accumulate(len(line) + 1 for line in lines[:-1])
    folded = FoldedScalarString(text)
    folded.fold_pos = [end - 1 for end in ends]
    words: str = folded
    return words


def _fits_folded(text: str) -> bool:
    return all(text.split(" ")) and not _NEEDS_ESCAPES.search(text) and "\n" not in text


def _fits_literal(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    is_tidy = bool(lines[0] and lines[-1]) and all(line == line.strip() for line in lines)
    return is_tidy and not _NEEDS_ESCAPES.search(text)


def _is_read_as_words(text: str) -> bool:
    try:
        return isinstance(read_plain(text), str)
    except ValueError:
        return False

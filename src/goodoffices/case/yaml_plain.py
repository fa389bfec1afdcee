"""Plain YAML words as data, by the core schema of YAML 1.2 and nothing more.

Dates stay the words that a person wrote, and so do `yes`, `no`, `on` and `12:30`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

Plain = str | int | float | bool | None
"""What a single word or line of YAML can stand for."""

WORDS: Final[Mapping[str, Plain]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    **{sign + word: math.inf for sign in ("", "+") for word in (".inf", ".Inf", ".INF")},
    **{"-" + word: -math.inf for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
"""The words of the core schema that are no strings."""

MAX_DIGITS: Final = 400
"""A number written with more characters than this is refused: no quantity needs them."""

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER_STARTS: Final = frozenset("-+.0123456789")
_WHOLE: Final = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL: Final = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL: Final = re.compile(r"0x[0-9a-fA-F]+\Z")
_DECIMAL: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")


def read_plain(text: str) -> Plain:
    """Return what an unquoted word stands for.

    Parameters
    ----------
    text
        The word or line as YAML folds it.

    Returns
    -------
    Plain
        None, a truth value or a number where YAML 1.2 says so, and else the text itself.

    Raises
    ------
    ValueError
        When a number is written with more than `MAX_DIGITS` characters, or is larger than
        a decimal number can be.

    Examples
    --------
    >>> [read_plain(word) for word in ("12", "0x1F", "-1.5e2", "true", "~")]
    [12, 31, -150.0, True, None]
    >>> [read_plain(word) for word in ("2024-08-16", "no", "yes", "12:30", "1_000")]
    ['2024-08-16', 'no', 'yes', '12:30', '1_000']

    Notes
    -----
    Source: YAML 1.2.2, section 10.3.2, "Tag Resolution".
    """
    if text in WORDS:
        return WORDS[text]
    return _read_number(text) if text[0] in _NUMBER_STARTS else text


def explain_no_text(text: str) -> str:
    r"""Say what a string holds that is no text (control characters), or nothing.

    Examples
    --------
    >>> explain_no_text("bell \x07")
    'the words hold a character that is no text (U+0007)'
    >>> explain_no_text("قال")
    ''
    """
    found = _NO_TEXT.search(text)
    return f"the words hold a character that is no text (U+{ord(found[0]):04X})" if found else ""


def _read_number(text: str) -> Plain:
    if not _DECIMAL.match(text):
        base = 8 if _OCTAL.match(text) else 16 if _HEXADECIMAL.match(text) else 0
        if base:
            _refuse_too_long(text)
        return int(text[2:], base) if base else text
    _refuse_too_long(text)
    if _WHOLE.match(text):
        return int(text)
    number = float(text)
    if math.isinf(number):
        raise ValueError("the number is too large")
    return number


def _refuse_too_long(text: str) -> None:
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a number has {len(text)} characters; at most {MAX_DIGITS} are read")

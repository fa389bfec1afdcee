"""Amounts: the numbers of a phrase, what they count, and how they are compared.

"No fewer than two hundred prisoners", "a rise of up to 3.5 percent", "between 20 and 30
days": an exact number each, never a float. Works on plain words, so that the names in a
case and the words of a document are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple

from goodoffices.case.propositions import Comparison
from goodoffices.intake.propositions.stems import fold, stem

_WORD: Final = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})*\.000(?![\d.])|\d+(?:\.\d+)?(?=[a-z%\s\W]|$)|[^\W\d_]+(?:[’'][^\W\d_]+)?\d*|[%€$£/]"
)
"""A number, a word (also "m3"), or a sign that belongs to a unit."""

_MEASURES: Final = frozenset(
    stem(word) for word in "hour day week month year percent per euro dollar metre".split()
)
_TIMES: Final = frozenset(stem(word) for word in "hour day week month year".split())
_UNITS: Final = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_SMALL: Final = _UNITS | _TENS
_SCALES: Final = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "dozen": 12,
}
_SIGNS: Final = {
    sign: tuple(stem(word) for word in words.split())
    for sign, words in (
        ("%", "percent"),
        ("€", "euro"),
        ("eur", "euro"),
        ("$", "dollar"),
        ("usd", "dollar"),
        ("£", "pound"),
        ("gbp", "pound"),
        ("m3", "cubic metre"),
        ("s", "second"),
        ("km", "kilometre"),
        ("kilometer", "kilometre"),
        ("ha", "hectare"),
    )
}
"""What signs and short forms of units are in words."""

_BOUNDARIES: Final = frozenset(
    """and or but nor in on at by for from to with within into over under that which who if unless
    must should shall will would can could may might be is are was were been has have had not than
    against during after before until between among across at along came come go goes went return
    returned""".split()
)
"""Words at which what a number counts has ended."""

_PASSED_OVER: Final = frozenset({"of", "a", "an", "the", "per", "/", "more", "further", "extra"})


class _Sign(NamedTuple):
    """Words that stand by a number, and the comparison they make of it."""

    words: tuple[str, ...]
    comparison: Comparison


def _signs(**phrases: str) -> tuple[_Sign, ...]:
    found = [
        _Sign(tuple(phrase.split()), Comparison[name.upper()])
        for name, listed in phrases.items()
        for phrase in listed.split("|")
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.words), one.words)))


_BEFORE: Final = _signs(
    at_least="at least|no fewer than|not fewer than|no less than|not less than|a minimum of|"
    "minimum of|minimum|at minimum|at the very least|not under|not below|no shorter than|"
    "not fall below|not go below|no sooner than|a floor of|not inferior to",
    at_most="at most|no more than|not more than|up to|a maximum of|maximum of|maximum|at maximum|"
    "not exceed|not exceeding|no longer than|not longer than|within|not over|not above|"
    "no later than|a ceiling of|a cap of|a limit of|no higher than|not beyond|not superior to|"
    "not be superior to|not be more than|not go beyond|not go above",
    more="more than|over|above|exceed|exceeds|exceeding|longer than|higher than|beyond|"
    "greater than|superior to|go beyond|go above",
    less="less than|fewer than|under|below|shorter than|lower than|inferior to",
    equal="exactly|precisely",
)
_AFTER: Final = _signs(
    at_least="or more|or longer|or higher|at least|at the least|at minimum",
    at_most="or less|or fewer|or shorter|or lower|at most|at the most|at maximum",
)
_ABOUT: Final = frozenset({"about", "around", "roughly", "approximately", "nearly", "almost"})


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of a phrase.

    `counted` are the stems of the words that follow it, up to what ends them. `comparison`
    is None where the words give the bare number. `upper` is the other end of a range. Where
    it stands is in characters of the phrase, its signs included.
    """

    number: Fraction
    comparison: Comparison | None
    counted: tuple[str, ...]
    start: int
    end: int
    upper: Fraction | None = None
    is_about: bool = False


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def find_amounts(phrase: str) -> tuple[Amount, ...]:
    """Return the numbers of a phrase, in its order.

    Ordinal numbers ("the second phase") are none, and neither is "one" before what is no
    measure, where it is rarely a number.

    Examples
    --------
    >>> one, = find_amounts("the release of no fewer than two hundred and fifty prisoners")
    >>> one.number, one.comparison.value, one.counted
    (Fraction(250, 1), '>=', ('prisoner',))
    >>> one, = find_amounts("a rise of up to 3.5% a year")
    >>> one.number, one.comparison.value, one.counted
    (Fraction(7, 2), '<=', ('percent', 'year'))
    """
    words = [_Word(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(phrase)]
    found: list[Amount] = []
    at = 0
    while at < len(words):
        read = _number(words, at)
        if read is None:
            at += 1
            continue
        number, end = read
        upper, end = _upper(words, at, end)
        amount = _amount(phrase, words, _Run(at, end, number, upper))
        if found and at and words[at - 1].text == "over" and set(amount.counted[:1]) & _TIMES:
            # "8 percent over 12 months" says in which time, and not that it takes longer.
            amount = replace(amount, comparison=None)
        found.append(amount)
        at = end
    return tuple(found)


class _Run(NamedTuple):
    """The words from `start` to `end` that make a number, or a range up to `upper`."""

    start: int
    end: int
    number: Fraction
    upper: Fraction | None


def _amount(phrase: str, words: Sequence[_Word], run: _Run) -> Amount:
    before = [word.text for word in words[max(run.start - 5, 0) : run.start]]
    about = bool(before) and before[-1] in _ABOUT
    if about:
        before.pop()
    sign = _standing(before, _BEFORE, at_end=True)
    first = run.start - about - (len(sign.words) if sign else 0)
    counted, last = _counted(phrase, words, run.end)
    if sign is None:
        # "300 prisoners or more": the sign may follow the number or what it counts.
        for place in (last, run.end):
            following = [word.text for word in words[place : place + 4]]
            sign = _standing(following, _AFTER, at_end=False)
            if sign is not None:
                last = max(last, place + len(sign.words))
                break
    if run.start and words[run.start - 1].text in _SIGNS:
        counted = _SIGNS[words[run.start - 1].text] + counted  # "EUR 500 a month"
    return Amount(
        run.number,
        sign.comparison if sign else None,
        counted,
        words[max(first, 0)].start,
        words[last - 1].end,
        run.upper,
        about,
    )


def _standing(words: Sequence[str], signs: Sequence[_Sign], *, at_end: bool) -> _Sign | None:
    """Return the longest sign with which these words end, or begin."""
    for sign in signs:
        size = len(sign.words)
        if tuple(words[-size:] if at_end else words[:size]) == sign.words:
            return sign
    return None


def _number(words: Sequence[_Word], at: int) -> tuple[Fraction, int] | None:
    """Read a number that begins here, and where it ends."""
    text = words[at].text
    if text[0].isdigit():
        plain = text.replace(",", "")
        # "45.000 tonnes" is how many languages write thousands; nobody writes three zeros after
        # a decimal point.
        number = Fraction(plain.replace(".", "") if plain.endswith(".000") else plain)
        end = at + 1
        while end < len(words) and words[end].text in _SCALES:
            number *= _SCALES[words[end].text]
            end += 1
        return number, end
    starts_scale = text in _SCALES and (at == 0 or words[at - 1].text == "a")
    if text not in _SMALL and not starts_scale:
        return None
    whole, end = _number_in_words(words, at)
    if whole == 1 and end == at + 1:
        # "one of them" and "one side" count nothing; "one year" does.
        following = stem(words[end].text) if end < len(words) else ""
        return (Fraction(1), end) if following in _MEASURES else None
    return Fraction(whole), end


def _number_in_words(words: Sequence[_Word], at: int) -> tuple[int, int]:
    """Read "two hundred and fifty thousand" as people say it: hundreds, and then their scale."""
    total, group, end = 0, 0, at
    while end < len(words):
        text = words[end].text
        if text in _SMALL:
            # "three five" are two numbers; "twenty five" and "hundred five" are one.
            if group % 10 or (group % 100 and text in _TENS) or (end > at and _is_bare(words, end)):
                break
            group += _SMALL[text]
        elif text in {"hundred", "dozen"}:
            group = max(group, 1) * _SCALES[text]
        elif text in _SCALES:
            total += max(group, 1) * _SCALES[text]
            group = 0
        elif not _joins(words, end, at):
            break
        end += 1
    return total + group, end


def _is_bare(words: Sequence[_Word], at: int) -> bool:
    """Whether an "and" here joins two numbers of like size and not the parts of one."""
    before = words[at - 1].text
    return before == "and" and words[at - 2].text not in _SCALES


def _joins(words: Sequence[_Word], end: int, at: int) -> bool:
    """Whether this word is the "and" of "two hundred and fifty"."""
    return (
        words[end].text == "and"
        and end > at
        and words[end - 1].text in _SCALES
        and end + 1 < len(words)
        and words[end + 1].text in _SMALL
    )


def _upper(words: Sequence[_Word], at: int, end: int) -> tuple[Fraction | None, int]:
    """Read the other end of "three to five" or "between 20 and 30"."""
    if end + 1 >= len(words):
        return None, end
    joined = words[end].text
    between = at > 0 and words[at - 1].text == "between"
    if joined == "to" or (joined == "and" and between):
        read = _number(words, end + 1)
        if read is not None:
            return read
    return None, end


def _counted(phrase: str, words: Sequence[_Word], at: int) -> tuple[tuple[str, ...], int]:
    """Return the stems of what a number counts, and where these words end."""
    counted: list[str] = []
    end = last = at
    while end < len(words) and len(counted) < 5:
        word = words[end]
        between = phrase[words[end - 1].end : word.start]
        if word.text in _BOUNDARIES or (end > at and "," in between) or ";" in between:
            break
        if word.text[0].isdigit():
            break
        if word.text == "per" and end + 1 < len(words) and words[end + 1].text == "cent":
            counted.append("percent")
            end, last = end + 2, end + 2
            continue
        if word.text not in _PASSED_OVER:
            counted.extend(_SIGNS.get(word.text, (stem(word.text),)))
            last = end + 1
        end += 1
    return tuple(counted), last

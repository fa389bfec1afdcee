"""Quotation marks of many kinds, and the quotations they make, paragraph by paragraph.

Works on the bare text, without a parse. A quotation never runs over the end of a paragraph;
one that is not closed there goes on in the next paragraph if that begins with a mark, or if
the next mark, at most a few paragraphs on, can only close (a text with a line to a sentence).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.intake.texts import Extent

_CLOSERS: Final = {"“": "”", "„": "“", "«": "»", '"': '"', "‟": "”", "‘": "’", "'": "'"}
_DOUBLE: Final = frozenset('“„«"‟')
_MARKS: Final = _DOUBLE | frozenset("”»")
_FARTHEST: Final = 8
"""Paragraphs over which a quotation that was left open is carried on."""
_SINGLE: Final = frozenset("‘'")
_BEFORE: Final = frozenset("([{-–—/ \t\n\u00a0") | {""}
_SENTENCE_ENDS: Final = frozenset(".?!…,;—–")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; `is_closed` is False where its end is the paragraph's."""

    extent: Extent
    is_closed: bool = True
    is_single: bool = False

    @property
    def start(self) -> int:
        """Where its opening mark stands."""
        return self.extent.start

    @property
    def end(self) -> int:
        """Just after its closing mark."""
        return self.extent.end

    def inner(self, text: str) -> str:
        """The words between the marks."""
        return text[self.start + 1 : self.end - 1 if self.is_closed else self.end].strip()

    def ends_like_a_clause(self, text: str) -> bool:
        """Whether a comma or stop ends it, inside the mark or straight after."""
        inner = self.inner(text).rstrip("’'")  # a quotation within may close with it
        return inner[-1:] in _SENTENCE_ENDS or text[self.end : self.end + 1] in (
            ",",
            ";",
        )


def find_quotations(text: str, paragraphs: Sequence[Extent]) -> tuple[Quotation, ...]:
    """Return the quotations of a text in their order; those within others are left out.

    Straight marks are opening or closing by what stands beside them. Single marks make a
    quotation only outside double ones, and an apostrophe makes none.

    Examples
    --------
    >>> text = 'She called it "a first step", no more.'
    >>> [one.inner(text) for one in find_quotations(text, [Extent(0, len(text))])]
    ['a first step']
    >>> text = "The parties' envoys said ‘not yet’."
    >>> [one.inner(text) for one in find_quotations(text, [Extent(0, len(text))])]
    ['not yet']
    """
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        double = _find_double(text, paragraph)
        if double and not double[-1].is_closed:
            double += _carried_on(text, paragraphs[number + 1 : number + 1 + _FARTHEST])
        single = _find_single(text, paragraph, double)
        found += single
        found += [
            one for one in double if not any(each.extent.holds(one.extent) for each in single)
        ]
    return tuple(sorted(found, key=lambda one: one.extent))


def _carried_on(text: str, paragraphs: Sequence[Extent]) -> list[Quotation]:
    """The rest of a quotation that was left open, up to a mark which can only close it.

    Nothing is carried on where a mark that may open comes first, or none comes at all.
    """
    carried: list[Quotation] = []
    for paragraph in paragraphs:
        marks = (place for place in range(paragraph.start, paragraph.end) if text[place] in _MARKS)
        place = next(marks, None)
        if place is None:
            carried.append(Quotation(paragraph, is_closed=False))
        elif text[place] in "”»" or (text[place] == '"' and not _may_open(text, place, paragraph)):
            return [*carried, Quotation(Extent(paragraph.start, place + 1))]
        else:
            return []
    return []


def _find_double(text: str, paragraph: Extent) -> list[Quotation]:
    found: list[Quotation] = []
    begun, opener = -1, ""
    for place in range(paragraph.start, paragraph.end):
        mark = text[place]
        if mark not in _DOUBLE and mark not in "”»":
            continue
        if begun < 0:
            if mark in _DOUBLE and (mark != '"' or _may_open(text, place, paragraph)):
                begun, opener = place, mark
        elif _closes(text, place, paragraph, opener):
            found.append(Quotation(Extent(begun, place + 1)))
            begun = -1
    if begun >= 0:
        end = begun + len(text[begun : paragraph.end].rstrip())
        found.append(Quotation(Extent(begun, end), is_closed=False))
    return found


def _closes(text: str, place: int, paragraph: Extent, opener: str) -> bool:
    """Whether a mark ends the open quotation: its own closer, or any mark after a word.

    Writers mix kinds ("“We agree.“"), so a second opening mark after a word closes too.
    """
    mark = text[place]
    if opener == '"' == mark:
        return not _only_opens(text, place, paragraph)
    if mark == _CLOSERS[opener]:
        return True
    return not _only_opens(text, place, paragraph)


def _beside(text: str, place: int, paragraph: Extent) -> tuple[str, str]:
    before = text[place - 1] if place > paragraph.start else ""
    after = text[place + 1] if place + 1 < paragraph.end else ""
    return before, after


def _may_open(text: str, place: int, paragraph: Extent) -> bool:
    before, after = _beside(text, place, paragraph)
    return bool(after.strip()) or before in _BEFORE


def _only_opens(text: str, place: int, paragraph: Extent) -> bool:
    before, after = _beside(text, place, paragraph)
    return before in _BEFORE and (after.isalnum() or after in "[(…'‘")


def _find_single(text: str, paragraph: Extent, double: Sequence[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    place = paragraph.start
    while place < paragraph.end:
        within = next((one for one in double if one.start <= place < one.end), None)
        if within is not None:
            place = within.end
            continue
        if text[place] in _SINGLE and _only_opens(text, place, paragraph):
            end = _single_end(text, place, paragraph)
            if end > 0 and not any(_crosses(place, end, one) for one in double):
                found.append(Quotation(Extent(place, end), is_single=True))
                place = end
                continue
        place += 1
    return found


def _crosses(start: int, end: int, other: Quotation) -> bool:
    """Whether a stretch and a quotation overlap, neither within the other."""
    return start < other.start < end < other.end


def _single_end(text: str, begun: int, paragraph: Extent) -> int:
    """Just after the mark that closes a single quotation, or -1 where none does.

    A mark between letters is an apostrophe. One after a comma or stop surely closes; else
    the first at the end of a word does.
    """
    closer = _CLOSERS[text[begun]]
    first = -1
    for place in range(begun + 2, paragraph.end):
        if text[place] != closer:
            continue
        before, after = _beside(text, place, paragraph)
        if after.isalnum() or before.isspace():
            continue
        if before in _SENTENCE_ENDS:
            return place + 1
        if first < 0:
            first = place + 1
            if before not in "sS":
                return first
    return first

"""Lines of a PDF's page: their words, and which of them open a paragraph.

A PDF has no paragraphs. A page shows them by more space above a line, by an indent, or by
another size of type; each is measured against what is usual on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from goodoffices.intake.conversion.converters.blocks import SPACES, clean

if TYPE_CHECKING:
    from pypdf import PageObject

WIDER_THAN_USUAL: Final = 1.25
"""How much more than the usual distance between lines opens a paragraph."""

OTHER_SIZE: Final = 1.1
"""How much larger or smaller than the line before another size of type is."""

_ENDS_PARAGRAPH: Final = re.compile(r"""[.!?…:]["'”’»)\]]*$""")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, and whether it opens a paragraph."""

    text: str
    opens: bool = False
    height: int = 0
    """How high it stands on the page, in points."""


@dataclass(slots=True)
class _Drawn:
    """A line with where it stands and how large its type is, in points."""

    text: str = ""
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


def lines_of(page: PageObject) -> Iterator[PageLine]:
    """Yield the lines of a page that have words, in the order in which they were drawn."""
    drawn = [line for line in _drawn(page) if line.text.strip(SPACES)]
    usual = _usual_distance(drawn)
    margin = _margin(drawn)
    for place, line in enumerate(drawn):
        before = drawn[place - 1] if place else None
        opens = before is not None and (
            _is_apart(before, line, usual) or _is_indented(before, line, margin)
        )
        yield PageLine(line.text.strip(SPACES), opens, round(line.y))


def _drawn(page: PageObject) -> list[_Drawn]:
    """Return what was drawn, line by line; a line stands where its first words do."""
    lines = [_Drawn()]

    def take(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:  # noqa: ANN401 -- pypdf's
        del font
        for number, part in enumerate(clean(text).split("\n")):
            if number:
                lines.append(_Drawn())
            line = lines[-1]
            if part.strip(SPACES) and not line.text.strip(SPACES):
                line.x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
                line.y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
                line.size = abs(size * tm[3] * cm[3]) or abs(size)
            line.text += part

    page.extract_text(visitor_text=take)
    return lines


def _usual_distance(lines: Sequence[_Drawn]) -> float:
    """Return the commonest distance between a line and the next, in points; 0 for none."""
    distances = Counter(
        round(abs(after.y - before.y) * 2) / 2
        for before, after in pairwise(lines)
        if not _differ(before.size, after.size) and abs(after.y - before.y) > 1
    )
    if not distances:
        return 0.0
    # Of two equally common ones the smaller: lines stand closer than paragraphs.
    return min(distances, key=lambda distance: (-distances[distance], distance))


def _margin(lines: Sequence[_Drawn]) -> float:
    """Return where lines usually begin."""
    places = Counter(round(line.x) for line in lines)
    return min(places, key=lambda place: (-places[place], place)) if places else 0.0


def _is_apart(before: _Drawn, line: _Drawn, usual: float) -> bool:
    """Whether a line stands further from the one before than usual, or is set in another size."""
    if _differ(before.size, line.size):
        return True
    if line.y > before.y + line.size:
        # Up again: the next column, in which a sentence may go on.
        return bool(_ENDS_PARAGRAPH.search(before.text.rstrip(SPACES)))
    distance = abs(line.y - before.y)
    expected = usual or line.size * 1.3
    return distance > expected * WIDER_THAN_USUAL


def _is_indented(before: _Drawn, line: _Drawn, margin: float) -> bool:
    """Whether a line begins to the right of a full column, after one that ended a sentence."""
    is_right = 0.5 * line.size < line.x - margin < 6 * line.size
    return (
        is_right
        and abs(before.x - margin) < 1
        and bool(_ENDS_PARAGRAPH.search(before.text.rstrip(SPACES)))
    )


def _differ(one: float, other: float) -> bool:
    smaller, larger = sorted((one, other))
    return larger > smaller * OTHER_SIZE

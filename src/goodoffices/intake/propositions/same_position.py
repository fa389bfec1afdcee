"""Positions that one report says twice: one draft with two passages.

Two readings are the same where party and stance agree and their propositions are true of the
same choices; where one has no proposition, where their words are nearly the same. An agency
often tells a position in its own voice first and with its condition later: that is a repeat
too, with a question, and the one with the condition is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.case.diagrams import Diagrams, digest_of
from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue
from goodoffices.case.propositions import Not
from goodoffices.case.stances import Stance
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.propositions.object_words import read_words
from goodoffices.intake.texts import Extent

_ALIKE: Final = 60
"""The percent of words in common (Dice) from which two objects without proposition are one."""

_NEGATION: Final = "not"

_FIRM: Final = frozenset({Stance.INSISTS, Stance.DEMANDS})
_AGAINST: Final = frozenset({Stance.REJECTS, Stance.RULES_OUT})


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What is compared of one drafted reading.

    `lemmas` are the words of its object as `lemmas_of` gives them; `extent` is its passage.
    """

    id: str
    party: str
    stance: Stance
    extent: Extent
    proposition: str = ""
    condition: str = ""
    lemmas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Repeat:
    """That a reading says another one again: which, by which passage, and what to ask."""

    of: str
    passage: Extent
    question: str = ""


def lemmas_of(parsed: Parsed, extent: Extent) -> frozenset[str]:
    """Return the words of an object by which it is compared, with "not" where it has one.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse as read
    >>> from goodoffices.intake.texts import RepairedText
    >>> parsed = read(RepairedText.unchanged("They will not reopen the port.", ()))
    >>> sorted(lemmas_of(parsed, Extent(5, 29)))
    ['not', 'port', 'reopen']
    """
    clause = read_words(parsed, extent)
    if clause is None:
        return frozenset()
    denied = any(len(word.negators) % 2 for word in clause.words)
    return frozenset(word.stem for word in clause.words) | ({_NEGATION} if denied else set())


def find_repeats(
    readings: Sequence[ReadingFacts], issues: Iterable[Issue] = ()
) -> Mapping[str, Repeat]:
    """Return which reading repeats which, by the id of the one that repeats.

    Parameters
    ----------
    readings : sequence of ReadingFacts
        Of one document, in the order of its text. Leave out rival readings of one passage.
    issues : iterable of Issue
        Those of the case, for what the propositions mean.

    Returns
    -------
    mapping of reading id to Repeat
        None repeats one that itself repeats another. The one repeated is the first in the
        text, or the first with a condition where the others have none.

    Examples
    --------
    >>> gauges = Issue(id="gauges", options=[{"id": "joint"}, {"id": "none"}])
    >>> facts = [
    ...     ReadingFacts("r1", "north", Stance.INSISTS, Extent(0, 9), "gauges is joint"),
    ...     ReadingFacts("r2", "north", Stance.DEMANDS, Extent(20, 39), "gauges is not none"),
    ...     ReadingFacts("r3", "south", Stance.DEMANDS, Extent(40, 49), "gauges is joint"),
    ... ]
    >>> {id: repeat.of for id, repeat in find_repeats(facts, [gauges]).items()}
    {'r2': 'r1'}
    """
    sense = _Sense(issues)
    # Those with a condition come first, so that they are kept; each part in the text's order.
    ordered = sorted(readings, key=lambda one: not one.condition)
    kept: list[ReadingFacts] = []
    found: dict[str, Repeat] = {}
    for one in ordered:
        same = next((other for other in kept if sense.is_same(one, other)), None)
        if same is None:
            kept.append(one)
        else:
            found[one.id] = Repeat(same.id, one.extent, _question(one, same))
    order = {one.id: place for place, one in enumerate(readings)}
    return dict(sorted(found.items(), key=lambda item: order[item[0]]))


def _question(one: ReadingFacts, same: ReadingFacts) -> str:
    if one.condition or not same.condition:
        return ""
    return "Said without a condition here and with one elsewhere: is it one position?"


class _Sense:
    """What propositions mean, as names of the sets of choices that they are true of."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self._issues = {one.id: one for one in issues}
        self._diagrams = Diagrams(self._issues)
        self._digests: dict[tuple[str, bool], str] = {}

    def is_same(self, one: ReadingFacts, other: ReadingFacts) -> bool:
        """Whether two readings say one position; a missing condition meets any."""
        if one.party != other.party:
            return False
        if one.condition and other.condition and not self._is_equal(one.condition, other.condition):
            return False
        if one.proposition and other.proposition:
            return self._is_one_position(one, other)
        return _family(one.stance) == _family(other.stance) and _are_alike(one.lemmas, other.lemmas)

    def _is_one_position(self, one: ReadingFacts, other: ReadingFacts) -> bool:
        """Whether stance and proposition together come to the same.

        "Insists that it stay" and "rejects that it be withdrawn" are one position, where
        these are all the options there are.
        """
        firm = _FIRM | _AGAINST
        if {one.stance, other.stance} <= firm:
            ours, theirs = (
                self._digest(each.proposition, negated=each.stance in _AGAINST)
                for each in (one, other)
            )
            return ours == theirs
        return one.stance is other.stance and self._is_equal(one.proposition, other.proposition)

    def _is_equal(self, one: str, other: str) -> bool:
        return self._digest(one, negated=False) == self._digest(other, negated=False)

    def _digest(self, text: str, *, negated: bool) -> str:
        key = (text, negated)
        known = self._digests.get(key)
        if known is None:
            try:
                read = parse(text, self._issues)
            except InvalidProposition:
                # Of no issue that is known here: then only the same words are the same.
                known = f"{'not ' if negated else ''}{text}"
            else:
                known = digest_of(Not(read) if negated else read, self._diagrams)
            self._digests[key] = known
        return known


def _family(stance: Stance) -> str:
    if stance in _FIRM:
        return Stance.INSISTS.value
    return Stance.REJECTS.value if stance in _AGAINST else stance.value


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two objects have most of their words in common, and the same "not"."""
    if (_NEGATION in one) != (_NEGATION in other):
        return False
    ours, theirs = one - {_NEGATION}, other - {_NEGATION}
    common = len(ours & theirs)
    # One word in common ("talks") is too little to go by.
    return common >= 2 and 200 * common >= _ALIKE * (len(ours) + len(theirs))

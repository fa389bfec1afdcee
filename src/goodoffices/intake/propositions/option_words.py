"""The options of an issue as words, and which of them some words mean.

An option is met by the words of its title, its id and the names a team taught, by their
stems, or more weakly by their families. What distinguishes it counts; what only goes with it
(a party's name, "forces" where several issues have them) counts little.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from goodoffices.case.issues import Issue, Unsettled
from goodoffices.intake.propositions.amounts import Amount, find_amounts
from goodoffices.intake.propositions.issue_words import NameWord, name_words, names_of
from goodoffices.intake.propositions.object_words import MODIFIERS, Clause, SpokenWord
from goodoffices.intake.propositions.stems import fold, stem
from goodoffices.intake.propositions.word_families import (
    NEGATIVE_WORDS,
    NEVER_QUALIFIES,
    OPPOSITES,
    families,
)

_ALTERNATIVES: Final = re.compile(r"([^\W_]+) or ([^\W_]+)")
_PREDICATES: Final = frozenset({"leave", "stay", "free", "hold", "remove", "open", "close"})
"""Families that say what is to happen, and alone tell an option from its opposite."""
_ORDERINGS: Final = frozenset({"after", "before"})
"""Families of sequence: "depending on the exchange" may leave them out."""

_TELLING, _SHARED, _PARTY = 20, 8, 4
_HALF: Final = 50

_UNSETTLED: Final = {
    Unsettled.DEFERRED: "deferred",
    Unsettled.LEFT_UNSTATED: "left unstated",
    Unsettled.WITHOUT_PREJUDICE: "prejudice",
}


@dataclass(frozen=True, slots=True)
class OptionName:
    """One name of an option: its words and numbers, and whether it says what is not."""

    text: str
    words: tuple[NameWord, ...]
    amounts: tuple[Amount, ...]
    either: frozenset[str]
    """Stems of which one is enough ("an Arab or international force")."""
    is_negative: bool
    is_title: bool
    is_id: bool


@dataclass(frozen=True, slots=True)
class OptionMatch:
    """An option that some words mean, and how well.

    `is_opposed` says that the words are negated where the option is not, or the other way
    round; `lacks` that its title has a telling word or number that the words have not.
    """

    option: str
    places: frozenset[int]
    coverage: int
    by_stem: bool
    has_predicate: bool
    is_opposed: bool
    lacks: bool
    is_narrower: bool
    said: str

    @property
    def is_enough(self) -> bool:
        """Whether this is enough to speak of the option at all."""
        return self.has_predicate or self.coverage > _HALF


class IssueOptions:
    """The options of one issue, ready to be met.

    Parameters
    ----------
    issue : Issue
    own_stems : collection of str
        The stems of the issue's own names, which tell none of its options from another.
    shared : collection of str
        Stems that the options of several issues have.
    parties : collection of str
        Stems of the parties' names.
    """

    def __init__(
        self,
        issue: Issue,
        *,
        own_stems: Collection[str],
        shared: Collection[str],
        parties: Sequence[str] = (),
    ) -> None:
        self.issue = issue
        self._own, self._shared, self._parties = own_stems, shared, tuple(parties)
        self.names: dict[str, tuple[OptionName, ...]] = {
            option.id: tuple(
                self._names(option.title, option.also_known_as, option.id.replace("_", " "))
            )
            for option in issue.options
        }
        for word in issue.allows:
            self.names[str(word)] = tuple(self._names(_UNSETTLED[word], (), ""))
        self.nothing = tuple(
            option for option, names in self.names.items() if any(_is_nothing(one) for one in names)
        )
        """The options that mean that there is to be none."""
        self.vocabulary = frozenset(
            key
            for names in self.names.values()
            for name in names
            for word in name.words
            for key in (word.stem, *word.families)
        )

    def _names(self, title: str, others: Sequence[str], id_words: str) -> Iterator[OptionName]:
        for text in names_of(title, *others, id_words):
            words = name_words(text)
            negative = bool(NEGATIVE_WORDS & set(fold(text).split()))
            # "No monitoring" of the issue "Monitoring" says only that there is none.
            rest = () if negative else words
            telling = tuple(word for word in words if word.stem not in self._own) or rest
            amounts = find_amounts(text)
            numbers = {fold(part) for one in amounts for part in text[one.start : one.end].split()}
            yield OptionName(
                text,
                tuple(self._weighed(w) for w in telling if w.text not in numbers or _counts(w)),
                amounts,
                frozenset(stem(p) for pair in _ALTERNATIVES.findall(text) for p in pair),
                is_negative=negative,
                is_title=text == title,
                is_id=text == id_words and bool(title) and text != title,
            )

    def _weighed(self, word: NameWord) -> NameWord:
        weight = _TELLING
        if word.stem.startswith(self._parties):
            weight = _PARTY
        elif word.stem in self._shared and not word.families & _PREDICATES:
            weight = _SHARED
        return NameWord(word.text, word.stem, word.families, word.is_name, weight)

    def is_party(self, word: SpokenWord) -> bool:
        """Whether a word is a party's name or made of it ("Israeli")."""
        return word.stem.startswith(self._parties)

    def find(self, clause: Clause, *, used: Collection[int] = ()) -> list[OptionMatch]:
        """Return how each option is met that a clause speaks of.

        `used` are places that name an issue; a negation there is part of the name.
        """
        found = []
        for option, names in self.names.items():
            matches = [
                (name, match)
                for name in names
                if (match := self._match(option, name, clause, used)) is not None
            ]
            if matches:
                found.append(_best(matches))
        return found

    def _match(
        self, option: str, name: OptionName, clause: Clause, used: Collection[int]
    ) -> OptionMatch | None:
        met: dict[int, SpokenWord] = {}
        missing: list[NameWord] = []
        weight, by_stem, predicate = 0, True, False
        for wanted in name.words:
            hits = _hits(wanted, clause.words)
            if not hits:
                missing.append(wanted)
                continue
            weight += wanted.weight
            by_stem = by_stem and any(word.stem == wanted.stem for word in hits)
            predicate = predicate or bool(wanted.families & _PREDICATES)
            met.update((word.at, word) for word in hits)
        if any(_is_against(word, clause.words) for word in missing):
            return None
        numbers = [_same_number(one, clause.amounts) for one in name.amounts]
        if not met and not any(numbers):
            return None
        excused = [word for word in missing if word.stem in name.either and len(name.either) > 1]
        if len(excused) < len(name.either):
            missing = [word for word in missing if word not in excused]
        else:
            excused = []
        total = weight + sum(word.weight for word in missing) + _TELLING * len(numbers)
        weight += _TELLING * sum(numbers)
        negators = frozenset().union(*(w.negators for w in met.values())) - set(used) - set(met)
        return OptionMatch(
            option,
            frozenset(met) | {-1 - place for place, there in enumerate(numbers) if there},
            100 * weight // total if total else 0,
            by_stem,
            predicate,
            is_opposed=(len(negators) % 2 == 1) != name.is_negative,
            lacks=_lacks(missing, numbers),
            is_narrower=bool(excused),
            said=" ".join(word.text for _, word in sorted(met.items())),
        )

    def opposites(self, clause: Clause) -> dict[str, frozenset[int]]:
        """Return the options whose opposite a clause speaks of, and by which words."""
        found: dict[str, frozenset[int]] = {}
        for option, names in self.names.items():
            against = {
                OPPOSITES[family]
                for name in names
                for word in name.words
                for family in word.families & _PREDICATES
                if family in OPPOSITES
            }
            places = frozenset(word.at for word in clause.words if word.families & against)
            if places:
                found[option] = places
        return found

    def denies_number(self, clause: Clause) -> bool:
        """Whether the words count the same things as an option does, but other numbers."""
        same = other = False
        for name in (one for names in self.names.values() for one in names):
            for amount in name.amounts:
                for said in clause.amounts:
                    if _counts_alike(amount, said):
                        same = same or said.number == amount.number
                        other = True
        return other and not same

    def qualifiers(self, clause: Clause, places: Collection[int]) -> list[SpokenWord]:
        """Return the words that say more of the words met than the option does."""
        return [
            word
            for word in clause.words
            if word.at not in places
            and ((word.head in places and word.depends in MODIFIERS) or "partial" in word.families)
            and word.depends != "poss"
            and word.stem not in NEVER_QUALIFIES
            and not self.is_party(word)
        ]


def _counts(word: NameWord) -> bool:
    """Whether a word that stands in an amount is what is counted, and no number."""
    return not find_amounts(f"{word.text} x")


def _hits(wanted: NameWord, words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words that meet one of a name: by stem, or else by family."""
    same = [word for word in words if word.stem == wanted.stem]
    return same or [word for word in words if word.families & wanted.families]


def _is_against(missing: NameWord, words: Sequence[SpokenWord]) -> bool:
    """Whether an option says "after" where the words say "before", or the other way round."""
    against = {OPPOSITES[family] for family in missing.families & _ORDERINGS}
    return any(word.families & against for word in words)


def _lacks(missing: Sequence[NameWord], numbers: Sequence[bool]) -> bool:
    excused = _PREDICATES | _ORDERINGS
    telling = [w for w in missing if w.weight == _TELLING and not w.families & excused]
    return bool(telling) or not all(numbers)


def _best(matches: Sequence[tuple[OptionName, OptionMatch]]) -> OptionMatch:
    """Return the best of the ways in which one option is met.

    An id is often a short form ("force"), so it cannot tell that nothing is lacking.
    """
    best = max(
        (one for _, one in matches),
        key=lambda one: (one.is_enough, one.by_stem, len(one.places), one.coverage),
    )
    coverage = max(one.coverage for _, one in matches if one.places == best.places)
    lacks = all(one.lacks or name.is_id for name, one in matches)
    return replace(best, coverage=coverage, lacks=lacks)


def _is_nothing(name: OptionName) -> bool:
    """Whether a name says only that there is none ("none", "nobody")."""
    return name.is_negative and not name.words and not name.amounts


def _same_number(wanted: Amount, said: Sequence[Amount]) -> bool:
    return any(
        one.number == wanted.number and one.upper == wanted.upper and _counts_alike(wanted, one)
        for one in said
    )


def _counts_alike(one: Amount, other: Amount) -> bool:
    """Whether two numbers count the same kind of thing."""
    if not one.counted or not other.counted:
        return False
    mine = set(one.counted).union(*(families(word) for word in one.counted))
    theirs = set(other.counted).union(*(families(word) for word in other.counted))
    return bool(mine & theirs)

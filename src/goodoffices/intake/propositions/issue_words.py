"""The names of a case's issues as words, and which issues some words name.

Titles, short names, ids in words and the other names that a team has taught. A word that
several issues share ("corridor") tells little; one that a single issue has ("Netzarim") tells
much, and meets other spellings of itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from goodoffices.case.issues import Issue
from goodoffices.intake.propositions.object_words import MODIFIERS, Clause, SpokenWord
from goodoffices.intake.propositions.stems import fold, stem
from goodoffices.intake.propositions.word_families import (
    LIGHT_HEADS,
    ORDERING,
    STOP_WORDS,
    families,
    joined_verb,
)

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_QUESTIONS: Final = frozenset({"who", "where", "when", "how", "whether", "what", "which", "why"})
_ENDS_HEAD: Final = frozenset(
    "of at in on for to from with by within that which who as between over under after".split()
)

_TELLING: Final = 20
"""The weight of a word that one issue alone has."""
_SHARED: Final = 7
"""The weight of a word that several issues have in their names or options."""
_ENOUGH: Final = 60
"""The percent of a name's weight that must be there."""
_LIKE: Final = 86.0
"""How alike, of 100, two spellings of one proper name must be; short names must be equal."""
_NEAR: Final = 6
"""How many words away a shared word of a name may stand from a telling one."""
_LONG: Final = 6
"""The fewest letters of a name that may be spelt otherwise."""


class Level(IntEnum):
    """How surely some words name an issue; a higher one is surer."""

    HEAD = 1
    FAMILY = 2
    SPELLING = 3
    NAME = 4


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name, by which it may be met."""

    text: str
    stem: str
    families: frozenset[str]
    is_name: bool
    weight: int = _TELLING


@dataclass(frozen=True, slots=True)
class IssueName:
    """One name of an issue."""

    text: str
    words: tuple[NameWord, ...]
    head: str
    """The stem of its leading noun, empty where it is a question ("Who inspects...")."""


@dataclass(frozen=True, slots=True)
class IssueMatch:
    """An issue that some words name, how surely, and at which places of the parse."""

    issue: str
    level: Level
    places: frozenset[int]
    name: str
    said: str

    @property
    def first(self) -> int:
        """The first of the places."""
        return min(self.places)

    @property
    def spread(self) -> int:
        """How far apart the first and the last of the places are."""
        return max(self.places) - min(self.places)


def name_words(text: str) -> tuple[NameWord, ...]:
    """Return the words of a name that say something.

    Examples
    --------
    >>> [word.stem for word in name_words("Management of the corridors")]
    ['manag', 'corrid']
    """
    found = []
    matches = list(_WORD.finditer(text))
    for place, match in enumerate(matches):
        folded = fold(match[0])
        if (folded in STOP_WORDS and folded not in ORDERING) or folded.isdigit():
            continue
        key = "completed" if folded in {"completed", "completion"} else stem(folded)
        if place + 1 < len(matches) and (joined := joined_verb(key, fold(matches[place + 1][0]))):
            key = stem(joined)
        found.append(NameWord(folded, key, families(key), match[0][:1].isupper()))
    return tuple(found)


def names_of(*texts: str) -> Iterator[str]:
    """Yield these names, and what stands in brackets as names of its own."""
    seen: set[str] = set()
    for text in texts:
        inside = _IN_BRACKETS.findall(text)
        for name in (_IN_BRACKETS.sub(" ", text), *inside):
            cleaned = " ".join(name.split())
            if cleaned and fold(cleaned) not in seen:
                seen.add(fold(cleaned))
                yield cleaned


class IssueNames:
    """All names of the issues of a case.

    Examples
    --------
    >>> from goodoffices.case.issues import Issue
    >>> issues = [Issue(id="gauges", title="Inspection of the gauges", options=[{"id": "none"}])]
    >>> [name.text for name in IssueNames(issues).names["gauges"]]
    ['Inspection of the gauges', 'gauges']
    """

    def __init__(self, issues: Sequence[Issue]) -> None:
        texts = {
            one.id: tuple(
                names_of(one.title, one.short, *one.also_known_as, one.id.replace("_", " "))
            )
            for one in issues
        }
        self.owners = _owners(issues, texts)
        self.names: dict[str, tuple[IssueName, ...]] = {
            issue: tuple(self._name(text) for text in names if name_words(text))
            for issue, names in texts.items()
        }
        self.stems: dict[str, frozenset[str]] = {
            issue: frozenset(word.stem for name in names for word in name.words)
            for issue, names in self.names.items()
        }
        self.heads: dict[str, frozenset[str]] = {
            issue: frozenset(name.head for name in names if name.head)
            for issue, names in self.names.items()
        }
        self._proper = sorted(
            {
                word.text
                for names in self.names.values()
                for name in names
                for word in name.words
                if word.is_name and len(word.text) >= _LONG
            }
        )
        self._alike: dict[str, frozenset[str]] = {}

    def _name(self, text: str) -> IssueName:
        words = tuple(
            NameWord(word.text, word.stem, word.families, word.is_name, self._weight(word.stem))
            for word in name_words(text)
        )
        return IssueName(text, words, _head(text))

    def _weight(self, key: str) -> int:
        alone = len(self.owners.get(key, ())) <= 1 and key not in LIGHT_HEADS
        return _TELLING if alone else _SHARED

    def find(self, clause: Clause) -> tuple[IssueMatch, ...]:
        """Return the issues that a clause names, in the order of their first words.

        An issue whose words are only some of those of another one is left out. In "that
        corridor and Netzarim" the corridor is another one.
        """
        apart = {one.at for one in clause.references if one.is_pointed}
        apart -= {word.head for word in clause.words if word.depends in MODIFIERS}
        shared = [word for word in clause.words if word.at not in apart]
        found = [
            match
            for issue in self.names
            if (match := self._best(issue, clause.words, shared)) is not None
        ]
        kept = [
            one
            for one in found
            if not any(one.places < other.places for other in found if other is not one)
        ]
        return tuple(sorted(kept, key=lambda one: (one.first, one.issue)))

    def _best(
        self, issue: str, words: Sequence[SpokenWord], shared: Sequence[SpokenWord]
    ) -> IssueMatch | None:
        matches = [
            match
            for name in self.names[issue]
            if (match := self._match(issue, name, words, shared)) is not None
        ]
        if not matches:
            return None
        return max(matches, key=lambda one: (one.level, len(one.places), -one.spread))

    def _match(
        self,
        issue: str,
        name: IssueName,
        words: Sequence[SpokenWord],
        shared: Sequence[SpokenWord],
    ) -> IssueMatch | None:
        """Match one name; only `shared` words may be met by what several issues have."""
        met: dict[int, SpokenWord] = {}
        level, weight, telling, total, count = Level.NAME, 0, False, 0, 0
        # The telling words first, so that "corridor" is looked for beside "Netzarim".
        for wanted in sorted(name.words, key=lambda one: -one.weight):
            total += wanted.weight
            among = words if wanted.weight == _TELLING else shared
            hits = [(how, word) for word in among if (how := self._meets(wanted, word))]
            if not hits:
                continue
            surest = max(how for how, _ in hits)
            word = _nearest([word for how, word in hits if how == surest], met)
            if met and wanted.weight < _TELLING and _distance(word, met) > _NEAR:
                continue
            met[word.at] = word
            level = min(level, surest)
            weight += wanted.weight
            count += 1
            telling = telling or wanted.weight == _TELLING
        whole = count == len(name.words) >= 2 and not _is_question(name.text)
        enough = 100 * weight >= _ENOUGH * total and (telling or whole)
        if not enough and not (enough := self._has_head(issue, name, met)):
            return None
        if 100 * weight < _ENOUGH * total:
            level = Level.HEAD
        said = " ".join(word.text for _, word in sorted(met.items()))
        return IssueMatch(issue, level, frozenset(met), name.text, said)

    def _has_head(self, issue: str, name: IssueName, met: Mapping[int, SpokenWord]) -> bool:
        """Whether the leading noun is there, and is no other issue's word."""
        if not name.head or name.head in LIGHT_HEADS or self.owners.get(name.head) != {issue}:
            return False
        return any(word.stem == name.head for word in met.values())

    def _meets(self, wanted: NameWord, word: SpokenWord) -> Level | None:
        if wanted.stem == word.stem:
            return Level.NAME
        if wanted.is_name and word.is_name and wanted.text in self._spelt_like(word.text):
            return Level.SPELLING
        return Level.FAMILY if wanted.families & word.families else None

    def _spelt_like(self, text: str) -> frozenset[str]:
        """Return the proper names of the case that a word may be another spelling of."""
        known = self._alike.get(text)
        if known is None:
            from rapidfuzz import fuzz  # noqa: PLC0415 -- optional dependency

            folded = fold(text)
            found = (
                [one for one in self._proper if fuzz.ratio(folded, one) >= _LIKE]
                if len(folded) >= _LONG
                else ()
            )
            known = self._alike[text] = frozenset(found)
        return known


def _nearest(words: Sequence[SpokenWord], met: Collection[int]) -> SpokenWord:
    """Return the one of these words that stands nearest to those met already."""
    return min(words, key=lambda word: _distance(word, met)) if met else words[0]


def _distance(word: SpokenWord, met: Collection[int]) -> int:
    return min(abs(word.at - place) for place in met)


def _owners(issues: Sequence[Issue], texts: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return by stem the issues that have it in a name or an option."""
    owners: dict[str, set[str]] = {}
    for issue in issues:
        options = [option.title for option in issue.options]
        for text in (*texts[issue.id], *options):
            for word in name_words(text):
                owners.setdefault(word.stem, set()).add(issue.id)
    return owners


def _is_question(name: str) -> bool:
    return fold(name).split()[0] in _QUESTIONS


def _head(name: str) -> str:
    """Return the stem of the noun that leads a name: the last word before "of", "at"..."""
    if _is_question(name):
        return ""
    leading: list[str] = []
    for word in _WORD.findall(name):
        if fold(word) in _ENDS_HEAD and leading:
            break
        leading.append(word)
    # "Prisoners released from the list": a participle after the noun is no head.
    while len(leading) > 1 and fold(leading[-1]).endswith("ed"):
        leading.pop()
    return stem(leading[-1])

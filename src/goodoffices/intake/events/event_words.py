"""The words that name events: frames of PLOVER's categories, read from `data/plover.csv`.

A frame is a word with what must stand beside it. PLOVER (the successor of CAMEO) has sixteen
categories of what political actors do to one another; the table is our own wording of what its
manual counts under each. Most verbs need what they act on: to lift is nothing, to lift a curfew
is a concession.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

CATEGORIES: Final = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""The categories of PLOVER, by their present names, from the most friendly on."""

FRIENDLY: Final = frozenset(CATEGORIES[:7])
"""What, when it is only intended, is counted under AGREE."""

HOSTILE: Final = frozenset({"ACCUSE", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
"""What, when it is only intended, is counted under THREATEN."""

REPORTING: Final = frozenset(
    "say state announce report confirm declare add explain note tell claim believe think know hear "
    "stress disclose reveal quote reiterate remark comment acknowledge admit affirm assert show "
    "maintain write estimate describe understand learn see conclude recall indicate argue "
    "emphasize emphasise underline reply answer communicate inform".split()
)
"""Verbs that only say that somebody said; what they report is the event."""

ONGOING: Final = frozenset(
    "begin start continue keep resume proceed go manage try attempt seek help work use serve move "
    "act get have come remain cause lead be appear seem expect".split()
)
"""Verbs that only say how far an act has come, or that somebody tried: the act is in their
complement."""

ENDING: Final = frozenset("stop halt cease end suspend quit discontinue finish abstain".split())
"""Verbs that say that an act is over. Stopped violence is a retreat, stopped help a sanction."""

INTENDING: Final = frozenset(
    "plan intend mean hope aim decide vow swear determine prepare resolve wish consider "
    "schedule expect want".split()
)
"""Verbs of intention: the category is that of a future act."""

LIGHT: Final = frozenset(
    "make hold stage launch conduct give open mount issue deliver take have wage do organize "
    "organise carry undertake face repeat renew send pursue commit reaffirm reiterate step sustain "
    "call continue begin start resume announce express voice".split()
)
"""Verbs that lend their object the grammar of an act: to make a promise is to promise."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A word and what must stand beside it for it to name an event.

    `complements` are words of which one must be acted on, `subjects` of which one must act;
    empty means any. `particle` is the second word of a phrasal verb.
    """

    category: str
    word: str
    particle: str = ""
    complements: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    @property
    def rule(self) -> str:
        """The name under which a draft says what fired."""
        return f"{self.word}+{self.particle}" if self.particle else self.word

    def weigh(self, beside: Beside) -> int:
        """How much of what the frame asks for stands beside a word; -1 where something lacks.

        A second word makes another verb of the first ("give in" gives nothing), so it weighs
        most. A complement that is itself acted on weighs more than one that only belongs to
        it: "voiced support for the plan" is about support.
        """
        if beside.second_word and beside.second_word != self.particle:
            return -1
        if self.particle and self.particle not in beside.particles:
            return -1
        if self.complements and self.complements.isdisjoint(beside.complements):
            return -1
        if self.subjects and self.subjects.isdisjoint(beside.subjects):
            return -1
        is_near = not self.complements.isdisjoint(beside.objects)
        asked = bool(self.complements) + bool(self.subjects)
        return 4 * bool(self.particle) + 3 * asked + is_near


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside a verb.

    Its particles, its objects, these with all that belongs to them, and those for who acts.
    `second_word` is the particle that makes another verb of it, empty where none does.
    """

    particles: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    second_word: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames by their first word, the nouns and adjectives by themselves, and the classes."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the table of words, read once.

    Examples
    --------
    >>> sorted({frame.category for frame in lexicon().verbs["lift"]})
    ['CONCEDE', 'RETREAT']
    >>> lexicon().nouns["refusal"]
    'REJECT'
    """
    text = (files("goodoffices.intake") / "data" / "plover.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    classes = {row["words"]: frozenset(row["with"].split()) for row in rows if not row["category"]}
    return Lexicon(
        verbs=_verbs(rows, classes),
        nouns=_single_words(rows, "noun"),
        adjectives=_single_words(rows, "adjective"),
        classes=classes,
    )


def choose_frame(word: str, beside: Beside) -> tuple[Frame, int] | None:
    """Return the frame of a verb that finds most of what it asks for, and how much that is.

    Of frames that find as much, the first in the table.

    Examples
    --------
    >>> choose_frame("impose", Beside(complements=frozenset({"curfew"})))[0].category
    'COERCE'
    >>> choose_frame("impose", Beside(complements=frozenset({"tariff"})))[0].category
    'SANCTION'
    >>> choose_frame("call", Beside(particles=frozenset({"for"})))[0].rule
    'call+for'
    >>> choose_frame("sleep", Beside()) is None
    True
    """
    best: tuple[Frame, int] | None = None
    for frame in lexicon().verbs.get(word, ()):
        weight = frame.weigh(beside)
        if weight > (best[1] if best is not None else -1):
            best = (frame, weight)
    return best


def _single_words(rows: list[dict[str, str]], kind: str) -> dict[str, str]:
    return {
        word: row["category"]
        for row in rows
        if row["kind"] == kind
        for word in row["words"].split()
    }


def _verbs(
    rows: list[dict[str, str]], classes: Mapping[str, frozenset[str]]
) -> dict[str, tuple[Frame, ...]]:
    verbs: dict[str, list[Frame]] = {}
    for row in rows:
        if row["kind"] != "verb":
            continue
        complements, subjects = _expand(row["with"], classes), _expand(row["by"], classes)
        for entry in row["words"].split():
            word, _, particle = entry.partition("+")
            frame = Frame(row["category"], word, particle, complements, subjects)
            verbs.setdefault(word, []).append(frame)
    return {word: tuple(frames) for word, frames in verbs.items()}


def _expand(words: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return words with each class, such as `@troops`, put out in full."""
    return frozenset(
        one for word in words.split() for one in (classes[word] if word[0] == "@" else {word})
    )

"""Delegations in a sentence: whose they are, who is in them, and at what level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.intake.events.round_clauses import (
    after_preposition,
    objects_of,
    phrase,
    with_conjuncts,
)
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BODIES: Final = frozenset(
    # Words for people who are sent: a party belongs before them, or after "of" or "from".
    "delegation team mission representative negotiator envoy delegate mediator diplomat official "
    "emissary".split()
)
_WHOSE: Final = frozenset({"of", "from", "for"})
_LEVELS: Final = re.compile(
    r"\b(?:technical|expert(?:[- ]level)?|senior|ministerial|full|high[- ]ranking"
    r"|(?:high|top|working|low|lower)[- ]level)\b",
    re.IGNORECASE,
)
_LEADS: Final = frozenset({"lead", "head"})
_MADE: Final = frozenset({"made", "consisting", "composed"})
_HOLDS: Final = frozenset({"include", "comprise"})
_LONGEST_NAME: Final = 5
"""Words of the longest name of a party that is looked for."""


@dataclass(frozen=True, slots=True)
class FoundDelegation:
    """Whom a party sent: where the text names them, their members and level in its words."""

    party: str
    extent: Extent
    members: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True, slots=True)
class PlacedDelegation:
    """A delegation, and the word of the sentence that stands for it."""

    found: FoundDelegation
    word: Token


def find_delegations(sentence: Span, names: Mapping[str, str]) -> tuple[PlacedDelegation, ...]:
    """Return the delegations that a sentence names, in its order.

    Parameters
    ----------
    sentence : Span
        Of the parsed text.
    names : mapping of name to party id
        In lower case, adjectives too: `{"north": "north", "northern": "north"}`.
    """
    found: list[PlacedDelegation] = []
    for word in sentence:
        if word.lemma_.lower() in _BODIES and word.pos_ in {"NOUN", "PROPN"}:
            for party in _parties_of(word, names):
                one = FoundDelegation(party, phrase(word), level=_level_before(word))
                found.append(PlacedDelegation(one, word))
    return tuple(_filled(one, found) for one in found)


def parties_at(word: Token, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the party that a noun itself names, with its own words before it."""
    before = [child for child in word.lefts if child.dep_ in {"compound", "amod", "nmod", "det"}]
    words = [*(one for child in before for one in child.subtree), word]
    yield from _parties_in(words, names, last=word)


def _parties_of(body: Token, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parties that a body belongs to: "the Northern team", "envoys of North and South".

    "The Northern and Southern delegations" are of both.
    """
    before = [
        one
        for child in body.lefts
        if child.dep_ in {"amod", "compound", "poss", "nmod"}
        for one in child.subtree
    ]
    found = list(_parties_in(before, names))
    for owner in after_preposition(body, _WHOSE):
        found += parties_at(owner, names)
    return tuple(dict.fromkeys(found))


def _parties_in(
    words: list[Token], names: Mapping[str, str], last: Token | None = None
) -> Iterator[str]:
    """Yield the parties that words name, the longest name first; with `last`, up to that word."""
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
            some = words[place : place + length]
            party = names.get(" ".join(one.lower_ for one in some), "")
            if party and (last is None or some[-1] == last):
                yield party
                place += length - 1
                break
        place += 1


def _level_before(body: Token) -> str:
    """Return the words for its level before a body: "a senior team", "technical delegations"."""
    doc = body.doc
    before = doc[body.left_edge.i : body.i].text
    words = [match.group() for match in _LEVELS.finditer(before)]
    return f"{' '.join(words)} {body.text}" if words else ""


# ---------------------------------------------------------------------------- members


def _filled(one: PlacedDelegation, all_of_them: list[PlacedDelegation]) -> PlacedDelegation:
    """Return a delegation with the members and level that the rest of the sentence gives it.

    "Including" speaks of the nearest delegation before it.
    """
    found, word = one.found, one.word
    later = [other.word.i for other in all_of_them if other.word.i > word.i]
    end = min([*later, word.sent.end])
    held = [*_members(word, end)]
    held += _as_well(word, end) if held else []
    members = [_text(who) for who in dict.fromkeys(held)]
    # "... and the other one by a general" goes on with the next delegation.
    leaders = [_text(who) for who in _leaders(word) if who.lower_ != "one"]
    level = found.level or next(_level_after(word, end), "")
    if not level and leaders:
        level = f"led by {leaders[0]}"
    everyone = tuple(dict.fromkeys([*leaders, *members]))
    return replace(one, found=replace(found, members=everyone, level=level))


def _members(body: Token, end: int) -> Iterator[Token]:
    """Yield who is said to be in a body: "including", "which comprises", "made up of"."""
    for word in body.doc[body.i + 1 : end]:
        names_them = word.lower_ == "including"
        holds_them = word.lemma_.lower() in _HOLDS and _is_about(word, body)
        is_of_them = word.lower_ == "of" and word.head.lower_ in _MADE
        if names_them or holds_them or is_of_them:
            yield from objects_of(word)


def _as_well(body: Token, end: int) -> Iterator[Token]:
    """Yield who stands after "as well as", which a parser may tie to any noun before it."""
    doc = body.doc
    for place in range(body.i + 1, end - 3):
        if [one.lower_ for one in doc[place : place + 3]] == ["as", "well", "as"]:
            first = place + 3
            nouns = (one for one in doc[first:end] if one.pos_ in {"NOUN", "PROPN"})
            yield from (one for one in nouns if phrase(one).start == doc[first].idx)


def _is_about(verb: Token, body: Token) -> bool:
    """Whether a verb has a body for its subject, itself or through "which"."""
    return verb.head == body or any(
        child == body for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}
    )


def _leaders(body: Token) -> Iterator[Token]:
    """Yield who leads a body: "led by X", "which X heads", "X led the team"."""
    for verb in [child for child in body.children if child.dep_ in {"acl", "relcl"}] + [body.head]:
        if verb.lemma_.lower() not in _LEADS or verb.pos_ != "VERB":
            continue
        yield from after_preposition(verb, frozenset({"by"}))
        for child in verb.children:
            if child.dep_ == "nsubj" and child != body and child.pos_ != "PRON":
                yield from with_conjuncts(child)


def _level_after(body: Token, end: int) -> Iterator[str]:
    """Yield the words for its level after a body: "at ministerial level", "with its full staff"."""
    for word in body.doc[body.i + 1 : end]:
        if word.dep_ != "prep" or word.lower_ not in {"at", "with"}:
            continue
        for held in objects_of(word):
            own = {child.lower_ for child in held.children}
            is_level = word.lower_ == "at" and held.lemma_.lower() == "level"
            is_full = word.lower_ == "with" and "full" in own
            if is_level or is_full:
                yield f"{word.text} {_text(held).partition(',')[0]}"  # before "including"


def _text(word: Token) -> str:
    extent = phrase(word)
    return word.doc.text[extent.start : extent.end]

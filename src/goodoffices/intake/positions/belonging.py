"""Belonging: whose body, office or source a noun phrase is, by the names of the case.

"The Ruritanian delegation", "the minister of Ruritania", "Ruritania's army"; and not those of
its opposition, its past, or a movement with a name of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from goodoffices.intake.names.naming import Named
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions import holder_words as words
from goodoffices.intake.positions.stance_clauses import conjuncts
from goodoffices.intake.speakers.source_words import SPEAKS_FOR

if TYPE_CHECKING:
    from spacy.tokens import Token

WORDS_BACK: Final = 400
"""How far back "the ministry" and "both sides" may point."""

_POSSESSORS: Final = frozenset({"poss", "amod", "compound", "nmod", "appos", "nummod"})
_OF: Final = frozenset({"of", "for", "from"})


class Belonging:
    """Which party a noun phrase of one parse belongs to."""

    def __init__(self, parsed: Parsed, named: Sequence[Named]) -> None:
        self._parsed: Final = parsed
        self._named: Final[dict[int, Named]] = {}
        for one in named:
            span = parsed.doc.char_span(*one.extent, alignment_mode="expand")
            for token in span or ():
                self._named[token.i] = one

    def named(self, token: Token) -> Named | None:
        """What of the case a token names, if anything."""
        return self._named.get(token.i)

    def owners(self, head: Token) -> tuple[str, ...]:
        """The party that it belongs to, and those joined: "Ruritanian and Sylvanian officials"."""
        first = self.owner(head)
        joined = [t for one in head.children if one.dep_ in _POSSESSORS for t in conjuncts(one)]
        more = [named.party for t in joined if (named := self.named(t)) is not None]
        return tuple(dict.fromkeys(party for party in (first, *more) if party))

    def owner(self, head: Token) -> str:
        """The party whose body, office or source a noun is: by adjective, owner or "of"."""
        near = [t for t in head.children if t.dep_ in _POSSESSORS]
        # "Ane Berg, who leads the delegation of Ruritania"
        acts = [t for t in head.rights if t.dep_ == "relcl" and t.lemma_.lower() in SPEAKS_FOR]
        near += [t for one in acts for t in one.rights if t.dep_ == "dobj"]
        near += [t for one in near for t in one.children if t.dep_ in _POSSESSORS]
        for prep in [t for one in (head, *near) for t in one.children]:
            if prep.dep_ == "prep" and prep.lower_ in _OF:
                near += [t for t in prep.children if t.dep_ == "pobj"]
        for token in near:
            named = self.named(token)
            if named is not None and named.party:
                return named.party
        for token in near:
            if token.pos_ == "NOUN" and token.lemma_.lower() in words.BODIES:
                party = self.owner(token) if token.i != head.i else ""
                if party:
                    return party
        return ""

    def is_anothers(self, head: Token, inside: list[Token]) -> bool:
        """Whether a body is of the opposition, of the past, or has a name of its own."""
        if any(token.lemma_.lower() in words.AGAINST_OR_NO_LONGER for token in inside):
            return True
        if head.lemma_.lower() not in words.OF_THEIR_OWN:
            return False
        return any(
            token.pos_ == "PROPN" and token.dep_ == "compound" and self.named(token) is None
            for token in inside
        )

    def is_of_somebody_unknown(self, head: Token) -> bool:
        """Whether an office is that of a body with a name which the case does not know.

        "A Lowland minister", "a Front leader": what "it" and "its" are after them is that body.
        """
        if head.pos_ != "NOUN" or head.lemma_.lower() not in words.SPEAKS_FOR | words.OFFICIALS:
            return False
        whose = [
            one
            for one in head.lefts
            if one.pos_ == "PROPN" and one.dep_ in {"compound", "nmod", "amod", "poss"}
        ]
        return bool(whose) and not self.owner(head) and self.named(head) is None

    def owner_before(self, head: Token) -> str:
        """The party of an earlier mention with the same noun: "the sources"."""
        for token in reversed(self._parsed.doc[max(0, head.i - WORDS_BACK) : head.i]):
            if token.lemma_ == head.lemma_ and token.pos_ in {"NOUN", "PROPN"}:
                named = self.named(token)
                party = named.party if named is not None and named.party else self.owner(token)
                if party:
                    return party
        return ""

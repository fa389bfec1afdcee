"""Holders: which party a subject, an agent or an owner in a sentence stands for.

A name or an adjective of the case, a body or an office of a party, "both sides", a relative
pronoun, and pronouns: looked for outwards through the clauses that tell it, then backwards
through the sentences before. It is the teller, never the one who is told: in "A informed B
that it would accept", "it" is A.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import Band
from goodoffices.intake.names.naming import Named, NamedKind
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.positions import holder_words as words
from goodoffices.intake.positions.belonging import WORDS_BACK, Belonging
from goodoffices.intake.positions.holder_clauses import (
    is_the_part,
    is_within,
    subjects_in,
    teller_of,
    told_beside,
)
from goodoffices.intake.positions.stance_clauses import (
    child,
    conjuncts,
    own_subject,
    subject_of,
    verb_of,
)
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

SENTENCES_BACK: Final = 3
"""How far back a pronoun may point."""
DEEPEST: Final = 8
"""Steps from pronoun to pronoun at most."""

_OFFICIALS = "Is this the party's position, or the view of these officials?"
_PEOPLE = "Is this the party, or its people?"


@dataclass(frozen=True, slots=True)
class Holder:
    """A party that some words stand for, how surely, and what to ask."""

    party: str
    band: Band = Band.HIGH
    question: str = ""


def surer_of(one: Band, other: Band) -> Band:
    """The less sure of two bands.

    Examples
    --------
    >>> surer_of(Band.HIGH, Band.LOW).value
    'low'
    """
    order = (Band.LOW, Band.MIDDLE, Band.HIGH)
    return order[min(order.index(one), order.index(other))]


class Holders:
    """Resolves words of one parse to the parties of the case.

    Parameters
    ----------
    sides
        By attribution, the party of whoever speaks; empty where it is not known.
    voice
        The party that writes the document itself, whose "we" is its own.
    mediating
        Parties that mediate, and so are none of "both sides".
    """

    def __init__(
        self,
        parsed: Parsed,
        attributions: Sequence[Attribution],
        *,
        named: Sequence[Named],
        sides: Sequence[str] = (),
        voice: str = "",
        mediating: Collection[str] = (),
    ) -> None:
        self.parsed: Final = parsed
        self.attributions: Final = attributions
        self._sides: Final = sides
        self._voice: Final = voice
        self._mediating: Final = mediating
        self._belonging: Final = Belonging(parsed, named)
        self._sentences: Final = list(parsed.doc.sents)
        self._place: Final = {
            token.i: place for place, sent in enumerate(self._sentences) for token in sent
        }

    def named(self, token: Token) -> Named | None:
        """What of the case a token names, if anything."""
        return self._belonging.named(token)

    def of(self, token: Token, *, depth: int = 0) -> tuple[Holder, ...]:
        """Return the parties that a noun phrase or a pronoun stands for; conjoined, each."""
        if depth > DEEPEST:
            return ()
        found: dict[str, Holder] = {}
        for head in (token, *conjuncts(token)):
            for holder in self._one(head, depth=depth):
                found.setdefault(holder.party, holder)
        return tuple(found.values())

    def _one(self, head: Token, *, depth: int) -> tuple[Holder, ...]:
        if head.lower_ in words.PRONOUNS and head.pos_ in {"PRON", "DET", "SCONJ"}:
            return self._pronoun(head, depth=depth)
        if self._is_both(head):
            return self._two_before(head)
        named = self.named(head)
        if named is not None:
            return _as_holder(named, head)
        return self._represented(head, depth=depth)

    def affiliated(self, head: Token) -> tuple[Holder, ...]:
        """The party that some source belongs to, for its "we"."""
        own = self._one(head, depth=1)
        if own:
            return own
        party = self._belonging.owner(head) or self._belonging.owner_before(self._counted(head))
        return (Holder(party, Band.MIDDLE),) if party else ()

    def _counted(self, head: Token) -> Token:
        """The sources of "one of the sources"."""
        of = next((t for t in head.children if t.lower_ == "of"), None)
        return (child(of, "pobj") if of is not None else None) or head

    # ------------------------------------------------------------------ nouns

    def _represented(self, head: Token, *, depth: int) -> tuple[Holder, ...]:
        """A body or an office of a party: "the foreign minister of Ruritania"."""
        inside = [head, *(t for t in head.children if t.dep_ in {"compound", "appos", "amod"})]
        lemmas = {token.lemma_.lower() for token in inside if token.pos_ in {"NOUN", "PROPN"}}
        if self._belonging.is_anothers(head, inside):
            return ()
        if lemmas & words.SPEAKS_FOR or is_the_part(head):
            owners = self._belonging.owners(head)
            if owners:
                return tuple(Holder(party) for party in owners)
            whose = child(head, "poss")
            if whose is not None and whose.lower_ in words.PRONOUNS:
                return self.of(whose, depth=depth + 1)  # "its army", "his country"
            return self._definite(head, depth=depth)
        if head.lemma_.lower() in words.OFFICIALS:
            return tuple(Holder(one, Band.LOW, _OFFICIALS) for one in self._belonging.owners(head))
        for appositive in head.children:
            if appositive.dep_ == "appos" and appositive.pos_ == "NOUN":
                return self._represented(appositive, depth=depth + 1)
        return ()

    def _definite(self, head: Token, *, depth: int) -> tuple[Holder, ...]:
        """The nearest party before "the ministry" that had the same noun."""
        lemma = head.lemma_.lower()
        is_definite = any(t.lower_ in {"the", "its", "their"} for t in head.children)
        if head.pos_ != "NOUN" or not is_definite or lemma not in words.SPEAKS_FOR:
            return ()
        party = self._belonging.owner_before(head)
        if party:
            return (Holder(party, Band.MIDDLE, f"Is “the {lemma}” the one named before?"),)
        question = f"Whose is “the {lemma}”?"
        side = self._side_around(head)
        if lemma in words.BODIES and side:
            # An official who speaks of "the government" without a name speaks of their own.
            return (Holder(side, Band.MIDDLE, question),)
        if lemma in words.BODIES and depth < DEEPEST:
            before = self._before(head, is_plural=False, depth=depth + 1)
            return tuple(replace(one, band=Band.LOW, question=question) for one in before)
        return ()

    # ------------------------------------------------------------------ both

    def _is_both(self, head: Token) -> bool:
        counted = {t.lower_ for t in head.children if t.dep_ in {"det", "nummod", "predet"}}
        if head.lemma_.lower() in words.SIDES and counted & words.BOTH:
            return self._belonging.owner(head) == ""
        if head.lower_ in {"both", "neither"} and head.dep_ != "preconj":
            return not any(t.dep_ == "prep" for t in head.children)
        return head.lower_ == "two" and head.dep_ in {"nsubj", "pobj"}

    def _two_before(self, head: Token) -> tuple[Holder, ...]:
        """The two parties named last before "both sides"."""
        found: list[str] = []
        for token in reversed(self.parsed.doc[max(0, head.i - WORDS_BACK) : head.i]):
            named = self.named(token)
            if named is None or not named.party or named.party in found:
                continue
            if named.party in self._mediating:
                continue  # between the sides, not one of them
            if named.kind is NamedKind.PARTY and named.how != "adjective":
                found.append(named.party)
            if len(found) == 2:
                whole = self.parsed.doc[head.left_edge.i : head.i + 1].text
                question = f"Which two are “{whole[0].lower()}{whole[1:]}”?"
                return tuple(Holder(one, Band.MIDDLE, question) for one in reversed(found))
        return ()

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, pronoun: Token, *, depth: int) -> tuple[Holder, ...]:
        if pronoun.lower_ in words.FIRST:
            return self._speaker(pronoun)
        if pronoun.lower_ in words.RELATIVE:
            clause = verb_of(pronoun)
            while clause.dep_ in {"xcomp", "ccomp", "conj"} and clause.head.i != clause.i:
                clause = clause.head
            if clause.dep_ in {"relcl", "acl"} and clause.head.i < pronoun.i:
                return self.of(clause.head, depth=depth + 1)
            return ()
        found = self._outward(pronoun, depth=depth)
        if found is not None:
            return found
        beside = told_beside(pronoun)
        alike = self.of(beside, depth=depth + 1) if beside is not None else ()
        if len(alike) == 1:
            return (replace(alike[0], band=surer_of(alike[0].band, Band.MIDDLE)),)
        told = self._told_by(pronoun, depth=depth)
        if told or self._is_of_an_unknown_teller(pronoun):
            return told
        return self._before(pronoun, is_plural=pronoun.lower_ in words.PLURAL, depth=depth)

    def _outward(self, pronoun: Token, *, depth: int) -> tuple[Holder, ...] | None:
        """The subject of a clause around the pronoun's; None where none of them decides."""
        verb = verb_of(pronoun)
        if pronoun.dep_ not in {"nsubj", "nsubjpass"}:
            subject = subject_of(verb)
            if subject is not None and is_within(pronoun, subject):
                # "A's refusal and its insistence": the owner of what stands before it.
                owner = next((t for t in subject.subtree if t.dep_ == "poss"), None)
                if owner is not None and owner.i < pronoun.i:
                    return self.of(owner, depth=depth + 1)
                # "A will stay, its army said": the subject of the clause that was said.
                said = next((t for t in verb.lefts if t.dep_ == "ccomp"), None)
                subject = own_subject(said) if said is not None else None
            if subject is not None and not is_within(pronoun, subject):
                decided = self._decided(pronoun, subject, depth=depth)
                if decided is not None:
                    return decided
        while verb.head.i != verb.i:
            verb = verb.head
            subject = subject_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
            if subject is None or subject.i == pronoun.i or is_within(pronoun, subject):
                continue
            decided = self._decided(pronoun, subject, depth=depth)
            if decided is not None:
                return decided
        return None

    def _decided(self, pronoun: Token, subject: Token, *, depth: int) -> tuple[Holder, ...] | None:
        """The parties of a subject that a pronoun may stand for; () where it is nobody's."""
        if subject.i > pronoun.i and subject.lower_ in words.PRONOUNS:
            return None
        found = self.of(subject, depth=depth + 1)
        is_many = bool(conjuncts(subject)) or subject.tag_ in {"NNS", "NNPS"}
        if pronoun.lower_ in words.SINGULAR:
            # "It" is one body; the plural subject of a clause around it is not meant.
            return found if len(found) == 1 and not conjuncts(subject) else None
        if pronoun.lower_ in words.PLURAL:
            if found:
                return found
            return () if is_many else None
        return found if found and self._is_person(subject) else None

    def _is_person(self, token: Token) -> bool:
        named = self.named(token)
        if named is not None and named.kind is NamedKind.PERSON:
            return True
        if token.ent_type_ == "PERSON" or token.lower_ in words.ONE_PERSON:
            return True
        return token.lemma_.lower() in words.PERSONS

    def _speaker(self, pronoun: Token) -> tuple[Holder, ...]:
        """Whoever says "we"."""
        side = self._side_around(pronoun)
        if side:
            return (Holder(side),)
        told = self.innermost(Extent(pronoun.idx, pronoun.idx + len(pronoun)))
        source = self.source_of(told) if told >= 0 else teller_of(verb_of(pronoun))
        if source is None:
            return (Holder(self._voice),) if self._voice and told < 0 else ()
        if source.lower_ in words.PRONOUNS and source.lower_ not in words.FIRST:
            return self._pronoun(source, depth=2)
        return self.affiliated(source)

    def _told_by(self, pronoun: Token, *, depth: int) -> tuple[Holder, ...]:
        """The source of the words that the pronoun stands in, told in another clause."""
        told = self.innermost(Extent(pronoun.idx, pronoun.idx + len(pronoun)))
        source = self.source_of(told) if told >= 0 else None
        if source is None or source.i == pronoun.i or depth > 2:
            return ()
        if source.lower_ in words.FIRST:
            return ()
        found = self.of(source, depth=depth + 2)
        return tuple(replace(one, band=surer_of(one.band, Band.MIDDLE)) for one in found)

    def _is_of_an_unknown_teller(self, pronoun: Token) -> bool:
        """Whether the office of a body that the case does not know says "it"."""
        teller = teller_of(verb_of(pronoun))
        return teller is not None and self._belonging.is_of_somebody_unknown(teller)

    def _before(self, token: Token, *, is_plural: bool, depth: int) -> tuple[Holder, ...]:
        """The subject of an earlier sentence; the nearest that is a party, main clause first."""
        here = self._place.get(token.i, 0)
        for sentence in self._sentences[max(0, here - SENTENCES_BACK) : here][::-1]:
            for subject in subjects_in(sentence):
                if subject.lower_ in words.PRONOUNS and depth > DEEPEST // 2:
                    continue
                if self._belonging.is_of_somebody_unknown(subject):
                    return ()  # "A Lowland minister spoke. Its army ...": not of the case
                if token.lower_ in words.ONE_PERSON and not self._is_person(subject):
                    continue
                found = self.of(subject, depth=depth + 2)
                if is_plural and not found and subject.tag_ in {"NNS", "NNPS"}:
                    return ()
                if found and (is_plural or (len(found) == 1 and not conjuncts(subject))):
                    question = f"Does “{token.text}” stand for “{subject.text}”?"
                    return tuple(
                        Holder(one.party, surer_of(one.band, Band.MIDDLE), question)
                        for one in found
                    )
        return ()

    # ------------------------------------------------------------------ attributions

    def _side_around(self, token: Token) -> str:
        """The party of whoever says the words in which a token stands."""
        place = self.innermost(Extent(token.idx, token.idx + len(token)))
        return self._sides[place] if 0 <= place < len(self._sides) else ""

    def innermost(self, extent: Extent) -> int:
        """The place of the narrowest attribution in whose words a stretch stands, or -1."""
        best, width = -1, 0
        for place, one in enumerate(self.attributions):
            if any(part.holds(extent) for part in one.content):
                size = sum(part.end - part.start for part in one.content)
                if best < 0 or size < width:
                    best, width = place, size
        return best

    def source_of(self, place: int) -> Token | None:
        """The head of the mention of an attribution's source."""
        extent = self.attributions[place].source
        if extent is None:
            return None
        span = self.parsed.doc.char_span(*extent, alignment_mode="expand")
        return span.root if span is not None else None


def _as_holder(named: Named, head: Token) -> tuple[Holder, ...]:
    if not named.party:
        return ()
    if named.how == "adjective":
        # "The Ruritanians proposed" is how delegations are spoken of, and peoples too.
        return (Holder(named.party, Band.LOW, _PEOPLE),) if head.tag_ in {"NNS", "NNPS"} else ()
    return (Holder(named.party),)

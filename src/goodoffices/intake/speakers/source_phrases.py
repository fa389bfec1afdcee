"""Source phrases: what the noun phrase of a source says about it, and which phrases are alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from goodoffices.intake.names.naming import Named, folded
from goodoffices.intake.speakers.source_words import OUTLET_WORDS, OUTLETS, PERSONAL, SPEAKS_FOR
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DEFINITE: Final = frozenset({"the", "these", "those", "that", "this", "same"})


def end_of(token: Token) -> int:
    """Where a token ends."""
    return int(token.idx + len(token))


def extent_of(span: Span) -> Extent:
    """The characters of a span."""
    return Extent(span.start_char, span.end_char)


def phrase_of(token: Token) -> Span:
    """The noun phrase of a token, without its relative clauses."""
    left = token.left_edge.i
    kept = [child for child in token.rights if child.dep_ in {"prep", "compound", "flat"}]
    right = max([token.i, *(child.right_edge.i for child in kept)])
    return token.doc[left : right + 1]


def without_clauses(span: Span, root: Token) -> str:
    """A phrase up to its first comma or relative clause after the noun."""
    end = span.end
    for token in span.doc[root.i + 1 : span.end]:
        if token.text in {",", "-", "–", "—", "("} or token.dep_ in {"relcl", "acl"}:
            end = token.i
            break
        if token.lower_ in {"who", "which", "that"}:
            end = token.i
            break
    return span.doc[span.start : end].text


def cleaned(words: str) -> str:
    """A phrase on one line, without its article."""
    text = " ".join(words.split()).strip(" ,;:.-–—")
    return re.sub(r"^(?:the|a|an|some) ", "", text, flags=re.IGNORECASE)


def head_of(description: str) -> str:
    """The noun of a plain phrase: its last word before a preposition."""
    return re.split(
        r" (?:of|in|from|at|close|near|with|familiar|on|for|inside|within) ", folded(description)
    )[0].split(" ")[-1]


def affiliation_of(inside: Sequence[Named]) -> str:
    """The one party that is named; empty where it is none or several."""
    parties = list(dict.fromkeys(one.party for one in inside if one.party))
    return parties[0] if len(parties) == 1 else ""


def writer_of(paper: Token) -> Token | None:
    """Who wrote a paper: "X's letter", "a letter from X", "a statement by X"."""
    for child in paper.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
    for child in paper.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def is_about(person: Span, root: Token, span: Span) -> bool:
    """Whether the phrase is this person, and not somebody's aide or an adviser to her."""
    if person.start <= root.i < person.end:
        return True
    head = person.root
    while head.dep_ in {"appos", "flat", "compound"} and head.i != head.head.i:
        head = head.head
        if head.i == root.i:
            return True
    return head.i == root.i and span.start <= person.start


def is_same_person(name: str, other: str) -> bool:
    """Whether two names are of one person: the same, or one the surname of the other."""
    one, two = folded(name).split(), folded(other).split()
    return bool(one and two) and (
        one == two or (one[-1] == two[-1] and (len(one) == 1 or len(two) == 1))
    )


def is_same_body(name: str, other: str) -> bool:
    """Whether two names are of one body: the same, its initials, or its last word."""
    one, two = folded(name), folded(other)
    initials = "".join(word[0] for word in two.split() if word[:1].isalpha())
    return one == two or (len(one) > 2 and one in {initials, two.split(" ")[-1]})


def is_outlet(name: str) -> bool:
    """Whether a name is one of an agency, a paper or a broadcaster."""
    words = set(re.findall(r"[\w-]+", folded(name)))
    return bool(words & OUTLETS) or bool(words & OUTLET_WORDS)


def is_definite(root: Token) -> bool:
    """Whether a phrase begins with "the" or the like."""
    return any(child.lower_ in DEFINITE for child in root.children if child.dep_ in {"det", "amod"})


def affiliation_beside(root: Token, named: Sequence[Named]) -> str:
    """The party that somebody speaks for, as an apposition or a relative clause says.

    "Ane Berg, the envoy of North, said", "said Ane Berg, who leads the northern team".
    """
    told = [child for child in root.rights if child.dep_ == "appos"]
    told += [
        child
        for child in root.rights
        if child.dep_ == "relcl" and child.lemma_.lower() in SPEAKS_FOR
    ]
    parties = [
        one.party
        for part in told
        for one in named
        if one.party and one.extent.meets(Extent(part.left_edge.idx, end_of(part.right_edge)))
    ]
    return parties[0] if len(set(parties)) == 1 else ""


def titled_name(root: Token) -> Span | None:
    """The name that a title stands before ("Ms Berg"), which a parser may take for a body's."""
    start = root.i
    while start > root.sent.start and root.doc[start - 1].pos_ == "PROPN":
        start -= 1
    first = root.doc[start]
    is_titled = start < root.i and first.lower_.strip(".") in PERSONAL
    return root.doc[start + 1 : root.i + 1] if is_titled else None


def small_begin(words: str, doc: Doc, mention: Extent) -> str:
    """A phrase as it goes on within a sentence: "Two traders" began one; names stay as they are."""
    span = doc.char_span(*mention, alignment_mode="expand")
    is_name = span is None or span[0].pos_ == "PROPN" or span[0].ent_type_ in {"NORP", "GPE"}
    return words if is_name else words[:1].lower() + words[1:]

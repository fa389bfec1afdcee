"""The words of a position's object, made ready to be matched with a case.

Each clause of "withdraw from the corridor and let a commission verify it" is apart; each
word carries its stem and families, whether it is negated, and what it modifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.intake.parsing import Parsed
from goodoffices.intake.propositions.amounts import Amount, find_amounts
from goodoffices.intake.propositions.stems import fold, stem
from goodoffices.intake.propositions.word_families import (
    INVERTERS,
    ORDERING,
    STOP_WORDS,
    families,
    joined_verb,
)
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MODIFIERS: Final = frozenset({"amod", "advmod", "compound", "nmod", "npadvmod", "nummod", "poss"})
"""How a word hangs on the one that it says more of."""

_NEGATED_BY: Final = frozenset({"no", "neither", "never", "nobody", "none"})
_ONLY: Final = frozenset({"only", "just", "merely", "simply"})
_LESS_OR_MORE: Final = frozenset(
    {"more", "less", "fewer", "longer", "later", "sooner", "higher", "lower", "shorter", "exceed"}
)
_FALLING: Final = frozenset({("fall", "below"), ("go", "below"), ("go", "beyond")})
_REASONS: Final = frozenset({"because", "since", "as", "so", "while", "although", "though"})
_DEMONSTRATIVES: Final = frozenset({"this", "that", "these", "those", "both", "such", "two"})
_DETERMINING: Final = frozenset({"det", "predet", "preconj", "nummod"})
_PRONOUNS: Final = {"it": 1, "this": 1, "both": 2, "they": 0, "them": 0, "these": 0}
_COUNTS: Final = {"both": 2, "two": 2, "three": 3, "four": 4}
_SPLIT_AT: Final = frozenset({"VERB", "AUX"})
_GOVERNED: Final = frozenset({"dobj", "nsubjpass", "xcomp", "ccomp", "pcomp", "prep", "pobj"})


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word that says something, with what is needed to match it.

    `at` is its place in the parse and `head` that of the word it hangs on; `depends` says
    how (a label of spaCy's). `is_name` is true of a word with a capital letter. `negators` are
    the places of the words that negate it, of which two undo each other.
    """

    text: str
    stem: str
    families: frozenset[str]
    at: int
    head: int
    depends: str
    is_name: bool
    is_noun: bool
    is_verb: bool
    negators: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that points back: "that corridor", "both", "it".

    `noun` is the stem of the noun with it, or empty for a pronoun. `count` is how many are
    meant, 0 where a plural does not tell.
    """

    noun: str
    at: int
    count: int
    text: str

    @property
    def is_pointed(self) -> bool:
        """Whether a noun has more than an article to point with ("that", "these", "both")."""
        return bool(self.noun) and fold(self.text).split()[0] in _DEMONSTRATIVES


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the object: its words, numbers, and words that point back."""

    text: str
    words: tuple[SpokenWord, ...]
    amounts: tuple[Amount, ...]
    references: tuple[Reference, ...]
    determiners: tuple[tuple[int, str], ...]
    """The place of each noun with "any", "no" or "some", and which."""
    has_agent: bool
    """Whether the words tell who is to act ("a commission inspects", "by a commission")."""
    is_predicated: bool
    """Whether a verb says that something be done, and not a bare noun that names it."""
    heads: tuple[tuple[int, int], ...]
    """The place of each token, and of the one that it hangs on."""

    @property
    def leading(self) -> tuple[SpokenWord, ...]:
        """The words that hang on no other word that says something."""
        places = {word.at for word in self.words}
        return tuple(word for word in self.words if word.head == word.at or word.head not in places)


def read_clauses(
    parsed: Parsed, extent: Extent, *, without: Extent | None = None
) -> tuple[tuple[Clause, ...], str]:
    """Return the clauses of some words of a document, and "and" or "or" that joins them.

    Parameters
    ----------
    parsed : Parsed
    extent : Extent
        In the mended copy.
    without : Extent, optional
        Words that stand within and are read apart, such as a condition.
    """
    span = _span(parsed, extent)
    if span is None:
        return (), "and"
    tokens = [
        token for token in span if without is None or not without.start <= token.idx < without.end
    ]
    tokens = _without_reasons(tokens)
    parts, joined_by = _parts(tokens)
    return tuple(_clause(part) for part in parts if part), joined_by


def read_words(parsed: Parsed, extent: Extent) -> Clause | None:
    """Return some words of a document as one clause."""
    span = _span(parsed, extent)
    return None if span is None else _clause(list(span))


def _span(parsed: Parsed, extent: Extent) -> Span | None:
    return parsed.doc.char_span(extent.start, extent.end, alignment_mode="expand")


def _without_reasons(tokens: Sequence[Token]) -> list[Token]:
    """Leave out what only gives a reason ("since ...") or an aside (", which ...").

    They speak of other things than what the position asks for.
    """
    dropped: set[int] = set()
    for token in tokens:
        first = token.left_edge
        if first.i <= tokens[0].i:
            continue
        aside = token.dep_ == "relcl" and first.i > 0 and token.doc[first.i - 1].text == ","
        reason = token.dep_ == "advcl" and fold(first.text) in _REASONS
        if aside or reason:
            dropped.update(each.i for each in token.subtree)
    kept = [token for token in tokens if token.i not in dropped]
    return kept or list(tokens)


def _parts(tokens: Sequence[Token]) -> tuple[list[list[Token]], str]:
    """Split at verbs, or nouns, that stand beside the first one ("withdraw ... and let ...")."""
    inside = {token.i for token in tokens}
    roots = [token for token in tokens if token.head.i not in inside or token.head == token]
    if not roots:
        return [list(tokens)], "and"
    root = roots[0]
    heads = [root]
    for token in tokens:
        beside = token.dep_ == "conj" and token.head in heads
        if beside and (token.pos_ in _SPLIT_AT or root.pos_ not in _SPLIT_AT):
            heads.append(token)
    if len(heads) == 1:
        return [list(tokens)], "and"
    owners = {head.i: number for number, head in enumerate(heads)}
    parts: list[list[Token]] = [[] for _ in heads]
    joined_by = "and"
    for token in tokens:
        if token.dep_ == "cc" and token.head in heads:
            joined_by = "or" if fold(token.text) == "or" else joined_by
            continue
        parts[_owner(token, owners)].append(token)
    return parts, joined_by


def _owner(token: Token, owners: dict[int, int]) -> int:
    """Return the number of the part that a word belongs to: that of its nearest head."""
    if token.i in owners:
        return owners[token.i]
    for above in token.ancestors:
        if above.i in owners:
            return owners[above.i]
    return 0


def _clause(tokens: Sequence[Token]) -> Clause:
    inside = {token.i for token in tokens}
    text, spoken = _text(tokens), tuple(_spoken(tokens, inside))
    predicate = any(
        token.pos_ == "VERB" and token.dep_ not in {"amod", "acl", "relcl"} for token in tokens
    )
    return Clause(
        text,
        spoken,
        find_amounts(text),
        tuple(_references(tokens)),
        tuple(_determiners(tokens)),
        has_agent=any(_is_agent(token) for token in tokens),
        is_predicated=predicate,
        heads=tuple((token.i, token.head.i) for token in tokens),
    )


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text_with_ws for token in tokens).strip(" ,;.\n")


def _is_agent(token: Token) -> bool:
    # "Inspection by a commission": the parser often hangs "by" on the noun as any preposition.
    by = token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.lower_ == "by"
    acts = token.dep_ in {"nsubj", "poss"} and token.pos_ in {"NOUN", "PROPN"}
    return (token.dep_ == "pobj" and token.head.dep_ == "agent") or by or acts


def _spoken(tokens: Sequence[Token], inside: set[int]) -> Iterator[SpokenWord]:
    for token in tokens:
        if token.is_space or token.is_punct or token.pos_ == "SYM":
            continue
        folded = fold(token.text)
        if (folded in STOP_WORDS and folded not in ORDERING) or token.pos_ == "NUM":
            continue
        key = _stem(token)
        yield SpokenWord(
            token.text,
            key,
            families(key),
            token.i,
            token.head.i,
            token.dep_,
            is_name=token.text[:1].isupper(),
            is_noun=token.pos_ in {"NOUN", "PROPN"},
            is_verb=token.pos_ == "VERB",
            negators=frozenset(_negators(token, inside)),
        )


def _stem(token: Token) -> str:
    """Return a word's stem, a verb's joined with its particle."""
    for particle in token.children:
        near = 0 < particle.i - token.i <= 4
        if near and (joined := joined_verb(token.lemma_.lower(), particle.lower_)):
            return stem(joined)
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is not None and (joined := joined_verb(token.lemma_.lower(), following.lower_)):
        return stem(joined)
    # "Completed" and "completion" speak of an end, "complete" and "completely" of the whole.
    if stem(token.text) == "complet":
        ended = token.pos_ == "VERB" or fold(token.text).startswith(("completi", "completed"))
        return "completed" if ended else "complet"
    return stem(token.lemma_ if token.pos_ != "PROPN" else token.text)


# ---------------------------------------------------------------------------- negation


def _negators(token: Token, inside: set[int]) -> Iterator[int]:
    """Yield the places of the words that negate this one, among these words alone."""
    below, seen = token, token
    while True:
        for child in seen.children:
            if child.i in inside and child != below:
                yield from _negated_through(child, inside)
        below, seen = seen, seen.head
        if seen == below or seen.i not in inside:
            return
        if _inverts(seen, below):
            yield seen.i


def _negated_through(child: Token, inside: set[int]) -> Iterator[int]:
    """Yield the negation that a word is, or carries as a subject or object ("no force stays").

    A "no" that the stance says already stands outside of these words, and is not said twice.
    """
    if _negates(child):
        yield child.i
    elif child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        yield from (each.i for each in child.children if each.i in inside and _negates(each))


def _negates(token: Token) -> bool:
    folded = fold(token.text)
    if token.dep_ != "neg" and folded not in _NEGATED_BY:
        return False
    # "Not only" and "no more than" deny nothing.
    near = [fold(each.text) for each in token.doc[token.i + 1 : token.i + 3]]
    return not (near and (near[0] in _ONLY | _LESS_OR_MORE or tuple(near) in _FALLING))


def _inverts(above: Token, below: Token) -> bool:
    """Whether the word above turns what hangs on it into its opposite ("stop managing")."""
    if fold(above.text) == "without":
        return True
    if stem(above.lemma_) in INVERTERS:
        return below.dep_ in _GOVERNED
    return False


# ---------------------------------------------------------------------------- pointing back


def _references(tokens: Sequence[Token]) -> Iterator[Reference]:
    for token in tokens:
        folded = fold(token.text)
        if token.pos_ == "PRON" and folded in _PRONOUNS:
            yield Reference("", token.i, _PRONOUNS[folded], token.text)
        if token.pos_ != "NOUN":
            continue
        # Not the conjunction of "that its bridges stay".
        before = [fold(child.text) for child in token.children if child.dep_ in _DETERMINING]
        if not set(before) & (_DEMONSTRATIVES | {"the", "three", "four"}):
            continue
        plural = token.tag_ == "NNS"
        told = next((_COUNTS[word] for word in before if word in _COUNTS), 0)
        count = told or (0 if plural else 1)
        yield Reference(_stem(token), token.i, count, _phrase(token))


def _phrase(noun: Token) -> str:
    return noun.doc[noun.left_edge.i : noun.i + 1].text


def _determiners(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    for token in tokens:
        if fold(token.text) in {"any", "no", "some", "every", "all"} and token.dep_ == "det":
            yield token.head.i, fold(token.text)

"""Sources: who the speakers of a document are, and which mentions are of the same one.

A pronoun or a definite phrase ("they", "the sources") is the speaker named before it. A bare
or indefinite phrase opens a new source ("Ruritanian officials"), even where the same label
stood before: then it is asked whether the two are the same. "Other officials" is certainly
another. Nothing is merged across documents but what has a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import HopKind
from goodoffices.intake.names.naming import Named, NamedKind, folded
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.speakers.source_words import (
    BODIES,
    MANY,
    OUTLET_WORDS,
    OUTLETS,
    PAPERS,
    SPEAKS_FOR,
    SPEAKS_FOR_IT,
    TITLES,
)
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONGEST_ID: Final = 60
LONGEST_NAME: Final = 90
FIRST_PERSON: Final = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
OF_ONE: Final = frozenset({"he", "she", "him", "her", "his"})
OF_MANY: Final = frozenset({"they", "them", "their", "both", "these", "those"})
DEFINITE: Final = frozenset({"the", "these", "those", "that", "this", "same"})
ANONYMOUS: Final = re.compile(
    r"(on condition of anonymity|(?:remain|be|stay) (?:anonymous|unnamed|unidentified)"
    r"|not (?:to )?(?:be|being) (?:named|identified)|declined to be (?:named|identified))",
    re.IGNORECASE,
)


@dataclass
class FoundSource:
    """One speaker of a document, with the places where the text names it.

    `id` is the case's where the case knows it; `name` is what it is called by without its
    office. Extents are in the mended copy.
    """

    id: str
    kind: HopKind
    description: str
    affiliation: str = ""
    name: str = ""
    is_known: bool = False
    is_plural: bool = False
    is_anonymous: bool = False
    mentions: list[Extent] = field(default_factory=list)
    not_the_same_as: list[str] = field(default_factory=list)
    perhaps_the_same_as: list[str] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether "they" may be said of it."""
        return self.is_plural or self.kind in {HopKind.ORGANISATION, HopKind.ORGAN, HopKind.OUTLET}


@dataclass(frozen=True, slots=True)
class FoundSources:
    """Every speaker of a document; `of` gives the place of each attribution's, or -1."""

    sources: tuple[FoundSource, ...]
    of: tuple[int, ...]

    def speaker(self, attribution: int) -> FoundSource | None:
        """Who is said to have said an attribution's words, where it is known."""
        place = self.of[attribution]
        return self.sources[place] if place >= 0 else None


def find_sources(
    parsed: Parsed,
    attributions: Sequence[Attribution],
    *,
    named: Sequence[Named],
    document: str,
    taken: Collection[str] = (),
) -> FoundSources:
    """Return who speaks in a document, and for each attribution which of them.

    Parameters
    ----------
    attributions
        In text order, as `attribute` gives them.
    named
        Where the text names parties, organs and persons of the case.
    document
        The document's id; ids of unnamed sources begin with it.
    taken
        Ids that mean something else in the case.
    """
    finder = _Finder(parsed, named, document, set(taken))
    order = sorted(range(len(attributions)), key=lambda i: _place_of(attributions[i]))
    of = [-1] * len(attributions)
    for place in order:
        of[place] = finder.speaker_of(attributions[place], of)
    return FoundSources(tuple(finder.sources), tuple(of))


def _place_of(attribution: Attribution) -> tuple[int, int]:
    source = attribution.source or attribution.extent
    return (source.start, attribution.parent)


class _Finder:
    """Goes through a document once, and keeps who has spoken so far."""

    def __init__(
        self, parsed: Parsed, named: Sequence[Named], document: str, taken: set[str]
    ) -> None:
        self._parsed = parsed
        self._doc = parsed.doc
        self._document = document
        self._taken = taken
        self._named = [one for one in named if one.kind not in {NamedKind.ISSUE, NamedKind.PLACE}]
        self.sources: list[FoundSource] = []
        self._last: list[int] = []

    def speaker_of(self, attribution: Attribution, of: Sequence[int]) -> int:
        if attribution.source is None:
            return -1
        span = self._doc.char_span(*attribution.source, alignment_mode="expand")
        if span is None:
            return -1
        found = self._found(span, attribution, of)
        if found >= 0:
            source = self.sources[found]
            source.mentions.append(attribution.source)
            source.is_anonymous |= bool(ANONYMOUS.search(span.sent.text)) and (
                source.kind is HopKind.UNNAMED
            )
            self._last = [one for one in self._last if one != found] + [found]
        return found

    def _found(self, span: Span, attribution: Attribution, of: Sequence[int]) -> int:
        root = span.root
        if root.pos_ == "PRON" or root.lower_ in OF_MANY:
            return self._of_pronoun(root, attribution, of)
        if root.lower_ in PAPERS or root.lemma_.lower() in PAPERS:
            writer = _writer(root)
            if writer is not None:
                return self._of_phrase(_phrase(writer), writer)
        return self._of_phrase(span, root)

    # -------------------------------------------------------------- pronouns

    def _of_pronoun(self, token: Token, attribution: Attribution, of: Sequence[int]) -> int:
        word = token.lower_
        if word in FIRST_PERSON:
            return of[attribution.parent] if attribution.parent >= 0 else self._latest(None)
        if word in {"who", "which", "that", "whom"}:
            verb = token.head
            while verb.dep_ in {"conj", "ccomp", "xcomp"} and verb.head.i != verb.i:
                verb = verb.head
            if verb.dep_ == "relcl":
                return self._of_phrase(_phrase(verb.head), verb.head)
        outer = of[attribution.parent] if attribution.parent >= 0 else -1
        return self._latest(word, but=outer, before=token.idx)

    def _latest(self, word: str | None, *, but: int = -1, before: int = -1) -> int:
        """The speaker named last that a pronoun fits, or the party that acted last."""
        for place in reversed(self._last):
            if place != but and (word is None or _fits(self.sources[place], word)):
                return place
        if word in {"it", "they"} and before >= 0:
            for one in reversed(self._named):
                if one.extent.end <= before and one.how != "adjective" and one.party:
                    token = self._doc.char_span(*one.extent, alignment_mode="expand")
                    if token is not None and token.root.dep_ in {"nsubj", "nsubjpass"}:
                        return self._of_named(one)
        return -1

    # -------------------------------------------------------------- phrases

    def _of_phrase(self, span: Span, root: Token) -> int:
        inside = [one for one in self._named if one.extent.meets(_extent(span))]
        for one in inside:
            if one.extent.holds(Extent(root.idx, root.idx + len(root))) and one.how != "adjective":
                return self._of_named(one)
        affiliation = _affiliation(inside) or self._affiliation_beside(root)
        if root.lemma_.lower() in SPEAKS_FOR_IT and affiliation:
            return self._of_party(affiliation, span.text)
        person = next((ent for ent in span.ents if ent.label_ == "PERSON"), None)
        if person is not None and _is_about(person, root, span):
            return self._of_person(person, span, affiliation)
        if root.pos_ == "PROPN" and (again := self._named_before(span.text)) >= 0:
            return again
        if root.pos_ == "PROPN" and not inside:
            return self._of_body(span, root, affiliation)
        if root.lemma_.lower() in BODIES or (root.pos_ == "PROPN" and inside):
            return self._of_body(span, root, affiliation)
        return self._of_unnamed(span, root, affiliation)

    def _affiliation_beside(self, root: Token) -> str:
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
            for one in self._named
            if one.party and one.extent.meets(Extent(part.left_edge.idx, _end(part.right_edge)))
        ]
        return parties[0] if len(set(parties)) == 1 else ""

    def _of_named(self, one: Named) -> int:
        kind = {
            NamedKind.PARTY: HopKind.PARTY,
            NamedKind.ORGAN: HopKind.ORGAN,
            NamedKind.PERSON: HopKind.PERSON,
        }[one.kind]
        words = self._doc.text[one.extent.start : one.extent.end]
        return self._known(one.id, kind, words, one.party)

    def _of_party(self, party: str, words: str) -> int:
        return self._known(party, HopKind.PARTY, words, party)

    def _known(self, name: str, kind: HopKind, words: str, party: str) -> int:
        for place, source in enumerate(self.sources):
            if source.id == name:
                return place
        return self._add(FoundSource(name, kind, words, party, words, is_known=True))

    def _of_person(self, person: Span, span: Span, affiliation: str) -> int:
        words = [token.text for token in person if token.lower_.strip(".") not in TITLES]
        name = " ".join(words) or person.text
        if (again := self._named_before(name)) >= 0:
            return again
        described = _clean(_without_clauses(span, person.root))
        described = described if name in described and len(described) <= LONGEST_NAME else name
        found = FoundSource(self._own_id(name), HopKind.PERSON, described, affiliation, name)
        return self._add(found)

    def _named_before(self, words: str) -> int:
        """A person whose surname alone this is; the parser takes it for a body at times."""
        plain = [one for one in words.split() if one.lower().strip(".") not in TITLES]
        for place in reversed(range(len(self.sources))):
            other = self.sources[place]
            if other.kind is HopKind.PERSON and _is_same_person(" ".join(plain), other.name):
                return place
        return -1

    def _of_body(self, span: Span, root: Token, affiliation: str) -> int:
        name = _clean(_without_clauses(span, root))
        for place in reversed(range(len(self.sources))):
            other = self.sources[place]
            if other.kind in {HopKind.ORGANISATION, HopKind.OUTLET} and _is_same_body(
                name, other.description
            ):
                return place
        kind = HopKind.OUTLET if _is_outlet(name) else HopKind.ORGANISATION
        return self._add(FoundSource(self._own_id(name), kind, name, affiliation))

    def _of_unnamed(self, span: Span, root: Token, affiliation: str) -> int:
        description = _clean(_without_clauses(span, root))
        is_other = any(token.lower_ in {"other", "another"} for token in span)
        is_definite = _is_definite(root)
        same_head = [
            place
            for place in reversed(self._last)
            if self.sources[place].kind is HopKind.UNNAMED
            and _head(self.sources[place].description) == root.lower_
        ]
        if is_definite and not is_other and same_head:
            return same_head[0]
        found = FoundSource(
            self._own_id(f"{self._document} {description}"),
            HopKind.UNNAMED,
            description,
            affiliation,
            is_plural=root.tag_ in MANY or root.tag_ == "CC",
        )
        if is_other:
            found.not_the_same_as += [self.sources[place].id for place in same_head]
        else:
            found.perhaps_the_same_as += [
                self.sources[place].id
                for place in reversed(same_head)
                if self.sources[place].affiliation == affiliation
            ]
        return self._add(found)

    def _add(self, source: FoundSource) -> int:
        self.sources.append(source)
        return len(self.sources) - 1

    def _own_id(self, words: str) -> str:
        own = {source.id for source in self.sources}
        plain = re.sub(r"^(?:the|a|an|some|another|other) ", "", folded(words))
        base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_ID].strip("_")
        base = base if base[:1].isalpha() else f"source_{base}".strip("_")
        name, number = base, 2
        while name in own or name in self._taken:
            name, number = f"{base[: LONGEST_ID - 3]}_{number}", number + 1
        return name


def _end(token: Token) -> int:
    return int(token.idx + len(token))


def _fits(source: FoundSource, word: str) -> bool:
    if word in OF_ONE:
        return source.kind is HopKind.PERSON or (
            source.kind is HopKind.UNNAMED and not source.is_plural
        )
    if word in OF_MANY:
        return source.is_group
    return source.kind in {HopKind.PARTY, HopKind.ORGAN, HopKind.ORGANISATION, HopKind.OUTLET}


def _extent(span: Span) -> Extent:
    return Extent(span.start_char, span.end_char)


def _phrase(token: Token) -> Span:
    """The noun phrase of a token, without its relative clauses."""
    left = token.left_edge.i
    kept = [child for child in token.rights if child.dep_ in {"prep", "compound", "flat"}]
    right = max([token.i, *(child.right_edge.i for child in kept)])
    return token.doc[left : right + 1]


def _without_clauses(span: Span, root: Token) -> str:
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


def _clean(words: str) -> str:
    text = " ".join(words.split()).strip(" ,;:.-–—")
    return re.sub(r"^(?:the|a|an|some) ", "", text, flags=re.IGNORECASE)


def _head(description: str) -> str:
    """The noun of a plain phrase: its last word before a preposition."""
    return re.split(
        r" (?:of|in|from|at|close|near|with|familiar|on|for|inside|within) ", folded(description)
    )[0].split(" ")[-1]


def _affiliation(inside: Sequence[Named]) -> str:
    parties = list(dict.fromkeys(one.party for one in inside if one.party))
    return parties[0] if len(parties) == 1 else ""


def _writer(paper: Token) -> Token | None:
    """Who wrote a paper: "X's letter", "a letter from X", "a statement by X"."""
    for child in paper.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
    for child in paper.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def _is_about(person: Span, root: Token, span: Span) -> bool:
    """Whether the phrase is this person, and not somebody's aide or an adviser to her."""
    if person.start <= root.i < person.end:
        return True
    head = person.root
    while head.dep_ in {"appos", "flat", "compound"} and head.i != head.head.i:
        head = head.head
        if head.i == root.i:
            return True
    return head.i == root.i and span.start <= person.start


def _is_same_person(name: str, other: str) -> bool:
    one, two = folded(name).split(), folded(other).split()
    return bool(one and two) and (
        one == two or (one[-1] == two[-1] and (len(one) == 1 or len(two) == 1))
    )


def _is_same_body(name: str, other: str) -> bool:
    one, two = folded(name), folded(other)
    initials = "".join(word[0] for word in two.split() if word[:1].isalpha())
    return one == two or (len(one) > 2 and one in {initials, two.split(" ")[-1]})


def _is_outlet(name: str) -> bool:
    words = set(re.findall(r"[\w-]+", folded(name)))
    return bool(words & OUTLETS) or bool(words & OUTLET_WORDS)


def _is_definite(root: Token) -> bool:
    return any(child.lower_ in DEFINITE for child in root.children if child.dep_ in {"det", "amod"})

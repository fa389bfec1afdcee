"""Sources: who the speakers of a document are, and which mentions are of the same one.

A pronoun or a definite phrase ("they", "the sources") is the speaker named before it. A bare
or indefinite phrase opens a new source ("Ruritanian officials"), even where the same label
stood before: then it is asked whether the two are the same. "Other officials" is certainly
another. Nothing is merged across documents but what has a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.drafts import HopKind
from goodoffices.intake.names.naming import Named, NamedKind, folded
from goodoffices.intake.names.people import Person, find_people
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.speakers.found_source import OF_MANY, OF_ONE, FoundSource, FoundSources
from goodoffices.intake.speakers.source_list import SourceList
from goodoffices.intake.speakers.source_phrases import (
    affiliation_beside,
    affiliation_of,
    cleaned,
    end_of,
    extent_of,
    head_of,
    is_about,
    is_definite,
    is_outlet,
    is_same_body,
    is_same_person,
    phrase_of,
    small_begin,
    titled_name,
    without_clauses,
    writer_of,
)
from goodoffices.intake.speakers.source_words import (
    ANSWERING,
    ANYBODY,
    ASKING,
    BODIES,
    MANY,
    PAPERS,
    SPEAKS_FOR_IT,
    THINGS,
    TITLES,
    WHOEVER,
)
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONGEST_NAME: Final = 90
FIRST_PERSON: Final = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
ANONYMOUS: Final = re.compile(
    r"(on condition of anonymity|(?:remain|be|stay) (?:anonymous|unnamed|unidentified)"
    r"|not (?:to )?(?:be|being) (?:named|identified)|declined to be (?:named|identified))",
    re.IGNORECASE,
)


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
    # "We told them so, said Ane Berg": who "we" are is only known behind the words.
    for place in sorted(order, key=lambda i: attributions[i].extent.start):
        parent = attributions[place].parent
        if of[place] < 0 <= parent and finder.is_first(attributions[place]):
            of[place] = of[parent]
    return FoundSources(tuple(finder.sources), tuple(of))


def _place_of(attribution: Attribution) -> tuple[int, int]:
    source = attribution.source or attribution.extent
    return (source.start, attribution.parent)


class _Finder(SourceList):
    """Goes through a document once, and keeps who has spoken so far."""

    def __init__(
        self, parsed: Parsed, named: Sequence[Named], document: str, taken: set[str]
    ) -> None:
        super().__init__(taken)
        self._parsed = parsed
        self._doc = parsed.doc
        self._document = document
        self._named = [one for one in named if one.kind not in {NamedKind.ISSUE, NamedKind.PLACE}]
        self._last: list[int] = []
        self._people = find_people(parsed, self._named)
        self._by_mention: dict[Extent, int] = {}
        self._by_label: dict[str, int] = {}

    def speaker_of(self, attribution: Attribution, of: Sequence[int]) -> int:
        if attribution.source is None:
            return -1
        span = self._doc.char_span(*attribution.source, alignment_mode="expand")
        if span is None:
            return -1
        known = self._by_mention.get(attribution.source, -1)
        found = known if known >= 0 else self._found(span, attribution, of)
        if found >= 0:
            self._by_mention[attribution.source] = found
            source = self.sources[found]
            source.mentions.append(attribution.source)
            source.is_anonymous |= bool(ANONYMOUS.search(span.sent.text)) and (
                source.kind is HopKind.UNNAMED
            )
            self._last = [one for one in self._last if one != found] + [found]
        return found

    def is_first(self, attribution: Attribution) -> bool:
        """Whether the source of an attribution is "I" or "we"."""
        source = attribution.source
        return source is not None and self._doc.text[slice(*source)].lower() in FIRST_PERSON

    def _found(self, span: Span, attribution: Attribution, of: Sequence[int]) -> int:
        root = span.root
        if attribution.rule == "transcript":
            return self._of_label(span, root)
        if root.lemma_.lower() in THINGS and attribution.parent >= 0:
            # "Berg said the plan fell short, adding that ...": the plan adds nothing.
            return of[attribution.parent]
        if root.lower_ == "one" and (of_whom := self._of_one_of_them(root)) >= 0:
            return of_whom
        if root.pos_ == "PRON" or root.lower_ in OF_MANY:
            return self._of_pronoun(root, attribution, of)
        if root.lower_ in PAPERS or root.lemma_.lower() in PAPERS:
            writer = writer_of(root)
            if writer is not None:
                return self._of_phrase(phrase_of(writer), writer)
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
                return self._of_phrase(phrase_of(verb.head), verb.head)
        outer = of[attribution.parent] if attribution.parent >= 0 else -1
        if word in {*OF_ONE, "it"} and (nearer := self._acted_before(token, word)) >= 0:
            return nearer
        return self._latest(word, but=outer, before=token.idx)

    def _acted_before(self, token: Token, word: str) -> int:
        """Who acted in the sentence before "she said" or "it said", and was not quoted since."""
        back = token.sent.start - 1
        if back < 0 or token.sent.root.i not in {token.i, token.head.i}:
            return -1
        told = (one.end for source in self.sources for one in source.mentions)
        since = max((end for end in told if end <= token.idx), default=0)
        for one in reversed(self._doc[self._doc[back].sent.start : token.sent.start]):
            is_body = one.lemma_.lower() in BODIES and one.tag_ == "NN"
            is_meant = one.ent_type_ == "PERSON" if word in OF_ONE else is_body
            if one.dep_ in {"nsubj", "nsubjpass"} and is_meant and one.idx >= since:
                return self._of_phrase(phrase_of(one), one)
        return -1

    def _of_one_of_them(self, root: Token) -> int:
        """Read "one of them": a new source out of the group that was named before."""
        of = next((child for child in root.children if child.lower_ == "of"), None)
        many = next((child for child in of.children if child.dep_ == "pobj"), None) if of else None
        if many is None or many.lower_ not in OF_MANY:
            return -1
        group = self._latest("they")
        if group < 0:
            return -1
        whole = self.sources[group]
        words = f"one of {small_begin(whole.description, root.doc, whole.mentions[0])}"
        own = self.own_id(f"{self._document} {words}")
        return self.add(FoundSource(own, HopKind.UNNAMED, words, whole.affiliation))

    # -------------------------------------------------------------- labels

    def _of_label(self, span: Span, root: Token) -> int:
        """The speaker of a turn: one label is one person, all through a transcript."""
        label = folded(span.text)
        if label not in self._by_label:
            self._by_label[label] = self._labelled(label, span, root)
        return self._by_label[label]

    def _labelled(self, label: str, span: Span, root: Token) -> int:
        plain = label.strip(" .:")
        answers = [one for one in self._people if one.party and one.speaks]
        if plain in ANSWERING and len(answers) == 1:
            # An interview names its guest once, in the title or above the first question.
            return self._of_introduced(answers[0])
        if plain in ASKING | ANSWERING:
            asks = plain in ASKING
            words = "interviewer" if asks else WHOEVER
            own = self.own_id(f"{self._document} {'interviewer' if asks else 'answering'}")
            return self.add(FoundSource(own, HopKind.UNNAMED, words))
        person = self._introduced(span.text)
        if person is not None and not any(one.extent.meets(extent_of(span)) for one in self._named):
            return self._of_introduced(person)
        return self._of_phrase(span, root)

    def _latest(self, word: str | None, *, but: int = -1, before: int = -1) -> int:
        """The speaker named last that a pronoun fits, or the party that acted last."""
        for place in reversed(self._last):
            if place != but and (word is None or self.sources[place].fits(word)):
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
        inside = [one for one in self._named if one.extent.meets(extent_of(span))]
        if (known := self._known_by_name(span, root, inside)) >= 0:
            return known
        affiliation = affiliation_of(inside) or affiliation_beside(root, self._named)
        if root.lemma_.lower() in SPEAKS_FOR_IT and affiliation:
            return self._of_party(affiliation, span.text)
        person = next((ent for ent in span.ents if ent.label_ == "PERSON"), None)
        if person is not None and is_about(person, root, span):
            return self._of_person(person, span, affiliation)
        if root.pos_ == "PROPN" and (again := self.named_before(span.text)) >= 0:
            return again
        if root.pos_ == "PROPN" and (titled := titled_name(root)) is not None:
            return self._of_person(titled, span, affiliation)
        if root.lemma_.lower() in BODIES or root.pos_ == "PROPN":
            return self._of_body(span, root, affiliation)
        return self._of_unnamed(span, root, affiliation)

    def _known_by_name(self, span: Span, root: Token, inside: Sequence[Named]) -> int:
        """Who is named by the case, or introduced by an office somewhere in the document."""
        place = Extent(root.idx, end_of(root))
        for one in inside:
            if one.extent.holds(place) and one.how != "adjective":
                return self._of_named(one)
        for person in self._people:
            if person.extent.holds(place):
                return self._of_introduced(person)
        if root.pos_ != "PROPN" or inside:
            return -1
        known = self._introduced(span.text)
        return self._of_introduced(known) if known is not None else -1

    def _of_named(self, one: Named) -> int:
        kind = {
            NamedKind.PARTY: HopKind.PARTY,
            NamedKind.ORGAN: HopKind.ORGAN,
            NamedKind.PERSON: HopKind.PERSON,
        }[one.kind]
        words = self._doc.text[one.extent.start : one.extent.end]
        return self.known(one.id, kind, words, one.party)

    def _of_party(self, party: str, words: str) -> int:
        return self.known(party, HopKind.PARTY, words, party)

    def _of_person(self, person: Span, span: Span, affiliation: str) -> int:
        words = [token.text for token in person if token.lower_.strip(".") not in TITLES]
        name = " ".join(words) or person.text
        if (again := self.named_before(name)) >= 0:
            return again
        if (known := self._introduced(name)) is not None:
            return self._of_introduced(known)
        described = cleaned(without_clauses(span, person.root))
        described = described if name in described and len(described) <= LONGEST_NAME else name
        found = FoundSource(self.own_id(name), HopKind.PERSON, described, affiliation, name)
        return self.add(found)

    def _introduced(self, words: str) -> Person | None:
        """The person whom the document introduces by an office, by the name or the surname."""
        plain = " ".join(one for one in words.split() if one.lower().strip(".") not in TITLES)
        same = [one for one in self._people if is_same_person(plain, one.name)]
        return same[0] if len(same) == 1 else None

    def _of_introduced(self, person: Person) -> int:
        if (again := self.named_before(person.name)) >= 0:
            return again
        described = cleaned(self._doc.text[slice(*person.extent)])
        described = described if len(described) <= LONGEST_NAME else person.name
        own = self.own_id(person.name)
        return self.add(FoundSource(own, HopKind.PERSON, described, person.party, person.name))

    def _of_body(self, span: Span, root: Token, affiliation: str) -> int:
        name = cleaned(without_clauses(span, root))
        for place in reversed(range(len(self.sources))):
            other = self.sources[place]
            if other.kind in {HopKind.ORGANISATION, HopKind.OUTLET} and is_same_body(
                name, other.description
            ):
                return place
        kind = HopKind.OUTLET if is_outlet(name) else HopKind.ORGANISATION
        found = FoundSource(self.own_id(name), kind, name, affiliation)
        found.is_plural = root.tag_ == "NNS"
        return self.add(found)

    def _of_unnamed(self, span: Span, root: Token, affiliation: str) -> int:
        description = cleaned(without_clauses(span, root))
        is_other = any(token.lower_ in {"other", "another"} for token in span)
        is_known = is_definite(root)
        same_head = [
            place
            for place in reversed(self._last)
            if self.sources[place].kind is HopKind.UNNAMED
            and head_of(self.sources[place].description) == root.lower_
        ]
        if is_known and not is_other and same_head:
            return same_head[0]
        if is_known and not is_other and (again := self._spoken_of_as(root)) >= 0:
            return again
        found = FoundSource(
            self.own_id(f"{self._document} {description}"),
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
        return self.add(found)

    def _spoken_of_as(self, root: Token) -> int:
        """The speaker just named, where "the official" alone can only be that one."""
        is_bare = not any(child.dep_ in {"amod", "compound", "prep"} for child in root.children)
        if not self._last or not is_bare or root.tag_ in MANY:
            return -1
        latest = self.sources[self._last[-1]]
        noun = root.lemma_.lower()
        is_one = latest.kind is HopKind.UNNAMED and not latest.is_plural and noun in ANYBODY
        is_named = latest.kind is HopKind.PERSON and noun in folded(latest.description).split()
        return self._last[-1] if is_one or is_named else -1

"""Naming: where a text names the parties, organs, persons and issues of the case.

The case comes first: its names and `also_known_as` are looked for before anything else, in
any case of letters and with or without accents, and a long name of an issue also where it is
spelt a little differently ("Philadelphia" for "Philadelphi"); names of parties and persons are
never guessed at. A party that is a country is found by
its adjective and by its seat of government too ("Egyptian", "Cairo"); the seat counts as the
party only where it acts, and stays a city elsewhere ("the round in Cairo"). Once the text has
named the River Movement, "the movement" is it, where the case has no other movement.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from goodoffices.intake.names.countries import country_named, is_of_a_country
from goodoffices.intake.names.demonyms import demonyms_of
from goodoffices.intake.parsing import Parsed, pipeline
from goodoffices.intake.texts import Extent
from goodoffices.record.entries import SourceKind
from goodoffices.record.record import Record

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span, Token

LONG: Final = 7
"""Letters from which on a name may be spelt a little differently."""
ALIKE: Final = 85.0
"""How alike two spellings must be, of 100 (the normalised indel similarity of rapidfuzz)."""


class NamedKind(StrEnum):
    """What a name in a text stands for."""

    PARTY = "party"
    ORGAN = "organ"
    PERSON = "person"
    PLACE = "place"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Named:
    """One place where the text names something of the case.

    `how` is "name", "adjective", "seat", "short" or "spelling"; `party` is the party that it is or
    belongs to, empty for issues and places.
    """

    extent: Extent
    kind: NamedKind
    id: str
    party: str
    how: str


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name."""

    text: str
    kind: NamedKind
    id: str
    party: str
    how: str = "name"


class Names:
    """Finds the names of one case in a text.

    Examples
    --------
    >>> from goodoffices.case.parties import Party
    >>> from goodoffices.record.record import Record
    >>> egypt = Party(id="egypt", name="Egypt")
    >>> names = Names.from_record(Record(title="", parties=(egypt,)))
    >>> sorted(form.text for form in names.forms)
    ['Cairo', 'Egypt', 'Egyptian', 'Egyptians']
    """

    def __init__(self, forms: Iterable[Form], *, mediating: Iterable[str] = ()) -> None:
        self.forms: Final = tuple(dict.fromkeys(forms))
        self.mediating: Final = frozenset(mediating)
        self._by_text: dict[str, Form] = {}
        for form in self.forms:
            for spelt in (form.text.casefold(), folded(form.text)):
                self._by_text.setdefault(spelt, form)
        self._matcher: PhraseMatcher | None = None
        self._long = [
            spelt
            for spelt, form in self._by_text.items()
            if form.kind is NamedKind.ISSUE and len(spelt) >= LONG and spelt.isalpha()
        ]

    @classmethod
    def from_record(cls, record: Record) -> Names:
        """The names of a case: parties and organs, persons among the sources, issues."""
        mediating = (party.id for party in record.parties if party.is_mediator)
        return cls(_Forms(record).all(), mediating=mediating)

    @property
    def parties(self) -> dict[str, str]:
        """Every name and adjective of a party in small letters, with the party's id."""
        return {
            form.text.casefold(): form.party
            for form in reversed(self.forms)
            if form.party and form.kind is NamedKind.PARTY and form.how not in {"seat", "short"}
        }

    def find(self, parsed: Parsed) -> tuple[Named, ...]:
        """Return where the text names something of the case, in its order, without overlaps."""
        doc = parsed.doc
        spans = [doc[start:end] for _, start, end in self._match(doc)]
        named = [self._named(span) for span in _longest([*spans, *self._spelt(doc, spans)])]
        found = sorted((one for one in named if one is not None), key=lambda one: one.extent)
        return tuple(_known_before(found))

    def teach(self, parsed: Parsed) -> tuple[Named, ...]:
        """Return where the text names something of the case, and let the parse know it too.

        The parser's own names of things give way: what the case calls a party is one.
        """
        from spacy.util import filter_spans  # noqa: PLC0415 -- slow import

        doc = parsed.doc
        found = self.find(parsed)
        taught: list[Span] = []
        for one in found:
            span = doc.char_span(*one.extent, label=_label(one), alignment_mode="expand")
            if span is not None and one.kind is not NamedKind.ISSUE:
                taught.append(span)
        taken = {token.i for span in taught for token in span}
        kept = [ent for ent in doc.ents if not taken & set(range(ent.start, ent.end))]
        doc.ents = tuple(filter_spans([*taught, *kept]))
        return found

    def _match(self, doc: Doc) -> list[tuple[int, int, int]]:
        if self._matcher is None:
            from spacy.matcher import PhraseMatcher  # noqa: PLC0415 -- slow import

            self._matcher = PhraseMatcher(doc.vocab, attr="LOWER")
            make = pipeline().make_doc
            spellings = {form.text for form in self.forms} | set(self._by_text)
            self._matcher.add("name", [make(text) for text in sorted(spellings)])
        return list(self._matcher(doc))

    def _spelt(self, doc: Doc, found: list[Span]) -> Iterator[Span]:
        """Long names in a spelling that the case does not have."""
        if not self._long:
            return
        from rapidfuzz import fuzz, process  # noqa: PLC0415 -- slow import

        taken = {token.i for span in found for token in span}
        seen: dict[str, bool] = {}
        for token in doc:
            word = token.text
            if len(word) < LONG or not word[0].isupper() or token.i in taken:
                continue
            if word not in seen:
                best = process.extractOne(
                    folded(word), self._long, scorer=fuzz.ratio, score_cutoff=ALIKE
                )
                seen[word] = best is not None and not is_of_a_country(word)
                if best is not None:
                    form = self._by_text[best[0]]
                    spelt = Form(word, form.kind, form.id, form.party, "spelling")
                    self._by_text.setdefault(word.casefold(), spelt)
            if seen[word]:
                yield doc[token.i : token.i + 1]

    def _named(self, span: Span) -> Named | None:
        form = self._by_text.get(span.text.casefold())
        if form is None or _is_another_word(span, form):
            return None
        extent = Extent(span.start_char, span.end_char)
        if form.how == "short" and _goes_on(span):
            return None
        if form.how == "seat" and not acts(span.root):
            return Named(extent, NamedKind.PLACE, form.id, "", "seat")
        return Named(extent, form.kind, form.id, form.party, form.how)


def folded(text: str) -> str:
    """A text in small letters without accents.

    Examples
    --------
    >>> folded("Türkiye")
    'turkiye'
    """
    apart = unicodedata.normalize("NFKD", text)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()


SHORT: Final = frozenset(
    """alliance association coalition commission company council federation front group league
    ministry mission movement organisation organization party union""".split()
)
"""Last words of a body's name by which alone it may be called once it was named."""

ACTING: Final = frozenset({"nsubj", "nsubjpass", "poss", "dative", "agent"})
SPOKEN_TO: Final = frozenset({"tell", "urge", "warn", "inform", "ask", "accuse", "notify"})


def acts(token: Token) -> bool:
    """Whether a city is spoken of as somebody: it says, refuses, has something, or is told.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> doc = parse(RepairedText.unchanged("Cairo rejected the plan.", ())).doc
    >>> acts(doc[0])
    True
    >>> doc = parse(RepairedText.unchanged("They met in Cairo on Sunday.", ())).doc
    >>> acts(doc[3])
    False
    """
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ in ACTING:
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "by":
        return token.head.dep_ == "agent" or token.head.head.tag_ == "VBN"
    return token.dep_ in {"dobj", "iobj"} and token.head.lemma_ in SPOKEN_TO


def _label(one: Named) -> str:
    """What the parser calls such a name."""
    if one.kind is NamedKind.PERSON:
        return "PERSON"
    if one.kind is NamedKind.PLACE or one.how == "seat":
        return "GPE"
    return "NORP" if one.how == "adjective" else "ORG"


def _is_another_word(span: Span, form: Form) -> bool:
    """Whether letters alone agree: "us" is not the US, "turkey" no party."""
    is_name = form.kind is not NamedKind.ISSUE and form.how != "spelling"
    return is_name and form.text[:1].isupper() and span.text.islower()


def _longest(spans: Iterable[Span]) -> list[Span]:
    """The longest names where some overlap; an article adds no length.

    So "the Delta Front" is no "the Delta" where the case has both names.
    """
    taken: set[int] = set()
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (-_length(one), len(one), one.start)):
        places = set(range(span.start, span.end))
        if not places & taken:
            taken |= places
            kept.append(span)
    return kept


def _length(span: Span) -> int:
    return len(span) - (len(span) > 1 and span[0].lower_ in {"the", "a", "an"})


def _known_before(found: Iterable[Named]) -> Iterator[Named]:
    """What is named, without "the movement" before any movement was named in full."""
    told: set[str] = set()
    for one in found:
        if one.how != "short":
            told.add(one.id)
        if one.id in told:
            yield one


def _goes_on(span: Span) -> bool:
    """Whether "the movement" goes on as something else: "of goods", "leader"."""
    if span.end >= len(span.doc):
        return False
    after = span.doc[span.end]
    is_part = after.pos_ in {"NOUN", "PROPN"} and after.dep_ in {"pobj", "dobj", "nsubj", "conj"}
    return after.lower_ == "of" or (is_part and span.root.dep_ == "compound")


def _titles(title: str) -> list[str]:
    """The names that one title gives: "Salt pans (the old works)" gives two."""
    return [part.strip() for part in re.split(r"[()]", title) if part.strip()]


@dataclass
class _Forms:
    """Collects the ways in which a case's names may be written."""

    record: Record
    found: list[Form] = field(default_factory=list)

    def all(self) -> list[Form]:
        for party in self.record.parties:
            names = (party.name, *party.also_known_as)
            self._add(names, NamedKind.PARTY, party.id, party.id)
            for organ in party.organs:
                self._add((organ.name, *organ.also_known_as), NamedKind.ORGAN, organ.id, party.id)
        for source in self.record.sources:
            if source.kind is SourceKind.PERSON:
                names = (source.description, *source.also_known_as)
                self._add(names, NamedKind.PERSON, source.id, source.affiliation)
        for issue in self.record.issues:
            names = (issue.short, issue.id.replace("_", " "), *issue.also_known_as)
            self._add((*_titles(issue.title), *names), NamedKind.ISSUE, issue.id, "")
        for party in self.record.parties:
            self._add_country(party.id, (party.name, *party.also_known_as))
        self._add_short()
        return self.found

    def _add(
        self, names: Iterable[str], kind: NamedKind, name_id: str, party: str, how: str = "name"
    ) -> None:
        for name in names:
            if len(name.strip()) > 1:
                self.found.append(Form(name.strip(), kind, name_id, party, how))

    def _add_country(self, party: str, names: tuple[str, ...]) -> None:
        country = country_named(*names)
        if country is None:
            known = {form.text for form in self.found}
            words = [word for name in names for word in demonyms_of(name) if word not in known]
            self._add(words, NamedKind.PARTY, party, party, "adjective")
            return
        self._add(country.names, NamedKind.PARTY, party, party)
        self._add(country.adjectives, NamedKind.PARTY, party, party, "adjective")
        self._add(country.seats, NamedKind.PARTY, party, party, "seat")

    def _add_short(self) -> None:
        """Add "the movement" for the one movement of the case."""
        known = {form.text.casefold() for form in self.found}
        bodies: dict[str, list[tuple[NamedKind, str, str]]] = {}
        for form in self.found:
            words = form.text.split()
            is_body = form.kind in {NamedKind.PARTY, NamedKind.ORGAN} and len(words) > 1
            if is_body and words[-1].casefold() in SHORT:
                owner = (form.kind, form.id, form.party)
                bodies.setdefault(words[-1].casefold(), []).append(owner)
        for noun, owners in bodies.items():
            if len(set(owners)) == 1 and f"the {noun}" not in known:
                self._add([f"the {noun}"], *owners[0], "short")

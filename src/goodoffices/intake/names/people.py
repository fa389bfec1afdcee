"""People: persons whom a document introduces by their office, and for whom they speak.

"Ruritania's foreign minister, Ane Berg", "Ane Berg, the envoy of Ruritania", "Ruritanian Prime
Minister Berg". The words around a name say it; parsers hang such phrases on many things, so
the words are read as they stand. Where two parties could be meant, none is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.intake.names.naming import Named, NamedKind, folded
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OFFICES: Final = frozenset(
    """ambassador chairman chairperson chairwoman chancellor chief commander commissioner
    coordinator director envoy executive governor head leader minister negotiator premier president
    representative secretary spokesman spokesperson spokeswoman general colonel mayor""".split()
)
"""Offices in which somebody speaks for a party or one of its bodies."""
BELONGING: Final = frozenset(
    "adviser advisor aide deputy diplomat lawmaker member official politician senator".split()
)
"""Words for people of a party who may have a view of their own."""
HONOURS: Final = frozenset(
    "ambassador brother brigadier captain colonel comrade dr general his her excellency judge lord "
    "major mr mrs ms president professor sheikh sir the colleague".split()
)
"""Words between an office and a name: "the head of the delegation, the brother Yusuf"."""
NO_PERSON: Final = frozenset(
    """agency army association bank board commission committee company council daily delegation
    front gazette government group herald journal ministry movement news party post press radio
    times tribune union university yards""".split()
)
"""With one of these a name is a body's."""
_HIS: Final = frozenset({"of", "for", "from"})
_LINKS: Final = frozenset({"of", "for", "from", "to", "in", "at", "and", "&", "'s", "’s", "'", "’"})
_LEADS: Final = frozenset("chair command head lead represent".split())
_LONGEST: Final = 14
"""Words of an office at most."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a document introduces: `extent` is name and office, `party` may be empty.

    `speaks` says that the office speaks for the party; a member or an aide only belongs to it.
    """

    name: str
    party: str
    speaks: bool
    extent: Extent

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return folded(self.name.split()[-1])


def find_people(parsed: Parsed, named: Sequence[Named]) -> tuple[Person, ...]:
    """Return the persons whom a document introduces by an office, in its order.

    Examples
    --------
    >>> from goodoffices.case.parties import Party
    >>> from goodoffices.intake.names.naming import Names
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> from goodoffices.record.record import Record
    >>> names = Names.from_record(Record(title="", parties=(Party(id="north", name="Northland"),)))
    >>> parsed = parse(RepairedText.unchanged("Northland's envoy, Ane Berg, left early.", ()))
    >>> [(one.name, one.party) for one in find_people(parsed, names.find(parsed))]
    [('Ane Berg', 'north')]
    """
    finder = _Finder(parsed.doc, named)
    found: dict[str, Person] = {}
    for person in finder.all():
        known = found.get(folded(person.name))
        # A later introduction counts where the first one left the party open.
        if known is None or (person.party and not known.party):
            found[folded(person.name)] = person
    return tuple(found.values())


def find_mentions(
    parsed: Parsed, people: Sequence[Person], named: Sequence[Named]
) -> tuple[Named, ...]:
    """Return where a document names people who speak for a party, by full name or surname.

    A surname that two people share names neither.
    """
    surnames = [one.surname for one in people]
    speaking = {
        one.surname: one
        for one in people
        if one.party and one.speaks and surnames.count(one.surname) == 1
    }
    taken = [one.extent for one in named]
    found: list[Named] = []
    for token in parsed.doc:
        person = speaking.get(folded(token.text))
        extent = Extent(token.idx, token.idx + len(token))
        if person is None or not token.text[0].isupper() or any(one.meets(extent) for one in taken):
            continue
        first = token.i
        given = {folded(word) for word in person.name.split()[:-1]}
        while first > 0 and folded(parsed.doc[first - 1].text) in given:
            first -= 1
        if first == token.i and _has_another_name(token):
            continue
        extent = Extent(parsed.doc[first].idx, extent.end)
        found.append(Named(extent, NamedKind.PERSON, person.party, person.party, "person"))
    return tuple(found)


def _has_another_name(token: Token) -> bool:
    """Whether a given name of somebody else stands before a surname: "Jon Berg", his brother."""
    before = token.nbor(-1) if token.i > 0 else None
    return (
        before is not None
        and before.ent_type_ == "PERSON"
        and before.ent_type_ == token.ent_type_
        and token.ent_iob_ == "I"
        and before.lower_.strip(".") not in HONOURS | OFFICES
    )


class _Finder:
    """Looks at both sides of each name of a document."""

    def __init__(self, doc: Doc, named: Sequence[Named]) -> None:
        self._doc = doc
        self._party: dict[int, tuple[Extent, str]] = {}
        for one in named:
            span = doc.char_span(*one.extent, alignment_mode="expand")
            if one.kind is NamedKind.ISSUE:
                continue
            for token in span or ():
                self._party[token.i] = (one.extent, one.party)

    def all(self) -> Iterator[Person]:
        for start, end in self._names():
            words = [t.text for t in self._doc[start:end]]
            before = self._before(start)
            after = self._after(end) if before is None else None
            stretch = before or after
            if stretch is None or (len(words) == 1 and before is None):
                continue
            if before is not None and len(words) == 1 and self._doc[start - 1].is_punct:
                continue  # "the envoy, Berg" may be a list of two
            first, last = min(start, stretch[0]), max(end, stretch[1])
            offices = {t.lemma_.lower() for t in self._doc[slice(*stretch)]}
            leads = self._doc[stretch[0]].lower_ == "who"
            yield Person(
                " ".join(words),
                self._owner(*stretch),
                leads or (bool(offices & OFFICES) and not offices & BELONGING),
                Extent(self._doc[first].idx, _end(self._doc[last - 1])),
            )

    def _names(self) -> Iterator[tuple[int, int]]:
        """Runs of words that may be a person's name."""
        place = 0
        while place < len(self._doc):
            end = place
            while end < len(self._doc) and self._may_name(self._doc[end], first=place):
                end += 1
            if end == place:
                place += 1
                continue
            start = place
            while start < end and _is_title(self._doc[start]):
                start += 1
            words = {t.lower_ for t in self._doc[start:end]}
            if 0 < end - start <= 4 and not words & NO_PERSON:
                yield start, end
            place = end

    def _may_name(self, token: Token, *, first: int) -> bool:
        is_inside = token.i == first or not token.is_sent_start
        is_name = token.pos_ == "PROPN" and token.text[0].isupper() and not token.is_punct
        return is_name and is_inside and token.i not in self._party and token.lower_ not in OFFICES

    def _before(self, start: int) -> tuple[int, int] | None:
        """The office before a name: where it begins and ends."""
        sentence = self._doc[start].sent.start
        end = start
        if end > sentence and self._doc[end - 1].text == ",":
            end -= 1
        while end > sentence and self._is_honour(end - 1):
            end -= 1
        if end > sentence and self._doc[end - 1].text == ",":
            end -= 1
        first = end
        while first > max(sentence, end - _LONGEST) and self._is_of_office(self._doc[first - 1]):
            first -= 1
        while first < end and self._doc[first].lower_ in _LINKS:
            first += 1
        return (first, end) if self._is_one_office(first, end) else None

    def _is_honour(self, place: int) -> bool:
        """Whether a word only honours a name: also "Ambassador", where an office stands before."""
        word = self._doc[place].lower_.strip(".")
        after_comma = place > 0 and self._doc[place - 1].text == ","
        return word in HONOURS and (word not in OFFICES or after_comma)

    def _after(self, end: int) -> tuple[int, int] | None:
        """The office behind a name and a comma: where it begins and ends."""
        if end + 1 >= len(self._doc) or self._doc[end].text not in {",", "("}:
            return None
        first = last = end + 1
        stop = min(len(self._doc), self._doc[end].sent.end, first + _LONGEST)
        if self._doc[first].lower_ == "who":
            verb = first + 1
            if verb >= stop or self._doc[verb].lemma_.lower() not in _LEADS:
                return None
            last = verb + 1
            while last < stop and self._is_of_office(self._doc[last]):
                last += 1
            return (first, last) if self._owner(first, last) else None
        while last < stop and self._is_of_office(self._doc[last]):
            last += 1
        return (first, last) if self._is_one_office(first, last) else None

    def _is_of_office(self, token: Token) -> bool:
        if token.i in self._party or token.lower_ in _LINKS or token.dep_ == "poss":
            return not token.is_space
        if token.lower_ in OFFICES | BELONGING or token.lemma_.lower() in OFFICES | BELONGING:
            return True
        return token.pos_ in {
            "NOUN",
            "PROPN",
            "ADJ",
            "DET",
            "PRON",
            "PART",
        } and token.lower_ not in {
            "who",
            "which",
            "that",
        }

    def _is_one_office(self, first: int, end: int) -> bool:
        """Whether a stretch names one office: not "a spokesman for the minister"."""
        places = [
            t.i
            for t in self._doc[first:end]
            if t.lemma_.lower() in OFFICES | BELONGING or t.lower_ in OFFICES
        ]
        return (
            bool(places)
            and places[-1] - places[0] < len(places) + 1
            and not any(t.lower_ in _HIS for t in self._doc[places[0] : places[-1]])
        )

    def _owner(self, first: int, end: int) -> str:
        """The party whose office it is; an envoy "to" somebody is not theirs."""
        found: dict[str, None] = {}
        for token in self._doc[first:end]:
            extent, party = self._party.get(token.i, (None, ""))
            if extent is None or not party or token.idx != extent.start:
                continue
            before = token.i - 1
            while before > first and self._doc[before].lower_ in {"the", "a"}:
                before -= 1
            if before >= first and self._doc[before].lower_ in {"to", "in", "at", "with"}:
                continue
            found[party] = None
        return next(iter(found)) if len(found) == 1 else ""


def _is_title(token: Token) -> bool:
    return token.lower_.strip(".") in HONOURS


def _end(token: Token) -> int:
    return int(token.idx + len(token))

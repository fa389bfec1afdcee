"""Rounds of talks that a text speaks of: where, when, who came, and how they ended.

A round is mentioned in many ways ("the new round", "the one held in the capital", "the talks
collapsed"). Mentions of one round are joined; where they might be of two, they stay two, and a
person joins them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goodoffices.case.rounds import Channel, Outcome
from goodoffices.case.when import When
from goodoffices.intake.events.dating import DateMention, find_dates, resolve
from goodoffices.intake.events.delegations import (
    FoundDelegation,
    PlacedDelegation,
    find_delegations,
    parties_at,
)
from goodoffices.intake.events.round_clauses import (
    after_preposition,
    phrase,
    verbs_over,
    with_conjuncts,
)
from goodoffices.intake.events.round_mentions import Mention, find_mentions
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_APART: Final = timedelta(days=14)
"""Rounds last days: what is further apart in one place are two of them."""

_BETWEEN: Final = frozenset({"between", "with", "among"})
_THOSE_WHO_TALK: Final = frozenset(
    # Verbs whose subjects take part in a round that the same clause names.
    "meet convene gather negotiate confer hold begin start resume open conclude attend join "
    "reach sign fail".split()
)


@dataclass(frozen=True, slots=True)
class FoundRound:
    """A round as the text tells it; every place is in the mended copy.

    `extent` is of the words that name it best; `mentions` are all of them, in their order.
    """

    extent: Extent
    mentions: tuple[Extent, ...]
    title: str = ""
    venue: str = ""
    date: DateMention | None = None
    channel: Channel = Channel.UNKNOWN
    delegations: tuple[FoundDelegation, ...] = ()
    outcome: Outcome = Outcome.UNKNOWN
    outcome_at: Extent | None = None
    cause: Extent | None = None


def find_rounds(
    parsed: Parsed, *, names: Mapping[str, str], published: date | None = None
) -> tuple[FoundRound, ...]:
    """Return the rounds of talks that a text speaks of, in the order of their first mention.

    Talks without a place are a round where they are dated, ended, or two parties take part in
    them; "the talks" is the round spoken of last. What one side does by itself is none.

    Parameters
    ----------
    parsed : Parsed
        The mended copy, parsed.
    names : mapping of name to party id
        In lower case, adjectives too: `{"north": "north", "northern": "north"}`.
    published : date, optional
        The day of the report: with it, dates far apart keep two rounds in one place apart.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> text = "Talks between Norland and Sudria ended in Westport on Monday without agreement."
    >>> names = {"norland": "north", "sudria": "south"}
    >>> for one in find_rounds(parse(RepairedText.unchanged(text, ())), names=names):
    ...     print(one.venue, one.date.words, one.outcome.value)
    Westport on Monday ended_without_agreement
    """
    dates = find_dates(parsed)
    found: list[_Gathered] = []
    arrivals: list[tuple[Mention, tuple[FoundDelegation, ...]]] = []
    for sentence in parsed.doc.sents:
        placed = find_delegations(sentence, names)
        for mention in find_mentions(sentence, dates):
            there = _there(mention, placed, names)
            if mention.is_arrival:
                arrivals.append((mention, there))
            elif (gathered := _joined(mention, found, published)) is not None:
                gathered.add(mention, there)
            elif _is_a_round(mention, there, sentence):
                found.append(_Gathered([mention], list(there)))
        _describe([one.found for one in placed], found)
    for mention, there in arrivals:
        home = _joined(mention, found, published) if mention.venue and there else None
        if home is not None:
            home.delegations += there
            home.arrived = home.arrived or mention.date
    return tuple(one.as_round(parsed) for one in found)


def _describe(delegations: Sequence[FoundDelegation], found: Sequence[_Gathered]) -> None:
    """Put what a sentence says of a delegation to the last round that its party takes part in.

    "The delegation was led by ...": it names no round, and belongs to the one just told of.
    """
    for one in delegations:
        if one.members or one.level:
            for gathered in reversed(_by_last_mention(found)):
                if one.party in {other.party for other in gathered.delegations}:
                    gathered.delegations.append(one)
                    break


@dataclass
class _Gathered:
    """The mentions of one round, in their order."""

    mentions: list[Mention]
    delegations: list[FoundDelegation] = field(default_factory=list)
    arrived: DateMention | None = None

    def add(self, mention: Mention, there: Sequence[FoundDelegation]) -> None:
        self.mentions.append(mention)
        self.delegations += there

    @property
    def venue(self) -> str:
        return next((one.venue for one in self.mentions if one.venue), "")

    @property
    def date(self) -> DateMention | None:
        return next((one.date for one in self.mentions if one.date), self.arrived)

    @property
    def markers(self) -> frozenset[str]:
        return frozenset(one.marker for one in self.mentions if one.marker)

    def as_round(self, parsed: Parsed) -> FoundRound:
        text = parsed.doc.text
        best = self._best(text)
        ending = next((one.ending for one in self.mentions if one.ending), None)
        causes = (one.ending.cause for one in self.mentions if one.ending and one.ending.cause)
        channels = (one.channel for one in self.mentions if one.channel is not Channel.UNKNOWN)
        return FoundRound(
            extent=best.extent,
            mentions=tuple(sorted({one.extent for one in self.mentions})),
            title="" if best.is_verb else _title(text[best.extent.start : best.extent.end]),
            venue=self.venue,
            date=self.date,
            channel=next(channels, Channel.UNKNOWN),
            delegations=_merged(self.delegations),
            outcome=ending.outcome if ending else Outcome.UNKNOWN,
            outcome_at=_extent_of(ending.word) if ending else None,
            cause=next(causes, None),
        )

    def _best(self, text: str) -> Mention:
        """Return the mention that names the round best: with its place, by a noun, the first."""

        def badness(one: Mention) -> tuple[bool, bool, bool, int]:
            named = text[one.extent.start : one.extent.end]
            is_vague = one.word.lower_ == "one"
            return one.is_verb, is_vague, self.venue not in named, one.extent.start

        return min(self.mentions, key=badness)


def _extent_of(word: Token) -> Extent:
    return Extent(word.idx, word.idx + len(word))


def _title(words: str) -> str:
    """Return the words for a round as a title, without their article."""
    first, _, rest = " ".join(words.split()).partition(" ")
    is_article = first.lower() in {"the", "a", "an", "this", "these"}
    return rest if rest and is_article else " ".join(words.split())


def _merged(delegations: Sequence[FoundDelegation]) -> tuple[FoundDelegation, ...]:
    """Return one delegation for each party, with all that is said of its members and level."""
    by_party: dict[str, FoundDelegation] = {}
    for one in delegations:
        before = by_party.get(one.party)
        if before is None:
            by_party[one.party] = one
            continue
        members = tuple(dict.fromkeys([*before.members, *one.members]))
        by_party[one.party] = replace(before, members=members, level=before.level or one.level)
    return tuple(by_party.values())


# ---------------------------------------------------------------------------- which round


def _joined(
    mention: Mention, found: Sequence[_Gathered], published: date | None
) -> _Gathered | None:
    """Return the round that a mention is of, the one spoken of last among those that fit."""
    for one in reversed(_by_last_mention(found)):
        if _fits(mention, one, published):
            return one
    return None


def _by_last_mention(found: Sequence[_Gathered]) -> list[_Gathered]:
    return sorted(found, key=lambda one: max(each.extent.start for each in one.mentions))


def _fits(mention: Mention, one: _Gathered, published: date | None) -> bool:
    if {mention.marker, *one.markers} >= {"new", "old"}:
        return False
    if mention.venue:
        same = mention.venue.casefold() == one.venue.casefold()
        return same and _may_be_one(mention.date, one.date, published)
    if mention.is_verb or not mention.is_definite:
        return False
    # "The new round" is one that was called new before, not whichever came last.
    return mention.marker != "new" or "new" in one.markers


def _may_be_one(
    first: DateMention | None, second: DateMention | None, published: date | None
) -> bool:
    if first is None or second is None:
        return True
    days = [resolve(one.words, published=published, tense=one.tense) for one in (first, second)]
    return not any(_ends_long_before(one, other) for one, other in (days, days[::-1]))


def _ends_long_before(one: When, other: When) -> bool:
    return one.end is not None and other.start is not None and other.start - one.end > _APART


def _is_a_round(mention: Mention, there: Sequence[FoundDelegation], sentence: Span) -> bool:
    """Whether a mention that belongs to no round known tells of one.

    "Meeting" and "met" may be anything, so a party has to be there, or an outcome told. A
    question or a wish for talks, without place or date, tells of none.
    """
    parties = {one.party for one in there}
    if mention.is_verb or mention.word.lemma_.lower() not in {
        "round",
        "talk",
        "negotiation",
        "one",
    }:
        return bool(mention.venue and (parties or mention.ending))
    if mention.venue:
        return True
    is_told = mention.date is not None or mention.ending is not None
    return is_told or (len(parties) > 1 and any(verb in sentence for verb in mention.verbs))


# ---------------------------------------------------------------------------- who


def _there(
    mention: Mention, placed: Sequence[PlacedDelegation], names: Mapping[str, str]
) -> tuple[FoundDelegation, ...]:
    """Return who takes part, by the noun of the round and by the verbs it belongs to."""
    bodies = [one.found for one in placed if _takes_part(one.word, mention)]
    if mention.is_arrival:
        return tuple(bodies)
    sides = [
        FoundDelegation(party, phrase(word))
        for word in _sides(mention)
        for party in parties_at(word, names)
    ]
    return _merged([*bodies, *sides])


def _takes_part(body: Token, mention: Mention) -> bool:
    """Whether a delegation is the subject, object or partner of a round's noun or verbs."""
    top = body
    while top.dep_ in {"conj", "appos"} and top.head != top:
        top = top.head
    if top.head in mention.verbs or top.head == mention.word:
        return True
    by = top.head
    return by.pos_ == "ADP" and (by.head in mention.verbs or by.head == mention.word)


def _sides(mention: Mention) -> tuple[Token, ...]:
    """Return the nouns for those who talk: "between A and B", "A and B met", "met with B"."""
    below = [] if mention.is_verb else [*mention.word.subtree]
    found = [
        held
        for noun in below
        if noun.pos_ == "NOUN" and verbs_over(noun)[:1] == verbs_over(mention.word)[:1]
        for held in after_preposition(noun, _BETWEEN)
    ]
    for verb in mention.verbs:
        if verb.lemma_.lower() in _THOSE_WHO_TALK:
            subjects = (one for one in verb.children if one.dep_ == "nsubj")
            found += [each for one in subjects for each in with_conjuncts(one)]
            found += after_preposition(verb, frozenset({"with"}))
    return tuple(dict.fromkeys(found))

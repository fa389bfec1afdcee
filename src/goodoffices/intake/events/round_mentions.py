"""Mentions of a round: the words for it, where it was held, and what the sentence says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.case.rounds import Channel
from goodoffices.intake.events.dating import DateMention, Tense, tense_of
from goodoffices.intake.events.round_clauses import objects_of, phrase, verbs_over
from goodoffices.intake.events.round_outcomes import Ending, find_ending
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that speaks of a round. `word` is the noun for it, or the verb of a meeting."""

    word: Token
    verbs: tuple[Token, ...]
    extent: Extent
    venue: str
    date: DateMention | None
    marker: str
    """"new" or "old" where the words tell it from another one, or an empty string."""
    is_definite: bool
    is_arrival: bool
    ending: Ending | None
    channel: Channel

    @property
    def is_verb(self) -> bool:
        """Whether a verb tells of it ("met in the capital") and no noun names it."""
        return self.word.pos_ == "VERB"


_MEETINGS: Final = frozenset({"meeting", "summit", "session", "conference"})
_ROUND_OF: Final = frozenset(
    "talk negotiation discussion consultation mediation diplomacy meeting dialogue contact".split()
)
_MEETING_VERBS: Final = frozenset({"meet", "convene", "gather", "negotiate", "confer"})
_TRAVELS: Final = frozenset(
    "arrive return travel fly head come go leave depart send dispatch land".split()
)
_ARRIVALS: Final = frozenset({"arrival", "return", "visit", "trip"})
_NEW: Final = frozenset("new next upcoming fresh another further forthcoming future".split())
_OLD: Final = frozenset("last latest previous recent earlier past failed prior".split())
_ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh final".split())
_DEFINITE: Final = frozenset({"the", "this", "these", "that", "those", "its", "their"})
_IN: Final = frozenset({"in", "at"})
_TO: Final = frozenset({"in", "at", "to", "for"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACE: Final = frozenset({"DATE", "TIME", "EVENT", "NORP", "LAW", "MONEY", "CARDINAL"})
_CHANNELS: Final = (
    # In which way the sides meet, by words that mean it wherever they stand.
    (Channel.PROXIMITY, r"proximity|indirect(?:ly)?|separate rooms|through (?:the )?mediators"),
    (Channel.SHUTTLE, r"shuttl(?:e|ed|es|ing)"),
    (
        Channel.PHONE,
        r"(?:by|over the) (?:tele)?phone|phone calls?|video (?:call|link)|videoconference",
    ),
    (Channel.PLENARY, r"plenary|face[- ]to[- ]face|direct(?:ly)?|(?:same|one) table"),
)
_DENIED: Final = r"(?<!\bno )(?<!\bnot )(?<!\bwithout )(?<!\bnon-)"


def find_mentions(sentence: Span, dates: Sequence[DateMention]) -> tuple[Mention, ...]:
    """Return the mentions of rounds in a sentence, in its order, arrivals among them.

    Parameters
    ----------
    sentence : Span
        Of the parsed text.
    dates : sequence of DateMention
        Of the whole text; those of the sentence are looked at.
    """
    near = [one for one in dates if sentence.start_char <= one.extent.start < sentence.end_char]
    return tuple(_mention(word, near) for word in sentence if _is_meant(word))


def _is_meant(word: Token) -> bool:
    return (
        _is_talks(word)
        or _stands_for_talks(word)
        or (word.pos_ == "VERB" and word.lemma_.lower() in _MEETING_VERBS | _TRAVELS)
        or _is_arrival(word)
    )


def _is_talks(word: Token) -> bool:
    """Whether a noun is one for a round: "the talks", "a new round", "the meeting in the capital".

    "Talk" alone is only said, and a round may be one of fighting.
    """
    lemma = word.lemma_.lower()
    if word.pos_ not in {"NOUN", "PROPN"} or word.dep_ == "compound":
        return False
    if lemma in {"talk", "negotiation"}:
        is_part = word.head.lower_ == "of" and word.head.head.lemma_.lower() == "round"
        return word.tag_ in {"NNS", "NNPS"} and not is_part
    if lemma == "round":
        of = [one for child in word.children if child.lower_ == "of" for one in objects_of(child)]
        return all(one.lemma_.lower() in _ROUND_OF for one in of)
    return lemma in _MEETINGS


def _stands_for_talks(word: Token) -> bool:
    """Whether "one" stands for a round that the sentence named before: "after the one held in"."""
    if word.lower_ != "one" or word.dep_ in {"nummod", "det", "pobj"}:
        return False
    before = word.doc[word.sent.start : word.i]
    return any(_is_talks(earlier) for earlier in before)


def _is_arrival(word: Token) -> bool:
    return word.pos_ == "NOUN" and word.lemma_.lower() in _ARRIVALS


def _mention(word: Token, dates: Sequence[DateMention]) -> Mention:
    own = [word] if word.pos_ == "VERB" else []
    below = [child for child in word.children if child.dep_ in {"acl", "relcl"}]
    verbs = tuple(dict.fromkeys([*own, *below, *verbs_over(word)]))
    is_arrival = _is_arrival(word) or (own != [] and word.lemma_.lower() in _TRAVELS)
    place = next(_venues(word, verbs), None)
    return Mention(
        word=word,
        verbs=verbs,
        extent=_extent(word, place),
        venue=_place_name(place) if place is not None else "",
        date=_date_of(word, verbs, dates),
        marker=_marker(word, verbs),
        is_definite=_is_definite(word),
        is_arrival=is_arrival,
        ending=None if is_arrival else find_ending(word, verbs),
        channel=_channel(word, verbs),
    )


def _extent(word: Token, place: Token | None) -> Extent:
    """Return the words for a round: the noun's phrase, or a verb up to where it was."""
    if word.pos_ != "VERB":
        return phrase(word)
    end = word if place is None or place.i < word.i else place
    return Extent(word.idx, end.idx + len(end))


# ---------------------------------------------------------------------------- where


def _venues(word: Token, verbs: Sequence[Token]) -> Iterator[Token]:
    """Yield the places that are said of a round, the surest first.

    Before the noun ("the Valdoria talks"), after it ("talks in Valdoria"), and under its verb
    ("was held in Valdoria", "returned to Valdoria to start a new round").
    """
    if word.pos_ != "VERB":
        for child in word.lefts:
            if child.dep_ in {"compound", "nmod", "amod"} and child.ent_type_ in _PLACES:
                yield child
    yield from _under(word, _IN | ({"to"} if _travels(word) else set()))
    if word.lemma_.lower() == "round":
        # "A round of talks in X": the place may hang on the talks.
        for of in (child for child in word.children if child.lower_ == "of"):
            for held in objects_of(of):
                yield from _under(held, _IN)
    for verb in verbs:
        yield from _under(verb, _TO if _travels(verb) else _IN)


def _travels(word: Token) -> bool:
    return word.lemma_.lower() in _TRAVELS | _ARRIVALS


def _under(head: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in {"prep", "prt"} and child.lower_ in prepositions:
            for held in objects_of(child):
                if (place := _as_place(held, child)) is not None:
                    yield place


def _as_place(held: Token, preposition: Token) -> Token | None:
    """Return a noun that is a place, or the place that stands beside it ("the capital, X")."""
    if held.ent_type_ in _PLACES:
        return held
    for beside in held.children:
        if beside.dep_ == "appos" and (beside.ent_type_ in _PLACES or beside.pos_ == "PROPN"):
            return beside
    # After "in" or "to" a proper name that is no date or event is a place, whatever the model
    # takes it for: it knows few small towns.
    known = held.pos_ == "PROPN" and held.ent_type_ not in _NO_PLACE
    met_at = preposition.lower_ == "at" and preposition.head.lemma_.lower() in _MEETING_VERBS
    return held if known and (preposition.lower_ in {"in", "to"} or met_at) else None


def _place_name(place: Token) -> str:
    """Return a place as it is called, without its article."""
    for entity in place.sent.ents:
        if entity.start <= place.i < entity.end and entity.label_ in _PLACES:
            words = entity
            break
    else:
        first = place.i
        while first > place.sent.start and _belongs_before(place.doc[first - 1], place):
            first -= 1
        words = place.doc[first : place.i + 1]
    start = words.start + 1 if words[0].lower_ == "the" and len(words) > 1 else words.start
    return str(place.doc[start : words.end].text)


def _belongs_before(word: Token, place: Token) -> bool:
    return word.pos_ == "PROPN" and word.head == place and word.dep_ == "compound"


# ---------------------------------------------------------------------------- when, which, how


def _date_of(
    word: Token, verbs: Sequence[Token], dates: Sequence[DateMention]
) -> DateMention | None:
    """Return the date nearest to a round among those that belong to its noun or its verbs.

    "Postponed until Friday" does not say when it was held.
    """
    fitting: list[tuple[int, DateMention]] = []
    for one in dates:
        if one.words.lower().startswith(("until ", "till ")):
            continue
        span = word.doc.char_span(one.extent.start, one.extent.end, alignment_mode="expand")
        if span is None:
            continue
        # The preposition of a date hangs where the date does.
        over = verbs_over(span.root)[:1]
        below = word.is_ancestor(span.root) if word.pos_ != "VERB" else False
        if below or any(verb in verbs for verb in over):
            fitting.append((abs(span.root.i - word.i), one))
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _marker(word: Token, verbs: Sequence[Token]) -> str:
    """Return whether words tell a round from an earlier or a later one."""
    words = {child.lower_ for child in word.lefts}
    tense = tense_of(word)
    if words & _NEW or (words & _ORDINALS and tense is Tense.FUTURE):
        return "new"
    ended_before = word.lower_ == "one" and any(verb.tag_ in {"VBD", "VBN"} for verb in verbs)
    return "old" if words & _OLD or ended_before else ""


def _is_definite(word: Token) -> bool:
    """Whether a noun speaks of a round that is known: "the talks", "the Valdoria talks"."""
    if any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in word.lefts):
        return True
    return word.lower_ == "negotiations" or any(
        child.lower_ in {"this", "it"} and child.dep_ == "nsubj"
        for child in word.head.children
        if word.dep_ == "attr"
    )


def _channel(word: Token, verbs: Sequence[Token]) -> Channel:
    """Return the channel that the words of a round's own clause name."""
    own = {one.i for one in word.subtree}
    for one in word.sent:
        if any(verb in verbs for verb in verbs_over(one)[:1]):
            own.add(one.i)
    text = "".join(one.text_with_ws for one in word.sent if one.i in own)
    for channel, pattern in _CHANNELS:
        if re.search(rf"{_DENIED}\b(?:{pattern})\b", text, re.IGNORECASE):
            return channel
    return Channel.UNKNOWN

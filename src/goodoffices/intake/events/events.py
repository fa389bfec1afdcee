"""Events: what a text says that parties did, will do or refuse to do, in PLOVER's categories.

`find_events` is for documents and is restrained: an event needs somebody who acts, and what a
narrator tells as background is none. `main_event` is for one sentence, and takes what it can.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from goodoffices.intake.drafts import Band
from goodoffices.intake.events.event_categories import Act, act_of, counted, word_act
from goodoffices.intake.events.event_clauses import (
    Modality,
    clause_extent,
    complement_clauses,
    is_actor,
    is_negated,
    is_verb,
    lemma,
    modality,
    noun_extent,
    stands_with_to,
)
from goodoffices.intake.events.event_moods import Status
from goodoffices.intake.events.event_roles import (
    actors_of,
    date_of,
    own_words,
    place_of,
    recipients_of,
)
from goodoffices.intake.events.event_words import REPORTING, lexicon
from goodoffices.intake.parsing import Parsed
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Event:
    """Something reported of parties. Offsets are into the mended copy, end exclusive."""

    trigger: Extent
    extent: Extent
    category: str
    actors: tuple[Extent, ...]
    recipients: tuple[Extent, ...]
    place: Extent | None
    when: Extent | None
    status: Status
    rule: str
    band: Band


def main_event(parsed: Parsed) -> Event | None:
    """Return the most prominent event of a text of one sentence, counted as the manual does.

    What a sentence reports comes before the reporting, a main clause before what hangs on it.

    Parameters
    ----------
    parsed
        The parse of the sentence; of several the first that reports an event is taken.

    Returns
    -------
    Event or None
        None where no word names an event. A friendly act to come is AGREE, a denied one REJECT.
    """
    for sentence in parsed.doc.sents:
        content = _content(sentence.root)
        for word in dict.fromkeys([*_by_prominence(content), *_by_prominence(sentence.root)]):
            act = act_of(word) if is_verb(word) else word_act(word)
            if act is not None and counted(act):
                return replace(_event(act, word), category=counted(act))
    return None


def _content(root: Token) -> Token:
    """Return the head of what a sentence reports: below every "said that"."""
    while lemma(root) in REPORTING:
        below = [one for one in complement_clauses(root) if is_verb(one)]
        if not below or word_act(root) is not None:
            return root
        root = below[0]
    return root


def _by_prominence(head: Token) -> Iterator[Token]:
    """Yield a word and those that hang on it, the nearest to it first."""
    waiting = deque([head])
    while waiting:
        word = waiting.popleft()
        yield word
        waiting.extend(word.children)


def find_events(parsed: Parsed) -> tuple[Event, ...]:
    """Return the events of a document, in the order of their words, at most one a clause.

    Where several stand in one clause its verb comes before a noun in it ("Israel's refusal to
    withdraw"). Not found, on purpose: what nobody who can act is said to do, purposes and
    conditions ("to reach a truce", "if it withdraws"), and the narrator's background.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> text = "The rebels rejected the plan, the ministry said. The army will withdraw its tanks."
    >>> for event in find_events(parse(RepairedText.unchanged(text, ()))):
    ...     print(event.category, event.status, text[slice(*event.actors[0])])
    REJECT occurred The rebels
    RETREAT future The army
    """
    words = list(parsed.doc)
    clauses = [event for word in words if is_verb(word) and (event := _clause_event(word))]
    nouns = [
        event
        for word in words
        if word.pos_ == "NOUN"
        and (event := _noun_event(word))
        and not any(_tells_it_too(clause, event) for clause in clauses)
    ]
    return tuple(sorted([*clauses, *nouns], key=lambda event: event.trigger))


def _clause_event(verb: Token) -> Event | None:
    act = _talks_that_took_place(verb)
    if act is None and not _is_part_of_another(verb) and not _is_background(verb):
        act = act_of(verb)
    if act is None or act.band is Band.LOW:
        return None
    if act.rule.startswith("owed"):
        return _asked_by_a_speaker(act, verb)
    event = _event(act, verb)
    return event if event.actors or _is_of_talks(act, verb) else None


def _noun_event(noun: Token) -> Event | None:
    """An act said as a noun, with whose act it is: "the delegation's arrival in Doha".

    A refusal, a demand or a visit that is somebody's has been made. A withdrawal that is
    somebody's may only be asked for, or talked about.
    """
    owners = [one for one in noun.children if one.dep_ == "poss" and is_actor(one)]
    act = word_act(noun) if owners else None
    if act is None or act.category not in _MADE_BY_SAYING or not _is_in_a_fact(noun):
        return None
    return replace(_event(act, noun), actors=tuple(noun_extent(one) for one in owners))


_MADE_BY_SAYING: Final = {"ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}


def _is_in_a_fact(noun: Token) -> bool:
    """Whether the clause that holds a noun is put as a fact, not as a wish or a purpose."""
    above = next((one for one in noun.ancestors if is_verb(one)), None)
    return above is None or (
        modality(above) in {Modality.FACT, Modality.ONGOING}
        and not is_negated(above)
        and not stands_with_to(above)
    )


def _tells_it_too(clause: Event, noun: Event) -> bool:
    """Whether a clause holds a noun's act and is of its kind, or only wants it."""
    is_wanted = clause.category in {"AGREE", "REQUEST"}
    return clause.extent.holds(noun.trigger) and (is_wanted or clause.category == noun.category)


def _asked_by_a_speaker(act: Act, verb: Token) -> Event | None:
    """A request, where somebody says what another must do; the narrator asks nothing."""
    above = verb
    while above.dep_ in {"ccomp", "conj"}:
        above = above.head
        speakers = actors_of(above)
        if speakers and lemma(above) in REPORTING:
            event = _event(act, verb)
            return replace(event, actors=speakers, recipients=event.actors)
    return None


def _is_part_of_another(verb: Token) -> bool:
    """Whether a verb only completes another: a purpose, a condition, the content of a promise."""
    if any(one.dep_ == "mark" and one.lower_ in {"if", "unless"} for one in verb.children):
        return True
    if any(one.dep_ == "dobj" and one.lower_ in {"what", "whatever"} for one in verb.children):
        return True  # "told them what it would accept": what that is stands elsewhere
    if lemma(verb) == "let" and any(lemma(one) == "know" for one in verb.children):
        return True  # "let them know that" only tells
    if verb.dep_ in {"xcomp", "pcomp", "csubj", "amod", "compound"}:
        return True
    if verb.dep_ in {"advcl", "acl", "relcl"} and stands_with_to(verb):
        return True
    above = verb.head
    if verb.dep_ != "ccomp" or not is_verb(above):
        return False
    return lemma(above) not in REPORTING and word_act(above) is not None


def _is_background(verb: Token) -> bool:
    """Whether a narrator tells a clause to explain another: in the past, and on the side.

    "The accord that ended the war", "after rebels attacked the town", and what happened in a
    year that is named alone.
    """
    if verb.tag_ != "VBD" and not any(one.tag_ == "VBD" for one in verb.children if _helps(one)):
        return False
    if verb.dep_ == "relcl":
        return True
    marks = {one.lower_ for one in verb.children if one.dep_ in {"mark", "advmod"}}
    if verb.dep_ == "advcl" and not marks.isdisjoint(_BEFOREHAND):
        return True
    return any(one.ent_type_ == "DATE" and _is_year(one) for one in own_words(verb))


_BEFOREHAND: Final = {"after", "since", "when", "before", "as", "because", "while", "where"}


def _helps(token: Token) -> bool:
    return token.dep_ in {"aux", "auxpass"}


def _is_year(token: Token) -> bool:
    """Whether a date is a year that stands alone: "in 1978", not "in May 2024"."""
    is_whole = token.ent_iob_ == "B" and (
        token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"
    )
    return is_whole and len(token) == 4 and token.is_digit


def _talks_that_took_place(verb: Token) -> Act | None:
    """Talks told of beside the news: "talks held in Lima", "after the one concluded on Sunday".

    An earlier round is background too, but one that a mediator wants to have on record.
    """
    if lemma(verb) not in _TAKING_PLACE or verb.dep_ not in {"acl", "advcl"}:
        return None
    about = [verb.head] if verb.dep_ == "acl" else [one for one in verb.children if _is_about(one)]
    if stands_with_to(verb) or not any(map(_is_talk_word, about)):
        return None
    if any(one.dep_ == "mark" and one.lower_ != "after" for one in verb.children):
        return None
    return Act(verb, "CONSULT", f"talks_{lemma(verb)}", band=Band.MIDDLE)


def _is_about(child: Token) -> bool:
    return child.dep_ in {"nsubj", "nsubjpass"}


def _is_talk_word(noun: Token) -> bool:
    """Whether a noun is talks, or "one" that stands for talks named before it."""
    talks = lexicon().classes["@talks"] | {"round"}
    if lemma(noun) in talks:
        return True
    before = noun.doc[noun.sent.start : noun.i]
    return noun.lower_ in {"one", "ones"} and any(lemma(one) in talks for one in before)


_TAKING_PLACE: Final = {"conclude", "hold", "end", "open", "begin", "convene"}


def _is_of_talks(act: Act, verb: Token) -> bool:
    """Whether talks are what begins or ends, so that nobody need be named who held them."""
    about = [one for one in verb.children if _is_about(one)]
    if verb.dep_ == "acl":
        about.append(verb.head)
    return act.category == "CONSULT" and any(map(_is_talk_word, about))


def _event(act: Act, head: Token) -> Event:
    own = list(own_words(head))
    actors = actors_of(head)
    return Event(
        trigger=Extent(act.trigger.idx, act.trigger.idx + len(act.trigger)),
        extent=clause_extent(head),
        category=act.category,
        actors=actors,
        recipients=tuple(one for one in recipients_of(own) if one not in actors),
        place=place_of(own, head, category=act.category),
        when=date_of(own),
        status=act.status,
        rule=act.rule,
        band=act.band,
    )

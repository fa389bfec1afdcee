"""How a brief says a drafted position after the party's name: "insists on ...".

From the stance and the names of options where there is a proposition that can be said so, and
otherwise from the passage's own words, between quotation marks where they do not fit into the
sentence. A condition is said in its own words. A person who reviews the draft may put it better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import parse
from goodoffices.case.grammar import words as plain_words
from goodoffices.case.issues import Issue
from goodoffices.case.propositions import And, Comparison, In, Not, Or, Proposition, Sum
from goodoffices.case.stances import REJECTING, Stance
from goodoffices.intake.propositions.stems import fold


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a stance goes on with a thing, with "that ...", and with "to ..."."""

    thing: str
    that: str
    to: str


_PHRASES: Final[Mapping[Stance, Phrase]] = {
    Stance.RULES_OUT: Phrase("rules out", "rules out that", "refuses, whatever happens, to"),
    Stance.INSISTS: Phrase("insists on", "insists that", "insists that it is to"),
    Stance.REJECTS: Phrase("rejects", "does not accept that", "refuses to"),
    Stance.REJECTS_AS_FORMULATED: Phrase(
        "rejects, as formulated,", "rejects, as formulated, that", "refuses, as formulated, to"
    ),
    Stance.DEMANDS: Phrase("demands", "demands that", "demands to"),
    Stance.PROPOSES: Phrase("proposes", "proposes that", "proposes to"),
    Stance.OFFERS: Phrase("offers", "offers that", "offers to"),
    Stance.PREFERS: Phrase("prefers", "prefers that", "prefers to"),
    Stance.FLOATS: Phrase("floats", "floats the idea that", "floats the idea to"),
    Stance.AGREES: Phrase("agrees to", "agrees that", "agrees to"),
    Stance.AGREES_AD_REFERENDUM: Phrase(
        "agrees, subject to approval, to",
        "agrees, subject to approval, that",
        "agrees, subject to approval, to",
    ),
    Stance.DOES_NOT_OBJECT: Phrase(
        "does not object to", "does not object that", "does not object to the idea to"
    ),
    Stance.WOULD_ACCEPT: Phrase("would accept", "would accept that", "would accept to"),
    Stance.NO_LONGER_INSISTS: Phrase(
        "no longer insists on", "no longer insists that", "no longer insists that it is to"
    ),
    Stance.RESERVES: Phrase(
        "reserves its position on",
        "reserves its position on whether",
        "reserves its position on whether to",
    ),
    Stance.DENIES: Phrase("denies", "denies that", "denies that it is to"),
}

_COMPARED: Final[Mapping[Comparison, str]] = {
    Comparison.AT_MOST: "at most",
    Comparison.AT_LEAST: "at least",
    Comparison.EQUAL: "",
    Comparison.UNEQUAL: "anything but",
    Comparison.LESS: "less than",
    Comparison.MORE: "more than",
}
"""How a number is compared; "exactly" would say more than a bare number does."""

_FINITE: Final = re.compile(
    r"\b(?:is|are|was|be|stays?|remains?|has|have|takes?|keeps?|leaves?|withdraws?|pays?|manages?)\b"
)
_NO_THING: Final = frozenset(
    "not after before as to with by until at in on for from when if once nobody everybody".split()
)
"""First words of an option's title that no "insists on" can stand before."""

_PARTICLES: Final = frozenset(
    "after at back before by down for from in into of off on out over to under up with".split()
)
_AUXILIARIES: Final = frozenset("must should shall can could may might will would".split())
_LONGEST: Final = 140
_RESERVED: Final = re.compile(
    r"(?:its|their|his|her|our|the) (?:position|view|judgement|judgment)s?"
)
_OURS: Final = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Uu]s|[Mm]y)\b")
"""Words of the speaker's own mouth, which no brief says of a party but in quotation marks."""


def in_words(
    stance: Stance,
    *,
    proposition: str = "",
    condition: str = "",
    words: str = "",
    tie: str = "",
    issues: Iterable[Issue] = (),
) -> str:
    """Return a verb and what, as a brief says it after the party's name.

    Parameters
    ----------
    stance : Stance
    proposition, condition : str
        In the small language, about these issues; empty where there is none.
    words : str
        The passage's own words of the object, used where there is no proposition, or one
        with more to it than options and numbers. With "to" or "that" where they go on so.
    tie : str
        The passage's own words of the condition with their opening: "provided that ...".
    issues : iterable of Issue

    Examples
    --------
    >>> joint = {"id": "joint", "title": "a joint commission"}
    >>> gauges = Issue(id="gauges", short="Inspection", options=[joint])
    >>> in_words(Stance.WOULD_ACCEPT, proposition="gauges is joint", issues=[gauges])
    'would accept a joint commission (Inspection)'
    >>> in_words(Stance.REJECTS, words="to open the port")
    'refuses to open the port'
    """
    known = {one.id: one for one in issues}
    phrase = _PHRASES[stance]
    read = _read(proposition, known)
    if stance is Stance.RESERVES and read is None and is_only_reserving(words):
        said = "reserves its position"
    elif read is None or (words and _is_better_in_its_words(stance, read)):
        said = _of_words(phrase, words)
    else:
        said = _of_proposition(phrase, read, known, words=words)
    asked = _read(condition, known)
    if tie:
        return f"{said}, {_shortened(tie)}"
    return said if asked is None else f"{said}, if {plain_words(asked, known)}"


def _is_better_in_its_words(stance: Stance, read: Proposition) -> bool:
    """Whether options would say it badly: what is denied, and a rejection of "anything but"."""
    return stance is Stance.DENIES or (stance in REJECTING and isinstance(read, Not))


def is_only_reserving(words: str) -> bool:
    """Whether what is reserved is only called a position: "reserved its position".

    Examples
    --------
    >>> is_only_reserving("its position"), is_only_reserving("its position on the toll")
    (True, False)
    """
    return _RESERVED.fullmatch(" ".join(words.split())) is not None


def _read(text: str, issues: Mapping[str, Issue]) -> Proposition | None:
    if not text:
        return None
    try:
        return parse(text, issues)
    except InvalidProposition:
        return None


# ---------------------------------------------------------------------------- propositions


def _of_proposition(
    phrase: Phrase, read: Proposition, issues: Mapping[str, Issue], *, words: str
) -> str:
    match read:
        case In(issue, (option,)) if _is_clause(issues[issue].option_name(option)):
            return f"{phrase.that} {issues[issue].option_name(option)} ({issues[issue].name})"
        case And(parts):
            things = [_as_thing(part, issues) for part in parts]
        case _:
            things = [_as_thing(read, issues)]
    if all(things):
        said = " and ".join(things)
        is_turned = said.startswith("no ") and phrase.thing.split()[0] in {"rejects", "rules"}
        # "Rejects no dismissals" would say the opposite.
        return f"{phrase.thing} {_marked(said) if is_turned else said}"
    if words:
        return f"{phrase.thing} “{_shortened(_bare(words))}”"
    return f"{phrase.thing} the following: {plain_words(read, issues)}"


def _as_thing(read: Proposition, issues: Mapping[str, Issue]) -> str:
    """What a proposition about one issue is called; empty where it has no short name."""
    match read:
        case In(issue, options):
            titles = [issues[issue].option_name(option) for option in options]
            listed = " or ".join(_thing(title) for title in titles)
            return f"{listed} ({issues[issue].name})"
        case Not(In(issue, (option,))):
            title = issues[issue].option_name(option)
            return f"anything but {_thing(title)} ({issues[issue].name})"
        case Sum(((1, issue),), comparison, bound):
            number = f"{_COMPARED[comparison]} {issues[issue].option_name(bound)}".strip()
            return f"{number} ({issues[issue].name})"
        case Or(parts) if all(isinstance(part, In) for part in parts):
            several = [part for part in parts if isinstance(part, In)]
            if len({part.issue for part in several}) == 1:
                options = tuple(option for part in several for option in part.options)
                return _as_thing(In(several[0].issue, options), issues)
    return ""


def _is_clause(title: str) -> bool:
    """Whether a title has somebody who does something ("Israeli forces stay")."""
    first, _, rest = title.partition(" ")
    return bool(rest) and fold(first) not in _NO_THING and _FINITE.search(fold(rest)) is not None


def _thing(title: str) -> str:
    """Return a title as a thing, between quotation marks where it is none by itself."""
    first = fold(title.split(maxsplit=1)[0])
    is_bare = " " not in title and first.endswith(("ed", "en", "wn", "s"))
    # "Handed over" and "released" are what is done, and no thing; "mixed patrols" are one.
    rest = fold(title).split()[1:2]
    is_done = first.endswith("ed") and (not rest or rest[0] in _PARTICLES or rest[0].endswith("ly"))
    if first in _NO_THING or is_done or is_bare or _is_clause(title):
        return f"“{title}”"
    return title


# ---------------------------------------------------------------------------- own words


def _of_words(phrase: Phrase, words: str) -> str:
    said = _shortened(" ".join(words.split()).strip(" ,;.:"))
    if not said:
        return f"{phrase.thing} something that the passage does not name"
    first, _, rest = said.partition(" ")
    starts = {"to": phrase.to, "that": phrase.that}
    start = starts.get(fold(first), phrase.thing)
    if _OURS.search(said):
        return f"{start} “{_bare(said)}”"
    if fold(first) in starts:
        return f"{start} {rest}"
    if set(fold(said).split()[1:]) & _AUXILIARIES:
        return f"{phrase.that} {_small(said)}"
    return f"{phrase.thing} {_small(said)}"


def _marked(said: str) -> str:
    """Put a title between quotation marks, and the name of its issue behind them."""
    title, _, name = said.rpartition(" (")
    return f"“{title}” ({name}"


def _bare(words: str) -> str:
    """Words without the "to" or "that" by which they go on, and without outer marks."""
    return re.sub(r"^(?:to|that) ", "", " ".join(words.split()).strip(' ,;.:“”"'))


def _small(words: str) -> str:
    """Write an article that began a sentence small; names keep their capitals."""
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if first in {"A", "An", "The", "Any", "No"} else words


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + "..."

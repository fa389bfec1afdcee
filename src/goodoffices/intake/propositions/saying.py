"""How a brief says a drafted position after the party's name: "insists on ...".

From the stance and the names of options where there is a proposition, and otherwise from the
passage's own words. A person who reviews the draft may put it better.
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
from goodoffices.case.propositions import Comparison, In, Not, Or, Proposition, Sum
from goodoffices.case.stances import Stance
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
    Stance.REJECTS: Phrase("rejects", "rejects that", "refuses to"),
    Stance.REJECTS_AS_FORMULATED: Phrase(
        "rejects, as formulated,", "rejects, as formulated, that", "refuses, as formulated, to"
    ),
    Stance.DEMANDS: Phrase("demands", "demands that", "demands to"),
    Stance.PROPOSES: Phrase("proposes", "proposes that", "proposes to"),
    Stance.OFFERS: Phrase("offers", "offers that", "offers to"),
    Stance.PREFERS: Phrase("prefers", "prefers that", "prefers to"),
    Stance.FLOATS: Phrase("floats", "floats that", "floats the idea to"),
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

_AUXILIARIES: Final = frozenset("must should shall can could may might will would".split())
_LONGEST: Final = 140


def in_words(
    stance: Stance,
    *,
    proposition: str = "",
    condition: str = "",
    words: str = "",
    issues: Iterable[Issue] = (),
) -> str:
    """Return a verb and what, as a brief says it after the party's name.

    Parameters
    ----------
    stance : Stance
    proposition, condition : str
        In the small language, about these issues; empty where there is none.
    words : str
        The passage's own words of the object, used where there is no proposition.
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
    said = _of_proposition(phrase, read, known) if read is not None else _of_words(phrase, words)
    asked = _read(condition, known)
    if asked is None:
        return said
    return f"{said}, if {plain_words(asked, known)}"


def _read(text: str, issues: Mapping[str, Issue]) -> Proposition | None:
    if not text:
        return None
    try:
        return parse(text, issues)
    except InvalidProposition:
        return None


# ---------------------------------------------------------------------------- propositions


def _of_proposition(phrase: Phrase, read: Proposition, issues: Mapping[str, Issue]) -> str:
    match read:
        case In(issue, options):
            titles = [issues[issue].option_name(option) for option in options]
            return _of_titles(phrase, titles, issues[issue].name)
        case Not(In(issue, (option,))):
            title = issues[issue].option_name(option)
            return f"{phrase.thing} anything but {_thing(title)} ({issues[issue].name})"
        case Sum(((1, issue),), comparison, bound):
            number = f"{_COMPARED[comparison]} {issues[issue].option_name(bound)}".strip()
            return f"{phrase.thing} {number} ({issues[issue].name})"
        case Or(parts) if all(isinstance(part, In) for part in parts):
            several = [part for part in parts if isinstance(part, In)]
            if len({part.issue for part in several}) == 1:
                options = tuple(option for part in several for option in part.options)
                return _of_proposition(phrase, In(several[0].issue, options), issues)
    return f"{phrase.thing} the following: {plain_words(read, issues)}"


def _of_titles(phrase: Phrase, titles: list[str], name: str) -> str:
    if len(titles) == 1 and _is_clause(titles[0]):
        return f"{phrase.that} {titles[0]} ({name})"
    listed = " or ".join(_thing(title) for title in titles)
    return f"{phrase.thing} {listed} ({name})"


def _is_clause(title: str) -> bool:
    """Whether a title has somebody who does something ("Israeli forces stay")."""
    first, _, rest = title.partition(" ")
    return bool(rest) and fold(first) not in _NO_THING and _FINITE.search(fold(rest)) is not None


def _thing(title: str) -> str:
    """Return a title as a thing, between quotation marks where it is none by itself."""
    first = fold(title.split(maxsplit=1)[0])
    is_bare = " " not in title and first.endswith(("ed", "en", "wn", "s"))
    # "Handed over" and "released" are what is done, and no thing.
    if first in _NO_THING or first.endswith("ed") or is_bare or _is_clause(title):
        return f"“{title}”"
    return title


# ---------------------------------------------------------------------------- own words


def _of_words(phrase: Phrase, words: str) -> str:
    said = _shortened(" ".join(words.split()).strip(" ,;.:"))
    if not said:
        return f"{phrase.thing} something that the passage does not name"
    first, _, rest = said.partition(" ")
    if fold(first) == "to":
        return f"{phrase.to} {rest}"
    if fold(first) == "that":
        return f"{phrase.that} {rest}"
    if set(fold(said).split()[1:]) & _AUXILIARIES:
        return f"{phrase.that} {_small(said)}"
    return f"{phrase.thing} {_small(said)}"


def _small(words: str) -> str:
    """Write an article that began a sentence small; names keep their capitals."""
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if first in {"A", "An", "The", "Any", "No"} else words


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + "..."

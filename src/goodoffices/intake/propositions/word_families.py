"""Word families: which words of negotiations stand for one thing, and which for its opposite.

A family is weaker than a stem: what only a family ties together is a guess of middle
confidence. The families are those of any talks (stay or leave, pay, release, inspect), never
of one dispute; a team teaches its own words as other names of an issue or option.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from goodoffices.intake.propositions.stems import stem


@dataclass(frozen=True, slots=True)
class Family:
    """Words for one thing, and the family that means the opposite, where there is one."""

    id: str
    words: str
    opposite: str = ""


_FAMILIES: Final = (
    # "pullout" is also what "pull ... out" and "pull back" are made into (`joined_verb`).
    Family(
        "leave",
        "withdraw leave evacuate vacate depart departure retreat pullout redeploy exit quit",
        "stay",
    ),
    Family("stay", "stay remain keep maintain retain presence continue deploy", "leave"),
    Family("free", "release free liberate letgo", "hold"),
    Family("hold", "hold detain imprison jail custody detention", "free"),
    Family("remove", "remove dismantle demolish evacuate relocate", "stay"),
    Family("exchange", "exchange swap"),
    Family("force", "force troop soldier army military contingent battalion"),
    Family("manage", "manage administer run control operate"),
    Family("watch", "monitor verify inspect observe audit"),
    Family("pay", "pay compensate reimburse indemnify remunerate"),
    Family("wage", "wage salary pay remuneration"),
    Family("lengthen", "extend prolong lengthen renew", "shorten"),
    Family("shorten", "shorten curtail", "lengthen"),
    Family("raise", "raise increase rise hike grow", "lower"),
    Family("lower", "cut reduce lower decrease", "raise"),
    Family("begin", "begin start launch commence"),
    Family("finish", "completed finish conclude finalise fulfil"),
    Family("whole", "complete full fully total entire whole", "partial"),
    Family("partial", "partial part limited some", "whole"),
    Family("phase", "phase stage step instalment installment tranche"),
    Family("joint", "joint common shared bilateral mixed"),
    Family("neutral", "independent neutral impartial"),
    Family("body", "body commission committee panel board"),
    Family("truce", "truce ceasefire"),
    Family("hostage", "hostage captive abductee"),
    Family("prisoner", "prisoner detainee inmate"),
    Family("handover", "handover transfer surrender deliver"),
    Family("abroad", "abroad elsewhere exile deport expel"),
    Family("after", "after following once upon", "before"),
    Family("before", "before prior", "after"),
    Family("open", "open reopen", "close"),
    Family("close", "close shut closure", "open"),
    Family("allow", "allow permit authorise", "forbid"),
    Family("forbid", "forbid ban prohibit", "allow"),
    Family("tie", "tie link connect"),
    Family("return", "return repatriate"),
    Family("defer", "defer postpone delay adjourn"),
    Family("corridor", "corridor axis route"),
    Family("settler", "settler settlement"),
)

OPPOSITES: Final[Mapping[str, str]] = {one.id: one.opposite for one in _FAMILIES if one.opposite}
"""By family, the family that means the opposite."""


def _by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family in _FAMILIES:
        for word in family.words.split():
            found.setdefault(word if word == "completed" else stem(word), set()).add(family.id)
    return {key: frozenset(ids) for key, ids in found.items()}


_STEMS: Final = _by_stem()
_NONE: Final[frozenset[str]] = frozenset()


def families(key: str) -> frozenset[str]:
    """Return the families that the words with this stem belong to.

    Examples
    --------
    >>> sorted(families("withdraw")), sorted(families("evacu"))
    (['leave'], ['leave', 'remove'])
    """
    return _STEMS.get(key, _NONE)


_JOINED: Final[Mapping[tuple[str, str], str]] = {
    (stem(verb), particle): joined
    for verb, particles, joined in (
        ("pull", "out back away", "pullout"),
        ("move", "out away", "pullout"),
        ("get", "out", "pullout"),
        ("hand", "over", "handover"),
        ("let", "go", "release"),
        ("set", "free", "release"),
        ("put", "off", "postpone"),
        ("hang", "on", "keep"),
    )
    for particle in particles.split()
}


def joined_verb(verb: str, particle: str) -> str:
    """Return the one word for a verb with its particle ("pull ... out"), or nothing.

    Examples
    --------
    >>> joined_verb("pull", "out"), joined_verb("hand", "over"), joined_verb("pull", "up")
    ('pullout', 'handover', '')
    """
    return _JOINED.get((stem(verb), particle), "")


STOP_WORDS: Final = frozenset(
    """
    a an the this that these those such its their his her our your my it they them he she we you
    i who whom whose which what where when how why and or but nor of to in on at by for from with
    within into onto over under about as is are was were be been being am do does did done doing
    have has had having will would shall should can could may might must ought need than then so
    if unless whether because since while though although there here also only even just any
    some all both either neither each every other others another more most less least not no
    none never without nobody nothing themselves itself one up out off s t against along
    between among across through during towards toward per via own same too very well it’s
    able ready willing happen take place make
    """.split()
)
"""Words that say how others hang together, or too little to name an issue or an option."""

ORDERING: Final = frozenset({"after", "before", "once", "following", "prior", "upon"})
"""Words of sequence: they count in a name such as "after the exchange"."""

LIGHT_HEADS: Final = frozenset(
    stem(word)
    for word in (
        "time place number level amount question issue part form type kind order way status size "
        "share date end use list role point matter"
    ).split()
)
"""Heads of names that do not tell an issue from others when they stand alone."""

INVERTERS: Final = frozenset(
    stem(word)
    for word in (
        "end stop halt cease refrain abstain avoid prevent abandon discontinue terminate forbid "
        "ban prohibit renounce refuse reject oppose lift cancel scrap revoke cessation"
    ).split()
)
"""Verbs and nouns that turn what they govern into its opposite ("stop managing")."""

NEGATIVE_WORDS: Final = frozenset({"no", "not", "never", "nobody", "none", "nothing", "without"})
"""Words that make the name of an option a negative one ("no force", "nobody")."""

NEVER_QUALIFIES: Final = frozenset(
    stem(word)
    for word in (
        "immediate prompt rapid swift quick quickly soon early urgent now new real genuine future "
        "proposed such current present actual simply again also further today already mere"
    ).split()
)
"""Modifiers of when or how much meant, that leave an option what it is."""

TALK_WORDS: Final = frozenset(
    stem(word)
    for word in (
        "discuss negotiate address talk agree accept sign resolve solve consider propose deal "
        "debate mention settle clarify insist depend provide question issue matter topic point "
        "proposal idea solution discussion negotiation possible necessary condition ensure"
    ).split()
)
"""Words about talking of a thing, which say nothing of how it is to be settled."""

EXCEPTING: Final = frozenset({"except", "excepting", "excluding", "unless", "until", "besides"})
"""Words that take something away from what was said."""

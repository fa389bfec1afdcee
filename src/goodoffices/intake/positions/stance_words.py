"""Stance words: which verbs, nouns and adjectives say how a party stands to something.

Tables only, each line one word in one use. The stances are those of the design's table:
intensifiers do not raise, "never", "rule out" and "red line" alone make `rules_out`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from goodoffices.case.stances import Stance
from goodoffices.intake.drafts import Band

CLAUSE: Final = "clause"
"""The object is a clause: "insists that the pumps stop"."""
ACT: Final = "act"
"""The object is an infinitive or a gerund: "refuses to pay", "opposes closing it"."""
THING: Final = "thing"
"""The object is a noun phrase: "rejects the toll"."""


@dataclass(frozen=True, slots=True)
class StanceWord:
    """One word in one use: the stance it says, and where it puts what the stance is about.

    `objects` are routes to the object, best first: CLAUSE, ACT, THING, or a preposition.
    `negated` is what "not" makes of it, None where "not" leaves no stance. `modal` is what
    "would" and "can" make of it. `bare` says whether it is a stance without them.
    `wants_mood` asks of a clause that it wants something, rather than tells something.
    """

    lemma: str
    stance: Stance
    objects: tuple[str, ...]
    particle: str = ""
    negated: Stance | None = None
    modal: Stance | None = None
    bare: bool = True
    wants_mood: bool = False
    only_ongoing: bool = False
    band: Band = Band.HIGH
    question: str = ""


_NP = (THING,)
_ANY = (CLAUSE, ACT, THING)

_WANTS = "Is this a demand, or a wish?"
_BACKS = "Is this agreement, or only sympathy?"
_SELF = "Is this an offer to the others, or an announcement?"
_HOLDS = "Is this a position, or an announcement?"
_INCLINED = "Is this a position yet, or only an inclination?"

VERBS: Final[tuple[StanceWord, ...]] = (
    # Insisting. With a clause that tells a fact ("insists that it paid") it is only a claim.
    StanceWord("insist", Stance.INSISTS, (CLAUSE, "on", "upon"), wants_mood=True),
    StanceWord("stick", Stance.INSISTS, ("to",)),
    StanceWord("adhere", Stance.INSISTS, ("to",)),
    StanceWord("cling", Stance.INSISTS, ("to",)),
    StanceWord("vow", Stance.INSISTS, (ACT,), band=Band.MIDDLE, question=_HOLDS),
    # Demanding, down to asking. "Call for", "call on ... to".
    StanceWord("demand", Stance.DEMANDS, _ANY),
    StanceWord("require", Stance.DEMANDS, _ANY),
    StanceWord("call", Stance.DEMANDS, ("for", "on", "upon")),
    StanceWord("press", Stance.DEMANDS, (ACT, "for")),
    StanceWord("push", Stance.DEMANDS, (ACT, "for")),
    StanceWord("urge", Stance.DEMANDS, (CLAUSE, ACT), band=Band.MIDDLE, question=_WANTS),
    StanceWord("ask", Stance.DEMANDS, (CLAUSE, ACT, "for"), wants_mood=True, band=Band.MIDDLE),
    StanceWord("request", Stance.DEMANDS, _ANY, band=Band.MIDDLE),
    StanceWord("appeal", Stance.DEMANDS, ("for",), band=Band.MIDDLE, question=_WANTS),
    StanceWord(
        "want",
        Stance.DEMANDS,
        _ANY,
        negated=Stance.REJECTS,
        band=Band.MIDDLE,
        question=_WANTS,
    ),
    StanceWord("seek", Stance.DEMANDS, _NP, band=Band.MIDDLE, question=_WANTS),
    # Turning down. "Not reject" is no position; "not oppose" lets it be.
    StanceWord("reject", Stance.REJECTS, (CLAUSE, ACT, THING)),
    StanceWord("refuse", Stance.REJECTS, (CLAUSE, ACT, THING)),
    StanceWord("decline", Stance.REJECTS, (ACT, THING), band=Band.MIDDLE),
    StanceWord("oppose", Stance.REJECTS, (ACT, THING), negated=Stance.DOES_NOT_OBJECT),
    StanceWord("object", Stance.REJECTS, ("to", CLAUSE), negated=Stance.DOES_NOT_OBJECT),
    StanceWord("resist", Stance.REJECTS, (ACT, THING), band=Band.MIDDLE),
    StanceWord("veto", Stance.REJECTS, _NP, negated=Stance.DOES_NOT_OBJECT),
    StanceWord("block", Stance.REJECTS, _NP, negated=Stance.DOES_NOT_OBJECT, bare=False),
    StanceWord("turn", Stance.REJECTS, _NP, particle="down"),
    StanceWord("rule", Stance.RULES_OUT, (CLAUSE, ACT, THING), particle="out"),
    # Proposing and offering.
    StanceWord("propose", Stance.PROPOSES, _ANY),
    StanceWord("suggest", Stance.PROPOSES, _ANY, wants_mood=True),
    StanceWord("recommend", Stance.PROPOSES, _ANY, wants_mood=True),
    StanceWord("put", Stance.PROPOSES, _NP, particle="forward"),
    StanceWord("table", Stance.PROPOSES, _NP),
    StanceWord("offer", Stance.OFFERS, (ACT, THING)),
    StanceWord("promise", Stance.OFFERS, (CLAUSE, ACT), band=Band.MIDDLE, question=_SELF),
    StanceWord("pledge", Stance.OFFERS, (CLAUSE, ACT), band=Band.MIDDLE, question=_SELF),
    # Preferring and floating.
    StanceWord("prefer", Stance.PREFERS, _ANY),
    StanceWord("favour", Stance.PREFERS, (ACT, THING)),
    StanceWord("favor", Stance.PREFERS, (ACT, THING)),
    StanceWord("float", Stance.FLOATS, _NP),
    StanceWord("consider", Stance.FLOATS, (ACT, THING), only_ongoing=True, modal=Stance.FLOATS),
    StanceWord("weigh", Stance.FLOATS, (ACT, THING), only_ongoing=True),
    StanceWord("mull", Stance.FLOATS, (ACT, THING), only_ongoing=True),
    StanceWord("explore", Stance.FLOATS, (ACT, THING), only_ongoing=True),
    StanceWord("contemplate", Stance.FLOATS, (ACT, THING), only_ongoing=True),
    # Letting be. With "would" they are conditional; with "not" a refusal.
    StanceWord(
        "accept",
        Stance.AGREES,
        (CLAUSE, ACT, THING),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
    ),
    StanceWord(
        "agree",
        Stance.AGREES,
        (CLAUSE, ACT, "to", "on", "upon"),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
    ),
    StanceWord(
        "consent", Stance.AGREES, ("to", ACT), negated=Stance.REJECTS, modal=Stance.WOULD_ACCEPT
    ),
    StanceWord(
        "approve", Stance.AGREES, (THING, "of"), negated=Stance.REJECTS, modal=Stance.WOULD_ACCEPT
    ),
    StanceWord("endorse", Stance.AGREES, _NP, negated=Stance.REJECTS, modal=Stance.WOULD_ACCEPT),
    StanceWord(
        "support",
        Stance.AGREES,
        (ACT, THING),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
        band=Band.MIDDLE,
        question=_BACKS,
    ),
    StanceWord(
        "back",
        Stance.AGREES,
        _NP,
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
        band=Band.MIDDLE,
        question=_BACKS,
    ),
    StanceWord("commit", Stance.AGREES, ("to",), band=Band.MIDDLE),
    StanceWord(
        "allow",
        Stance.WOULD_ACCEPT,
        (CLAUSE, ACT, THING),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
        bare=False,
    ),
    StanceWord(
        "permit",
        Stance.WOULD_ACCEPT,
        (CLAUSE, ACT, THING),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
        bare=False,
    ),
    StanceWord(
        "tolerate",
        Stance.WOULD_ACCEPT,
        (ACT, THING),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
        bare=False,
    ),
    StanceWord(
        "live",
        Stance.WOULD_ACCEPT,
        ("with",),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
        bare=False,
    ),
    StanceWord(
        "settle",
        Stance.WOULD_ACCEPT,
        ("for",),
        negated=Stance.REJECTS,
        modal=Stance.WOULD_ACCEPT,
        bare=False,
    ),
    # Keeping something open, and contradicting an account.
    StanceWord("reserve", Stance.RESERVES, _NP),
    StanceWord("deny", Stance.DENIES, _ANY),
)

_TO = (ACT, "to")
NOUNS: Final[tuple[StanceWord, ...]] = (
    StanceWord("insistence", Stance.INSISTS, (CLAUSE, "on", "upon")),
    StanceWord("demand", Stance.DEMANDS, (CLAUSE, ACT, "for", "of")),
    StanceWord("call", Stance.DEMANDS, ("for", ACT)),
    StanceWord("request", Stance.DEMANDS, (CLAUSE, ACT, "for"), band=Band.MIDDLE),
    StanceWord("refusal", Stance.REJECTS, (ACT, "of")),
    StanceWord("unwillingness", Stance.REJECTS, (ACT,)),
    StanceWord("rejection", Stance.REJECTS, ("of",)),
    StanceWord("opposition", Stance.REJECTS, ("to",)),
    StanceWord("objection", Stance.REJECTS, ("to",), negated=Stance.DOES_NOT_OBJECT),
    StanceWord("veto", Stance.REJECTS, ("on", "of", "over")),
    StanceWord("proposal", Stance.PROPOSES, (CLAUSE, ACT, "for", "of")),
    StanceWord("suggestion", Stance.PROPOSES, (CLAUSE, "of", "for")),
    StanceWord("offer", Stance.OFFERS, (ACT, "of", "for")),
    StanceWord("preference", Stance.PREFERS, ("for",)),
    StanceWord("willingness", Stance.WOULD_ACCEPT, (ACT,)),
    StanceWord("readiness", Stance.WOULD_ACCEPT, (ACT, "for")),
    # "Manifested its disposition to accept": machine translations of Romance languages say so.
    StanceWord("disposition", Stance.WOULD_ACCEPT, (ACT,), band=Band.MIDDLE),
    StanceWord("acceptance", Stance.AGREES, ("of",)),
    StanceWord("consent", Stance.AGREES, _TO),
    StanceWord("support", Stance.AGREES, ("for",), band=Band.MIDDLE, question=_BACKS),
    StanceWord("reservation", Stance.RESERVES, ("about", "on", "over", "regarding")),
)

ADJECTIVES: Final[tuple[StanceWord, ...]] = (
    StanceWord("opposed", Stance.REJECTS, ("to",), negated=Stance.DOES_NOT_OBJECT),
    StanceWord("against", Stance.REJECTS, (THING, ACT), negated=Stance.DOES_NOT_OBJECT),
    StanceWord("unwilling", Stance.REJECTS, (ACT,)),
    StanceWord("unprepared", Stance.REJECTS, (ACT,)),
    StanceWord("ready", Stance.WOULD_ACCEPT, (ACT, "for"), negated=Stance.REJECTS),
    StanceWord("willing", Stance.WOULD_ACCEPT, (ACT,), negated=Stance.REJECTS),
    StanceWord("prepared", Stance.WOULD_ACCEPT, (ACT,), negated=Stance.REJECTS),
    StanceWord(
        "inclined",
        Stance.WOULD_ACCEPT,
        (ACT,),
        negated=Stance.REJECTS,
        band=Band.LOW,
        question=_INCLINED,
    ),
    StanceWord("open", Stance.WOULD_ACCEPT, ("to",), negated=Stance.REJECTS, band=Band.MIDDLE),
    StanceWord("committed", Stance.AGREES, ("to",), band=Band.MIDDLE),
    StanceWord("adamant", Stance.INSISTS, (CLAUSE, "on", "about")),
    StanceWord("determined", Stance.INSISTS, (ACT,), band=Band.MIDDLE, question=_HOLDS),
    StanceWord("favour", Stance.PREFERS, ("of",), particle="in"),
    StanceWord("favor", Stance.PREFERS, ("of",), particle="in"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word said of the matter itself: "the toll is unacceptable (to the union)"."""

    lemma: str
    stance: Stance
    negated: Stance | None
    band: Band = Band.HIGH
    question: str = ""


VERDICTS: Final[tuple[Verdict, ...]] = (
    Verdict("unacceptable", Stance.REJECTS, None),
    Verdict("inadmissible", Stance.REJECTS, None),
    Verdict("intolerable", Stance.REJECTS, None),
    Verdict("acceptable", Stance.WOULD_ACCEPT, Stance.REJECTS),
    Verdict("non-negotiable", Stance.INSISTS, None),
    Verdict("nonnegotiable", Stance.INSISTS, None),
    Verdict(
        "line",
        Stance.RULES_OUT,
        None,
        band=Band.MIDDLE,
        question="Does the red line forbid this, or the opposite of it?",
    ),
    Verdict("question", Stance.RULES_OUT, None),  # "out of the question"
)


def _by_lemma(words: Iterable[StanceWord]) -> Mapping[str, tuple[StanceWord, ...]]:
    grouped: defaultdict[str, list[StanceWord]] = defaultdict(list)
    for word in words:
        grouped[word.lemma].append(word)
    return {lemma: tuple(found) for lemma, found in grouped.items()}


VERBS_BY_LEMMA: Final = _by_lemma(VERBS)
NOUNS_BY_LEMMA: Final = _by_lemma(NOUNS)
ADJECTIVES_BY_LEMMA: Final = _by_lemma(ADJECTIVES)
VERDICTS_BY_LEMMA: Final = {verdict.lemma: verdict for verdict in VERDICTS}

ACCEPTING: Final = frozenset(
    "accept agree allow permit approve endorse support back tolerate consent let grant".split()
)
"""Verbs that a refusal or a readiness takes on: "refuses to accept X" is about X."""
TALKING_OF: Final = frozenset({"consider", "discuss", "explore", "examine", "entertain"})
"""Verbs that keep a readiness to talking: "ready to discuss X" floats X."""

SPEECH: Final = frozenset(
    """answer comment confirm disclose elaborate explain give identify know learn name quote
    respond reveal say specify speak talk tell""".split()
)
"""Declining to do this is no position on any issue."""

NO_MATTER: Final = frozenset(
    """apology appointment award bid blame bribe comment condolence congratulation detail defeat
    explanation friendship greeting help information interview invitation journalist nomination
    praise prayer question reason resignation responsibility reporter sympathy thank timetable
    view visit""".split()
)
"""Accepted, offered or refused in passing; no matter of a negotiation."""

CLAIMS: Final = frozenset(
    "accusation account allegation assertion charge claim report rumour rumor story".split()
)
"""Rejecting one of these denies it."""
DENIED: Final = CLAIMS | frozenset(
    """agreement deal existence involvement knowledge link plan responsibility role
    wrongdoing""".split()
)
"""What is denied as untrue; "denied entry" or "denied a permit" withholds it."""
HARM: Final = frozenset(
    """attack blockade bomb boycott fight hit impose invade respond retaliate shell strike
    use""".split()
)
"""Being ready to do this is a threat, no concession."""

ANAPHORS: Final = frozenset(
    """arrangement condition demand formula idea initiative motion move notion offer option plan
    proposal request requirement scheme solution something suggestion term that this it thing
    text draft document which""".split()
)
"""Words that stand for what was said before: "a proposal that both reject"."""

HOLDINGS: Final = frozenset(
    """claim condition demand insistence objection opposition refusal rejection request requirement
    veto call""".split()
)
"""What a party may drop: "dropped its demand for a toll"."""
MADE: Final = frozenset({"offer", "proposal", "suggestion"})
"""What only whoever made it may take back: "withdrew its offer to pay"."""
DROPPING: Final = frozenset(
    "abandon drop forgo relinquish renounce scrap shelve waive withdraw retract lift".split()
)
BACKING: Final = frozenset({"back", "retreat", "step", "climb"})
"""With "from": "backed down from its demand"."""
SOFTENING: Final = frozenset({"soften", "ease", "moderate", "relax", "reconsider", "review"})
CEASING: Final = frozenset({"stop", "cease", "quit"})

AS_WORDED: Final = (
    "as drafted",
    "as worded",
    "as formulated",
    "as written",
    "as it stands",
    "as they stand",
    "in its current form",
    "in its present form",
    "in their current form",
    "in this form",
    "current wording",
    "present wording",
    "this wording",
    "the wording",
    "current text",
    "current draft",
    "formulation",
)
"""The wording is turned down, not the idea."""
AD_REFERENDUM: Final = (
    "ad referendum",
    "subject to the approval",
    "subject to approval",
    "subject to ratification",
    "subject to the ratification",
    "subject to the consent",
    "pending approval",
    "pending the approval",
    "pending ratification",
)
"""Agreed by those at the table, not yet by those who decide."""

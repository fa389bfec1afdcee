"""The words that say that somebody said, thought or showed something, in tables.

Looked up by lemma. A verb belongs to one class; the class says what the verb may govern.
Nothing here looks at a text; `attributing_clauses` and `attributing_quotes` do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class VerbClass:
    """A class of verbs that attribute.

    `quotes`: it introduces or follows a quotation. `questions`: what it governs may be an
    indirect question ("explained how"). `has_hearer`: its object is who was told.
    `may_be_denied`: with "not" it still says what its subject holds ("does not think that").
    """

    name: str
    lemmas: frozenset[str]
    quotes: bool = False
    questions: bool = False
    has_hearer: bool = False
    may_be_denied: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERB_CLASSES: Final = (
    VerbClass(
        "saying",
        _words(
            "say state add explain note report announce declare claim assert insist stress argue "
            "reply respond answer comment remark observe mention maintain contend allege affirm "
            "reaffirm reiterate repeat emphasize emphasise underline underscore highlight "
            "acknowledge admit concede confess confirm deny disclose reveal clarify counter "
            "retort quip joke boast brag complain lament protest object warn caution threaten "
            "promise pledge vow swear guarantee propose recommend suggest demand request urge "
            "predict forecast speculate theorize theorise hypothesize posit rule decree proclaim "
            "pronounce preach teach testify attest certify argue charge accuse shout yell cry "
            "scream whisper mutter murmur interject interrupt continue conclude write tweet post "
            "blog text cable communicate convey signal relay transmit hint imply intimate "
            "insinuate lie recount relate narrate describe quote cite elaborate estimate calculate "
            "advise advocate reason stipulate specify "
            "publicize publicise rumour rumor volunteer opine "
            "restate recall exclaim declaim plead beg point dismiss grumble scoff muse fume "
            "gush moan grouse venture surmise postulate rejoin enthuse"
        ),
        quotes=True,
        questions=True,
    ),
    VerbClass(
        "telling",
        _words("tell inform assure reassure remind notify alert brief"),
        quotes=True,
        questions=True,
        has_hearer=True,
    ),
    VerbClass(
        "asking",
        _words("ask wonder inquire enquire query"),
        quotes=True,
        questions=True,
        has_hearer=True,
    ),
    VerbClass(
        "judging",
        _words(
            "think believe know feel suppose suspect assume presume reckon guess doubt hope fear "
            "worry wish imagine expect understand realize realise recognize recognise consider "
            "deem judge hold agree disagree decide determine learn discover find see hear notice "
            "perceive remember foresee anticipate fancy figure deduce infer gather"
        ),
        may_be_denied=True,
    ),
    VerbClass(
        "showing",
        _words("show indicate demonstrate prove establish illustrate document record read"),
        questions=True,
    ),
)
"""Verbs of wanting and trying ("want", "intend", "refuse") are not here: what they govern is
no statement but an act, and the stance frames read it."""

VERBS: Final[dict[str, VerbClass]] = {lemma: each for each in VERB_CLASSES for lemma in each.lemmas}

QUOTING_PLAIN_VERBS: Final = _words(
    "read think begin shrug sigh laugh smile grin nod snap bark growl sniff"
)
"""Verbs that only stand beside a quotation ("the letter reads", "she sighed")."""

DIRECTING_VERBS: Final = _words(
    "urge ask tell order instruct request demand implore beseech beg warn advise exhort invite"
)
"""Verbs that tell somebody to do something: "urged both sides to wait"."""

ASKING_VERBS: Final = _words("ask demand request")
"""Those of them that somebody may do for himself: "asked not to be named"."""

PROMISING_VERBS: Final = _words("promise pledge vow swear threaten offer agree undertake volunteer")
"""Verbs by which somebody says what he is going to do: "vowed to appeal"."""

EXPECTING_VERBS: Final = _words("expect forecast predict project believe anticipate")
"""Verbs that hold an event to come or a state to be so: "expects prices to fall"."""

CUE_VERBS: Final = EXPECTING_VERBS.union(*(each.lemmas for each in VERB_CLASSES if each.quotes))
"""Verbs by which a narrator reports somebody: those of saying, asking and expecting."""

OWNING_VERBS: Final = _words("deny admit acknowledge confess recall report suggest recommend")
"""Verbs whose participle is what is said: "denied taking money"."""

ACCUSING_VERBS: Final = _words("accuse")
"""Verbs that say somebody did something, after "of"."""

DESCRIBING_VERBS: Final = _words("call describe denounce dismiss characterize characterise portray")
"""Verbs that say what something is: "called it “an insult”", "described it as a trap"."""

WARNING_VERBS: Final = _words("warn complain")
"""Verbs whose "of" or "against" tells what may come: "warned of floods"."""

QUOTING_PHRASES: Final = {
    "go": "on",
    "shoot": "back",
    "fire": "back",
    "hit": "back",
    "chime": "in",
    "sum": "up",
}
"""Verbs that stand beside a quotation only with an adverb: "she went on", "he shot back"."""

BRINGING_VERBS: Final = _words(
    "force compel oblige drive lead make bring prompt move hear say report believe think allege"
)
"""Verbs whose passive has somebody say what follows: "was made to admit that"; "was asked to
explain why" leaves open whether he did."""

NOBODY: Final = _words("no nobody none neither nothing")
"""Words that begin a subject which is nobody."""

NEEDING_VERBS: Final = _words("say claim insist contend allege assert maintain argue")
"""Verbs that never stand without what they tell."""

PERCEIVING_VERBS: Final = _words("see hear notice perceive feel watch")
"""Verbs of judging that do so only with "that": "saw that", not "saw the convoy leave"."""

IMPERSONAL_VERBS: Final = _words("believe think fear hope expect understand agree assume decide")
"""Verbs of judging that tell what nobody in particular holds: "it is believed that"."""

NOUNS: Final = _words(
    "claim statement assertion allegation accusation argument view belief opinion conclusion "
    "warning promise pledge vow assurance threat announcement report suggestion declaration "
    "remark comment insistence denial contention fear hope concern prediction forecast estimate "
    "message admission acknowledgement acknowledgment confirmation complaint demand proposal "
    "recommendation conviction suspicion impression perception understanding assessment finding "
    "position stance answer reply response "
    "testimony notion theory guarantee reminder speculation expectation case"
)
"""Nouns that govern a clause with "that" and have a holder ("its claim that")."""

OTHER_NOUNS: Final = _words(
    "fact condition news idea sign evidence possibility chance danger risk ground sense point "
    "rumour rumor agreement decision principle question proof likelihood effect"
)
"""Nouns that govern a clause with "that" which is nobody's words in particular."""

CARRYING_VERBS: Final = _words(
    "make repeat express voice issue give reach come hold share have draw "
    "offer raise renew echo send take form publish release reiterate maintain support"
)
"""Verbs whose subject holds the noun they govern ("Oslo repeated its claim that")."""

ADJECTIVES: Final = _words(
    "certain confident sure convinced aware hopeful adamant worried afraid concerned disappointed "
    "glad happy pleased sorry optimistic pessimistic sceptical skeptical doubtful unconvinced "
    "insistent proud satisfied surprised determined fearful unaware unsure angry grateful "
    "persuaded anxious furious dismayed delighted shocked sad upset relieved positive"
)
"""Adjectives that say what a person thinks or feels to be so ("is certain that")."""

MADE_ADJECTIVES: Final = _words("clear plain known public")
"""Adjectives that tell words only where somebody makes them so: "made clear that"."""

SPEECH_NOUNS: Final = _words(
    "statement letter remark interview speech message email e-mail tweet post article report "
    "communique communiqué declaration memo note press-release release comment reply answer "
    "testimony address announcement"
)
"""What a person's words come in: a quotation may follow it without a verb of saying."""

SOURCE_NOUNS: Final = _words(
    "source official diplomat spokesman spokeswoman spokesperson minister mediator negotiator "
    "envoy delegate adviser advisor aide officer analyst expert witness resident observer "
    "ambassador secretary president leader member representative lawyer author researcher "
    "activist commander chief director governor senator agency ministry government office"
)
"""Heads of the noun phrases that name a source by what it is."""

ADDING_VERBS: Final = _words(
    "add note stress emphasize emphasise underline underscore specify recall clarify remark"
)
"""Verbs whose participle goes on with the same speaker: "..., adding that"."""

CITING_VERBS: Final = _words("cite quote")
"""Verbs whose participle names the ground of what is told: "..., citing two officials"."""

GLOSS_VERBS: Final = _words("refer allude hint")
"""Participles by which the narrator says what a source meant: "..., referring to"."""

GLOSS_NOUNS: Final = _words(
    "allusion reference nod hint swipe jab dig rebuke response reply reaction departure contrast"
)
"""Nouns by which the narrator does the same: "..., in an apparent reference to"."""

WITHHOLDING_VERBS: Final = _words(
    "offer give provide disclose reveal elaborate specify comment detail name identify say "
    "explain mention clarify share confirm"
)
"""With "not", "without" or "refused to": what a source left unsaid, which the narrator tells."""

REFUSING_VERBS: Final = _words("refuse decline fail")

VIEW_NOUNS: Final = _words("view opinion word eye judgment judgement estimation assessment account")
"""Nouns of "in the words of X", "in X's view"."""

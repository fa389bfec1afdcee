"""Conditions: the words that tie a position to something else, and how they tie it.

Found by their opening words, since these are fixed ("provided that", "in exchange for") while
parsers hang what follows on many different things. A condition ends where a reason, a
concession or another statement begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from goodoffices.intake.positions.found_position import ConditionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Opening:
    """Words that open a condition, and the kind of it."""

    words: tuple[str, ...]
    kind: ConditionKind


def _open(words: str, kind: ConditionKind) -> Opening:
    return Opening(tuple(words.split()), kind)


OPENINGS: Final[tuple[Opening, ...]] = (
    # Longer ones first, so that "only if" is not read as "if".
    _open("only on condition that", ConditionKind.ONLY_IF),
    _open("only in exchange for", ConditionKind.ONLY_IF),
    _open("only in return for", ConditionKind.ONLY_IF),
    _open("if and only if", ConditionKind.ONLY_IF),
    _open("only if", ConditionKind.ONLY_IF),
    _open("only when", ConditionKind.ONLY_IF),
    _open("only once", ConditionKind.AFTER),
    _open("only after", ConditionKind.AFTER),
    _open("on the condition that", ConditionKind.PROVIDED),
    _open("on condition that", ConditionKind.PROVIDED),
    _open("on the understanding that", ConditionKind.PROVIDED),
    _open("provided", ConditionKind.PROVIDED),
    _open("providing", ConditionKind.PROVIDED),
    _open("as long as", ConditionKind.PROVIDED),
    _open("so long as", ConditionKind.PROVIDED),
    # What machines make of "siempre que" and of "a cambio de", "contre la libération de".
    _open("always that", ConditionKind.PROVIDED),
    _open("against the release of", ConditionKind.IF),
    _open("in exchange for", ConditionKind.IF),
    _open("in return for", ConditionKind.IF),
    _open("depending on", ConditionKind.DEPENDING_ON),
    _open("dependent on", ConditionKind.DEPENDING_ON),
    _open("conditional on", ConditionKind.DEPENDING_ON),
    _open("conditional upon", ConditionKind.DEPENDING_ON),
    _open("contingent on", ConditionKind.DEPENDING_ON),
    _open("subject to", ConditionKind.DEPENDING_ON),
    _open("unless", ConditionKind.UNLESS),
    _open("until", ConditionKind.UNLESS),
    _open("without", ConditionKind.UNLESS),
    _open("before", ConditionKind.UNLESS),
    _open("as soon as", ConditionKind.AFTER),
    _open("once", ConditionKind.AFTER),
    _open("after", ConditionKind.AFTER),
    _open("if", ConditionKind.IF),
    # "Although only in two phases" grants it, in steps.
    _open("although only in", ConditionKind.PHASES),
    _open("although in", ConditionKind.PHASES),
    _open("albeit in", ConditionKind.PHASES),
    _open("but only in", ConditionKind.PHASES),
)
STEPS: Final = frozenset({"phase", "stage", "step", "instalment", "tranche"})

CONCEDING: Final = frozenset({"although", "though", "albeit", "but", "while", "whereas", "however"})
REASONING: Final = frozenset({"because", "since", "as", "arguing", "saying", "citing", "adding"})
ONLY_WHERE_NOT: Final = frozenset({"before", "without", "until"})
"""Tie a refusal ("no truce without monitors"); in a demand they are part of what is wanted."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A condition: its words as a range of tokens without the opening, and where that begins."""

    opening: int
    start: int
    end: int
    kind: ConditionKind


def find_tie(doc: Doc, start: int, *, end: int, refusing: bool) -> Tie | None:
    """Return the first condition between two tokens.

    Parameters
    ----------
    doc
        The parse.
    start, end
        The range of tokens in which the position stands.
    refusing
        Whether the position refuses something: only then "without" and "until" tie it.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> text = "It would accept patrols provided that the dam is inspected."
    >>> doc = parse(RepairedText.unchanged(text, ())).doc
    >>> tie = find_tie(doc, 0, end=len(doc), refusing=False)
    >>> tie.kind.value, doc[tie.start : tie.end].text
    ('provided', 'the dam is inspected')
    """
    for place in range(start, end):
        opening = _opening_at(doc, place, end=end)
        if opening is None or not _ties(doc[place], opening, refusing=refusing):
            continue
        after = place + len(opening.words)
        if after < end and doc[after].lower_ == "that":
            after += 1
        stop = end_of_stretch(doc, after, end=end)
        if stop <= after:
            continue
        if opening.kind is ConditionKind.PHASES:
            if not any(token.lemma_ in STEPS for token in doc[after:stop]):
                continue
            after -= 1  # "in two phases" says it whole
        return Tie(place, after, stop, opening.kind)
    return None


TRANSLATED: Final = (_open("always that", ConditionKind.PROVIDED),)
"""Openings that no one would say in English."""
KINDS_IN_WORDS: Final = {
    ConditionKind.IF: "if",
    ConditionKind.ONLY_IF: "only if",
    ConditionKind.PROVIDED: "provided that",
    ConditionKind.DEPENDING_ON: "depending on",
    ConditionKind.AFTER: "after",
    ConditionKind.UNLESS: "unless",
    ConditionKind.PHASES: "",
}


def opening_before(doc: Doc, start: int, kind: ConditionKind) -> str:
    """Return the words that open the condition which begins at a token; else those of its kind.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> doc = parse(RepairedText.unchanged("It stays as long as the dam leaks.", ())).doc
    >>> opening_before(doc, 5, ConditionKind.PROVIDED)
    'as long as'
    """
    for opening in OPENINGS:
        for that in ((), ("that",)):
            words = (*opening.words, *that)
            begin = start - len(words)
            if begin >= 0 and tuple(token.lower_ for token in doc[begin:start]) == words:
                return KINDS_IN_WORDS[kind] if opening in TRANSLATED else " ".join(words)
    return KINDS_IN_WORDS[kind]


def _opening_at(doc: Doc, place: int, *, end: int) -> Opening | None:
    for opening in OPENINGS:
        size = len(opening.words)
        if doc[place].lower_ == opening.words[0] and place + size <= end:
            found = tuple(token.lower_ for token in doc[place : place + size])
            if found == opening.words:
                return opening
    return None


def _ties(token: Token, opening: Opening, *, refusing: bool) -> bool:
    """Whether an opening ties here: "once" may count, "after" may date, "provided" may give."""
    first = opening.words[0]
    if first in ONLY_WHERE_NOT:
        return refusing
    if first in {"provided", "providing"}:
        following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
        if following == "that" or (token.tag_ in {"VBN", "IN", "VBG"} and following != "by"):
            return True
        return _opens_though_read_as_past(token)
    if first in {"as", "so"} and token.i > 0 and token.nbor(-1).lower_ == "for":
        return False  # "for as long as it takes" is a time
    if first == "once":
        return token.dep_ == "mark" or (token.pos_ == "SCONJ") or _opens_clause(token)
    if first == "if" and token.i > 0:
        return token.nbor(-1).lower_ not in {"as", "even", "see", "ask"}
    if opening.words == ("after",):
        return not _is_date(token)
    return True


def _opens_though_read_as_past(token: Token) -> bool:
    """Whether "provided" opens a clause though a tagger took it for "gave".

    In "it would sign provided the dam leaks" a finite verb in the present follows with nothing
    to join it; after "A provided money" only "and", "which" or a comma could bring one.
    """
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.is_punct or word.lower_ in {"and", "but", "or", "that", "which", "who", "with"}:
            return False
        if word.tag_ in {"VBZ", "VBP"}:
            return token.tag_ == "VBD"
    return False


def _opens_clause(token: Token) -> bool:
    return token.dep_ == "advmod" and token.head.dep_ == "advcl" and token.i < token.head.i


def _is_date(token: Token) -> bool:
    """Whether "after" only says when: "after the meeting on Monday", "after it ended on Monday"."""
    clause = token.head if token.dep_ == "mark" else token
    return any(t.ent_type_ in {"DATE", "TIME"} and t.i > token.i for t in clause.subtree)


def end_of_stretch(doc: Doc, start: int, *, end: int) -> int:
    """Return where the words that begin at a token end: before a reason, concession, new clause.

    Trailing spaces and punctuation are not counted.
    """
    stop = start
    while stop < end and not _stops(doc[stop], first=start):
        stop += 1
    while stop > start and (doc[stop - 1].is_punct or doc[stop - 1].is_space):
        if doc[stop - 1].text in {")", "%"}:
            break
        stop -= 1
    return stop


def _stops(token: Token, *, first: int) -> bool:
    if token.i == first:
        return False
    lowered = token.lower_
    before = token.nbor(-1)
    if token.text in {";", "”"} or (token.is_space and "\n" in token.text):
        return True
    if lowered in {"because", "although", "though", "albeit", "whereas"}:
        return True
    if lowered == "since" and (before.is_punct or token.dep_ == "mark"):
        return True
    if lowered == "as" and _tells_meanwhile(token):
        return True
    if not before.is_punct or before.text in {"“", "”", "(", "-", "’"}:
        return False
    if lowered in CONCEDING or lowered in REASONING or lowered in {"which", "something", "who"}:
        return True
    return _begins_aside(token)


def _tells_meanwhile(token: Token) -> bool:
    """Whether "as" opens a clause on what happens meanwhile, unlike "as it stands"."""
    verb = token.head
    if verb.lower_ == "provided" and _opens_though_read_as_past(verb):
        return False  # "as the border provided B pays": no clause of its own
    if token.nbor(-1).lower_ in {"long", "soon", "far"} or token.nbor(1).lower_ in {"long", "soon"}:
        return False
    has_subject = any(t.dep_ in {"nsubj", "nsubjpass"} and t.i > token.i for t in verb.children)
    return token.dep_ == "mark" and has_subject and verb.lemma_ not in {"stand", "agree"}


def _says_who(token: Token) -> bool:
    """Whether a comma is followed by nothing but who said it: ", a minister said on Monday."."""
    rest = token.doc[token.i : token.sent.end]
    verb = next((t for t in rest if t.tag_ in {"VBD", "VBZ", "VBP", "VBN", "MD"}), None)
    if verb is None or verb.lemma_ not in TELLING or verb.i == token.i:
        return False
    return not any(t.pos_ in {"VERB", "AUX"} for t in token.doc[verb.i + 1 : token.sent.end])


TELLING: Final = frozenset({"say", "add", "explain", "tell", "report", "state", "stress", "write"})


def _begins_aside(token: Token) -> bool:
    """Whether a comma is followed by words on what came before, or by who said it."""
    phrase = token
    while phrase.dep_ in {"det", "amod", "advmod", "compound"} and phrase.head.i > phrase.i:
        phrase = phrase.head
    taken_up = any(t.dep_ in {"acl", "relcl"} and t.i > phrase.i for t in phrase.children)
    is_vague = any(t.lower_ in {"a", "an"} for t in phrase.children)
    if phrase.pos_ == "NOUN" and is_vague and taken_up and phrase.lemma_ in ASIDES:
        return True
    is_told = phrase.dep_ == "nsubj" and phrase.head.lemma_ in TELLING
    return (is_told and phrase.head.dep_ in {"ROOT", "parataxis"}) or _says_who(token)


ASIDES: Final = frozenset(
    "proposal idea demand condition plan move step position offer request stance term".split()
)

"""Words merged, lost or mistaken by extraction and translation, each mended by grammar.

A rule looks at the words around a place and at which words are known; none knows a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from goodoffices.intake.repair.known_words import KnownWords
from goodoffices.intake.repair.repairing_edits import Edit
from goodoffices.intake.texts import Extent

SPEECH: Final = (
    "said|says|told|added|explained|stressed|stated|noted|insisted|warned|claimed|argued|"
    "announced|reported|confirmed|indicated|declared|affirmed|assured|reiterated|emphasi[sz]ed|"
    "pointed out|concluded|continued|recalled|remarked|observed|pointed|commented|admitted"
)
"""Verbs that stand behind what somebody said: "..., they said"."""

_HELPING: Final = (
    "would|will|had|have|has|was|were|is|are|did|does|do|could|can|should|may|might|must|want|"
    "wants|wanted|insist|insists|reject|rejects|accept|accepts|refuse|refuses|\\w{3,}ed"
)
_ADVERB: Final = r"(?:(?:also|later|then|only|now|still|never|both|all|not|again|even)\s+)?"


@dataclass(frozen=True, slots=True)
class Glued:
    """A little word that loses the space before it, what follows it then, what to put between.

    `elsewhere` asks that the word before it occurs elsewhere too, for endings that many words
    have ("brigand", "merit").
    """

    ending: str
    follows: re.Pattern[str]
    joint: str
    elsewhere: bool = False


_SPEAKING: Final = re.compile(rf"\s+{_ADVERB}(?:{SPEECH})\b")
_ACTING: Final = re.compile(rf"\s+{_ADVERB}(?:{_HELPING})\b")
_CLAUSE: Final = re.compile(r"\s+[^\W\d_]")

GLUED: Final = (
    # "..., they said": the words before are what was said, so a comma belongs there.
    *(Glued(word, _SPEAKING, ", ", len(word) < 4) for word in ("they", "he", "she", "it", "we")),
    # "the text they had signed": a relative clause without its pronoun has no comma.
    *(Glued(word, _ACTING, " ", len(word) < 4) for word in ("they", "he", "she", "it", "we")),
    # Clauses that set something against the rest are set off by a comma.
    *(Glued(word, _CLAUSE, ", ") for word in ("although", "though", "whereas", "while", "which")),
    Glued("but", _CLAUSE, ", ", elsewhere=True),
    Glued("since", _CLAUSE, ", "),
    # All others follow without one.
    *(
        Glued(word, _CLAUSE, " ", len(word) < 4)
        for word in ("because", "unless", "until", "when", "where", "after", "before", "that")
    ),
    *(Glued(word, _CLAUSE, " ", elsewhere=True) for word in ("who", "and", "if", "as")),
    # A capital within a word: a sentence began, and its stop was lost with the space.
    *(
        Glued(word, _CLAUSE, ". ")
        for word in ("They", "The", "He", "She", "It", "In", "But", "However", "This", "Since")
    ),
)
"""Little words that are found at the end of merged ones; the first that fits is taken."""

_ENDINGS: Final = tuple(dict.fromkeys(glued.ending for glued in GLUED))
FEWEST_LETTERS_BEFORE: Final = 3


def mend_merged_words(text: str, extents: Sequence[Extent], words: KnownWords) -> Iterator[Edit]:
    """Yield where a little word is glued to the one before it: "Stripthey said".

    The whole is no known word, what stands before the little word is one, and what follows it
    is what such a word needs.
    """
    merged = [
        word
        for word in words.counts
        if word.endswith(_ENDINGS) and not words.has(word) and _glued_in(word, words)
    ]
    if not merged:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(merged)))})\b")
    for extent in extents:
        for match in pattern.finditer(text, extent.start, extent.end):
            for glued in _glued_in(match.group(), words):
                if glued.follows.match(text, match.end(), extent.end):
                    place = match.end() - len(glued.ending)
                    shown = Extent(*match.span())
                    yield Edit("merged words", place, place, glued.joint, shown)
                    break


def _glued_in(word: str, words: KnownWords) -> list[Glued]:
    """Return the ways to take a word apart into a known one and a little one."""
    ways = []
    for glued in GLUED:
        before = word.removesuffix(glued.ending)
        if before == word or len(before) < FEWEST_LETTERS_BEFORE:
            continue
        # A word that was merged may be the only one of its kind: its parts need not be.
        occurs = words.occurs(before)
        if occurs or (words.is_listed(before) and not glued.elsewhere):
            ways.append(glued)
    return ways


_FUNCTION_WORDS: Final = "An?|To|Of|And|Or|Its|Their|Than"
_OPENING_WORDS: Final = (
    "The|This|That|These|Those|It|They|He|She|There|If|When|Because|Since|By|For|From|With|As|"
    "At|On|In|Into"
)
_BEFORE_OPENING: Final = (
    "of|in|on|at|by|for|from|with|to|and|or|that|as|if|when|because|although|though|between|into"
)
_CAPITALS: Final = (
    # Behind a comma or a small word a sentence goes on, and a word that is no name and stands
    # before a small one again begins nothing. Behind a capital it may be a name ("Ann To").
    re.compile(rf"(?:\b[a-z]+|\w,)\s(?P<word>{_FUNCTION_WORDS})(?=\s[a-z])"),
    # An article before a name that goes on in small letters: "if so, An Italian force".
    re.compile(r"(?:\b[a-z]+|\w,)\s(?P<word>An?)(?=\s[A-Z][a-z]+\s[a-z])"),
    # Words that often open sentences, whose stop may be lost: only behind a comma or a word
    # that needs one more.
    re.compile(rf"(?:\w,|\b(?:{_BEFORE_OPENING}))\s(?P<word>{_OPENING_WORDS})(?=\s[a-z])"),
    # Adjectives that order or compare, between an article and a small noun: they name nothing.
    re.compile(
        r"\b(?:the|an?|its|their|his|her|this|these|those|any|every|each)\s"
        r"(?P<word>Latest|Last|Next|First|Second|Third|Previous|Recent|Current|Final|Same|Other|"
        r"Main|Former|Present|Entire|Whole|Upcoming|Ongoing|Initial|Earlier|Only|Most|More)"
        r"(?=\s[a-z])"
    ),
)


def mend_capitals(text: str, extent: Extent) -> Iterator[Edit]:
    """Yield the capitals that stand within a sentence for no reason: "the Latest round"."""
    for pattern in _CAPITALS:
        for match in pattern.finditer(text, extent.start, extent.end):
            place = match.start("word")
            shown = Extent(place, match.end("word"))
            yield Edit("odd capital", place, place + 1, text[place].lower(), shown)


_DASHES: Final = re.compile(
    r"(?<=[^\W_]\s)-(?=[^\W\d_])([^.!?\n“”]{3,200}?)(?<=[^\W_])-(?=[\s,.;])"
)


def mend_dashes(text: str, extent: Extent) -> Iterator[Edit]:
    """Yield hyphens that serve as a pair of dashes, as Spanish sets them: "talks -so far- went"."""
    for match in _DASHES.finditer(text, extent.start, extent.end):
        yield Edit("dash", match.start(), match.start() + 1, "– ")
        yield Edit("dash", match.end() - 1, match.end(), " –")


_PARTICIPLE: Final = r"(?:held|kept|taken|made|given|sent|led|seen|run|won|lost|\w{3,}ed)"
_QUOTED_NOUN: Final = re.compile(
    rf"(?<=[a-z])”(?=\s(?P<phrase>(?:[^\W\d_]+\s){{1,4}}){_PARTICIPLE}\sby\s)"
)
_CLAUSE_END: Final = re.compile(r"[.;:!?“”]")
_SPOKEN_BY_NOUN: Final = re.compile(rf"(\w+?)\s+(?:{SPEECH})\b")
_NO_PHRASE: Final = frozenset("that which who and or but was were is are had has be been".split())


def mend_lost_of(text: str, extent: Extent) -> Iterator[Edit]:
    """Yield where "of" was lost behind a quotation: “the return” small boats seized by them.

    A noun in quotation marks and a noun phrase that a passive participle narrows down ("held
    by") cannot follow each other: the one belongs to the other. Not so where the phrase is a
    speaker, whose verb then follows.
    """
    for match in _QUOTED_NOUN.finditer(text, extent.start, extent.end):
        phrase = match.group("phrase").split()
        end = _CLAUSE_END.search(text, match.end(), extent.end)
        rest = text[match.end() : end.start() if end else extent.end]
        speakers = (spoken.group(1) for spoken in _SPOKEN_BY_NOUN.finditer(rest))
        if not _NO_PHRASE.isdisjoint(phrase) or phrase[0] == "of":
            continue
        if any(not speaker.endswith(("they", "he", "she", "it", "we")) for speaker in speakers):
            continue
        place = match.end() + 1
        yield Edit("lost of", place, place, "of ", Extent(match.start(), place + len(phrase[0])))

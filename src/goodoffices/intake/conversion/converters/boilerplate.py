"""Boilerplate: blocks that belong to the page or to the outlet, and not to the report.

A table of rules, each with its reason. All look at a whole block and its length, so that a
sentence of the report which begins with the same words stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from goodoffices.intake.texts import Block, BlockKind


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """What such a block looks like, how many words it has at most, and why it is none of it."""

    name: str
    pattern: re.Pattern[str]
    most_words: int
    reason: str


def _rule(name: str, pattern: str, *, most_words: int, reason: str) -> BoilerplateRule:
    return BoilerplateRule(name, re.compile(pattern, re.IGNORECASE | re.DOTALL), most_words, reason)


RULES: Final = (
    _rule(
        "subscription",
        r"(?:please )?(?:subscribe|sign up|sign in|log ?in|register (?:now|here|for)|"
        r"(?:join|follow|like) us|follow @|get (?:our|the) (?:free )?\w* ?(?:newsletter|app)|"
        r"download our|enter your e-?mail|support our|donate)\b",
        most_words=30,
        reason="asks the reader to do something for the outlet",
    ),
    _rule(
        "further reading",
        r"(?:read (?:more|also|next)|also read|see also|more (?:on this|from)|"
        r"related(?: (?:stories|articles|news|coverage|topics|links))?|recommended|"
        r"most (?:read|viewed|popular)|trending(?: now)?|you (?:may|might) (?:also )?like)\b"
        r"(?:\s*[:|»›→-].*|[^.!?]*)\Z",
        most_words=30,
        reason="names other reports",
    ),
    _rule(
        "sharing",
        r"(?:share|tweet|print|email|e-mail)(?: (?:this|the))?"
        r"(?: (?:article|story|post|page|link|news))?"
        r"(?:(?: on| by| via| with| to|[ ,|·/])*(?:facebook|twitter|x|whatsapp|telegram|linkedin|"
        r"reddit|e-?mail|print|friends|copy link|messenger|pinterest))*[:.!]?\Z",
        most_words=16,
        reason="the buttons of a page",
    ),
    _rule(
        "rights",
        r"(?:©|\(c\) ?\d|copyright (?:©|\(c\)|\d|by )|.*\ball rights reserved\b|"
        r"this (?:article|text|work|page) is (?:licensed|available) under)",
        most_words=60,
        reason="says who owns the text",
    ),
    _rule(
        "cookies",
        r".*(?:\b(?:we|site|website|page|partners)\b[^.]{0,40}\buses? cookies|"
        r"(?:accept|reject|manage) (?:all )?cookies|cookie (?:policy|settings|preferences|notice))",
        most_words=90,
        reason="asks for consent",
    ),
    _rule(
        "advert",
        r"(?:advertisement|advertising|ads?|sponsored(?: content| links?)?|promoted|"
        r"(?:story|article) continues (?:below|after)[^.]*)[.:]?\Z",
        most_words=8,
        reason="marks a place sold to others",
    ),
    _rule(
        "picture",
        r"[(\[]?(?:file )?(?:photo(?:graph)?|image|picture|credit)s?(?: credits?| by)?\s?[:/|©]",
        most_words=20,
        reason="names who took a picture",
    ),
    _rule(
        "desk",
        r"[(\[]?(?:additional )?(?:reporting|writing|editing|compiled|translated|edited) by\b"
        r"(?:[^.!?]|(?<=\b\w)\.)*[.)\]]*\Z",
        most_words=40,
        reason="names the outlet's desk, who say nothing in the report",
    ),
    _rule(
        "navigation",
        r"(?:skip to (?:main )?content|back to (?:top|home)|home|menu|search|next|previous|"
        r"(?:leave a |post a |\d+ )?comments?|loading|close|show more|load more|"
        r"table of contents|contact us|about us|privacy policy|terms (?:of|and) \w+)[.…:]*\Z",
        most_words=6,
        reason="leads elsewhere on the site",
    ),
    _rule(
        "page number",
        r"(?:[-–—]\s*)?(?:page |p\. ?)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?(?:\s*[-–—])?\Z",
        most_words=4,
        reason="counts pages",
    ),
    _rule(
        "separator",
        r"(?:[-–—]\s?30\s?[-–—]|(?:[#*_=~.·•–—-]\s?){2,}|ends?)\Z",
        most_words=40,
        reason="a line, or the mark of an agency for the end",
    ),
    _rule(
        "confidentiality of a mail",
        r"(?:this (?:e-?mail|message)(?:,? (?:and|including) any (?:attachments?|files)[^.]*)? "
        r"(?:is|are|may be|may contain|contains)|"
        r"if you (?:are not the intended|have received this (?:e-?mail|message) in error))\b",
        most_words=160,
        reason="put under every mail of an office",
    ),
)

LIST_HEADINGS: Final = re.compile(
    r"(?:sources?|references?|external links?|links|categories|category|tags?|topics?|filed under|"
    r"related(?: (?:news|articles|stories|links|topics))?|see also|further reading|footnotes|"
    r"sister links|bibliography|works cited|more information)\s*:?\Z",
    re.IGNORECASE,
)
"""Headings of the lists at an article's end; what follows is about it, not of it."""

_LIST_IN_ONE: Final = re.compile(
    r"(?:categories|category|tags?|topics?|filed under|keywords)\s*:\s*\S", re.IGNORECASE
)
_ENTRY: Final = re.compile(
    r"https?://|www\.|[—–-] ?[A-Z][^.]*,? (?:\w+ )?\d{1,2},? ?\w* ?(?:19|20)\d\d|\A[-*•▪\[\"“]"
)
MOST_WORDS_OF_ENTRY: Final = 45


def mark_boilerplate(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    r"""Return the blocks, those that are no part of the report marked as boilerplate.

    Examples
    --------
    >>> from goodoffices.intake.texts import Extent
    >>> text = "They met.\n\nRead more: The other talks"
    >>> blocks = (Block(Extent(0, 9)), Block(Extent(11, 37)))
    >>> [block.kind.value for block in mark_boilerplate(text, blocks)]
    ['paragraph', 'boilerplate']
    """
    marked: list[Block] = []
    is_in_list = False
    texts = [text[block.extent.start : block.extent.end] for block in blocks]
    for place, (block, words) in enumerate(zip(blocks, texts, strict=True)):
        if LIST_HEADINGS.match(words):
            is_in_list = True
        elif is_in_list:
            following = texts[place + 1] if place + 1 < len(texts) else ""
            opens_prose = block.kind is BlockKind.HEADING and not _is_entry(following)
            is_in_list = _is_entry(words) and not opens_prose
        is_none = is_in_list or rule_of(words) is not None or bool(_LIST_IN_ONE.match(words))
        marked.append(replace(block, kind=BlockKind.BOILERPLATE) if is_none else block)
    return tuple(_without_lonely_lists(text, marked))


def rule_of(words: str) -> BoilerplateRule | None:
    """Return the rule by which a block is no part of the report, or None.

    Examples
    --------
    >>> rule_of("© 2031 The Harbour Gazette").name
    'rights'
    >>> rule_of("Share prices fell after the talks.")
    """
    count = len(words.split())
    for rule in RULES:
        if count <= rule.most_words and rule.pattern.match(words):
            return rule
    return None


def _is_entry(words: str) -> bool:
    """Whether a block after such a heading is an entry of its list, and no prose again."""
    count = len(words.split())
    is_sentence = words.rstrip(")”\"'").endswith((".", "!", "?"))
    return count <= MOST_WORDS_OF_ENTRY and (bool(_ENTRY.search(words)) or not is_sentence)


def _without_lonely_lists(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Give a heading back that opens prose: "Sources" may be the title of a section."""
    given = list(blocks)
    for place, block in enumerate(blocks[:-1]):
        words = text[block.extent.start : block.extent.end]
        opens_prose = blocks[place + 1].kind is BlockKind.PARAGRAPH
        if opens_prose and LIST_HEADINGS.match(words):
            given[place] = replace(block, kind=BlockKind.HEADING)
    return given

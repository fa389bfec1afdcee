"""Attributions by the layout of a paragraph, not by its grammar.

The line under a set-off quotation ("— Ana Kovač"), credits of pictures, lists of articles,
and a paragraph that the one before announces with a colon. Labels are in
`attributing_transcripts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goodoffices.intake.attribution.attributing_sources import subject_of
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.cues import SPEECH_NOUNS, VERBS
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.drafts import Band, Mode
from goodoffices.intake.texts import Extent

if TYPE_CHECKING:
    from spacy.tokens import Span

_CREDIT: Final = re.compile(
    r"(?P<cue>\b(?:Image|Photo|Photograph|Picture|Photo credit|Image credit|Credit|Illustration|"
    r"Graphic|Map|Video|Screenshot)s?(?: by| courtesy of|:|: courtesy of|: courtesy)) "
    r"(?P<name>[^\n]{2,80}?)\.?\s*$"
)
_DASHED: Final = re.compile(r"\s*[-–—―]+\s*(?P<name>[^\W_][^\n]{1,120}?)\s*$")
_NAMED: Final = re.compile(r"\s+(?P<name>[^\W\d_][^\n]{2,100}?)\s*")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”“’»)\]]*\s+")
_DATE_TAIL: Final = re.compile(
    r",\s*(?:(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b.*|\d{4})$"
)
_LONGEST_NAME: Final = 12
"""Words of a name with its title and office."""


def by_lines(report: ReportText) -> Iterator[Attribution]:
    """Yield what layout attributes."""
    for number in range(len(report.paragraphs)):
        found = _credit(report, number) or _signed(report, number)
        if found is not None:
            yield found
        yield from _author(report, number)
        yield from _announced(report, number)


def _credit(report: ReportText, number: int) -> Attribution | None:
    """The credit of a picture: its caption, the sentence before, comes from there."""
    paragraph = report.paragraphs[number]
    text = report.text[paragraph.start : paragraph.end]
    match = _CREDIT.search(text)
    if match is None:
        return None
    before = text[: match.start()].rstrip()
    if not before:
        return None
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(before))]
    caption = Extent(paragraph.start + starts[-1], paragraph.start + len(before))
    return Attribution(
        (caption,),
        _moved(match.span("name"), paragraph.start),
        _moved(match.span("cue"), paragraph.start),
        Mode.INDIRECT,
        "credit",
        Band.LOW,
    )


def _moved(span: tuple[int, int], by: int) -> Extent:
    return Extent(span[0] + by, span[1] + by)


def _signed(report: ReportText, number: int) -> Attribution | None:
    """A quotation and, on its line or the next, only a name: "“Not yet.” — Ana Kovač, envoy"."""
    paragraph = report.paragraphs[number]
    quoted = [one for one in report.quotations_meeting(paragraph) if not one.is_single]
    if quoted and quoted[0].is_closed and _is_short(report.text[paragraph.start : quoted[0].start]):
        return _signed_quotation(report, number, quoted[0].extent)
    return _set_off(report, paragraph)


def _is_short(text: str) -> bool:
    """Whether nothing, or only the name of an author with its stop, precedes a title."""
    return not text.strip() or bool(re.fullmatch(r"[^\W\d_][^\n.!?:]{1,60}\.\s*", text))


def _signed_quotation(report: ReportText, number: int, quotation: Extent) -> Attribution | None:
    paragraph = report.paragraphs[number]
    after = report.text[quotation.end : paragraph.end]
    start = quotation.end
    if not after.strip() and number + 1 < len(report.paragraphs):
        following = report.paragraphs[number + 1]
        start, after = following.start, report.text[following.start : following.end]
        match = _DASHED.fullmatch(after)
    else:
        match = _DASHED.fullmatch(after) or _NAMED.fullmatch(after)
    if match is None:
        return None
    name = _DATE_TAIL.sub("", match["name"])
    source = Extent(start + match.start("name"), start + match.start("name") + len(name))
    if not _names_somebody(report, source):
        return None
    return Attribution(
        (Extent(paragraph.start, quotation.end),), source, None, Mode.DIRECT, "signed", Band.MIDDLE
    )


def _names_somebody(report: ReportText, name: Extent) -> bool:
    """Whether a line is a name with its office: short, with a proper noun and no finite verb.

    Words that the line itself quotes (the title of an article) do not count.
    """
    doc = report.doc
    tokens = doc[report.first_token_from(name.start) : report.first_token_from(name.end)]
    own = [
        token
        for token in tokens
        if (around := report.quotation_at(token.idx)) is None or around.start < name.start
    ]
    words = [token for token in own if not token.is_punct and not token.is_space]
    if not words or len(words) > _LONGEST_NAME or not report.text[name.start].isupper():
        return False
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in words):
        return False
    return any(token.pos_ == "PROPN" for token in words) or len(words) <= 3


def _set_off(report: ReportText, paragraph: Extent) -> Attribution | None:
    """A paragraph that ends in a name and has no other way to say whose it is.

    Set-off quotations often come without marks: "We had to wait for weeks. Ana Kovač, envoy".
    The name has no stop, the sentences before it end with one.
    """
    text = report.text[paragraph.start : paragraph.end]
    ends = list(_SENTENCE_END.finditer(text))
    while ends and re.search(
        r"\b(?:[A-Z]|Mr|Ms|Mrs|Dr|St|Gen|Col|Sen|Rep|Prof)\.\s+$", text[: ends[-1].end()]
    ):
        ends.pop()
    if not ends:
        return None
    start = ends[-1].end()
    line = text[start:].rstrip()
    dashed = re.match(r"[-–—―]+\s*", line)
    if dashed is not None:
        start += dashed.end()
        line = line[dashed.end() :]
    if not line or line[-1] in '.!?:;,…"”' or report.quotation_at(paragraph.start + start):
        return None
    source = Extent(paragraph.start + start, paragraph.start + start + len(line))
    if not _names_somebody(report, source) or not _begins_with_a_name(report, source):
        return None
    content = Extent(paragraph.start, paragraph.start + len(text[: ends[-1].end()].rstrip()))
    return Attribution((content,), source, None, Mode.DIRECT, "set-off", Band.MIDDLE)


def _begins_with_a_name(report: ReportText, name: Extent) -> bool:
    """Whether a line opens with at least two capitalised words: given name and surname."""
    first = report.text[name.start : name.end].replace(",", " ,").split()[:2]
    return len(first) == 2 and all(word[0].isupper() for word in first)


def _author(report: ReportText, number: int) -> Iterator[Attribution]:
    """The author before the title of a listed article: "Ana Kovač. “Talks resume” — Daily Post"."""
    paragraph = report.paragraphs[number]
    quoted = report.quotations_meeting(paragraph)
    if not quoted or not quoted[0].is_closed:
        return
    before = report.text[paragraph.start : quoted[0].start].rstrip()
    after = report.text[quoted[0].end : paragraph.end]
    if not before or not _is_short(before) or _DASHED.fullmatch(after) is None:
        return
    source = Extent(paragraph.start, paragraph.start + len(before.rstrip(".")))
    if _names_somebody(report, source):
        yield Attribution((quoted[0].extent,), source, None, Mode.DIRECT, "author", Band.LOW)


def _announced(report: ReportText, number: int) -> Iterator[Attribution]:
    """A paragraph announced by a colon: "The ministry answered the charge:" and then its words."""
    if number + 1 >= len(report.paragraphs):
        return
    before, after = report.paragraphs[number], report.paragraphs[number + 1]
    if not report.text[before.start : before.end].rstrip().endswith(":"):
        return
    if report.quotation_at(after.start) is not None:
        return  # a quotation: `attributing_quotes` finds its cue
    last = report.doc[report.first_token_from(before.end) - 1]
    cue = next(
        (each for each in last.sent if _announces(each.lemma_) and each.pos_ in ("VERB", "NOUN")),
        None,
    )
    if cue is None:
        return
    verb = cue if cue.pos_ == "VERB" else cue.head
    source = subject_of(verb)
    content = _until_next_cue(report, after)
    if source is not None and content is not None:
        yield Attribution(
            (content,),
            report.extent_of(source.first, source.last),
            report.extent_of(cue.i, cue.i),
            Mode.DIRECT,
            "announced",
            Band.MIDDLE,
        )


def _announces(lemma: str) -> bool:
    word = VERBS.get(lemma)
    return (word is not None and word.quotes) or lemma in SPEECH_NOUNS


def _until_next_cue(report: ReportText, paragraph: Extent) -> Extent | None:
    """A paragraph up to the sentence in which the report speaks again, with a verb of saying."""
    first = report.first_token_from(paragraph.start)
    last = report.first_token_from(paragraph.end)
    if first >= last:
        return None
    end = first
    for sentence in report.sentences(first, last):
        if _reports(sentence):
            break
        end = min(sentence.end, last)
    return report.extent_of(first, end - 1) if end > first else None


def _reports(sentence: Span) -> bool:
    word = VERBS.get(sentence.root.lemma_)
    return word is not None and word.quotes

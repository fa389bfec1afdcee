"""Quotations in several pieces: broken by the cue, or running over the ends of paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from goodoffices.intake.attribution.attributing_found import Found
from goodoffices.intake.attribution.attributing_merge import join, length, overlap
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.quotations import Quotation
from goodoffices.intake.attribution.report_text import ReportText

_SENTENCE_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)[.!?](?=\s|$)"
)
"""A stop, but not that of an initial or a title."""


def continues(report: ReportText, before: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation goes on from the paragraph before, which did not close its own."""
    if before.is_closed:
        return False
    number = report.paragraph_at(quotation.start)
    is_next = number == report.paragraph_at(before.start) + 1
    return is_next and not report.text[report.paragraphs[number].start : quotation.start].strip()


def join_paragraphs(found: Found, before: Quotation, quotation: Quotation) -> None:
    """Let the attribution of a quotation's first paragraph tell the next one too."""
    for number in found.near(before.start):
        each = found[number]
        cue = each.cue or each.source
        is_outside = cue is None or not before.extent.meets(cue)
        if is_outside and any(stretch.meets(before.extent) for stretch in each.content):
            found.put(number, replace(each, content=join([*each.content, quotation.extent])))
            return


def join_beginnings(report: ReportText, found: Found) -> None:
    """Let what tells the end of a quotation over several paragraphs tell its beginning too.

    As in "“We had hoped for more. [new line] It was not to be,” she said": from the last
    paragraph back, as far as nothing else tells the one before.
    """
    quotations = report.quotations
    for place in range(len(quotations) - 1, 0, -1):
        before, after = quotations[place - 1], quotations[place]
        if not continues(report, before, after) or is_told(before, found):
            continue
        for number in found.near(after.start):
            each = found[number]
            cue = each.cue or each.source
            if cue is None or cue.start < after.end:
                continue
            if overlap(each.content, [after.extent]) * 2 > length([after.extent]):
                found.put(number, replace(each, content=join([before.extent, *each.content])))
                break


def is_told(quotation: Quotation, found: Found) -> bool:
    """Whether most of a quotation is attributed already, by words outside it."""
    for number in found.near(quotation.start):
        each = found[number]
        cue = each.cue or each.source
        if cue is not None and quotation.extent.holds(cue):
            continue
        if overlap(each.content, [quotation.extent]) * 2 > length([quotation.extent]):
            return True
    return False


def broken_by_its_cue(
    report: ReportText, going_on: Attribution, quotation: Quotation, found: Found
) -> int | None:
    """The number of the attribution whose quotation this one ends: "“...,” she said. “...”".

    Its cue stands behind its words and in the sentence just before: one quotation, broken
    by the cue. What is more than twice as long as its beginning is a statement of its own
    (“No,” she said. “...”).
    """
    if going_on.rule == "quotation-before":
        return None
    for number in found.near(quotation.start):
        each = found[number]
        if each.cue is None or each.source != going_on.source or each.source is None:
            continue
        last = each.content[-1]
        is_quoted = report.quotation_at(last.start) is not None
        between = report.text[each.cue.end : quotation.start]
        is_behind = last.end <= each.cue.start < quotation.start
        is_short = length([quotation.extent]) <= 2 * length(each.content)
        if is_quoted and is_behind and is_short and _is_one_end(between):
            return number
    return None


def _is_one_end(between: str) -> bool:
    """Whether a sentence ends in some words, once, and in one paragraph."""
    return "\n\n" not in between and len(_SENTENCE_END.findall(between)) == 1

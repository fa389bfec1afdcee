"""Attributing: who is said to have said, thought or shown what.

Joins the rules: clauses that a verb, noun or adjective governs, acts that are urged or
promised, frames such as "according to", the layout of paragraphs, and quotations. Each rule
finds what it can by itself; this puts them in order.
"""

from __future__ import annotations

from itertools import chain

from goodoffices.intake.attribution.attributing_acts import by_acts
from goodoffices.intake.attribution.attributing_clauses import by_clauses
from goodoffices.intake.attribution.attributing_frames import by_frames
from goodoffices.intake.attribution.attributing_inverted import by_inverted
from goodoffices.intake.attribution.attributing_lines import by_lines
from goodoffices.intake.attribution.attributing_merge import close_quotations, settle
from goodoffices.intake.attribution.attributing_quotes import by_quotations
from goodoffices.intake.attribution.attributing_transcripts import by_labels
from goodoffices.intake.attribution.attributions import Attribution
from goodoffices.intake.attribution.report_text import ReportText
from goodoffices.intake.parsing import Parsed


def attribute(parsed: Parsed) -> tuple[Attribution, ...]:
    """Return whose words a document tells, in the order of the text.

    A mediator asks who said this, and to whom. What is only thought, hoped or asked by the
    narrator is none; a story told within somebody's words names the outer one as its parent.

    Parameters
    ----------
    parsed
        The mended copy of a document, parsed; all places are in that copy.

    Examples
    --------
    >>> from goodoffices.intake.parsing import parse
    >>> from goodoffices.intake.texts import RepairedText
    >>> text = "Two envoys told the Herald that the talks would go on."
    >>> (found,) = attribute(parse(RepairedText.unchanged(text, ())))
    >>> text[slice(*found.source)], text[slice(*found.hearer)], text[slice(*found.extent)]
    ('Two envoys', 'the Herald', 'that the talks would go on')
    """
    report = ReportText(parsed)
    told = chain(by_clauses(report), by_acts(report), by_frames(report), by_inverted(report))
    closed = [each for each in (close_quotations(report, one) for one in told) if each]
    return settle(report, by_quotations(report, [*closed, *by_lines(report), *by_labels(report)]))

"""What a schedule leaves open, as questions, and how each side stands in one on the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from goodoffices.case.case import Case
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.schedule_sections import moment_in_words
from goodoffices.drafting.shares import of_all_in_words
from goodoffices.drafting.undertaking_sections import party_name
from goodoffices.figures.exposure_chart import Curve, draw_exposure_chart
from goodoffices.figures.figure import Figure
from goodoffices.phasing.finding import Finding, FindingKind
from goodoffices.phasing.phased import Tabled
from goodoffices.phasing.results import Place, Range, Standing

CAUTION: Final = (
    "Questions, and no mistakes: an agreement can leave something open on purpose. Beside each"
    " why the answer matters, and what others did where that is known."
)
"""The words that stand beside every list of such questions; they are fixed."""


def finding_section(findings: Sequence[Finding]) -> Section:
    """The questions that the order shown leaves open."""
    return Section(
        id="findings",
        title="What this leaves open",
        note=CAUTION if findings else "",
        sentences=tuple(_sentences(findings)),
        empty="Nothing that can be checked here is left open.",
    )


def _sentences(findings: Sequence[Finding]) -> Iterator[Sentence]:
    """Each question; why it matters, and what others did, once for each kind."""
    said: set[str] = set()
    for one in findings:
        more = [text for text in (one.why, one.elsewhere) if text and text not in said]
        said.update(more)
        yield Sentence(" ".join([one.question, *more]), one.cites)


def tabled_sections(tabled: Sequence[Tabled], case: Case) -> tuple[Section, ...]:
    """Each schedule on record: where its largest exposures lie, and what it leaves open."""
    return tuple(_tabled(one, case) for one in tabled)


def _tabled(one: Tabled, case: Case) -> Section:
    name = one.schedule.name
    by = party_name(one.schedule.tabled_by, case)
    said = [] if one.is_measured else [Sentence(f"Not measured: {_why_not(one)}.")]
    said += list(_largest("exposed", one, one.largest_exposure, case))
    said += list(_largest("short", one, one.largest_shortfall, case))
    return Section(
        id=f"tabled-{one.schedule.id}",
        title=f"On the table: {name}{f', by {by}' if by else ''}",
        note="The same measures and questions, of a schedule that somebody tabled or published.",
        sentences=tuple(said),
        groups=(("What it leaves open", tuple(_sentences(one.findings))),) if one.findings else (),
        figures=(_chart(one, case),) if one.moments and one.largest_exposure else (),
    )


def _why_not(one: Tabled) -> str:
    kinds = {each.kind for each in one.findings}
    if FindingKind.NOT_UNDERTAKEN in kinds:
        return "it names what is not undertaken"
    if FindingKind.DONE_TWICE in kinds:
        return "it does something twice"
    return "what waits for what goes round in a circle"


def _largest(
    what: str, one: Tabled, by_party: Mapping[str, Range], case: Case
) -> Iterator[Sentence]:
    for party, (_, most) in by_party.items():
        if not most:
            continue
        moment = max(
            (each for each in one.moments if each.place is not Place.COMPLETED),
            key=lambda each: _high(each.by_party[party], what),
        )
        lead = "would be most exposed" if what == "exposed" else "would gain most by stopping"
        yield Sentence(
            f"{party_name(party, case)} {lead} {moment_in_words(moment)}:"
            f" {of_all_in_words((Fraction(0), most), 'that it gets')}.",
            one.schedule.cites,
        )


def _high(standing: Standing, what: str) -> Fraction:
    bounds = standing.exposure if what == "exposed" else standing.shortfall
    return bounds[1]


def _chart(one: Tabled, case: Case) -> Figure:
    moments = [each for each in one.moments if each.place is not Place.COMPLETED]
    curves = [
        Curve(party_name(party, case), tuple(each.by_party[party].exposure for each in moments))
        for party in one.largest_exposure
    ]
    labels = [moment_in_words(each) for each in moments]
    return draw_exposure_chart(curves, labels, id=f"exposure-{one.schedule.id}")

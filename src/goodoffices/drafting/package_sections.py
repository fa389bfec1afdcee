"""In words and tables what a package that a person picked crosses, keeps and brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from goodoffices.bridging.bearings import Bearing
from goodoffices.bridging.package_check import (
    PackageComparison,
    PackageLook,
    PackageReading,
    PositionLine,
)
from goodoffices.case.case import Case, Choice, Limit
from goodoffices.drafting.choices import choice_in_words
from goodoffices.drafting.explaining import MOST_READINGS
from goodoffices.drafting.idea_sections import distance_in_words
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.settled_options import option_cites, options_in_words
from goodoffices.figures.figure import Table
from goodoffices.gaps.sentences import listed

PICKED: Final = (
    "What follows from what was picked, as far as positions on record go. Strengths are words in"
    " an order within one party; nothing is added up, and no party is set against another."
)
"""The words that stand beside every package that a person picks; they are fixed."""

_BEARINGS: Final = (Bearing.CROSSES, Bearing.LEAVES_OPEN, Bearing.KEEPS)
_DONE: Final[Mapping[Bearing, str]] = {
    Bearing.KEEPS: "kept",
    Bearing.CROSSES: "crossed",
    Bearing.LEAVES_OPEN: "open",
}


def package_section(
    look: PackageLook, labels: Labels, *, title: str = "What you picked"
) -> Section:
    """What a package settles, which limits it breaks, what it does to whom, and what it brings.

    Parameters
    ----------
    look : PackageLook
    labels : Labels
        Of every position that stands under any of its readings.
    title : str
        What the person calls it.
    """
    case = labels.case
    return Section(
        id="package",
        title=title,
        note=PICKED,
        sentences=tuple(_of_package(look, case)),
        groups=tuple(
            (case.parties[party].name, tuple(_of_party(party, look, labels)))
            for party in _holders(look, case)
        ),
        footnote=_not_listed(look),
    )


def _of_package(look: PackageLook, case: Case) -> Iterator[Sentence]:
    if look.settled:
        yield Sentence(
            f"Settles: {options_in_words(look.settled, case)}.", option_cites(look.settled, case)
        )
    if look.open:
        names = listed(case.issues[issue].name for issue in look.open)
        yield Sentence(f"Leaves open: {names}.")
    if look.broken:
        yield Sentence(f"Breaks {_limits(look.broken)}.")
    if look.clash:
        yield Sentence(
            f"With it {_limits(look.clash)} cannot all hold, however the rest is settled."
        )
    if look.is_within_limits and case.limits:
        whole = "" if look.open == () else "; open issues can be settled so"
        yield Sentence(f"Keeps rules and norms{whole}.")
    brought = _undertakings(look.brings, case)
    if brought:
        yield Sentence(f"Brings: {brought}.")
    could = _undertakings(look.may_bring, case)
    if could:
        yield Sentence(f"Options of open issues could bring: {could}.")
    if not all(one.can_all_stand for one in look.readings):
        yield Sentence("However the open issues are settled, more than this is crossed.")


def _limits(limits: Sequence[Limit]) -> str:
    return listed(
        f"the {'norm' if one.is_norm else 'rule'} “{one.title or one.id}”" for one in limits
    )


def _undertakings(ids: Sequence[str], case: Case) -> str:
    names = {one.id: one.name for one in case.undertakings}
    names |= {one.id: one.name for one in case.linkages}
    return "; ".join(names[one] for one in ids)


def _holders(look: PackageLook, case: Case) -> list[str]:
    held = {line.party for reading in look.readings for line in reading.lines}
    return [party for party in case.parties if party in held]


def _of_party(party: str, look: PackageLook, labels: Labels) -> Iterator[Sentence]:
    """What is crossed, left open and kept of a party: once where readings agree."""
    readings = look.readings[:MOST_READINGS]
    said = [
        [(one.position, one.bearing) for one in reading.lines if one.party == party]
        for reading in readings
    ]
    if all(one == said[0] for one in said):
        lead = "Under every reading: " if len(look.readings) > 1 else ""
        yield from _under(lead, party, readings[0], labels)
        return
    for reading in readings:
        yield from _under(f"{_lead(reading.choice, look, labels.case)}: ", party, reading, labels)


def _lead(choice: Choice, look: PackageLook, case: Case) -> str:
    return f"With {choice_in_words(choice, [one.choice for one in look.readings], case)}"


def _under(lead: str, party: str, reading: PackageReading, labels: Labels) -> Iterator[Sentence]:
    for bearing in _BEARINGS:
        lines = {one.position: one for one in reading.of_party(party, bearing)}
        if lines:
            ids = labels.sort(list(lines))
            parts = listed(f"{labels[one]} ({_strength(lines[one])})" for one in ids)
            text = f"{lead}{bearing.value} {parts}."
            yield Sentence(f"{text[0].upper()}{text[1:]}", labels.cites(ids))
    if all(one.party != party for one in reading.lines):
        yield Sentence(f"{lead}no position of it stands.")


def _strength(line: PositionLine) -> str:
    """The strength in words; a red line that is crossed says so."""
    is_crossed = line.bearing is Bearing.CROSSES
    red = ": a red line" if line.is_red_line and is_crossed else ""
    return f"{line.strength.words}{red}"


def _not_listed(look: PackageLook) -> str:
    more = len(look.readings) - MOST_READINGS
    return f"Other choices of readings, not listed: {more}." if more > 0 else ""


def comparison_section(comparison: PackageComparison, labels: Labels) -> Section:
    """Several packages side by side: where they differ, and what each does to each position.

    Parameters
    ----------
    comparison : PackageComparison
    labels : Labels
        Of every position that stands under any of its readings.
    """
    case, looks = labels.case, comparison.looks
    readings = max((len(one.readings) for one in looks.values()), default=0)
    return Section(
        id="comparison",
        title="Side by side",
        note=f"In the order in which they were picked, which is no ranking. {PICKED}",
        sentences=tuple(_of_comparison(comparison, case)),
        tables=(
            _issue_table(comparison, case),
            *(
                _position_table(place, looks, labels)
                for place in range(min(readings, MOST_READINGS))
            ),
        )
        if looks
        else (),
        empty="No package was picked.",
        footnote=_not_listed(next(iter(looks.values()))) if looks else "",
    )


def _of_comparison(comparison: PackageComparison, case: Case) -> Iterator[Sentence]:
    if comparison.alike and comparison.looks:
        names = listed(case.issues[issue].name for issue in comparison.alike)
        yield Sentence(f"Settled alike, or left open, by all of them: {names}.")
    for name, look in comparison.looks.items():
        if not look.is_within_limits:
            verb = "breaks" if look.broken else "cannot keep all of"
            yield Sentence(f"{name} {verb} {_limits(look.broken or look.clash)}.")


def _issue_table(comparison: PackageComparison, case: Case) -> Table:
    looks = comparison.looks
    shown = comparison.differ or comparison.alike
    caption = "Where they differ" if comparison.differ else "They settle everything alike"
    rows = [
        (
            case.issues[issue].name,
            *(
                case.issues[issue].option_name(look.settled[issue])
                if issue in look.settled
                else "open"
                for look in looks.values()
            ),
        )
        for issue in shown
    ]
    brings = tuple(_undertakings(look.brings, case) or "–" for look in looks.values())
    if any(look.brings for look in looks.values()):
        rows.append(("Brings", *brings))
    return Table(caption, ("Issue", *looks), tuple(rows))


def _position_table(place: int, looks: Mapping[str, PackageLook], labels: Labels) -> Table:
    """Every position of every holder under one choice of readings, with what each does to it."""
    case = labels.case
    look, *_ = looks.values()
    lines = [
        {(one.position, one.party): one for one in each.readings[place].lines}
        for each in looks.values()
    ]
    order = labels.sort(list(dict.fromkeys(position for position, _ in lines[0])))
    under = ""
    if len(look.readings) > 1:
        under = _lead(look.readings[place].choice, look, case)
    caption = "What each does to each position; nothing is added up"
    return Table(
        f"{under}: {caption[0].lower()}{caption[1:]}" if under else caption,
        ("Position", "Held by", "As stated", *looks),
        tuple(
            (
                labels[position],
                case.parties[party].name,
                lines[0][position, party].strength.words,
                *(_entry(each[position, party], case) for each in lines),
            )
            for position in order
            for party in case.parties
            if (position, party) in lines[0]
        ),
    )


def _entry(line: PositionLine, case: Case) -> str:
    done = _DONE[line.bearing]
    far = listed(distance_in_words(one, case.issues[one.issue]) for one in line.distances)
    red = ", a red line" if line.is_red_line and line.bearing is Bearing.CROSSES else ""
    return f"{done} by {far}{red}" if far else f"{done}{red}"

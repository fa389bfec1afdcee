"""A schedule in words and pictures: its steps, and how exposed each side is moment by moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from goodoffices.case.case import Case
from goodoffices.case.status import Status
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.shares import of_all_in_words, part_in_words, share_in_words
from goodoffices.drafting.undertaking_sections import (
    party_name,
    reference_name,
    references_in_words,
)
from goodoffices.figures.axis import written
from goodoffices.figures.exposure_chart import Curve, draw_exposure_chart
from goodoffices.figures.figure import Figure, Table
from goodoffices.figures.timeline import Bar, PhaseBand, draw_timeline
from goodoffices.gaps.sentences import listed
from goodoffices.phasing.results import (
    Moment,
    Objective,
    Phases,
    Place,
    PlannedStep,
    Range,
    ScheduleSearch,
)

TITLE: Final = "An order to test, not a proposal"
CAUTION: Final = (
    "Computed from the undertakings and linkages on record, and from what is on record of what"
    " matters more to whom. Shares are each party's own and are not compared. What would make"
    " anybody keep to it is not in this record."
)
"""The words that stand beside every schedule; they are fixed."""

UNCHECKED: Final = (
    "No other code has checked it: too many valuations agree with what is on record to list them."
)

MOST_ROWS: Final = 18
"""Steps that one picture shows, so that it fits on a sheet of paper."""


def schedule_section(
    found: ScheduleSearch,
    case: Case,
    *,
    day_zero: date | None = None,
    is_checked: bool = True,
) -> Section:
    """The steps in their phases, with their days, a timeline, and how sure all of it is."""
    sure = _how_sure(found, case) if found.phases else ""
    unchecked = "" if is_checked or not sure else f" {UNCHECKED}"
    return Section(
        id="schedule",
        title=TITLE,
        note=CAUTION,
        groups=tuple(
            (
                _phase_name(phase.number, phase.begins, phase.ends),
                tuple(_step(step, case) for step in phase.steps),
            )
            for phase in found.phases
        ),
        figures=_timelines(found, case, day_zero) if found.phases else (),
        empty=_nothing(found),
        footnote=f"{sure}{unchecked}",
    )


def schedule_pointer(found: ScheduleSearch) -> Section:
    """The order on the first page: that it is there, and where."""
    count = len(found.phases)
    phases = "one phase" if count == 1 else f"{count} phases"
    said = (
        f"What is undertaken, in {phases}, with how exposed each side is and what each “only after”"
        " does: in the detail."
    )
    return Section(id="schedule-in-short", title=TITLE, sentences=(Sentence(said),), is_list=False)


def _nothing(found: ScheduleSearch) -> str:
    if found.status is Status.INFEASIBLE:
        return (
            f"What waits for one another does not fit into so few phases: {found.least_phases} are"
            " needed at the least."
        )
    return "Nothing was found before the search was cut off."


def _phase_name(number: int, begins: int, ends: int) -> str:
    days = f"D+{begins}" if begins == ends else f"D+{begins} to D+{ends}"
    return f"Phase {number}, {days}"


def _step(step: PlannedStep, case: Case) -> Sentence:
    givers = listed(party_name(one, case) for one in step.givers)
    text = f"{givers}: {what_is_done(step, case)}"
    if step.getters:
        text += f", for {listed(party_name(one, case) for one in step.getters)}"
    days = f"D+{step.done}" if step.begins == step.done else f"D+{step.begins} to D+{step.done}"
    text += f" ({days}{f', verified D+{step.verified}' if step.verified > step.done else ''})."
    if step.held_by:
        holder = party_name(step.held_by, case)
        text += f" Held by {holder} until all of it is there."
    cited = {c for one in case.undertakings if one.id in step.undertakings for c in one.cites}
    return Sentence(text, tuple(one for one in case.passages if one in cited))


def what_is_done(step: PlannedStep, case: Case) -> str:
    """What is done in a step, tranches of one undertaking said together."""
    if step.amount is not None:
        unit = f" {step.unit}" if step.unit else ""
        (name,) = (reference_name(one, case) for one in step.undertakings)
        return f"{name}, {step.amount:,}{unit}"
    return references_in_words(step.does, case)


def _timelines(found: ScheduleSearch, case: Case, day_zero: date | None) -> tuple[Figure, ...]:
    """A timeline; several, of whole phases, where one would not fit on a sheet."""
    sheets: list[list[int]] = [[]]
    rows = 0
    for place, phase in enumerate(found.phases):
        if sheets[-1] and rows + len(phase.steps) > MOST_ROWS:
            sheets.append([])
            rows = 0
        sheets[-1].append(place)
        rows += len(phase.steps)
    return tuple(
        _timeline(found, case, day_zero, places, f"timeline-{number}" if number > 1 else "timeline")
        for number, places in enumerate(sheets, start=1)
    )


def _timeline(
    found: ScheduleSearch, case: Case, day_zero: date | None, places: list[int], id: str
) -> Figure:
    due = {one.id: one.due for one in case.undertakings}
    bars = [
        Bar(
            what=what_is_done(step, case),
            who=listed(party_name(one, case) for one in step.givers),
            phase=row,
            begins=step.begins,
            done=step.done,
            for_whom=listed(party_name(one, case) for one in step.getters),
            verified=step.verified if step.verified > step.done else None,
            due=min(
                (day for one in step.undertakings if (day := due.get(one)) is not None),
                default=None,
            ),
            held_by=party_name(step.held_by, case) if step.held_by else "",
        )
        for row, place in enumerate(places)
        for step in found.phases[place].steps
    ]
    phases = [found.phases[place] for place in places]
    bands = [PhaseBand(f"Phase {one.number}", one.begins, one.ends) for one in phases]
    return draw_timeline(bars, phases=bands, day_zero=day_zero, id=id)


def _how_sure(found: ScheduleSearch, case: Case) -> str:
    said = []
    number = found.most_phases
    phases = "one phase" if number == 1 else f"at most {number} phases"
    lead = "" if number is None else f"in {phases} "
    if found.status is Status.PROVEN:
        said.append(
            f"{lead}no order makes the largest shortfall smaller for one party without making it"
            " larger for another."
        )
    elif found.value is not None and found.bound is not None:
        is_sum = found.objective is Objective.TOGETHER
        what = "sum of the largest shortfalls" if is_sum else "largest shortfall"
        value, bound = (_in_its_unit(one, found, case) for one in (found.value, found.bound))
        said.append(f"In what was found the {what} is {value}; {lead}none can be below {bound}.")
    is_asked = found.most_phases is not None
    if not is_asked and not found.phases_proven and len(found.phases) > found.least_phases:
        said.append("Whether fewer phases would do was not proven.")
    said.append(f"Method: {found.method}.")
    return " ".join(f"{one[0].upper()}{one[1:]}" for one in said)


def _in_its_unit(number: Fraction, found: ScheduleSearch, case: Case) -> str:
    """A share in words, or an amount of the common unit, as the objective has it."""
    if found.objective is Objective.SHARES:
        return share_in_words(number)
    return f"{written(number)} {case.common_unit}".strip()


def moment_in_words(moment: Moment) -> str:
    """When a moment is, in words."""
    return {
        Place.BEGINNING: "before anything is done",
        Place.MIDST: f"in the midst of phase {moment.phase}",
        Place.END: f"after phase {moment.phase}",
        Place.COMPLETED: "when all is carried out",
    }[moment.place]


def exposure_section(found: ScheduleSearch, case: Case) -> Section:
    """How exposed each party is, and what it would gain by stopping, moment by moment."""
    counted = [one for one in found.moments if one.place is not Place.COMPLETED]
    parties = acting(found)
    return Section(
        id="exposure",
        title="How far each side is from what it is owed",
        note=(
            "Exposure is what a party has done for which the return is still owed; shortfall what"
            " it would gain by stopping, and so what a guarantee to the others would have to"
            " cover. Both are shares of all that this party gets, as it matters to it."
        ),
        groups=tuple(
            (party_name(party, case), tuple(_of_party(party, counted))) for party in parties
        ),
        figures=_charts(found, counted, case),
        footnote=" ".join(_not_measured(found, case)),
    )


def _of_party(party: str, moments: list[Moment]) -> Iterator[Sentence]:
    exposed = max(moments, key=lambda one: one.by_party[party].exposure[::-1])
    most = exposed.by_party[party].exposure
    if not most[1]:
        yield Sentence(
            "It is never exposed: what it cannot take back never weighs more than what it got."
        )
    else:
        here = exposed.by_party[party]
        yield Sentence(
            f"Most exposed {moment_in_words(exposed)}: {_amount(most)}. By then it has done"
            f" {part_in_words(here.given, 'what it gives')}, and received"
            f" {part_in_words(here.received, 'what it gets')}."
        )
    short = max(moments, key=lambda one: one.by_party[party].shortfall[::-1])
    gain = short.by_party[party].shortfall
    if gain[1]:
        yield Sentence(
            f"It would gain most by stopping {moment_in_words(short)}: {_amount(gain)}; a"
            " guarantee to the others would have to cover that."
        )
    else:
        yield Sentence("It never gains by stopping.")


def _amount(bounds: Range) -> str:
    return of_all_in_words(bounds, "that it gets")


def acting(found: ScheduleSearch) -> list[str]:
    """The parties that do something in a schedule; nothing is asked of the others."""
    givers = {giver for step in found.steps for giver in step.givers}
    return [party for party in found.largest_exposure if party in givers]


def named(text: str, case: Case) -> str:
    """A sentence of an analysis with the names of parties in the place of their ids."""
    ids = "|".join(map(re.escape, case.parties))
    found = re.sub(rf"\b({ids})\b", lambda one: case.parties[one[0]].name, text) if ids else text
    return f"{found[:1].upper()}{found[1:].rstrip('.')}."


def _charts(found: ScheduleSearch, moments: list[Moment], case: Case) -> tuple[Figure, ...]:
    parties = acting(found)
    if not parties or not moments:
        return ()
    labels = [_short(moment) for moment in moments]
    return tuple(
        draw_exposure_chart(
            [
                Curve(
                    party_name(party, case),
                    tuple(_range(moment, party, kind) for moment in moments),
                )
                for party in parties
            ],
            labels,
            kind=kind,
        )
        for kind in ("exposure", "shortfall")
    )


def _range(moment: Moment, party: str, kind: str) -> tuple[Fraction, Fraction]:
    standing = moment.by_party[party]
    return standing.exposure if kind == "exposure" else standing.shortfall


def _short(moment: Moment) -> str:
    return {
        Place.BEGINNING: "before",
        Place.MIDST: f"midst of phase {moment.phase}",
        Place.END: f"after phase {moment.phase}",
        Place.COMPLETED: "at the end",
    }[moment.place]


def _not_measured(found: ScheduleSearch, case: Case) -> Iterator[str]:
    for party, why in found.left_out.items():
        yield f"{party_name(party, case)} is not measured: {why.rstrip('.')}."
    if found.beginning:
        names = listed(party_name(one, case) for one in found.beginning)
        yield (
            f"For {names} what is to be done weighs more, or may weigh more, than what is to be"
            " got: no order helps."
        )
    for one in case.parties.values():
        if one.id in found.largest_exposure and one.id not in acting(found):
            yield f"Nothing is asked of {one.name} here."
    yield from (named(one, case) for one in found.assumptions)


def alternative_section(found: ScheduleSearch, case: Case) -> Section:
    """Other orders that nothing beats: one party could gain less by stopping, another more."""
    parties = acting(found)
    rows = [
        ("this order", *(_most(found.largest_shortfall[party][1]) for party in parties)),
        *(
            (f"another, {number}", *(_most(one.largest_shortfall[party]) for party in parties))
            for number, one in enumerate(found.alternatives, start=1)
        ),
    ]
    table = Table(
        caption="The most that each party would gain by stopping, as a share of all that it gets",
        head=("Order", *(party_name(party, case) for party in parties)),
        rows=tuple(rows),
    )
    groups = tuple(
        (
            f"Another, {number}",
            tuple(_alternative_steps(one.phases, case)),
        )
        for number, one in enumerate(found.alternatives, start=1)
    )
    whole = "" if found.alternatives_complete else "There may be more."
    return Section(
        id="alternatives",
        title="Other orders that none beats",
        note=(
            "In each, one party could gain less by stopping than above, and another one more."
            " Unranked."
        ),
        tables=(table,) if found.alternatives else (),
        groups=groups,
        footnote=whole if found.alternatives else "",
    )


def _alternative_steps(phases: Phases, case: Case) -> Iterator[Sentence]:
    names = [references_in_words(step.does, case) for phase in phases for step in phase]
    yield Sentence(f"{'; then '.join(names)}.")


def _most(share: Fraction) -> str:
    return f"at most {share_in_words(share)}" if share else "nothing"

"""An order that a person arranges, in words and pictures: what it breaks, and exposure in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from goodoffices.case.case import Case
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.schedule_sections import UNCHECKED
from goodoffices.drafting.shares import range_in_words
from goodoffices.drafting.undertaking_sections import (
    linkage_in_words,
    party_name,
    reference_name,
    references_in_words,
)
from goodoffices.figures.exposure_chart import Curve, draw_exposure_chart
from goodoffices.figures.figure import Figure, Table
from goodoffices.gaps.sentences import listed
from goodoffices.phasing.moving import BrokenWait, Moved, OrderLook
from goodoffices.phasing.results import Moment, Place, Range
from goodoffices.phasing.step_order import parts_done_in

ARRANGED: Final = (
    "Steps one after the other, as somebody arranged them to see what follows; no proposal."
    " Shares are each party's own and are not compared."
)
"""The words that stand beside every order that a person arranges; they are fixed."""

Kind = Literal["exposure", "shortfall"]
_KINDS: Final[tuple[Kind, ...]] = ("exposure", "shortfall")


def order_section(look: OrderLook, case: Case) -> Section:
    """An order that somebody arranged: its steps, what it does not keep, and each side's exposure.

    Parameters
    ----------
    look : OrderLook
    case : Case
        Of which it was made.
    """
    return Section(
        id="order",
        title="This order",
        note=ARRANGED,
        sentences=tuple(_kept(look, case)),
        tables=(_steps(look, case, caption="The steps in their order"),),
        figures=_charts(look, case, name="", when=""),
        footnote=_how_sure(look),
    )


def moved_section(moved: Moved, case: Case) -> Section:
    """What changes where one step comes earlier or later: what is kept, and each side's exposure.

    Parameters
    ----------
    moved : Moved
    case : Case
        Of which it was made.
    """
    before, after = moved.before, moved.after
    return Section(
        id="moved",
        title=f"“{_done(moved.step, case)}” moved",
        note=ARRANGED,
        sentences=(*_place(moved, case), *_changed(moved, case)),
        tables=(
            _steps(after, case, caption="The steps in their order, as moved"),
            *(_largest(moved, case, kind) for kind in _KINDS if _acting(after, case)),
        ),
        figures=(
            *_charts(before, case, name="before", when="Before the move"),
            *_charts(after, case, name="after", when="As moved"),
        ),
        footnote=_how_sure(after),
    )


def _done(step: str, case: Case) -> str:
    known = {one.id: one for one in case.undertakings}
    return references_in_words(parts_done_in(step, known), case)


def _place(moved: Moved, case: Case) -> Iterator[Sentence]:
    earlier, later = (list(one.order).index(moved.step) + 1 for one in (moved.before, moved.after))
    if earlier == later:
        yield Sentence(f"It stays step {later} of {len(moved.after.order)}.")
        return
    is_sooner = later < earlier
    passed = (
        moved.before.order[later - 1 : earlier - 1]
        if is_sooner
        else moved.before.order[earlier:later]
    )
    which = "before" if is_sooner else "after"
    names = listed(f"“{_done(one, case)}”" for one in passed)
    yield Sentence(f"From step {earlier} to step {later}: now {which} {names}.")


def _kept(look: OrderLook, case: Case) -> Iterator[Sentence]:
    if look.keeps_all and not look.missing:
        yield Sentence("Everything comes after what it waits for.")
    for one in look.broken:
        yield _broken(one, look, case, "is not kept")
    yield from _other_faults(look, case)


def _changed(moved: Moved, case: Case) -> Iterator[Sentence]:
    """What is no longer kept, what is kept now, and what still is not."""
    before = {(one.step, one.after, one.linkage): one for one in moved.before.broken}
    after = {(one.step, one.after, one.linkage): one for one in moved.after.broken}
    if moved.after.keeps_all and not moved.after.missing:
        yield Sentence("Everything comes after what it waits for.")
    for key, one in after.items():
        words = "is still not kept" if key in before else "is no longer kept"
        yield _broken(one, moved.after, case, words)
    for key, one in before.items():
        if key not in after:
            yield Sentence(f"“{_wait(one, case)}” is kept now.", _cites(one, case))
    yield from _other_faults(moved.after, case)


def _broken(one: BrokenWait, look: OrderLook, case: Case, words: str) -> Sentence:
    places = [f"step {look.order.index(each) + 1}" for each in one.too_early]
    verb = "comes" if len(places) == 1 else "come"
    text = f"“{_wait(one, case)}” {words}: {listed(places)} {verb} too early."
    return Sentence(text, _cites(one, case))


def _wait(one: BrokenWait, case: Case) -> str:
    titles = {each.id: each.title for each in case.linkages}
    return titles.get(one.linkage, "") or linkage_in_words(one.step, one.after, case)


def _cites(one: BrokenWait, case: Case) -> tuple[str, ...]:
    return tuple(each for each in case.passages if each in one.cites)


def _other_faults(look: OrderLook, case: Case) -> Iterator[Sentence]:
    for part in look.out_of_turn:
        yield Sentence(f"“{reference_name(part, case)}” stands before an earlier tranche of it.")
    for step in look.parted:
        holder = party_name(step.held_by, case)
        what = references_in_words(step.does, case)
        yield Sentence(f"What {holder} is to hold until all of it is there is parted: {what}.")
    if look.missing:
        yield Sentence(f"Left out: {references_in_words(look.missing, case)}.")


def _steps(look: OrderLook, case: Case, *, caption: str) -> Table:
    known = {one.id: one for one in case.undertakings}
    rows = []
    for number, step in enumerate(look.order, start=1):
        ids = dict.fromkeys(part.partition(".")[0] for part in parts_done_in(step, known))
        givers = dict.fromkeys(known[one].responsible for one in ids)
        getters = dict.fromkeys(each for one in ids for each in known[one].beneficiaries)
        rows.append(
            (
                str(number),
                _done(step, case),
                listed(party_name(one, case) for one in givers),
                listed(party_name(one, case) for one in getters) or "–",
            )
        )
    return Table(caption, ("Step", "What is done", "By", "For"), tuple(rows))


def _acting(look: OrderLook, case: Case) -> list[str]:
    """The parties that do something; nothing is asked of the others."""
    givers = {one.responsible for one in case.undertakings}
    return [party for party in look.largest_exposure if party in givers]


def _largest(moved: Moved, case: Case, kind: Kind) -> Table:
    """The largest exposure or shortfall of each party, before and after; a party a row."""
    return Table(
        "How exposed each party is at the most, as a share of all that it gets"
        if kind == "exposure"
        else "What each party would gain by stopping at the most, as a share of all that it gets",
        ("Party", "Before", "As moved"),
        tuple(
            (
                party_name(party, case),
                *(range_in_words(_most(look, party, kind)) for look in (moved.before, moved.after)),
            )
            for party in _acting(moved.after, case)
        ),
    )


def _most(look: OrderLook, party: str, kind: Kind) -> Range:
    return (look.largest_exposure if kind == "exposure" else look.largest_shortfall)[party]


def _charts(look: OrderLook, case: Case, *, name: str, when: str) -> tuple[Figure, ...]:
    moments = [one for one in look.moments if one.place is not Place.COMPLETED]
    parties = _acting(look, case)
    if not parties:
        return ()
    return tuple(
        draw_exposure_chart(
            [
                Curve(party_name(party, case), tuple(_bounds(one, party, kind) for one in moments))
                for party in parties
            ],
            [_moment(one) for one in moments],
            kind=kind,
            id=f"{kind}-{name}" if name else kind,
            when=when,
        )
        for kind in _KINDS
    )


def _bounds(moment: Moment, party: str, kind: Kind) -> Range:
    standing = moment.by_party[party]
    return standing.exposure if kind == "exposure" else standing.shortfall


def _moment(moment: Moment) -> str:
    if moment.place is Place.BEGINNING:
        return "before"
    where = "midst of" if moment.place is Place.MIDST else "after"
    return f"{where} step {moment.phase}"


def _how_sure(look: OrderLook) -> str:
    if look.is_checked:
        return "That it is kept, and the largest shares, were checked again by other code."
    if look.keeps_all and not look.missing:
        return UNCHECKED
    return "No other code has checked it: that is done for a whole order that keeps everything."

"""Fragile on, against folding every record anew without each statement in turn.

Records are made of all that a removal may undo: repetitions, permissions, statements that
supersede, and words by which a party no longer insists.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.case.issues import Issue, Option
from goodoffices.case.limits import Instrument
from goodoffices.case.parties import Party
from goodoffices.case.stances import Stance
from goodoffices.case.when import When
from goodoffices.gaps.explanation import explain
from goodoffices.record.entries import Link, LinkKind, Reading, Statement
from goodoffices.record.fold import Fold
from goodoffices.record.record import Record
from tests.unit.gaps import brute_force

PARTIES = ("north", "south")
STANCES = (
    Stance.INSISTS,
    Stance.INSISTS,
    Stance.REJECTS,
    Stance.WOULD_ACCEPT,
    Stance.WOULD_ACCEPT,
    Stance.NO_LONGER_INSISTS,
    Stance.PREFERS,
)
ATOMS = (
    "border is open",
    "border is closed",
    "toll is none",
    "toll is some",
    "border is open and toll is some",
    "border is closed or toll is none",
)
LIKELY_LINKS = (LinkKind.SUPERSEDES, LinkKind.REPEATS, LinkKind.REPEATS)


def issue(name: str, *options: str) -> Issue:
    return Issue(id=name, options=tuple(Option(id=one) for one in options))


@st.composite
def records(draw: st.DrawFn) -> Record:
    count = draw(st.integers(3, 7))
    statements = tuple(draw(_statements(number)) for number in range(count))
    links = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(LIKELY_LINKS))
        one, other = draw(st.permutations(range(count)))[:2]
        if kind is LinkKind.REPEATS:  # in no circle: `check` refuses those
            one, other = max(one, other), min(one, other)
        links.append(
            Link(
                id=f"l{number}",
                kind=kind,
                statement=f"s{one}",
                other=f"s{other}",
                confirmed_by="vera",
            )
        )
    instruments: tuple[Instrument, ...] = ()
    if draw(st.integers(0, 3)) == 0:
        cited = tuple(f"s{one}" for one in draw(st.permutations(range(count)))[:2])
        accord = Instrument(
            id="accord", title="An accord", invoked_by="north", proposition=ATOMS[0], cites=cited
        )
        instruments = (accord,)
    return Record(
        title="Random",
        parties=tuple(Party(id=one, name=one) for one in PARTIES),
        issues=(issue("border", "open", "closed", "half"), issue("toll", "none", "some")),
        statements=statements,
        links=tuple(links),
        instruments=instruments,
    )


@st.composite
def _statements(draw: st.DrawFn, number: int) -> Statement:
    stance = draw(st.sampled_from(STANCES))
    withdraws: tuple[str, ...] = ()
    if stance is Stance.NO_LONGER_INSISTS:
        withdraws = (f"r{draw(st.integers(0, 6))}",)
    reading = Reading(
        id=f"r{number}",
        party=draw(st.sampled_from(PARTIES)),
        stance=stance,
        proposition="" if withdraws else draw(st.sampled_from(ATOMS)),
        condition="" if withdraws else draw(st.sampled_from(("", "", "toll is some"))),
        withdraws=withdraws,
    )
    return Statement(
        id=f"s{number}",
        words="words",
        said_on=When(start=date(2020, 1, draw(st.integers(1, 9)))),
        readings=() if draw(st.integers(0, 4)) == 0 else (reading,),
    )


def sets_by_what_they_allow(fold: Fold, *without: str) -> set[frozenset[str]]:
    case = fold.case({}, without=frozenset(without))
    allows = {one.id: one.allows for one in case.positions}
    sets, _ = brute_force.sets_of(case)
    return {frozenset(allows[one] for one in some) for some in sets}


@settings(max_examples=100)
@given(record=records())
def test_fragile_on_exactly_the_statements_whose_loss_changes_the_sets(record: Record) -> None:
    fold = Fold(record)
    leading = sets_by_what_they_allow(fold)
    altering = {
        one.id for one in record.statements if sets_by_what_they_allow(fold, one.id) != leading
    }
    found = explain(fold, untabled=False)
    assert found.fragile_complete
    assert set(found.fragile_on) == altering

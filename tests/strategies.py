"""Generators of cases and their parts, for property tests here and in other projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from goodoffices.case.handling import Handling
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled, Value
from goodoffices.case.parties import Member, Party, Role
from goodoffices.case.propositions import (
    And,
    Comparison,
    Constant,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
)
from goodoffices.case.stances import Stance
from goodoffices.record.entries import Link, LinkKind, Reading, ReadingStatus, Statement
from goodoffices.record.record import Record
from goodoffices.record.visibility import Viewer, ViewerKind

ISSUE_IDS = ("z", "management", "at", "island", "b2", "notary", "iffy", "a")
"""Short and long ones, out of order, and some that begin like words of the language."""

OPTION_IDS = ("none", "force", "least", "orange", "a", "most_of_it")

_SHAPES = st.sampled_from(("atom", "atom", "not", "and", "or", "if"))
_WAYS = st.integers(0, 9)
_PARTS = st.integers(2, 3)
_ONE_TO_THREE = st.integers(1, 3)
_WEIGHTS = st.sampled_from((1, -1, 2, -3, 5))
_COMPARISONS = st.sampled_from(Comparison)


@st.composite
def issues_maps(draw: st.DrawFn, *, most: int = 4) -> dict[str, Issue]:
    """Generate one to `most` issues of all kinds, by id, with few enough packages to list."""
    ids = draw(st.lists(st.sampled_from(ISSUE_IDS), min_size=1, max_size=most, unique=True))
    return {name: draw(_issues(name)) for name in ids}


@st.composite
def _issues(draw: st.DrawFn, name: str) -> Issue:
    kind = draw(st.sampled_from(IssueKind))
    allows = tuple(draw(st.lists(st.sampled_from(Unsettled), max_size=2, unique=True)))
    if kind is IssueKind.QUANTITY:
        low, step = draw(st.integers(-4, 4)), draw(st.integers(1, 3))
        high = low + step * draw(st.integers(0, 3))
        return Issue(id=name, kind=kind, low=low, high=high, step=step, allows=allows)
    ids = draw(st.lists(st.sampled_from(OPTION_IDS), min_size=1, max_size=4, unique=True))
    return Issue(id=name, kind=kind, options=tuple(Option(id=each) for each in ids), allows=allows)


@st.composite
def propositions(
    draw: st.DrawFn, issues: Mapping[str, Issue], *, most_levels: int = 3
) -> Proposition:
    """Generate a proposition about these issues, one that its printed form can say."""
    return _proposition(draw, list(issues.values()), most_levels)


def _proposition(draw: st.DrawFn, issues: Sequence[Issue], levels: int) -> Proposition:
    """Draw one; by hand, since recursive strategies are slow to build for each case anew."""
    shape = draw(_SHAPES) if levels > 1 else "atom"
    if shape == "atom":
        return _atom(draw, draw(st.sampled_from(issues)), issues)
    if shape == "not":
        return Not(_proposition(draw, issues, levels - 1))
    parts = [_proposition(draw, issues, levels - 1) for _ in range(draw(_PARTS))]
    if shape == "if":
        return If(parts[0], parts[1])
    return _flat_and(parts) if shape == "and" else _flat_or(parts)


def _atom(draw: st.DrawFn, issue: Issue, issues: Sequence[Issue]) -> Proposition:
    way = draw(_WAYS)
    if way == 0:
        return Constant(truth=draw(st.booleans()))
    if way < 4 and issue.kind is IssueKind.SCALE:
        option = draw(st.sampled_from(issue.options))
        return Ordered(issue.id, above=way < 3, option=option.id)
    if way < 4 and issue.kind is IssueKind.QUANTITY:
        return _sum(draw, [each for each in issues if each.kind is IssueKind.QUANTITY])
    return In(issue.id, tuple(draw(st.permutations(issue.values)))[: draw(_ONE_TO_THREE)])


def _sum(draw: st.DrawFn, quantities: Sequence[Issue]) -> Proposition:
    chosen = draw(st.permutations(quantities))[: draw(_ONE_TO_THREE)]
    terms = tuple((draw(_WEIGHTS), issue.id) for issue in chosen)
    comparison = draw(_COMPARISONS)
    if len(terms) == 1 and terms[0][0] == 1:
        return Sum(terms, comparison, draw(st.sampled_from(chosen[0].numbers)))
    return Sum(terms, comparison, draw(st.integers(-20, 20)))


def _flat_and(parts: Sequence[Proposition]) -> Proposition:
    flat: list[Proposition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else [part])
    return And(tuple(flat))


def _flat_or(parts: Sequence[Proposition]) -> Proposition:
    flat: list[Proposition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else [part])
    return Or(tuple(flat))


def every_package(issues: Mapping[str, Issue]) -> list[dict[str, Value]]:
    """List every package over these issues."""
    choices = product(*(issue.values for issue in issues.values()))
    return [dict(zip(issues, values, strict=True)) for values in choices]


# ---------------------------------------------------------------------------- records

PARTY_IDS = ("north", "south", "east")
RECORD_ISSUES: dict[str, Issue] = {
    "corridor": Issue(id="corridor", options=tuple(Option(id=one) for one in ("a", "b", "c"))),
    "toll": Issue(id="toll", kind=IssueKind.SCALE, options=(Option(id="low"), Option(id="high"))),
    "days": Issue(id="days", kind=IssueKind.QUANTITY, low=0, high=3),
}
_TEXTS = (
    *("corridor is a", "not corridor is a", "corridor in (b, c)", "toll is low", "days >= 2"),
    *(
        "corridor is b and toll is high",
        "corridor is a or days <= 1",
        "if toll is low then days = 0",
    ),
)
_STANCES = (
    *(Stance.INSISTS, Stance.REJECTS, Stance.DEMANDS, Stance.RULES_OUT, Stance.PROPOSES),
    *(Stance.WOULD_ACCEPT, Stance.WOULD_ACCEPT, Stance.AGREES, Stance.RESERVES),
)
_HANDLINGS = st.sampled_from(
    (
        {},
        {},
        {"level": "public"},
        {"level": "may_be_conveyed", "to": ["south"]},
        {"level": "without_attribution"},
        {"held_by": ["vera"]},
    )
)
_KINDS = (LinkKind.SUPERSEDES, LinkKind.REPEATS, LinkKind.CONTRADICTS)


@st.composite
def viewers(draw: st.DrawFn) -> Viewer:
    """Generate a viewer of a record made here: the team, a member of it, or a party."""
    name = draw(st.sampled_from(("", "vera", "joao", *PARTY_IDS)))
    if name in PARTY_IDS:
        return Viewer(ViewerKind.PARTY, name)
    return Viewer(ViewerKind.MEMBER, name) if name else Viewer(ViewerKind.TEAM)


@st.composite
def records(draw: st.DrawFn, *, most: int = 6) -> Record:
    """Generate a record of up to `most` statements, with rivals, links, handling and hearsay.

    No two statements are of the same day, so that no order rests on an id; links go back in
    time, and a statement repeats one other at most.
    """
    count = draw(st.integers(1, most))
    days = draw(st.permutations(range(1, 29)))[:count]
    statements = tuple(draw(_statements(number, days[number])) for number in range(count))
    open_to_all = Handling.model_validate("public")
    return Record(
        title="A case",
        team=(Member(id="vera"), Member(id="joao")),
        parties=tuple(
            Party(id=one, name=one.title(), roles=(Role.NEGOTIATING,), handling=open_to_all)
            for one in PARTY_IDS
        ),
        issues=tuple(
            issue.model_copy(
                update={
                    "handling": open_to_all,
                    "options": tuple(
                        one.model_copy(update={"handling": open_to_all}) for one in issue.options
                    ),
                }
            )
            for issue in RECORD_ISSUES.values()
        ),
        statements=statements,
        links=tuple(draw(_links(statements))),
    )


@st.composite
def _statements(draw: st.DrawFn, number: int, day: int) -> Statement:
    teller = draw(st.sampled_from(PARTY_IDS))
    to = draw(st.sampled_from(("team", "team", "public", "south")))
    first = draw(_readings(f"r{number}", teller))
    readings = [first]
    if draw(st.integers(0, 4)) == 0:
        readings.append(draw(_readings(f"r{number}_more", draw(st.sampled_from(PARTY_IDS)))))
    if draw(st.integers(0, 3)) == 0:
        rival = draw(_readings(f"r{number}_rival", first.party))
        changes = {"status": ReadingStatus.ALTERNATIVE, "alternative_to": first.id}
        readings.append(rival.model_copy(update=changes))
    return Statement.model_validate(
        {
            "id": f"s{number}",
            "words": f"words {draw(st.integers(0, 99))} of s{number}",
            "said_on": f"2026-01-{day:02d}",
            "chain": [{"speaker": teller, "to": to}],
            "readings": readings,
            "handling": draw(_HANDLINGS),
            "draft": draw(st.integers(0, 9)) == 0,
        }
    )


@st.composite
def _readings(draw: st.DrawFn, name: str, party: str) -> Reading:
    condition = draw(st.sampled_from(_TEXTS)) if draw(st.integers(0, 3)) == 0 else ""
    return Reading.model_validate(
        {
            "id": name,
            "party": party,
            "stance": draw(st.sampled_from(_STANCES)),
            "proposition": draw(st.sampled_from(_TEXTS)),
            "condition": condition,
            "handling": draw(_HANDLINGS),
        }
    )


@st.composite
def _links(draw: st.DrawFn, statements: Sequence[Statement]) -> list[Link]:
    in_order = sorted(statements, key=lambda one: str(one.said_on))
    found: list[Link] = []
    for place in range(1, len(in_order)):
        if draw(st.integers(0, 2)):
            continue
        other = in_order[draw(st.integers(0, place - 1))]
        found.append(
            Link(
                id=f"l{place}",
                kind=draw(st.sampled_from(_KINDS)),
                statement=in_order[place].id,
                other=other.id,
                confirmed_by="vera" if draw(st.integers(0, 4)) else "",
                handling=Handling.model_validate(draw(_HANDLINGS)),
            )
        )
    return found

"""The ledger: who keeps what, and how far an idea is from the rest."""

from __future__ import annotations

from goodoffices.bridging.idea import Wishes
from goodoffices.bridging.ideas import find_ideas
from goodoffices.bridging.ledger import Distance, Line, draw_up_ledger
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.positions import Form
from goodoffices.case.stances import Stance
from tests.unit.gaps.small_source import Said, SmallSource

ISSUES = {
    "level": Issue(
        id="level",
        kind=IssueKind.SCALE,
        options=tuple(Option(id=one) for one in ("low", "middle", "high", "full")),
    ),
    "days": Issue(id="days", kind=IssueKind.QUANTITY, low=0, high=90, step=10),
}


def said(reading: str, party: str, words: str) -> Said:
    form = Form(reading, f"s_{reading}", party, Stance.INSISTS, parse(words, ISSUES))
    return Said(form.statement, (form,))


def lines(*statements: Said, fixed: str) -> tuple[Line, ...]:
    source = SmallSource(ISSUES, statements)
    found = find_ideas(source, Wishes(fixed=(parse(fixed, ISSUES),)))
    return draw_up_ledger(found.ideas[0], found.ideas[0].weighed[0], source.case())


def test_distance_counts_steps_of_a_scale() -> None:
    ledger = lines(
        said("n", "north", "level is low"),
        said("s", "south", "level is full"),
        fixed="level is full",
    )
    assert [(one.party, one.is_kept, one.distances) for one in ledger] == [
        ("north", False, (Distance("level", "low", 3),)),
        ("south", True, ()),
    ]


def test_distance_of_a_quantity_is_to_the_nearest_number_that_would_do() -> None:
    ledger = lines(
        said("n", "north", "days <= 20"), said("s", "south", "days >= 70"), fixed="days >= 70"
    )
    assert [one.distances for one in ledger] == [(Distance("days", 20, 50),), ()]


def test_each_line_leads_to_its_statement_and_strength() -> None:
    ledger = lines(
        said("n", "north", "days <= 20"), said("s", "south", "days >= 70"), fixed="days >= 70"
    )
    assert [(one.statements, one.strength) for one in ledger] == [
        (("s_n",), Stance.INSISTS),
        (("s_s",), Stance.INSISTS),
    ]

"""Cells: as few as the atoms in use tell apart, and each of one truth."""

from __future__ import annotations

import pytest

from goodoffices.case.domains import Domain, domains_of, reach_of
from goodoffices.case.errors import UnknownId
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.case.propositions import Atom, Comparison, In, Ordered, Sum

DAYS = Issue(id="days", kind=IssueKind.QUANTITY, low=-7, high=8, step=3)
LEVEL = Issue(
    id="level",
    kind=IssueKind.SCALE,
    options=tuple(Option(id=name) for name in ("low", "middle", "high")),
    allows=(Unsettled.DEFERRED,),
)
COMPARED = {
    Comparison.AT_MOST: int.__le__,
    Comparison.AT_LEAST: int.__ge__,
    Comparison.EQUAL: int.__eq__,
    Comparison.UNEQUAL: int.__ne__,
    Comparison.LESS: int.__lt__,
    Comparison.MORE: int.__gt__,
}


@pytest.mark.parametrize("comparison", Comparison)
@pytest.mark.parametrize("coefficient", [1, 2, -1, -3])
def test_reach_of_a_threshold_is_every_number_that_meets_it(
    comparison: Comparison, coefficient: int
) -> None:
    for bound in range(-30, 31):
        runs = reach_of(Sum(((coefficient, "days"),), comparison, bound), DAYS).runs
        reached = [DAYS.numbers[place] for low, high in runs for place in range(low, high + 1)]
        assert reached == [n for n in DAYS.numbers if COMPARED[comparison](coefficient * n, bound)]


def test_domain_groups_what_no_atom_tells_apart() -> None:
    above = Ordered("level", above=True, option="low")
    domain = Domain.of(LEVEL, [above])
    assert domain.groups == (("low", "deferred"), ("middle", "high"))
    assert domain.true_in == {above: frozenset({1})}


def test_domain_of_a_wide_range_has_a_cell_a_threshold() -> None:
    wide = Issue(id="n", kind=IssueKind.QUANTITY, low=0, high=10**12)
    atoms: list[Atom] = [Sum(((1, "n"),), Comparison.AT_LEAST, 10**9), In("n", (5, 6, 7))]
    domain = Domain.of(wide, atoms)
    assert [domain.value(cell) for cell in range(len(domain))] == [0, 5, 8, 10**9]


def test_domain_of_an_issue_that_nobody_names_is_one_cell() -> None:
    assert [len(domain) for domain in domains_of({"days": DAYS, "level": LEVEL}, []).values()] == [
        1,
        1,
    ]


def test_domains_name_the_issue_that_is_not_there() -> None:
    with pytest.raises(UnknownId, match='there is no issue "lebel"; did you mean "level"'):
        domains_of({"level": LEVEL}, [In("lebel", ("low",))])


def test_reach_names_the_option_that_is_not_there() -> None:
    with pytest.raises(UnknownId, match="there is no option of level"):
        reach_of(Ordered("level", above=True, option="lov"), LEVEL)

"""Invented cases of any size, the same for the same seed, for benchmarks and for tests.

"Logic" has unary, conditional and counting-like positions; "threshold" adds linear sums
over quantities whose bounds are near the edge. Nothing here resembles any party.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from random import Random

from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.propositions import (
    And,
    Comparison,
    If,
    In,
    Not,
    Or,
    Proposition,
    Sum,
    issues_of,
)


@dataclass(frozen=True, slots=True)
class Generated:
    """A case as the engine takes it: issues, limits, and positions by id.

    Attributes
    ----------
    holders
        The party that holds each position.
    """

    issues: dict[str, Issue]
    limits: tuple[Proposition, ...]
    constraints: dict[str, Proposition]
    holders: dict[str, str]


def generate(
    issues: int, positions: int, *, seed: int, options: int = 5, sums: float = 0.0
) -> Generated:
    """Return an invented case.

    Each party has one favoured option an issue, and its positions are true of the package of
    its favourites: no party contradicts itself, all incompatibility is between parties.

    Parameters
    ----------
    issues, positions, options : int
        How many issues, positions in all, and options an issue.
    seed : int
        The same seed gives the same case.
    sums : float
        The share of positions that are linear sums over quantities, 0 to 1; above 0 half
        of the issues are quantities.

    Examples
    --------
    >>> case = generate(4, 6, seed=1)
    >>> len(case.issues), len(case.constraints), sorted(set(case.holders.values()))
    (4, 6, ['party0', 'party1', 'party2'])
    """
    random = Random(seed)  # noqa: S311 -- no secret
    parties = random.randint(2, 6)
    vocabulary = {
        f"i{number}": _issue(f"i{number}", options, quantity=bool(sums) and number % 2 == 1)
        for number in range(issues)
    }
    quantities = [name for name, issue in vocabulary.items() if issue.numbers]
    favourites = [
        {name: random.choice(issue.values) for name, issue in vocabulary.items()}
        for _ in range(parties)
    ]
    constraints: dict[str, Proposition] = {}
    holders: dict[str, str] = {}
    for number in range(positions):
        party = number % parties
        favourite = favourites[party]
        if quantities and random.random() < sums:
            position = _sum(random, quantities, favourite)
        else:
            position = _logical(random, vocabulary, favourite)
        constraints[f"p{number}"] = position
        holders[f"p{number}"] = f"party{party}"
    middle = {name: issue.values[len(issue.values) // 2] for name, issue in vocabulary.items()}
    limits = tuple(_limit(random, vocabulary, middle) for _ in range(issues // 10))
    return Generated(vocabulary, limits, constraints, holders)


def _issue(name: str, options: int, *, quantity: bool) -> Issue:
    if quantity:
        return Issue(id=name, kind=IssueKind.QUANTITY, low=0, high=100)
    return Issue(id=name, options=tuple(Option(id=f"o{number}") for number in range(options)))


def _near(random: Random, issue: Issue, favourite: str | int, *, width: int) -> Proposition:
    """Return "within `width` values that include the favourite"."""
    if isinstance(favourite, int):
        reach = 10 * width
        at_least = random.random() < 0.5
        bound = favourite - random.randint(0, reach) if at_least else favourite + reach
        comparison = Comparison.AT_LEAST if at_least else Comparison.AT_MOST
        return Sum(((1, issue.id),), comparison, max(0, min(100, bound)))
    others = [option.id for option in issue.options if option.id != favourite]
    return In(issue.id, (favourite, *sorted(random.sample(others, min(width - 1, len(others))))))


def _logical(
    random: Random, vocabulary: dict[str, Issue], favourite: dict[str, str | int]
) -> Proposition:
    """Return a position of one of three kinds: unary, conditional, counting-like."""
    kind = random.random()
    names = random.sample(list(vocabulary), min(3, len(vocabulary)))
    if kind < 0.4 or len(names) < 3:
        return _near(random, vocabulary[names[0]], favourite[names[0]], width=random.randint(1, 3))
    if kind < 0.75:
        condition = _near(random, vocabulary[names[1]], favourite[names[1]], width=3)
        consequence = _near(random, vocabulary[names[0]], favourite[names[0]], width=2)
        return If(Not(condition) if random.random() < 0.3 else condition, consequence)
    wanted = [_near(random, vocabulary[name], favourite[name], width=1) for name in names]
    return Or(tuple(And(pair) for pair in combinations(wanted, 2)))


def _sum(random: Random, quantities: list[str], favourite: dict[str, str | int]) -> Proposition:
    """Return a sum over 3 to 6 quantities, true of the favourite with a little to spare."""
    chosen = random.sample(quantities, min(len(quantities), random.randint(3, 6)))
    terms = tuple((random.choice((1, 2, 3, 5, 7)), name) for name in chosen)
    total = sum(coefficient * int(favourite[name]) for coefficient, name in terms)
    slack = random.randint(0, 1 + total // 20)
    if random.random() < 0.5:
        return Sum(terms, Comparison.AT_LEAST, total - slack)
    return Sum(terms, Comparison.AT_MOST, total + slack)


def _limit(
    random: Random, vocabulary: dict[str, Issue], middle: dict[str, str | int]
) -> Proposition:
    """Return a rule that a middle package keeps."""
    one, other = random.sample(list(vocabulary), 2)
    condition = _near(random, vocabulary[one], middle[one], width=2)
    rule = If(condition, _near(random, vocabulary[other], middle[other], width=4))
    assert issues_of(rule)
    return rule

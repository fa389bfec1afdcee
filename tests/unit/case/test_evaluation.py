"""True, false or open: what a partial package says of a proposition."""

from __future__ import annotations

import sys

import pytest

from goodoffices.case.errors import MissingExtra
from goodoffices.case.evaluation import hold, options_beyond, truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled, Value
from goodoffices.case.propositions import TRUE, And, Comparison, Not, Or, Ordered, Proposition, Sum

QUANTITY = IssueKind.QUANTITY
LEVELS = tuple(Option(id=each) for each in ("low", "mid", "high"))
ISSUES = {
    issue.id: issue
    for issue in (
        Issue(id="a", options=(Option(id="x"), Option(id="y"))),
        Issue(id="level", kind=IssueKind.SCALE, options=LEVELS, allows=(Unsettled.DEFERRED,)),
        Issue(id="m", kind=QUANTITY, low=0, high=10),
        Issue(id="n", kind=QUANTITY, low=0, high=90, step=30),
        Issue(id="open", kind=QUANTITY, low=0, high=10, allows=(Unsettled.DEFERRED,)),
        Issue(id="one", kind=QUANTITY, low=7, high=7),
    )
}


def read(text: str) -> Proposition:
    return parse(text, ISSUES)


@pytest.mark.parametrize(
    ("text", "package", "known"),
    [
        ("a is x", {}, None),
        ("a in (x, y)", {}, None),
        ("a is not x", {"a": "y"}, True),
        ("level above low", {"level": "high"}, True),
        ("level above low", {"level": "low"}, False),
        ("level below high", {"level": "deferred"}, False),
        ("not level below high", {"level": "deferred"}, True),
        ("a is x and level is low", {"a": "y"}, False),
        ("a is x and level is low", {"a": "x"}, None),
        ("a is x or level is low", {"a": "x"}, True),
        ("a is x or level is low", {"a": "y"}, None),
        ("if a is x then level is low", {"a": "y"}, True),
        ("if a is x then level is low", {"level": "low"}, True),
        ("if a is x then level is low", {"level": "mid"}, None),
        ("if a is x then level is low", {"level": "mid", "a": "x"}, False),
        ("if true then level is low", {}, None),
        ("a is x or a is not x", {}, None),
    ],
)
def test_truth_is_kleenes(text: str, package: dict[str, Value], known: bool | None) -> None:
    """An issue not in the package is open, and stays so in each mention."""
    assert truth(read(text), package, issues=ISSUES) is known


@pytest.mark.parametrize(
    ("text", "package", "known"),
    [
        ("m + n <= 100", {}, True),
        ("m + n < 100", {}, None),
        ("m + n < 100", {"m": 9}, True),
        ("m + n >= 0", {}, True),
        ("m + n > 100", {}, False),
        ("m + n > 100", {"n": 90}, False),
        ("m - n >= 10", {"n": 30}, False),
        ("m - n >= 10", {"n": 0}, None),
        ("m - n > -90", {"n": 90}, None),
        ("m - n >= -90", {}, True),
        ("2*n + m = 200", {}, False),
        ("2*n + m != 200", {}, True),
        ("2*n - one = 50", {}, False),
        ("2*n - one = 53", {}, None),
        ("2*n - one != 50", {}, True),
        ("one = 7", {}, True),
        ("one != 7", {}, False),
        ("open >= 0", {}, None),
        ("open >= 0", {"open": "deferred"}, False),
        ("m + open >= 0", {"open": 0}, True),
        ("m + open > 20", {}, False),
        ("m + open <= 20", {"open": "deferred"}, False),
        ("m + open != 21", {}, None),
    ],
)
def test_truth_of_a_sum_is_known_as_soon_as_ranges_and_steps_decide(
    text: str, package: dict[str, Value], known: bool | None
) -> None:
    """True only where no missing quantity may be left unsettled, since that makes it false."""
    assert truth(read(text), package, issues=ISSUES) is known


def test_options_beyond_are_strictly_so() -> None:
    level = ISSUES["level"]
    assert options_beyond(Ordered("level", above=True, option="low"), level) == ("mid", "high")
    assert options_beyond(Ordered("level", above=False, option="low"), level) == ()


def test_hold_keeps_the_shape_of_the_arrays() -> None:
    """Also for constants and empty connectives."""
    np = pytest.importorskip("numpy")
    packages = {"a": np.array([[0, 1], [1, 1]])}
    cases: list[tuple[Proposition, list[list[bool]]]] = [
        (read("a is y"), [[False, True], [True, True]]),
        (TRUE, [[True, True], [True, True]]),
        (And(()), [[True, True], [True, True]]),
        (Or(()), [[False, False], [False, False]]),
        (Not(Or(())), [[True, True], [True, True]]),
    ]
    found = [hold(each, packages, issues=ISSUES).tolist() for each, _ in cases]
    assert found == [truths for _, truths in cases]


def test_hold_is_exact_beyond_64_bits() -> None:
    """Totals that do not fit are not wrapped around."""
    np = pytest.importorskip("numpy")
    large = 10**15
    issues = {
        name: Issue(id=name, kind=QUANTITY, low=0, high=large, step=large) for name in ("p", "q")
    }
    terms = ((large, "p"), (large, "q"))
    packages = {"p": np.array([0, 1, 1]), "q": np.array([0, 0, 1])}
    most = Sum(terms, Comparison.MORE, large * large)
    equal = Sum(terms, Comparison.EQUAL, large * large)
    assert hold(most, packages, issues=issues).tolist() == [False, False, True]
    assert hold(equal, packages, issues=issues).tolist() == [False, True, False]
    assert hold(Not(equal), packages, issues=issues).tolist() == [True, False, True]


def test_hold_without_numpy_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(MissingExtra) as missing:
        hold(TRUE, {}, issues={})
    assert missing.value.extra == "research"

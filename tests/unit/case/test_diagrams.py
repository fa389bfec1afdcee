"""Sets of choices as diagrams: one node and one name for one set."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from goodoffices.case.diagrams import Diagrams, digest_of
from goodoffices.case.errors import TooLarge, UnknownId
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.case.propositions import And, Comparison, In, Not, Or, Sum

QUANTITY = IssueKind.QUANTITY


def choice(name: str, *ids: str) -> Issue:
    return Issue(id=name, options=tuple(Option(id=each) for each in ids))


ISSUES = {
    issue.id: issue
    for issue in (
        choice("c", "x", "y"),
        choice("a", "z", "x", "y"),
        Issue(
            id="level",
            kind=IssueKind.SCALE,
            options=tuple(Option(id=each) for each in ("low", "mid", "high")),
            allows=(Unsettled.DEFERRED,),
        ),
        Issue(id="n", kind=QUANTITY, low=0, high=90, step=30, allows=(Unsettled.LEFT_UNSTATED,)),
    )
}

WIDE = {f"q{at}": Issue(id=f"q{at}", kind=QUANTITY, low=0, high=60) for at in range(4)}


@pytest.mark.parametrize(
    ("text", "same", "support"),
    [
        ("if a is x then c is y", "c is y or a in (z, y)", {"a", "c"}),
        ("level above low", "level in (high, mid)", {"level"}),
        ("not level above low", "level in (deferred, low)", {"level"}),
        ("not n >= 60", "n in (0, 30, left_unstated)", {"n"}),
        ("n >= 31", "n > 30", {"n"}),
        ("2*n != 60", "n in (90, 0, 60)", {"n"}),
        ("a in (x, y, z)", "true", set()),
        ("level above high", "false", set()),
        ("a is x and c is x or a is x and c is y", "a is x", {"a"}),
    ],
)
def test_of_gives_one_node_however_it_is_said(text: str, same: str, support: set[str]) -> None:
    """Its support are the issues that matter, not those that are named."""
    diagrams = Diagrams(ISSUES)
    node = diagrams.of(parse(text, ISSUES))
    assert diagrams.of(parse(same, ISSUES)) is node
    assert diagrams.support(node) == support


def test_neighbouring_sets_are_other_nodes() -> None:
    """One option more or less, or one left unsettled, is another set."""
    diagrams = Diagrams(ISSUES)
    texts = ["n >= 60", "n >= 30", "not n < 60", "n is 60", "c is x", "a is x", "true", "false"]
    nodes = [diagrams.of(parse(text, ISSUES)) for text in texts]
    digests = [digest_of(parse(text, ISSUES), diagrams) for text in texts]
    assert len(set(map(id, nodes))) == len(set(digests)) == len(texts)


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("true", {}),
        ("a is not x", {"a": "y"}),
        ("level in (mid, deferred)", {"level": "deferred"}),
        ("not n < 60", {"n": 60}),
        ("a is z and (c is y or n is left_unstated)", {"a": "z", "c": "x", "n": "left_unstated"}),
        ("a is z and n > 30 and n < 90", {"a": "z", "n": 60}),
    ],
)
def test_example_is_the_first_in_canonical_order(text: str, example: dict[str, object]) -> None:
    """Issues by id; numbers before words, words by id; issues that do not matter left out."""
    diagrams = Diagrams(ISSUES)
    assert diagrams.example(diagrams.of(parse(text, ISSUES))) == example


def test_example_of_nothing_is_refused() -> None:
    diagrams = Diagrams(ISSUES)
    with pytest.raises(ValueError, match="no package is in the empty set"):
        diagrams.example(diagrams.false)


def test_restrict_and_forget_leave_what_remains() -> None:
    diagrams = Diagrams(ISSUES)
    node = diagrams.of(parse("if a is x then c is y and n >= 60", ISSUES))
    left = diagrams.of(parse("c is y and n >= 60", ISSUES))
    assert diagrams.restrict(node, {"a": "x"}) is left
    assert diagrams.restrict(node, {"a": "x", "n": 30}) is diagrams.false
    assert diagrams.restrict(node, {"a": "z", "level": "low"}) is diagrams.true
    assert diagrams.restrict(node, {}) is node
    assert diagrams.forget(left, ["n", "level"]) is diagrams.of(parse("c is y", ISSUES))
    assert diagrams.forget(left, ["c", "n"]) is diagrams.true
    assert diagrams.forget(diagrams.false, ["c"]) is diagrams.false
    assert diagrams.forget(node, []) is node


def test_conjoin_and_disjoin_take_any_number() -> None:
    """None at all is everything, or nothing."""
    diagrams = Diagrams(ISSUES)
    parts = [parse(text, ISSUES) for text in ("c is x", "n >= 60", "a is not z")]
    nodes = [diagrams.of(part) for part in parts]
    assert diagrams.conjoin(*nodes) is diagrams.of(And(tuple(parts)))
    assert diagrams.disjoin(*nodes) is diagrams.of(Or(tuple(parts)))
    assert (diagrams.conjoin(), diagrams.disjoin()) == (diagrams.true, diagrams.false)
    assert diagrams.conjoin(nodes[0], diagrams.complement(nodes[0])) is diagrams.false


def hashed(content: object) -> str:
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def test_digest_is_the_same_for_ever() -> None:
    """Ids of positions rest on it: a change would break every reference to them.

    Each node is its issue, and by digest the nodes it leads to, except false, with the values
    that do: numbers by first, last and step.
    """
    yes = hashed(True)
    number = hashed(["n", [[yes, [[30, 90, 30]]]]])
    level = hashed(["level", [[number, ["deferred", "low"]], [yes, ["high", "mid"]]]])
    whole = hashed(["a", [[level, ["x", "z"]]]])
    proposition = parse("a in (z, x) and (n >= 30 or level above low)", ISSUES)
    assert digest_of(proposition, Diagrams(ISSUES)) == whole
    assert whole == "e4feacd3c97f1d1926a21b6a8376b304d120e25661afb97664b0a1443ac86193"
    diagrams = Diagrams(ISSUES)
    assert diagrams.digest(diagrams.true) == yes
    assert diagrams.digest(diagrams.false) == hashed(False)


def test_digest_stays_when_refused_options_are_added() -> None:
    """A position that names what it admits is the same one after a new option is tabled."""
    fewer = {"a": choice("a", "m", "x", "z")}
    more = {"a": choice("a", "new", "y", "x", "m", "z")}
    admits, refuses = In("a", ("m", "z")), Not(In("a", ("m", "z")))
    assert digest_of(admits, Diagrams(fewer)) == digest_of(admits, Diagrams(more))
    assert digest_of(refuses, Diagrams(fewer)) != digest_of(refuses, Diagrams(more))


def test_digest_tells_numbers_of_different_steps_apart() -> None:
    """Every tenth number from 0 to 20 is another set than each one of them."""
    coarse = {"n": Issue(id="n", kind=QUANTITY, low=0, high=30, step=10)}
    fine = {"n": Issue(id="n", kind=QUANTITY, low=0, high=30)}
    bound = Sum(((1, "n"),), Comparison.AT_MOST, 20)
    assert digest_of(bound, Diagrams(coarse)) != digest_of(bound, Diagrams(fine))


def test_dense_sums_of_moderate_size_have_diagrams() -> None:
    """13 million packages; the same set from another sum is the same node."""
    diagrams = Diagrams(WIDE)
    terms = ((7, "q0"), (11, "q1"), (-13, "q2"), (5, "q3"))
    node = diagrams.of(Sum(terms, Comparison.AT_MOST, 100))
    doubled = tuple((-2 * factor, issue) for factor, issue in terms)
    assert diagrams.of(Sum(doubled, Comparison.MORE, -202)) is node
    rest = diagrams.restrict(node, {"q0": 10, "q1": 20, "q2": 30})
    assert rest is diagrams.of(Sum(((1, "q3"),), Comparison.AT_MOST, 40))


def test_too_large_sets_are_refused_and_leave_nothing_behind() -> None:
    """A refused operation changes no other answer, and does not fill the table."""
    diagrams = Diagrams(WIDE, budget=50)
    small = Sum(((1, "q0"), (1, "q1")), Comparison.AT_MOST, 20)
    large = Sum(((1, "q0"), (61, "q1"), (-1, "q2")), Comparison.AT_MOST, 1000)
    node = diagrams.of(small)
    for _ in range(3):
        with pytest.raises(TooLarge, match="too large for a diagram of 50 nodes"):
            diagrams.of(And((small, large)))
    assert (len(diagrams._nodes), diagrams._joined) == (22, {})
    assert diagrams.of(Not(Not(small))) is node


def test_too_many_issues_are_refused() -> None:
    """Diagrams are walked by recursion; a proposition on too many issues ends in no overflow."""
    issues = {f"i{at}": choice(f"i{at}", "x", "y") for at in range(1500)}
    diagrams = Diagrams(issues)
    atoms = [In(name, ("x",)) for name in issues]
    assert diagrams.support(diagrams.of(And(tuple(atoms[:200])))) == set(list(issues)[:200])
    with pytest.raises(TooLarge):
        diagrams.of(And(tuple(atoms[:201])))
    several = [diagrams.of(And(tuple(atoms[at : at + 200]))) for at in range(0, 1400, 200)]
    with pytest.raises(TooLarge):
        diagrams.complement(diagrams.conjoin(*several))


def test_digest_of_falls_back_to_a_sorted_text() -> None:
    """It says so, and does not depend on the order of entries."""
    issues = {**WIDE, "a": choice("a", "x", "y", "z")}
    one = Or(
        (
            Sum(((1, "q0"), (61, "q1"), (-1, "q2")), Comparison.LESS, 1000),
            In("a", ("y", "x")),
            Not(In("a", ("y", "x"))),
        )
    )
    other = Or(
        (
            In("a", ("z",)),
            Not(In("a", ("z",))),
            Not(Sum(((1, "q2"), (-61, "q1"), (-1, "q0")), Comparison.AT_MOST, -1000)),
        )
    )
    unlike = Or((In("a", ("z",)), Sum(((1, "q0"), (61, "q1"), (-1, "q2")), Comparison.MORE, 0)))
    diagrams = Diagrams(issues, budget=50)
    name = digest_of(one, diagrams)
    assert re.fullmatch("text:[0-9a-f]{64}", name)
    assert digest_of(other, diagrams) == name
    assert digest_of(unlike, diagrams) != name


def test_digest_of_does_not_depend_on_what_was_built_before() -> None:
    """Parts already there would let a whole pass that is refused where they are not."""
    low = Sum(((1, "q0"), (1, "q1")), Comparison.AT_MOST, 40)
    high = Sum(((1, "q2"), (1, "q3")), Comparison.AT_MOST, 40)
    fresh, used = Diagrams(WIDE, budget=60), Diagrams(WIDE, budget=60)
    used.of(low)
    used.of(high)
    both = used.of(And((low, high)))
    with pytest.raises(TooLarge):
        fresh.of(And((low, high)))
    assert digest_of(And((low, high)), used) == digest_of(And((low, high)), fresh)
    assert digest_of(low, used) == used.digest(used.of(low))
    assert used.digest(both) != digest_of(And((low, high)), used)


def test_unknown_names_are_refused() -> None:
    diagrams = Diagrams(ISSUES)
    with pytest.raises(UnknownId, match='there is no issue "b"'):
        diagrams.of(In("b", ("x",)))
    with pytest.raises(UnknownId, match='there is no issue "b"'):
        digest_of(In("b", ("x",)), diagrams)
    with pytest.raises(UnknownId, match='there is no issue "b"'):
        diagrams.forget(diagrams.true, ["b"])
    with pytest.raises(UnknownId, match='there is no option of a "w"'):
        diagrams.of(In("a", ("w",)))
    with pytest.raises(UnknownId, match='there is no option of n "31"'):
        diagrams.restrict(diagrams.true, {"n": 31})

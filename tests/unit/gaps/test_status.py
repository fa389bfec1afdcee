"""Where the talks stand, in sentences."""

from __future__ import annotations

from goodoffices.case.rounds import Round
from goodoffices.gaps.sentences import Sentence
from goodoffices.gaps.status import latest_status
from tests.cases import Said, doha_case, make_case


def test_doha_status() -> None:
    assert latest_status(doha_case()) == (
        Sentence(
            "Cairo round: until 2024-08-25 (“last Sunday”); ended without agreement.", ("s6", "s9")
        ),
        Sentence("Cause as reported by sources, through agency: “words of s9”", ("s9",)),
        Sentence("Who came to the Cairo round is not on record.", ("s6",)),
        Sentence("Doha round: date not known; outcome not known.", ("s1",)),
        Sentence("Delegation of Israel: A and B; level: high.", ("s4",)),
        Sentence("Egypt and Qatar: representatives.", ("s2",)),
        Sentence("Hamas is not mentioned as present at the Doha round.", ("s1",)),
    )


def test_a_cause_that_the_viewer_may_not_see_is_not_told() -> None:
    held = Round.model_validate(
        {
            "id": "one",
            "venue": "Geneva",
            "held_on": {"unresolved": "in spring"},
            "outcome": "suspended",
            "cause": "s9",
            "delegations": [{"party": "north"}],
        }
    )
    case = make_case(
        issues=["a: x, y"],
        parties=["north", "south", "west"],
        said=[Said("p1 s1 north insists", "a is x")],
        rounds=[held],
    )
    assert latest_status(case) == (
        Sentence('Round in Geneva: "in spring", not resolved; suspended.'),
        Sentence("North: level not known."),
        Sentence("South and West are not mentioned as present at the round in Geneva."),
    )


def test_no_round_no_status() -> None:
    assert latest_status(make_case(issues=["a: x"], parties=["north"])) == ()

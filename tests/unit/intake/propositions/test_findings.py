"""Findings of several clauses put together."""

from __future__ import annotations

from goodoffices.case.grammar import show
from goodoffices.case.propositions import In
from goodoffices.intake.drafts import Band
from goodoffices.intake.propositions.findings import Finding, join, weakest

OPEN = Finding(In("port", ("open",)), Band.HIGH, ("named",), text="the port open")
SHUT = Finding(In("gate", ("shut",)), Band.MIDDLE, ("synonym",), ("Which?",), text="the gate shut")
NEW = Finding(new_option="a ferry", new_option_of="port", text="a ferry")


def test_joined_says_both_and_is_as_sure_as_the_weaker() -> None:
    found = Finding.joined((OPEN, SHUT), "and")
    assert found.proposition is not None
    assert show(found.proposition) == "port is open and gate is shut"
    assert (found.band, found.whys, found.questions) == (
        Band.MIDDLE,
        ("named", "synonym"),
        ("Which?",),
    )
    either = Finding.joined((OPEN, SHUT), "or").proposition
    assert either is not None
    assert show(either) == "port is open or gate is shut"


def test_joined_asks_of_a_clause_that_fits_nothing() -> None:
    found = Finding.joined((OPEN, NEW), "and")
    assert (found.proposition, found.band) == (OPEN.proposition, Band.MIDDLE)
    assert found.questions == ('What of "a ferry"?',)


def test_joined_of_nothing_told_keeps_the_new_option() -> None:
    found = Finding.joined((Finding(text="it"), NEW), "and")
    assert (found.proposition, found.new_option, found.new_option_of) == (None, "a ferry", "port")
    assert found.band is Band.LOW


def test_joined_of_one_or_none_is_that_or_nothing() -> None:
    assert Finding.joined((SHUT,), "and") is SHUT
    assert Finding.joined((), "and") == Finding()


def test_join_says_each_once() -> None:
    assert join([In("a", ("x",)), In("a", ("x",))]) == In("a", ("x",))
    assert join([]) is None


def test_weakest_is_the_least_sure() -> None:
    assert weakest([Band.HIGH, Band.LOW, Band.MIDDLE]) is Band.LOW

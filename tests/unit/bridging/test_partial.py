"""Partial packages: what has to be settled, and what may stay open."""

from __future__ import annotations

from goodoffices.bridging.partial import PartialPackages, Setting
from goodoffices.case.evaluation import truth
from goodoffices.case.grammar import parse
from goodoffices.case.issues import Issue, IssueKind, Option
from tests.strategies import every_package


def choice(name: str, *options: str) -> Issue:
    return Issue(id=name, options=tuple(Option(id=one) for one in options))


ISSUES = {
    "border": choice("border", "open", "guarded", "closed"),
    "toll": Issue(id="toll", kind=IssueKind.QUANTITY, low=0, high=1_000_000),
    "flag": choice("flag", "red", "blue"),
}


def found(said: str, *others: str, limits: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    stand = parse(said, ISSUES)
    lister = PartialPackages(
        [stand, *(parse(one, ISSUES) for one in others)],
        issues=ISSUES,
        limits=[parse(one, ISSUES) for one in limits],
    )
    return [(dict(one.settled), one.open) for one in lister.in_which([stand], most=9)]


def test_an_issue_that_decides_nothing_stays_open() -> None:
    assert found("border is open") == [({"border": Setting("open")}, ("toll", "flag"))]


def test_options_that_nobody_tells_apart_are_given_together() -> None:
    assert found("not border is open") == [
        ({"border": Setting("guarded", alike=("closed",))}, ("toll", "flag"))
    ]


def test_a_range_of_numbers_is_given_whole() -> None:
    assert found("toll >= 300") == [({"toll": Setting(300, up_to=1_000_000)}, ("border", "flag"))]


def test_what_another_position_tells_apart_is_settled_apart() -> None:
    settled = found("not border is open", "border is closed")
    assert settled == [
        ({"border": Setting("guarded")}, ("toll", "flag")),
        ({"border": Setting("closed")}, ("toll", "flag")),
    ] or settled == [
        ({"border": Setting("closed")}, ("toll", "flag")),
        ({"border": Setting("guarded")}, ("toll", "flag")),
    ]


def test_an_issue_is_left_open_only_where_limits_hold_whatever_it_becomes() -> None:
    every = found("flag is red", limits=("if border is open then flag is blue",))
    assert all("border" in settled for settled, _ in every)  # type: ignore[operator]
    assert every


def test_every_completion_has_the_same_truths() -> None:
    """That is what open means."""
    small = {**ISSUES, "toll": Issue(id="toll", kind=IssueKind.QUANTITY, low=0, high=4)}
    said = [parse("border is open or toll >= 3", small), parse("flag is red", small)]
    lister = PartialPackages(said, issues=small)
    for partial in lister.in_which([said[0]], most=20):
        truths = set()
        for package in every_package(small):
            fits = all(_fits(setting, package[issue]) for issue, setting in partial.settled.items())
            if fits:
                truths.add(tuple(truth(one, package, issues=small) for one in said))
        assert len(truths) == 1


def _fits(setting: Setting, value: str | int) -> bool:
    if setting.up_to is not None and isinstance(value, int) and isinstance(setting.value, int):
        return setting.value <= value <= setting.up_to
    return value in {setting.value, *setting.alike}

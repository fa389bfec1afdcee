"""How a brief says a drafted position."""

from __future__ import annotations

import pytest

from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.case.stances import Stance
from goodoffices.intake.propositions.saying import in_words

ISSUES = [
    Issue(
        id="corridor",
        title="Northern corridor",
        options=(
            Option(id="stays", title="the troops stay"),
            Option(id="phased", title="withdrawal in two phases"),
            Option(id="complete", title="complete withdrawal"),
        ),
    ),
    Issue(
        id="leaders",
        title="Leaders",
        options=(Option(id="free", title="released"), Option(id="held", title="not released")),
    ),
    Issue(id="days", title="Truce", kind=IssueKind.QUANTITY, low=0, high=90, unit="days"),
]


@pytest.mark.parametrize(
    ("stance", "proposition", "said"),
    [
        (
            Stance.INSISTS,
            "corridor is complete",
            "insists on complete withdrawal (Northern corridor)",
        ),
        (Stance.INSISTS, "corridor is stays", "insists that the troops stay (Northern corridor)"),
        (
            Stance.REJECTS,
            "corridor is not stays",
            "rejects anything but “the troops stay” (Northern corridor)",
        ),
        (
            Stance.WOULD_ACCEPT,
            "corridor in (phased, complete)",
            "would accept withdrawal in two phases or complete withdrawal (Northern corridor)",
        ),
        (
            Stance.WOULD_ACCEPT,
            "corridor is phased or corridor is complete",
            "would accept withdrawal in two phases or complete withdrawal (Northern corridor)",
        ),
        (Stance.DEMANDS, "leaders is free", "demands “released” (Leaders)"),
        (Stance.OFFERS, "days >= 30", "offers at least 30 days (Truce)"),
        (Stance.RULES_OUT, "days > 60", "rules out more than 60 days (Truce)"),
        (Stance.PROPOSES, "days = 30", "proposes 30 days (Truce)"),
        (
            Stance.REJECTS,
            "not (corridor is stays and leaders is free)",
            (
                "rejects the following: "
                "not (Northern corridor: the troops stay, and Leaders: released)"
            ),
        ),
    ],
)
def test_in_words_says_options_by_their_titles(stance: Stance, proposition: str, said: str) -> None:
    assert in_words(stance, proposition=proposition, issues=ISSUES) == said


def test_in_words_adds_the_condition() -> None:
    said = in_words(
        Stance.WOULD_ACCEPT, proposition="corridor is phased", condition="days >= 30", issues=ISSUES
    )
    assert said == (
        "would accept withdrawal in two phases (Northern corridor), if Truce: at least 30 days"
    )


@pytest.mark.parametrize(
    ("stance", "words", "said"),
    [
        (Stance.REJECTS, "to reopen the port.", "refuses to reopen the port"),
        (Stance.INSISTS, "that the port reopen", "insists that the port reopen"),
        (Stance.INSISTS, "The port must reopen", "insists that the port must reopen"),
        (Stance.DEMANDS, "a new port", "demands a new port"),
        (Stance.AGREES, "a new port", "agrees to a new port"),
        (Stance.NO_LONGER_INSISTS, "a new port", "no longer insists on a new port"),
        (Stance.DENIES, "", "denies something that the passage does not name"),
    ],
)
def test_in_words_falls_back_on_the_passage(stance: Stance, words: str, said: str) -> None:
    assert in_words(stance, words=words) == said


def test_in_words_falls_back_where_the_proposition_is_of_no_issue() -> None:
    assert in_words(Stance.DEMANDS, proposition="port is open", words="a port") == "demands a port"


@pytest.mark.parametrize("stance", list(Stance))
def test_in_words_has_words_for_every_stance(stance: Stance) -> None:
    assert in_words(stance, words="a new port").endswith(" a new port")


def test_in_words_shortens_a_long_passage() -> None:
    assert in_words(Stance.DEMANDS, words="ships and " * 40).endswith("...")


@pytest.mark.parametrize(
    ("stance", "proposition", "words", "said"),
    [
        # Several issues at once, one after the other.
        (
            Stance.PROPOSES,
            "corridor is phased and days = 30",
            "",
            "proposes withdrawal in two phases (Northern corridor) and 30 days (Truce)",
        ),
        # What has no short name is said in the passage's words.
        (
            Stance.REJECTS,
            "not (corridor is stays and leaders is free)",
            "to leave one of them",
            "refuses to leave one of them",
        ),
        (
            Stance.DEMANDS,
            "if days >= 30 then leaders is free",
            "their release in a long truce",
            "demands “their release in a long truce”",
        ),
        # Two denials are one too many.
        (
            Stance.RULES_OUT,
            "corridor is not stays",
            "any withdrawal",
            "rules out any withdrawal",
        ),
        (Stance.REJECTS, "corridor is stays", "", "does not accept that the troops stay"),
    ],
)
def test_in_words_is_plain(stance: Stance, proposition: str, words: str, said: str) -> None:
    found = in_words(stance, proposition=proposition, words=words, issues=ISSUES)
    assert found.removesuffix(" (Northern corridor)") == said.removesuffix(" (Northern corridor)")


def test_in_words_marks_a_no_that_is_rejected() -> None:
    option = Option(id="none", title="no guards")
    issue = Issue(id="guards", title="Guards", options=(option, Option(id="two", title="two men")))
    said = [
        in_words(one, proposition="guards is none", issues=[issue])
        for one in (Stance.REJECTS, Stance.DEMANDS)
    ]
    assert said == ["rejects “no guards” (Guards)", "demands no guards (Guards)"]


def test_in_words_says_mixed_patrols_without_marks() -> None:
    issue = Issue(
        id="guards",
        title="Guards",
        options=(Option(id="a", title="mixed patrols"), Option(id="b", title="handed over")),
    )
    said = [
        in_words(Stance.DEMANDS, proposition=f"guards is {one}", issues=[issue]) for one in "ab"
    ]
    assert said == ["demands mixed patrols (Guards)", "demands “handed over” (Guards)"]


def test_in_words_says_a_condition_in_its_own_words() -> None:
    said = in_words(
        Stance.WOULD_ACCEPT,
        proposition="corridor is phased",
        condition="days >= 30",
        tie="provided that the truce lasts a month",
        issues=ISSUES,
    )
    assert said == (
        "would accept withdrawal in two phases (Northern corridor), "
        "provided that the truce lasts a month"
    )


def test_in_words_leaves_we_between_marks() -> None:
    assert in_words(Stance.REJECTS, words="to sell our dams") == "refuses to “sell our dams”"
    assert in_words(Stance.DEMANDS, words="our dams") == "demands “our dams”"


def test_in_words_of_a_bare_reserve() -> None:
    assert in_words(Stance.RESERVES, words="its position") == "reserves its position"
    assert in_words(Stance.RESERVES, words="a toll") == "reserves its position on a toll"

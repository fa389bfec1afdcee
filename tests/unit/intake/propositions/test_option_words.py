"""The options of an issue in words, and which one is chosen."""

from __future__ import annotations

import pytest

from goodoffices.case.grammar import show
from goodoffices.case.issues import Issue, IssueKind, Option
from goodoffices.intake.drafts import Band
from goodoffices.intake.parsing import parse
from goodoffices.intake.propositions.object_words import Clause, read_words
from goodoffices.intake.propositions.option_choice import choose
from goodoffices.intake.propositions.option_words import IssueOptions
from goodoffices.intake.propositions.scale_words import read_rungs
from goodoffices.intake.texts import Extent, RepairedText

POST = Issue(
    id="post",
    title="Border post",
    options=(
        Option(id="stays", title="North's guards stay"),
        Option(id="halves", title="withdrawal in two steps"),
        Option(id="whole", title="complete withdrawal"),
    ),
)
TOLL = Issue(
    id="toll",
    title="Toll",
    options=(Option(id="none", title="no toll"), Option(id="paid", title="a toll in silver")),
)
TERM = Issue(
    id="term",
    title="Term",
    kind=IssueKind.SCALE,
    options=(
        Option(id="t3", title="three years"),
        Option(id="t5", title="five years"),
        Option(id="t9", title="nine years"),
    ),
)
BOND = Issue(
    id="bond",
    title="Bond",
    kind=IssueKind.SCALE,
    options=(
        Option(id="loose", title="a loose bond"),
        Option(id="firm", title="a firm bond"),
        Option(id="tight", title="a tight bond"),
    ),
)


def clause(words: str) -> Clause:
    text = f"They want {words}."
    parsed = parse(RepairedText.unchanged(text, ()))
    read = read_words(parsed, Extent(10, len(text) - 1))
    assert read is not None
    return read


def options(issue: Issue) -> IssueOptions:
    own = {"toll", "bond", "term", "post", "bord"}
    return IssueOptions(issue, own_stems=own, shared=(), parties=("north",))


def chosen(issue: Issue, words: str) -> tuple[str, Band] | None:
    choice = choose(options(issue), clause(words), used=())
    if choice is None:
        return None
    return ("" if choice.proposition is None else show(choice.proposition)), choice.band


@pytest.mark.parametrize(
    ("issue", "words", "found"),
    [
        (POST, "a complete withdrawal", ("post is whole", Band.HIGH)),
        (POST, "a withdrawal in two steps", ("post is halves", Band.HIGH)),
        (POST, "a withdrawal in two stages", ("post is halves", Band.MIDDLE)),
        (POST, "withdrawal", ("post is not stays", Band.HIGH)),
        (POST, "no withdrawal", ("not post in (halves, whole)", Band.MIDDLE)),
        (POST, "the guards to stay", ("post is stays", Band.HIGH)),
        (POST, "a withdrawal in four steps", ("", Band.LOW)),
        (POST, "a limited withdrawal", ("", Band.LOW)),
        (POST, "to stay or a complete withdrawal", ("post in (stays, whole)", Band.HIGH)),
        (POST, "to stay and a complete withdrawal", ("", Band.LOW)),
        (POST, "more pay", None),
        (TOLL, "a toll in silver", ("toll is paid", Band.HIGH)),
        (TERM, "five years", ("term is t5", Band.HIGH)),
        (TERM, "at least five years", ("term in (t5, t9)", Band.HIGH)),
        (TERM, "more than six years", ("term is t9", Band.MIDDLE)),
        (TERM, "no longer than five years", ("term in (t3, t5)", Band.HIGH)),
        (TERM, "six years", ("", Band.LOW)),
        (BOND, "at least a firm bond", ("bond in (firm, tight)", Band.HIGH)),
        (BOND, "more than a firm bond", ("bond above firm", Band.HIGH)),
        (BOND, "less than a firm bond", ("bond below firm", Band.HIGH)),
        (BOND, "no more than a firm bond", ("bond in (loose, firm)", Band.HIGH)),
    ],
)
def test_choose_takes_the_option_that_the_words_mean(
    issue: Issue, words: str, found: tuple[str, Band] | None
) -> None:
    assert chosen(issue, words) == found


def test_choose_guesses_from_the_opposite_with_a_question() -> None:
    gate = Issue(
        id="gate",
        title="Gate",
        options=(Option(id="shut", title="shut"), Option(id="guarded", title="under guard")),
    )
    choice = choose(options(gate), clause("to open the gate"), used=())
    assert choice is not None
    assert choice.proposition is not None
    assert (show(choice.proposition), choice.band) == ("gate is guarded", Band.LOW)
    assert choice.questions == ('Does "open" mean under guard?',)


def test_choose_says_from_which_option_words_move_away() -> None:
    choice = choose(options(POST), clause("a withdrawal"), used=())
    assert choice is not None
    assert (choice.away_from, choice.moves) == ("stays", True)


def test_options_know_which_of_them_is_none() -> None:
    assert (options(TOLL).nothing, options(POST).nothing) == (("none",), ())


def test_read_rungs_leaves_other_things_alone() -> None:
    assert read_rungs(options(TERM), clause("five bridges")) is None
    assert read_rungs(options(BOND), clause("five years")) is None

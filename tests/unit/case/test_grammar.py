"""Reading propositions, printing them back, and saying what is wrong with a text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from goodoffices.case.errors import InvalidProposition
from goodoffices.case.grammar import DEEPEST_NESTING, LONGEST_TEXT, parse, show, words
from goodoffices.case.issues import Issue, IssueKind, Option, Unsettled
from goodoffices.case.propositions import (
    FALSE,
    TRUE,
    And,
    Comparison,
    If,
    In,
    Not,
    Or,
    Ordered,
    Proposition,
    Sum,
)


def options(*ids: str) -> tuple[Option, ...]:
    return tuple(Option(id=each) for each in ids)


ISSUES = {
    issue.id: issue
    for issue in (
        Issue(id="management", options=options("none", "force", "israel"), title="Management"),
        Issue(
            id="level",
            kind=IssueKind.SCALE,
            options=options("low", "mid", "high"),
            allows=(Unsettled.DEFERRED,),
        ),
        Issue(
            id="prisoners",
            kind=IssueKind.QUANTITY,
            low=0,
            high=600,
            step=50,
            title="Prisoners",
            unit="persons",
        ),
        Issue(
            id="at",
            kind=IssueKind.QUANTITY,
            low=-5,
            high=90,
            allows=(Unsettled.LEFT_UNSTATED,),
        ),
        Issue(
            id="island",
            title="Island of Oranges",
            options=(Option(id="is_ours", title="ours alone"), Option(id="shared")),
        ),
    )
}

FORCE, ISRAEL, LOW = (
    In("management", ("force",)),
    In("management", ("israel",)),
    In("level", ("low",)),
)


NORMAL = [
    ("true", TRUE),
    ("false", FALSE),
    ("management is force", FORCE),
    ("management is not force", Not(FORCE)),
    ("management in (israel, none)", In("management", ("israel", "none"))),
    ("not management in (israel, none)", Not(In("management", ("israel", "none")))),
    ("island is is_ours", In("island", ("is_ours",))),
    ("level above low", Ordered("level", above=True, option="low")),
    ("level below high", Ordered("level", above=False, option="high")),
    ("level is deferred", In("level", ("deferred",))),
    ("at is -5", In("at", (-5,))),
    ("at in (-5, 0, left_unstated)", In("at", (-5, 0, "left_unstated"))),
    ("prisoners >= 300", Sum(((1, "prisoners"),), Comparison.AT_LEAST, 300)),
    ("prisoners > 275", Sum(((1, "prisoners"),), Comparison.MORE, 275)),
    ("prisoners != 50", Sum(((1, "prisoners"),), Comparison.UNEQUAL, 50)),
    ("-at <= 5", Sum(((-1, "at"),), Comparison.AT_MOST, 5)),
    ("-2*at = 5", Sum(((-2, "at"),), Comparison.EQUAL, 5)),
    ("at - prisoners < -3", Sum(((1, "at"), (-1, "prisoners")), Comparison.LESS, -3)),
    (
        "2*prisoners + 30*at <= 1500",
        Sum(((2, "prisoners"), (30, "at")), Comparison.AT_MOST, 1500),
    ),
    ("not (management is force and level is low)", Not(And((FORCE, LOW)))),
    ("not management is not force", Not(Not(FORCE))),
    ("not not level above low", Not(Not(Ordered("level", above=True, option="low")))),
    (
        "management is force or management is israel and level is not low or true",
        Or((FORCE, And((ISRAEL, Not(LOW))), TRUE)),
    ),
    (
        "(management is force or management is israel) and level is low",
        And((Or((FORCE, ISRAEL)), LOW)),
    ),
    (
        "if management is force or true then if level is low then false",
        If(Or((FORCE, TRUE)), If(LOW, FALSE)),
    ),
    ("if (if level is low then false) then true", If(If(LOW, FALSE), TRUE)),
    ("(if level is low then false) or management is force", Or((If(LOW, FALSE), FORCE))),
]


@pytest.mark.parametrize(("text", "tree"), NORMAL)
def test_normal_style_is_read_and_printed_back_byte_for_byte(text: str, tree: Proposition) -> None:
    assert (parse(text, ISSUES), show(tree)) == (tree, text)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  management\n is\tforce ", "management is force"),
        ("not management is force", "management is not force"),
        ("management in (force)", "management is force"),
        ("management not in (force,none)", "not management in (force, none)"),
        ("level at least mid", "level in (mid, high)"),
        ("level at  most low", "level is low"),
        ("(true and (false and true))", "true and false and true"),
        ("(true or false) or true", "true or false or true"),
        ("if true then (if false then true)", "if true then if false then true"),
        ("300 <= prisoners", "prisoners >= 300"),
        ("5>at", "at < 5"),
        ("prisoners + 2*at - 7 >= 3*at + 20 + 3", "prisoners - at >= 30"),
        ("-at - at + 1 = prisoners", "-2*at - prisoners = -1"),
    ],
)
def test_other_styles_are_read_and_printed_in_the_normal_one(text: str, normal: str) -> None:
    assert show(parse(text, ISSUES)) == normal


def test_show_flattens_and_closes_what_no_text_could_say() -> None:
    """Trees that are not well formed are printed as something equally true."""
    nested = And((And((FORCE, LOW)), And((ISRAEL,)), And(()), Or(()), In("level", ())))
    assert show(nested) == (
        "(management is force and level is low) and (management is israel) and (true) and "
        "(false) and false"
    )


SOME_COMPARISON = "a comparison (<=, >=, =, !=, < or >)"
A_PROPOSITION = '"not", "if", "true", "false", a name, a whole number, "-" or "("'
PRISONERS = "0 to 600 in steps of 50"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1: the proposition is empty"),
        (" \n", "1: the proposition is empty"),
        (
            "management is  ",
            '14: the proposition ends too early; allowed: "not", a name, a whole number or "-"',
        ),
        (
            "management",
            (
                '11: the proposition ends too early; allowed: "not", "is", "in", "above", "below", '
                f'"at least", "at most", {SOME_COMPARISON}, "+" or "-"'
            ),
        ),
        ("if true", '8: the proposition ends too early; allowed: "then", "and" or "or"'),
        (
            "level is low adn true",
            (
                '14: not understood from here on (did you mean "and"?); found "adn"; '
                'allowed: "and", "or" or the end'
            ),
        ),
        (
            "true\nAND true",
            (
                '6: not understood from here on (did you mean "and"?); found "AND"; '
                'allowed: "and", "or" or the end'
            ),
        ),
        (
            "Level is low",
            f'1: not understood from here on; found "Level"; allowed: {A_PROPOSITION}',
        ),
        (
            "(true",
            '6: the proposition ends too early; allowed: "and", "or" or ")"',
        ),
        ("true)", '5: not understood from here on; found ")"; allowed: "and", "or" or the end'),
        (
            "at >= 1.5",
            (
                '8: not understood from here on; found "."; '
                'allowed: "and", "or", "+", "-", "*" or the end'
            ),
        ),
        (
            "at >= 30days",
            (
                '7: not understood from here on; found "30days"; '
                'allowed: a name, a whole number or "-"'
            ),
        ),
        (
            "at == 3",
            '5: not understood from here on; found "="; allowed: a name, a whole number or "-"',
        ),
        (
            "true and if true then false",
            (
                '10: not understood from here on; found "if"; '
                'allowed: "not", "true", "false", a name, a whole number, "-" or "("'
            ),
        ),
        (
            "managment is force",
            (
                '1: unknown issue (did you mean "management"?); found "managment"; '
                "allowed: at, island, level, management, prisoners"
            ),
        ),
        (
            "management is isreal",
            (
                '15: unknown option of management (did you mean "israel"?); found "isreal"; '
                "allowed: none, force, israel"
            ),
        ),
        (
            "management in (force, -3)",
            '23: unknown option of management; found "-3"; allowed: none, force, israel',
        ),
        (
            "management is deferred",
            '15: unknown option of management; found "deferred"; allowed: none, force, israel',
        ),
        (
            "management in (force, none, force)",
            '29: an option of management stands twice; found "force"',
        ),
        (
            "true and management >= 3",
            (
                "10: management is a choice and cannot be compared with a number; "
                'found "management"; allowed: management is, is not or in, with none, force, israel'
            ),
        ),
        (
            "prisoners = force",
            '13: unknown issue; found "force"; allowed: at, island, level, management, prisoners',
        ),
        (
            "management above none",
            (
                '12: management is a choice and has no order of options; found "above"; '
                "allowed: management is, is not or in, with none, force, israel"
            ),
        ),
        (
            "at at  least 3",
            (
                '4: at is a quantity and has no order of options; found "at least"; '
                "allowed: a comparison such as at >= -5"
            ),
        ),
        (
            "level above deferred",
            (
                '13: deferred has no place in the order of level; found "deferred"; '
                "allowed: low, mid, high"
            ),
        ),
        (
            "prisoners is 275",
            f'14: off the steps of prisoners; found "275"; allowed: {PRISONERS}',
        ),
        (
            "prisoners = 275",
            f'1: off the steps of prisoners; found "275"; allowed: {PRISONERS}',
        ),
        (
            "true and prisoners >= 650",
            f'10: out of the range of prisoners; found "650"; allowed: {PRISONERS}',
        ),
        (
            "at in (0, 91)",
            '11: out of the range of at; found "91"; allowed: -5 to 90, left_unstated',
        ),
        (
            "3 <= 4",
            "1: a comparison of numbers alone says nothing; a quantity is missing",
        ),
        (
            "true or at + prisoners <= at",
            '9: at cancels out, so that nothing is said of it; found "at"',
        ),
        (
            "at >= 1234567890123456",
            '7: a number of more than 15 digits; found "1234567890123456"',
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_place_found_and_allowed(
    text: str, sentence: str
) -> None:
    with pytest.raises(InvalidProposition) as refused:
        parse(text, ISSUES)
    assert str(refused.value) == f"proposition:1:{sentence}"


def test_a_number_too_long_for_the_interpreter_is_refused_like_any_other() -> None:
    with pytest.raises(InvalidProposition, match="more than 15 digits") as refused:
        parse("at >= " + "9" * 5000, ISSUES)
    assert refused.value.found == "9" * 20 + "..."


def test_nesting_is_allowed_to_a_depth_and_refused_beyond() -> None:
    """At the greatest depth a tree can be read, compared, hashed and printed."""
    deepest = "not " * (DEEPEST_NESTING - 1) + "level above low"
    tree = parse(deepest, ISSUES)
    assert show(tree) == deepest
    assert {tree, parse(deepest, ISSUES)} == {tree}
    assert words(tree, ISSUES).endswith("not level: not above low")
    with pytest.raises(InvalidProposition) as refused:
        parse("not " + deepest, ISSUES)
    assert (refused.value.message, refused.value.column) == (
        "nested more than 100 deep",
        1 + 4 * DEEPEST_NESTING,
    )


def test_the_first_of_several_places_nested_too_deep_is_named() -> None:
    deep = "not " * DEEPEST_NESTING + "true"
    with pytest.raises(InvalidProposition) as refused:
        parse(f"{deep} or {deep}", ISSUES)
    assert refused.value.column == deep.index("true") + 1


def test_deep_brackets_of_all_kinds_end_in_an_error_and_no_overflow() -> None:
    """Needless parentheses nest nothing; needed ones do."""
    assert parse("(" * 4000 + "true" + ")" * 4000, ISSUES) == TRUE
    with pytest.raises(InvalidProposition, match="nested more than 100 deep"):
        parse("(true or (true and " * 60 + "true" + "))" * 60, ISSUES)
    with pytest.raises(InvalidProposition, match="nested more than 100 deep"):
        parse("if true then " * 500 + "true", ISSUES)


def test_length_is_allowed_to_a_limit_and_refused_beyond() -> None:
    longest = "true" + " or true" * 1249
    assert len(longest) < LONGEST_TEXT
    assert parse(longest.ljust(LONGEST_TEXT), ISSUES) == Or((TRUE,) * 1250)
    with pytest.raises(InvalidProposition) as refused:
        parse(longest.ljust(LONGEST_TEXT + 1), ISSUES)
    assert refused.value.message == "too long: 10,001 characters, where 10,000 are allowed"


def test_parse_keeps_nothing_of_the_issues_of_another_case() -> None:
    """The same text is read anew for each case."""
    other = {"management": Issue(id="management", options=options("other"))}
    assert parse("management is force", ISSUES) == FORCE
    with pytest.raises(InvalidProposition):
        parse("management is force", other)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("true", "always"),
        ("false", "never"),
        ("island is is_ours", "Island of Oranges: ours alone"),
        ("island is not is_ours", "Island of Oranges: anything but ours alone"),
        ("management in (none, force)", "Management: none or force"),
        ("not management in (none, force, israel)", "Management: neither none, force nor israel"),
        ("level above low", "level: above low"),
        ("not level below high", "level: not below high"),
        ("at is left_unstated", "at: left unstated"),
        ("prisoners >= 300", "Prisoners: at least 300 persons"),
        ("prisoners != 300", "Prisoners: other than 300 persons"),
        ("not prisoners < 300", "Prisoners: not less than 300 persons"),
        ("2*prisoners - at = 7", "2 × Prisoners - at: exactly 7"),
        (
            "(level is low or management is force) and not (true and false)",
            "(level: low, or Management: force), and not (always, and never)",
        ),
        (
            "if (if true then level is low) then not not level is high",
            "if (if always, then level: low), then not level: anything but high",
        ),
    ],
)
def test_words_say_titles_and_no_ids(text: str, sentence: str) -> None:
    assert words(parse(text, ISSUES), ISSUES) == sentence


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [("goodoffices.case.grammar", "lark"), ("goodoffices.case.evaluation", "numpy")],
)
def test_import_leaves_slow_modules_for_later(module: str, unwanted: str) -> None:
    """Those are imported when first used, so that the command line stays quick."""
    code = f"import sys, {module}; print({unwanted!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

"""The two lists of a brief: what is not reported, and what to ask next."""

from __future__ import annotations

from goodoffices.gaps.unknowns import Unknown, UnknownKind, find_unknowns
from tests.cases import Said, doha_case, incompatible_sets, make_case


def test_doha_not_reported() -> None:
    case = doha_case()
    found = find_unknowns(case, incompatible_sets(case)).not_reported
    assert [(one.kind.value, one.text) for one in found] == [
        ("no_own_words", "Own words of Israel or Hamas"),
        ("silent", "Hamas on philadelphi or netzarim"),
        ("silent", "Israel or Hamas on second phase"),
        ("silent_on_linked", "Egypt on netzarim"),
        ("no_views", "Views of Qatar or United States"),
        ("hearsay_only", "Own words of Egypt on management, philadelphi or second phase"),
        (
            "meaning_of_option",
            "Meaning of “stays”, “complete withdrawal” and “two phase withdrawal” (philadelphi)",
        ),
        ("meaning_of_option", "Meaning of “stays” (netzarim)"),
        ("meaning_of_option", "Meaning of “force” (management)"),
        ("meaning_of_option", "Meaning of “after exchange” (second phase)"),
        (
            "unjudged_condition",
            "Who judges “not (philadelphi: stays, and netzarim: stays)”",
        ),
        ("unjudged_condition", "Who judges “after exchange” (second phase)"),
        ("no_delegation", "Who came to the Cairo round"),
        ("no_delegation", "Whether Hamas came to the Doha round"),
        ("no_mandate", "What Israel, Egypt and Qatar may settle in the Doha round"),
        ("no_named_source", "Named sources for 4 of 5 statements that carry positions"),
    ]


def test_doha_ask_next() -> None:
    case = doha_case()
    groups = find_unknowns(case, incompatible_sets(case)).by_addressee()
    assert [(parties, [one.text for one in found]) for parties, found in groups] == [
        (
            ("israel",),
            [
                (
                    "Does the refusal on philadelphi and netzarim stand, or is it an offer"
                    " if management: force?"
                ),
                (
                    "“not (philadelphi: stays, and netzarim: stays)”: when is it met,"
                    " who says so, and what if it stalls?"
                ),
                "What does “force” mean for management?",
                "Is it right what others report of you?",
                "What does “stays” mean for philadelphi and netzarim?",
                "Where do you stand on second phase?",
            ],
        ),
        (
            ("hamas", "egypt"),
            ["management: is everything of the kind excluded, or only “force”?"],
        ),
        (
            ("egypt",),
            [
                "philadelphi: is everything of the kind excluded, or only “stays”?",
                (
                    "“after exchange” (second phase): when is it met, who says so,"
                    " and what if it stalls?"
                ),
                "What does “complete withdrawal” mean for philadelphi?",
                "What does “two phase withdrawal” mean for philadelphi?",
                "Where do you stand on netzarim?",
                "Is it right what others report of you?",
            ],
        ),
        (
            ("hamas",),
            [
                "Where do you stand on philadelphi, netzarim and second phase?",
                "Is it right what others report of you?",
            ],
        ),
        (("israel", "egypt", "qatar"), ["What may you settle here?"]),
    ]


def test_the_first_question_hangs_on_both_readings_and_cites_them() -> None:
    case = doha_case()
    first = find_unknowns(case, incompatible_sets(case)).ask_next[0]
    assert first == Unknown(
        kind=UnknownKind.RIVAL_READINGS,
        parties=("israel",),
        issues=("philadelphi", "netzarim", "management"),
        text=first.text,
        cites=("s10", "s9"),
        positions=("p1", "p2"),
    )
    assert (first.party, first.issue) == ("israel", "")


def test_the_first_question_stays_first_when_the_other_reading_is_used() -> None:
    one, other = doha_case(), doha_case(offer=True)
    texts = [find_unknowns(case, incompatible_sets(case)).ask_next[0].text for case in (one, other)]
    assert texts[0] == texts[1]


def test_every_item_is_one_line_and_nobody_is_told_to_move() -> None:
    for case in (doha_case(), doha_case(offer=True)):
        found = find_unknowns(case, incompatible_sets(case))
        for one in (*found.not_reported, *found.ask_next):
            assert "\n" not in one.text
            assert len(one.text) <= 140
            said = one.text.lower()
            assert not any(word in said for word in ("should", "must", "concede", "compromise"))


def test_a_case_that_leaves_nothing_open_has_no_questions() -> None:
    case = make_case(
        issues=["a: x, y"],
        parties=["north", "south"],
        said=[
            Said("p1 s1 north insists", "a is x", register="public"),
            Said("p1 s2 south insists", "a is x", register="conveyed"),
        ],
    )
    found = find_unknowns(case, incompatible_sets(case))
    assert (found.not_reported, found.ask_next) == ((), ())


def test_an_empty_case_is_not_a_mistake() -> None:
    found = find_unknowns(make_case(issues=[], parties=[]), [])
    assert (found.not_reported, found.ask_next) == ((), ())

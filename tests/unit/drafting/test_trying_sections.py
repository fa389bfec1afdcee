"""What is tried, in words: by reading, with what it rests on, and no view on who should move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.drafting.html import section_to_html
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.trying_sections import SUPPOSED, formula_section, trying_section
from goodoffices.gaps.trying import try_movement
from goodoffices.gaps.trying_formula import try_formula
from tests.briefs import EXAMPLES, analysis_of, sentences_of
from tests.markup import Markup
from tests.unit.drafting.made import CLASH, RIVALS, Made


def tried(source: Made, *moved: str) -> Section:
    explanation, labels, case = source.explained()
    return trying_section(try_movement(case, explanation, moved=moved), explanation, labels, case)


def formula(source: Made, *admitted_by: str, moved: tuple[str, ...] = ()) -> Section:
    explanation, labels, case = source.explained()
    found = try_formula(case, explanation, issue="gate", admitted_by=admitted_by, moved=moved)
    return formula_section(found, explanation, labels, case)


def test_what_is_left_is_said_with_the_words_it_rests_on() -> None:
    section = tried(CLASH, "p2")
    assert section.title == "If P2 did not stand"
    assert section.groups == (
        (
            "With the leading readings",
            (
                Sentence("A package is left that crosses no other position."),
                Sentence("No longer in each other's way: P1 and P2.", ("s1", "s2")),
                Sentence(
                    "One such package, among others: gate: open."
                    " Nothing here speaks of the other issues."
                ),
            ),
        ),
    )


def test_nothing_tried_says_what_stands() -> None:
    section = tried(CLASH)
    assert section.title == "As the positions stand"
    assert [one.text for one in sentences_of(section)] == [
        "No package is left.",
        "Still cannot all stand: P1 and P2.",
        "Movement would still matter on: P1; or P2.",
        (
            "A formula not yet tabled: gate. P1 would have to admit it; withdrawing it would do"
            " too. First ask whether the idea or only the wording was refused (P2)."
        ),
    ]


def test_each_reading_has_its_own_answer() -> None:
    section = tried(RIVALS, "p1")
    assert [name for name, _ in section.groups] == [
        "With s2 read as “rejects”",
        "With s2 read as “would accept”",
    ]


@pytest.mark.parametrize("section", [tried(CLASH, "p1"), tried(CLASH), formula(CLASH, "p1")])
def test_fixed_words_stand_beside_what_is_tried(section: Section) -> None:
    assert section.note == SUPPOSED
    assert "This is no view on who should move." in SUPPOSED


def test_what_is_not_known_is_said() -> None:
    explanation, labels, case = CLASH.explained()
    found = replace(try_movement(case, explanation, moved=[]), not_looked_at=3)
    section = trying_section(found, replace(explanation, complete=False), labels, case)
    assert section.footnote == (
        "Choices of readings that were not looked at: 3. The search for incompatible sets was cut"
        " off: more may be there than are listed. Whether a package is left is certain."
    )


def test_a_formula_says_who_admits_it_and_what_is_in_its_way() -> None:
    section = formula(CLASH)
    assert section.title == "If a formula not yet tabled settled this: gate"
    assert [one.text for one in sentences_of(section)] == [
        "No position lets it count as what it asks for.",
        "Still cannot all stand: P1.",
    ]
    section = formula(CLASH, "p1")
    assert sentences_of(section) == [
        Sentence("Let it count as what they ask for: P1.", ("s1",)),
        Sentence("A package is left in which the formula settles it."),
    ]
    section = formula(CLASH, moved=("p1",))
    assert section.sentences[1] == Sentence("Do not stand besides: P1.", ("s1",))


def test_a_norm_that_leaves_no_room_is_said() -> None:
    norm = replace(CLASH, more={"norms": {"passage": "gate in (open, shut)"}})
    assert [one.text for one in sentences_of(formula(norm, "p1", "p2"))][1:] == [
        "Rules and norms leave no package with a formula on this issue."
    ]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_sentence_about_positions_leads_to_statements(example: str) -> None:
    analysis = analysis_of(example)
    case, explanation, labels = analysis.case, analysis.explanation, analysis.labels
    for position in explanation.positions:
        found = try_movement(case, explanation, moved=[position.id])
        section = trying_section(found, explanation, labels, case)
        named = [
            one
            for one in sentences_of(section)
            if any(label in one.text.replace(";", " ").split() for label in labels.all)
        ]
        assert [one for one in named if not one.cites] == []
        links = Markup.of(section_to_html(section, labels=labels.all, cite_to="/record/%s")).links
        assert {link.removeprefix("/record/") for link in links} <= set(case.passages)

"""What is tried, in words: by reading, with what it rests on, and no view on who should move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.drafting.html import section_to_html
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.trying_sections import SUPPOSED, trying_section
from goodoffices.gaps.trying import try_movement
from tests.briefs import EXAMPLES, analysis_of, sentences_of
from tests.markup import Markup
from tests.unit.drafting.made import CLASH, RIVALS, Made


def tried(source: Made, *moved: str) -> Section:
    explanation, labels, case = source.explained()
    return trying_section(try_movement(case, explanation, moved=moved), explanation, labels, case)


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


@pytest.mark.parametrize("section", [tried(CLASH, "p1"), tried(CLASH)])
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


def test_search_for_formulas_that_was_cut_off_is_said() -> None:
    explanation, labels, case = CLASH.explained()
    found = try_movement(case, explanation, moved=[])
    [reading] = found.readings
    cut = replace(found, readings=(replace(reading, untabled_complete=False),))
    sections = (trying_section(one, explanation, labels, case) for one in (found, cut))
    assert [one.footnote for one in sections] == [
        "",
        "The search for issues on which a formula could help was cut off.",
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

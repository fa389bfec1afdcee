"""Parts of pages: rounds, messages, notes, states of issues, the matrix in words."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.case.passages import MessageView, NoteView
from goodoffices.case.rounds import Round
from goodoffices.drafting.matrix_page import build_matrix_page
from goodoffices.drafting.record_parts import message_section, note_section, round_section
from goodoffices.drafting.stating import state_section
from goodoffices.gaps.matrix import build_matrix
from tests.briefs import analysis_of, sentences_of
from tests.cases import Said, make_case

CASE = make_case(
    issues=["gate: open, shut"],
    parties=["north", "south"],
    said=[Said("p1 s1 north insists", "gate is open")],
)


def test_rounds_stand_with_their_delegations() -> None:
    held = Round.model_validate(
        {
            "id": "first",
            "title": "First round",
            "held_on": "2024-01-02",
            "outcome": "ended_without_agreement",
            "delegations": [
                {"party": "north", "members": ["A", "B"], "level": "high", "may_settle": ["gate"]},
                {"party": "south", "may_settle": []},
                {"party": "south"},
            ],
        }
    )
    bare = Round.model_validate({"id": "second", "title": "Second round"})
    table = round_section(replace(CASE, rounds=(held, bare))).tables[0]
    assert table.rows == (
        ("First round", "2024-01-02", "ended without agreement", "North", "high", "A, B", "gate"),
        (
            *("First round", "2024-01-02", "ended without agreement"),
            *("South", "not known", "not named", "none of the issues"),
        ),
        (
            *("First round", "2024-01-02", "ended without agreement"),
            *("South", "not known", "not named", "not known"),
        ),
        ("Second round", "not known", "unknown", "–", "–", "–", "–"),
    )


def test_no_round_is_no_section() -> None:
    assert round_section(CASE).is_empty


def test_messages_not_yet_conveyed_come_first_then_replies_owed() -> None:
    done = MessageView("m1", "north", "south", "one", "2024-01-01", "2024-01-02")
    owed = replace(done, words="two", conveyed_words="2", received="with a nod", reply_owed=True)
    waiting = replace(done, words="three", conveyed_on="")
    section = message_section(replace(CASE, messages=(done, owed, waiting)))
    assert [one.text for one in section.sentences] == [
        "north to south, asked 2024-01-01: “three” Not yet conveyed.",
        (
            "north to south, asked 2024-01-01: “two” Conveyed 2024-01-02 in the words “2”. "
            "Received: with a nod. A reply is owed."
        ),
        "north to south, asked 2024-01-01: “one” Conveyed 2024-01-02.",
    ]


def test_notes_lead_to_what_they_rest_on() -> None:
    """As far as the viewer may see it."""
    note = NoteView("n1", "no_agreement_value", "A note.", rests_on=("s1", "s99"), when="2024")
    sentence = note_section(replace(CASE, notes=(note,))).sentences[0]
    assert (sentence.text, sentence.cites) == ("No agreement value (2024): A note.", ("s1",))


def test_states_of_doha() -> None:
    analysis = analysis_of("doha-round")
    section = state_section(analysis.states, analysis.case, analysis.labels)
    assert section.tables[0].rows == (
        (
            "Philadelphi corridor (Salah al-Din axis)",
            *("incompatible", "not known", "P1, P2, P4 and P5", "nothing", "Hamas"),
        ),
        (
            "Netzarim corridor (Netzarim axis)",
            *("not enough known", "not known", "P1", "Israeli forces stay", "Hamas"),
        ),
        (
            "Management of the corridors",
            *("incompatible in combination", "not known", "P2 and P3"),
            *("no Arab or international force", "–"),
        ),
        (
            "Second phase of a withdrawal",
            *("not enough known", "not known", "–"),
            *("after the exchange is completed or not tied to the exchange", "Israel, Hamas"),
        ),
    )


def test_facts_say_which_issue_they_are_about() -> None:
    analysis = analysis_of("shalit-2011")
    section = state_section(analysis.states, analysis.case, analysis.labels)
    assert [one.text.partition(". ")[0] for one in section.sentences] == (
        ["Number from the list"] * len(section.sentences)
    )
    assert section.sentences


def test_matrix_in_words_names_who_is_not_heard() -> None:
    page = build_matrix_page(CASE, build_matrix(CASE))
    (section,) = page.sections
    assert [one.text for one in sentences_of(section)] == ["attributed: insists: gate: open"]
    assert section.footnote == "Nothing on record: South."


def test_matrix_in_words_has_the_other_readings_and_what_widens() -> None:
    analysis = analysis_of("doha-round")
    page = build_matrix_page(analysis.case, analysis.matrix)
    said = {section.id: [one.text for one in sentences_of(section)] for section in page.sections}
    assert list(said) == [
        "issue-philadelphi",
        "issue-netzarim",
        "issue-management",
        "issue-second_phase",
    ]
    everything = "\n".join(text for texts in said.values() for text in texts)
    assert "read otherwise: would accept" in everything
    assert "(r2_offer instead of r2)" in everything
    assert "; widened by r4_phases to: " in everything
    assert "; shared with Egypt" in everything

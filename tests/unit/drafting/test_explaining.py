"""The explanation in words: fixed ones beside movement, own contradictions first, no ranking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pytest

from goodoffices.case.status import Status
from goodoffices.drafting.choices import choice_in_words
from goodoffices.drafting.explaining import (
    MOST_READINGS,
    MOST_SETS,
    conflict_section,
    conflict_sentences,
    fragile_section,
    instrument_section,
    movement_section,
    movement_sentences,
    position_section,
    untabled_section,
    untabled_sentences,
)
from goodoffices.drafting.explanation_page import build_explanation_page
from goodoffices.drafting.page import Sentence
from goodoffices.gaps.findings import (
    Admission,
    Explanation,
    InstrumentEffect,
    Untabled,
)
from tests.briefs import EXAMPLES, analysis_of, brief_of, sentences_of, texts_of
from tests.cases import Said
from tests.unit.drafting.made import AGREED, CLASH, OWN, RIVALS, Made

FIXED: Final = (
    "Movement on any one of these, or a formula not yet tabled, would remove the incompatibility."
    " This is no view on who should move. Mandate, timing, trust and will are not in this record."
)
"""Design, section 4: these words and no others."""


def words(sentences: list[Sentence] | tuple[Sentence, ...]) -> list[str]:
    return [sentence.text for sentence in sentences]


@pytest.mark.parametrize("example", EXAMPLES)
def test_fixed_words_stand_beside_movement_on_every_page(example: str) -> None:
    analysis = analysis_of(example)
    for page in (
        brief_of(example),
        build_explanation_page(analysis.case, analysis.explanation),
    ):
        notes = [section.note for section in page.sections if section.id == "movement"]
        assert notes == [FIXED]


def test_nothing_to_move_is_no_list_and_needs_no_words() -> None:
    page = build_explanation_page(AGREED.case(), AGREED.explained()[0])
    assert [section.id for section in page.sections] == ["positions", "cannot-all-stand"]
    assert page.sections[1].empty == (
        "Nothing on record is incompatible: some package crosses no position."
    )


def test_sets_of_doha_are_said_by_reading() -> None:
    """Worked by hand; what holds under every reading comes first."""
    analysis = analysis_of("doha-round")
    given = (analysis.explanation, analysis.labels, analysis.case)
    assert words(conflict_sentences(*given)) == [
        "Under every reading: P2, P3 and P4; P2, P3 and P5.",
        "Also, with s10 read as “insists”: P1 and P4; P1 and P5.",
    ]
    assert words(movement_sentences(*given)) == [
        "Under every reading: P4 and P5.",
        "With s10 read as “insists”: P1 and P2; or P1 and P3.",
        "With s10 read as “would accept”: P2; or P3.",
    ]


def test_without_rivals_no_reading_is_mentioned() -> None:
    explanation, labels, case = CLASH.explained()
    assert choice_in_words({}, explanation.choices, case) == "the leading readings"
    assert words(conflict_sentences(explanation, labels, case)) == ["Together: P1 and P2."]
    assert words(movement_sentences(explanation, labels, case)) == ["P1; or P2."]


def test_a_reading_under_which_all_can_stand_is_said_too() -> None:
    explanation, labels, case = RIVALS.explained()
    assert conflict_sentences(explanation, labels, case) == [
        Sentence("With s2 read as “rejects”: P1 and P2.", ("s1", "s2")),
        Sentence("With s2 read as “would accept”: nothing.", ("s2",)),
    ]


def test_rival_readings_with_one_stance_are_told_apart_by_their_words() -> None:
    source = Made(
        [
            Said("p1 s1 north insists", "gate is open"),
            Said("p2 s2 south rejects", "gate is open", reading="all"),
            Said(
                "p2 s2 south rejects",
                "gate is open",
                "days >= 30",
                reading="late",
                alternative_to="all",
            ),
        ],
        rivals=({}, {"all": "late"}),
    )
    explanation, _, case = source.explained()
    assert choice_in_words({}, explanation.choices, case) == "s2 read as “rejects: gate: open”"
    assert choice_in_words({"all": "late"}, explanation.choices, case) == (
        "s2 read as “rejects: gate: open, if days: at least 30 days”"
    )
    camp_david = analysis_of("camp-david-1978")
    said = choice_in_words({}, camp_david.explanation.choices, camp_david.case)
    assert said == (
        "s7 read as “demands no close link between normal relations and the West Bank and Gaza”"
    )


def test_many_rivals_name_only_what_is_changed() -> None:
    explanation, _, case = RIVALS.explained()
    first = explanation.readings[0]
    choices = [{f"r{n}": "x"} for n in range(5)]
    many = replace(explanation, readings=tuple(replace(first, choice=one) for one in choices))
    assert choice_in_words({}, many.choices, case) == "the leading readings"
    assert choice_in_words({"r3": "x"}, many.choices, case) == "r3 read as “x”"


def test_own_positions_that_cannot_all_stand_come_first() -> None:
    explanation, labels, case = OWN.explained()
    assert words(conflict_sentences(explanation, labels, case)) == [
        "North, its own: P1 and P2.",
        "Together: P1 and P2.",
    ]


def test_own_conflict_that_hangs_on_a_reading_says_so() -> None:
    explanation, labels, case = OWN.explained()
    own = replace(explanation.own[0], under_every_reading=False)
    said = conflict_sentences(replace(explanation, own=(own,)), labels, case)
    assert said[0].text == "North, its own: P1 and P2. So with the leading readings."


def test_sets_apart_move_one_of_each() -> None:
    """Sets with no member in common: any one of each will do, and that is said short."""
    issues = [f"i{n}: a, b" for n in range(3)]
    said = [
        Said(f"{party}{n} s_{party}{n} {party} insists", f"i{n} is {option}")
        for n in range(3)
        for party, option in (("north", "a"), ("south", "b"))
    ]
    explanation, labels, case = Made(said, issues=issues).explained()
    assert len(explanation.leading.movement) == 8
    assert words(movement_sentences(explanation, labels, case)) == [
        "One of each: P1 or P4; P2 or P5; P3 or P6."
    ]


def test_a_cap_is_said() -> None:
    explanation, labels, case = CLASH.explained()
    many = explanation.leading.incompatible * (MOST_SETS + 2)
    reading = replace(explanation.leading, incompatible=many, movement=many)
    every = replace(explanation.under_every_reading, incompatible=many, movement=many)
    cut = replace(
        explanation,
        readings=(reading,),
        under_every_reading=every,
        complete=False,
        status=Status.BEST_FOUND,
    )
    section = conflict_section(cut, labels, case)
    assert section.sentences[0].text.endswith("P1 and P2; and 2 more.")
    assert section.footnote == "Not complete: the search was cut off."
    assert movement_sentences(cut, labels, case)[0].text.endswith("; or one of 2 more.")
    none = replace(cut, readings=(replace(reading, incompatible=()),), own=())
    none = replace(none, under_every_reading=replace(every, incompatible=()))
    assert conflict_section(none, labels, case).empty == (
        "Nothing incompatible was found before the search was cut off."
    )


def test_many_choices_of_readings_are_counted() -> None:
    explanation, labels, case = RIVALS.explained()
    readings = explanation.readings[:1] * (MOST_READINGS + 3)
    section = conflict_section(replace(explanation, readings=readings), labels, case)
    assert len(section.sentences) == MOST_READINGS
    assert section.footnote == "Other choices of readings are in `explain --json`: 3."


def test_a_position_of_another_reading_is_not_listed_like_the_rest() -> None:
    analysis = analysis_of("shalit-2011")
    section = position_section(analysis.explanation, analysis.labels, analysis.case)
    only = [one.text for one in sentences_of(section) if "read otherwise" in one.text]
    assert [text.split(") ")[0] for text in only] == ["P7 (only with s12 read otherwise"]


def test_register_is_said_where_it_is_more_than_hearsay() -> None:
    explanation, labels, case = OWN.explained()
    assert words(sentences_of(position_section(explanation, labels, case))) == [
        "P1 insists: gate: open",
        "P2 rejects: gate: open (public)",
        "P3 insists: days: at least 30 days",
    ]


def test_what_widens_a_public_position_is_named_apart() -> None:
    """A permission may have been confided: the page must not call it public."""
    demand = Said("p1 s1 north insists", "gate is open", register="public")
    permission = Said(
        "- s2 north would_accept", "gate is shut", register="confided", widens=("p1",)
    )
    explanation, labels, case = Made([demand, permission]).explained()
    assert words(sentences_of(position_section(explanation, labels, case))) == [
        "P1 insists: gate: open; would accept: gate: shut (public; widened by s2)",
    ]


def test_untabled_says_who_would_have_to_admit_it_and_what_to_ask_first() -> None:
    explanation, labels, case = CLASH.explained()
    assert untabled_sentences(explanation, labels, case) == [
        Sentence(
            "gate. P1 would have to admit it; withdrawing it would do too. First ask whether the "
            "idea or only the wording was refused (P2).",
            ("s1", "s2"),
        )
    ]


def test_untabled_wordings() -> None:
    explanation, labels, case = CLASH.explained()
    first, second = (one.id for one in labels.positions)

    def said(*ways: Admission) -> str:
        untabled = (Untabled("gate", {}, ways),)
        return untabled_sentences(replace(explanation, untabled=untabled), labels, case)[0].text

    assert said(Admission((), withdrawing_suffices=True)) == (
        "gate. No standing position would have to admit it."
    )
    assert said(Admission((first, second), withdrawing_suffices=False)) == (
        "gate. P1 and P2 would have to admit it; withdrawing them alone would not do."
    )
    assert said(
        Admission((first,), withdrawing_suffices=True),
        Admission((second,), withdrawing_suffices=False),
    ) == (
        "gate. P1 would have to admit it; withdrawing it would do too. Or: P2 would have to admit "
        "it; withdrawing it alone would not do."
    )
    assert said(*[Admission((first,), withdrawing_suffices=True)] * (MOST_SETS + 1)).endswith(
        " And 1 more, in `explain --json`."
    )


def test_no_untabled_option_is_said() -> None:
    explanation, labels, case = AGREED.explained()
    section = untabled_section(replace(explanation, untabled_complete=False), labels, case)
    assert (section.empty, section.footnote) == (
        "On no single issue could an untabled formula remove every incompatibility.",
        "Not complete: cut off.",
    )


def fragile(**found: object) -> list[str]:
    explanation: Explanation = replace(AGREED.explained()[0], **found)  # type: ignore[arg-type]
    return words(fragile_section(explanation).sentences)


def test_fragile_names_the_statements_in_one_sentence() -> None:
    assert fragile() == []
    assert fragile(depends_on=("s1",), fragile_on=("s2",)) == [
        "How s1 is read alters the sets.",
        "Were s2 wrong, the sets would be others.",
    ]
    assert fragile(depends_on=("s1", "s2"), fragile_on=("s1", "s2")) == [
        "How s1 and s2 are read alters the sets.",
        "Were any one of s1 or s2 wrong, the sets would be others.",
    ]


def test_what_an_instrument_changes_is_said() -> None:
    explanation, labels, case = CLASH.explained()
    clash = explanation.leading.incompatible

    def said(*only_with: tuple[str, ...]) -> str:
        effect = InstrumentEffect(
            instrument="treaty",
            title="The treaty",
            invoked_by="north",
            is_on=True,
            positions=(),
            with_it=explanation.leading,
            without_it=explanation.leading,
            only_with=only_with,
            only_without=(),
        )
        section = instrument_section(replace(explanation, instruments=(effect,)), labels, case)
        return section.sentences[0].text

    assert said() == ("The treaty, as invoked by North: the sets are the same with and without it.")
    assert said(*clash) == "The treaty, as invoked by North: incompatible only with it: P1 and P2."


def test_movement_of_nothing_is_empty() -> None:
    assert movement_section(*AGREED.explained()).is_empty


JUDGING = re.compile(
    r"\b(should|must move|fair|unfair|best|worst|better|worse|concessions?|reasonable|"
    r"unreasonable|score|rank(?:ed|ing)?|weight|utility|blame|fault|stubborn|points?)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^”]*”")


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_sentence_of_ours_judges_or_ranks(example: str) -> None:
    """Quoted words may say what they like; ours never say who should move, or how good it is."""
    analysis = analysis_of(example)
    theirs = [
        reading.in_words
        for passage in analysis.case.passages.values()
        for reading in passage.readings
        if reading.in_words
    ]
    theirs += [note.text for note in analysis.case.notes] + [analysis.case.outcome]
    judged = []
    for text in texts_of(brief_of(example)):
        ours = QUOTED.sub("", text.replace(FIXED, ""))
        for words_of_the_team in theirs:
            ours = ours.replace(words_of_the_team, "") if words_of_the_team else ours
        judged += [(found.group(), text) for found in JUDGING.finditer(ours)]
    assert judged == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_number_is_put_on_anybody(example: str) -> None:
    """No share, score or sum stands on a page: numbers are dates, counts, labels and quantities."""
    for text in texts_of(brief_of(example)):
        assert re.findall(r"\d+(?:\.\d+| ?%| per ?cent| points)", QUOTED.sub("", text)) == []

"""The brief: its sections in order, what it leaves to the detail, and where its links lead."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from goodoffices.drafting import first_page
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.brief import build_brief, build_gaps_page
from goodoffices.drafting.brief_json import brief_to_json
from goodoffices.drafting.explaining import position_section
from goodoffices.drafting.first_page import EVERYTHING, ROOMS, Room, left_out_of_first
from goodoffices.gaps.changes import compare
from tests.briefs import EXAMPLES, analysis_of, brief_of, sentences_of
from tests.cases import Said
from tests.unit.drafting.made import AGREED, CLASH, Made

FIRST = [
    "status",
    "positions",
    "cannot-all-stand",
    "movement",
    "ideas-in-short",
    "schedule-in-short",
    "flexibility",
    "reasons",
    "not-reported",
    "ask-next",
]


def first_of(example: str) -> list[str]:
    """The sections of a first page: an order only where something is undertaken."""
    has_order = bool(analysis_of(example).case.undertakings)
    return [one for one in FIRST if has_order or one != "schedule-in-short"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_first_page_has_its_sections_in_order(example: str) -> None:
    assert [section.id for section in brief_of(example).sections] == first_of(example)


def test_detail_of_doha_has_its_sections_in_order() -> None:
    assert [section.id for section in brief_of("doha-round").detail] == [
        "all-not-reported",
        "all-ask-next",
        "map",
        "states",
        "sets-1",
        "sets-2",
        "untabled",
        "fragile",
        "ideas",
        "undertakings",
        "linkages-stated",
        "importance",
        "schedule",
        "exposure",
        "linkages",
        "alternatives",
        "findings",
        "rounds",
        "notes",
        "how",
    ]


def test_detail_ends_with_what_happened_afterwards_and_how() -> None:
    for example in ("camp-david-1978", "shalit-2011"):
        assert [one.id for one in brief_of(example).detail][-2:] == ["afterwards", "how"]


def test_where_nothing_clashes_nothing_is_said_of_movement() -> None:
    page = build_brief(AGREED.analysed())
    ids = [section.id for section in (*page.sections, *page.detail)]
    assert {"movement", "untabled", "fragile"} & set(ids) == set()
    assert "cannot-all-stand" in ids


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_citation_is_a_passage_of_the_page(example: str) -> None:
    page = brief_of(example)
    known = {passage.id for passage in page.passages}
    cited = {
        cite
        for section in (*page.sections, *page.detail)
        for sentence in sentences_of(section)
        for cite in sentence.cites
    }
    assert cited - known == set()
    assert len(cited) > len(known) / 2


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_position_sentence_leads_to_words(example: str) -> None:
    """Each sentence on positions, sets and movement rests on statements."""
    page = brief_of(example)
    resting = [s for s in page.sections if s.id in {"positions", "cannot-all-stand", "movement"}]
    assert [one.text for s in resting for one in sentences_of(s) if not one.cites] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_the_first_page_leaves_out_is_in_the_detail(example: str) -> None:
    page = brief_of(example)
    first = {section.id: section for section in page.sections}
    for whole in page.detail:
        if whole.id.startswith("all-"):
            cut = first[whole.id.removeprefix("all-")]
            assert set(sentences_of(cut)) < set(sentences_of(whole))
            assert cut.footnote.endswith("in the detail.") or "in the detail:" in cut.footnote


@pytest.mark.parametrize("example", EXAMPLES)
def test_labels_in_the_sets_are_listed_on_the_first_page(example: str) -> None:
    """Only positions in no incompatible set are left to the detail."""
    page = brief_of(example)
    sections = {section.id: section for section in page.sections}
    listed = {one.text.split()[0] for one in sentences_of(sections["positions"])}
    said = " ".join(
        one.text for name in ("cannot-all-stand", "movement") for one in sections[name].sentences
    )
    assert {label for label in page.labels if f"{label} " in f"{said} ".replace(",", " ")} <= listed


def test_short_cases_are_shown_whole() -> None:
    page = build_brief(CLASH.analysed())
    positions = next(section for section in page.sections if section.id == "positions")
    assert positions.footnote == ""
    assert [one.id for one in page.detail if one.id.startswith("all-")] == []


def test_rooms_get_scanter() -> None:
    """A later room is never ampler than one before it."""
    names = ("positions", "flexibility", "unknown", "questions", "changes")
    for ample, scant in itertools.pairwise(ROOMS):
        for name in names:
            before, after = getattr(ample, name), getattr(scant, name)
            assert before is None or (after is not None and after <= before), name


def test_everything_leaves_nothing_out() -> None:
    assert list(left_out_of_first(analysis_of("camp-david-1978"), EVERYTHING)) == []


def test_a_page_that_would_run_over_is_cut_by_rule() -> None:
    """Many positions that clash with nothing: all but a few go to the detail, by label."""
    said = [Said(f"p{n} s{n} north insists", f"i{n} is a") for n in range(120)]
    said += [Said("p200 s200 south rejects", "i0 is a")]
    source = Made(said, issues=[f"i{n}: a, b" for n in range(120)])
    page = build_brief(source.analysed())
    positions = next(section for section in page.sections if section.id == "positions")
    assert [one.text.split()[0] for one in sentences_of(positions)] == [
        "P1",
        "P2",
        "P3",
        "P121",
    ]
    assert positions.footnote.startswith("In no incompatible set, so in the detail: P4, P5, ")


def test_height_grows_with_what_is_said() -> None:
    analysis = analysis_of("doha-round")
    head = [" ".join(one.text for one in say_basis(analysis.case))]
    heights = [
        first_page._height(list(first_page._sections(analysis, room, None)), head)
        for room in (*ROOMS, Room(0, 0, 0, 0, 0))
    ]
    assert heights == sorted(heights, reverse=True)


def test_changes_come_first_where_asked_for() -> None:
    analysis = CLASH.analysed()
    before = replace(CLASH, said=CLASH.said[:1]).case()
    page = build_brief(analysis, changes=compare(before, analysis.case))
    assert page.sections[0].id == "changed"
    assert next(one.text for one in page.sections[0].sentences).startswith("New: South")
    same = build_brief(analysis, changes=compare(analysis.case, analysis.case))
    assert same.sections[0].empty == "Nothing changed."
    gaps = build_gaps_page(analysis, changes=compare(before, analysis.case))
    assert [one.id for one in gaps.sections] == [
        "changed",
        "positions",
        "states",
        "not-reported",
        "ask-next",
    ]


def test_reasons_name_whose_they_are() -> None:
    reasons = {one.id: one for one in brief_of("camp-david-1978").sections}["reasons"]
    assert [one.text.partition(":")[0] for one in reasons.sentences] == [
        "Egypt",
        "Israel",
        "None on record",
    ]


def test_json_has_the_first_page_and_the_analyses() -> None:
    analysis = analysis_of("doha-round")
    page = brief_of("doha-round")
    found = brief_to_json(analysis, page)
    assert list(found) == [
        "schema",
        "title",
        "label",
        "basis",
        "caution",
        "sections",
        "labels",
        "explanation",
        "gaps",
        "ideas",
        "schedule",
    ]
    assert found["schema"] == "goodoffices/brief/1"
    sections = found["sections"]
    assert isinstance(sections, list)
    assert [one["id"] for one in sections] == first_of("doha-round")
    assert {tuple(one) for one in sections} == {
        ("id", "title", "note", "sentences", "groups", "empty", "footnote")
    }
    assert found["labels"] == {one.id: analysis.labels[one.id] for one in analysis.labels.positions}
    whole = position_section(analysis.explanation, analysis.labels, analysis.case)
    groups = next(one for one in sections if one["id"] == "positions")["groups"]
    assert [group["name"] for group in groups] == [name for name, _ in whole.groups]

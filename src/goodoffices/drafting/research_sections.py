"""Research views as sections of a page, each with what it rests on or why it is not there."""

from __future__ import annotations

from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.research import Study
from goodoffices.case.case import Case
from goodoffices.drafting.number_sections import number_sections
from goodoffices.drafting.page import Section, Sentence


def research_sections(study: Study, ideas: Ideas, case: Case) -> tuple[Section, ...]:
    """Every research view of a study, in a fixed order."""
    if study.numbers is None:
        return (_missing("numbers", "By the numbers on record", study.no_numbers),)
    return number_sections(study.numbers, ideas, case)


def _missing(id: str, title: str, why: str) -> Section:
    return Section(id=id, title=title, sentences=(Sentence(f"Not shown: {why}."),), is_list=False)

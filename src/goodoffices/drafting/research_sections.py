"""Research views as sections of a page, each with what it rests on or why it is not there."""

from __future__ import annotations

from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.research import PutTo, Study
from goodoffices.case.case import Case
from goodoffices.drafting.number_sections import number_sections, settled_in_words
from goodoffices.drafting.order_sections import order_section
from goodoffices.drafting.page import Section, Sentence
from goodoffices.drafting.sample_sections import sample_sections
from goodoffices.figures.axis import written


def research_sections(study: Study, ideas: Ideas, case: Case) -> tuple[Section, ...]:
    """Every research view of a study, in a fixed order."""
    sections: list[Section] = []
    if study.numbers is None:
        sections.append(_missing("numbers", "By the numbers on record", study.no_numbers))
    else:
        sections += number_sections(study.numbers, ideas, case)
    if study.orders is not None:
        sections.append(order_section(study.orders, ideas, case))
    elif study.no_orders:
        sections.append(_missing("orders", "By the orders on record", study.no_orders))
    if study.samples is not None:
        sections += sample_sections(study.samples, ideas, case)
    elif study.no_samples:
        sections.append(_missing("samples", "By samples of what is left open", study.no_samples))
    if study.put_to is not None:
        sections.append(_put_to(study.put_to, case))
    elif study.no_put_to:
        sections.append(_missing("put-to", "To put to one party at once", study.no_put_to))
    return tuple(sections)


def _put_to(found: PutTo, case: Case) -> Section:
    name = case.parties[found.party].name
    groups = tuple(
        (
            f"Package {number}, worth {written(worth[found.party])} to {name}",
            (Sentence(f"{settled_in_words(package, case)}.", found.search.cites),),
        )
        for number, (package, worth) in enumerate(
            zip(found.search.packages, found.search.utilities, strict=True), start=1
        )
    )
    return Section(
        id="put-to",
        title=f"To put to {name} at once",
        note=(
            "Near-equal for that party and different in kind: which of them it would rather talk"
            " about may tell what matters to it. Unranked; others may be worth much less or more to"
            " the other parties. No proposal."
        ),
        groups=groups,
        empty="No package of the frontier lies near the middle of what it is worth to that party.",
    )


def _missing(id: str, title: str, why: str) -> Section:
    return Section(id=id, title=title, sentences=(Sentence(f"Not shown: {why}."),), is_list=False)

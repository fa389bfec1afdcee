"""Ideas to test as a page of their own, with the positions that they cross and keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.bridging.ideas import Ideas
from goodoffices.bridging.single_text import SingleText
from goodoffices.case.positions import once
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.idea_sections import MORE, idea_section
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Page, Section, Sentence, label_of
from goodoffices.drafting.single_text_section import single_text_section

if TYPE_CHECKING:
    from goodoffices.bridging.research import Study


def build_bridge_page(
    ideas: Ideas,
    *,
    text: SingleText | None = None,
    study: Study | None = None,
    more: str = MORE,
) -> Page:
    """Return ideas to test as a page.

    What a draft becomes step by step, and research views, follow where somebody asked. `more`
    says how to see further ideas.
    """
    case = ideas.readings[0].case
    research: tuple[Section, ...] = ()
    if study is not None:
        from goodoffices.drafting.research_sections import (  # noqa: PLC0415 -- optional dependency
            research_sections,
        )

        research = research_sections(study, ideas, case)
    labels = Labels(case, once(one for each in ideas.readings for one in each.case.positions))
    return Page(
        title=case.title or "What is on record",
        label=label_of(case),
        basis=say_basis(case),
        caution=case.caution,
        sections=(
            build_positions(labels),
            idea_section(ideas, labels, more=more),
            *([single_text_section(text, labels)] if text is not None else []),
            *research,
        ),
        labels=labels.all,
    )


def build_positions(labels: Labels) -> Section:
    """Return the positions that a page goes by, each under its label, by who holds them."""
    groups: dict[str, list[Sentence]] = {}
    for one in labels.positions:
        otherwise = "" if one in labels.case.positions else "(only with other readings) "
        text = f"{labels[one.id]} {otherwise}{labels.stated(one)}"
        groups.setdefault(labels.holders(one), []).append(Sentence(text, labels.cites([one.id])))
    return Section(
        id="positions",
        title="Reported positions",
        groups=tuple((name, tuple(said)) for name, said in groups.items()),
        empty="No position that this page may show reaches the threshold in use.",
    )

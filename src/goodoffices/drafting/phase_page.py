"""Phases as a page of their own: what is undertaken, an order, and what each linkage does."""

from __future__ import annotations

from datetime import date

from goodoffices.case.case import Case
from goodoffices.case.errors import CyclicOrder
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.finding_sections import finding_section, tabled_sections
from goodoffices.drafting.linkage_sections import (
    conflict_section,
    curve_section,
    effect_section,
    loosening_section,
)
from goodoffices.drafting.page import Page, Section, Sentence, label_of
from goodoffices.drafting.schedule_sections import (
    TITLE,
    alternative_section,
    exposure_section,
    schedule_section,
)
from goodoffices.drafting.undertaking_sections import (
    importance_section,
    linkage_section,
    undertaking_section,
)
from goodoffices.phasing.phased import Phased


def build_phase_page(phased: Phased, *, day_zero: date | None = None) -> Page:
    """Return an order for undertakings as a page, with what it rests on before it."""
    case = phased.case
    return Page(
        title=case.title or "What is on record",
        label=label_of(case),
        basis=say_basis(case),
        caution=case.caution,
        sections=(*given_sections(case), *phase_sections(phased, day_zero=day_zero)),
    )


def given_sections(case: Case) -> tuple[Section, ...]:
    """Return what is undertaken, what waits for what, and what matters more to whom."""
    return (
        undertaking_section(case.undertakings, case),
        linkage_section(case.linkages, case),
        importance_section(case.importance, case),
    )


def no_order_section(error: CyclicOrder) -> Section:
    """Why there is no order: what undertakings themselves wait for goes round in a circle."""
    said = (Sentence(f"{str(error)[0].upper()}{str(error)[1:]}."),)
    return Section(id="schedule", title=TITLE, sentences=said, is_list=False)


def phase_sections(phased: Phased, *, day_zero: date | None = None) -> tuple[Section, ...]:
    """Return what was computed: the order, exposure, linkages, other orders, and questions."""
    case, found = phased.case, phased.found
    if phased.conflicts is not None:
        return (
            conflict_section(phased.conflicts, case, joint=phased.joint),
            *tabled_sections(phased.tabled, case),
        )
    sections = [schedule_section(found, case, day_zero=day_zero, is_checked=phased.is_checked)]
    if found.phases:
        sections.append(exposure_section(found, case))
    if phased.effects:
        sections.append(effect_section(phased.effects, case))
    if phased.loosenings is not None:
        sections.append(loosening_section(phased.loosenings, case))
    if phased.curve:
        sections.append(curve_section(phased.curve, case))
    if found.alternatives:
        sections.append(alternative_section(found, case))
    if found.phases:
        sections.append(finding_section(phased.findings))
    sections += tabled_sections(phased.tabled, case)
    return tuple(sections)

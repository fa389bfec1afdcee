"""The page of what cannot all stand: what was found, and what follows from what is tried."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse

from goodoffices.case.errors import NothingLeft
from goodoffices.drafting.explaining import (
    MOST_READINGS,
    conflict_section,
    fragile_section,
    instrument_section,
    movement_section,
    untabled_section,
)
from goodoffices.drafting.labels import Labels
from goodoffices.drafting.page import Section
from goodoffices.drafting.sets import set_sections
from goodoffices.drafting.trying_sections import trying_section
from goodoffices.gaps.findings import Explanation
from goodoffices.gaps.status import latest_status
from goodoffices.gaps.trying import try_movement
from goodoffices.web.forms.choosing import ViewForm
from goodoffices.web.pages.explain import ExplainPage, Findings, PositionGroup
from goodoffices.web.queries.choosing import Looking, address, is_cut, toolbar_of
from goodoffices.web.queries.explain import explanation_of, labels_of
from goodoffices.web.queries.explain_cites import with_few_cites
from goodoffices.web.queries.explain_positions import groups_of
from goodoffices.web.queries.sentences import in_a_sentence

MOVE = "move"
"""In an address: a position that is tried as if it did not stand, as often as needed."""
LONG = "long"
"""In an address: whether to look longer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address tries: movements by the ids of positions, and whether to look longer."""

    moved: tuple[str, ...] = ()
    is_long: bool = False

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What of it stands in the address."""
        moves = tuple((MOVE, one) for one in self.moved)
        return (*moves, (LONG, "1")) if self.is_long else moves


def explain_page(look: Looking, form: ViewForm, asked: Asked) -> ExplainPage:
    """Return the page, with what would follow from the movements that are tried."""
    case, path = look.case(), reverse("explain")
    found: Findings | None = None
    groups: tuple[PositionGroup, ...] = ()
    tried, known, nothing_left, more = None, frozenset[str](), "", 0
    try:
        explanation = explanation_of(look, is_long=asked.is_long)
    except NothingLeft as error:
        nothing_left = in_a_sentence(error)
    else:
        known = frozenset(one.id for one in explanation.positions)
        moved = [one for one in asked.moved if one in known]
        found = findings_of(look, is_long=asked.is_long)
        groups, more = groups_of(look, moved, is_long=asked.is_long)
        tried = tried_section(look, moved, is_long=asked.is_long) if moved else None
    return ExplainPage(
        title="What cannot all stand",
        basis=look.basis(),
        caution=case.caution,
        is_wide=True,
        toolbar=toolbar_of(
            form,
            look,
            path,
            kept=((LONG, "1"),) if asked.is_long else (),
            is_open=is_cut(look.view),
        ),
        groups=groups,
        more_positions=more,
        tried=tried,
        found=found,
        nothing_left=nothing_left,
        not_standing=len(set(asked.moved) - known),
        longer=_longer(look, found, asked),
        brief=address(reverse("brief"), look.view),
    )


def _longer(look: Looking, found: Findings | None, asked: Asked) -> str:
    if found is None or found.is_complete or asked.is_long:
        return ""
    return address(reverse("explain"), look.view, Asked(asked.moved, is_long=True).pairs)


def findings_of(look: Looking, *, is_long: bool = False) -> Findings:
    """Return what was found, in sections."""

    def find() -> Findings:
        explanation = explanation_of(look, is_long=is_long)
        return _findings(look, explanation, labels_of(look, explanation))

    return look.kept(("findings", is_long), find)


def _findings(look: Looking, explanation: Explanation, labels: Labels) -> Findings:
    case = look.case()
    with_sets = [one for one in explanation.readings[1:] if one.incompatible]
    has_sets = bool(with_sets or explanation.leading.incompatible)
    instruments = instrument_section(explanation, labels, case)
    hangs_on = (untabled_section(explanation, labels, case), fragile_section(explanation))
    movement = movement_section(explanation, labels, case)
    return Findings(
        first=with_few_cites(
            (
                conflict_section(explanation, labels, case),
                *(() if movement.is_empty else (movement,)),
            )
        ),
        sets=with_few_cites(islice(set_sections(explanation, labels, case), MOST_READINGS))
        if has_sets
        else (),
        rest=with_few_cites(
            (*(hangs_on if has_sets else ()), *(() if instruments.is_empty else (instruments,)))
        ),
        reported=Section(
            id="reported",
            title="As reported",
            note="How the rounds ended, and why in the words of whoever reports it.",
            sentences=latest_status(case),
            empty="No round is on record.",
        ),
        labels=labels.all,
        more_readings=max(len(with_sets) + 1 - MOST_READINGS, 0),
        is_complete=explanation.complete,
    )


def tried_section(look: Looking, moved: Collection[str], *, is_long: bool = False) -> Section:
    """Return what would follow if some positions did not stand."""

    def find() -> Section:
        explanation = explanation_of(look, is_long=is_long)
        case = look.case()
        tried = try_movement(case, explanation, moved=moved)
        section = trying_section(tried, explanation, labels_of(look, explanation), case)
        return with_few_cites([section])[0]

    return look.kept(("tried", frozenset(moved), is_long), find)

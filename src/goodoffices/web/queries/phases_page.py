"""The page of phases, and the same as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from goodoffices.case.errors import CyclicOrder, GoodOfficesError, NothingUndertaken
from goodoffices.drafting.basis import say_basis
from goodoffices.drafting.html import to_html
from goodoffices.drafting.markdown import to_markdown
from goodoffices.drafting.page import Section
from goodoffices.drafting.phase_page import (
    build_phase_page,
    given_sections,
    no_order_section,
    phase_sections,
)
from goodoffices.drafting.schedule_calendar import schedule_calendar
from goodoffices.phasing.brought import bring
from goodoffices.phasing.phased import Phased
from goodoffices.phasing.step_order import order_of
from goodoffices.web.frame import Link
from goodoffices.web.pages.jobs import JobOffer
from goodoffices.web.pages.phases import PhasesPage
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.choosing import address, pairs_of, toolbar_of
from goodoffices.web.queries.phases import Phasing, is_cut_off, phasing_of
from goodoffices.web.queries.phases_move import order_in_address
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.requests import CaseRequest


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A form in which an order leaves the pages: what writes it, and its kind."""

    write: Callable[[Phased, Phasing], str | bytes]
    kind: str
    label: str


def _calendar(phased: Phased, phasing: Phasing) -> bytes:
    day = phasing.phases_form.day()
    assert day is not None  # `plan_file` looked
    return schedule_calendar(phased, day_zero=day)


FILES: Final[Mapping[str, PlanFile]] = {
    "html": PlanFile(
        lambda one, asked: to_html(build_phase_page(one, day_zero=asked.phases_form.day())),
        "text/html",
        "as a page (HTML)",
    ),
    "md": PlanFile(
        lambda one, asked: to_markdown(build_phase_page(one, day_zero=asked.phases_form.day())),
        "text/markdown",
        "as text (Markdown)",
    ),
    "ics": PlanFile(_calendar, "text/calendar", "as a calendar (iCalendar)"),
}
"""By the ending of the file."""


def plan_file(request: CaseRequest, ending: str) -> tuple[str | bytes, Phasing] | None:
    """Return the order as a file; None where there is none, or the page has to say why not."""
    phasing = phasing_of(request)
    try:
        phased = phasing.phased()
    except GoodOfficesError:
        return None
    is_dated = phasing.phases_form.day() is not None and bool(phased.found.phases)
    if phasing.phases_form.errors or (ending == "ics" and not is_dated):
        return None
    return FILES[ending].write(phased, phasing), phasing


def phases_page(request: CaseRequest) -> tuple[PhasesPage, Phasing]:
    """Return the page as an address asks for it, with the forms to show on it."""
    phasing = phasing_of(request)
    look, pairs = phasing.look, phasing.pairs
    case, day = look.case(), phasing.phases_form.day()
    phased, found, nothing = _found(phasing)
    has_order = phased is not None and bool(phased.found.phases)
    arrange = ""
    if phased is not None and has_order:
        steps = order_of(phased.found.as_phases, phased.case)
        arrange = order_in_address(look, pairs, steps)
    may_take = has_order and may(request.user, Deed.TAKE_OUT)
    brought = phased.case if phased is not None else bring(case, phasing.asked.left)
    return PhasesPage(
        title="Phases",
        basis=say_basis(case),
        caution=case.caution,
        is_wide=True,
        toolbar=toolbar_of(phasing.form, look, reverse("phases"), kept=pairs),
        kept=pairs_of(look.view),
        given=given_sections(brought) if case.undertakings else (),
        found=found,
        nothing=nothing,
        is_without=not case.undertakings,
        left_out=phasing.left_out,
        arrange=arrange,
        longer=_longer(phasing) if phased is not None and is_cut_off(phased) else None,
        downloads=_downloads(phasing, is_dated=day is not None) if may_take else (),
        needs_day=may_take and day is None,
    ), phasing


def _found(phasing: Phasing) -> tuple[Phased | None, tuple[Section, ...], str]:
    """What was computed, in sections; or why nothing was."""
    try:
        phased = phasing.phased()
    except CyclicOrder as error:
        return None, (no_order_section(error),), ""
    except NothingUndertaken:
        return None, (), "This package brings no undertaking on record: there is nothing to order."
    except GoodOfficesError as error:
        return None, (), in_a_sentence(error)
    return phased, phase_sections(phased, day_zero=phasing.phases_form.day()), ""


def _longer(phasing: Phasing) -> JobOffer:
    query = address("", phasing.look.view, phasing.pairs).removeprefix("?")
    why = "The search was cut off: a better order may be there."
    return JobOffer("phases", query, why, "Look longer")


def _downloads(phasing: Phasing, *, is_dated: bool) -> tuple[Link, ...]:
    return tuple(
        Link(one.label, address(reverse(f"plan-{ending}"), phasing.look.view, phasing.pairs))
        for ending, one in FILES.items()
        if is_dated or ending != "ics"
    )

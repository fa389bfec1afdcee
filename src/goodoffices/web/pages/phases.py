"""Phases: an order for undertakings, and an order that somebody arranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.drafting.page import Section
from goodoffices.web.frame import Link
from goodoffices.web.pages.choosing import ViewToolbar
from goodoffices.web.pages.jobs import JobOffer
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasesPage(WebPage):
    """An order for undertakings, exposure in it, and what each linkage does.

    Attributes
    ----------
    given
        What is undertaken, what waits for what, and what matters more to whom.
    found
        The order, exposure, linkages, questions.
    nothing
        Why there is no order; empty where there may be one.
    is_without
        Whether nothing at all is undertaken on record.
    left_out
        How many picks of the package are not there in this view.
    arrange
        Where the order can be arranged; empty where there is none.
    downloads
        Where it is had as a file, for who may take it out.
    needs_day
        Whether a calendar could be had, if only day zero were said.
    """

    template: ClassVar[str] = "phases/phases.html"
    toolbar: ViewToolbar
    kept: tuple[tuple[str, str], ...]
    given: tuple[Section, ...]
    found: tuple[Section, ...]
    nothing: str
    is_without: bool
    left_out: int
    arrange: str
    longer: JobOffer | None
    downloads: tuple[Link, ...]
    needs_day: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of an order that can be moved.

    Attributes
    ----------
    id
        As the address has it.
    place
        From 1.
    is_moved
        Whether it was moved last.
    is_several
        Whether it does several tranches, so that it can be split.
    """

    id: str
    place: int
    says: str
    by: str
    is_first: bool
    is_last: bool
    is_moved: bool
    is_several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePage(WebPage):
    """An order that somebody arranges, what it breaks, and exposure before and after a move.

    Attributes
    ----------
    steps
        In their order; empty where there is none: `nothing` says why.
    kept
        What else stands in the address: the view, and what is asked.
    order
        The order as the address has it.
    result
        What the order breaks, or what a move changed; None where there is no order.
    said
        The same in short, read aloud when it changes.
    undo
        Where the order before the move is; empty where nothing was moved.
    back
        The order that was found.
    wrong
        What of the address could not be done, in a sentence.
    """

    template: ClassVar[str] = "phases/move.html"
    steps: tuple[StepLine, ...]
    kept: tuple[tuple[str, str], ...]
    order: str
    result: Section | None
    said: str
    nothing: str
    wrong: str
    undo: str
    back: str

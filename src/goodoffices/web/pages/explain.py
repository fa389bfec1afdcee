"""What cannot all stand, and the brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.drafting.page import Section
from goodoffices.web.frame import Link
from goodoffices.web.pages.choosing import ViewToolbar
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position as stated, with its label, and whether a movement on it is tried.

    `is_in_set` says whether it is in some incompatible set, under whatever reading.
    """

    id: str
    label: str
    text: str
    cites: tuple[str, ...]
    is_in_set: bool
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class PositionGroup:
    """The positions of some holders."""

    holders: str
    lines: tuple[PositionLine, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one view; nothing in it depends on what is tried.

    Attributes
    ----------
    first
        What cannot all stand and where movement would matter.
    sets
        The incompatible sets as pictures and in words, by reading.
    rest
        A formula not yet tabled, what all this hangs on, instruments as invoked.
    reported
        How the rounds ended, and why as somebody reports it.
    labels
        Of the positions.
    more_readings
        How many choices of readings have no pictures here.
    is_complete
        Whether the search came to its end.
    """

    first: tuple[Section, ...]
    sets: tuple[Section, ...]
    rest: tuple[Section, ...]
    reported: Section
    labels: tuple[str, ...]
    more_readings: int
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainPage(WebPage):
    """Which positions cannot all stand, where movement would matter, and what can be tried.

    Attributes
    ----------
    groups
        The positions, to be ticked.
    more_positions
        How many positions in no incompatible set are not listed.
    tried
        What would follow from the movements that are ticked; None where none is.
    found
        None where rules and norms alone leave no package: `nothing_left` says so then.
    not_standing
        How many of the positions that an address ticks do not stand in this view.
    longer
        Where to look longer; empty where there is no need, or that was done.
    brief
        Where the brief of this view is.
    """

    template: ClassVar[str] = "explain/explain.html"
    toolbar: ViewToolbar
    groups: tuple[PositionGroup, ...]
    more_positions: int
    tried: Section | None
    found: Findings | None
    nothing_left: str
    not_standing: int
    longer: str
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage(WebPage):
    """The brief in the frame: its first page, then the detail.

    Attributes
    ----------
    downloads
        Where it is had as a file, for who may take it out.
    """

    template: ClassVar[str] = "explain/brief.html"
    toolbar: ViewToolbar
    sections: tuple[Section, ...]
    detail: tuple[Section, ...]
    labels: tuple[str, ...]
    nothing_left: str
    downloads: tuple[Link, ...]
    back: str

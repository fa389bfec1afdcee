"""Packages: ideas to test, one that somebody picks, and several side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from goodoffices.drafting.page import Section
from goodoffices.web.pages.choosing import ViewToolbar
from goodoffices.web.pages.jobs import JobOffer
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package that can be looked at by itself, or beside others.

    Attributes
    ----------
    name
    says
        What it settles, in short.
    in_address
        As an address of a comparison has it.
    url
        Where it can be looked at and changed.
    pin
        The id of the pin; None for what is not pinned.
    is_chosen
        Whether it stands in the comparison.
    """

    name: str
    says: str
    in_address: str
    url: str
    pin: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class WordsOfIssue:
    """How an issue and its options are written in a proposition."""

    id: str
    name: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Research:
    """The switch for research views.

    Attributes
    ----------
    is_on
    missing
        What has to be installed first; empty where nothing has.
    caution
        The words that stand beside every such view.
    query
        What is asked, as an address has it.
    """

    is_on: bool
    missing: str
    caution: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagesPage(WebPage):
    """Ideas to test, with their ledger, and what was pinned.

    Attributes
    ----------
    result
        The ideas, then the positions that they cross and keep.
    nothing
        Why there is no idea; empty where there may be.
    ideas, pins
        What can be tried and compared.
    wishes_now
        What is wished, in words; empty where nothing is.
    longer
        A job that looks longer; None where there is no need.
    """

    template: ClassVar[str] = "packages/packages.html"
    toolbar: ViewToolbar
    wishes: ViewToolbar
    words: tuple[WordsOfIssue, ...]
    result: tuple[Section, ...]
    labels: tuple[str, ...]
    nothing: str
    ideas: tuple[PackageLine, ...]
    pins: tuple[PackageLine, ...]
    kept: tuple[tuple[str, str], ...]
    longer: JobOffer | None
    research: Research
    try_url: str
    jobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TryPage(WebPage):
    """A package that somebody picks, and what follows from it.

    Attributes
    ----------
    result
        What it settles, breaks, crosses, keeps and brings.
    positions
        The positions as stated.
    left_out
        How many picks of the address are not there in this view.
    not_looked_at
        How many choices of readings the page did not wait for.
    code
        What is picked, as an address of a comparison has it; empty where nothing is.
    query
        What is picked and shown, as the address of this page has it.
    pins
        What was pinned.
    kept
        Of the address: the view.
    phases
        Where the phases of what it brings are; empty where it brings nothing.
    back
        The ideas in this view.
    """

    template: ClassVar[str] = "packages/try.html"
    toolbar: ViewToolbar
    result: Section
    positions: Section
    labels: tuple[str, ...]
    left_out: int
    not_looked_at: int
    code: str
    query: str
    pins: tuple[PackageLine, ...]
    kept: tuple[tuple[str, str], ...]
    phases: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage(WebPage):
    """Several packages side by side, unranked.

    Attributes
    ----------
    chosen
        What is compared, in the order in which it was picked.
    others
        What was pinned, and ideas of this view, that could stand beside them.
    left_out
        How many picks of the address are not there in this view.
    not_looked_at
        How many choices of readings the page did not wait for.
    """

    template: ClassVar[str] = "packages/compare.html"
    toolbar: ViewToolbar
    result: Section
    positions: Section
    labels: tuple[str, ...]
    chosen: tuple[PackageLine, ...]
    others: tuple[PackageLine, ...]
    left_out: int
    not_looked_at: int
    kept: tuple[tuple[str, str], ...]
    back: str

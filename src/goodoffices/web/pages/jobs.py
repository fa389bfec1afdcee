"""Long work: how far it is, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from goodoffices.drafting.page import Section
from goodoffices.web.frame import Link
from goodoffices.web.pages.page import WebPage


@dataclass(frozen=True, slots=True)
class JobOffer:
    """Long work that a page offers.

    Attributes
    ----------
    kind
    query
        What is asked, as the address of the page has it.
    why
        What is missing without it, in a sentence.
    button
    """

    kind: str
    query: str
    why: str
    button: str


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job as a template shows it.

    Attributes
    ----------
    stage
        How it stands, in words.
    done, total
        How far it is; no total where that is not known.
    best
        What else is to be known of it.
    shows
        What it looks at, in words; empty where a page does not say.
    page
        Where it was asked for.
    """

    id: int
    title: str
    stage: str
    done: int
    total: int | None
    best: str
    is_running: bool
    url: str
    cancel_url: str
    asked_at: datetime
    shows: str
    page: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage(WebPage):
    """One job of whoever looks: under way, or ended without a result.

    Attributes
    ----------
    why
        Why it has no result; empty while it may still get one.
    """

    template: ClassVar[str] = "jobs/job.html"
    job: JobLine
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResultPage(WebPage):
    """What a job found.

    Attributes
    ----------
    is_cut_off
        Whether more may be there.
    is_older
        Whether the record changed since.
    packages
        What can be tried.
    compare
        Where all of them stand side by side; empty for fewer than two.
    arrange
        Where the order that was found can be arranged; empty where there is none.
    """

    template: ClassVar[str] = "jobs/result.html"
    job: JobLine
    sections: tuple[Section, ...]
    labels: tuple[str, ...]
    is_cut_off: bool
    is_older: bool
    packages: tuple[Link, ...]
    compare: str
    arrange: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsPage(WebPage):
    """The long work of whoever looks, the latest first."""

    template: ClassVar[str] = "jobs/jobs.html"
    jobs: tuple[JobLine, ...]
    packages: str
    phases: str

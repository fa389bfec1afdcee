"""The brief of a view: in the frame of the pages, and as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.urls import reverse

from goodoffices.case.errors import NothingLeft
from goodoffices.drafting.analysis import Analysis, analyse
from goodoffices.drafting.brief import build_brief
from goodoffices.drafting.html import to_html
from goodoffices.drafting.markdown import to_markdown
from goodoffices.drafting.page import Page
from goodoffices.gaps.changes import Changes
from goodoffices.web.forms.choosing import DEFAULT
from goodoffices.web.frame import Link
from goodoffices.web.pages.explain import BriefPage
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.choosing import (
    Looking,
    address,
    looking,
    status_of,
    toolbar_of,
    view_of,
)
from goodoffices.web.queries.explain import PATIENCE_S
from goodoffices.web.queries.explain_cites import with_few_cites
from goodoffices.web.queries.matrix_changes import since_of
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.requests import CaseRequest


@dataclass(frozen=True, slots=True)
class BriefFile:
    """A form in which the brief leaves the pages: what writes it, and its kind."""

    write: Callable[[Page], str]
    kind: str


FILES: Final = {
    "html": BriefFile(to_html, "text/html"),
    "md": BriefFile(to_markdown, "text/markdown"),
}
"""By the ending of the file."""


def analysis_of(look: Looking) -> Analysis:
    """Return everything that a brief of a view is made from.

    Raises
    ------
    NothingLeft
        Where rules and norms alone leave no package.
    """
    return look.kept("analysis", lambda: analyse(look.fold(), deadline_s=PATIENCE_S))


def brief_of(look: Looking, since: str, changes: Changes | None) -> Page:
    """Return the brief of a view, with what changed where that was asked for.

    Raises
    ------
    NothingLeft
        Where rules and norms alone leave no package.
    """
    return look.kept(
        ("brief", since),
        lambda: build_brief(analysis_of(look), changes=changes),
        is_past=bool(since),
    )


def brief_page(request: CaseRequest) -> tuple[BriefPage, Mapping[str, object], HTTPStatus]:
    """Return the brief in the frame, its forms, and the status to show it with."""
    view, form = view_of(request)
    look = looking(request, view)
    since, changes, since_form = since_of(request, look)
    page, nothing_left = None, ""
    try:
        page = brief_of(look, since, changes)
    except NothingLeft as error:
        nothing_left = in_a_sentence(error)
    path, case = reverse("brief"), look.case()
    is_open = bool(view != DEFAULT or since or since_form.errors)
    shown = BriefPage(
        title="Brief",
        basis=look.basis(),
        caution=case.caution,
        toolbar=toolbar_of(form, look, path, is_open=is_open),
        sections=with_few_cites(page.sections) if page else (),
        detail=with_few_cites(page.detail) if page else (),
        labels=page.labels if page else (),
        nothing_left=nothing_left,
        downloads=_downloads(request, look) if page and may(request.user, Deed.TAKE_OUT) else (),
        back=address(reverse("explain"), view),
    )
    status = status_of(form) if not since_form.errors else HTTPStatus.UNPROCESSABLE_ENTITY
    return shown, {"form": form, "since_form": since_form}, status


def _downloads(request: CaseRequest, look: Looking) -> tuple[Link, ...]:
    kept = [(name, request.GET.get(name, "")) for name in ("since", "since_day")]
    return (
        Link("as a page (HTML)", address(reverse("brief-html"), look.view, kept)),
        Link("as text (Markdown)", address(reverse("brief-md"), look.view, kept)),
    )


def brief_for_file(request: CaseRequest) -> tuple[Page, Looking] | None:
    """Return the brief as an address asks for it; None where the page has to say why not."""
    view, form = view_of(request)
    look = looking(request, view)
    since, changes, since_form = since_of(request, look)
    if form.errors or since_form.errors:
        return None
    try:
        return brief_of(look, since, changes), look
    except NothingLeft:
        return None

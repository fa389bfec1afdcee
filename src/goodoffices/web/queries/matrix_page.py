"""The page of the matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from django.urls import reverse

from goodoffices.case.stances import Register
from goodoffices.web.forms.choosing import DEFAULT
from goodoffices.web.forms.matrix import SinceForm
from goodoffices.web.frame import Link
from goodoffices.web.pages.matrix import MatrixPage
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.choosing import (
    Looking,
    Pairs,
    address,
    looking,
    status_of,
    toolbar_of,
    view_of,
)
from goodoffices.web.queries.matrix import states_of, table_of
from goodoffices.web.queries.matrix_changes import section_of, since_of
from goodoffices.web.requests import CaseRequest


def matrix_page(request: CaseRequest) -> tuple[MatrixPage, Mapping[str, object], HTTPStatus]:
    """Return the page as an address asks for it, its forms, and the status to show it with."""
    view, form = view_of(request)
    look = looking(request, view)
    since, changes, since_form = since_of(request, look)
    path = reverse("matrix")
    case = look.case()
    page = MatrixPage(
        title="Matrix",
        basis=look.basis(),
        caution=case.caution,
        is_wide=True,
        toolbar=toolbar_of(
            form, look, path, is_open=bool(view != DEFAULT or since or since_form.errors)
        ),
        tabs=_tabs(look, path, _kept(since_form)),
        table=look.kept(("table", since), lambda: table_of(look, changes), is_past=bool(since)),
        changes=section_of(changes, look),
        notice=states_of(look)[1],
        exports=_exports(look) if may(request.user, Deed.TAKE_OUT) else (),
    )
    status = status_of(form) if not since_form.errors else HTTPStatus.UNPROCESSABLE_ENTITY
    return page, {"form": form, "since_form": since_form}, status


def _kept(form: SinceForm) -> Pairs:
    return [(name, str(form.data.get(name, ""))) for name in form.fields]


def _tabs(look: Looking, path: str, kept: Pairs) -> tuple[Link, ...]:
    """Return all registers, and then each alone."""
    chosen = look.view.registers
    every = Link("all registers", address(path, replace(look.view, registers=()), kept), not chosen)
    single = (
        Link(
            one.value,
            address(path, replace(look.view, registers=(one.value,)), kept),
            chosen == (one.value,),
        )
        for one in Register
    )
    return every, *single


def _exports(look: Looking) -> tuple[Link, ...]:
    return (
        Link("for a spreadsheet (CSV)", address(reverse("matrix-csv"), look.view)),
        Link("as a page (HTML)", address(reverse("matrix-html"), look.view)),
    )

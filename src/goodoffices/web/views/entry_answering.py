"""How a form of the case is answered: with one more row where asked, else taken."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from goodoffices.web.actions.entries import Done
from goodoffices.web.forms.removing import RemovalForm
from goodoffices.web.forms.rows import RowsForm
from goodoffices.web.pages.record_forms import FormPage
from goodoffices.web.requests import CaseRequest
from goodoffices.web.showing import show
from goodoffices.web.views.record_answering import Then, answer_form


def answer_rows(
    request: CaseRequest,
    make: Callable[[Any], RowsForm],
    *,
    page: FormPage,
    act: Callable[[Any], Done],
    then: Then,
) -> HttpResponse:
    """Return the form, with an empty row more where somebody asked for one; see `answer_form`."""
    if "one_more" in request.POST:
        form = make(request.POST)
        form.grow()
        return show(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, forms={"form": form})
    return answer_form(request, make, page=page, act=act, then=then)


def answer_removal(
    request: CaseRequest,
    version: Callable[[], str],
    *,
    page: FormPage,
    act: Callable[[Any], Done],
    then: Then,
) -> HttpResponse:
    """Return the question whether to take an entry out, or take it out.

    Parameters
    ----------
    version
        Gives the version of the entry as it stands now.
    """

    def make(data: Any) -> RemovalForm:  # noqa: ANN401 -- as Django has it
        return RemovalForm(data, initial={"seen_version": version()}, label_suffix="")

    return answer_form(request, make, page=page, act=act, then=then)

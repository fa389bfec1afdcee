"""How a form of the record is answered: taken, or shown again with nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse

from goodoffices.case.errors import ChangedMeanwhile, GoodOfficesError
from goodoffices.web.actions.entries import Done
from goodoffices.web.forms.mistakes import add_refusal
from goodoffices.web.pages.record_forms import FormPage, Now
from goodoffices.web.queries.record.seen_entries import seen_entries
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import see_other, show

FormMaker = Callable[[Any], forms.Form]
"""Makes a form from what was sent, filled in from the record as it stands now."""
Then = Callable[[CaseRequest, Done], HttpResponse]
"""Says what was done, and where a browser goes then."""


def after(request: CaseRequest, done: Done) -> HttpResponse:
    """Say what was done, and go to the entry; to the list where it cannot be seen any more."""
    messages.success(request, done.words)
    is_seen = done.entry in seen_entries(request.desk, viewer_of(request.user))
    return see_other("entry", done.entry) if is_seen else see_other("record")


def then_to(place: str, *arguments: object, at: str = "") -> Then:
    """Return what says what was done and goes to a page; to that of the entry for `...`.

    Parameters
    ----------
    place
        The name of a page.
    at
        Where on that page to go on.
    """

    def go(request: CaseRequest, done: Done) -> HttpResponse:
        messages.success(request, done.words)
        answer = see_other(place, *(done.entry if one is ... else one for one in arguments))
        answer["Location"] += f"#{at}" if at else ""
        return answer

    return go


def answer_form(
    request: CaseRequest,
    make: FormMaker,
    *,
    page: FormPage,
    act: Callable[[Any], Done],
    then: Then = after,
) -> HttpResponse:
    """Return the form, or the entry once what was typed has been recorded.

    Where somebody else changed the entry meanwhile, the form comes back with what it says now
    beside what was typed, and sending it once more takes what was typed.
    """
    form = make(request.POST or None)
    if not form.is_bound:
        return show(request, page, forms={"form": form})
    if form.is_valid():
        try:
            return then(request, act(form))
        except ChangedMeanwhile as error:
            fresh = make(None)
            page = replace(page, changed=_differences(form, fresh), changed_by=error.by)
            again = {"form": _with_versions(make, request, fresh)}
            return show(request, page, status=HTTPStatus.CONFLICT, forms=again)
        except GoodOfficesError as error:
            add_refusal(form, error)
    return show(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, forms={"form": form})


def _differences(form: forms.Form, fresh: forms.Form) -> tuple[Now, ...]:
    """The fields of which the record says something else now than what was typed."""
    found = []
    for bound in fresh:
        now, typed = _shown(bound.value()), _shown(form[bound.name].value())
        if not bound.is_hidden and now != typed:
            found.append(Now(str(bound.label), now or "nothing", typed or "nothing"))
    return tuple(found)


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return str(value or "").strip()


def _with_versions(make: FormMaker, request: CaseRequest, fresh: forms.Form) -> forms.Form:
    """What was typed, on top of what the record says now."""
    data = request.POST.copy()
    for bound in fresh:
        if bound.is_hidden:
            data[bound.name] = bound.value() or ""
    again = make(data)
    again.is_valid()
    return again

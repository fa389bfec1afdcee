"""The first page, where no case is open; entered by the link that the terminal shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from goodoffices.case.errors import GoodOfficesError, InvalidCase
from goodoffices.web.actions import start as actions
from goodoffices.web.doors import is_on_this_machine
from goodoffices.web.forms.start import BringForm, ExampleForm, FolderForm, NewCaseForm
from goodoffices.web.known_cases import forget_case
from goodoffices.web.one_time_link import THE_LINK
from goodoffices.web.queries.sentences import in_a_sentence
from goodoffices.web.queries.start import start_page
from goodoffices.web.showing import see_other, show
from goodoffices.web.views.failures import fail

OPENED: Final = "opened"
"""Stands in the session of who came by the link."""

View = Callable[[HttpRequest], HttpResponse]


def opened_here(view: View) -> View:
    """Let a view be reached only by who came by the link, on this machine."""

    @wraps(view)
    def at_the_door(request: HttpRequest) -> HttpResponse:
        if not (is_on_this_machine(request) and request.session.get(OPENED)):
            raise Http404
        return view(request)

    return at_the_door


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Open the first page to this browser, once."""
    if not (is_on_this_machine(request) and THE_LINK.use(token)):
        raise Http404
    request.session[OPENED] = True
    return see_other("start")


@opened_here
def show_start(request: HttpRequest) -> HttpResponse:
    """The cases on this machine, and how to make, bring or try one."""
    return _show(request)


@require_POST
@opened_here
def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case that lies on this machine."""
    form = FolderForm(request.POST)
    return _go(request, "open", form, lambda: actions.open_case(Path(form.cleaned_data["path"])))


@require_POST
@opened_here
def begin_case(request: HttpRequest) -> HttpResponse:
    """Make an empty case and open it."""
    form = NewCaseForm(request.POST)

    def make() -> str:
        return actions.begin_case(form.place(), title=form.cleaned_data["title"])

    return _go(request, "new", form, make)


@require_POST
@opened_here
def try_example(request: HttpRequest) -> HttpResponse:
    """Copy a worked example and open it."""
    form = ExampleForm(request.POST)

    def copy() -> str:
        return actions.try_example(form.place(), example=form.cleaned_data["example"])

    return _go(request, "example", form, copy)


@sensitive_post_parameters("passphrase")
@require_POST
@opened_here
def bring_case(request: HttpRequest) -> HttpResponse:
    """Unpack a zip or a backup and open it."""
    form = BringForm(request.POST, request.FILES)

    def bring() -> str:
        given = form.cleaned_data
        data = given["file"].read()
        return actions.bring_case(form.place(), data=data, passphrase=given["passphrase"])

    return _go(request, "bring", form, bring)


@require_POST
@opened_here
def forget(request: HttpRequest) -> HttpResponse:
    """Take a case off the list; its folder stays as it is."""
    path = Path(request.POST.get("path", ""))
    forget_case(path)
    messages.success(request, f"{path.name} is off the list. Its folder was not touched.")
    return see_other("start")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """There is no such page, or it was not opened by the link."""
    return fail("no_start", HTTPStatus.NOT_FOUND)


def _go(request: HttpRequest, name: str, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    """Do what a form asks and go to the case, or say what is wrong."""
    mistakes: tuple[str, ...] = ()
    if form.is_valid():
        try:
            return see_other(act())
        except InvalidCase as error:
            mistakes = tuple(str(one) for one in error.mistakes)
            form.add_error(None, "The case has mistakes; they are listed above.")
        except GoodOfficesError as error:
            form.add_error(None, in_a_sentence(error))
    return _show(request, {name: form}, mistakes=mistakes)


def _show(
    request: HttpRequest,
    wrong: dict[str, forms.Form] | None = None,
    *,
    mistakes: tuple[str, ...] = (),
) -> HttpResponse:
    fresh: dict[str, forms.Form] = {
        "open": FolderForm(auto_id="id_open_%s"),
        "new": NewCaseForm(auto_id="id_new_%s"),
        "example": ExampleForm(auto_id="id_example_%s"),
        "bring": BringForm(auto_id="id_bring_%s"),
    }
    for name, form in (wrong or {}).items():
        form.auto_id = fresh[name].auto_id
        fresh[name] = form
    forms_shown = {f"{name}_form": form for name, form in fresh.items()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, start_page(mistakes), forms=forms_shown, status=status)

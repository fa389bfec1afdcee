"""Packages to test."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from goodoffices.storage.pins import unpin
from goodoffices.web.access import door
from goodoffices.web.actions import packages as actions
from goodoffices.web.forms.packages import PinForm, texts_in_query
from goodoffices.web.permissions import Deed
from goodoffices.web.queries.choosing import looking, view_of
from goodoffices.web.queries.packages_page import packages_page
from goodoffices.web.queries.packages_try import address_tried, compare_page, try_page
from goodoffices.web.requests import CaseRequest
from goodoffices.web.showing import see_other, show


@door(Deed.LOOK)
def show_packages(request: CaseRequest) -> HttpResponse:
    """Ideas to test, different in kind and unranked."""
    page, forms, status = packages_page(request)
    return show(request, page, status=status, forms=forms)


@door(Deed.LOOK)
def show_try(request: CaseRequest) -> HttpResponse:
    """A package that somebody picks, and what follows from it."""
    page, forms, status = try_page(request)
    response = show(request, page, status=status, forms=forms)
    if "HX-Request" in request.headers:  # the shortest address of the same page
        response["HX-Push-Url"] = address_tried(request)
    return response


@door(Deed.LOOK)
def show_compare(request: CaseRequest) -> HttpResponse:
    """Several packages side by side."""
    page, forms, status = compare_page(request)
    return show(request, page, status=status, forms=forms)


@require_POST
@door(Deed.WEIGH)
def pin(request: CaseRequest) -> HttpResponse:
    """Keep a package in sight; the address is that of the page it was picked on."""
    form = PinForm(request.POST)
    look = looking(request, view_of(request)[0])
    if form.is_valid():
        texts, name = texts_in_query(request.GET), form.cleaned_data["name"]
        done = actions.pin(look, texts, name=name, owner=request.user)
        if done is not None:
            messages.success(request, done)
            return see_other(address_tried(request))
        form.add_error(None, "Nothing is picked: pick an option first.")
    page, forms, status = try_page(request, form)
    return show(request, page, status=status, forms=forms)


@require_POST
@door(Deed.WEIGH)
def remove_pin(request: CaseRequest, pin_id: int) -> HttpResponse:
    """Take a pin away."""
    name = unpin(request.user, pin_id)
    if name is None:
        raise Http404
    messages.success(request, f"“{name}” is no longer pinned.")
    return see_other("packages")


@require_POST
@door(Deed.WEIGH)
def switch(request: CaseRequest) -> HttpResponse:
    """Switch research views on or off for this session."""
    is_on = request.POST.get("on") == "1"
    messages.success(request, actions.switch_research(request, is_on=is_on))
    return see_other("packages")

"""People and mandates."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.actions import people as actions
from goodoffices.web.forms.people import PartyForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries.people import people_page
from goodoffices.web.queries.people_filling import new_party_page, party_to_edit
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show
from goodoffices.web.views.record_answering import answer_form, then_to


@door(Deed.LOOK)
def show_people(request: CaseRequest) -> HttpResponse:
    """The parties with their organs, and who may settle what."""
    may_write = may(request.user, Deed.KEEP)
    return show(request, people_page(request.desk, viewer_of(request.user), may_write=may_write))


@door(Deed.KEEP)
def new_party(request: CaseRequest) -> HttpResponse:
    """A new party."""
    by = request.user.member
    return answer_form(
        request,
        PartyForm,
        page=new_party_page(),
        act=lambda form: actions.add_party(request.desk, form.said, form.organs, by=by),
        then=then_to("people"),
    )


@door(Deed.KEEP)
def edit_party(request: CaseRequest, party_id: str) -> HttpResponse:
    """The names, the roles and the organs of a party."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> PartyForm:
        _, party, initial = party_to_edit(desk, viewer, party_id)
        return PartyForm(data, party=party, initial=initial)

    return answer_form(
        request,
        make,
        page=party_to_edit(desk, viewer, party_id)[0],
        act=lambda form: actions.edit_party(
            desk, party_id, form.said, form.organs, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("people"),
    )

"""Rounds, their delegations and their mandates."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.actions import rounds as actions
from goodoffices.web.forms.rounds import DelegationForm, RoundForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries import rounds as queries
from goodoffices.web.queries.record.seen_entries import seen_entries
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show
from goodoffices.web.views.record_answering import answer_form, then_to


@door(Deed.LOOK)
def show_rounds(request: CaseRequest) -> HttpResponse:
    """Every round."""
    may_write = may(request.user, Deed.KEEP)
    viewer = viewer_of(request.user)
    return show(request, queries.rounds_page(request.desk, viewer, may_write=may_write))


@door(Deed.LOOK)
def show_round(request: CaseRequest, round_id: str) -> HttpResponse:
    """One round."""
    may_write = may(request.user, Deed.KEEP)
    viewer = viewer_of(request.user)
    return show(request, queries.round_page(request.desk, viewer, round_id, may_write=may_write))


@door(Deed.KEEP)
def new_round(request: CaseRequest) -> HttpResponse:
    """A new round."""
    page, initial = queries.new_round_page()
    return answer_form(
        request,
        lambda data: _round_form(request, data, initial),
        page=page,
        act=lambda form: actions.add_round(request.desk, form.said, by=request.user.member),
        then=then_to("round", ...),
    )


@door(Deed.KEEP)
def edit_round(request: CaseRequest, round_id: str) -> HttpResponse:
    """What is known of a round."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member
    seen = frozenset(one.id for one in desk.seen_by(viewer).documents)
    return answer_form(
        request,
        lambda data: _round_form(request, data, queries.round_to_edit(desk, viewer, round_id)[1]),
        page=queries.round_to_edit(desk, viewer, round_id)[0],
        act=lambda form: actions.edit_round(
            desk, round_id, form.said, visible=seen, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("round", round_id),
    )


def _round_form(request: CaseRequest, data: object, initial: dict[str, object]) -> RoundForm:
    viewer = viewer_of(request.user)
    seen = request.desk.seen_by(viewer)
    entries = seen_entries(request.desk, viewer)
    statements = {one for one, found in entries.items() if found.kind == "statement"}
    return RoundForm(data, seen=seen, statements=statements, initial=initial)


@door(Deed.KEEP)
def edit_delegation(request: CaseRequest, round_id: str, party_id: str) -> HttpResponse:
    """Whom a party sent to a round, and what they may settle."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member
    fill = queries.delegation_to_edit(desk, viewer, round_id, party_id)

    def make(data: object) -> DelegationForm:
        fresh = queries.delegation_to_edit(desk, viewer, round_id, party_id)
        return DelegationForm(data, seen=desk.seen_by(viewer), initial=fresh.initial)

    return answer_form(
        request,
        make,
        page=fill.page,
        act=lambda form: actions.save_delegation(
            desk, round_id, _sent(form, fill), seen=form.cleaned_data["seen_version"], by=by
        ),
        then=then_to("round", round_id),
    )


def _sent(form: DelegationForm, fill: queries.DelegationFill) -> actions.Mandated:
    return actions.Mandated(fill.party, form.said, fill.shown, fill.visible)

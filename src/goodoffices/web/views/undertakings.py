"""Undertakings, linkages between them, and what they matter to whom."""

from __future__ import annotations

from django.http import HttpResponse

from goodoffices.web.access import door
from goodoffices.web.actions import undertakings as actions
from goodoffices.web.forms.undertakings import UndertakingForm
from goodoffices.web.forms.undertakings_importance import ImportanceForm
from goodoffices.web.forms.undertakings_linkages import LinkageForm
from goodoffices.web.permissions import Deed, may
from goodoffices.web.queries import undertakings_filling as filling
from goodoffices.web.queries.issues import removal_page
from goodoffices.web.queries.undertakings import undertakings_page
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import show
from goodoffices.web.views.entry_answering import answer_removal, answer_rows
from goodoffices.web.views.record_answering import answer_form, then_to

THEN = then_to("undertakings")


@door(Deed.LOOK)
def show_undertakings(request: CaseRequest) -> HttpResponse:
    """What is undertaken, what waits for what, and what matters to whom."""
    may_write = may(request.user, Deed.KEEP)
    viewer = viewer_of(request.user)
    return show(request, undertakings_page(request.desk, viewer, may_write=may_write))


@door(Deed.KEEP)
def new_undertaking(request: CaseRequest) -> HttpResponse:
    """A new undertaking."""
    seen, by = request.desk.seen_by(viewer_of(request.user)), request.user.member
    return answer_rows(
        request,
        lambda data: UndertakingForm(data, seen=seen, initial={}),
        page=filling.new_undertaking_page(),
        act=lambda form: actions.save_undertaking(
            request.desk, None, form.said, form.typed_rows, seen="", by=by
        ),
        then=THEN,
    )


@door(Deed.KEEP)
def edit_undertaking(request: CaseRequest, undertaking_id: str) -> HttpResponse:
    """Who does what for whom, in which parts, by when, and who verifies it."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> UndertakingForm:
        _, one, initial = filling.undertaking_to_edit(desk, viewer, undertaking_id)
        return UndertakingForm(data, seen=desk.seen_by(viewer), initial=initial, undertaking=one)

    page, shown, _ = filling.undertaking_to_edit(desk, viewer, undertaking_id)
    return answer_rows(
        request,
        make,
        page=page,
        act=lambda form: actions.save_undertaking(
            desk, shown, form.said, form.typed_rows, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=THEN,
    )


@door(Deed.KEEP)
def remove_undertaking(request: CaseRequest, undertaking_id: str) -> HttpResponse:
    """Whether to take an undertaking out."""
    desk, by = request.desk, request.user.member
    page, one, _ = filling.undertaking_to_edit(desk, viewer_of(request.user), undertaking_id)
    return answer_removal(
        request,
        lambda: desk.state().version(actions.UNDERTAKING, one.id),
        page=removal_page(one.name, back=page.back),
        act=lambda form: actions.remove_brought(
            desk, actions.UNDERTAKING, one.id, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=THEN,
    )


@door(Deed.KEEP)
def new_linkage(request: CaseRequest) -> HttpResponse:
    """A new linkage."""
    seen, by = request.desk.seen_by(viewer_of(request.user)), request.user.member
    return answer_rows(
        request,
        lambda data: LinkageForm(data, seen=seen, initial={}),
        page=filling.new_linkage_page(),
        act=lambda form: actions.save_linkage(
            request.desk, None, form.said, form.typed_rows, seen="", by=by
        ),
        then=THEN,
    )


@door(Deed.KEEP)
def edit_linkage(request: CaseRequest, linkage_id: str) -> HttpResponse:
    """What waits for what, who asks for it, who says that it is done, and looser forms."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> LinkageForm:
        _, one, initial = filling.linkage_to_edit(desk, viewer, linkage_id)
        return LinkageForm(data, seen=desk.seen_by(viewer), initial=initial, linkage=one)

    page, shown, _ = filling.linkage_to_edit(desk, viewer, linkage_id)
    return answer_rows(
        request,
        make,
        page=page,
        act=lambda form: actions.save_linkage(
            desk, shown, form.said, form.typed_rows, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=THEN,
    )


@door(Deed.KEEP)
def remove_linkage(request: CaseRequest, linkage_id: str) -> HttpResponse:
    """Whether to take a linkage out."""
    desk, by = request.desk, request.user.member
    page, one, _ = filling.linkage_to_edit(desk, viewer_of(request.user), linkage_id)
    return answer_removal(
        request,
        lambda: desk.state().version(actions.LINKAGE, one.id),
        page=removal_page(one.name, back=page.back),
        act=lambda form: actions.remove_brought(
            desk, actions.LINKAGE, one.id, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=THEN,
    )


@door(Deed.KEEP)
def edit_importance(request: CaseRequest, party_id: str) -> HttpResponse:
    """In which order undertakings matter to a party."""
    desk, viewer, by = request.desk, viewer_of(request.user), request.user.member

    def make(data: object) -> ImportanceForm:
        _, _, initial = filling.importance_to_edit(desk, viewer, party_id)
        return ImportanceForm(data, seen=desk.seen_by(viewer), party=party_id, initial=initial)

    page, shown, _ = filling.importance_to_edit(desk, viewer, party_id)
    return answer_form(
        request,
        make,
        page=page,
        act=lambda form: actions.save_importance(
            desk, shown, form.said, party=party_id, seen=form.cleaned_data["seen_version"], by=by
        ),
        then=THEN,
    )

"""What can be done with an entry of the record."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from goodoffices.case.errors import GoodOfficesError
from goodoffices.web.access import door
from goodoffices.web.actions import record_entries as actions
from goodoffices.web.actions.entries import Doer
from goodoffices.web.actions.record_erasing import erase as erase_content
from goodoffices.web.forms.record_deeds import EraseForm, LinkForm
from goodoffices.web.permissions import Deed
from goodoffices.web.queries.record import filling, seen_entries
from goodoffices.web.queries.record.wording import refusal_in_words
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import see_other
from goodoffices.web.views.record_answering import after, answer_form, then_to


@door(Deed.KEEP)
def new_statement(request: CaseRequest) -> HttpResponse:
    """A new statement: words, through whom, where."""
    place = request.GET.get("place", "")
    fill = filling.new_statement(request.desk, viewer_of(request.user), place)
    return answer_form(
        request,
        fill.form,
        page=fill.page,
        act=lambda form: actions.add_statement(request.desk, form.said, by=request.user.member),
    )


@door(Deed.KEEP)
def edit_statement(request: CaseRequest, entry_id: str) -> HttpResponse:
    """What is known of a statement beside its words."""
    fill = filling.edit_statement(request.desk, viewer_of(request.user), entry_id)
    return answer_form(
        request,
        fill.form,
        page=fill.page,
        act=lambda form: actions.edit_statement(
            request.desk,
            entry_id,
            form.said,
            seen=form.cleaned_data["seen_version"],
            by=request.user.member,
        ),
    )


@door(Deed.KEEP)
def supersede(request: CaseRequest, entry_id: str) -> HttpResponse:
    """A statement in the place of another; both are kept."""
    fill = filling.supersede(request.desk, viewer_of(request.user), entry_id)
    by = request.user.member
    return answer_form(
        request,
        fill.form,
        page=fill.page,
        act=lambda form: actions.supersede(request.desk, entry_id, form.said, by=by),
    )


@door(Deed.KEEP)
def link_statement(request: CaseRequest, entry_id: str) -> HttpResponse:
    """How a statement stands to another."""
    fill = filling.link(request.desk, viewer_of(request.user), entry_id)
    known, by = fill.known, request.user.member
    return answer_form(
        request,
        lambda data: LinkForm(data, statement=entry_id, known=known),
        page=fill.page,
        act=lambda form: actions.link_statements(request.desk, entry_id, form.cleaned_data, by=by),
    )


@door(Deed.KEEP)
def add_reading(request: CaseRequest, entry_id: str) -> HttpResponse:
    """A new reading of a statement."""
    fill = filling.add_reading(request.desk, viewer_of(request.user), entry_id)
    return answer_form(request, fill.form, page=fill.page, act=_save(request, fill, reading=""))


@door(Deed.KEEP)
def change_reading(request: CaseRequest, entry_id: str) -> HttpResponse:
    """A change of a reading."""
    fill = filling.change_reading(request.desk, viewer_of(request.user), entry_id)
    return answer_form(
        request, fill.form, page=fill.page, act=_save(request, fill, reading=entry_id)
    )


@require_POST
@door(Deed.KEEP)
def choose_leading(request: CaseRequest, entry_id: str) -> HttpResponse:
    """Let a rival reading lead."""
    found = seen_entries.seen_reading(request.desk, viewer_of(request.user), entry_id)
    if found is None:
        raise Http404
    try:
        done = actions.lead_reading(request.desk, *found, by=request.user.member)
    except GoodOfficesError as error:
        messages.warning(request, refusal_in_words(error))
        return see_other("entry", found[0].id)
    return after(request, done)


@require_POST
@door(Deed.KEEP)
def confirm(request: CaseRequest, entry_id: str) -> HttpResponse:
    """Let a draft, a link or a draft reading count."""
    found = seen_entries.seen_entries(request.desk, viewer_of(request.user)).get(entry_id)
    if found is None or found.kind == "erased":
        raise Http404
    seen, by = request.POST.get("version"), request.user.member
    try:
        done = actions.confirm_entry(
            request.desk, found.kind, entry_id, statement=found.statement, seen=seen, by=by
        )
    except GoodOfficesError as error:
        messages.warning(request, refusal_in_words(error))
        return see_other("entry", entry_id)
    then = then_to("review") if request.POST.get("back") == "review" else after
    return then(request, done)


@door(Deed.ERASE)
def erase(request: CaseRequest, entry_id: str) -> HttpResponse:
    """What erasing destroys and what stays; and the erasing itself."""
    fill = filling.erasure(request.desk, viewer_of(request.user), entry_id)
    return answer_form(
        request,
        EraseForm,
        page=fill.page,
        act=lambda form: erase_content(
            request.desk,
            entry_id,
            kind=fill.kind,
            known=seen_entries.seen_entries(request.desk, viewer_of(request.user)).keys(),
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
    )


def _save(request: CaseRequest, fill: filling.ReadingFill, *, reading: str) -> Doer:
    """What records a reading that was filled in."""
    return lambda form: actions.save_reading(
        request.desk,
        fill.statement,
        form.said,
        reading=reading,
        seen=form.cleaned_data["seen_version"],
        by=request.user.member,
    )

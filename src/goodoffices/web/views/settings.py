"""Settings: the list, edits of the files, the lock, and another case."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from goodoffices.case.errors import InvalidCase, NotConfirmed
from goodoffices.web.access import door
from goodoffices.web.actions import settings as actions
from goodoffices.web.actions.sessions import lock_everything
from goodoffices.web.permissions import Deed
from goodoffices.web.queries import settings as queries
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import see_other, show


@door(Deed.LOOK)
def show_settings(request: CaseRequest) -> HttpResponse:
    """One's own settings, and for who leads those of the case."""
    return show(request, queries.settings_page(request.desk, request.user))


@door(Deed.LEAD)
def show_files(request: CaseRequest) -> HttpResponse:
    """The edits of the files that are not recorded; sending the form records them."""
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            recorded = actions.record_edits(request.desk, by=request.user)
        except (InvalidCase, NotConfirmed) as error:
            if isinstance(error, NotConfirmed):
                messages.error(request, f"Nothing was recorded: {error}.")
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            messages.success(request, f"Recorded: {recorded} edit{'' if recorded == 1 else 's'}.")
            return see_other("files")
    page = queries.files_page(request.desk, viewer_of(request.user))
    return show(request, page, status=status)


@require_POST
@door(Deed.LOOK)
def lock(request: CaseRequest) -> HttpResponse:
    """End every session of this server at once."""
    lock_everything(request.user)
    request.session.flush()
    messages.success(request, "Locked: everybody has to sign in again.")
    return see_other("account_login")


@require_POST
@door(Deed.LEAD)
def leave_case(request: CaseRequest) -> HttpResponse:
    """Go to the other cases on this machine."""
    if not queries.may_switch():
        raise Http404
    return see_other(actions.leave_case(by=request.user))

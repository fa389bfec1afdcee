"""The pages that one-time links open: the lead's first account, and an invitation's."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from goodoffices.case.errors import InvalidCase
from goodoffices.storage.models import Account
from goodoffices.web.actions import accounts, doors
from goodoffices.web.doors import is_on_this_machine
from goodoffices.web.forms.accounts import AccountForm, FirstAccountForm, PasswordForm
from goodoffices.web.forms.mistakes import add_refusal
from goodoffices.web.one_time_link import THE_LINK
from goodoffices.web.queries import doors as queries
from goodoffices.web.showing import see_other, show


@sensitive_post_parameters()
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """Make the account of who leads; opened by the link that the terminal shows."""
    if not (is_on_this_machine(request) and THE_LINK.is_opened_by(token)):
        raise Http404
    if Account.objects.exists():  # the server was started anew for a case that has accounts
        THE_LINK.use(token)
        return see_other("home")
    form = FirstAccountForm(request.POST or None, team=queries.team_of(request))
    if form.is_valid():
        try:
            doors.make_first_account(request, token, form.cleaned_data)
            return see_other("home")
        except InvalidCase as error:
            add_refusal(form, error)
    return show(
        request, queries.first_run_page(request), forms={"form": form}, status=_status(form)
    )


@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Make an account, or set a new password, with the link that the lead gave."""
    found = accounts.open_invitation(token)
    account = accounts.account_of(found) if found is not None else None
    if found is None or (account is not None and not account.is_active):
        raise Http404
    form: PasswordForm = (
        AccountForm(request.POST or None, initial={"name": found.name})
        if account is None
        else PasswordForm(request.POST or None, account=account)
    )
    if form.is_valid():
        doors.accept(found, form.cleaned_data)
        messages.success(request, "Done. Sign in with what you have just set.")
        return see_other("account_login")
    page = queries.invitation_page(found, account)
    return show(request, page, forms={"form": form}, status=_status(form))


def _status(form: PasswordForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK

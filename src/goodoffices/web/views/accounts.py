"""Accounts: the list, one of them, and invitations; for who leads."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from goodoffices.case.errors import InvalidCase, NeedsLead
from goodoffices.storage.models import AccountRole, Invitation
from goodoffices.web.access import door
from goodoffices.web.actions import accounts as actions
from goodoffices.web.actions.members import invited_member
from goodoffices.web.forms.accounts import InvitationForm, NewLinkForm, RoleForm
from goodoffices.web.forms.mistakes import add_refusal
from goodoffices.web.pages.accounts import InvitePage, LinkPage
from goodoffices.web.permissions import Deed
from goodoffices.web.queries import accounts as queries
from goodoffices.web.requests import CaseRequest, viewer_of
from goodoffices.web.showing import see_other, show


@door(Deed.LEAD)
def show_accounts(request: CaseRequest) -> HttpResponse:
    """Who may sign in, in which role."""
    return show(request, queries.accounts_page())


@door(Deed.LEAD)
def invite(request: CaseRequest) -> HttpResponse:
    """Invite somebody: a link is made and shown once."""
    team = request.desk.seen_by(viewer_of(request.user)).team
    form = InvitationForm(request.POST or None, team=queries.free_members(team))
    if form.is_valid():
        try:
            member, name = invited_member(request.desk, form.cleaned_data, by=request.user.member)
        except InvalidCase as error:
            add_refusal(form, error)
        else:
            token = actions.invite(
                member, name=name, role=form.cleaned_data["role"], by=request.user
            )
            return _show_link(request, name, token, sets_password=False)
    page = InvitePage(title="Invite somebody")
    return show(request, page, forms={"form": form}, status=_status(form))


@door(Deed.LEAD)
def show_account(request: CaseRequest, number: int) -> HttpResponse:
    """One account, and what can be done with it."""
    account = queries.account_with(number)
    forms = {"form": RoleForm(initial={"role": account.role}), "link_form": NewLinkForm()}
    return show(request, queries.account_page(account), forms=forms)


@require_POST
@door(Deed.LEAD)
def change_role(request: CaseRequest, number: int) -> HttpResponse:
    """Give an account another role."""
    account = queries.account_with(number)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.change_role(account, form.cleaned_data["role"], by=request.user)
        except NeedsLead as error:
            form.add_error("role", str(error))
        else:
            role = AccountRole(account.role).label.lower()
            messages.success(request, f"{account} is now: {role}.")
            return see_other("accounts")
    forms = {"form": form, "link_form": NewLinkForm()}
    return show(
        request, queries.account_page(account), forms=forms, status=HTTPStatus.UNPROCESSABLE_ENTITY
    )


@require_POST
@door(Deed.LEAD)
def close_account(request: CaseRequest, number: int) -> HttpResponse:
    """Let somebody sign in no more."""
    account = queries.account_with(number)
    try:
        actions.close_account(account, by=request.user)
    except NeedsLead as error:
        page = queries.account_page(account, refusal=str(error))
        forms = {"form": RoleForm(initial={"role": account.role}), "link_form": NewLinkForm()}
        return show(request, page, forms=forms, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if account.pk == request.user.pk:
        logout(request)
    messages.success(request, f"The account of {account} is closed, and signed out everywhere.")
    return see_other("accounts")


@require_POST
@door(Deed.LEAD)
def reopen_account(request: CaseRequest, number: int) -> HttpResponse:
    """Let somebody sign in again."""
    account = queries.account_with(number)
    actions.reopen_account(account, by=request.user)
    messages.success(request, f"{account} can sign in again.")
    return see_other("accounts")


@require_POST
@door(Deed.LEAD)
def make_link(request: CaseRequest, number: int) -> HttpResponse:
    """Make a link with which somebody sets a new password."""
    account = queries.account_with(number)
    form = NewLinkForm(request.POST)
    ends = form.is_valid() and form.cleaned_data["ends_second_step"]
    token = actions.invite(
        account.member, name=str(account), role=account.role, by=request.user, ends_second_step=ends
    )
    return _show_link(request, str(account), token, sets_password=True)


@require_POST
@door(Deed.LEAD)
def withdraw(request: CaseRequest, number: int) -> HttpResponse:
    """Let a link work no more."""
    invitation = Invitation.objects.filter(pk=number).first()
    if invitation is not None and actions.withdraw_invitations(invitation.member):
        messages.success(request, f"The link for {invitation.name or invitation.member} is gone.")
    return see_other("accounts")


def _show_link(request: CaseRequest, name: str, token: str, *, sets_password: bool) -> HttpResponse:
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    title = f"A link for {name}"
    return show(request, LinkPage(title=title, name=name, link=link, sets_password=sets_password))


def _status(form: InvitationForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK

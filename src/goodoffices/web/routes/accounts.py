"""Accounts, and the one-time links that make them."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import accounts as views
from goodoffices.web.views import doors

urlpatterns = [
    path("settings/accounts/", views.show_accounts, name="accounts"),
    path("settings/accounts/invite/", views.invite, name="invite"),
    path("settings/accounts/<int:number>/", views.show_account, name="account"),
    path("settings/accounts/<int:number>/role/", views.change_role, name="account-role"),
    path("settings/accounts/<int:number>/close/", views.close_account, name="account-close"),
    path("settings/accounts/<int:number>/open/", views.reopen_account, name="account-open"),
    path("settings/accounts/<int:number>/link/", views.make_link, name="account-link"),
    path("settings/invitations/<int:number>/withdraw/", views.withdraw, name="invitation-withdraw"),
    path("first-run/<str:token>/", doors.first_run, name="first-run"),
    path("invitation/<str:token>/", doors.invitation, name="invitation"),
]

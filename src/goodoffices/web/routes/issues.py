"""Issues with their options, and what binds or is invoked."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import issues as views
from goodoffices.web.views import issues_limits as limits

urlpatterns = [
    path("issues/", views.show_issues, name="issues"),
    path("issues/new/", views.new_issue, name="new-issue"),
    path("issues/limits/", limits.show_limits, name="limits"),
    path("issues/limits/new/<str:kind>/", limits.new_limit, name="new-limit"),
    path("issues/limits/<str:limit_id>/edit/", limits.edit_limit, name="limit-edit"),
    path("issues/limits/<str:limit_id>/remove/", limits.remove_limit, name="limit-remove"),
    path("issues/<str:issue_id>/options/", views.show_issue, name="issue"),
    path("issues/<str:issue_id>/edit/", views.edit_issue, name="issue-edit"),
    path("issues/<str:issue_id>/remove/", views.remove_issue, name="issue-remove"),
]

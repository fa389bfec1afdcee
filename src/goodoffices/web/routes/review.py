"""Drafts that wait for a person: one after the other, and reading a report into drafts."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import review as views

urlpatterns = [
    path("review/", views.show_review, name="review"),
    path("review/read/", views.read_report, name="read-report"),
    path("review/undo/", views.undo, name="undo-review"),
    path("review/<str:draft_id>/decide/", views.decide, name="decide-draft"),
    path("review/<str:draft_id>/edit/", views.edit_draft, name="edit-draft"),
    path("review/<str:draft_id>/option/", views.add_option, name="add-draft-option"),
]

"""Undertakings, linkages between them, and what they matter to whom."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import undertakings as views

_LINKAGE = "undertakings/linkages/<str:linkage_id>"
_UNDERTAKING = "undertakings/<str:undertaking_id>"

urlpatterns = [
    path("undertakings/", views.show_undertakings, name="undertakings"),
    path("undertakings/new/", views.new_undertaking, name="new-undertaking"),
    path("undertakings/linkages/new/", views.new_linkage, name="new-linkage"),
    path(f"{_LINKAGE}/edit/", views.edit_linkage, name="linkage-edit"),
    path(f"{_LINKAGE}/remove/", views.remove_linkage, name="linkage-remove"),
    path(
        "undertakings/importance/<str:party_id>/edit/",
        views.edit_importance,
        name="importance-edit",
    ),
    path(f"{_UNDERTAKING}/edit/", views.edit_undertaking, name="undertaking-edit"),
    path(f"{_UNDERTAKING}/remove/", views.remove_undertaking, name="undertaking-remove"),
]

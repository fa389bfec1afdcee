"""Sources: who else speaks, and where it is printed."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import sources as views

urlpatterns = [
    path("sources/", views.show_sources, name="sources"),
    path("sources/new/", views.new_source, name="new-source"),
    path("sources/<str:source_id>/edit/", views.edit_source, name="source-edit"),
]

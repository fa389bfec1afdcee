"""A meeting note, and its read-back."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import meetings as views

urlpatterns = [
    path("meeting/", views.show_meetings, name="meeting-note"),
]

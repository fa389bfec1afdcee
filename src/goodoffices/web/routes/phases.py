"""Phases, and exposure."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import phases as views

urlpatterns = [
    path("phases/", views.show_phases, name="phases"),
]

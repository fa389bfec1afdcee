"""The case at a glance."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import case as views

urlpatterns = [
    path("", views.show_case, name="home"),
    path("mark/", views.mark, name="mark"),
]

"""Clocks and deadlines."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import calendar as views

urlpatterns = [
    path("calendar/", views.show_calendar, name="calendar"),
]

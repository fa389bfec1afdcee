"""Clocks and deadlines."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import calendar as views

urlpatterns = [
    path("calendar/", views.show_calendar, name="calendar"),
    path("calendar/calendar.ics", views.take_calendar, name="calendar-ics"),
    path("calendar/new/", views.new_day, name="new-day"),
    path("calendar/<str:note_id>/edit/", views.edit_day, name="day-edit"),
    path("calendar/<str:note_id>/over/", views.day_over, name="day-over"),
]

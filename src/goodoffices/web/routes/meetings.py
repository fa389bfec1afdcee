"""A meeting note, and its read-back."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import meetings as views

urlpatterns = [
    path("meeting/", views.show_meetings, name="meeting-note"),
    path("meeting/<str:meeting_id>/", views.read_back, name="read-back"),
    path("meeting/<str:meeting_id>/read-out/", views.read_out, name="read-out"),
    path("meeting/<str:meeting_id>/confirm/", views.confirm_meeting, name="confirm-meeting"),
    path("meeting/<str:meeting_id>/answer/<str:statement_id>/", views.answer, name="answer"),
]

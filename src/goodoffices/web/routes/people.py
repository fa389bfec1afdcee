"""People and mandates, and rounds."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import people as views

urlpatterns = [
    path("people/", views.show_people, name="people"),
    path("rounds/", views.show_people, name="rounds"),
]

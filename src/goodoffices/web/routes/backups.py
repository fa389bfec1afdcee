"""Backup, merge, export and destroy."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import backups as views

urlpatterns = [
    path("settings/backups/", views.show_backups, name="backups"),
]

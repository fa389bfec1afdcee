"""Backup, merge, export and destroy."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import backups as views

urlpatterns = [
    path("settings/backups/", views.show_backups, name="backups"),
    path("settings/backups/make/", views.make_backup, name="make-backup"),
    path("settings/backups/case.zip", views.export_whole, name="export-zip"),
    path("settings/backups/case.json", views.export_seen, {"ending": "json"}, name="export-json"),
    path("settings/backups/case.csv", views.export_seen, {"ending": "csv"}, name="export-csv"),
    path("settings/backups/merge/", views.receive_copy, name="receive-copy"),
    path("settings/backups/merge/<str:token>/", views.merge, name="merge"),
    path("settings/backups/merge/<str:token>/drop/", views.drop_copy, name="drop-copy"),
    path("settings/backups/destroy/", views.destroy, name="destroy"),
]

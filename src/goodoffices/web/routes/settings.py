"""Settings, the audit log, and the lock."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import audit
from goodoffices.web.views import settings as views

urlpatterns = [
    path("settings/", views.show_settings, name="settings"),
    path("settings/files/", views.show_files, name="files"),
    path("settings/audit/", audit.show_audit, name="audit"),
    path("settings/other-cases/", views.leave_case, name="other-cases"),
    path("lock/", views.lock, name="lock"),
]

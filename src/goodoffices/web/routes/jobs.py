"""Long work."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import jobs as views

urlpatterns = [
    path("jobs/", views.show_jobs, name="jobs"),
]

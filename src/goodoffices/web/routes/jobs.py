"""Long work."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import jobs as views

urlpatterns = [
    path("jobs/", views.show_jobs, name="jobs"),
    path("jobs/new/", views.start, name="start-job"),
    path("jobs/<int:job_id>/", views.show_job, name="job"),
    path("jobs/<int:job_id>/result/", views.show_result, name="job-result"),
    path("jobs/<int:job_id>/stop/", views.stop, name="stop-job"),
    path("jobs/<int:job_id>/again/", views.start_again, name="start-job-again"),
    path("jobs/<int:job_id>/remove/", views.remove, name="remove-job"),
]

"""Every address of an open case."""

from __future__ import annotations

from django.urls import include, path

from goodoffices.web.routes import (
    accounts,
    backups,
    calendar,
    case,
    documents,
    explain,
    issues,
    jobs,
    matrix,
    meetings,
    messages,
    packages,
    people,
    phases,
    record,
    review,
    settings,
    sources,
    undertakings,
)

urlpatterns = [
    *case.urlpatterns,
    *accounts.urlpatterns,
    *meetings.urlpatterns,
    *messages.urlpatterns,
    *record.urlpatterns,
    *review.urlpatterns,
    *matrix.urlpatterns,
    *explain.urlpatterns,
    *packages.urlpatterns,
    *phases.urlpatterns,
    *jobs.urlpatterns,
    *issues.urlpatterns,
    *undertakings.urlpatterns,
    *people.urlpatterns,
    *sources.urlpatterns,
    *documents.urlpatterns,
    *calendar.urlpatterns,
    *settings.urlpatterns,
    *backups.urlpatterns,
    path("account/", include("goodoffices.web.routes.signing_in")),
]

handler400 = "goodoffices.web.views.failures.bad_request"
handler403 = "goodoffices.web.views.failures.not_found"
handler404 = "goodoffices.web.views.failures.not_found"
handler500 = "goodoffices.web.views.failures.server_error"

"""Documents."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import documents as views

urlpatterns = [
    path("documents/", views.show_documents, name="documents"),
]

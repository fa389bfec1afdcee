"""Documents."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import documents as views

urlpatterns = [
    path("documents/", views.show_documents, name="documents"),
    path("documents/<str:document_id>/", views.show_document, name="document"),
    path("documents/<str:document_id>/edit/", views.edit_document, name="document-edit"),
    path("documents/<str:document_id>/file", views.take_document, name="document-file"),
]

"""Who holds what."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import matrix as views

urlpatterns = [
    path("matrix/", views.show_matrix, name="matrix"),
    path("matrix/export.csv", views.export_matrix, {"ending": "csv"}, name="matrix-csv"),
    path("matrix/export.html", views.export_matrix, {"ending": "html"}, name="matrix-html"),
    path("matrix/<str:issue>/<str:party>/", views.show_cell, name="matrix-cell"),
]

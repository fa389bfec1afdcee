"""What cannot all stand, and the brief."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import explain as views

urlpatterns = [
    path("stand/", views.show_explain, name="explain"),
    path("stand/brief/", views.show_brief, name="brief"),
    path("stand/brief.html", views.export_brief, {"ending": "html"}, name="brief-html"),
    path("stand/brief.md", views.export_brief, {"ending": "md"}, name="brief-md"),
]

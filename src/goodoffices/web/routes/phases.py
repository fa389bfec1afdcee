"""Phases, and exposure."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import phases as views

urlpatterns = [
    path("phases/", views.show_phases, name="phases"),
    path("phases/move/", views.show_move, name="move-undertaking"),
    path("phases/plan.html", views.export_plan, {"ending": "html"}, name="plan-html"),
    path("phases/plan.md", views.export_plan, {"ending": "md"}, name="plan-md"),
    path("phases/plan.ics", views.export_plan, {"ending": "ics"}, name="plan-ics"),
]

"""The first page, where no case is open."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import start as views

urlpatterns = [
    path("", views.show_start, name="start"),
    path("enter/<str:token>/", views.enter, name="enter"),
    path("open/", views.open_case, name="start-open"),
    path("new/", views.begin_case, name="start-new"),
    path("example/", views.try_example, name="start-example"),
    path("bring/", views.bring_case, name="start-bring"),
    path("forget/", views.forget, name="start-forget"),
]

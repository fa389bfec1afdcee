"""Packages to test."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import packages as views

urlpatterns = [
    path("packages/", views.show_packages, name="packages"),
]

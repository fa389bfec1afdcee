"""Packages to test."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import packages as views

urlpatterns = [
    path("packages/", views.show_packages, name="packages"),
    path("packages/try/", views.show_try, name="try-package"),
    path("packages/compare/", views.show_compare, name="compare-packages"),
    path("packages/pin/", views.pin, name="pin-package"),
    path("packages/pin/<int:pin_id>/remove/", views.remove_pin, name="remove-pin"),
    path("packages/research/", views.switch, name="research"),
]

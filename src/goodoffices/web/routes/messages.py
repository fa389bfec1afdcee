"""Messages between sides."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import messages as views

urlpatterns = [
    path("messages/", views.show_messages, name="messages"),
]

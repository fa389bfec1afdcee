"""Messages between sides."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import messages as views

urlpatterns = [
    path("messages/", views.show_messages, name="messages"),
    path("messages/new/", views.new_message, name="new-message"),
    path("messages/<str:message_id>/edit/", views.edit_message, name="message-edit"),
    path("messages/<str:message_id>/conveyed/", views.convey, name="message-conveyed"),
    path("messages/<str:message_id>/reply/", views.reply, name="message-reply"),
]

"""The record: the list, each entry, and what can be done with it."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import record as views
from goodoffices.web.views import record_deeds as deeds

urlpatterns = [
    path("record/", views.show_record, name="record"),
    path("record/new-statement/", deeds.new_statement, name="new-statement"),
    path("record/<str:entry_id>/", views.show_entry, name="entry"),
    path("record/<str:entry_id>/edit/", deeds.edit_statement, name="edit-statement"),
    path("record/<str:entry_id>/supersede/", deeds.supersede, name="supersede"),
    path("record/<str:entry_id>/link/", deeds.link_statement, name="link-statement"),
    path("record/<str:entry_id>/confirm/", deeds.confirm, name="confirm-entry"),
    path("record/<str:entry_id>/read/", deeds.add_reading, name="add-reading"),
    path("record/<str:entry_id>/reading/", deeds.change_reading, name="change-reading"),
    path("record/<str:entry_id>/lead/", deeds.choose_leading, name="choose-leading"),
    path("record/<str:entry_id>/erase/", deeds.erase, name="erase-entry"),
]

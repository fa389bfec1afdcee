"""People and mandates, and rounds."""

from __future__ import annotations

from django.urls import path

from goodoffices.web.views import people as views
from goodoffices.web.views import rounds

urlpatterns = [
    path("people/", views.show_people, name="people"),
    path("people/new/", views.new_party, name="new-party"),
    path("people/<str:party_id>/edit/", views.edit_party, name="party-edit"),
    path("rounds/", rounds.show_rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="new-round"),
    path("rounds/<str:round_id>/", rounds.show_round, name="round"),
    path("rounds/<str:round_id>/edit/", rounds.edit_round, name="round-edit"),
    path(
        "rounds/<str:round_id>/delegation/<str:party_id>/",
        rounds.edit_delegation,
        name="delegation-edit",
    ),
]

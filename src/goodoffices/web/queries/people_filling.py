"""What stands in the forms of parties before anybody types."""

from __future__ import annotations

from django.urls import reverse

from goodoffices.case.parties import Party
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.people import PartyFormPage
from goodoffices.web.queries.case_seen import require_seen


def new_party_page() -> PartyFormPage:
    """Return the page of a new party."""
    return PartyFormPage(
        title="Add a party",
        about="",
        words="",
        lead=("Where a side has two names, write both: the one you use first, all others below.",),
        button="Add it",
        back=reverse("people"),
    )


def party_to_edit(
    desk: Desk, viewer: Viewer, party_id: str
) -> tuple[PartyFormPage, Party, dict[str, object]]:
    """Return a party with its organs: the page, the party, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("party", party_id)
    party = require_seen(desk, viewer, Party, party_id)
    page = PartyFormPage(
        title=f"Edit {party.name}",
        about=party.id,
        words="",
        lead=("An organ whose name is emptied is taken out.",),
        button="Save",
        back=reverse("people"),
    )
    initial: dict[str, object] = {
        "name": party.name,
        "also_known_as": "\n".join(party.also_known_as),
        "roles": [one.value for one in party.roles],
        "seen_version": version,
    }
    for number, organ in enumerate(party.organs, start=1):
        initial |= {
            f"organ{number}_id": organ.id,
            f"organ{number}_name": organ.name,
            f"organ{number}_kind": organ.kind,
            f"organ{number}_also": ", ".join(organ.also_known_as),
            f"organ{number}_binds": list(organ.binds),
        }
    return page, party, initial

"""What stands in the forms of undertakings before anybody types."""

from __future__ import annotations

from django.urls import reverse

from goodoffices.case.parties import Party
from goodoffices.case.undertakings import Importance, Linkage, Undertaking
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.undertakings import undertaking_as_typed
from goodoffices.web.forms.undertakings_importance import importance_as_typed
from goodoffices.web.forms.undertakings_linkages import linkage_as_typed
from goodoffices.web.pages.record_forms import EntryFormPage
from goodoffices.web.pages.undertakings import ImportanceFormPage
from goodoffices.web.queries.case_seen import require_seen


def new_undertaking_page() -> EntryFormPage:
    """Return the page of a new undertaking."""
    return EntryFormPage(
        title="Add an undertaking",
        about="",
        words="",
        lead=(
            (
                "What one party would do for others if a package were agreed. Then say at an "
                "option of an issue that it brings it."
            ),
        ),
        button="Add it",
        back=reverse("undertakings"),
    )


def undertaking_to_edit(
    desk: Desk, viewer: Viewer, undertaking_id: str
) -> tuple[EntryFormPage, Undertaking, dict[str, object]]:
    """Return an undertaking: the page of its form, itself, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("undertaking", undertaking_id)
    one = require_seen(desk, viewer, Undertaking, undertaking_id)
    page = EntryFormPage(
        title=f"Edit {one.name}",
        about=one.id,
        words="",
        button="Save",
        back=reverse("undertakings"),
        links=(("Take the undertaking out …", reverse("undertaking-remove", args=[one.id])),),
    )
    return page, one, {**undertaking_as_typed(one), "seen_version": version}


def new_linkage_page() -> EntryFormPage:
    """Return the page of a new linkage."""
    return EntryFormPage(
        title="Add a linkage",
        about="",
        words="",
        lead=(
            (
                "No part of the first begins before all of the second is verified. Who asks for "
                "it, and who says that it is done, is often where agreements break."
            ),
        ),
        button="Add it",
        back=reverse("undertakings"),
    )


def linkage_to_edit(
    desk: Desk, viewer: Viewer, linkage_id: str
) -> tuple[EntryFormPage, Linkage, dict[str, object]]:
    """Return a linkage: the page of its form, itself, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("linkage", linkage_id)
    one = require_seen(desk, viewer, Linkage, linkage_id)
    page = EntryFormPage(
        title="Edit a linkage",
        about=one.id,
        words="",
        lead=(one.title,) if one.title else (),
        button="Save",
        back=reverse("undertakings"),
        links=(("Take the linkage out …", reverse("linkage-remove", args=[one.id])),),
    )
    return page, one, {**linkage_as_typed(one), "seen_version": version}


def importance_to_edit(
    desk: Desk, viewer: Viewer, party_id: str
) -> tuple[ImportanceFormPage, Importance | None, dict[str, object]]:
    """Return what matters to a party: the page of its form, itself, what stands in the form.

    Raises
    ------
    Http404
        Where there is no such party that the viewer may see.
    """
    state = desk.state()
    party = require_seen(desk, viewer, Party, party_id)
    found = [one for one in desk.seen_by(viewer).importance if one.party == party_id]
    said = found[0] if found else None
    lead = [
        (
            "An order, no number: what has the same place matters alike, what has none is left "
            "open. Nothing is compared between parties."
        )
    ]
    if said is not None and (said.does.numbers or said.gets.numbers):
        lead.append("The files give numbers. They stay unless an order is given on their side.")
    page = ImportanceFormPage(
        title=f"What matters to {party.name}",
        about=party.id,
        words="",
        lead=tuple(lead),
        button="Save",
        back=reverse("undertakings"),
    )
    version = state.version("importance", said.id) if said is not None else ""
    return page, said, {**importance_as_typed(said), "seen_version": version}

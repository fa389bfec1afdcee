"""What stands around every page: the case, who is signed in, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from goodoffices.storage.models import Account
from goodoffices.web.permissions import Deed, may


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation: its address by name, its label, and who may go there."""

    name: str
    label: str
    deed: Deed = Deed.LOOK


NAVIGATION: Final[tuple[tuple[Place, ...], ...]] = (
    (
        Place("home", "Case"),
        Place("meeting-note", "Meeting note", Deed.KEEP),
        Place("messages", "Messages"),
        Place("record", "Record"),
        Place("review", "Review", Deed.REVIEW),
    ),
    (
        Place("matrix", "Matrix"),
        Place("explain", "What cannot all stand"),
        Place("packages", "Packages"),
        Place("phases", "Phases"),
    ),
    (
        Place("issues", "Issues"),
        Place("people", "People and mandates"),
        Place("rounds", "Rounds"),
        Place("documents", "Documents"),
        Place("calendar", "Calendar"),
    ),
    (Place("settings", "Settings"),),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page needs; nothing of a case for who is not signed in."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"navigation": (), "case_title": "", "viewer": ""}
    account = request.user
    return {
        "navigation": tuple(_group(group, account, request.path) for group in NAVIGATION),
        "case_title": request.desk.state().record.title,  # type: ignore[attr-defined]
        "viewer": str(account),
        "label": "INTERNAL",
    }


def _group(places: tuple[Place, ...], account: Account, path: str) -> tuple[Link, ...]:
    links = []
    for place in places:
        if may(account, place.deed):
            url = reverse(place.name)
            is_current = path == url or (url != "/" and path.startswith(url))
            links.append(Link(place.label, url, is_current))
    return tuple(links)

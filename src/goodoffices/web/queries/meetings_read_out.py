"""What is read out to one side of a meeting: its own words and what we promised it, no more."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse

from goodoffices.record.entries import LinkKind, Meeting, Statement
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.pages.meetings import ReadOutPage
from goodoffices.web.queries.case_seen import require_seen
from goodoffices.web.queries.meetings import Noted, teller_of


def read_out_page(desk: Desk, viewer: Viewer, meeting_id: str, *, to: str) -> ReadOutPage:
    """Return what one side said in a meeting, as it is read out to it.

    A sentence that was corrected is read as corrected.

    Parameters
    ----------
    to
        The side; it may be left out where only one was heard.

    Raises
    ------
    Http404
        Where there is no such meeting that the viewer may see, or that side was not in it.
    """
    meeting = require_seen(desk, viewer, Meeting, meeting_id)
    noted = Noted(desk.seen_by(viewer), meeting)
    sides = noted.sides()
    side = to or (next(iter(sides)) if len(sides) == 1 else "")
    if side not in sides:
        raise Http404
    own = [one for one in noted.statements if noted.side_of(teller_of(one)) == side]
    return ReadOutPage(
        title="As we understood you",
        to=sides[side],
        when=f"{meeting.where}, {meeting.held_on}" if meeting.where else str(meeting.held_on),
        understood=tuple(_latest_words(noted, one, side) for one in own),
        asked=tuple(
            (noted.speakers[one.to].name, one.words)
            for one in noted.messages
            if noted.side_of(one.asked_by) == side
        ),
        promised=tuple(
            (one.text, str(one.due or "")) for one in noted.promises if one.party == side
        ),
        back=reverse("read-back", args=[meeting.id]),
    )


def _latest_words(noted: Noted, one: Statement, side: str) -> str:
    """The words as this side corrected them; what another side says of them is not its own."""
    corrected = [
        said.words
        for link, said in noted.answers(one.id)
        if link.kind is LinkKind.SUPERSEDES and noted.side_of(teller_of(said)) == side
    ]
    return corrected[-1] if corrected else one.words

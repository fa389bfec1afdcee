"""What the pages of rounds show, and what stands in their forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goodoffices.case.parties import Party
from goodoffices.case.rounds import Delegation, Round
from goodoffices.gaps.sentences import listed
from goodoffices.gaps.silences import without_delegation
from goodoffices.record.record import Record
from goodoffices.record.speakers import Speakers
from goodoffices.record.visibility import Viewer
from goodoffices.storage.desk import Desk
from goodoffices.web.forms.record_when import written_when
from goodoffices.web.forms.rounds import REFERS, SETTLES
from goodoffices.web.pages.record_forms import FormPage
from goodoffices.web.pages.rounds import (
    Cause,
    DelegationFormPage,
    ListedRound,
    RoundPage,
    RoundsPage,
)
from goodoffices.web.queries.case_seen import require_seen
from goodoffices.web.queries.people import delegation_rows
from goodoffices.web.queries.record.seen_entries import case_of, seen_statement


def rounds_page(desk: Desk, viewer: Viewer, *, may_write: bool) -> RoundsPage:
    """Return every round that a viewer may see, the latest first; those without a day last."""
    seen = desk.seen_by(viewer)
    names = {one.id: one.name for one in seen.parties}
    latest = sorted(enumerate(seen.rounds), key=lambda one: (_start(one[1]), one[0]), reverse=True)
    return RoundsPage(
        title="Rounds",
        caution=seen.caution,
        rounds=tuple(_listed(one, names) for _, one in latest),
        may_write=may_write,
    )


def _start(held: Round) -> date:
    when = held.held_on
    return (when.start or when.end or date.min) if when is not None else date.min


def _listed(one: Round, names: dict[str, str]) -> ListedRound:
    return ListedRound(
        id=one.id,
        name=one.name,
        venue=one.venue,
        held_on=day_in_words(one),
        channel=one.channel.value,
        outcome=one.outcome.value.replace("_", " "),
        delegations=listed(names.get(sent.party, sent.party) for sent in one.delegations),
    )


def day_in_words(held: Round) -> str:
    """Return when a round was held; "not known" where nobody noted it.

    Examples
    --------
    >>> day_in_words(Round(id="first"))
    'not known'
    """
    return str(held.held_on) if held.held_on is not None else "not known"


def round_page(desk: Desk, viewer: Viewer, round_id: str, *, may_write: bool) -> RoundPage:
    """Return one round.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    held = require_seen(desk, viewer, Round, round_id)
    seen, case = desk.seen_by(viewer), case_of(desk, viewer)
    titles = {one.id: one.title or one.id for one in seen.documents}
    names = {one.id: one.name for one in seen.parties}
    return RoundPage(
        title=held.name,
        caution=seen.caution,
        id=held.id,
        facts=tuple(_facts(held)),
        delegations=delegation_rows(held, seen),
        absent=tuple((one, names[one]) for one in without_delegation(case, held) if one in names),
        documents=tuple((one, titles[one]) for one in held.documents_tabled if one in titles),
        outcome=held.outcome.value.replace("_", " "),
        cause=_cause(desk, viewer, held, seen),
        meetings=tuple(
            (one.id, f"{one.where or one.id}, {one.held_on or 'no day known'}")
            for one in seen.meetings
            if one.round == held.id
        ),
        cites=held.cites,
        may_write=may_write,
    )


def _facts(held: Round) -> Iterator[tuple[str, str]]:
    yield "Venue", held.venue or "not noted"
    yield "When", day_in_words(held)
    if held.held_on is not None and held.held_on.basis:
        yield "How the day is known", held.held_on.basis
    yield "Channel", held.channel.value


def _cause(desk: Desk, viewer: Viewer, held: Round, seen: Record) -> Cause | None:
    said = seen_statement(desk, viewer, held.cause) if held.cause else None
    if said is None:
        return None
    speakers = Speakers(seen)
    who = speakers[said.chain[0].speaker].name if said.chain else "somebody not noted"
    return Cause(said.id, said.words, who)


def new_round_page() -> tuple[FormPage, dict[str, object]]:
    """Return the page of a new round, and what stands in its form."""
    page = FormPage(
        title="Add a round", about="", words="", button="Add it", back=reverse("rounds")
    )
    return page, {"channel": "unknown", "outcome": "unknown"}


def round_to_edit(desk: Desk, viewer: Viewer, round_id: str) -> tuple[FormPage, dict[str, object]]:
    """Return a round to be corrected: the page, and what stands in the form.

    Raises
    ------
    Http404
        Where there is none that the viewer may see.
    """
    version = desk.state().version("round", round_id)
    held = require_seen(desk, viewer, Round, round_id)
    page = FormPage(
        title=f"Edit {held.name}",
        about=held.id,
        words="",
        button="Save",
        back=reverse("round", args=[held.id]),
    )
    initial: dict[str, object] = {
        "title": held.title,
        "venue": held.venue,
        "held_on": written_when(held.held_on),
        "channel": held.channel.value,
        "documents_tabled": list(held.documents_tabled),
        "outcome": held.outcome.value,
        "cause": held.cause,
        "seen_version": version,
    }
    return page, initial


@dataclass(frozen=True, slots=True)
class DelegationFill:
    """A delegation to fill in.

    Attributes
    ----------
    party
        Whose it is.
    shown
        The delegation as it is seen; None where none is.
    visible
        The issues that the viewer may see.
    initial
        What stands in the form.
    """

    page: DelegationFormPage
    party: str
    shown: Delegation | None
    visible: frozenset[str]
    initial: dict[str, object]


def delegation_to_edit(desk: Desk, viewer: Viewer, round_id: str, party_id: str) -> DelegationFill:
    """Return the delegation of a party to a round; an empty one where none is seen.

    Raises
    ------
    Http404
        Where there is no such round or party that the viewer may see.
    """
    version = desk.state().version("round", round_id)
    held = require_seen(desk, viewer, Round, round_id)
    party = require_seen(desk, viewer, Party, party_id)
    shown = next((one for one in held.delegations if one.party == party.id), None)
    page = DelegationFormPage(
        title=f"{party.name} in {held.name}",
        about=held.id,
        words="",
        lead=("Whom they sent, and what these people may settle, as far as it was told.",),
        button="Save",
        back=reverse("round", args=[held.id]),
    )
    initial: dict[str, object] = {"seen_version": version}
    if shown is not None:
        initial |= {
            "members": "\n".join(shown.members),
            "level": shown.level,
            "is_known": shown.may_settle is not None,
            **{f"mandate_{one}": SETTLES for one in shown.may_settle or ()},
        }
        for issue, whom in shown.refers.items():
            initial |= {f"mandate_{issue}": REFERS, f"whom_{issue}": whom}
    visible = frozenset(one.id for one in desk.seen_by(viewer).issues)
    return DelegationFill(page, party.id, shown, visible, initial)

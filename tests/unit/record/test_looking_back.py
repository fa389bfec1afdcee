"""Looking back never opens what was closed since: open then, and open still."""

from __future__ import annotations

from goodoffices.case.parties import Party
from goodoffices.record.entries import Erased, Statement
from goodoffices.record.looking_back import as_seen_back
from goodoffices.record.record import Record
from goodoffices.record.visibility import THE_TEAM, Viewer, ViewerKind, as_seen_by
from tests.cases import make_issue

SOUTH = Viewer(ViewerKind.PARTY, "south")
PARTIES = tuple(
    Party.model_validate(
        {"id": one, "name": one.capitalize(), "roles": ["negotiating"], "handling": "public"}
    )
    for one in ("north", "south")
)


def said(name: str, *, by: str = "north", handling: str = "public") -> Statement:
    chain = [{"speaker": by, "to": "team"}]
    return Statement.model_validate(
        {"id": name, "words": f"words of {name}", "chain": chain, "handling": handling}
    )


def record(*statements: Statement) -> Record:
    return Record(title="Talks", parties=PARTIES, statements=statements)


def seen(then: Record, now: Record, viewer: Viewer = SOUTH) -> list[str]:
    return [one.id for one in as_seen_back(then, now, viewer).statements]


def test_what_was_deleted_since_is_shown_to_no_party() -> None:
    """Deleting is the natural way to take back a mistaken `public`."""
    then, now = record(said("s1"), said("s2")), record(said("s2"))
    assert seen(then, now) == ["s2"]


def test_what_was_closed_since_stays_closed() -> None:
    then, now = record(said("s1")), record(said("s1", handling="in_confidence"))
    assert seen(then, now) == []


def test_what_was_opened_since_was_not_open_then() -> None:
    then, now = record(said("s1", handling="in_confidence")), record(said("s1"))
    assert seen(then, now) == []


def test_a_chain_corrected_since_gives_nobody_anothers_words() -> None:
    """Written as South's own by mistake, it is not South's to see for that moment."""
    then = record(said("s1", by="south", handling="in_confidence"))
    now = record(said("s1", by="north", handling="in_confidence"))
    assert seen(then, now) == []


def test_the_team_sees_its_own_past() -> None:
    then, now = record(said("s1"), said("s2")), record(said("s2"))
    assert seen(then, now, THE_TEAM) == ["s1", "s2"]


def test_what_is_held_by_a_member_now_is_not_shown_to_the_team_for_then() -> None:
    held = Statement.model_validate(
        {**said("s1").model_dump(by_alias=True), "handling": {"held_by": ["ana"]}}
    )
    assert seen(record(said("s1")), record(held), THE_TEAM) == []


def test_erasing_what_a_thing_rests_on_opens_it_to_no_party() -> None:
    """One side's erasure changes nothing that another is given."""
    issue = make_issue("flow: low, high").model_copy(update={"cites": ("s1",)})
    issue = type(issue).model_validate({**issue.model_dump(), "handling": "public"})
    confided = said("s1", handling="in_confidence")
    before = Record(title="", parties=PARTIES, issues=(issue,), statements=(confided,))
    gone = Erased(kind="statement", id="s1", on="2026-01-01", by="ana", reason="asked")
    after = Record(title="", parties=PARTIES, issues=(issue,), erased=(gone,))
    assert as_seen_by(before, SOUTH).issues == as_seen_by(after, SOUTH).issues == ()
    assert [one.id for one in as_seen_by(after, THE_TEAM).issues] == ["flow"]

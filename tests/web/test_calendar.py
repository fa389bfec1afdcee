"""Clocks, promises and days: /calendar/ and below."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.storage.models import AuditLine
from tests.web.cast import LOOKERS, NOBODY, TAKERS, WRITERS, statuses_of
from tests.web.kept_alone import SECRET, keep_alone


def day(after: int) -> str:
    """A day counted from today, as it is typed."""
    return (date.today() + timedelta(days=after)).isoformat()  # noqa: DTZ011 -- the team's day


@pytest.fixture
def noted(desk: Desk) -> None:
    """A promise past due, a clock that comes, one without a day, and a meeting that was."""
    notes: list[dict[str, object]] = [
        {"id": "map", "kind": "promise", "text": "A map", "party": "hamas", "due": day(-2)},
        {
            "id": "cabinet",
            "kind": "clock",
            "text": "The cabinet meets",
            "party": "israel",
            "due": day(3),
            "is_real": False,
        },
        {"id": "open", "kind": "clock", "text": "Funds run out", "whose": "the agency"},
    ]
    meeting = {"id": "met", "where": "Doha", "held_on": day(-4)}
    desk.change(
        lambda _: [
            *(Change("note", str(one["id"]), one) for one in notes),
            Change("meeting", "met", meeting),
        ],
        by="ana",
    )


@pytest.mark.usefixtures("noted")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/calendar/", LOOKERS),
        ("/calendar/calendar.ics", TAKERS),
        ("/calendar/new/", WRITERS),
        ("/calendar/map/edit/", WRITERS),
        ("/calendar/map/over/", dict.fromkeys(WRITERS, 405)),
        ("/calendar/n1/edit/", NOBODY),  # a note, but neither a clock nor a promise
        ("/calendar/none/edit/", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


@pytest.mark.usefixtures("noted")
def test_what_is_past_due_comes_first_then_what_comes_then_what_was(ana: Client) -> None:
    page = ana.get("/calendar/").context["page"]
    assert [(one.id, one.when, one.about) for one in page.past_due] == [
        ("map", day(-2), "promised to Hamas by the team")
    ]
    coming = [(group.day, [one.id for one in group.lines]) for group in page.coming]
    assert coming == [(day(3), ["cabinet"])]
    assert page.coming[0].lines[0].about == "clock of Israel: declared only"
    assert [(one.id, one.about) for one in page.without_day] == [
        ("open", "clock of the agency: not known whether real")
    ]
    assert [one.id for one in page.earlier][:2] == ["met", "doha_round"]


def test_who_promised_is_named_as_in_the_team(desk: Desk, ana: Client) -> None:
    note = {"id": "list", "kind": "promise", "text": "The list", "whose": "ana", "due": day(1)}
    desk.change(lambda _: [Change("note", "list", note)], by="ana")
    [of_a_day] = ana.get("/calendar/").context["page"].coming
    assert [one.about for one in of_a_day.lines] == ["promised by Ana"]


@pytest.mark.usefixtures("noted")
def test_a_promise_that_was_kept_is_not_past_due_any_more(desk: Desk, ana: Client) -> None:
    assert ana.post("/calendar/map/over/").status_code == 303
    page = ana.get("/calendar/").context["page"]
    assert page.past_due == ()
    [kept] = [one for one in page.earlier if one.id == "map"]
    assert kept.about == f"promised to Hamas by the team; kept on {day(0)}"
    [event] = [one for one in desk.state().record.notes if "map" in one.rests_on]
    assert event.kind.value == "event"


def test_a_new_clock_is_recorded_as_it_was_typed(desk: Desk, ana: Client) -> None:
    sent = {
        "kind": "clock",
        "text": "The mandate of the force ends",
        "due": "2026-12-31",
        "party": "egypt",
        "whose": "the council",
        "is_real": "real",
    }
    assert ana.post("/calendar/new/", sent).status_code == 303
    assert desk.state().content("note", "n5") == {
        "id": "n5",
        "kind": "clock",
        "text": "The mandate of the force ends",
        "due": {"from": "2026-12-31", "to": "2026-12-31"},
        "party": "egypt",
        "whose": "the council",
        "is_real": True,
    }


def test_a_promise_is_of_whoever_notes_it(desk: Desk, browsers: dict[str, Client]) -> None:
    browsers["ben"].post("/calendar/new/", {"kind": "promise", "text": "A map"})
    assert desk.state().content("note", "n5") == {
        "id": "n5",
        "kind": "promise",
        "whose": "ben",
        "text": "A map",
    }


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"text": ""}, {"text": ["This field is required."]}),
        ({"due": "2026-02-31"}, {"due": ["There is no such day as in “2026-02-31”."]}),
    ],
)
def test_a_clock_that_is_not_right_is_shown_again(
    ana: Client, changes: dict[str, str], errors: dict[str, list[str]]
) -> None:
    shown = ana.post("/calendar/new/", {"kind": "clock", "text": "Talks end", **changes})
    assert (shown.status_code, shown.context["form"].errors) == (422, errors)


@pytest.mark.parametrize(
    ("asked", "name", "before", "after"),
    [
        ("2024-08", "August 2024", "2024-07", "2024-09"),
        ("2024-12", "December 2024", "2024-11", "2025-01"),
        ("2025-01", "January 2025", "2024-12", "2025-02"),
    ],
)
def test_a_month_leads_to_the_months_around_it(
    ana: Client, asked: str, name: str, before: str, after: str
) -> None:
    month = ana.get(f"/calendar/?month={asked}").context["page"].month
    assert (month.name, month.before, month.after) == (name, before, after)


def test_a_month_shows_each_thing_on_its_days(ana: Client) -> None:
    month = ana.get("/calendar/?month=2024-08").context["page"].month
    days = {one.number: one.lines for week in month.weeks for one in week if one.number}
    found = {number: [one.id for one in lines] for number, lines in days.items() if lines}
    assert (sorted(days), found) == (
        list(range(1, 32)),
        {25: ["cairo_round"], 28: ["doha_round"]},
    )


def test_what_is_no_month_shows_this_one(ana: Client) -> None:
    today = date.today()  # noqa: DTZ011 -- the team's day
    for asked in ("", "soon", "2024-13", "9999-99"):
        month = ana.get(f"/calendar/?month={asked}").context["page"].month
        assert month.name == f"{today:%B %Y}"


def test_a_tabled_schedule_is_on_the_days_that_follow_from_its_day_zero(
    desk: Desk, ana: Client
) -> None:
    step = {"does": ["philadelphi_withdrawal"], "day": 7}
    schedule = {"id": "plan", "title": "The plan", "phases": [{"steps": [step]}]}
    dated = {**schedule, "id": "dated", "day_zero": day(1)}
    desk.change(
        lambda _: [Change("schedule", "plan", schedule), Change("schedule", "dated", dated)],
        by="ana",
    )
    page = ana.get("/calendar/").context["page"]
    [group] = page.coming
    assert (group.day, [one.about for one in group.lines]) == (
        day(8),
        ["D+7 of The plan, as tabled"],
    )
    assert [one.when for one in page.without_day] == ["D+7; no day zero is set"]


@pytest.mark.usefixtures("noted")
def test_the_file_holds_what_is_due_and_what_comes(ana: Client) -> None:
    answer = ana.get("/calendar/calendar.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(str(one["summary"]), one.decoded("dtstart").isoformat()) for one in events] == [
        ("promise: A map", day(-2)),
        ("clock: The cabinet meets", day(3)),
    ]
    assert [str(one["description"]).split(".")[0] for one in events] == ["INTERNAL"] * 2
    assert [(one.who, one.what) for one in AuditLine.objects.exclude(what="signed in")] == [
        ("ana", "calendar taken out")
    ]


def test_nobody_sees_or_changes_a_clock_that_another_holds(
    browsers: dict[str, Client], desk: Desk
) -> None:
    keep_alone(desk, "dina")
    head = desk.archive.head()
    sent = {"kind": "clock", "text": "Other"}
    assert browsers["ben"].get("/calendar/alone_clock/edit/").status_code == 404
    assert browsers["ben"].post("/calendar/alone_clock/edit/", sent).status_code == 404
    assert browsers["ben"].post("/calendar/alone_clock/over/").status_code == 404
    assert desk.archive.head() == head
    for page in ("/calendar/?month=2026-11", "/calendar/calendar.ics", "/calendar/new/"):
        assert SECRET not in browsers["ben"].get(page).content.decode()
    assert SECRET in browsers["dina"].get("/calendar/").content.decode()


def test_what_ends_a_clock_held_alone_is_held_alone(
    browsers: dict[str, Client], desk: Desk
) -> None:
    sent = {"kind": "clock", "text": SECRET, "due": day(-1), "held_alone": "on"}
    browsers["dina"].post("/calendar/new/", sent)
    browsers["dina"].post("/calendar/n5/over/")
    holders = [one.handling.held_by for one in desk.state().record.notes if one.id in {"n5", "n6"}]
    assert holders == [("dina",), ("dina",)]


@pytest.mark.usefixtures("noted")
def test_two_who_edit_a_clock_lose_nothing(desk: Desk, browsers: dict[str, Client]) -> None:
    version = desk.state().version("note", "cabinet")
    typed = {"kind": "clock", "text": "The cabinet meets", "due": day(3), "party": "israel"}
    first = {**typed, "due": day(4), "is_real": "declared", "seen_version": version}
    assert browsers["ben"].post("/calendar/cabinet/edit/", first).status_code == 303
    second = {**typed, "due": day(5), "is_real": "declared", "seen_version": version}
    shown = browsers["ana"].post("/calendar/cabinet/edit/", second)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert [(one.label, one.now, one.typed) for one in page.changed] == [
        ("By when", day(4), day(5))
    ]
    again = {**second, "seen_version": form["seen_version"].value()}
    assert browsers["ana"].post("/calendar/cabinet/edit/", again).status_code == 303
    assert desk.state().content("note", "cabinet")["due"] == {"from": day(5), "to": day(5)}


@pytest.mark.usefixtures("noted")
def test_more_days_need_no_more_queries(desk: Desk, ana: Client) -> None:
    ana.get("/calendar/")
    with CaptureQueriesContext(connection) as few:
        ana.get("/calendar/")
    more = [{"id": f"more{n}", "kind": "clock", "text": "More", "due": day(n)} for n in range(3)]
    desk.change(lambda _: [Change("note", str(e["id"]), e) for e in more], by="ana")
    with CaptureQueriesContext(connection) as many:
        ana.get("/calendar/")
    assert len(many) == len(few)

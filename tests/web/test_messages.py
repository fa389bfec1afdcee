"""Messages between sides: /messages/ and below."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from goodoffices.web.queries import messages as queries
from tests.web.cast import LOOKERS, NOBODY, WRITERS, statuses_of
from tests.web.kept_alone import SECRET, keep_alone

ASKED = {
    "asked_by": "hamas",
    "to_party": "israel",
    "words": "Does the list hold?",
    "asked_on": "2026-11-20",
    "meeting": "",
    "reply_owed": "on",
    "level": "in_confidence",
    "given_by": "hamas",
    "consent": "given",
}
CONVEYED = {
    "conveyed_on": "2026-11-21",
    "conveyed_words": "They ask whether the list holds.",
    "received": "They took note.",
    "reply_owed": "on",
}
LEAVE = {"has_leave": "on", "leave_by": "hamas", "leave_on": "2026-11-20"}


@pytest.fixture
def asked(ana: Client) -> None:
    """A message msg1 of Hamas to Israel."""
    assert ana.post("/messages/new/", ASKED).status_code == 303


def send(browser: Client, desk: Desk, deed: str, *said: dict[str, str]) -> Any:
    """Fill in a form of message msg1 as it stands now."""
    sent = {"seen_version": desk.state().version("message", "msg1")}
    for one in said:
        sent |= one
    return browser.post(f"/messages/msg1/{deed}/", sent)


def groups_of(browser: Client) -> dict[str, list[str]]:
    page = browser.get("/messages/").context["page"]
    return {group.title: [one.id for one in group.messages] for group in page.groups}


@pytest.mark.usefixtures("asked")
def test_of_many_messages_that_stand_alike_some_are_shown_and_the_others_counted(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.post("/messages/new/", {**ASKED, "words": "And the second?"})
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    answer = ana.get("/messages/")
    waiting = answer.context["page"].groups[0]
    assert ([one.id for one in waiting.messages], waiting.more, waiting.number) == (["msg1"], 1, 2)
    assert "/record/?kind=message" in answer.content.decode()


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/messages/", LOOKERS),
        ("/messages/new/", WRITERS),
        ("/messages/msg1/edit/", WRITERS),
        ("/messages/msg1/conveyed/", WRITERS),
        ("/messages/msg1/reply/", WRITERS),
        ("/messages/msg9/conveyed/", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


@pytest.mark.usefixtures("asked")
def test_a_new_message_waits_to_be_conveyed(desk: Desk, ana: Client) -> None:
    assert desk.state().content("message", "msg1") == {
        "id": "msg1",
        "asked_by": "hamas",
        "to": "israel",
        "words": "Does the list hold?",
        "asked_on": {"from": "2026-11-20", "to": "2026-11-20"},
        "reply_owed": True,
        "handling": {"level": "in_confidence", "given_by": "hamas"},
    }
    assert groups_of(ana) == {
        "To convey": ["msg1"],
        "Conveyed, awaiting a reply": [],
        "Settled": [],
    }


def test_a_party_does_not_ask_us_to_tell_itself(ana: Client) -> None:
    shown = ana.post("/messages/new/", {**ASKED, "to_party": "hamas"})
    assert shown.status_code == 422
    assert shown.context["form"].errors == {"to_party": ["A party asks us to tell another party."]}


@pytest.mark.usefixtures("asked")
def test_words_in_confidence_are_not_conveyed_without_leave(desk: Desk, ana: Client) -> None:
    page = ana.get("/messages/msg1/conveyed/").context["page"]
    assert page.warning == (
        "These words may not be told to Israel yet: Hamas has to give leave first."
    )
    head = desk.archive.head()
    shown = send(ana, desk, "conveyed", CONVEYED)
    assert (shown.status_code, set(shown.context["form"].errors)) == (
        422,
        {"has_leave", "leave_by", "leave_on"},
    )
    assert desk.archive.head() == head


@pytest.mark.usefixtures("asked")
def test_leave_becomes_the_handling_when_a_message_is_conveyed(desk: Desk, ana: Client) -> None:
    assert send(ana, desk, "conveyed", CONVEYED, LEAVE).status_code == 303
    message = desk.state().content("message", "msg1")
    assert message["handling"] == {
        "level": "may_be_conveyed",
        "to": ["israel"],
        "given_by": "hamas",
        "given_on": "2026-11-20",
    }
    assert [message[one] for one in ("conveyed_on", "conveyed_words", "received")] == [
        "2026-11-21",
        "They ask whether the list holds.",
        "They took note.",
    ]
    assert groups_of(ana)["Conveyed, awaiting a reply"] == ["msg1"]


@pytest.mark.parametrize(
    "handling",
    [
        {"level": "public"},
        {"level": "may_be_conveyed", "to": ["israel"]},
        {"level": "without_attribution"},
    ],
)
def test_where_handling_allows_it_no_leave_is_asked_for(
    desk: Desk, ana: Client, handling: dict[str, object]
) -> None:
    sent = {**ASKED, **handling}
    assert ana.post("/messages/new/", sent).status_code == 303
    shown = ana.get("/messages/msg1/conveyed/")
    assert (shown.context["page"].warning, "has_leave" in shown.context["form"].fields) == (
        "",
        False,
    )
    assert send(ana, desk, "conveyed", CONVEYED).status_code == 303


def test_a_leave_for_another_side_is_no_leave(ana: Client) -> None:
    ana.post("/messages/new/", {**ASKED, "level": "may_be_conveyed", "to": ["egypt"]})
    assert ana.get("/messages/msg1/conveyed/").context["page"].warning != ""


@pytest.mark.usefixtures("asked")
def test_a_reply_becomes_a_message_back_tied_to_the_first(desk: Desk, ana: Client) -> None:
    send(ana, desk, "conveyed", CONVEYED, LEAVE)
    reply = {"came_on": "2026-11-22", "words": "It holds.", "is_message": "on"}
    assert send(ana, desk, "reply", reply).status_code == 303
    assert desk.state().content("message", "msg2") == {
        "id": "msg2",
        "asked_by": "israel",
        "to": "hamas",
        "words": "It holds.",
        "asked_on": "2026-11-22",
        "handling": {"level": "in_confidence", "given_by": "israel", "given_on": "2026-11-22"},
    }
    [tie] = [one for one in desk.state().record.notes if "msg2" in one.rests_on]
    assert (tie.text, tie.rests_on) == ("msg2 is the reply to msg1.", ("msg1", "msg2"))
    assert groups_of(ana) == {
        "To convey": ["msg2"],
        "Conveyed, awaiting a reply": [],
        "Settled": ["msg1"],
    }


@pytest.mark.usefixtures("asked")
def test_a_reply_that_is_not_passed_on_stands_with_how_it_was_received(
    desk: Desk, ana: Client
) -> None:
    send(ana, desk, "conveyed", CONVEYED, LEAVE)
    send(ana, desk, "reply", {"came_on": "2026-11-22", "words": "It holds."})
    message = desk.state().content("message", "msg1")
    assert message["received"] == "They took note.\nReply of 2026-11-22: It holds."
    assert "reply_owed" not in message
    assert groups_of(ana)["Settled"] == ["msg1"]


def test_what_comes_of_a_message_held_alone_is_held_alone(
    browsers: dict[str, Client], desk: Desk
) -> None:
    browsers["dina"].post("/messages/new/", {**ASKED, "held_by": ["dina"], "words": SECRET})
    send(browsers["dina"], desk, "conveyed", CONVEYED, LEAVE)
    reply = {"came_on": "2026-11-22", "words": f"Yes, {SECRET}.", "is_message": "on"}
    send(browsers["dina"], desk, "reply", reply)
    assert groups_of(browsers["dina"])["Settled"] == ["msg1"]
    assert SECRET in browsers["dina"].get("/messages/").content.decode()
    assert sum(len(found) for found in groups_of(browsers["ana"]).values()) == 0
    assert browsers["ana"].get("/messages/msg2/edit/").status_code == 404


def test_nobody_sees_or_changes_a_message_that_another_holds(
    browsers: dict[str, Client], desk: Desk
) -> None:
    keep_alone(desk, "dina")
    head = desk.archive.head()
    for deed in ("edit", "conveyed", "reply"):
        address = f"/messages/alone_message/{deed}/"
        assert browsers["ben"].post(address, {**ASKED, **CONVEYED}).status_code == 404
    assert desk.archive.head() == head
    seen = {who: SECRET in one.get("/messages/").content.decode() for who, one in browsers.items()}
    assert seen == {"ana": False, "ben": False, "cleo": False, "dina": True, "stranger": False}


@pytest.mark.usefixtures("asked")
def test_two_who_edit_a_message_lose_nothing(desk: Desk, browsers: dict[str, Client]) -> None:
    before = desk.state().version("message", "msg1")
    send(browsers["ben"], desk, "edit", {**ASKED, "words": "Does all of it hold?"})
    typed = {**ASKED, "words": "Does it hold at all?", "seen_version": before}
    shown = browsers["ana"].post("/messages/msg1/edit/", typed)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert [(one.label, one.now, one.typed) for one in page.changed] == [
        ("That", "Does all of it hold?", "Does it hold at all?")
    ]
    again = {**typed, "seen_version": form["seen_version"].value()}
    assert browsers["ana"].post("/messages/msg1/edit/", again).status_code == 303
    assert desk.state().content("message", "msg1")["words"] == "Does it hold at all?"


@pytest.mark.usefixtures("asked")
def test_three_messages_need_no_more_queries_than_one(desk: Desk, ana: Client) -> None:
    ana.get("/messages/")
    with CaptureQueriesContext(connection) as few:
        ana.get("/messages/")
    one = desk.state().content("message", "msg1")
    more = [{**one, "id": f"more{n}"} for n in range(2)]
    desk.change(lambda _: [Change("message", str(e["id"]), e) for e in more], by="ana")
    with CaptureQueriesContext(connection) as many:
        ana.get("/messages/")
    assert len(many) == len(few)


def test_an_edit_leaves_what_somebody_may_not_see_as_it_is(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    keep_alone(desk, "dina")
    message = {
        "id": "msg1",
        "asked_by": "hamas",
        "to": "israel",
        "words": "Ask.",
        "asked_on": "2026-11-20",
        "meeting": "alone_meeting",
    }
    desk.change(lambda _: [Change("message", "msg1", message)], by="dina")
    sent = {**ASKED, "words": "Ask them.", "reply_owed": "", "given_by": ""}
    assert send(browsers["ana"], desk, "edit", sent).status_code == 303
    assert desk.state().content("message", "msg1") == {**message, "words": "Ask them."}

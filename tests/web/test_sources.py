"""Sources: /sources/ and below, and somebody new in a meeting note."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.desk import Desk
from tests.web.kept_alone import SECRET, add_entries

WRITERS = {"ana": 200, "ben": 200, "cleo": 404, "dina": 200, "stranger": 302}
NOTE = {"held_on": "2026-11-02", "channel": "shuttle", "said1_words": "We can wait."}


def edit(browser: Client, desk: Desk, source: str, **changes: object) -> Any:
    sent = {
        "kind": "person",
        "description": "Ada North",
        "level": "in_confidence",
        "consent": "given",
        "seen_version": desk.state().version("source", source),
    }
    return browser.post(f"/sources/{source}/edit/", {**sent, **changes})


def add_ada(desk: Desk, **more: object) -> None:
    add_entries(
        desk, "source", [{"id": "ada", "kind": "person", "description": "Ada North"} | more]
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/sources/", {**WRITERS, "cleo": 200}),
        ("/sources/new/", WRITERS),
        ("/sources/ada/edit/", WRITERS),
        ("/sources/nobody/edit/", dict.fromkeys(WRITERS, 404) | {"stranger": 302}),
    ],
)
def test_each_address_answers_each_of_the_cast(
    desk: Desk, browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    add_ada(desk)
    assert {who: one.get(address).status_code for who, one in browsers.items()} == expected


def test_a_new_person_is_called_by_the_name(desk: Desk, ana: Client) -> None:
    add_ada(desk)
    sent = {
        "kind": "person",
        "description": "Zoë Ben-Ari",
        "also_known_as": "Zoe Benari\n",
        "affiliation": "israel",
        "not_the_same_as": ["ada"],
        "level": "public",
        "consent": "given",
    }
    assert ana.post("/sources/new/", sent).status_code == 303
    assert desk.state().content("source", "zoe_ben_ari") == {
        "id": "zoe_ben_ari",
        "kind": "person",
        "description": "Zoë Ben-Ari",
        "also_known_as": ["Zoe Benari"],
        "affiliation": "israel",
        "not_the_same_as": ["ada"],
        "handling": {"level": "public"},
    }


@pytest.mark.parametrize("changes", [{"kind": "unnamed"}, {"held_by": ["ana"]}])
def test_an_id_tells_nothing_of_who_is_unnamed_or_held(
    desk: Desk, ana: Client, changes: dict[str, object]
) -> None:
    """An id stands in addresses, and that one is taken would tell that somebody is there."""
    sent = {"kind": "person", "description": "Ada North", "level": "in_confidence"}
    assert ana.post("/sources/new/", {**sent, "consent": "given", **changes}).status_code == 303
    assert desk.state().content("source", "source1")["description"] == "Ada North"


def test_saving_what_nobody_changed_records_nothing(desk: Desk, ana: Client) -> None:
    add_ada(desk)
    head = desk.archive.head()
    assert edit(ana, desk, "ada").status_code == 303
    assert desk.archive.head() == head


def test_what_stood_unseen_in_a_source_stays(desk: Desk, browsers: dict[str, Client]) -> None:
    held = {"level": "in_confidence", "held_by": ["dina"]}
    other = {"id": "other", "kind": "person", "description": SECRET, "handling": held}
    add_entries(desk, "source", [other], by="dina")
    add_ada(desk, not_the_same_as=["other"])
    assert SECRET not in browsers["ben"].get("/sources/ada/edit/").content.decode()
    assert edit(browsers["ben"], desk, "ada", description="Ada South").status_code == 303
    assert desk.state().content("source", "ada") == {
        "id": "ada",
        "kind": "person",
        "description": "Ada South",
        "not_the_same_as": ["other"],
    }


def test_nobody_sees_or_changes_a_source_that_another_holds(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    held = {"level": "in_confidence", "held_by": ["dina"]}
    one = {"id": "alone", "kind": "person", "description": SECRET, "handling": held}
    add_entries(desk, "source", [one], by="dina")
    head = desk.archive.head()
    assert browsers["ben"].get("/sources/alone/edit/").status_code == 404
    assert edit(browsers["ben"], desk, "alone").status_code == 404
    assert desk.archive.head() == head
    seen = {
        who: SECRET in browsers[who].get("/sources/").content.decode() for who in ("ben", "dina")
    }
    assert seen == {"ben": False, "dina": True}


def test_two_who_edit_a_source_lose_nothing(desk: Desk, browsers: dict[str, Client]) -> None:
    add_ada(desk)
    before = desk.state().version("source", "ada")
    edit(browsers["ben"], desk, "ada", also_known_as="Ada N.")
    shown = edit(browsers["ana"], desk, "ada", affiliation="egypt", seen_version=before)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert [(one.label, one.now, one.typed) for one in page.changed] == [
        ("Also known as", "Ada N.", "nothing"),
        ("Belongs to", "nothing", "egypt"),
    ]
    assert form["affiliation"].value() == "egypt"


def test_list_asks_the_database_as_often_for_three_as_for_one(desk: Desk, ana: Client) -> None:
    add_ada(desk)
    ana.get("/sources/")
    with CaptureQueriesContext(connection) as one:
        ana.get("/sources/")
    more = [{"id": f"more{n}", "kind": "outlet", "description": f"Paper {n}"} for n in range(3)]
    add_entries(desk, "source", more)
    with CaptureQueriesContext(connection) as three:
        ana.get("/sources/")
    assert len(three) == len(one)


def test_somebody_new_in_a_note_becomes_a_source_in_the_same_step(desk: Desk, ana: Client) -> None:
    sent = {**NOTE, "said1_new": "Ada North", "said1_side": "egypt"}
    assert ana.post("/meeting/", {**sent, "said_rows": "1"}).status_code == 303
    person = {"kind": "person", "description": "Ada North", "affiliation": "egypt"}
    assert desk.state().content("source", "ada_north") == {"id": "ada_north", **person}
    [said] = [one for one in desk.state().record.statements if one.words == "We can wait."]
    assert [hop.speaker for hop in said.chain] == ["ada_north"]


def test_somebody_new_whom_one_holds_alone_has_an_id_that_tells_nothing(
    desk: Desk, ana: Client
) -> None:
    sent = {**NOTE, "said1_new": "Ada North", "held_alone": "on", "said_rows": "1"}
    assert ana.post("/meeting/", sent).status_code == 303
    assert desk.state().content("source", "source1") == {
        "id": "source1",
        "kind": "person",
        "description": "Ada North",
        "handling": {"level": "in_confidence", "held_by": ["ana"]},
    }


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "This is missing in the row."),
        (
            {"said1_speaker": "egypt", "said1_new": "Ada"},
            "Choose who it was or name somebody new, not both.",
        ),
        ({"said1_new": "EGYPT"}, "Somebody of this name is on record: choose them."),
    ],
)
def test_who_spoke_is_named_once_and_not_twice(
    desk: Desk, ana: Client, typed: dict[str, str], message: str
) -> None:
    head = desk.archive.head()
    shown = ana.post("/meeting/", {**NOTE, **typed, "said_rows": "1"})
    errors = [each for some in shown.context["form"].errors.values() for each in some]
    assert (shown.status_code, errors) == (422, [message])
    assert desk.archive.head() == head

"""Rounds and delegations: /rounds/ and below."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from tests.web.cast import LOOKERS, NOBODY, WRITERS, statuses_of
from tests.web.kept_alone import SECRET, add_entries, keep_alone

CAIRO = {
    "title": "Cairo round",
    "venue": "Cairo",
    "held_on": "until 2024-08-25",
    "channel": "unknown",
    "outcome": "ended_without_agreement",
    "cause": "s9",
}


def edit(browser: Client, desk: Desk, **changes: object) -> Any:
    version = desk.state().version("round", "cairo_round")
    return browser.post("/rounds/cairo_round/edit/", {**CAIRO, "seen_version": version, **changes})


def delegate(browser: Client, desk: Desk, party: str, **said: object) -> Any:
    version = desk.state().version("round", "doha_round")
    sent = {"seen_version": version, **said}
    return browser.post(f"/rounds/doha_round/delegation/{party}/", sent)


def delegation(desk: Desk, party: str) -> list[dict[str, object]]:
    found = desk.state().content("round", "doha_round")["delegations"]
    assert isinstance(found, list)
    return [one for one in found if one["party"] == party]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/rounds/", LOOKERS),
        ("/rounds/new/", WRITERS),
        ("/rounds/doha_round/", LOOKERS),
        ("/rounds/doha_round/edit/", WRITERS),
        ("/rounds/doha_round/delegation/hamas/", WRITERS),
        ("/rounds/doha_round/delegation/nobody/", NOBODY),
        ("/rounds/none/", NOBODY),
        ("/rounds/none/edit/", NOBODY),
        ("/rounds/none/delegation/hamas/", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


def test_the_latest_round_comes_first(ana: Client) -> None:
    page = ana.get("/rounds/").context["page"]
    assert [(one.id, one.held_on, one.outcome) for one in page.rounds] == [
        ("doha_round", "since 2024-08-28", "unknown"),
        ("cairo_round", "until 2024-08-25", "ended without agreement"),
    ]


def test_a_round_says_why_it_ended_as_somebody_tells_it(ana: Client) -> None:
    page = ana.get("/rounds/cairo_round/").context["page"]
    assert (page.cause.statement, page.outcome) == ("s9", "ended without agreement")
    assert page.absent == (("israel", "Israel"), ("hamas", "Hamas"))
    assert ana.get("/rounds/doha_round/").context["page"].cause is None


def test_a_new_round_is_shown(desk: Desk, ana: Client) -> None:
    sent = {
        "venue": "Rome",
        "held_on": "2026-11-20 to 2026-11-22",
        "channel": "proximity",
        "documents_tabled": ["efe_report"],
        "outcome": "unknown",
    }
    made = ana.post("/rounds/new/", sent)
    assert (made.status_code, made.headers["Location"]) == (303, "/rounds/round1/")
    assert desk.state().content("round", "round1") == {
        "id": "round1",
        "venue": "Rome",
        "held_on": {"from": "2026-11-20", "to": "2026-11-22"},
        "channel": "proximity",
        "documents_tabled": ["efe_report"],
    }


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"cause": "s99"}, {"cause": ["There is no statement “s99”."]}),
        ({"title": "", "venue": ""}, {"title": ["A round needs a title or a venue."]}),
        ({"held_on": "2026-02-31"}, {"held_on": ["There is no such day as in “2026-02-31”."]}),
    ],
)
def test_a_round_that_is_not_right_is_shown_again(
    desk: Desk, ana: Client, changes: dict[str, str], errors: dict[str, list[str]]
) -> None:
    shown = edit(ana, desk, **changes)
    assert (shown.status_code, shown.context["form"].errors) == (422, errors)


def test_an_edit_leaves_what_nobody_changed_as_it_was_written(desk: Desk, ana: Client) -> None:
    before = desk.state().content("round", "cairo_round")
    assert edit(ana, desk, outcome="suspended").status_code == 303
    assert desk.state().content("round", "cairo_round") == {**before, "outcome": "suspended"}


def test_a_cause_held_by_another_is_no_cause_to_choose(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    shown = edit(browsers["ana"], desk, cause="held_dina")
    assert shown.context["form"].errors == {"cause": ["There is no statement “held_dina”."]}


def test_documents_that_another_holds_stay_tabled(desk: Desk, browsers: dict[str, Client]) -> None:
    keep_alone(desk, "dina")
    before = desk.state().content("round", "cairo_round")
    change = Change("round", "cairo_round", {**before, "documents_tabled": ["alone_document"]})
    desk.change(lambda _: [change], by="dina")
    edit(browsers["ana"], desk, documents_tabled=["efe_report"])
    assert desk.state().content("round", "cairo_round")["documents_tabled"] == [
        "efe_report",
        "alone_document",
    ]


def test_a_mandate_is_put_on_record(desk: Desk, ana: Client) -> None:
    done = delegate(
        ana,
        desk,
        "hamas",
        members="head of the bureau\na deputy",
        level="bureau",
        is_known="on",
        mandate_philadelphi="settles",
        mandate_netzarim="refers",
        whom_netzarim="the council",
    )
    assert done.status_code == 303
    assert delegation(desk, "hamas") == [
        {
            "party": "hamas",
            "members": ["head of the bureau", "a deputy"],
            "level": "bureau",
            "may_settle": ["philadelphi"],
            "refers": {"netzarim": "the council"},
        }
    ]
    assert len(delegation(desk, "israel")) == 1


def test_a_known_mandate_for_nothing_is_not_an_unknown_one(desk: Desk, ana: Client) -> None:
    delegate(ana, desk, "hamas", is_known="on")
    assert delegation(desk, "hamas") == [{"party": "hamas", "may_settle": []}]
    rows = ana.get("/rounds/doha_round/").context["page"].delegations
    assert [one.settles for one in rows if one.party_id in {"hamas", "israel"}] == [
        "not known",
        "no issue",
    ]


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        (
            {"mandate_netzarim": "refers"},
            {"whom_netzarim": ["Say to whom it is referred."]},
        ),
        (
            {"mandate_netzarim": "settles"},
            {"is_known": ["An issue that they may settle is marked: mark this too."]},
        ),
    ],
)
def test_a_mandate_that_contradicts_itself_is_shown_again(
    desk: Desk, ana: Client, said: dict[str, str], errors: dict[str, list[str]]
) -> None:
    shown = delegate(ana, desk, "hamas", **said)
    assert (shown.status_code, shown.context["form"].errors) == (422, errors)


def test_a_delegation_that_another_holds_stays_beside_the_one_that_is_typed(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    held = {
        "party": "hamas",
        "members": [SECRET],
        "handling": {"level": "in_confidence", "held_by": ["dina"]},
    }
    before = desk.state().content("round", "doha_round")
    sent = before["delegations"]
    assert isinstance(sent, list)
    change = Change("round", "doha_round", {**before, "delegations": [*sent, held]})
    desk.change(lambda _: [change], by="dina")
    assert SECRET not in browsers["ana"].get("/rounds/doha_round/").content.decode()
    delegate(browsers["ana"], desk, "hamas", members="a deputy")
    assert delegation(desk, "hamas") == [held, {"party": "hamas", "members": ["a deputy"]}]


def test_nobody_sees_or_changes_a_round_that_another_holds(
    browsers: dict[str, Client], desk: Desk
) -> None:
    keep_alone(desk, "dina")
    head = desk.archive.head()
    for deed in ("", "edit/", "delegation/hamas/"):
        assert browsers["ben"].get(f"/rounds/alone_round/{deed}").status_code == 404
    assert browsers["ben"].post("/rounds/alone_round/edit/", CAIRO).status_code == 404
    assert browsers["ben"].post("/rounds/doha_round/delegation/alone_party/").status_code == 404
    assert desk.archive.head() == head
    for page in ("/rounds/", "/rounds/new/", "/rounds/cairo_round/", "/rounds/cairo_round/edit/"):
        assert SECRET not in browsers["ben"].get(page).content.decode()
    assert SECRET in browsers["dina"].get("/rounds/").content.decode()


def test_two_who_edit_a_round_lose_nothing(desk: Desk, browsers: dict[str, Client]) -> None:
    before = desk.state().version("round", "cairo_round")
    edit(browsers["ben"], desk, venue="Giza")
    shown = edit(browsers["ana"], desk, venue="Heliopolis", seen_version=before)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert [(one.label, one.now, one.typed) for one in page.changed] == [
        ("Venue", "Giza", "Heliopolis")
    ]
    version = form["seen_version"].value()
    edit(browsers["ana"], desk, venue="Heliopolis", seen_version=version)
    assert desk.state().content("round", "cairo_round")["venue"] == "Heliopolis"


def test_three_rounds_need_no_more_queries_than_one(desk: Desk, ana: Client) -> None:
    addresses = ("/rounds/", "/people/")
    for address in addresses:
        ana.get(address)
    counts = []
    for extra in (0, 2):
        rounds = [{"id": f"more{n}", "venue": "Rome"} for n in range(extra)]
        add_entries(desk, "round", rounds)
        with CaptureQueriesContext(connection) as queries:
            for address in addresses:
                ana.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_issues_that_another_holds_stay_in_a_mandate(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    held = {"level": "in_confidence", "held_by": ["dina"]}
    issue = {"id": "hidden", "options": [{"id": "yes"}, {"id": "no"}], "handling": held}
    before = desk.state().content("round", "doha_round")
    sent = {"party": "hamas", "may_settle": ["hidden"], "refers": {"hidden": "the council"}}
    round_ = {**before, "delegations": [sent]}
    desk.change(
        lambda _: [Change("issue", "hidden", issue), Change("round", "doha_round", round_)],
        by="dina",
    )
    delegate(browsers["ana"], desk, "hamas", is_known="on", mandate_philadelphi="settles")
    assert delegation(desk, "hamas") == [
        {
            "party": "hamas",
            "may_settle": ["philadelphi", "hidden"],
            "refers": {"hidden": "the council"},
        }
    ]

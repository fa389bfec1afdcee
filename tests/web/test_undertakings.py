"""Undertakings, linkages, and what matters to whom: /undertakings/ and below."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from tests.web.kept_alone import SECRET, add_entries

LOOKERS = {"ana": 200, "ben": 200, "cleo": 200, "dina": 200, "stranger": 302}
WRITERS = {**LOOKERS, "cleo": 404}
NOBODY = dict.fromkeys(LOOKERS, 404) | {"stranger": 302}
HANDLING = {"level": "in_confidence", "consent": "given"}
HELD = {"level": "in_confidence", "held_by": ["dina"]}
DAYS = {"tranches": "1", "earliest": "0", "days": "1", "verified_in": "0"}
HOSTAGES = "/undertakings/hostages_release/edit/"
LINKAGE = "/undertakings/linkages/second_phase_after_hostages/edit/"
MATTERS = "/undertakings/importance/israel/edit/"


def as_shown(browser: Client, address: str) -> dict[str, Any]:
    """What a browser sends of a form as it was shown."""
    form = browser.get(address).context["form"]
    return {one.html_name: one.value() for one in form if one.value() not in (None, "", False)}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/undertakings/", LOOKERS),
        ("/undertakings/new/", WRITERS),
        (HOSTAGES, WRITERS),
        ("/undertakings/hostages_release/remove/", WRITERS),
        ("/undertakings/nothing/edit/", NOBODY),
        ("/undertakings/linkages/new/", WRITERS),
        (LINKAGE, WRITERS),
        ("/undertakings/linkages/second_phase_after_hostages/remove/", WRITERS),
        ("/undertakings/linkages/hostages_release/edit/", NOBODY),
        (MATTERS, WRITERS),
        ("/undertakings/importance/nobody/edit/", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert {who: one.get(address).status_code for who, one in browsers.items()} == expected


def test_page_says_what_is_undertaken_and_which_options_bring_it(ana: Client) -> None:
    page = ana.get("/undertakings/").context["page"]
    philadelphi = next(one for one in page.undertakings if one.id == "philadelphi_withdrawal")
    assert (philadelphi.responsible, philadelphi.says) == (
        "Israel",
        "Withdrawal from Philadelphi, for Hamas and Egypt, in 2 equal tranches.",
    )
    assert philadelphi.brought_by == (
        ("Philadelphi corridor: withdrawal in two phases", "/issues/philadelphi/options/"),
        ("Philadelphi corridor: complete withdrawal", "/issues/philadelphi/options/"),
    )
    assert [one.name for one in page.linkages] == [
        "Withdrawal from Philadelphi, tranche 2 of 2 only after Release of hostages",
        "Withdrawal from Philadelphi, tranche 2 of 2 only after Release of prisoners",
    ]
    assert [(one.party, len(one.says)) for one in page.importance] == [
        ("Israel", 1),
        ("Hamas", 1),
        ("Egypt", 0),
    ]


def test_a_new_undertaking_about_persons_names_groups(desk: Desk, ana: Client) -> None:
    sent = {
        **HANDLING,
        **DAYS,
        "title": "Transfer of the wounded",
        "responsible": "israel",
        "beneficiaries": ["hamas"],
        "persons": "on",
        "after": ["hostages_release.2"],
        "due": "14",
        "verified_by": "Red Cross",
        "reversible": "on",
        "new_rows": "2",
        "new1-name": "Children",
        "new2-name": "All others",
    }
    assert ana.post("/undertakings/new/", sent).status_code == 303
    assert desk.state().content("undertaking", "transfer_of_the_wounded") == {
        "id": "transfer_of_the_wounded",
        "title": "Transfer of the wounded",
        "responsible": "israel",
        "beneficiaries": ["hamas"],
        "persons": True,
        "after": ["hostages_release.2"],
        "due": 14,
        "verified_by": "Red Cross",
        "reversible": True,
        "groups": [
            {"id": "children", "title": "Children"},
            {"id": "all_others", "title": "All others"},
        ],
    }


def test_an_amount_is_cut_in_tranches_and_is_never_of_persons(desk: Desk, ana: Client) -> None:
    sent = {**HANDLING, **DAYS, "title": "Trucks", "responsible": "israel"}
    sent |= {"amount": "600", "smallest": "50", "unit": "truck"}
    refused = ana.post("/undertakings/new/", {**sent, "persons": "on"})
    assert (refused.status_code, dict(refused.context["form"].errors)) == (
        422,
        {"amount": ["Persons are named in groups, and are no amount."]},
    )
    assert ana.post("/undertakings/new/", sent).status_code == 303
    assert desk.state().content("undertaking", "trucks") == {
        "id": "trucks",
        "title": "Trucks",
        "responsible": "israel",
        "amount": 600,
        "smallest": 50,
        "unit": "truck",
    }


@pytest.mark.parametrize("address", [HOSTAGES, LINKAGE, MATTERS])
def test_form_sent_as_it_was_shown_records_nothing(desk: Desk, ana: Client, address: str) -> None:
    head = desk.archive.head()
    assert ana.post(address, as_shown(ana, address)).status_code == 303
    assert desk.archive.head() == head


def test_tranche_that_is_waited_for_cannot_be_taken_away(desk: Desk, ana: Client) -> None:
    address = "/undertakings/philadelphi_withdrawal/edit/"
    head = desk.archive.head()
    shown = ana.post(address, {**as_shown(ana, address), "tranches": "1"})
    assert shown.status_code == 422
    assert shown.context["form"].non_field_errors()
    assert desk.archive.head() == head


def test_undertaking_that_is_named_cannot_be_taken_out(desk: Desk, ana: Client) -> None:
    version = desk.state().version("undertaking", "hostages_release")
    head = desk.archive.head()
    address = "/undertakings/hostages_release/remove/"
    assert ana.post(address, {"seen_version": version}).status_code == 422
    assert desk.archive.head() == head


def test_groups_are_renamed_added_and_taken_out(desk: Desk, ana: Client) -> None:
    groups = [{"id": "women", "title": "Women"}, {"id": "men", "title": "Men"}]
    one = {"id": "exchange", "title": "Exchange", "responsible": "israel", "groups": groups}
    add_entries(desk, "undertaking", [one])
    address = "/undertakings/exchange/edit/"
    sent = as_shown(ana, address) | {"row-women-name": "", "row-men-name": "Grown men"}
    assert ana.post(address, {**sent, "new1-name": "The ill"}).status_code == 303
    assert desk.state().content("undertaking", "exchange")["groups"] == [
        {"id": "men", "title": "Grown men"},
        {"id": "the_ill", "title": "The ill"},
    ]


def test_a_new_linkage_with_a_looser_form(desk: Desk, ana: Client) -> None:
    sent = {
        **HANDLING,
        "step": "prisoners_release.2",
        "after": "hostages_release",
        "asked_by": "israel",
        "judge": "Red Cross",
        "new_rows": "1",
        "new1-name": "after two of three parts",
        "new1-after": "hostages_release.2",
    }
    assert ana.post("/undertakings/linkages/new/", sent).status_code == 303
    [new] = [
        one.content
        for (kind, _), one in desk.state().entries.items()
        if kind == "linkage" and isinstance(one.content, dict) and one.content.get("judge")
    ]
    loosening = {"id": "after_two_of_three_parts", "title": "after two of three parts"}
    assert new == {
        "id": "prisoners_release_2_after_hostages_relea",
        "step": "prisoners_release.2",
        "after": "hostages_release",
        "asked_by": "israel",
        "judge": "Red Cross",
        "loosenings": [{**loosening, "after": "hostages_release.2"}],
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"step": "hostages_release", "after": "hostages_release.2"}, "__all__"),
        ({"new_rows": "1", "new1-name": "the same"}, "new1-after"),
    ],
)
def test_linkage_that_says_nothing_is_refused(
    desk: Desk, ana: Client, changes: dict[str, str], expected: str
) -> None:
    head = desk.archive.head()
    shown = ana.post(LINKAGE, {**as_shown(ana, LINKAGE), **changes})
    assert (shown.status_code, [*shown.context["form"].errors]) == (422, [expected])
    assert desk.archive.head() == head


def test_linkage_is_taken_out_once_no_option_brings_it(desk: Desk, ana: Client) -> None:
    address = "/undertakings/linkages/second_phase_after_hostages/remove/"
    version = desk.state().version("linkage", "second_phase_after_hostages")
    refused = ana.post(address, {"seen_version": version})
    assert (refused.status_code, refused.context["form"].non_field_errors()) == (
        422,
        ["issue second_phase: its option after_exchange brings this; edit the issue first"],
    )
    before = desk.state().content("issue", "second_phase")
    options = [
        {name: value for name, value in one.items() if name != "brings"}
        for one in before["options"]  # type: ignore[attr-defined]
    ]
    change = Change("issue", "second_phase", {**before, "options": options})
    desk.change(lambda _: [change], by="ana")
    assert ana.post(address, {"seen_version": version}).status_code == 303
    assert ana.get(address).status_code == 404


def test_what_an_option_that_another_holds_brings_cannot_be_taken_out(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    """The refusal names nothing: not the option, not its issue."""
    repair = {"id": "repair", "title": "Repair", "responsible": "israel"}
    option = {"id": "hidden", "title": SECRET, "brings": ["repair"]}
    issue = {"id": "alone", "title": SECRET, "options": [option], "handling": HELD}
    add_entries(desk, "undertaking", [repair])
    add_entries(desk, "issue", [issue], by="dina")
    version = desk.state().version("undertaking", "repair")
    shown = browsers["ben"].post("/undertakings/repair/remove/", {"seen_version": version})
    assert (shown.status_code, shown.context["form"].non_field_errors()) == (
        422,
        ["the case: something that others hold rests on this"],
    )


def test_what_matters_is_an_order_and_places_may_be_shared(desk: Desk, ana: Client) -> None:
    sent = {
        **HANDLING,
        "gets-philadelphi_withdrawal": "1",
        "assumed": "on",
        "source": "as the delegate said",
    }
    address = "/undertakings/importance/egypt/edit/"
    assert ana.post(address, sent).status_code == 303
    assert desk.state().content("importance", "egypt_matters") == {
        "id": "egypt_matters",
        "party": "egypt",
        "gets": {"order": ["philadelphi_withdrawal"]},
        "source": "as the delegate said",
    }
    sent = as_shown(ana, MATTERS) | {"does-prisoners_release": "1", "assumed": ""}
    assert ana.post(MATTERS, sent).status_code == 303
    israel = desk.state().content("importance", "israel_matters")
    assert israel["does"] == {"order": [["prisoners_release", "philadelphi_withdrawal"]]}
    assert israel["assumed"] is False


def test_an_order_asks_for_no_number(ana: Client) -> None:
    """No number is ever put on persons, so that the form has no field that takes one."""
    form = ana.get(MATTERS).context["form"]
    kinds = {
        field.widget.__class__.__name__
        for _, some in form.sides()
        for field in [one.field for one in some]
    }
    assert kinds == {"Select"}


def test_numbers_of_the_files_stay_until_an_order_is_given(desk: Desk, ana: Client) -> None:
    before = desk.state().content("importance", "israel_matters")
    numbers = {"numbers": {"philadelphi_withdrawal": 3}}
    change = Change("importance", "israel_matters", {**before, "does": numbers})
    desk.change(lambda _: [change], by="ana")
    sent = as_shown(ana, MATTERS)
    assert ana.post(MATTERS, {**sent, "source": "the files"}).status_code == 303
    assert desk.state().content("importance", "israel_matters")["does"] == numbers
    sent = as_shown(ana, MATTERS) | {"does-philadelphi_withdrawal": "1"}
    assert ana.post(MATTERS, sent).status_code == 303
    assert desk.state().content("importance", "israel_matters")["does"] == {
        "order": ["philadelphi_withdrawal"]
    }


def test_two_who_edit_an_undertaking_lose_nothing(desk: Desk, browsers: dict[str, Client]) -> None:
    ana, ben = browsers["ana"], browsers["ben"]
    typed = as_shown(ana, HOSTAGES) | {"verified_by": "Egypt"}
    assert ben.post(HOSTAGES, as_shown(ben, HOSTAGES) | {"due": "42"}).status_code == 303
    shown = ana.post(HOSTAGES, typed)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert [(one.label, one.now, one.typed) for one in page.changed] == [
        ("Due on day", "42", "nothing"),
        ("Verified by", "nothing", "Egypt"),
    ]
    assert form["verified_by"].value() == "Egypt"


def test_two_who_say_first_what_matters_lose_nothing(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    """Neither had one before their eyes: the second one is told, and nothing is written twice."""
    address = "/undertakings/importance/egypt/edit/"
    sent = {**HANDLING, "gets-philadelphi_withdrawal": "1", "assumed": "on", "seen_version": ""}
    assert browsers["ben"].post(address, {**sent, "source": "Ben heard it"}).status_code == 303
    shown = browsers["ana"].post(address, {**sent, "source": "Ana heard it"})
    assert (shown.status_code, shown.context["page"].changed_by) == (409, "ben")
    assert desk.state().content("importance", "egypt_matters")["source"] == "Ben heard it"


def test_nobody_sees_or_changes_what_another_holds(desk: Desk, browsers: dict[str, Client]) -> None:
    repair = {"id": "repair", "title": SECRET, "responsible": "israel", "beneficiaries": ["hamas"]}
    wait = {"id": "wait", "title": SECRET, "step": "prisoners_release", "after": "repair"}
    add_entries(desk, "undertaking", [{**repair, "handling": HELD}], by="dina")
    add_entries(desk, "linkage", [{**wait, "handling": HELD}], by="dina")
    head = desk.archive.head()
    for address in ("/undertakings/repair/", "/undertakings/linkages/wait/"):
        for place in ("edit", "remove"):
            assert browsers["ben"].get(f"{address}{place}/").status_code == 404
            assert browsers["ben"].post(f"{address}{place}/", {"title": "X"}).status_code == 404
    for address in ("/undertakings/", "/undertakings/new/", HOSTAGES, LINKAGE, MATTERS):
        text = browsers["ben"].get(address).content.decode()
        assert (SECRET in text, 'value="repair"' in text) == (False, False)
    assert SECRET in browsers["dina"].get("/undertakings/").content.decode()
    assert desk.archive.head() == head


def test_what_stood_unseen_in_an_undertaking_stays(desk: Desk, browsers: dict[str, Client]) -> None:
    add_entries(desk, "party", [{"id": "apart", "name": SECRET, "handling": HELD}], by="dina")
    repair = {"id": "repair", "title": SECRET, "responsible": "apart", "handling": HELD}
    add_entries(desk, "undertaking", [repair], by="dina")
    before = desk.state().content("undertaking", "hostages_release")
    named = {"beneficiaries": ["israel", "apart"], "after": ["repair"]}
    change = Change("undertaking", "hostages_release", {**before, **named})
    desk.change(lambda _: [change], by="dina")
    sent = as_shown(browsers["ben"], HOSTAGES)
    assert (sent["beneficiaries"], sent["after"]) == (["israel"], [])
    sent |= {"beneficiaries": ["israel", "egypt"], "after": ["prisoners_release.1"]}
    assert browsers["ben"].post(HOSTAGES, sent).status_code == 303
    after = desk.state().content("undertaking", "hostages_release")
    assert (after["beneficiaries"], after["after"]) == (
        ["israel", "egypt", "apart"],
        ["prisoners_release.1", "repair"],
    )


def test_a_looser_form_that_names_what_another_holds_stays_unseen(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    repair = {"id": "repair", "title": SECRET, "responsible": "israel", "handling": HELD}
    add_entries(desk, "undertaking", [repair], by="dina")
    before = desk.state().content("linkage", "second_phase_after_hostages")
    looser: Any = before["loosenings"]
    hidden = {"id": "hidden", "title": SECRET, "after": "repair"}
    change = Change("linkage", str(before["id"]), {**before, "loosenings": [hidden, *looser]})
    desk.change(lambda _: [change], by="dina")
    assert SECRET not in browsers["ben"].get(LINKAGE).content.decode()
    sent = as_shown(browsers["ben"], LINKAGE) | {"row-after_two_groups-name": "sooner"}
    assert browsers["ben"].post(LINKAGE, sent).status_code == 303
    after = desk.state().content("linkage", "second_phase_after_hostages")["loosenings"]
    assert after == [hidden, {**looser[0], "title": "sooner"}]


def test_page_asks_the_database_as_often_for_three_as_for_one(desk: Desk, ana: Client) -> None:
    ana.get("/undertakings/")
    with CaptureQueriesContext(connection) as one:
        ana.get("/undertakings/")
    more = [{"id": f"more{n}", "title": "More", "responsible": "israel"} for n in range(3)]
    add_entries(desk, "undertaking", more)
    with CaptureQueriesContext(connection) as three:
        ana.get("/undertakings/")
    assert len(three) == len(one)


def test_case_without_undertakings_says_what_to_do_next(desk: Desk, ana: Client) -> None:
    kinds = {"undertaking", "linkage", "importance", "schedule", "issue", "reading", "instrument"}
    kinds |= {"round", "note"}
    gone = [key for key in desk.state().entries if key[0] in kinds]
    desk.change(lambda _: [Change(*key, None) for key in gone], by="ana")
    assert "Nothing is undertaken on record yet." in ana.get("/undertakings/").content.decode()

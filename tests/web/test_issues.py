"""Issues and what binds: /issues/ and below."""

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
CROSSING: dict[str, Any] = {
    "id": "crossing",
    "title": "Who opens the crossing",
    "kind": "scale",
    "options": [
        {"id": "nobody", "title": "nobody"},
        {"id": "joint", "title": "both", "interpretations": {"israel": "with a veto"}},
    ],
}


def as_sent(desk: Desk, issue: str) -> dict[str, Any]:
    """What a browser sends of the form as it was shown."""
    content = desk.state().content("issue", issue)
    sent: dict[str, Any] = {
        **HANDLING,
        "title": content["title"],
        "kind": content.get("kind", "choice"),
        "step": "1",
        "seen_version": desk.state().version("issue", issue),
    }
    options: Any = content["options"]
    for place, one in enumerate(options, start=1):
        row = f"row-{one['id']}-"
        meant = one.get("interpretations", {})
        sent |= {f"{row}name": one["title"], f"{row}place": str(place)}
        sent |= {f"{row}level": "in_confidence"}
        sent |= {f"{row}means_{party}": text for party, text in meant.items()}
    return sent


def edit(browser: Client, desk: Desk, issue: str = "crossing", **changes: object) -> Any:
    given = {name.replace("__", "-"): value for name, value in changes.items()}
    return browser.post(f"/issues/{issue}/edit/", as_sent(desk, issue) | given)


def options_of(desk: Desk, issue: str = "crossing") -> Any:
    return desk.state().content("issue", issue)["options"]


@pytest.fixture
def crossing(desk: Desk) -> Desk:
    """The case with an issue that nothing names yet."""
    add_entries(desk, "issue", [CROSSING])
    return desk


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/issues/", LOOKERS),
        ("/issues/new/", WRITERS),
        ("/issues/philadelphi/options/", LOOKERS),
        ("/issues/philadelphi/edit/", WRITERS),
        ("/issues/philadelphi/remove/", WRITERS),
        ("/issues/nothing/options/", NOBODY),
        ("/issues/nothing/edit/", NOBODY),
        ("/issues/nothing/remove/", NOBODY),
        ("/issues/limits/", LOOKERS),
        ("/issues/limits/new/norm/", WRITERS),
        ("/issues/limits/new/party/", NOBODY),
        ("/issues/limits/camp_david_1978/edit/", WRITERS),
        ("/issues/limits/camp_david_1978/remove/", WRITERS),
        ("/issues/limits/israel/edit/", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert {who: one.get(address).status_code for who, one in browsers.items()} == expected


def test_list_says_kind_options_and_who_holds_what(crossing: Desk, ana: Client) -> None:
    days = {"id": "days", "title": "Days", "kind": "quantity", "low": 0, "high": 90, "step": 30}
    add_entries(crossing, "issue", [{**days, "unit": "day", "allows": ["left_unstated"]}])
    listed = {one.name: one for one in ana.get("/issues/").context["page"].issues}
    days_listed = listed["Days"]
    assert (days_listed.kind, days_listed.options, days_listed.held, days_listed.row) == (
        "quantity: 0 to 90 day, in steps of 30",
        ("left unstated",),
        (),
        "/matrix/#days",
    )
    assert listed["Who opens the crossing"].options == ("nobody", "both")
    corridor = listed["Netzarim corridor (Netzarim axis)"]
    assert [(one.party, one.url) for one in corridor.held] == [
        ("Israel", "/matrix/netzarim/israel/"),
    ]


def test_new_issue_and_its_options_are_called_by_their_names(desk: Desk, ana: Client) -> None:
    sent = {
        **HANDLING,
        "title": "Who opens the Rafah crossing",
        "short": "Rafah crossing",
        "also_known_as": "Rafah\nthe border",
        "kind": "choice",
        "step": "1",
        "allows": ["deferred"],
        "new_rows": "3",
        "new1-name": "Nobody",
        "new1-level": "public",
        "new2-name": "Deferred",
        "new2-text": "Settled later,\r\nin writing.",
        "new3-name": "كلاهما",
        "new3-brings": ["hostages_release"],
        "new3-means_israel": "with a veto",
    }
    assert ana.post("/issues/new/", sent).status_code == 303
    assert desk.state().content("issue", "rafah_crossing") == {
        "id": "rafah_crossing",
        "title": "Who opens the Rafah crossing",
        "short": "Rafah crossing",
        "also_known_as": ["Rafah", "the border"],
        "allows": ["deferred"],
        "options": [
            {"id": "nobody", "title": "Nobody", "handling": {"level": "public"}},
            {"id": "option1", "title": "Deferred", "text": "Settled later,\nin writing."},
            {
                "id": "option2",
                "title": "كلاهما",
                "brings": ["hostages_release"],
                "interpretations": {"israel": "with a veto"},
            },
        ],
    }


def test_quantity_has_a_range_and_no_options(desk: Desk, ana: Client) -> None:
    days = {**HANDLING, "title": "Days", "kind": "quantity", "low": "0", "high": "90"}
    sent = {**days, "step": "30", "unit": "day"}
    refused = ana.post("/issues/new/", {**sent, "new_rows": "1", "new1-name": "thirty"})
    assert (refused.status_code, [*refused.context["form"].errors]) == (422, ["kind"])
    assert ana.post("/issues/new/", sent).status_code == 303
    assert desk.state().content("issue", "days") == {
        "id": "days",
        "title": "Days",
        "kind": "quantity",
        "low": 0,
        "high": 90,
        "step": 30,
        "unit": "day",
    }


def test_one_more_option_loses_nothing_that_was_typed(desk: Desk, ana: Client) -> None:
    head = desk.archive.head()
    sent = {"title": "Crossing", "new_rows": "2", "new2-name": "Both", "new2-held_by": ["ana"]}
    shown = ana.post("/issues/new/", {**sent, "one_more": "1"})
    form = shown.context["form"]
    assert (shown.status_code, form.errors, form.new_rows) == (422, {}, 3)
    assert form["title"].value() == "Crossing"
    assert (form["new2-name"].value(), form["new2-held_by"].value()) == ("Both", ["ana"])
    assert desk.archive.head() == head


def test_options_are_renamed_moved_added_and_taken_out(crossing: Desk, ana: Client) -> None:
    sent = {"row__joint__place": "1", "row__joint__name": "the two", "new_rows": "1"}
    assert edit(ana, crossing, **sent, new1__name="Egypt").status_code == 303
    assert options_of(crossing) == [
        {"id": "joint", "title": "the two", "interpretations": {"israel": "with a veto"}},
        {"id": "nobody", "title": "nobody"},
        {"id": "egypt", "title": "Egypt"},
    ]
    gone = {"row__nobody__name": "", "row__joint__means_israel": ""}
    assert edit(ana, crossing, **gone).status_code == 303
    assert options_of(crossing) == [
        {"id": "joint", "title": "the two"},
        {"id": "egypt", "title": "Egypt"},
    ]


def test_handling_of_an_option_is_its_own(crossing: Desk, ana: Client) -> None:
    sent: dict[str, Any] = {
        "row__joint__level": "may_be_conveyed",
        "row__joint__to": ["egypt"],
    }
    assert edit(ana, crossing, **sent).status_code == 303
    assert options_of(crossing)[1]["handling"] == {"level": "may_be_conveyed", "to": ["egypt"]}


def test_saving_what_nobody_changed_records_nothing(crossing: Desk, ana: Client) -> None:
    head = crossing.archive.head()
    assert edit(ana, crossing).status_code == 303
    assert crossing.archive.head() == head


@pytest.mark.parametrize("issue", ["philadelphi", "netzarim", "management", "second_phase"])
def test_form_sent_as_it_was_shown_records_nothing(desk: Desk, ana: Client, issue: str) -> None:
    form = ana.get(f"/issues/{issue}/edit/").context["form"]
    sent = {one.html_name: one.value() for one in form if one.value() not in (None, "", False)}
    head = desk.archive.head()
    assert ana.post(f"/issues/{issue}/edit/", sent).status_code == 303
    assert desk.archive.head() == head


def test_option_that_a_position_names_cannot_be_taken_out(desk: Desk, ana: Client) -> None:
    form = ana.get("/issues/netzarim/edit/").context["form"]
    sent = {one.html_name: one.value() for one in form if one.value() not in (None, "", False)}
    head = desk.archive.head()
    shown = ana.post("/issues/netzarim/edit/", {**sent, "row-stays-name": ""})
    said = shown.context["form"].non_field_errors()
    assert shown.status_code == 422
    assert [one for one in said if "stays" not in one] == []
    assert said
    assert desk.archive.head() == head


def test_issue_that_positions_name_cannot_be_taken_out(crossing: Desk, ana: Client) -> None:
    version = crossing.state().version("issue", "netzarim")
    shown = ana.post("/issues/netzarim/remove/", {"seen_version": version})
    assert shown.status_code == 422
    assert shown.context["form"].non_field_errors()
    version = crossing.state().version("issue", "crossing")
    assert ana.post("/issues/crossing/remove/", {"seen_version": version}).status_code == 303
    assert ana.get("/issues/crossing/options/").status_code == 404


def test_issue_page_shows_what_an_option_brings(desk: Desk, ana: Client) -> None:
    page = ana.get("/issues/second_phase/options/").context["page"]
    assert [url for _, url in page.options[0].brings] == [
        "/undertakings/#second_phase_after_hostages",
        "/undertakings/#second_phase_after_prisoners",
    ]
    assert page.options[1].brings == ()


def test_option_that_another_holds_is_not_shown_and_stays(
    crossing: Desk, browsers: dict[str, Client]
) -> None:
    hidden = {"id": "hidden", "title": SECRET, "handling": HELD}
    options = [CROSSING["options"][0], hidden, CROSSING["options"][1]]
    change = Change("issue", "crossing", {**CROSSING, "options": options})
    crossing.change(lambda _: [change], by="dina")
    for address in ("/issues/", "/issues/crossing/options/", "/issues/crossing/edit/"):
        assert SECRET not in browsers["ben"].get(address).content.decode()
    sent = as_sent(crossing, "crossing")
    sent = {name: value for name, value in sent.items() if "hidden" not in name}
    sent |= {"row-joint-place": "1", "row-nobody-place": "2"}
    assert browsers["ben"].post("/issues/crossing/edit/", sent).status_code == 303
    assert [one["id"] for one in options_of(crossing)] == ["joint", "hidden", "nobody"]


def test_issue_with_an_option_that_another_holds_cannot_be_taken_out(
    crossing: Desk, browsers: dict[str, Client]
) -> None:
    hidden = {"id": "hidden", "title": SECRET, "handling": HELD}
    change = Change("issue", "crossing", {**CROSSING, "options": [*options_of(crossing), hidden]})
    crossing.change(lambda _: [change], by="dina")
    version = crossing.state().version("issue", "crossing")
    for address, sent in (
        ("/issues/crossing/remove/", {"seen_version": version}),
        (
            "/issues/crossing/edit/",
            {**HANDLING, "title": "X", "kind": "quantity", "low": "0", "high": "1", "step": "1"}
            | {"seen_version": version, "row-nobody-name": "", "row-joint-name": ""},
        ),
    ):
        shown = browsers["ben"].post(address, sent)
        assert (shown.status_code, shown.context["form"].non_field_errors()) == (
            422,
            ["the case: something that others hold rests on this"],
        )
    assert len(options_of(crossing)) == 3


def test_what_an_option_names_and_another_holds_stays_unseen(
    crossing: Desk, browsers: dict[str, Client]
) -> None:
    party = {"id": "apart", "name": f"Party {SECRET}", "handling": HELD}
    work = {"id": "work", "title": SECRET, "responsible": "apart", "handling": HELD}
    add_entries(crossing, "party", [party], by="dina")
    add_entries(crossing, "undertaking", [work], by="dina")
    named = {"brings": ["work"], "affects": ["apart"], "interpretations": {"apart": SECRET}}
    options = [CROSSING["options"][0], {"id": "joint", "title": "both", **named}]
    change = Change("issue", "crossing", {**CROSSING, "options": options, "affects": ["apart"]})
    crossing.change(lambda _: [change], by="dina")
    for address in ("/issues/crossing/options/", "/issues/crossing/edit/"):
        text = browsers["ben"].get(address).content.decode()
        assert (SECRET in text, "apart" in text) == (False, False)
    sent = {
        **{name: one for name, one in as_sent(crossing, "crossing").items() if "apart" not in name},
        "row-joint-brings": ["hostages_release"],
        "row-joint-affects": "the towns",
        "row-joint-means_israel": "a veto",
        "affects": "the towns",
    }
    assert browsers["ben"].post("/issues/crossing/edit/", sent).status_code == 303
    assert desk_content(crossing)["affects"] == ["the towns", "apart"]
    assert options_of(crossing)[1] == {
        "id": "joint",
        "title": "both",
        "brings": ["hostages_release", "work"],
        "affects": ["the towns", "apart"],
        "interpretations": {"apart": SECRET, "israel": "a veto"},
    }


def desk_content(desk: Desk) -> Any:
    return desk.state().content("issue", "crossing")


def test_issue_that_another_holds_is_not_there(crossing: Desk, browsers: dict[str, Client]) -> None:
    held = {**CROSSING, "id": "alone", "title": SECRET, "handling": HELD}
    add_entries(crossing, "issue", [held], by="dina")
    for place in ("options", "edit", "remove"):
        assert browsers["ben"].get(f"/issues/alone/{place}/").status_code == 404
        assert browsers["ben"].post(f"/issues/alone/{place}/", {"title": "X"}).status_code == 404
    assert SECRET not in browsers["ben"].get("/issues/").content.decode()
    assert SECRET in browsers["dina"].get("/issues/").content.decode()


def test_two_who_edit_an_issue_lose_nothing(crossing: Desk, browsers: dict[str, Client]) -> None:
    before = as_sent(crossing, "crossing")
    gone = {"row__nobody__name": "", "new_rows": "1", "new1__name": "Egypt"}
    assert edit(browsers["ben"], crossing, **gone).status_code == 303
    typed = {**before, "title": "Crossing", "row-nobody-text": "Closed."}
    shown = browsers["ana"].post("/issues/crossing/edit/", typed)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert ("Name", "Who opens the crossing", "Crossing") in [
        (one.label, one.now, one.typed) for one in page.changed
    ]
    assert form["row-nobody-text"].value() == "Closed."
    assert form["title"].value() == "Crossing"


def test_what_is_cited_has_to_be_seen(crossing: Desk, browsers: dict[str, Client]) -> None:
    """An entry that another holds is refused like one that is not there."""
    head = crossing.archive.head()
    shown = [edit(browsers["ben"], crossing, cites=one) for one in ("held_ana", "held_nobody")]
    assert [one.status_code for one in shown] == [422, 422]
    assert [dict(one.context["form"].errors) for one in shown] == [
        {"cites": ["There is no entry “held_ana” on record."]},
        {"cites": ["There is no entry “held_nobody” on record."]},
    ]
    assert crossing.archive.head() == head


def test_norm_is_recorded_and_said_to_be_never_switched(desk: Desk, ana: Client) -> None:
    sent = {
        **HANDLING,
        "title": "No forced transfer",
        "proposition": "netzarim  is withdrawn",
        "source": "Fourth Geneva Convention, art. 49",
    }
    assert ana.post("/issues/limits/new/norm/", sent).status_code == 303
    assert desk.state().content("norm", "no_forced_transfer") == {
        "id": "no_forced_transfer",
        "title": "No forced transfer",
        "proposition": "netzarim is withdrawn",
        "source": "Fourth Geneva Convention, art. 49",
    }
    page = ana.get("/issues/limits/").context["page"]
    norms = next(one for one in page.groups if one.kind == "norm")
    assert "never switched off" in norms.note
    assert [(one.title, one.proposition, one.about) for one in norms.limits] == [
        (
            "No forced transfer",
            "netzarim is withdrawn",
            "Source: Fourth Geneva Convention, art. 49",
        )
    ]


def test_limits_that_leave_nothing_are_refused(desk: Desk, ana: Client) -> None:
    rule = {**HANDLING, "title": "One way", "proposition": "netzarim is withdrawn"}
    assert ana.post("/issues/limits/new/rule/", rule).status_code == 303
    other = {**HANDLING, "title": "The other way", "proposition": "netzarim is stays"}
    head = desk.archive.head()
    shown = ana.post("/issues/limits/new/rule/", other)
    assert shown.status_code == 422
    assert shown.context["form"].non_field_errors()
    assert desk.archive.head() == head


def test_proposition_that_cannot_be_read_is_refused_in_its_field(desk: Desk, ana: Client) -> None:
    rule = {**HANDLING, "title": "One way", "proposition": "netzarim is withdrawm"}
    shown = ana.post("/issues/limits/new/rule/", rule)
    assert (shown.status_code, [*shown.context["form"].errors]) == (422, ["proposition"])


def test_instrument_is_edited_and_what_stood_unseen_stays(
    desk: Desk, browsers: dict[str, Client]
) -> None:
    add_entries(desk, "party", [{"id": "apart", "name": SECRET, "handling": HELD}], by="dina")
    before = desk.state().content("instrument", "camp_david_1978")
    change = Change("instrument", "camp_david_1978", {**before, "contested_by": ["apart"]})
    desk.change(lambda _: [change], by="dina")
    form = browsers["ben"].get("/issues/limits/camp_david_1978/edit/").context["form"]
    sent = {one.html_name: one.value() for one in form if one.value() not in (None, "", False)}
    sent |= {"contested_by": ["israel"], "clause": "article 4"}
    assert browsers["ben"].post("/issues/limits/camp_david_1978/edit/", sent).status_code == 303
    assert desk.state().content("instrument", "camp_david_1978") == {
        **before,
        "contested_by": ["israel", "apart"],
        "clause": "article 4",
    }


def test_limit_is_taken_out(desk: Desk, ana: Client) -> None:
    version = desk.state().version("instrument", "camp_david_1978")
    address = "/issues/limits/camp_david_1978/remove/"
    assert ana.post(address, {"seen_version": ""}).status_code == 422
    assert ana.post(address, {"seen_version": version}).status_code == 303
    assert ana.get(address).status_code == 404


def test_limit_that_another_holds_is_not_there(desk: Desk, browsers: dict[str, Client]) -> None:
    rule = {"id": "alone", "title": SECRET, "proposition": "netzarim is stays", "handling": HELD}
    add_entries(desk, "rule", [rule], by="dina")
    for place in ("edit", "remove"):
        assert browsers["ben"].get(f"/issues/limits/alone/{place}/").status_code == 404
    assert SECRET not in browsers["ben"].get("/issues/limits/").content.decode()
    assert SECRET in browsers["dina"].get("/issues/limits/").content.decode()


@pytest.mark.parametrize("address", ["/issues/", "/issues/limits/"])
def test_lists_ask_the_database_as_often_for_three_as_for_one(
    crossing: Desk, ana: Client, address: str
) -> None:
    ana.get(address)
    with CaptureQueriesContext(connection) as one:
        ana.get(address)
    add_entries(crossing, "issue", [{**CROSSING, "id": f"more{n}"} for n in range(3)])
    rules = [
        {"id": f"rule{n}", "title": "A rule", "proposition": f"more{n} is joint"} for n in range(3)
    ]
    add_entries(crossing, "rule", rules)
    with CaptureQueriesContext(connection) as three:
        ana.get(address)
    assert len(three) == len(one)


def test_a_new_case_says_what_to_do_first(desk: Desk, ana: Client) -> None:
    kinds = {"issue", "reading", "round", "instrument", "preference", "schedule", "note"}
    kinds |= {"undertaking", "linkage", "importance"}
    gone = [key for key in desk.state().entries if key[0] in kinds]
    desk.change(lambda _: [Change(*key, None) for key in gone], by="ana")
    assert ana.get("/issues/").context["page"].issues == ()
    assert "No issue is on record yet." in ana.get("/issues/").content.decode()

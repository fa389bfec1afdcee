"""People and mandates: /people/ and below."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from goodoffices.storage.changing import Change
from goodoffices.storage.desk import Desk
from tests.web.cast import LOOKERS, NOBODY, WRITERS, statuses_of
from tests.web.kept_alone import SECRET, keep_alone

ISRAEL = {
    "name": "Israel",
    "also_known_as": "",
    "roles": ["negotiating"],
    "organ1_name": "Mossad",
    "organ1_kind": "intelligence service",
    "organ2_name": "Shin Bet",
    "organ2_kind": "intelligence service",
    "organ3_name": "Israeli army",
    "organ3_kind": "army",
}


def edit(browser: Client, desk: Desk, **changes: object) -> Any:
    sent = {**ISRAEL, "seen_version": desk.state().version("party", "israel"), **changes}
    return browser.post("/people/israel/edit/", sent)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/people/", LOOKERS),
        ("/people/new/", WRITERS),
        ("/people/israel/edit/", WRITERS),
        ("/people/nobody/edit/", NOBODY),
    ],
)
def test_each_address_answers_each_of_the_cast(
    browsers: dict[str, Client], address: str, expected: dict[str, int]
) -> None:
    assert statuses_of(browsers, address) == expected


def test_a_new_party_is_called_by_its_name(desk: Desk, ana: Client) -> None:
    sent = {
        "name": "Côte d'Or",
        "also_known_as": "Gold Coast\nالساحل",
        "roles": ["observer"],
        "organ1_name": "Bureau",
    }
    assert ana.post("/people/new/", sent).status_code == 303
    assert desk.state().content("party", "cote_d_or") == {
        "id": "cote_d_or",
        "name": "Côte d'Or",
        "also_known_as": ["Gold Coast", "الساحل"],
        "roles": ["observer"],
        "organs": [{"id": "bureau", "name": "Bureau"}],
    }


def test_an_organ_that_binds_others_stands_above_them(desk: Desk, ana: Client) -> None:
    edit(ana, desk, organ4_name="Cabinet", organ4_binds=["mossad", "israeli_army"])
    page = ana.get("/people/").context["page"]
    assert page.binding == (("Israel", "Cabinet", "Mossad and Israeli army"),)
    [israel] = [one for one in page.parties if one.id == "israel"]
    assert [(one.name, one.opens, len(one.closes)) for one in israel.organs] == [
        ("Shin Bet", False, 0),
        ("Cabinet", True, 0),
        ("Mossad", False, 0),
        ("Israeli army", False, 1),
    ]


def test_organs_that_bind_each_other_in_a_ring_are_each_shown_once(desk: Desk, ana: Client) -> None:
    edit(ana, desk, organ1_binds=["shin_bet"], organ2_binds=["mossad"])
    [israel] = [one for one in ana.get("/people/").context["page"].parties if one.id == "israel"]
    assert sorted(one.name for one in israel.organs) == ["Israeli army", "Mossad", "Shin Bet"]


def test_an_organ_whose_name_is_emptied_is_taken_out(desk: Desk, ana: Client) -> None:
    edit(ana, desk, organ2_name="", organ2_kind="")
    organs = desk.state().content("party", "israel")["organs"]
    assert organs == [
        {"id": "mossad", "name": "Mossad", "kind": "intelligence service"},
        {"id": "israeli_army", "name": "Israeli army", "kind": "army"},
    ]


def test_an_organ_that_is_quoted_cannot_be_taken_out(desk: Desk, ana: Client) -> None:
    said = {"id": "told", "words": "No.", "chain": [{"speaker": "mossad", "to": "team"}]}
    desk.change(lambda _: [Change("statement", "told", said)], by="ana")
    head = desk.archive.head()
    shown = edit(ana, desk, organ1_name="", organ1_kind="")
    assert shown.status_code == 422
    assert len(shown.context["form"].non_field_errors()) == 1
    assert desk.archive.head() == head


def test_saving_what_nobody_changed_records_nothing(desk: Desk, ana: Client) -> None:
    head = desk.archive.head()
    assert edit(ana, desk).status_code == 303
    assert desk.archive.head() == head


def test_mandates_say_who_may_settle_and_of_whom_it_is_not_known(desk: Desk, ana: Client) -> None:
    before = desk.state().content("round", "doha_round")
    sent = [
        {"party": "israel", "may_settle": ["philadelphi"], "refers": {"netzarim": "the cabinet"}},
        {"party": "hamas", "may_settle": ["philadelphi"]},
    ]
    change = Change("round", "doha_round", {**before, "delegations": sent})
    desk.change(lambda _: [change], by="ana")
    mandates = ana.get("/people/").context["page"].mandates
    assert (mandates.round, mandates.not_on_record) == ("Doha round", ())
    assert [(one.settles, one.refers, one.unknown, one.note) for one in mandates.issues] == [
        ("Israel and Hamas", "", "", "all negotiating parties may settle it here"),
        ("", "Israel to the cabinet", "", "nobody here may settle it"),
        ("", "", "", "nobody here may settle it"),
        ("", "", "", "nobody here may settle it"),
    ]


def test_a_mandate_that_nobody_told_is_not_read_as_none(ana: Client) -> None:
    mandates = ana.get("/people/").context["page"].mandates
    assert {one.note for one in mandates.issues} == {
        "of nobody here it is known that they may settle it"
    }
    assert {one.unknown for one in mandates.issues} == {"Israel and Hamas"}
    assert mandates.not_on_record == (
        "Whether Hamas came to the Doha round.",
        "What Israel, Egypt, Qatar and United States may settle in the Doha round.",
    )


def test_nobody_sees_or_changes_a_party_that_another_holds(
    browsers: dict[str, Client], desk: Desk
) -> None:
    keep_alone(desk, "dina")
    head = desk.archive.head()
    address = "/people/alone_party/edit/"
    assert browsers["ben"].get(address).status_code == 404
    assert browsers["ben"].post(address, {"name": "Other"}).status_code == 404
    assert desk.archive.head() == head
    for form in ("/people/", "/people/new/", "/people/israel/edit/"):
        seen = {who: SECRET in browsers[who].get(form).content.decode() for who in ("ana", "ben")}
        assert seen == {"ana": False, "ben": False}
    assert SECRET in browsers["dina"].get("/people/").content.decode()


def test_two_who_edit_a_party_lose_nothing(desk: Desk, browsers: dict[str, Client]) -> None:
    before = desk.state().version("party", "israel")
    edit(browsers["ben"], desk, also_known_as="State of Israel")
    shown = edit(browsers["ana"], desk, also_known_as="The State", seen_version=before)
    page, form = shown.context["page"], shown.context["form"]
    assert (shown.status_code, page.changed_by) == (409, "ben")
    assert [(one.label, one.now, one.typed) for one in page.changed] == [
        ("Other names", "State of Israel", "The State")
    ]
    version = form["seen_version"].value()
    again = edit(browsers["ana"], desk, also_known_as="The State", seen_version=version)
    assert again.status_code == 303
    assert desk.state().content("party", "israel")["also_known_as"] == ["The State"]
